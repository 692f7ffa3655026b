"""Pages generated from the code: docs/states, docs/rules, docs/commands.md, docs/acceptance.md. `--check` fails when one is stale."""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.rule_pages import MARK, ambiguities_page, coverage_page, parameters_page, rules_page, table
from scripts.steps import ROOT
from zhifa.law import procedure
from zhifa.law.actors import ROLE_LABELS
from zhifa.law.procedure.states import Workflow
from zhifa.packs.book import load_book

DOCS = ROOT / "docs"


def workflows() -> Iterator[Workflow]:
    """Every transition table of law/procedure, by name."""
    found: dict[str, Workflow] = {}
    for module in pkgutil.iter_modules(procedure.__path__, f"{procedure.__name__}."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, Workflow):
                found[thing.name] = thing
    yield from (found[name] for name in sorted(found))


def state_page(flow: Workflow) -> str:
    """One workflow as a diagram and as its table."""
    names, acts = flow.state_labels, flow.act_labels
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in flow.rows:
        arrows.setdefault((row.source, row.target), []).append(acts[row.act])
    lines = [f"    {state}: {label}" for state, label in names.items()]
    lines += [f"    [*] --> {flow.initial}"]
    lines += [f"    {source} --> {target}: {'、'.join(labels)}" for (source, target), labels in arrows.items()]
    lines += [f"    {state} --> [*]" for state in names if state in flow.final]
    rows = (
        (
            names[row.source],
            f"{acts[row.act]} `{row.act}`",
            names[row.target],
            "、".join(ROLE_LABELS[role] for role in sorted(row.roles)),
            "；".join(map(str, row.basis)),
            f"`{row.guard}`" if row.guard else "",
            f"`{row.clock}`" if row.clock else "",
            row.document,
        )
        for row in flow.rows
    )
    head = ("from", "act", "to", "who", "basis", "guard", "clock", "document")
    return f"# {flow.name}\n\n{MARK}```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + f"\n```\n\n{table(head, rows)}"


def states_page() -> str:
    """Every workflow with its size and where it begins and ends."""
    rows = (
        (
            f"[{flow.name}]({flow.name}.md)",
            flow.state_labels[flow.initial],
            "、".join(flow.state_labels[state] for state in flow.states if state in flow.final),
            str(len(flow.states)),
            str(len(flow.acts)),
            str(len(flow.rows)),
        )
        for flow in workflows()
    )
    head = ("workflow", "begins", "ends", "states", "acts", "rows")
    return f"# State machines\n\n{MARK}{table(head, rows)}"


def options(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple[str, str]]:
    """Every subcommand with what it does, and each of its options."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, below in action.choices.items():
                yield f"`{words} {name}`", helps.get(name, "")
                yield from options(below, f"{words} {name}")
        elif action.dest not in ("help", "version") and action.help:
            name = " ".join(action.option_strings) or action.dest
            yield f"`{words}` … `{name}`", action.help


def commands_page() -> str:
    """The command line as its parsers know it."""
    from zhifa.interfaces.cli import main

    rows: dict[str, str] = {}
    for name in main.COMMANDS:
        rows |= dict(options(main.parser_for(name), "zhifa"))
    return f"# Commands\n\n{MARK}{table(('command', 'what it does'), rows.items())}"


def acceptance_page() -> str:
    """Sentences of the plan and the tests that ask for them, read from tests/acceptance."""
    from tests.acceptance import NOT_ASKED

    asked = []
    for file in sorted((ROOT / "tests" / "acceptance").glob("test_*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            if found := re.match(r"(R[0-9]+) ?(.*)", ast.get_docstring(node) or ""):
                asked.append((found[1], found[2], node.name.removeprefix("test_").replace("_", " "), f"`{file.relative_to(ROOT)}`"))
    rows = sorted(asked, key=lambda row: int(row[0][1:]))
    head = table(("requirement", "about", "what is asked", "where"), rows)
    others = f"\n## Not asked here\n\n{table(('requirement', 'why'), NOT_ASKED.items())}" if NOT_ASKED else ""
    run = "`.venv/bin/python -m pytest tests/acceptance`"
    return f"# The plan's sentences as tests\n\n{MARK}{run}\n\n{head}{others}"


def pages() -> dict[Path, str]:
    """Every generated page with its text."""
    made = {DOCS / "states" / f"{flow.name}.md": state_page(flow) for flow in workflows()}
    made[DOCS / "states" / "README.md"] = states_page()
    made[DOCS / "rules" / "rules.md"] = rules_page()
    made[DOCS / "rules" / "coverage.md"] = coverage_page()
    made[DOCS / "rules" / "ambiguities.md"] = ambiguities_page()
    made[DOCS / "rules" / "parameters.md"] = parameters_page(load_book(("cn",)))
    made[DOCS / "commands.md"] = commands_page()
    made[DOCS / "acceptance.md"] = acceptance_page()
    return made


def stale(made: dict[Path, str]) -> list[Path]:
    """Pages that differ from the code, and pages that no code makes any more."""
    kept = {path for folder in ("states", "rules") for path in (DOCS / folder).glob("*.md")}
    return [path for path in sorted(kept | made.keys()) if not path.is_file() or path.read_text() != made.get(path)]


def main() -> int:
    """Writes the pages, or with --check names the stale ones."""
    parser = argparse.ArgumentParser(prog="python -m scripts.docs", description=__doc__)
    parser.add_argument("--check", action="store_true")
    made = pages()
    old = stale(made)
    if parser.parse_args().check:
        for path in old:
            print(f"{path.relative_to(ROOT)} is not what the code says. Run: .venv/bin/python -m scripts.docs", file=sys.stderr)
        return 1 if old else 0
    for path in old:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path])
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
