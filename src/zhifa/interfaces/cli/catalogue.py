"""`zhifa catalogue import | export | template | count`: lists of matters as departments have them, and how many there are."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.queries import counting, exporting, lists
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.cli import cutovers
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.sentences import say

OUTCOMES = {
    "created": "新草稿",
    "repeated": "早已有",
    "merged": "并入",
    "refused": "没有导入",
    "hidden": "隐藏行",
    "note": "说明",
    "heading": "标题",
}


def register(subparsers: argparse._SubParsersAction[Any]) -> None:
    """Adds `catalogue` with its actions."""
    actions = subparsers.add_parser("catalogue", help="import and export lists of matters").add_subparsers(required=True, metavar="act")
    bring = actions.add_parser("import", help="XLSX or CSV of one department: every row becomes a draft matter, or says why not")
    bring.add_argument("file", type=Path)
    bring.add_argument("--sender", required=True, help="code of the department, as in organs.csv")
    bring.add_argument("--column", action="append", default=[], metavar="FIELD=HEADING", help="name a column; kept for the next file")
    bring.add_argument("--preview", action="store_true", help="only say how it would be read")
    bring.set_defaults(run=run_import)
    export = actions.add_parser("export", help="the catalogue, or the drafts, in the layout of the lists")
    export.add_argument("--drafts", action="store_true", help="what departments listed instead of what is in effect")
    export.add_argument("--sender", default="", help="drafts of this department, in its own layout")
    export.add_argument("--format", choices=exporting.FORMATS, default="json")
    export.add_argument("--to", type=Path, help="file; else standard output")
    export.set_defaults(run=run_export)
    empty = actions.add_parser("template", help="an empty list with instructions")
    empty.add_argument("--to", type=Path, required=True)
    empty.set_defaults(run=run_template)
    counting = actions.add_parser("count", help="matters by field and origin, drafts of the texts, and the number that the plan states")
    counting.add_argument("--format", choices=("table", "json"), default="table")
    counting.set_defaults(run=run_count)
    cutovers.register(actions)


def run_import(arguments: argparse.Namespace) -> int:
    """0 when every row was taken or known, 1 when some were not or are unclear, 2 when the file is not taken."""
    try:
        content = arguments.file.read_bytes()
        given = dict(c.split("=", 1) for c in arguments.column)
        if arguments.preview:
            return _previewed(lists.read_list(arguments.sender, content), given)
        row = services.upload_list(by=acting.SYSTEM, at=clock.now(), sender=arguments.sender, name=arguments.file.name, content=content)
        if row.state != "taken":
            columns = {**row.columns, **given}
            row = services.take_list(by=acting.SYSTEM, at=clock.now(), file=row.pk, columns=columns)
        else:
            print("这份清单已经导入过，没有变化", file=sys.stderr)
    except (OSError, ValueError, Invalid) as wrong:
        print(f"zhifa: {arguments.file}: {wrong}", file=sys.stderr)
        return 2
    found = lists.one_list(acting.SYSTEM, row.pk)
    assert found is not None
    report = lists.list_report(found)
    for line in report:
        print(f"{line.line}\t{OUTCOMES[line.outcome]}\t{line.draft}\t{line.name}\t{_said(line.findings)}".rstrip())
    print("、".join(f"{OUTCOMES[k]} {n}" for k, n in row.counts.items()))
    return 1 if any(r.outcome == "refused" or any(f["missing"] for f in r.findings) for r in report) else 0


def _previewed(found: lists.Reading, given: dict[str, str]) -> int:
    for field, heading in {**found.columns, **given}.items():
        print(f"{field} ← {heading}")
    for row in found.rows:
        findings = [{"code": f.code, "words": f.words} for f in row.findings]
        print(f"{row.lines[0]}\t{row.kind}\t{row.name}\t{_said(findings)}".rstrip())
    return 0


def _said(findings: Any) -> str:
    return "；".join(say(f["code"], f["words"]) for f in findings)


def run_export(arguments: argparse.Namespace) -> int:
    """Writes the file."""
    drafted = arguments.drafts or arguments.sender
    table = exporting.drafts_table(acting.SYSTEM, sender=arguments.sender) if drafted else exporting.matters_table()
    content = table.written(arguments.format)
    if arguments.to:
        arguments.to.write_bytes(content)
        print(f"{len(table.data)} 条", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
    return 0


def run_template(arguments: argparse.Namespace) -> int:
    """Writes the file."""
    arguments.to.write_bytes(exporting.empty_template())
    return 0


def run_count(arguments: argparse.Namespace) -> int:
    """The table, or JSON."""
    tally = counting.tally()
    if arguments.format == "json":
        print(json.dumps(counting.as_data(tally), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_count_lines(tally)))
    return 0


def _count_lines(tally: counting.Tally) -> Iterator[str]:
    yield "事项  手写  据法条  待命名  待确认  领域（*：划转的领域）"
    for f in (*tally.fields, tally.transferred, tally.total):
        name = {"transferred": "十二个划转领域小计", "total": "合计"}.get(
            f.label, f"{f.label or '领域待确认'}{' *' if f.transferred else ''}"
        )
        yield f"{f.loaded:>4}  {f.by_hand:>4}  {f.compiled:>6}  {f.unnamed:>6}  {f.questions:>6}  {name}"
    if tally.stated is not None:
        annex = f"；{tally.annex.code} {tally.annex.title}：{tally.annex.policy}" if tally.annex else ""
        yield f"方案写明 {tally.stated} 项，目录里划转领域有 {tally.transferred.loaded} 项，相差 {tally.difference:+}{annex}"
    yield f"另有 {tally.left_out} 个条文不是县里的事项（left_out.csv 写明理由）"
