"""Summary cases through the API: the statute's steps, by the same forms and services as on the phone."""

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
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said, still
from zhifa.interfaces.api.rows import CaseLineOut, EvidenceOut, OfferOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import CASE_ACTS
from zhifa.law.actors import Actor
from zhifa.law.procedure.summary_case import SUMMARY_CASE

router = Router(tags=["cases"])


class PartyOut(Schema):
    """Identifier and phone are masked."""

    kind: str
    name: str
    identifier_type: str
    identifier: str
    representative: str
    phone: str
    address: str


class HandlerOut(Schema):
    """An officer on the case."""

    person: str
    name: str
    certificate: str
    duty: str


class NoticeOut(Schema):
    """What was announced and what the party answered."""

    warning: bool
    fine: Decimal | None
    tier: str
    told_at: datetime
    statement: str
    review: str
    waiver_proof: str


class DecisionOut(Schema):
    """`withdrawn_at`: its number is void."""

    number: str
    warning: bool
    fine: Decimal | None
    decided_at: datetime
    withdrawn_at: datetime | None


class DeadlineOut(Schema):
    """A last day and what it rests on."""

    kind: str
    label: str
    due: date
    rule: str
    citations: list[str]
    met_at: datetime | None


class DocumentOut(Schema):
    """`digest`: of the PDF."""

    id: UUID
    kind: str
    name: str
    number: str
    demo: bool
    digest: str
    void_reason: str


class CaseOut(Schema):
    """Everything on file. Sums are text, so that no fen is lost."""

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
    occurred_at: datetime | None
    narrative: str
    served_on: date | None
    served_how: str
    handlers: list[HandlerOut]
    notices: list[NoticeOut]
    decisions: list[DecisionOut]
    deadlines: list[DeadlineOut]
    documents: list[DocumentOut]
    evidence: list[EvidenceOut]
    offers: list[OfferOut]


class CaseDoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    case: CaseOut | None


@router.get("/cases", response={200: list[CaseLineOut], **REFUSALS}, summary="案件列表")
def cases(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Cases in the caller's reach, newest first; `state` (repeatable) narrows."""
    if unknown := sorted(set(state or ()) - set(SUMMARY_CASE.states)):
        raise Invalid({"state": ["、".join(unknown)]})
    return list(queries.cases(caller(request), state))


@router.get("/cases/waiting-for-second", response={200: list[CaseLineOut], **REFUSALS}, summary="等待第二名执法人员确认的案件")
def waiting(request: HttpRequest) -> Any:
    """Of the caller's team, without the caller."""
    return list(queries.waiting_for_second(caller(request)))


@router.get("/cases/{uuid:case}", response={200: CaseOut, **REFUSALS}, summary="一件案件")
def case(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return case_detail(caller(request), case)


@router.post("/cases/{uuid:case}/acts/{act}", response={200: CaseDoneOut, **REFUSALS}, url_name="case_act", summary="对案件办一步")
def case_act(request: HttpRequest, case: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents and tasks."""
    by, spec = caller(request), named(CASE_ACTS, act)
    fresh = not doing.done_before(request)
    if fresh:
        row = queries.case(by, case)
        if row is None:
            raise Http404
        fresh = doing.perform(request, partial(spec.filled, by, row), spec.call, case, body)
    return {**said(spec.quiet, fresh), "case": still(lambda who: case_detail(who, case), by)}


def case_detail(by: Actor, pk: UUID) -> dict[str, Any]:
    """The row with the acts of the caller's duties. Raises Http404."""
    row = queries.case(by, pk)
    if row is None:
        raise Http404
    offers = [
        desk.offered(o, CASE_ACTS[o.act].filled(by, row), _(o.effect), reverse("api:case_act", args=[pk, o.act]))
        for o in queries.allowed_acts(by, row, clock.today())
        if o.act in CASE_ACTS and o.duty
    ]
    return {**desk.members(row), "offers": offers}
