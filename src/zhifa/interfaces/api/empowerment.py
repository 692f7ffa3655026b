"""Assessments of townships for programs: numbers with points and evidence, every act, demand and use of matters."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.empowerment import queries, services
from zhifa.apps.empowerment.queries import AssessmentRow, DemandRow, Sheet
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.empowerment import ASSESSMENT_ACTS, WITHDRAWAL_ACTS, FactForm, OpenForm
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor
from zhifa.law.rulings import Ruling

router = Router(tags=["empowerment"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}
LARGEST = 14_000_000


class IndicatorOut(Schema):
    """`origin`: live, stated, missing or tried. `points` null: the fact is missing. `counted`: rows behind it, `file`: its document."""

    code: str
    label: str
    formula: str
    unit: str
    origin: str
    value: Decimal | None
    weight: Decimal
    floor: Decimal
    target: Decimal
    points: Decimal | None
    arithmetic: str
    counted: int
    source: str
    as_of: date | None
    file: UUID | None


class AspectOut(Schema):
    """Points `reached` of `full`."""

    code: str
    label: str
    reached: Decimal
    full: Decimal
    indicators: list[IndicatorOut]


class SheetOut(Schema):
    """`kept`: as scored. `total` of 100, a part only while facts are `missing`. `assumed`: no document states the weights."""

    kept: bool
    total: Decimal
    proposal: str
    passing: Decimal
    deferring: Decimal
    missing: list[str]
    assumed: bool
    reasons: list[str]
    aspects: list[AspectOut]


class AssessmentOut(Schema):
    """`acts`: what the caller may do now; `sheet` where one assessment is asked for."""

    id: UUID
    version: int
    code: str
    area: str
    area_name: str
    year: int
    state: str
    state_label: str
    since: date
    until: date
    score: Decimal | None
    proposal: str
    conclusion: str
    conclusion_note: str
    concluded_at: datetime | None
    valid_until: date | None
    appeal_until: date | None
    appeal: str
    answer: str
    layer: str
    acts: list[str] = []
    sheet: SheetOut | None = None


class DoneOut(Schema):
    """After an act; null where it left the caller's reach."""

    said: str
    repeated: bool
    assessment: AssessmentOut | None


class EvidenceOut(Schema):
    """One row behind a number."""

    kind: str
    key: str
    about: str
    incident: str
    id: UUID | None


class TriedIn(Strict):
    """Indicator → other fact, indicator → other weight."""

    facts: dict[str, Decimal] = {}
    weights: dict[str, Decimal] = {}


class TriedOut(Schema):
    """The real result and the tried one. Nothing is stored."""

    real: SheetOut
    tried: SheetOut


class AspectPointsOut(Schema):
    """Points of one aspect."""

    code: str
    points: Decimal


class TownshipOut(Schema):
    """A township or platform: who covers it, who serves there, what the last assessment said."""

    area: str
    name: str
    kind: str
    division_code: str
    mode: str
    squad: str
    people: int
    certified: int
    identities: list[str]
    matters: int
    code: str
    state: str
    score: Decimal | None
    conclusion: str
    valid_until: date | None
    due: bool
    aspects: list[AspectPointsOut]


class DemandOut(Schema):
    """A matter found in the township in twelve months; `proposed`: a change of the catalogue may take it over."""

    matter: str
    name: str
    domain: str
    need: int
    kinds: list[str]
    highest: Decimal | None
    identity: str
    held: bool
    proposed: bool
    reasons: list[str]


class WithdrawalOut(Schema):
    """A matter that is proposed to be taken back. `ground`: zero_use or low_quality."""

    id: UUID
    version: int
    code: str
    state: str
    ground: str
    area: str
    area_name: str
    matter_code: str
    matter_name: str
    since: date
    until: date
    leads: int
    cases: int
    decided: int
    undone: int
    answer: str


class WantedIn(Strict):
    """Of which area, in which state; empty: all."""

    area: str = Field("", max_length=40)
    state: str = Field("", max_length=16)


@router.get("/townships", response={200: list[TownshipOut], **READS}, summary="各乡镇对比")
def townships(request: HttpRequest) -> list[dict[str, Any]]:
    """All of them, assessed or not."""
    names = set(TownshipOut.model_fields) - {"aspects", "identities"}
    return [
        {
            **{name: getattr(row, name) for name in names},
            "identities": list(row.identities),
            "aspects": [{"code": code, "points": points} for code, _label, points in row.aspects],
        }
        for row in queries.townships(caller(request), clock.today())
    ]


@router.get("/assessments", response={200: list[AssessmentOut], **READS}, summary="赋权评估")
def listed(request: HttpRequest, wanted: Query[WantedIn]) -> list[dict[str, Any]]:
    """Newest first, without their numbers."""
    by = caller(request)
    return [_plain(by, row) for row in queries.assessments(by, area=wanted.area) if wanted.state in ("", row.state)]


