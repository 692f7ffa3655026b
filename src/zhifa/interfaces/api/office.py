"""The guidance office for programs: its jobs, requests with every act, and the yearly report with the rows behind it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.office import services
from zhifa.apps.office.queries import work as queries
from zhifa.apps.office.queries.work import Section
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.office import OFFICE_ACTS, AskForm
from zhifa.law.actors import Actor

router = Router(tags=["office"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}


class LineOut(Schema):
    """One thing done or waiting; `ref` addresses its own resource, `figures`: numbers of it."""

    kind: str
    key: str
    ref: str
    title: str
    about: str
    on: date
    outcome: str
    open: bool
    late: bool
    figures: dict[str, int] = {}


class JobOut(Schema):
    """One of the nine jobs with what waits; `first`: the most urgent lines."""

    code: str
    label: str
    citation: str
    waiting: int
    late: int
    may_ask: bool
    first: list[LineOut]


class GroupOut(Schema):
    """Lines of one kind and what came of them."""

    kind: str
    total: int
    open: int
    late: int
    outcomes: dict[str, int]


class SectionOut(Schema):
    """A year of one job; `lines` where one section is asked for."""

    job: str
    label: str
    citation: str
    groups: list[GroupOut]
    lines: list[LineOut] = []


class EntryOut(Schema):
    """A request; `acts`: what the caller may do now."""

    id: UUID
    version: int
    number: str
    job: str
    state: str
    title: str
    words: str
    asked_by_name: str
    asked_organ_name: str
    area_name: str
    matter: str
    asked_at: datetime
    due_on: date
    late: bool
    answer: str
    answered_at: datetime | None
    outcome: str
    note: str
    ended_at: datetime | None
    acts: list[str] = []


class DoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    request: EntryOut | None


class WantedIn(Strict):
    """Of which job, in which state; empty: all."""

    job: str = Field("", max_length=12)
    state: str = Field("", max_length=12)


@router.get("/office/jobs", response={200: list[JobOut], **READS}, summary="综合执法办的九项工作")
def jobs(request: HttpRequest) -> list[dict[str, Any]]:
    """With what is open now."""
    plain = ("code", "label", "waiting", "late", "may_ask")
    return [
        {**{n: getattr(job, n) for n in plain}, "citation": str(job.citation), "first": [_line(line) for line in job.first]}
        for job in queries.workbench(caller(request), clock.today())
    ]


@router.get("/office/jobs/{job}/waiting", response={200: list[LineOut], **READS}, summary="一项工作中等着办的")
def waiting(request: HttpRequest, job: str) -> list[dict[str, Any]]:
    """All of it."""
    try:
        return [_line(line) for line in queries.queue(caller(request), job, clock.today())]
    except LookupError as unknown:
        raise Http404 from unknown


@router.get("/office/reports/{int:year}", response={200: list[SectionOut], **READS}, summary="年度报告")
def report(request: HttpRequest, year: int) -> list[dict[str, Any]]:
    """Counts and outcomes of the nine jobs."""
    return [_section(s, lines=False) for s in queries.report(caller(request), year, clock.today())]


@router.get("/office/reports/{int:year}/{job}", response={200: SectionOut, **READS}, summary="年度报告的一章")
def section(request: HttpRequest, year: int, job: str) -> dict[str, Any]:
    """With every row."""
    try:
        return _section(queries.section(caller(request), year, job, clock.today()), lines=True)
    except LookupError as unknown:
        raise Http404 from unknown


@router.get("/office/requests", response={200: list[EntryOut], **READS}, summary="对综合执法办的请求")
def entries(request: HttpRequest, wanted: Query[WantedIn]) -> list[dict[str, Any]]:
    """All for the county's offices, the own ones for who asks; without acts."""
    rows = queries.entries(caller(request), clock.today(), job=wanted.job, state=wanted.state)
    return [_entry(row, ()) for row in rows]


@router.post("/office/requests", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="提出请求")
def ask(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """The desk's fields."""
    by = caller(request)
    form = bodies.filled(partial(AskForm, by), body)
    made: list[str] = []
    fresh = doing.once(request, lambda who, at: made.append(services.ask(by=who, at=at, request=form.request()).number))
    return Status(201 if fresh else 200, {**said(_("已提出"), fresh), "request": _shown(by, made[0]) if made else None})


@router.get("/office/requests/{number}", response={200: EntryOut, **READS}, summary="一个请求")
def one(request: HttpRequest, number: str) -> dict[str, Any]:
    """With what the caller may do."""
    return _shown(caller(request), number)


@router.post("/office/requests/{number}/acts/{act}", response={200: DoneOut, **REFUSALS}, url_name="office_act", summary="对请求办一步")
def act(request: HttpRequest, number: str, act: str, body: Said = None) -> dict[str, Any]:
    """The body holds the act's fields and optionally `version`."""
    spec, by = named(OFFICE_ACTS, act), caller(request)
    pk = UUID(str(_shown(by, number)["id"]))
    fresh = not doing.done_before(request)
    if fresh:
        fresh = doing.perform(request, partial(spec.filled, by), spec.call, pk, body)
    return {**said(spec.quiet, fresh), "request": _shown(by, number)}


def _shown(by: Actor, number: str) -> dict[str, Any]:
    row = queries.entry(by, number, clock.today())
    if row is None:
        raise Http404
    return _entry(row, tuple(o.act for o in queries.offers(by, number) if o.refusal is None))


def _entry(row: queries.EntryRow, acts: tuple[str, ...]) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in EntryOut.model_fields if name != "acts"}, "acts": list(acts)}


def _line(line: Any) -> dict[str, Any]:
    return {**{name: getattr(line, name) for name in LineOut.model_fields if name != "figures"}, "figures": dict(line.figures)}


def _section(found: Section, *, lines: bool) -> dict[str, Any]:
    groups = [{**{n: getattr(g, n) for n in ("kind", "total", "open", "late")}, "outcomes": dict(g.outcomes)} for g in found.groups]
    shown = [_line(line) for line in found.lines] if lines else []
    return {"job": found.job, "label": found.label, "citation": str(found.citation), "groups": groups, "lines": shown}
