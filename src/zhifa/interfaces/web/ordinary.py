"""Ordinary cases on the desk: the statute's steps, this step's acts with their forms, facts and documents."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.cases import queries
from zhifa.apps.cases.queries import Offer, OrdinaryRow
from zhifa.apps.evidence import services as evidence
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import ActPage, act_page
from zhifa.interfaces.frame.loop import ORDINARY_ACTS
from zhifa.interfaces.frame.loop.ordinary_base import effect_of, offered
from zhifa.interfaces.frame.loop.ordinary_steps import ordinary_deadlines
from zhifa.interfaces.frame.parts import Act, button
from zhifa.law.actors import Actor

MATERIAL = {"image/": "photo", "video/": "video", "audio/": "audio"}


class Material(forms.Form):
    """A file for the case."""

    file = forms.FileField(label=gettext_lazy("文件"))


def listing(request: HttpRequest) -> HttpResponse:
    """What waits for the reader first, then all that the reader may see, newest first."""
    by = acting.actor(request)
    return render(request, "web/ordinary_cases.html", {"waiting": queries.ordinary_waiting(by), "cases": queries.ordinary_cases(by)})


def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """Three panes: steps, this step, facts and papers."""
    by = acting.actor(request)
    row = _row(by, case)
    offers = queries.ordinary_offers(by, case, clock.today())
    mine = offered(offers.acts, ORDINARY_ACTS, queries.LEADING.get(row.state, ""))
    context = {
        "case": row,
        "stations": queries.timeline(row, offers.obstacle),
        "days": offers.days,
        "deadlines": ordinary_deadlines(row),
        "main": [_button(row, o, primary=True) for o in mine.main],
        "work": [_button(row, o) for o in mine.work],
        "seldom": [_button(row, o) for o in mine.seldom],
        "entries": trail.story(row.id),
        "material": Material() if any(o.act == "add_evidence" for o in mine.work) else None,
    }
    return render(request, "web/ordinary_case.html", context)


def _row(by: Actor, case: UUID) -> OrdinaryRow:
    row = queries.ordinary_case(by, case)
    if row is None:
        raise Http404
    return row


def _button(row: OrdinaryRow, offer: Offer, primary: bool = False) -> Act:
    url = reverse("web:ordinary_act", args=[row.id, offer.act])
    shown = button(offer, ORDINARY_ACTS[offer.act], url=url, effect=effect_of(offer, row), version=row.version)
    return replace(shown, primary=primary)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, case: UUID, act: str) -> HttpResponse:
    """GET asks for the words of the act, POST does it; a refusal keeps what was typed."""
    by = acting.actor(request)
    row, spec = _row(by, case), ORDINARY_ACTS.get(act)
    offer = next((o for o in queries.ordinary_acts(by, case, clock.today()) if o.act == act), None)
    if spec is None or offer is None:
        raise Http404
    back = reverse("web:ordinary_case", args=[row.id])
    shown = {
        "title": _(offer.label),
        "about": f"{row.title}｜{row.ref}",
        "effect": effect_of(offer, row),
        "spec": spec,
        "version": row.version,
        "back": back,
    }
    form = spec.filled(by, row, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("web/ordinary_act.html", row.id, back, shown, offer.refusal), spec, form)


@require_POST
def bring(request: HttpRequest, case: UUID) -> HttpResponse:
    """A file for the case, hashed on arrival; it is registered as a piece of evidence afterwards."""
    by = acting.actor(request)
    row = _row(by, case)
    form = Material(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid({name: [str(t) for t in texts] for name, texts in form.errors.items()})
    upload = form.cleaned_data["file"]
    kind = next((k for start, k in MATERIAL.items() if (upload.content_type or "").startswith(start)), "document")
    kept = evidence.store(by=by, at=clock.now(), content=upload.read(), name=upload.name, kind=kind, subject_id=row.id)
    quiet.tell(request, _("文件已入库，指纹 %(hash)s…") % {"hash": kept.sha256[:12]})
    return redirect("web:ordinary_case", row.id)