@router.post("/assessments", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="开展评估")
def start(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`area`: code of a township."""
    form = bodies.filled(OpenForm, body)
    made: list[str] = []
    fresh = doing.once(request, lambda by, at: made.append(services.open_assessment(by=by, at=at, area=form.cleaned_data["area"]).code))
    shown = _shown(caller(request), made[0]) if made else None
    return Status(201 if fresh else 200, {**said(_("评估已开始，乡镇可以填报事实"), fresh), "assessment": shown})


@router.get("/assessments/{code}", response={200: AssessmentOut, **READS}, summary="一个评估")
def one(request: HttpRequest, code: str) -> dict[str, Any]:
    """With every number."""
    return _shown(caller(request), code)


@router.get("/assessments/{code}/evidence/{indicator}", response={200: list[EvidenceOut], **READS}, summary="一个数字的依据")
def evidence(request: HttpRequest, code: str, indicator: str) -> Any:
    """The first 500 rows behind a number."""
    row = _row(caller(request), code)
    if indicator not in {i.code for a in queries.sheet(row, clock.today()).aspects for i in a.indicators}:
        raise Http404
    return list(queries.evidence_of(row, indicator))


@router.post("/assessments/{code}/facts", response={200: DoneOut, **REFUSALS}, summary="填报事实")
def state(request: HttpRequest, code: str, body: Body[dict[str, Any]]) -> dict[str, Any]:
    """The desk's fields; `content`: the document, base64 (left out where one is on file), `file_name`: its name."""
    row = _row(caller(request), code)
    given = dict(body)
    content, name = given.pop("content", None), given.pop("file_name", "")
    form = bodies.filled(FactForm, given)
    fact = form.statement(_bytes(content), name if isinstance(name, str) else "")
    fresh = doing.once(request, lambda by, at: services.state_fact(by=by, at=at, assessment=row.id, fact=fact))
    return {**said(_("已填报"), fresh), "assessment": _shown(caller(request), code)}


def _bytes(content: Any) -> bytes | None:
    if content is None:
        return None
    if not isinstance(content, str) or len(content) > LARGEST:
        raise Invalid({"content": [_("应为 base64，文件不超过 10 MB")]})
    try:
        return base64.b64decode(content, validate=True)
    except binascii.Error as wrong:
        raise Invalid({"content": [_("应为 base64，文件不超过 10 MB")]}) from wrong


@router.post("/assessments/{code}/acts/{act}", response={200: DoneOut, **REFUSALS}, url_name="assessment_act", summary="对评估办一步")
def act(request: HttpRequest, code: str, act: str, body: Said = None) -> dict[str, Any]:
    """The body holds the act's fields and optionally `version`."""
    spec, by = named(ASSESSMENT_ACTS, act), caller(request)
    fresh = not doing.done_before(request)
    if fresh:
        fresh = doing.perform(request, partial(spec.filled, by), spec.call, _row(by, code).id, body)
    return {**said(spec.quiet, fresh), "assessment": _shown(by, code)}


@router.post("/assessments/{code}/what-if", response={200: TriedOut, **REFUSALS}, summary="换个权重试算")
def what_if(request: HttpRequest, code: str, body: TriedIn) -> dict[str, Any]:
    """The same township with other facts and weights; nothing is stored."""
    row = _row(caller(request), code)
    real, tried = queries.weighed(row, clock.today(), facts=body.facts, weights=body.weights)
    return {"real": _sheet(real), "tried": _sheet(tried)}


@router.get("/townships/{area}/demand", response={200: list[DemandOut], **READS}, summary="事项需求")
def demand(request: HttpRequest, area: str) -> list[dict[str, Any]]:
    """Most needed first."""
    by = caller(request)
    if not queries.may_read(by, area):
        raise Http404
    return [_demand(row) for row in queries.demand(by.tenant, area, clock.today())]


@router.get("/withdrawals", response={200: list[WithdrawalOut], **READS}, summary="建议收回的事项")
def withdrawals(request: HttpRequest, wanted: Query[WantedIn]) -> Any:
    """Proposed ones first."""
    return [row for row in queries.withdrawals(caller(request), state=wanted.state) if wanted.area in ("", row.area)]


class AnsweredOut(Schema):
    """After an answer."""

    said: str
    repeated: bool
    withdrawal: WithdrawalOut


@router.post("/withdrawals/{code}/acts/{act}", response={200: AnsweredOut, **REFUSALS}, url_name="withdrawal_act", summary="答复收回建议")
def answer(request: HttpRequest, code: str, act: str, body: Said = None) -> dict[str, Any]:
    """`keep_matter` or `take_back_matter`, with a reason."""
    spec, by = named(WITHDRAWAL_ACTS, act), caller(request)
    row = queries.withdrawal(by, code)
    if row is None:
        raise Http404
    fresh = not doing.done_before(request)
    if fresh:
        fresh = doing.perform(request, partial(spec.filled, by), spec.call, row.id, body)
    return {**said(spec.quiet, fresh), "withdrawal": queries.withdrawal(by, code)}


def _row(by: Actor, code: str) -> AssessmentRow:
    row = queries.assessment(by, code)
    if row is None:
        raise Http404
    return row


def _plain(by: Actor, row: AssessmentRow) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in AssessmentOut.model_fields if name not in ("acts", "sheet")}
    return {**kept, "acts": [o.act for o in queries.offers(by, row) if o.refusal is None]}


def _shown(by: Actor, code: str) -> dict[str, Any]:
    row = _row(by, code)
    return {**_plain(by, row), "sheet": _sheet(queries.sheet(row, clock.today()))}


def _sheet(found: Sheet) -> dict[str, Any]:
    plain = ("kept", "total", "proposal", "passing", "deferring", "assumed")
    return {
        **{name: getattr(found, name) for name in plain},
        "missing": list(found.missing),
        "reasons": _reasons(found.ruling),
        "aspects": [
            {"code": a.code, "label": a.label, "reached": a.reached, "full": a.full, "indicators": list(a.indicators)}
            for a in found.aspects
        ],
    }


def _demand(row: DemandRow) -> dict[str, Any]:
    names = [n for n in DemandOut.model_fields if n not in ("kinds", "reasons")]
    return {**{n: getattr(row, n) for n in names}, "kinds": list(row.kinds), "reasons": _reasons(row.ruling)}


def _reasons(ruling: Ruling) -> list[str]:
    return [say(r.code, r.values) for r in ruling.reasons]
