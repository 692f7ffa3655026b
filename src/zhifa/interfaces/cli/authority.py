"""`zhifa authority check | who`: prove that every power has one holder, and ask who could use one on a day."""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.registry import queries as registry
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.standing import plain, power_names
from zhifa.law.authority import POWERS
from zhifa.law.authority_check import KINDS, TAXONOMY, Finding, Report

CLASSES = {
    "gap": "监管缺位",
    "overlap": "多头执法",
    "no_squad": "没有唯一的派驻中队",
    "no_plate": "名义没有牌子",
    "unpublished": "赋权没有公布",
    "repealed": "依据已经废止",
}
SHOWN = 40


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `authority` with its two actions."""
    actions = subparsers.add_parser("authority", help="prove who holds which power, and ask it for any day").add_subparsers(
        required=True, metavar="action"
    )
    proving = actions.add_parser("check", help="one holder for every matter, area and power on every day of change; 1 when not")
    proving.add_argument("--day", type=date.fromisoformat, help="only this day (YYYY-MM-DD)")
    proving.add_argument("--json", type=Path, metavar="FILE", help="write all findings there; - for standard output")
    proving.set_defaults(run=run_check)
    asking = actions.add_parser("who", help="who could use a power over a matter in an area on a day, and why")
    asking.add_argument("--matter", required=True, help="code of the matter")
    asking.add_argument("--area", required=True, help="code or name of a township or platform")
    asking.add_argument("--power", default="penalty", choices=POWERS)
    asking.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD (default: today)")
    asking.add_argument("--known-at", type=datetime.fromisoformat, help="as it was known at this instant, with its zone")
    asking.add_argument("--json", action="store_true", help="the answer as JSON")
    asking.set_defaults(run=run_who)


def run_check(arguments: argparse.Namespace) -> int:
    """0: proved; 1: something no open point acknowledges; 2: there is no catalogue."""
    report = catalogue.proof(arguments.day)
    if not report.cells:
        print("authority: no matters are loaded; zhifa packs load", file=sys.stderr)
        return 2
    if arguments.json:
        text = json.dumps(as_data(report, arguments.day), ensure_ascii=False, indent=1)
        if str(arguments.json) == "-":
            print(text)
            return 1 if report.faults else 0
        arguments.json.write_text(text + "\n", encoding="utf-8")
    print("\n".join(_table(report, arguments.day)))
    return 1 if report.faults else 0


def as_data(report: Report, day: date | None) -> dict[str, Any]:
    """The whole report as JSON values; open ends are null."""
    sizes = {"matters": report.matters, "areas": report.areas, "powers": list(report.powers), "cells": report.cells, "spans": report.spans}
    return {
        "taxonomy": TAXONOMY,
        "day": _iso(day),
        **sizes,
        "days": [d.isoformat() for d in report.days],
        "classes": {kind: _count(report.findings, kind) for kind in KINDS},
        "findings": [
            {
                "kind": f.kind,
                "power": f.power,
                "domain": f.domain,
                "matters": list(f.matters),
                "areas": list(f.areas),
                "since": _iso(f.since),
                "until": _iso(f.until),
                "detail": list(f.detail),
                "county_level": f.county_level,
                "acknowledged": f.acknowledged,
            }
            for f in report.findings
        ],
    }


def _count(findings: Iterable[Finding], kind: str) -> dict[str, Any]:
    own = [f for f in findings if f.kind == kind]
    return {
        "name": CLASSES[kind],
        "acknowledged": sum(f.cells for f in own if f.acknowledged),
        "faults": sum(f.cells for f in own if not f.acknowledged),
    }


def _table(report: Report, day: date | None) -> Iterator[str]:
    when = f"{day}" if day else f"{len(report.days)} 个变动日及其前后"
    yield f"事项 {report.matters} × 区域 {report.areas} × 权力 {len(report.powers)} = {report.cells} 格；{when}；核对 {report.spans} 段"
    lines = list(_grouped(report.findings))
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"  … 还有 {len(lines) - SHOWN} 行（--json 全部列出）"
    yield f"分类（{TAXONOMY}）：格数"
    for kind in KINDS:
        count = _count(report.findings, kind)
        yield f"  {CLASSES[kind]}：未确认 {count['faults']}，已登记为开放问题 {count['acknowledged']}"
    yield "结论：有未确认的问题" if report.faults else "结论：除已登记的开放问题外，每一格每一天有且只有一个主体"


def _grouped(findings: Iterable[Finding]) -> Iterator[str]:
    """One line for what is alike but for the power; faults first."""
    labels, powers = catalogue.domain_labels(), power_names()
    organs = {o.code: o.name for o in registry.organs()}
    alike: dict[tuple[Any, ...], list[Finding]] = defaultdict(list)
    for f in findings:
        alike[f.acknowledged, f.kind, f.domain, f.matters, f.areas, f.since, f.until, f.detail, f.county_level].append(f)
    for (acknowledged, kind, domain, matters, areas, since, until, detail, county), group in sorted(alike.items(), key=lambda g: g[0][0]):
        named = "、".join(powers[f.power] for f in group if f.power)
        of = f"{matters[0]}" if len(matters) == 1 else f"{len(matters)} 项" if matters else "整个领域"
        where = (f"{len(areas)} 个区域" if areas else "全县") + ("，跨区域或者重大、复杂案件" if county else "")
        said = "：" + "、".join(organs.get(d, d) for d in detail) if detail else ""
        mark = f"开放 {acknowledged}" if acknowledged else "问题"
        span = _span(_iso(since), _iso(until))
        yield f"  [{mark}] {CLASSES[kind]} {labels.get(domain, domain)} {of} · {where} · {span}{said}" + (f"（{named}）" if named else "")


def run_who(arguments: argparse.Namespace) -> int:
    """0 with the answer, whoever or nobody holds it; 2 for an unknown matter or area, or an instant without its zone."""
    areas = {name: a.code for a in registry.areas() for name in (a.code, a.name)}
    known_at = arguments.known_at
    if known_at is not None and known_at.tzinfo is None:
        print("authority: --known-at needs its zone: 2026-07-01T09:00+08:00", file=sys.stderr)
        return 2
    try:
        answer = catalogue.who(
            matter=arguments.matter,
            area=areas.get(arguments.area, arguments.area),
            power=arguments.power,
            day=arguments.day or clock.today(),
            known_at=known_at,
        )
    except LookupError as unknown:
        print(f"authority: {unknown}", file=sys.stderr)
        return 2
    data = plain(answer)
    print(json.dumps(data, ensure_ascii=False, indent=1) if arguments.json else "\n".join(_told(data)))
    return 0


def _told(data: dict[str, Any]) -> Iterator[str]:
    known = f"（按 {data['known_at']} 所知）" if data["known_at"] else ""
    yield f"{data['day']} {data['area_name']} {data['matter']} {data['matter_name']} · {power_names()[data['power']]}{known}"
    if data["status"] == "held":
        mandate = data["mandate"] or {"title": "", "number": ""}
        yield f"  主体：{data['organ']}"
        yield f"  名义：{data['acting_identity']}"
        yield f"  起始：{data['since'] or '来源没有载明，划转以前由谁执法以当时的文件为准'}"
        yield f"  依据：{data['basis']}；{mandate['title']}{mandate['number']}"
        yield f"  队伍：{data['team_name'] or '—'}；电话：{data['phone'] or '—'}"
    else:
        yield f"  没有唯一主体：{'多个机关都有依据' if data['status'] == 'contested' else '现有依据没有写明'}"
    yield from (f"  · {sentence}" for sentence in (*data["reasons"], *data["assumptions"]))
    yield from (f"  {'✓' if c['taken'] else '✗'} {c['name']}：{c['why']} {c['basis']}" for c in data["considered"])
    for one in data["stretches"]:
        mark = "→" if one["current"] else " "
        yield f"  {mark} {_span(one['since'], one['until'])}：{one['acting_identity'] or one['status']} {one['team_name']}"


def _span(since: str | None, until: str | None) -> str:
    return "，".join(part for part in (f"{since} 起" if since else "有记载以来", f"{until} 以前" if until else "") if part)


def _iso(day: date | None) -> str | None:
    return None if day in (None, date.min, date.max) else str(day)
