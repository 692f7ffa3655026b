"""Cases on the desk: read by those who lead, review and oversee; the acts are done on the phone by those on the scene."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhifa.apps.cases import queries
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting
from zhifa.interfaces.frame.loop.steps import case_deadlines, case_steps


def listing(request: HttpRequest) -> HttpResponse:
    """Cases that the reader may see, newest first."""
    by = acting.actor(request)
    return render(request, "web/cases.html", {"cases": queries.cases(by)})


def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Steps by statute, the present step, party and documents."""
    by = acting.actor(request)
    row = queries.case(by, case)
    if row is None:
        raise Http404
    context = {"case": row, "steps": case_steps(row), "deadlines": case_deadlines(row), "entries": trail.story(row.id)}
    return render(request, "web/case.html", context)
