"""What desks and phones show, for programs of the same people: queues, tasks, one object with what can be done."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from zhifa.apps.cases import queries as cases
from zhifa.apps.dispatch import queries
from zhifa.apps.dispatch.queries import DispatchRow
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import bodies
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.rows import IncidentOut, QueueOut, TaskDetailOut, TaskOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import DISPATCH_ACTS, FIELD_ACTS, INCIDENT_ACTS, ActSpec, dispatch_effect, incident_effect
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH

router = Router(tags=["desk"])
REFUSALS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}
TASK_ACTS: dict[str, ActSpec] = {**DISPATCH_ACTS, **FIELD_ACTS}
MOST_TASKS = 100


class Wanted(Strict):
    """Which rows of a queue."""

    view: str = "waiting"
    area: str = Field("", max_length=40)
    q: str = Field("", max_length=50)
    page: int = Field(1, ge=1, le=1_000_000)


@router.get("/desk/incidents", response={200: QueueOut, **REFUSALS}, summary="事件队列")
def incidents(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """20 rows a page, danger first, then by nearest clock; each caller sees their own (views: waiting, open, late, …)."""
    if wanted.view not in queries.VIEWS:
        raise Invalid({"view": ["、".join(queries.VIEWS)]})
    page = queries.incidents(caller(request), wanted.view, at=clock.now(), area=wanted.area, text=wanted.q.strip(), page=wanted.page)
    return {"view": wanted.view, "total": page.total, "number": page.number, "pages": page.pages, "rows": page.rows}


@router.get("/desk/counts", response={200: dict[str, int], **REFUSALS}, summary="各队列的件数")
def counts(request: HttpRequest) -> dict[str, int]:
    """view → how many rows that view opens."""
    return queries.counts(caller(request), clock.now())


@router.get("/tasks", response={200: list[TaskOut], **REFUSALS}, summary="本队任务")
def tasks(request: HttpRequest, state: Query[list[str] | None] = None) -> Any:
    """Open tasks of the caller's reach, at most 100, danger first, then by clock; `state` (repeatable) narrows."""
    wanted = tuple(state or queries.OPEN_DISPATCH)
    if unknown := sorted(set(wanted) - set(DISPATCH.states)):
        raise Invalid({"state": ["、".join(unknown)]})
    return list(queries.dispatches(caller(request), states=wanted, limit=MOST_TASKS))


@router.get("/incidents/{number}", response={200: IncidentOut, **REFUSALS}, summary="一件事件")
def incident(request: HttpRequest, number: str) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return incident_detail(caller(request), number)


@router.get("/dispatches/{dispatch}", response={200: TaskDetailOut, **REFUSALS}, summary="一项任务")
def dispatch(request: HttpRequest, dispatch: UUID) -> dict[str, Any]:
    """404 also for what is not in the caller's reach."""
    return task_detail(caller(request), dispatch)


def incident_detail(by: Actor, number: str) -> dict[str, Any]:
    """The row with acts and material. Raises Http404."""
    row = queries.incident(by, number)
    if row is None:
        raise Http404
    offers = [
        offered(o, INCIDENT_ACTS[o.act].filled(by), incident_effect(o.act), reverse("api:incident_act", args=[number, o.act]))
        for o in queries.incident_offers(by, row)
        if o.act in INCIDENT_ACTS
    ]
    return {**members(row), "matters": row.matters, "offers": offers, "evidence": evidence.of(row.id)}


def task_detail(by: Actor, pk: UUID) -> dict[str, Any]:
    """The row with acts and material. Raises Http404."""
    row = queries.dispatch(by, pk)
    if row is None:
        raise Http404
    offers = [
        offered(o, TASK_ACTS[o.act].filled(by), dispatch_effect(o.act, row), reverse("api:dispatch_act", args=[pk, o.act]))
        for o in queries.dispatch_offers(by, row)
        if o.act in TASK_ACTS
    ]
    opened = cases.cases_of(by, UUID(row.incident_matter_id))
    return {**members(row), "offers": offers, "evidence": evidence.of(row.id, row.incident_id), "cases": opened, "mark": _mark(row)}


def _mark(row: DispatchRow) -> dict[str, Any] | None:
    found = queries.elevations_of([row.id]).get(row.id) if row.elevation else None
    if found is None:
        return None
    return {**members(found), "criteria": [c.code for c in found.criteria], "outside": [n.name for n in found.outside]}


def members(row: Any) -> dict[str, Any]:
    """A frozen row by name, for more members to be added."""
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def offered(offer: Any, form: forms.Form, effect: str, url: str, target: str | None = None) -> dict[str, Any]:
    """An act of a table with its form, or with the reason why not. `target`: the state after it, when the offer does not know."""
    found = explain(offer.refusal)
    return {
        "act": offer.act,
        "label": _(offer.label),
        "effect": effect,
        "target": offer.target if target is None else target,
        "url": url,
        "why_not": found and {**asdict(found), "detail": " ".join(found.sentences)},
        "fields": [] if found else bodies.described(form),
    }
