"""`zhifa statutes diff OLD NEW` and `zhifa statutes draft PATH… --to FOLDER`: what a changed text does, and drafts for the catalogue."""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zhifa.algorithms.statutes import Difference, Provision, compare, place_words, provisions_of, read_articles
from zhifa.interfaces.cli.start import ready_django
from zhifa.interfaces.cli.statute_files import Source, Unreadable, files_under, lines_of, source_of
from zhifa.packs.county import CountyData, load_county
from zhifa.packs.drafting import COLUMNS, Drafts, draft, matters_by_basis, matters_resting_on
from zhifa.packs.reading import PackError

LAYERS = "cn,zhejiang,chunan,demo"
SIGNS = {"added": "+", "removed": "-", "changed": "~"}
CONDUCT_SHOWN = 40


def register(actions: argparse._SubParsersAction[Any]) -> None:
    """Adds `diff` and `draft`."""
    diffing = actions.add_parser("diff", help="penalty provisions that a changed text adds, removes or changes, and the matters touched")
    diffing.add_argument("old", type=Path, metavar="OLD")
    diffing.add_argument("new", type=Path, metavar="NEW")
    diffing.add_argument("--format", choices=("table", "json"), default="table", help="JSON: one line per difference (default: table)")
    diffing.add_argument("--packs", default=LAYERS, help="layers whose matters are looked up (default: all)")
    diffing.add_argument("--propose", action="store_true", help="also put the matters touched into a catalogue change (a draft)")
    diffing.add_argument("--effective", type=date.fromisoformat, metavar="DAY", help="first day of the new text, for --propose")
    diffing.set_defaults(run=diff)
    drafting = actions.add_parser("draft", help="provisions as draft matters: the sheets of a pack's catalogue folder")
    drafting.add_argument("paths", type=Path, nargs="+", metavar="PATH")
    drafting.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where matters.csv, bases.csv, ranges.csv … are written")
    drafting.add_argument("--packs", default=LAYERS, help="layers whose matters are not drafted again (default: all)")
    drafting.set_defaults(run=write_drafts)


def diff(arguments: argparse.Namespace) -> int:
    """0 when nothing differs, 1 when something does, 2 when a text or a pack cannot be read."""
    try:
        catalogue = load_county(arguments.packs.split(","))
        before, after = (_provisions(source_of(path)) for path in (arguments.old, arguments.new))
    except (Unreadable, PackError) as problem:
        print(f"zhifa statutes: {problem}", file=sys.stderr)
        return 2
    differences = compare(before, after)
    old, new = source_of(arguments.old), source_of(arguments.new)
    try:
        for row in _rows(differences, old, new, catalogue):
            print(json.dumps(row, ensure_ascii=False) if arguments.format == "json" else "\n".join(_lines(row)))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    counts = {change: sum(d.change == change for d in differences) for change in SIGNS}
    print(f"{new.law}: " + ", ".join(f"{count} {change}" for change, count in counts.items()), file=sys.stderr)
    if arguments.propose and differences:
        return _propose(new, differences, after, arguments.effective)
    return 1 if differences else 0


def _propose(new: Source, differences: Sequence[Difference], after: Sequence[Provision], effective: date | None) -> int:
    """1 with the number of the change on standard error, 2 when no matter of the catalogue is touched."""
    ready_django()
    from zhifa.apps.adjustments.services import change_from_texts
    from zhifa.apps.trail.acts import Invalid
    from zhifa.interfaces.frame import acting, clock

    try:
        made = change_from_texts(
            by=acting.SYSTEM,
            at=clock.now(),
            law=new.law,
            differences=differences,
            effective_on=effective,
            version=new.version or "",
            after=after,
        )
    except Invalid as wrong:
        print(f"zhifa statutes: {'; '.join(text for texts in wrong.errors.values() for text in texts)}", file=sys.stderr)
        return 2
    print(f"{made.code}: {made.title}, {made.items.count()} items", file=sys.stderr)
    return 1


def write_drafts(arguments: argparse.Namespace) -> int:
    """0 when every text was read, 1 when one could not be, 2 when a path is not there or the folder holds such sheets already."""
    drafts = Drafts()
    failed = 0
    try:
        catalogue = load_county(arguments.packs.split(","))
        files = list(files_under(arguments.paths))
    except (FileNotFoundError, PackError) as problem:
        print(f"zhifa statutes: {problem}", file=sys.stderr)
        return 2
    if any((arguments.to / f"{name}.csv").exists() for name in COLUMNS):
        print(
            f"zhifa statutes: {arguments.to} holds sheets already; drafts do not overwrite what a person may have edited", file=sys.stderr
        )
        return 2
    for path in files:
        source = source_of(path)
        try:
            draft(source.law, source.version, _provisions(source), catalogue, drafts)
        except Unreadable as problem:
            print(f"zhifa statutes: {problem}", file=sys.stderr)
            failed += 1
    _write(arguments.to, drafts)
    print(f"{len(drafts.sheets['matters'])} draft matters, {drafts.known} provisions that the packs already have", file=sys.stderr)
    return 1 if failed else 0


def _provisions(source: Source) -> list[Provision]:
    """Raises Unreadable, naming the file."""
    try:
        lines = lines_of(source.path)
    except Unreadable as problem:
        raise Unreadable(f"{source.path} {problem}") from problem
    return [provision for article in read_articles(lines) for provision in provisions_of(article)]


def _write(folder: Path, drafts: Drafts) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(drafts.sheets[name])


def _rows(differences: Sequence[Difference], old: Source, new: Source, catalogue: CountyData) -> Iterator[dict[str, Any]]:
    """`matters`: codes of the packs that rest on the old place of the old text or the new place of the new one."""
    resting = matters_by_basis(catalogue)
    for difference in differences:
        sides = ((difference.before, old), (difference.after, new))
        touched = [matter for p, source in sides if p for matter in matters_resting_on(p, source.law, source.version, resting)]
        yield {
            "change": difference.change,
            "law": new.law,
            "place": place_words((difference.before or difference.provision).place),
            "conduct": difference.provision.conduct,
            "fields": {name: {"old": was, "new": now} for name, (was, now) in difference.fields.items()},
            "matters": sorted(set(touched)),
        }


def _lines(row: dict[str, Any]) -> Iterator[str]:
    matters = f"  [{', '.join(row['matters'])}]" if row["matters"] else ""
    yield f"{SIGNS[row['change']]} {row['place']}  {row['conduct'][:CONDUCT_SHOWN]}{matters}"
    for name, values in row["fields"].items():
        if name != "conduct":
            yield f"    {name}: {_shown(values['old'])} → {_shown(values['new'])}"
        else:
            yield f"    conduct: {values['old'][:CONDUCT_SHOWN]} → {values['new'][:CONDUCT_SHOWN]}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value)) or "–"
    return str(value or "–")
