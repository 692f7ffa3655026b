"""A summary case on the phone: the statute's steps, the one that is next, and why another cannot be done."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.cases import queries
from zhifa.apps.cases.queries import CaseRow
from zhifa.apps.dispatch import queries as dispatch
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.act_page import ActPage, act_page
from zhifa.interfaces.frame.loop import CASE_ACTS
from zhifa.interfaces.frame.loop.steps import case_deadlines, case_steps
from zhifa.interfaces.handheld.views import field_actor
from zhifa.law.actors import Actor


def _row(by: Actor, case: UUID) -> CaseRow:
    row = queries.case(by, case)
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Steps, party, what was told and decided, documents, and the next act."""
    by = field_actor(request)
    row = _row(by, case)
    offers = [o for o in queries.allowed_acts(by, row, clock.today()) if o.act in CASE_ACTS and o.duty]
    main = next((o for o in offers if not CASE_ACTS[o.act].aside), None)
    context = {
        "case": row,
        "steps": case_steps(row),
        "deadlines": case_deadlines(row),
        "next": main,
        "next_spec": CASE_ACTS[main.act] if main else None,
        "others": [o for o in offers if o is not main],
        "entries": trail.story(row.id),
        "acts": CASE_ACTS,
        "certified": bool(by.certificate),
        "task_url": _task_url(by, row),
    }
    return render(request, "handheld/case.html", context)


def _task_url(by: Actor, row: CaseRow) -> str:
    task = dispatch.of_matter(by, row.incident_matter_id) if row.incident_matter_id else None
    return reverse("handheld:task", args=[task.id]) if task else ""


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, case: UUID, act: str) -> HttpResponse:
    """GET asks for the words of the act, POST does it; a refusal keeps what was typed."""
    by = field_actor(request)
    row, spec = _row(by, case), CASE_ACTS.get(act)
    offer = next((o for o in queries.allowed_acts(by, row, clock.today()) if o.act == act), None)
    if spec is None or offer is None:
        raise Http404
    back = reverse("handheld:case", args=[row.id])
    shown = {"case": row, "title": _(offer.label), "effect": offer.effect, "version": row.version, "back": back}
    form = spec.filled(by, row, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("handheld/case_act.html", row.id, back, shown, offer.refusal), spec, form)
