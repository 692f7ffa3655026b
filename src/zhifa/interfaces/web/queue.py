"""The dispatcher's desk: queue, map, incident side by side; and the plain list of incidents for everybody else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhifa.apps.dispatch import queries
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.deadlines import chip
from zhifa.interfaces.frame.parts import Tab
from zhifa.interfaces.web.incident import incident_context
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal

UP = {Role.DUTY_CHIEF: "escalated", Role.LEADER: "escalated_leader"}  # what went up to whom, first where there is anything
CENTRE = (Role.DISPATCHER, Role.DUTY_CHIEF)
LEVELS = {"late": "late", "unsettled": "soon"}


def _list(request: HttpRequest, by: Actor, default: str) -> dict[str, Any]:
    view = request.GET.get("view", default)
    if view not in queries.VIEWS:
        view = default
    text, area = request.GET.get("q", "").strip()[:50], request.GET.get("area", "")
    number = request.GET.get("page", "1")
    counted = queries.counts(by, clock.now())
    total = None if text or area else counted.get(view)
    page = queries.incidents(by, view, at=clock.now(), area=area, text=text, page=int(number) if number.isdigit() else 1, total=total)
    up = [code for role, code in UP.items() if by.has(role) and counted[code]]
    tabs = [
        Tab(code, _(queries.VIEWS[code]), f"{request.path}?view={code}", counted.get(code))
        for code in (*up, "waiting", "open", "late", "unsettled", "handled", "closed")
    ]
    return {"view": view, "page": page, "tabs": tabs, "text": text, "area": area, "area_name": queries.area_name(area) if area else ""}


def _points(page: queries.Page) -> list[dict[str, Any]]:
    """For the map: an incident is coloured as its chip is."""
    now = clock.now()
    return [
        {
            "lon": float(r.lon),
            "lat": float(r.lat),
            "label": f"{r.number} {r.text[:24]}",
            "url": reverse("web:queue") + f"?open={r.number}",
            "level": "late" if r.danger_to_life else chip(r.due_at, now).level if r.due_at else "",
        }
        for r in page.rows
        if r.lon is not None and r.lat is not None
    ]


def queue(request: HttpRequest) -> HttpResponse:
    """Three panes; as a live part only the list."""
    by = acting.actor(request)
    if not by.has(*CENTRE, Role.DISCIPLINE):
        raise Denied(refusal("desk_of_the_centre"))
    context = _list(request, by, "waiting")
    context["may_report"] = by.has(*CENTRE)
    context["points"] = _points(context["page"])
    if request.headers.get("X-Live"):
        return render(request, "web/parts/queue_list.html", context)
    number = request.GET.get("open") or (context["page"].rows[0].number if context["page"].rows else "")
    opened = incident_context(by, number) if number else None
    return render(request, "web/queue.html", {**context, **(opened or {})})


def incidents(request: HttpRequest) -> HttpResponse:
    """The incidents that this reader may see, filtered; every number of the cockpit opens here."""
    by = acting.actor(request)
    context = _list(request, by, "open")
    if request.headers.get("X-Live"):
        return render(request, "web/parts/incident_table.html", context)
    return render(request, "web/incidents.html", context)
