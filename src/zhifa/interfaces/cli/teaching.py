"""`zhifa triage retrain | versions | activate | rollback | report | reach | words`: teach the county's matcher and measure it.

`report --labels` and `reach --packs` work from the packs alone; the rest reads and changes the installation.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from zhifa.algorithms.matching import ENFORCEMENT, Match, Matcher, Reach, calibration_error, reach, reliability
from zhifa.interfaces.cli.start import ready_django
from zhifa.packs.vocabulary import load_vocabulary

LAYERS = "cn,zhejiang,chunan,chunan/compiled,demo"
STATES = {"no_words": "没有日常说法", "shadowed": "被别的事项挡住", "partly": "只有少数说法找得到", "reached": "找得到"}
LEVELS = {"high": "把握大", "medium": "把握中", "low": "把握小"}
REACH_HEAD = ("事项编码", "事项名称", "领域", "情况", "说法数", "找得到的", "找不到的说法", "挡在前面的事项", "按名称找得到")


def register(acts: argparse._SubParsersAction[Any]) -> None:
    """Adds the acts."""
    acts.add_parser("retrain", help="build a version from the corrections; safe to run twice").set_defaults(run=with_apps("retrain"))
    acts.add_parser("versions", help="what was built, which one is in use").set_defaults(run=with_apps("versions"))
    activate = acts.add_parser("activate", help="put a version into use")
    activate.add_argument("number", type=int)
    activate.add_argument("--reason", default="", help="needed when some answers are worse")
    activate.set_defaults(run=with_apps("activate"))
    back = acts.add_parser("rollback", help="back to what was used before")
    back.add_argument("--reason", required=True)
    back.set_defaults(run=with_apps("rollback"))
    report = acts.add_parser("report", help="how sure answers were and how often right; what a version made better and worse")
    report.add_argument("--labels", help="JSON lines with id, kind, domains: measure the packs on labelled texts")
    report.add_argument("--texts", help="JSON lines with id and text, for --labels")
    report.add_argument("--packs", default=LAYERS)
    report.add_argument("--version", type=int, dest="number", help="of this version; else of the newest")
    report.set_defaults(run=run_report)
    reached = acts.add_parser("reach", help="matters that no everyday wording reaches, as CSV")
    reached.add_argument("--packs", default="", help="of these layers alone, without an installation")
    reached.add_argument("--all", action="store_true", help="those that are reached, too")
    reached.set_defaults(run=run_reach)
    words = acts.add_parser("words", help="give a matter everyday words of the county")
    words.add_argument("matter")
    words.add_argument("words", nargs="+")
    words.add_argument("--end", action="store_true", help="take them back")
    words.set_defaults(run=with_apps("words"))


def with_apps(act: str) -> Callable[[argparse.Namespace], int]:
    """The act of this name of `teaching_acts`, which is imported when Django is ready."""

    def run(arguments: argparse.Namespace) -> int:
        ready_django()
        from zhifa.interfaces.cli import teaching_acts

        return teaching_acts.run(act, arguments)

    return run


def run_report(arguments: argparse.Namespace) -> int:
    """With labels: 0 measured, 2 unreadable."""
    if not arguments.labels:
        return with_apps("report")(arguments)
    if not arguments.texts:
        print("zhifa triage report: --labels needs --texts", file=sys.stderr)
        return 2
    try:
        labels, texts = _by_id(arguments.labels), _by_id(arguments.texts)
        print("\n".join(measured(load_vocabulary(arguments.packs.split(",")), labels, texts)))
    except (OSError, ValueError, KeyError) as error:
        print(f"zhifa triage report: {error}", file=sys.stderr)
        return 2
    return 0


def measured(vocabulary: Any, labels: dict[str, dict[str, Any]], texts: dict[str, dict[str, Any]]) -> Iterable[str]:
    """Lines: reliability of what is said about enforcement, and how often each level was right."""
    matcher, names = Matcher(vocabulary), vocabulary.lexicon.names
    matches = {pk: matcher.match(texts[pk]["text"]) for pk in labels}
    stated = [(found.chance, labels[pk]["kind"] == ENFORCEMENT) for pk, found in matches.items()]
    bins = reliability(stated)
    yield "说是执法事项的可能\t条数\t平均说\t实际"
    yield from (f"{b.since:.1f}–{b.until:.1f}\t{b.count}\t{b.stated:.2f}\t{b.right:.2f}" for b in bins)
    yield f"平均偏差\t{calibration_error(bins):.3f}"
    yield "把握\t条数\t答对"
    for level, label in LEVELS.items():
        right = [_right(found, labels[pk], names) for pk, found in matches.items() if found.sure == level]
        yield f"{label}\t{len(right)}\t{sum(right) / len(right) if right else 0:.2f}"


def _right(found: Match, label: dict[str, Any], names: dict[str, str]) -> bool:
    enforcing = label["kind"] == ENFORCEMENT
    if enforcing != (found.kind == ENFORCEMENT):
        return False
    return not enforcing or bool(found.domains and names.get(found.domains[0].domain) in label["domains"])


def _by_id(name: str) -> dict[str, dict[str, Any]]:
    with read_lines(name) as lines:
        return {row["id"]: row for row in (json.loads(line) for line in lines if line.strip())}


def run_reach(arguments: argparse.Namespace) -> int:
    """0 when every matter is reached, 1 when some are not."""
    if not arguments.packs:
        return with_apps("reach")(arguments)
    vocabulary = load_vocabulary(arguments.packs.split(","))
    return write_reach(reach(Matcher(vocabulary), vocabulary), everything=arguments.all)


def write_reach(rows: Iterable[Reach], *, everything: bool) -> int:
    """CSV on standard output; how many of each on standard error."""
    found = list(rows)
    out = csv.writer(sys.stdout)
    out.writerow(REACH_HEAD)
    out.writerows(reach_line(r) for r in found if everything or r.state != "reached")
    counts = {label: sum(r.state == state for r in found) for state, label in STATES.items()}
    print("、".join(f"{label} {n}" for label, n in counts.items()), file=sys.stderr)
    return int(any(r.state != "reached" for r in found))


def reach_line(row: Reach) -> tuple[str, ...]:
    """The cells of one matter."""
    named = "是" if row.by_name else "否"
    return (row.matter, row.name, row.domain, STATES[row.state], str(row.words), str(row.found), "、".join(row.missed), row.shadow, named)


def read_lines(name: str) -> Any:
    """An open file of lines; - is standard input."""
    return sys.stdin if name == "-" else Path(name).open(encoding="utf-8-sig")
