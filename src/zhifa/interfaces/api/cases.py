"""Summary cases through the API: the statute's steps, by the same forms and services as on the phone."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from zhifa.apps.cases import queries
from zhifa.interfaces.api.acts import REFUSALS, Said
from zhifa.interfaces.api.case_door import CaseDoor
from zhifa.interfaces.api.case_rows import OfficerOut, OnFileOut
from zhifa.interfaces.api.rows import CaseLineOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import CASE_ACTS
from zhifa.law.procedure.summary_case import SUMMARY_CASE

router = Router(tags=["cases"])
DOOR = CaseDoor(
    SUMMARY_CASE,
    CASE_ACTS,
    "api:case_act",
    queries.case,
    lambda by, row: queries.allowed_acts(by, row, clock.today()),
    lambda offer, row: _(offer.effect),
)


class HandlerOut(OfficerOut):
    """With the duty: lead or second."""

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


class CaseOut(OnFileOut):
    """Everything on file."""

    handlers: list[HandlerOut]
    notices: list[NoticeOut]


class CaseDoneOut(Schema):
    """After an act."""

    said: str
    repeated: bool
    case: CaseOut | None


@router.get("/cases", response={200: list[CaseLineOut], **REFUSALS}, summary="案件列表")
def cases(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Cases in the caller's reach, newest first; `state` (repeatable) narrows."""
    return list(queries.cases(caller(request), DOOR.checked(state)))


@router.get("/cases/waiting-for-second", response={200: list[CaseLineOut], **REFUSALS}, summary="等待第二名执法人员确认的案件")
def waiting(request: HttpRequest) -> Any:
    """Of the caller's team, without the caller."""
    return list(queries.waiting_for_second(caller(request)))


@router.get("/cases/{uuid:case}", response={200: CaseOut, **REFUSALS}, summary="一件案件")
def case(request: HttpRequest, case: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return DOOR.detail(caller(request), case)


@router.post("/cases/{uuid:case}/acts/{act}", response={200: CaseDoneOut, **REFUSALS}, url_name="case_act", summary="对案件办一步")
def case_act(request: HttpRequest, case: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents and tasks."""
    return DOOR.do(request, case, act, body)
