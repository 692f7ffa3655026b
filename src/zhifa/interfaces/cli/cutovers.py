"""`zhifa catalogue impact | cutover | reconcile`: what a change touches, its cut-over, and whether everything is accounted for."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from zhifa.apps.adjustments import queries as changes
from zhifa.apps.adjustments.queries import cutovers as queries
from zhifa.apps.adjustments.queries import impact as impacts
from zhifa.apps.adjustments.services import cutover_planning as planning
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Role
from zhifa.law.procedure.cutover import RECEIPT
from zhifa.law.procedure.cutover_fates import KINDS
from zhifa.law.rulings import Refused


def register(actions: argparse._SubParsersAction[Any]) -> None:
    """Adds the actions to those of `catalogue`."""
    touched = actions.add_parser("impact", help="what a change of the catalogue, or another squad for an area, would touch")
    touched.add_argument("code", help="of the change, or of the cut-over")
    touched.add_argument("--format", choices=("table", "json"), default="table")
    touched.set_defaults(run=run_impact)
    cut = actions.add_parser("cutover", help="let it hold and move the work in flight, in one transaction; safe to run twice")
    cut.add_argument("code")
    cut.add_argument("--dry-run", action="store_true", help="do everything as on the day and keep nothing of it")
    cut.set_defaults(run=run_cutover)
    even = actions.add_parser("reconcile", help="before = handed + accepted + stays + returned, to the last item")
    even.add_argument("code")
    even.add_argument("--format", choices=("table", "json"), default="table")
    even.set_defaults(run=run_reconcile)


def run_impact(arguments: argparse.Namespace) -> int:
    """0 with the list, 2 for an unknown code or one that holds already."""
    by, today = acting.SYSTEM, clock.today()
    row = next((c for c in changes.changes(_reader(), text=arguments.code) if c.code == arguments.code), None)
    told = impacts.impact(by, row.id, today) if row else impacts.coverage_impact(by, arguments.code, today)
    if told is None:
        return _unknown(arguments.code)
    if arguments.format == "json":
        rows = [{**_members(r), "why": say(r.reason, {})} for g in told.groups for r in g.rows]
        print(json.dumps({"code": told.code, "day": str(told.day), "total": told.total, "moves": told.moves, "stays": told.stays,
                          "rows": rows}, ensure_ascii=False, indent=1))  # fmt: skip
        return 0
    for g in told.groups:
        print(f"{g.label}\t{g.total}\t移交 {g.moves}\t留原单位 {g.stays}")
        for r in g.rows:
            print(f"  {r.label}\t{r.matter_name}\t{r.from_name}\t{r.to_name or '—'}\t{say(r.reason, {})}")
    print(f"合计 {told.total}：移交 {told.moves}，留原单位 {told.stays}（{told.day} 起生效）")
    return 0


def _reader() -> Any:
    """The installation reads every change."""
    system = acting.SYSTEM
    return type(system)(system.person, system.name, system.post, system.roles | {Role.GUIDANCE}, tenant=system.tenant)


def run_cutover(arguments: argparse.Namespace) -> int:
    """0 when it was (or would be) cut over, 1 when the law or the day is in the way, 2 for an unknown code."""
    try:
        if arguments.dry_run:
            done, receipts = planning.rehearse_cutover(by=acting.SYSTEM, at=clock.now(), cutover=arguments.code)
            for r in receipts:
                kind, state = KINDS[str(r["kind"])], RECEIPT.state_labels[str(r["state"])]
                print(f"{kind}\t{r['label']}\t{r['from_name']}\t{r['to_name'] or '—'}\t{state}")
            print(f"演练：{sum(done.before.values())} 件，没有写入任何数据")
            return 0
        planning.cut_over(by=acting.SYSTEM, at=clock.now(), cutover=arguments.code)
    except Invalid:
        return _unknown(arguments.code)
    except Refused as refused:
        print("；".join(say(r.code, r.values) for r in refused.ruling.reasons), file=sys.stderr)
        return 1
    arguments.format = "table"
    return run_reconcile(arguments)


def run_reconcile(arguments: argparse.Namespace) -> int:
    """0 when it is even, 1 when it is not, 2 for an unknown code or one that was not cut over."""
    found = queries.reconciliation(acting.SYSTEM, arguments.code, clock.today())
    if found is None:
        return _unknown(arguments.code)
    lines = (*found.lines, found.total)
    if arguments.format == "json":
        told = {"code": found.row.code, "state": found.row.state, "even": found.even, "left": found.left}
        print(json.dumps({**told, "lines": [_members(one) for one in lines]}, ensure_ascii=False, indent=1))
    else:
        print("种类\t切换前\t待接收\t已接收\t留原单位\t已退回")
        for one in lines:
            print(f"{one.label or '合计'}\t{one.before}\t{one.handed}\t{one.accepted}\t{one.stays}\t{one.returned}")
        total = found.total.before
        print(f"{total}/{total}" if found.even else f"对不上：{'、'.join(found.left) or '数目不符'}")
    return 0 if found.even else 1


def _unknown(code: str) -> int:
    print(f"zhifa: {code}: 没有这个编号，或者现在没有可看的", file=sys.stderr)
    return 2


def _members(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
