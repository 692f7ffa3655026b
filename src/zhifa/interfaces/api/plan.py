"""The plan of inspections for programs: what the own organ checks, lines drawn up, and days for the places of an approved one."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.inspections import queries as visits
from zhifa.apps.inspections import services as inspections
from zhifa.apps.planning import queries, services
from zhifa.apps.planning.queries import LineRow
from zhifa.interfaces.api import bodies, desk, doing
from zhifa.interfaces.api.acts import REFUSALS, said
from zhifa.interfaces.api.inspections import PlaceOut
from zhifa.interfaces.api.rows import FieldOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.planning import DrawForm, LineForm, Scheduled
from zhifa.law.actors import Actor

router = Router(tags=["inspections"])
PAGE = 20


class LineOut(Schema):
    """A line; `places` only where one line is asked for. `acts`: what the caller may do with it now."""

    id: UUID
    version: int
    code: str
    title: str
    state: str
    state_label: str
    organ: str
    domain: str
    since: date
    until: date
    times: int
    joint: bool
    count: int
    open_overlaps: int
    places: list[PlaceOut] = []
    acts: list[str] = []


class FormOut(Schema):
    """Fields in which the caller's organ inspects, and what a new line of `domain` may hold."""

    domains: list[str]
    domain: str
    fields: list[FieldOut]


class WantedIn(Strict):
    """Which field; empty: the organ's first."""

    domain: str = Field("", max_length=40)


class PlacesIn(Strict):
    """Words of name, address or code; an area; a trade."""

    text: str = Field("", max_length=80)
    area: str = Field("", max_length=40)
    kind: str = Field("", max_length=40)
    page: int = Field(1, ge=1, le=100_000)


class PlaceLineOut(PlaceOut):
    """A place to go to. `near`: how many visits of any organ come or came inside the county's window around today."""

    kind: str
    area_name: str
    near: int


class PlacesOut(Schema):
    """20 a page; `total` counts all that were found, `window`: days."""

    total: int
    window: int
    rows: list[PlaceLineOut]


class LineMadeOut(Schema):
    """After a line was drawn up; null when it was a repetition."""

    said: str
    repeated: bool
    line: LineOut | None


class ScheduledOut(Schema):
    """The visits that were planned."""

    said: str
    repeated: bool
    visits: list[UUID]


class DrawnOut(Schema):
    """A draw: `seed` with both lists gives `places` again."""

    said: str
    repeated: bool
    number: str = ""
    seed: str = ""
    places: list[UUID] = []


class WaiverIn(Strict):
    """Why visits stay apart; the version of the line that was shown."""

    reason: str = Field(max_length=500)
    version: int | None = None


@router.get("/places", response={200: PlacesOut, **REFUSALS}, summary="检查对象")
def places(request: HttpRequest, wanted: Query[PlacesIn]) -> dict[str, Any]:
    """Regulated places, each with who else comes close in time."""
    asked = wanted.model_dump(exclude={"page"})
    found = visits.places(caller(request), clock.today(), **asked, start=PAGE * (wanted.page - 1), limit=PAGE)
    rows = [{**desk.members(line.premises), "area_name": line.area_name, "near": len(line.near)} for line in found.rows]
    return {"total": found.total, "window": found.window, "rows": rows}


@router.get("/plan-lines", response={200: list[LineOut], **REFUSALS}, summary="检查计划")
def lines(request: HttpRequest) -> Any:
    """Of all organs; drafts only of the own one."""
    return list(queries.lines(caller(request), clock.today()))


@router.get("/plan-lines/form", response={200: FormOut, **REFUSALS}, summary="编制检查计划要填的内容")
def form(request: HttpRequest, wanted: Query[WantedIn]) -> dict[str, Any]:
    """With the check items to choose from; places are searched for."""
    domains = list(queries.fields_of(caller(request).organ, clock.today()))
    domain = wanted.domain or (domains[0] if domains else "")
    return {"domains": domains, "domain": domain, "fields": bodies.described(LineForm(domain)) if domain in domains else []}


