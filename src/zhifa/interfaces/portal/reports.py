"""Report something, and follow it by its tracking code: no account, no name needed."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO, cast
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.dispatch import queries as dispatch
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services
from zhifa.apps.incidents.services import Report
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock
from zhifa.interfaces.portal import following
from zhifa.interfaces.portal.forms import ReportForm, ticket
from zhifa.interfaces.portal.pace import too_often
from zhifa.interfaces.portal.places import choices
from zhifa.law.actors import Actor, Role

PHOTOS = 3
PER_HOUR = 20  # an address is often a whole building
_FIELDS = {"reporter_phone": "phone", "reporter_name": "name"}


def citizen() -> Actor:
    """Anybody: the public page speaks for them as a source."""
    return Actor("", "公开页面", "citizen", frozenset({Role.CONNECTOR}), tenant=tenant_default())


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form; after it the tracking code."""
    if request.method == "POST":
        form = ReportForm(choices(), request.POST)
        sent = _send(request, form) if form.is_valid() else None
        if sent:
            refused = _keep_photos(request, sent) if sent.created else []
            request.session["portal_sent"] = {"code": sent.incident.tracking_code, "refused": refused}
            return HttpResponseRedirect(reverse("portal:sent"))
    else:
        start = {"area": request.GET.get("area", ""), "text": request.GET.get("what", ""), "ticket": ticket(uuid4().hex)}
        form = ReportForm(choices(), initial=start)
    fresh = ticket(uuid4().hex) if form.errors.get("ticket") else ""
    return render(request, "portal/report.html", {"form": form, "fresh": fresh, "most": PHOTOS}, status=422 if form.errors else 200)


def _send(request: HttpRequest, form: ReportForm) -> services.Reported | None:
    """What was registered, or None with the form's errors filled in."""
    if too_often(request, "report", PER_HOUR):
        form.add_error(None, _("这个网络在一小时里反映得太多了。请稍后再试，或拨打 12345。"))
        return None
    said = form.cleaned_data
    now = clock.now()
    made = Report(
        source="citizen",
        text=said["text"],
        reported_at=_first_pressed(request, said["ticket"], now),
        external_id=said["ticket"],
        address=said["address"],
        lon=said["lon"],
        lat=said["lat"],
        area=said["area"],
        danger_to_life=said["danger"],
        reporter_name=said["name"],
        reporter_phone=said["phone"],
    )
    try:
        return services.report_incident(by=citizen(), at=now, report=made)
    except Invalid as wrong:
        for name, texts in wrong.errors.items():
            field = _FIELDS.get(name, name)
            form.add_error(field if field in form.fields else None, texts)
        return None


def _keep_photos(request: HttpRequest, sent: services.Reported) -> list[str]:
    """Pictures become lead material of the incident; returns why some were not taken."""
    refused: list[str] = []
    for photo in request.FILES.getlist("photos")[:PHOTOS]:
        try:
            brought = cast(BinaryIO, photo.file)
            evidence.store(by=citizen(), at=clock.now(), content=brought, name=photo.name or "", kind="photo", subject=sent.incident)
        except Invalid as wrong:
            refused += [f"{photo.name}：{text}" for texts in wrong.errors.values() for text in texts]
    return refused


def _first_pressed(request: HttpRequest, key: str, now: datetime) -> datetime:
    """When this form was first sent: sending it again must be word for word the same report."""
    pressed = request.session.setdefault("portal_pressed", {})
    first = pressed.setdefault(key, now.isoformat())
    request.session.modified = True
    return datetime.fromisoformat(first)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """The tracking code, shown to whom it was given."""
    given = request.session.get("portal_sent")
    if not given:
        return HttpResponseRedirect(reverse("portal:track"))
    return render(request, "portal/sent.html", given)


@require_GET
def track(request: HttpRequest) -> HttpResponse:
    """Ask for the code; go where it leads."""
    code = request.GET.get("code", "").strip().upper()
    if code:
        return HttpResponseRedirect(reverse("portal:progress", args=[code]))
    return render(request, "portal/track.html", {"code": "", "wrong": False})


@never_cache
@require_GET
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far it is and what was answered, in plain words; nobody's name."""
    found = dispatch.progress(code)
    if found is None:
        return render(request, "portal/track.html", {"code": code, "wrong": True}, status=404)
    return render(
        request,
        "portal/progress.html",
        {"found": found, "code": code.strip().upper(), "steps": following.steps(found), "headline": following.headline(found)},
    )
