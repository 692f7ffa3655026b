"""Visits and what they find, through the API: the same forms and services as on desk and phone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.queries import FindingRow, VisitPage
from zhifa.apps.planning import queries as planning
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import bodies, desk, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said, still
from zhifa.interfaces.api.case_rows import DocumentOut
from zhifa.interfaces.api.rows import OfferOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.inspections import FINDING_ACTS, VISIT_ACTS, VisitForm
from zhifa.interfaces.frame.loop.planning import LINE_ACTS
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.procedure.states import Workflow

router = Router(tags=["inspections"])


class PlaceOut(Schema):
    """Where one goes."""

    id: UUID
    name: str
    address: str
    area: str


class VisitLineOut(Schema):
    """A visit in a list."""

    id: UUID
    version: int
    code: str
    state: str
    state_label: str
    premises: PlaceOut
    organ: str
    organ_name: str
    domain: str
    planned_on: date
    visited_on: date | None
    due_at: datetime | None
    open_findings: int


class AnswerOut(Schema):
    """An item of the checklist; `result` is empty while nobody answered."""

    item: str
    title: str
    result: str
    note: str


class FindingOut(Schema):
    """A problem and what can be done about it."""

    id: UUID
    item: str
    title: str
    words: str
    matter_code: str
    state: str
    state_label: str
    order_number: str
    correct_by: date | None
    incident_number: str
    case_id: UUID | None
    settled: bool
    offers: list[OfferOut]


class VisitOut(VisitLineOut):
    """Everything on file. `near`: how many other visits come to the place inside the county's window."""

    joined: list[str]
    source_label: str
    officers: list[str]
    near: int
    summary: str
    answers: list[AnswerOut]
    findings: list[FindingOut]
    documents: list[DocumentOut]
    offers: list[OfferOut]


class VisitDoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    visit: VisitOut | None


class LineDoneOut(Schema):
    """After an act on a line of the plan."""

    said: str
    repeated: bool


class ItemIn(Strict):
    """yes, no (with what was seen) or not_applicable."""

    result: str = Field(max_length=16)
    note: str = Field("", max_length=1000)


@router.get("/visits", response={200: list[VisitLineOut], **REFUSALS}, summary="检查列表")
def visits(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Open visits in the caller's reach, nearest first; `state` (repeatable) asks for others."""
    if unknown := sorted(set(state or ()) - set(INSPECTION.states)):
        raise Invalid({"state": ["、".join(unknown)]})
    return list(queries.visits(caller(request), state) if state else queries.visits(caller(request)))


@router.post("/visits", response={201: VisitDoneOut, 200: VisitDoneOut, **REFUSALS}, summary="安排一次计划外检查")
def plan_visit(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`domain` and the fields of the desk's form."""
    form = bodies.in_domain(VisitForm, body)
    made: list[UUID] = []
    fresh = doing.once(request, lambda by, at: made.append(services.plan_visit(by=by, at=at, visit=form.visit()).pk))
    shown = visit_detail(caller(request), made[0]) if made else None
    return Status(201 if fresh else 200, {**said(_("已安排"), fresh), "visit": shown})


@router.get("/visits/{uuid:visit}", response={200: VisitOut, **REFUSALS}, summary="一次检查")
def visit(request: HttpRequest, visit: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return visit_detail(caller(request), visit)


@router.post("/visits/{uuid:visit}/acts/{act}", response={200: VisitDoneOut, **REFUSALS}, url_name="visit_act", summary="对检查办一步")
def visit_act(request: HttpRequest, visit: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents and tasks."""
    by, spec = caller(request), named(VISIT_ACTS, act)
    fresh = not doing.done_before(request)
    if fresh:
        page = _page(by, visit)

        def call(who: Actor, at: datetime, pk: UUID, words: dict[str, Any], version: int | None) -> object:
            return spec.call(who, at, page, words, version)

        fresh = doing.perform(request, partial(spec.form, by, page), call, visit, body)
    return {**said(spec.quiet, fresh), "visit": still(lambda who: visit_detail(who, visit), by)}


@router.post("/visits/{uuid:visit}/items/{item}", response={200: VisitDoneOut, **REFUSALS}, summary="检查一项")
def answer(request: HttpRequest, visit: UUID, item: str, body: ItemIn) -> dict[str, Any]:
    """A later answer replaces the earlier one, which the trail keeps."""
    _page(caller(request), visit)
    fresh = doing.once(request, lambda by, at: services.check_item(by=by, at=at, visit=visit, item=item, **body.model_dump()))
    return {**said(_("已记录"), fresh), "visit": visit_detail(caller(request), visit)}


@router.post(
    "/findings/{uuid:finding}/acts/{act}", response={200: VisitDoneOut, **REFUSALS}, url_name="finding_act", summary="对问题办一步"
)
def finding_act(request: HttpRequest, finding: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """What becomes of a problem."""
    by, spec = caller(request), named(FINDING_ACTS, act)
    found = queries.finding(by, finding)
    if found is None:
        raise Http404
    row, page = found

    def call(who: Actor, at: datetime, pk: UUID, words: dict[str, Any], version: int | None) -> object:
        return spec.call(who, at, page, row, words)

    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.form, by, page), call, finding, body)
    return {**said(spec.quiet, fresh), "visit": visit_detail(by, page.visit.id)}


@router.post("/plan-lines/{uuid:line}/acts/{act}", response={200: LineDoneOut, **REFUSALS}, summary="对计划项办一步")
def line_act(request: HttpRequest, line: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """submit, agree, approve, send_back, withdraw."""
    by, spec = caller(request), named(LINE_ACTS, act)
    if planning.line(by, line, clock.today()) is None:
        raise Http404
    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.filled, by), spec.call, line, body)
    return said(spec.quiet, fresh)


def _page(by: Actor, pk: UUID) -> VisitPage:
    page = queries.page(by, pk)
    if page is None:
        raise Http404
    return page


def visit_detail(by: Actor, pk: UUID) -> dict[str, Any]:
    """The visit with its checklist, problems and acts. Raises Http404."""
    page, day = _page(by, pk), clock.today()
    offers = [
        desk.offered(
            o,
            VISIT_ACTS[o.act].form(by, page),
            "",
            reverse("api:visit_act", args=[pk, o.act]),
            _target(INSPECTION, page.visit.state, o.act),
        )
        for o in queries.visit_offers(by, page.visit, day)
        if o.act in VISIT_ACTS
    ]
    answers = [{"item": a.item.code, "title": a.item.title, "result": a.result, "note": a.note} for a in page.answers]
    more: Mapping[str, Any] = {
        "near": len(page.near),
        "summary": page.summary,
        "answers": answers,
        "findings": [_finding(by, page, f, day) for f in page.findings],
        "documents": page.documents,
        "offers": offers,
    }
    return {**desk.members(page.visit), **more}


def _target(workflow: Workflow, state: str, act: str) -> str:
    row = workflow.row(state, act)
    return row.target if row else ""


def _finding(by: Actor, page: VisitPage, row: FindingRow, day: date) -> dict[str, Any]:
    found = queries.finding_offers(by, row, day) if page.visit.state == "recorded" else ()
    offers = [
        desk.offered(
            o, FINDING_ACTS[o.act].form(by, page), "", reverse("api:finding_act", args=[row.id, o.act]), _target(FINDING, row.state, o.act)
        )
        for o in found
        if o.act in FINDING_ACTS
    ]
    return {**desk.members(row), "offers": offers}
