"""Intake: reports of source systems, one by one or in batches, and how they go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status
from pydantic import ValidationError

from zhifa.apps.incidents import services
from zhifa.apps.incidents.services import Outcome, Report, Reported, report_incident
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api import problems
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import BatchIn, BatchOut, ReportedOut, ReportIn
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor, Role

router = Router(tags=["incidents"])
BY_PEOPLE = ("desk_call", "patrol", "department", "township")
REFUSALS = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 413: ProblemOut, 422: ProblemOut}


@router.post("", response={201: ReportedOut, 200: ReportedOut, 409: ProblemOut, **REFUSALS}, summary="登记一件事件")
def report(request: HttpRequest, body: ReportIn) -> Status[Any]:
    """201: registered. 200: this (source, external_id) was registered before with the same content. 409: with another content."""
    reported = report_incident(by=caller(request), at=clock.now(), report=_own(caller(request), body))
    return Status(201 if reported.created else 200, _shown(reported))


@router.post("/batch", response={200: BatchOut, **REFUSALS}, summary="分批登记事件")
def report_batch(request: HttpRequest, body: BatchIn) -> dict[str, Any]:
    """Up to 200 rows; each has its own result, as if it had been sent alone."""
    read = [_read(caller(request), row) for row in body.reports]
    good = [found for found in read if isinstance(found, Report)]
    outcomes = iter(services.report_batch(by=caller(request), at=clock.now(), reports=good))
    rows = [{"index": i, **(_row(next(outcomes)) if isinstance(found, Report) else found)} for i, found in enumerate(read)]
    codes = [row["status"] for row in rows]
    created, repeated = codes.count(201), codes.count(200)
    return {"created": created, "repeated": repeated, "refused": len(rows) - created - repeated, "rows": rows}


def _read(by: Actor, row: Any) -> Report | dict[str, Any]:
    """The row as a report, or the result that names its wrong fields."""
    try:
        return _own(by, ReportIn.model_validate(row))
    except ValidationError as error:
        found = problems.invalid(problems.field_errors([{**e} for e in error.errors(include_url=False)]))
        return {"status": found.status, "problem": found.body()}
    except Invalid as error:
        return _row(Outcome(error=error))


def _row(outcome: Outcome) -> dict[str, Any]:
    if outcome.reported:
        return {"status": 201 if outcome.reported.created else 200, "reported": _shown(outcome.reported)}
    assert outcome.error is not None
    refused = problems.problem_for(outcome.error)
    if refused is None:
        raise outcome.error
    return {"status": refused.status, "problem": refused.body()}


def _own(by: Actor, body: ReportIn) -> Report:
    """People report what they or callers saw, for their own organ; they do not speak for a source system."""
    if by.has(Role.CONNECTOR):
        return body.report()
    if body.source not in BY_PEOPLE:
        raise Invalid({"source": [_("工作人员上报的来源应为：%(sources)s") % {"sources": "、".join(BY_PEOPLE)}]})
    own = "" if body.source == "desk_call" else by.organ
    return replace(body.report(), reported_by_organ=own)


def _shown(reported: Reported) -> dict[str, Any]:
    row = reported.incident
    proposals = row.proposals
    return {
        "number": row.number,
        "tracking_code": row.tracking_code,
        "state": row.state,
        "area": row.area,
        "received_at": row.received_at.astimezone(clock.ZONE),
        "due_at": row.due_at and row.due_at.astimezone(clock.ZONE),
        "enforcement": proposals["enforcement"],
        "words": proposals["words"],
        "handled_with": row.root.number if row.root else "",
        "candidates": [{k: c[k] for k in ("matter", "name", "score", "words")} for c in proposals["candidates"]],
    }
