"""`zhifa packs load | list | propose | verify | geometry | notice | recount`: dated data of law and county."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from zhifa.apps.cases.services.recounting import recount_deadlines
from zhifa.apps.catalogue import services as catalogue
from zhifa.apps.empowerment import services as empowerment
from zhifa.apps.office import services as office
from zhifa.apps.parties import services as parties
from zhifa.apps.planning import services as planning
from zhifa.apps.registry import queries, services
from zhifa.apps.registry.queries.book import county_book, county_layers
from zhifa.apps.staffing import services as staffing
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.cli import editions
from zhifa.interfaces.frame import acting, clock
from zhifa.law import rulebook
from zhifa.packs.county import load_county
from zhifa.packs.proving import prove_citations, prove_parameters
from zhifa.packs.reading import PackError
from zhifa.packs.statutes import Library
from zhifa.packs.verify import Report, verify

LOADERS = (
    services.load_pack, catalogue.load_pack, parties.load_pack, planning.load_pack, staffing.load_pack, empowerment.load_pack,
    office.load_pack,
)  # fmt: skip


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `packs` with its four actions."""
    parser = subparsers.add_parser("packs", help="load and verify the dated data of law and county")
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    _action(actions, "load", "read the configured layers into the database", load)
    _action(actions, "list", "what was loaded, and what a newer edition proposes", show)
    editions.register(actions)
    checking = _action(actions, "verify", "prove articles and figures of catalogue, parameters and rules against statute texts", check)
    checking.add_argument("--laws", type=Path, required=True, help="folder of statute texts (Markdown, title(date).md)")
    checking.add_argument("--quiet", action="store_true", help="only failures and totals")
    importing = _action(actions, "geometry", "replace drawn shapes by your own (GeoJSON, CGCS2000 lon/lat, code in properties)", shapes)
    importing.add_argument("file", type=Path)
    importing.add_argument("--approximate", action="store_true", help="the shapes are not legal boundaries")
    noticing = _action(actions, "notice", "import the notice of a year's days off and count provisional last days again", notice)
    noticing.add_argument("file", type=Path, help="CSV with date, kind (off, makeup), holiday, statutory (yes, no)")
    noticing.add_argument("--title", required=True, help="title and number of the notice")
    _action(actions, "recount", "count provisional last days again, after a new edition of the packs", recount)


def _action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    words: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    made = actions.add_parser(name, help=words)
    made.set_defaults(run=run)
    return made


def load(arguments: argparse.Namespace) -> int:
    """Registry, catalogue, premises, checklists, demonstration; each in one transaction. 1 when a pack file is wrong."""
    try:
        data = load_county(county_layers())
        done = [act(by=acting.SYSTEM, at=clock.now(), data=data) for act in LOADERS]
    except PackError as error:
        print(f"packs: {error}", file=sys.stderr)
        return 1
    for one in done:
        said = "、".join(f"{table} {count}" for table, count in one.added.items()) or "没有变化"
        print(f"{one.capability}: {said}" + (f"；新版提出 {one.proposed} 处差异，未自动采用（zhifa packs list）" if one.proposed else ""))
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Editions and proposals."""
    for row in queries.editions():
        layers = " ".join(f"{layer}@{edition}" for layer, edition in row.editions.items())
        print(f"{row.capability}: {row.rows} 行，{layers}，{row.loaded_at:%Y-%m-%d %H:%M}")
    for change in queries.proposals():
        kind = "新增" if change.before is None else "删去" if change.after is None else "修改"
        print(f"  提议{kind} {change.capability}.{change.table} {change.code}")
    return 0


def check(arguments: argparse.Namespace) -> int:
    """One line per matter and totals; 1 when anything fails, 2 when there are no texts."""
    library = Library(arguments.laws)
    if not len(library):
        print(f"packs: no statute texts under {arguments.laws}", file=sys.stderr)
        return 2
    report = verify(load_county(county_layers()), library)
    for one in report.verdicts:
        if one.faults or not arguments.quiet:
            print(f"{'FAIL' if one.faults else 'OK  '} {one.matter} {one.name}" + "".join(f"\n     {f}" for f in one.faults))
    print(_totals(report))
    faults = _prove(library)
    return 1 if report.failed or faults else 0


def _prove(library: Library) -> int:
    """Parameters and the articles that rules name; how many are not what the texts say."""
    book, faults = county_book(), 0
    cited = ((rule.id, citation) for rule in rulebook.complete() for citation in rule.citations)
    for what, proofs in (("参数", tuple(prove_parameters(book, library))), ("规则引用", tuple(prove_citations(book, cited, library)))):
        wrong = [p for p in proofs if p.fault and not p.absent]
        absent = [p for p in proofs if p.absent]
        for one in wrong:
            print(f"FAIL {one.subject}\n     {one.fault}")
        print(f"{what} {len(proofs)}：通过 {len(proofs) - len(wrong) - len(absent)}，不符 {len(wrong)}，没有文本 {len(absent)}")
        faults += len(wrong)
    return faults


def _totals(report: Report) -> str:
    proven = len(report.verdicts) - len(report.failed)
    return (
        f"事项 {len(report.verdicts)}：通过 {proven}，不符 {len(report.failed)}；"
        f"法律文本 {report.statutes}，条款 {report.articles}，幅度 {report.figures}，逐项比对 {sum(v.checked for v in report.verdicts)}"
    )


def shapes(arguments: argparse.Namespace) -> int:
    """1 with the reasons when the file is not taken."""
    try:
        geojson = json.loads(arguments.file.read_text(encoding="utf-8"))
        count = services.import_geometry(by=acting.SYSTEM, at=clock.now(), geojson=geojson, approximate=arguments.approximate)
    except (OSError, ValueError) as error:
        print(f"packs: {arguments.file}: {error}", file=sys.stderr)
        return 1
    except Invalid as refused:
        print("\n".join(f"packs: {text}" for texts in refused.errors.values() for text in texts), file=sys.stderr)
        return 1
    print(f"更新了 {count} 个区域的边界")
    return 0


def notice(arguments: argparse.Namespace) -> int:
    """1 with the line or day when the file is not a notice."""
    try:
        found = services.import_notice(by=acting.SYSTEM, at=clock.now(), file=arguments.file, title=arguments.title)
    except (OSError, PackError) as error:
        print(f"packs: {error}", file=sys.stderr)
        return 1
    print(f"{found.year} 年：{found.title}，{len(found.rows)} 日")
    return recount(arguments)


def recount(arguments: argparse.Namespace) -> int:
    """One line per last day that moved or is certain now."""
    done = recount_deadlines(by=acting.SYSTEM, at=clock.now())
    for one in done:
        moved = f"{one.before} → {one.after}" if one.before != one.after else f"{one.after}，没有变化"
        print(f"  {one.case} {one.kind}：{moved}{'（仍是临时结果）' if one.provisional else ''}")
    print(f"重新计算了 {len(done)} 个期限")
    return 0
