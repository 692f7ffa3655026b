"""Ordinary cases through the API: the statute's steps, by the same forms and services as on the desk."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from zhifa.apps.cases import queries
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import desk, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, said, still
from zhifa.interfaces.api.cases import DecisionOut, DocumentOut, PartyOut
from zhifa.interfaces.api.rows import EvidenceOut, OfferOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import ORDINARY_ACTS
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE

router = Router(tags=["ordinary cases"])


class LineOut(Schema):
    """A case in a list. `next_due`: the nearest open last day."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    identity: str
    place: str
    proposed_at: datetime
    next_due: date | None
    done: bool


class OfficerOut(Schema):
    """An officer on the case."""

    person: str
    name: str
    certificate: str


class DueOut(Schema):
    """A last day and what it rests on."""

    kind: str
    label: str
    due: date
    rule: str
    citations: list[str]
    met_at: datetime | None


class PieceOut(Schema):
    """A registered piece of evidence."""

    kind_label: str
    name: str
    origin: str
    collected_at: datetime
    sha256: str


class ProposalOut(Schema):
    """What was reported, told and answered."""

    position: int
    findings: list[str]
    opinion: str
    warning: bool
    fine: Decimal | None
    tier: str
    triggers: list[str]
    serious: bool
    right_told: bool
    served_on: date | None
    served_how: str
    statement: str
    review: str
    waiver_proof: str


class NoteOut(Schema):
    """A review, a discussion, a recusal, a preservation, a hearing."""

    what: str
    who: str
    result: str
    text: str


class OrdinaryOut(Schema):
    """Everything on file. Sums are text."""

    id: UUID
    version: int
    ref: str
    title: str
    state: str
    state_label: str
    done: bool
    matter_code: str
    matter_name: str
    place: str
    acting_identity: str
    team: str
    team_name: str
    demo: bool
    party: PartyOut | None
    clue_source: str
    occurred_at: datetime | None
    narrative: str
    filed_at: datetime | None
    served_on: date | None
    served_how: str
    officers: list[OfficerOut]
    deadlines: list[DueOut]
    pieces: list[PieceOut]
    proposals: list[ProposalOut]
    notes: list[NoteOut]
    decisions: list[DecisionOut]
    documents: list[DocumentOut]
    evidence: list[EvidenceOut]
    offers: list[OfferOut]


class OrdinaryDoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    case: OrdinaryOut | None


@router.get("/ordinary", response={200: list[LineOut], **REFUSALS}, summary="普通程序案件列表")
def cases(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Cases in the caller's reach, newest first; `state` (repeatable) narrows."""
    if unknown := sorted(set(state or ()) - set(ORDINARY_CASE.states)):
        raise Invalid({"state": ["、".join(unknown)]})
    return list(queries.ordinary_cases(caller(request), state))


@router.get("/ordinary/waiting", response={200: list[LineOut], **REFUSALS}, summary="等我办理的普通程序案件")
def waiting(request: HttpRequest) -> Any:
    """To approve, review, preside or go on with."""
    return list(queries.ordinary_waiting(caller(request)))


@router.get("/ordinary/{uuid:case}", response={200: OrdinaryOut, **REFUSALS}, summary="一件普通程序案件")
def case(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return ordinary_detail(caller(request), case)


@router.post(
    "/ordinary/{uuid:case}/acts/{act}", response={200: OrdinaryDoneOut, **REFUSALS}, url_name="ordinary_act", summary="对普通程序案件办一步"
)
def ordinary_act(request: HttpRequest, case: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents and tasks."""
    by, spec = caller(request), ORDINARY_ACTS.get(act)
    row = queries.ordinary_case(by, case)
    if row is None or spec is None:
        raise Http404
    fresh = doing.perform(request, partial(spec.filled, by, row), spec.call, case, body)
    return {**said(spec.quiet, fresh), "case": still(lambda who: ordinary_detail(who, case), by)}


def ordinary_detail(by: Actor, pk: UUID) -> dict[str, Any]:
    """The row with the acts of the caller's duties. Raises Http404."""
    row = queries.ordinary_case(by, pk)
    if row is None:
        raise Http404
    offers = [
        desk.offered(o, ORDINARY_ACTS[o.act].filled(by, row), _(o.effect), reverse("api:ordinary_act", args=[pk, o.act]))
        for o in queries.ordinary_acts(by, pk, clock.today())
        if o.act in ORDINARY_ACTS and o.duty
    ]
    return {**desk.members(row), "offers": offers}
