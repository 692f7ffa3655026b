"""Impact lists, cut-overs and their receipts for programs."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.adjustments import queries as changes
from zhifa.apps.adjustments.queries import cutovers as queries
from zhifa.apps.adjustments.queries import impact as impacts
from zhifa.apps.adjustments.queries.cutovers import CutoverRow
from zhifa.apps.adjustments.queries.impact import Impact
from zhifa.apps.adjustments.services import cutover_planning as planning
from zhifa.apps.adjustments.services.cutover_planning import Plan
from zhifa.apps.registry.services.coverage import Assigned
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, named, said
from zhifa.interfaces.api.rows import FieldOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.cutovers import CUTOVER_ACTS
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor

router = Router(tags=["catalogue"])


class WorkOut(Schema):
    """One open piece of work. `clock`: its deadline as it runs on; `reason`: code of `why`."""

    kind: str
    id: str
    label: str
    matter: str
    matter_name: str
    area: str
    state_label: str
    from_name: str
    clock: str
    cause: str
    moves: bool
    to_name: str
    reason: str
    why: str
    citations: list[str]


class ShiftOut(Schema):
    """Who loses the penalty power to whom; counts of matters and areas."""

    from_name: str
    to_name: str
    matters: int
    areas: int


class BesideOut(Schema):
    """What is touched beside work in flight: numbers, people, precedents."""

    kind: str
    count: int
    lines: list[str]


class ImpactOut(Schema):
    """`total` = `moves` + `stays`."""

    code: str
    title: str
    day: date
    total: int
    moves: int
    stays: int
    shifts: list[ShiftOut]
    besides: list[BesideOut]
    rows: list[WorkOut]


class LineOut(Schema):
    """One kind, before and after."""

    kind: str
    before: int
    handed: int
    accepted: int
    stays: int
    returned: int


class ActOut(Schema):
    """What the caller may do; `refusal`: why not as things stand."""

    act: str
    label: str
    allowed: bool
    refusal: list[str]
    fields: list[FieldOut]


class CutoverLineOut(Schema):
    """One cut-over in a list. `receipts`: state → how many."""

    id: UUID
    version: int
    code: str
    title: str
    change: UUID | None
    area: str
    team: str
    state: str
    state_label: str
    effective_on: date
    freeze_from: datetime | None
    cases_move: bool
    cut_over_at: datetime | None
    due_at: datetime | None
    reconciled_at: datetime | None
    receipts: dict[str, int]


class ReconciliationOut(Schema):
    """`even`: before = handed + accepted + stays + returned, and nothing is `left`."""

    even: bool
    left: list[str]
    lines: list[LineOut]
    total: LineOut


class CutoverOut(CutoverLineOut):
    """Everything of one."""

    ground: str
    cases_ground: str
    end_reason: str
    reconciliation: ReconciliationOut | None
    acts: list[ActOut]


class ReceiptOut(Schema):
    """One piece of work: with whom it was, whose it is, what became of it."""

    id: str
    kind: str
    item: str
    label: str
    matter_name: str
    item_state: str
    clock: str
    clock_basis: str
    cause: str
    reason: str
    why: str
    from_name: str
    to_name: str
    state: str
    handed_at: datetime
    due_at: datetime | None
    late_since: datetime | None
    escalated: int
    answered_at: datetime | None
    answered_by_name: str
    note: str
    answerable: bool


class PlanIn(Strict):
    """`freeze_from` null: as many hours before the day as the county states."""

    freeze_from: datetime | None = None
    cases_move: bool = False
    cases_ground: str = Field("", max_length=500)

    def plan(self) -> Plan:
        """For the service."""
        return Plan(self.freeze_from, self.cases_move, self.cases_ground)


class CoverageIn(PlanIn):
    """Another squad for an area from a day on."""

    area: str = Field(max_length=40)
    team: str = Field(max_length=40)
    since: date
    ground: str = Field(min_length=1, max_length=500)


class WantedIn(Strict):
    """`state` "open": not ended."""

    state: str = Field("", max_length=12)


class FoundIn(Strict):
    """Receipts of a state or kind."""

    state: str = Field("", max_length=10)
    kind: str = Field("", max_length=16)


class DoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    cutover: CutoverOut | None


@router.get("/catalogue/changes/{uuid:change}/impact", response={200: ImpactOut, **REFUSALS}, summary="目录调整的影响清单")
def change_impact(request: HttpRequest, change: UUID) -> dict[str, Any]:
    """What is in flight and would move or stay; 404 once the change holds."""
    return _impact(impacts.impact(caller(request), change, clock.today()))


@router.post("/catalogue/changes/{uuid:change}/cutover", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="安排目录调整的切换")
def plan(request: HttpRequest, change: UUID, body: PlanIn) -> Status[Any]:
    """When it is frozen, and whether cases on file go over."""
    row = changes.standing(caller(request), change)
    if row is None:
        raise Http404
    return _made(request, lambda by, at: planning.plan_cutover(by=by, at=at, change=row.code, plan=body.plan()))


@router.get("/cutovers", response={200: list[CutoverLineOut], **REFUSALS}, summary="切换")
def listed(request: HttpRequest, wanted: Query[WantedIn]) -> Any:
    """Latest first."""
    return list(queries.cutovers(caller(request), state=wanted.state))


@router.post("/cutovers", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="调整中队覆盖")
def coverage(request: HttpRequest, body: CoverageIn) -> Status[Any]:
    """Planned now, carried out on the day."""
    assigned = Assigned(body.area, body.team, body.since)
    return _made(request, lambda by, at: planning.reassign_coverage(by=by, at=at, assigned=assigned, ground=body.ground, plan=body.plan()))


@router.get("/cutovers/{code}", response={200: CutoverOut, **REFUSALS}, summary="一次切换")
def one(request: HttpRequest, code: str) -> dict[str, Any]:
    """With its reconciliation and what the caller may do."""
    return _shown(caller(request), code)


@router.get("/cutovers/{code}/impact", response={200: ImpactOut, **REFUSALS}, summary="中队覆盖调整的影响清单")
def cutover_impact(request: HttpRequest, code: str) -> dict[str, Any]:
    """404 once it was carried out."""
    return _impact(impacts.coverage_impact(caller(request), code, clock.today()))


@router.get("/cutovers/{code}/receipts", response={200: list[ReceiptOut], **REFUSALS}, summary="交接单")
def receipts(request: HttpRequest, code: str, wanted: Query[FoundIn]) -> Any:
    """Those that the caller may see."""
    by = caller(request)
    _row(by, code)
    found = queries.receipts(by, code, state=wanted.state, kind=wanted.kind)
    return [{**_members(r), "why": say(r.reason, {})} for r in found]


@router.post("/cutovers/{code}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="对切换办一步")
def do(request: HttpRequest, code: str, act: str, body: Body[dict[str, Any] | None] = None) -> dict[str, Any]:
    """cut_over, amend, cancel, accept_receipt, refuse_receipt. The body holds the act's fields (see `acts`) and optionally `version`."""
    spec, row = named(CUTOVER_ACTS, act), _row(caller(request), code)
    fresh = doing.perform(request, partial(spec.filled, caller(request)), spec.call, row.id, body)
    return {**said(spec.quiet, fresh), "cutover": _shown(caller(request), code)}


