"""`zhifa statutes compile --laws FOLDER`: matters of the county from the texts, as sheets of a compiled pack."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhifa.algorithms.statutes import provisions_of, read_articles
from zhifa.interfaces.cli.statute_files import Unreadable, files_under, lines_of, source_of
from zhifa.packs.compiled import COLUMNS, LAYER, read_names, write_table
from zhifa.packs.compiling import Compilation, Text, compile_texts, prove, reach
from zhifa.packs.county import load_county
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import ROOT, PackError
from zhifa.packs.scope import read_scope
from zhifa.packs.statutes import Library

HAND_MADE = "cn,zhejiang,chunan"
BUREAU = "county_enforcement_bureau"
PROGRESS_EVERY = 200
WORKSHEET = ("code", "law", "article", "kinds", "wording", "name", "words")


def register(actions: argparse._SubParsersAction[Any]) -> None:
    """Adds `compile`."""
    parser = actions.add_parser("compile", help="matters of the county from the texts: sheets of a compiled pack, proven against them")
    parser.add_argument("--laws", type=Path, required=True, metavar="FOLDER", help="statute texts (Markdown, title(date).md)")
    parser.add_argument("--to", type=Path, default=ROOT / LAYER, metavar="FOLDER", help="the pack (default: that of the county)")
    parser.add_argument("--packs", default=HAND_MADE, help=f"layers whose matters are not compiled again (default: {HAND_MADE})")
    parser.add_argument("--wording", type=Path, metavar="FOLDER", help="worksheets with the statute's words for those who write names")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 with the sheets written; 2 when a text, a pack or the scope cannot be read."""
    try:
        layers = arguments.packs.split(",")
        plan = load_plan(layers[-1])
        bureau = frozenset(d.code for d in plan.domains.values() if d.holder == BUREAU)
        scope, catalogue = read_scope(arguments.to, bureau), load_county(layers)
        made = compile_texts(list(_texts(arguments.laws)), scope, catalogue)
        library = Library(arguments.laws)
        reach(made, library)
        prove(made, library)
        _write(arguments.to, made)
        if arguments.wording:
            _worksheets(arguments.wording, made, set(read_names(arguments.to)))
    except (FileNotFoundError, PackError, Unreadable, ValueError) as problem:
        print(f"zhifa statutes: {problem}", file=sys.stderr)
        return 2
    print(
        f"{len(made.matters)} provisions proven, {len(made.questions)} with a question, {made.known} rest on a matter already, "
        f"{sum(made.left.values())} left out",
        file=sys.stderr,
    )
    return 0


def _texts(folder: Path) -> Iterator[Text]:
    """Raises Unreadable, naming the file."""
    files = list(files_under([folder]))
    for number, path in enumerate(files, 1):
        source = source_of(path)
        try:
            articles = list(read_articles(lines_of(path)))
        except Unreadable as problem:
            raise Unreadable(f"{path} {problem}") from problem
        last = "\n".join(articles[-1].lines) if articles else ""
        yield Text(source.law, source.version or "", tuple(p for a in articles for p in provisions_of(a)), last)
        if number % PROGRESS_EVERY == 0 or number == len(files):
            print(f"{number}/{len(files)} texts", file=sys.stderr, flush=True)


def _write(root: Path, made: Compilation) -> None:
    """Every sheet anew, in a fixed order; sheets of a domain that has none any more are removed."""
    for stale in (root / "sheets").glob("*.csv"):
        stale.unlink()
    used = {b["statute"] for rows in made.bases.values() for b in rows}
    write_table(root / "sheets" / "statutes.csv", "statutes", (made.statutes[c] for c in sorted(used)))
    for domain in sorted({row["domain"] for row in made.matters.values()}):
        codes = [code for code, row in made.matters.items() if row["domain"] == domain]
        rows = {
            "matters": [made.matters[c] for c in codes],
            "bases": [b for c in codes for b in made.bases[c]],
            "ranges": [r for c in codes for r in made.ranges[c]],
        }
        for kind, some in rows.items():
            write_table(root / "sheets" / f"{domain}.{kind}.csv", kind, some)
    asked = [
        dict(zip(COLUMNS["questions"], (q.code, q.law, q.version, *q.place, q.domain, q.question), strict=True)) for q in made.questions
    ]
    write_table(root / "questions.csv", "questions", asked)
    left = [
        {"law": law, "version": version, "provisions": str(n), "reason": why} for (law, version, why), n in sorted(made.left.items()) if n
    ]
    write_table(root / "left_out.csv", "left_out", left)


def _worksheets(folder: Path, made: Compilation, named: set[str]) -> None:
    """What still needs a name, one file for each domain."""
    folder.mkdir(parents=True, exist_ok=True)
    for domain in sorted({row["domain"] for row in made.matters.values()}):
        with (folder / f"{domain}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(WORKSHEET)
            for code, row in made.matters.items():
                if row["domain"] == domain and code not in named:
                    penalty = next(b for b in made.bases[code] if b["role"] == "penalty")
                    place = f"{penalty['article']}{'-' + penalty['sub'] if penalty['sub'] else ''}"
                    place += "".join(f".{penalty[part]}" for part in ("paragraph", "item") if penalty[part])
                    writer.writerow((code, made.statutes[penalty["statute"]]["title"], place, row["kinds"], made.wording[code], "", ""))
