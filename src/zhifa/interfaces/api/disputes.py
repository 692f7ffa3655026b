"""The docket for programs: who disputes what, each side's words, and the precedents. A ruling is the act `settle` of the task."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field, StrictBool

from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.queries import DisputeRow
from zhifa.apps.incidents.queries import precedents
from zhifa.interfaces.api import doing
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock

router = Router(tags=["disputes"])
REFUSALS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}


class StatementOut(Schema):
    """What a side says; `accepts`: takes the matter (true), declines (false), leaves it open (null)."""

    organ_name: str
    name: str
    text: str
    articles: str
    accepts: bool | None
    at: datetime


class DisputeOut(Schema):
    """`dispatch`: the task it is about, whose act `settle` rules. `adjudicator`: guidance (条例 17) or superior (处罚法 25)."""

    id: UUID
    version: int
    number: str
    cause: str
    dispatch: UUID
    incident_number: str
    matter_name: str
    interim_team: str
    parties: list[str]
    statements: list[StatementOut]
    adjudicator: str
    adjudicator_name: str
    due_at: datetime | None
    secure_due_at: datetime
    secured_at: datetime | None
    decided_at: datetime | None
    decided_by: str
    team_name: str
    reason: str
    citation: str


class PrecedentOut(Schema):
    """`area_names` empty: the whole county; `words` empty: any text."""

    id: UUID
    version: int
    number: str
    matter_code: str
    matter_name: str
    area_names: list[str]
    words: list[str]
    team_name: str
    follows_coverage: bool
    reason: str
    citation: str
    decided_by: str
    since: date
    until: date | None
    revoked_reason: str
    in_force: bool


class StatementIn(Strict):
    """The words of the caller's organ."""

    text: str = Field(min_length=1, max_length=2000)
    articles: str = Field("", max_length=200)
    accepts: StrictBool | None = None
    version: int | None = None


class RevokeIn(Strict):
    """Why it decides nothing more."""

    reason: str = Field(min_length=1, max_length=500)
    version: int | None = None


@router.get("/disputes", response={200: list[DisputeOut], **REFUSALS}, summary="争议案卷")
def disputes(request: HttpRequest, waiting: bool = True) -> list[dict[str, Any]]:
    """Those that the caller may read: waiting by clock, or decided newest first; at most 100."""
    return [_shown(d) for d in queries.disputes(caller(request), waiting=waiting)]


@router.get("/disputes/{dispute}", response={200: DisputeOut, **REFUSALS}, summary="一件争议")
def dispute(request: HttpRequest, dispute: UUID) -> dict[str, Any]:
    """403 to those who are no party and neither rule nor oversee."""
    found = queries.dispute(caller(request), dispute)
    if found is None:
        raise Http404
    return _shown(found)


@router.post("/disputes/{dispute}/statement", response={200: DisputeOut, **REFUSALS}, summary="陈述意见")
def state_position(request: HttpRequest, dispute: UUID, body: StatementIn) -> dict[str, Any]:
    """A party's own words, kept with the others'."""
    words = services.Statement(body.text, body.articles, body.accepts)
    doing.once(request, lambda by, at: services.state_position(by=by, at=at, dispute=dispute, statement=words, version=body.version))
    found = queries.dispute(caller(request), dispute)
    assert found is not None
    return _shown(found)


@router.get("/precedents", response={200: list[PrecedentOut], **REFUSALS}, summary="裁定先例")
def standing(request: HttpRequest) -> Any:
    """All, newest first."""
    return list(precedents.precedents(caller(request).tenant, clock.today()))


@router.post("/precedents/{precedent}/revoke", response={204: None, **REFUSALS}, summary="撤销先例")
def revoke(request: HttpRequest, precedent: UUID, body: RevokeIn) -> Any:
    """From today it decides nothing more."""
    doing.once(
        request,
        lambda by, at: services.revoke_precedent(by=by, at=at, precedent=precedent, reason=body.reason, version=body.version),
    )
    return Status(204, None)


def _shown(row: DisputeRow) -> dict[str, Any]:
    kept = {name: getattr(row, name) for name in row.__dataclass_fields__ if name not in ("task", "parties")}
    task = row.task
    return {
        **kept,
        "dispatch": task.id,
        "incident_number": task.incident_number,
        "matter_name": task.matter_name,
        "interim_team": task.interim_team,
        "parties": [p.name for p in row.parties],
    }
