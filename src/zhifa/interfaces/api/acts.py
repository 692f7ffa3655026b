"""Whatever a person does on a desk or phone: the same forms, the same services, the same refusals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Router

from zhifa.apps.dispatch import queries
from zhifa.apps.incidents import services as incidents
from zhifa.interfaces.api import desk, doing
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.rows import DoneOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import INCIDENT_ACTS
from zhifa.law.actors import Actor

router = Router(tags=["acts"])
REFUSALS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 409: ProblemOut, 422: ProblemOut}
T = TypeVar("T")
Said = Body[dict[str, Any] | None]


@router.post("/incidents/{number}/acts/{act}", response={200: DoneOut, **REFUSALS}, url_name="incident_act", summary="对事件办一步")
def incident_act(request: HttpRequest, number: str, act: str, body: Said = None) -> dict[str, Any]:
    """The body holds the act's fields (see `offers`) and optionally `version`, the one the caller saw: 409 when it is no longer
    current. With an `Idempotency-Key` a repetition does nothing and says so."""
    spec = named(INCIDENT_ACTS, act)
    fresh = not doing.done_before(request)
    if fresh:
        row = queries.incident(caller(request), number)
        if row is None:
            raise Http404
        fresh = doing.perform(request, partial(spec.filled, caller(request)), spec.call, UUID(row.id), body)
    return {**said(spec.quiet, fresh), "incident": still(lambda by: desk.incident_detail(by, number), caller(request))}


@router.post("/dispatches/{dispatch}/acts/{act}", response={200: DoneOut, **REFUSALS}, url_name="dispatch_act", summary="对任务办一步")
def dispatch_act(request: HttpRequest, dispatch: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """As for incidents."""
    spec = named(desk.TASK_ACTS, act)
    fresh = not doing.done_before(request)
    if fresh:
        if queries.dispatch(caller(request), dispatch) is None:
            raise Http404
        fresh = doing.perform(request, partial(spec.filled, caller(request)), spec.call, dispatch, body)
    return {**said(spec.quiet, fresh), "dispatch": still(lambda by: desk.task_detail(by, dispatch), caller(request))}


class ReasonIn(Strict):
    """Why."""

    reason: str


@router.post("/incidents/{number}/reporter", response={200: list[dict[str, str]], **REFUSALS}, summary="查看反映人")
def reveal_reporter(request: HttpRequest, number: str, body: ReasonIn) -> list[dict[str, str]]:
    """For the command centre alone, with a reason; every look is in the trail (处罚法 50)."""
    row = queries.incident(caller(request), number)
    if row is None:
        raise Http404
    people = incidents.reveal_reporter(by=caller(request), at=clock.now(), incident=UUID(row.id), reason=body.reason)
    return [{"name": p.name, "phone": p.phone} for p in people]


def named(acts: Mapping[str, T], act: str) -> T:
    """The act of that name; raises Http404."""
    if act not in acts:
        raise Http404(act)
    return acts[act]


def said(quiet: object, fresh: bool) -> dict[str, Any]:
    """The quiet line after an act."""
    return {"said": str(quiet) if fresh else _("刚才已经提交过，没有重复办理"), "repeated": not fresh}


def still(detail: Any, by: Actor) -> dict[str, Any] | None:
    """The object as it is now, unless the act took it out of the caller's reach."""
    try:
        found: dict[str, Any] = detail(by)
    except Http404:
        return None
    return found