def _made(request: HttpRequest, make: Any) -> Status[Any]:
    made: list[str] = []
    fresh = doing.once(request, lambda by, at: made.append(make(by, at).code))
    return Status(201 if fresh else 200, {**said(_("已安排切换"), fresh), "cutover": _shown(caller(request), made[0]) if made else None})


def _row(by: Actor, code: str) -> CutoverRow:
    row = queries.cutover(by, code)
    if row is None:
        raise Http404
    return row


def _shown(by: Actor, code: str) -> dict[str, Any]:
    row = _row(by, code)
    found = queries.reconciliation(by, code, clock.today())
    acts = [
        {"act": o.act, "label": _(o.label), "allowed": o.refusal is None,
         "refusal": [say(r.code, r.values) for r in o.refusal.reasons] if o.refusal else [],
         "fields": bodies.described(CUTOVER_ACTS[o.act].filled(by))}
        for o in queries.offers(by, row, clock.today())
    ]  # fmt: skip
    told = found and {"even": found.even, "left": list(found.left), "total": _members(found.total),
                      "lines": [_members(one) for one in found.lines]}  # fmt: skip
    return {**_members(row), "reconciliation": told, "acts": acts}


def _impact(told: Impact | None) -> dict[str, Any]:
    if told is None:
        raise Http404
    rows = [{**_members(r), "why": say(r.reason, {})} for g in told.groups for r in g.rows]
    shifts, besides = [_members(s) for s in told.shifts], [_members(b) for b in told.besides]
    return {**_members(told), "shifts": shifts, "besides": besides, "rows": rows}


def _members(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
