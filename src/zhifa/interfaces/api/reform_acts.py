"""What the reform figures rest on, for programs: lists of professional domains, drills, looks for directives outside of the platform."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Router, Schema

from zhifa.apps.appraisal import services
from zhifa.apps.appraisal.queries import drills, lists
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.rows import DoneOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import reform as loop
from zhifa.interfaces.frame.loop.reform import CALL_ACTS, DRILL_ACTS, LIST_ACTS, Looking, Sending

router = Router(tags=["reform"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}


class ListOut(Schema):
    """One edition of a professional domain's list. It counts from `confirmed_on` until `replaced_on`."""

    id: UUID
    version: int
    domain: str
    domain_name: str
    organ_name: str
    edition: int
    state: str
    matters: int
    struck: int
    drafted_on: date
    submitted_on: date | None
    confirmed_on: date | None
    document: str
    replaced_on: date | None
    reason: str
    acts: list[str]


class ListedOut(Schema):
    """`struck`: why it was taken off; empty: it is on."""

    code: str
    name: str
    struck: str


class CallOut(Schema):
    """`in_time` null: an answer may still come inside the limit, or the drill was called off."""

    id: UUID
    version: int
    team: str
    team_name: str
    state: str
    due_at: datetime
    answered_at: datetime | None
    answer: str
    minutes: int | None
    in_time: bool | None
    acts: list[str]


class DrillOut(Schema):
    """`limit`: minutes for an answer."""

    id: UUID
    title: str
    words: str
    limit: int
    sent_at: datetime
    calls: list[CallOut]


class LookOut(Schema):
    """A look at the books of a team."""

    id: UUID
    team_name: str
    since: date
    until: date
    looked_at: int
    outside: int
    words: str
    sampled_on: date


@router.get("/professional-lists", response={200: list[ListOut], **READS}, summary="专业执法领域事项清单")
def professional_lists(request: HttpRequest) -> list[Any]:
    """Those that the caller may read."""
    return list(lists.lists(caller(request)))


@router.get("/professional-lists/{uuid:entry}/matters", response={200: list[ListedOut], **READS}, summary="一份清单的事项")
def matters(request: HttpRequest, entry: UUID) -> list[Any]:
    """Those on it first, then those taken off."""
    by = caller(request)
    if lists.one(by, entry) is None:
        raise Http404
    return list(lists.matters_of(by, entry))


@router.post("/professional-lists/draft", response={200: DoneOut, **REFUSALS}, summary="起草专业执法领域事项清单")
def draft(request: HttpRequest) -> dict[str, Any]:
    """For each domain whose matters changed; by the guidance office."""
    return said(_("已起草"), doing.once(request, lambda by, at: services.draft_lists(by=by, at=at)))


@router.post("/professional-lists/{uuid:entry}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="对清单办一步")
def list_act(request: HttpRequest, entry: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """strike, submit, confirm, send_back."""
    by, spec = caller(request), named(LIST_ACTS, act)
    if lists.one(by, entry) is None:
        raise Http404
    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.filled, by), spec.call, entry, body)
    return said(spec.quiet, fresh)


@router.get("/drills", response={200: list[DrillOut], **READS}, summary="指挥演练")
def all_drills(request: HttpRequest) -> list[Any]:
    """The newest first; a team sees its own calls."""
    return list(drills.drills(caller(request), clock.now()))


@router.post("/drills", response={200: DoneOut, **REFUSALS}, summary="发出演练指令")
def send(request: HttpRequest, body: Body[dict[str, Any]]) -> dict[str, Any]:
    """`title`, `words`, `teams` (none: all squads and professional teams)."""
    words = bodies.cleaned(Sending, body)
    return said(_("演练指令已发出"), doing.once(request, lambda by, at: loop.send(by, at, words)))


@router.post("/drills/{uuid:drill}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="对演练办一步")
def drill_act(request: HttpRequest, drill: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """call_off."""
    by, spec = caller(request), named(DRILL_ACTS, act)
    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.filled, by), spec.call, drill, body)
    return said(spec.quiet, fresh)


@router.post("/drill-calls/{uuid:call}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="应答演练指令")
def call_act(request: HttpRequest, call: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """answer."""
    by, spec = caller(request), named(CALL_ACTS, act)
    if drills.call(by, call, clock.now()) is None:
        raise Http404
    fresh = not doing.done_before(request) and doing.perform(request, partial(spec.filled, by), spec.call, call, body)
    return said(spec.quiet, fresh)


@router.get("/order-looks", response={200: list[LookOut], **READS}, summary="指令抽查")
def looks(request: HttpRequest) -> list[Any]:
    """The newest first."""
    return list(drills.samples(caller(request)))


@router.post("/order-looks", response={200: DoneOut, **REFUSALS}, summary="登记指令抽查")
def look(request: HttpRequest, body: Body[dict[str, Any]]) -> dict[str, Any]:
    """`team`, `since`, `until`, `looked_at`, `outside`, `words`; by the guidance office."""
    words = bodies.cleaned(Looking, body)
    return said(_("抽查已登记"), doing.once(request, lambda by, at: loop.look(by, at, words)))