@router.post("/plan-lines", response={201: LineMadeOut, 200: LineMadeOut, **REFUSALS}, summary="编制检查计划")
def draw_up(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`domain` and the fields of the desk's form."""
    form = bodies.in_domain(LineForm, body)
    made: list[UUID] = []
    fresh = doing.once(request, lambda by, at: made.append(services.draw_up_line(by=by, at=at, draft=form.draft()).pk))
    shown = _shown(caller(request), made[0]) if made else None
    return Status(201 if fresh else 200, {**said(_("已起草，报送前其他机关看不到"), fresh), "line": shown})


@router.get("/plan-lines/{uuid:line}", response={200: LineOut, **REFUSALS}, summary="一项检查计划")
def line(request: HttpRequest, line: UUID) -> dict[str, Any]:
    """404 also for another organ's draft."""
    return _shown(caller(request), line)


@router.post("/plan-lines/{uuid:line}/schedule", response={200: ScheduledOut, **REFUSALS}, summary="安排到场日期")
def schedule(request: HttpRequest, line: UUID, body: Body[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the desk's form: places, planned_on, reasons."""
    form = bodies.filled(partial(Scheduled, _line(caller(request), line)), body)
    made: list[UUID] = []

    def act(by: Actor, at: datetime) -> None:
        days = dict.fromkeys(form.cleaned_data["places"], form.cleaned_data["planned_on"])
        reasons = {k: form.cleaned_data[k] for k in ("merge_reason", "cap_reason")}
        made.extend(visit.pk for visit in inspections.schedule_line(by=by, at=at, line=line, days=days, **reasons))

    fresh = doing.once(request, act)
    return {**said(_("已安排，检查人员在手机上可见"), fresh), "visits": made}


@router.post("/plan-lines/{uuid:line}/draw", response={200: DrawnOut, **REFUSALS}, summary="双随机抽取")
def draw(request: HttpRequest, line: UUID, body: Body[dict[str, Any]]) -> dict[str, Any]:
    """The fields of the desk's form: count, planned_on, words_said, reasons. Places and people are drawn and the visits planned."""
    form = bodies.filled(partial(DrawForm, _line(caller(request), line)), body)
    made: dict[str, Any] = {}

    def act(by: Actor, at: datetime) -> None:
        found = inspections.draw_at_random(by=by, at=at, line=line, **form.cleaned_data)
        made.update(number=found.number, seed=found.seed, places=[d["place"] for d in found.drawn])

    fresh = doing.once(request, act)
    return {**said(_("已抽取并安排，结果已公开"), fresh), **made}


@router.post("/plan-lines/{uuid:line}/with/{uuid:other}/merge", response={200: LineMadeOut, **REFUSALS}, summary="合并为综合查一次")
def merge(request: HttpRequest, line: UUID, other: UUID) -> dict[str, Any]:
    """The joint line over the places that both share; what was on the calendar for them gives way to it."""
    _line(caller(request), line)
    made: list[UUID] = []
    fresh = doing.once(request, lambda by, at: made.append(inspections.merge_lines(by=by, at=at, line=line, other=other).pk))
    shown = _shown(caller(request), made[0]) if made else None
    return {**said(_("已合并为综合查一次，等参与机关同意后批准"), fresh), "line": shown}


@router.post("/plan-lines/{uuid:line}/with/{uuid:other}/apart", response={200: LineMadeOut, **REFUSALS}, summary="不合并并说明理由")
def waive(request: HttpRequest, line: UUID, other: UUID, body: WaiverIn) -> dict[str, Any]:
    """The visits to the shared places stay apart, for this reason."""
    _line(caller(request), line)
    words = body.model_dump()
    fresh = doing.once(request, lambda by, at: services.waive_merging(by=by, at=at, line=line, other=other, **words))
    return {**said(_("理由已记录"), fresh), "line": _shown(caller(request), line)}


def _line(by: Actor, pk: UUID) -> LineRow:
    row = queries.line(by, pk, clock.today())
    if row is None:
        raise Http404
    return row


def _shown(by: Actor, pk: UUID) -> dict[str, Any]:
    row = _line(by, pk)
    kept = {name: getattr(row, name) for name in LineOut.model_fields if name != "acts"}
    return {**kept, "acts": [o.act for o in queries.line_offers(by, row, clock.today()) if o.refusal is None]}
