"""The reform targets for programs: figures of any day with rows and course, and the supervision list with its acts."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema
from pydantic import Field

from zhifa.apps.appraisal.queries import reform as queries
from zhifa.apps.planning import services
from zhifa.apps.planning.queries import supervision
from zhifa.interfaces.api import doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.rows import DoneOut
from zhifa.interfaces.api.shapes import Day, Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame import reform as words
from zhifa.interfaces.frame.loop.supervision import ITEM_ACTS
from zhifa.law.reform import Taxonomy

router = Router(tags=["reform"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}


class DayIn(Strict):
    """`day`: today when left out; `taxonomy`: version of the list of domains, the first when left out."""

    day: Day | None = None
    taxonomy: str = Field("", max_length=40)


class TargetOut(Schema):
    """`at_least_percent` null: the plan states no number."""

    due: date | None
    at_least_percent: str | None
    words: str
    source: str


class BesideOut(Schema):
    """A number shown with the figure."""

    label: str
    value: int


class FigureOut(Schema):
    """`numerator` or `denominator` null: not to be said, see `missing`. `undated`: counted rows whose beginning no source states."""

    code: str
    version: int
    name: str
    formula: str
    day: date
    numerator: int | None
    numerator_is: str
    denominator: int | None
    denominator_is: str
    percent: str | None
    taxonomy: str | None
    taxonomy_name: str | None
    target: TargetOut | None
    reached: bool | None
    undated: int
    missing: list[str]
    beside: list[BesideOut]


class RowOut(Schema):
    """`standing`: counted, left (in the denominator only), open (a fact is missing)."""

    subject: str
    name: str
    standing: str
    reason: str
    group: str
    count: int


class PointOut(Schema):
    """One day of the course."""

    day: date
    numerator: int | None
    denominator: int | None
    percent: str | None
    taxonomy: str | None


class DetailOut(FigureOut):
    """With every row."""

    rows: list[RowOut]


class ItemsIn(Strict):
    """`state`: unclaimed, claimed, disclaimed, excused."""

    organ: str = Field("", max_length=40)
    state: str = Field("", max_length=12)
    text: str = Field("", max_length=80)


class ItemOut(Schema):
    """`days`: how long it has waited; `checked`: there is an implementation list; `acts`: what the caller may do now."""

    id: UUID
    version: int
    matter: str
    name: str
    organ: str
    organ_name: str
    state: str
    listed_on: date
    days: int
    carrier: str
    ground: str
    reason: str
    checked: bool
    acts: list[str]


class ClaimIn(Strict):
    """Up to 500 items, all or none."""

    items: list[UUID] = Field(min_length=1, max_length=500)
    carrier: str = Field(min_length=1, max_length=80)


def _taxonomy(code: str) -> Taxonomy:
    known = {t.code: t for t in queries.taxonomies()}
    if code and code not in known:
        raise Http404(code)
    return known[code] if code else next(iter(known.values()))


@router.get("/reform", response={200: list[FigureOut], **READS}, summary="某日的改革目标")
def figures(request: HttpRequest, asked: Query[DayIn]) -> list[dict[str, Any]]:
    """All figures, without their rows."""
    taxonomy = _taxonomy(asked.taxonomy)
    return [words.plain(s, taxonomy) for s in queries.figures(caller(request), asked.day or clock.today(), taxonomy.code)]


@router.get("/reform/{code}", response={200: DetailOut, **READS}, summary="一个改革目标的每一行")
def figure(request: HttpRequest, code: str, asked: Query[DayIn]) -> dict[str, Any]:
    """Rows that count and rows that do not, each with its reason."""
    taxonomy = _taxonomy(asked.taxonomy)
    try:
        shown = queries.figure(caller(request), code, asked.day or clock.today(), taxonomy.code)
    except LookupError as unknown:
        raise Http404(code) from unknown
    return {**words.plain(shown, taxonomy), "rows": [words.line(x) for x in shown.figure.lines]}


@router.get("/reform/{code}/series", response={200: list[PointOut], **READS}, summary="一个改革目标随时间的变化")
def series(request: HttpRequest, code: str, taxonomy: str = "") -> list[dict[str, Any]]:
    """Every month's end and every day of change from the baseline to today."""
    chosen = _taxonomy(taxonomy)
    try:
        return [words.point(f) for f in queries.series(caller(request), code, clock.today(), chosen.code)]
    except LookupError as unknown:
        raise Http404(code) from unknown


@router.get("/supervision-items", response={200: list[ItemOut], **READS}, summary="监管事项总目录")
def items(request: HttpRequest, asked: Query[ItemsIn]) -> list[Any]:
    """Those that the caller may read, the longest waiting first."""
    return list(supervision.items(caller(request), clock.today(), organ=asked.organ, state=asked.state, text=asked.text))


@router.post("/supervision-items/compile", response={200: DoneOut, **REFUSALS}, summary="编制监管事项总目录")
def compile_list(request: HttpRequest) -> dict[str, Any]:
    """From the catalogue as it is in effect today; by the guidance office."""
    return said(_("已编制"), doing.once(request, lambda by, at: services.compile_supervision_list(by=by, at=at)))


@router.post("/supervision-items/claim", response={200: DoneOut, **REFUSALS}, summary="认领多个监管事项")
def claim(request: HttpRequest, body: Body[ClaimIn]) -> dict[str, Any]:
    """By the department that they are of."""
    fresh = doing.once(request, lambda by, at: services.claim_items(by=by, at=at, items=body.items, carrier=body.carrier))
    return said(_("已认领"), fresh)


@router.post("/supervision-items/{uuid:item}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="对监管事项办一步")
def item_act(request: HttpRequest, item: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """claim, disclaim, confirm, send_back, reopen."""
    by, spec = caller(request), named(ITEM_ACTS, act)
    if supervision.item(by, item, clock.today()) is None:
        raise Http404
    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.filled, by), spec.call, item, body)
    return said(spec.quiet, fresh)
