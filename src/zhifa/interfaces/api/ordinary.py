"""Ordinary cases through the API: the statute's steps, by the same forms and services as on the desk."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from zhifa.apps.cases import queries
from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.interfaces.api import evidence
from zhifa.interfaces.api.acts import REFUSALS, Said
from zhifa.interfaces.api.case_door import CaseDoor
from zhifa.interfaces.api.case_rows import DocumentOut, OfficerOut, OnFileOut
from zhifa.interfaces.api.evidence import BYTES, About
from zhifa.interfaces.api.rows import EvidenceOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import ORDINARY_ACTS
from zhifa.interfaces.frame.loop.ordinary_base import effect_of
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE

router = Router(tags=["ordinary cases"])


class LineOut(Schema):
    """A case in a list. `next_due`: the nearest open last day; `warned`: warnings given that the ninety days end."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    identity: str
    place: str
    proposed_at: datetime
    next_due: date | None
    warned: int
    done: bool


class PieceOut(Schema):
    """A registered piece of evidence."""

    kind_label: str
    name: str
    origin: str
    collected_at: datetime
    sha256: str


class ProposalOut(Schema):
    """What was reported, told and answered. `threshold_demo`: the right to a hearing rests on a figure of the demonstration."""

    position: int
    findings: list[str]
    opinion: str
    warning: bool
    fine: Decimal | None
    tier: str
    triggers: list[str]
    serious: bool
    spare: str
    right_told: bool
    threshold_words: str
    threshold_demo: bool
    served_on: date | None
    served_how: str
    statement: str
    review: str
    waiver_proof: str


class NoteOut(Schema):
    """A review, a discussion, a recusal, a preservation, a hearing, the police, a remedy, the court."""

    what: str
    who: str
    result: str
    text: str


class StationOut(Schema):
    """A step of the statute: done | current | blocked | waiting | skipped. `why_not`: what stands in the way, in sentences."""

    code: str
    title: str
    basis: list[str]
    state: str
    at: datetime | date | None
    who: str
    notes: list[str]
    papers: list[DocumentOut]
    why_not: list[str]


class PeriodOut(Schema):
    """Days since filing and left of those for the decision; `level`: warnings reached, 4 when it is over."""

    passed: int
    left: int
    level: int
    due: date
    suspended: bool
    basis: list[str]


class OwedOut(Schema):
    """What is still to be paid today."""

    fine: Decimal
    surcharge: Decimal
    total: Decimal
    days: int
    parts: int


class OrdinaryOut(OnFileOut):
    """Everything on file."""

    clue_source: str
    filed_at: datetime | None
    officers: list[OfficerOut]
    pieces: list[PieceOut]
    proposals: list[ProposalOut]
    notes: list[NoteOut]
    stations: list[StationOut]
    period: PeriodOut | None
    owed: OwedOut | None


class OrdinaryDoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    case: OrdinaryOut | None


def _more(by: Actor, row: OrdinaryRow) -> dict[str, Any]:
    today = clock.today()
    offers = queries.ordinary_offers(by, row.id, today)
    stations = [_station(s) for s in queries.timeline(row, offers.obstacle)]
    return {"stations": stations, "period": offers.days.period, "owed": offers.days.owed}


def _station(station: queries.Station) -> dict[str, Any]:
    told = explain(station.refusal) if station.refusal else None
    shown = {name: getattr(station, name) for name in ("code", "title", "basis", "state", "at", "who", "notes", "papers")}
    return {**shown, "why_not": list(told.sentences) if told else []}


DOOR = CaseDoor(
    ORDINARY_CASE,
    ORDINARY_ACTS,
    "api:ordinary_act",
    queries.ordinary_case,
    lambda by, row: queries.ordinary_acts(by, row.id, clock.today()),
    effect_of,
    _more,
)


@router.get("/ordinary", response={200: list[LineOut], **REFUSALS}, summary="普通程序案件列表")
def cases(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Cases in the caller's reach, newest first; `state` (repeatable) narrows."""
    return list(queries.ordinary_cases(caller(request), DOOR.checked(state)))


@router.get("/ordinary/waiting", response={200: list[LineOut], **REFUSALS}, summary="等我办理的普通程序案件")
def waiting(request: HttpRequest) -> Any:
    """To approve, review, preside or go on with."""
    return list(queries.ordinary_waiting(caller(request)))


@router.get("/ordinary/{uuid:case}", response={200: OrdinaryOut, **REFUSALS}, summary="一件普通程序案件")
def case(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return DOOR.detail(caller(request), case)


@router.post(
    "/ordinary/{uuid:case}/acts/{act}", response={200: OrdinaryDoneOut, **REFUSALS}, url_name="ordinary_act", summary="对普通程序案件办一步"
)
def ordinary_act(request: HttpRequest, case: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents and tasks."""
    return DOOR.do(request, case, act, body)


@router.post(
    "/ordinary/{uuid:case}/evidence",
    response={201: EvidenceOut, 200: EvidenceOut, **REFUSALS},
    summary="送达案件材料",
    openapi_extra=BYTES,
)
def bring(request: HttpRequest, case: UUID, about: Query[About]) -> Status[Any]:
    """The raw bytes, hashed on arrival; registered as evidence by `add_evidence` afterwards. 200: this Idempotency-Key brought them."""
    DOOR.found(caller(request), case)
    return evidence.brought(request, case, about)
