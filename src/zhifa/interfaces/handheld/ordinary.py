"""An ordinary case on the phone of its officers: records, interviews, evidence with pictures, serving; the statute's line."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.cases import queries
from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.apps.evidence import services as evidence
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import clock, quiet
from zhifa.interfaces.frame.act_page import ActPage, act_page
from zhifa.interfaces.frame.loop import ORDINARY_ACTS
from zhifa.interfaces.frame.loop.ordinary_base import effect_of, offered
from zhifa.interfaces.frame.loop.ordinary_steps import ordinary_deadlines
from zhifa.interfaces.handheld.forms import Photo
from zhifa.interfaces.handheld.views import field_actor
from zhifa.law.actors import Actor

SHOOTING = frozenset({"proposed", "investigating"})


def _row(by: Actor, case: UUID) -> OrdinaryRow:
    row = queries.ordinary_case(by, case)
    if row is None:
        raise Http404
    return row


def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """What the step is made of under one's thumb, then the statute's line."""
    by = field_actor(request)
    row = _row(by, case)
    offers = queries.ordinary_offers(by, case, clock.today())
    shown = offered(offers.acts, ORDINARY_ACTS, queries.LEADING.get(row.state, ""))
    main = shown.main[0] if shown.main else None
    officer = any(o.person == by.person for o in row.officers)
    context = {
        "case": row,
        "stations": queries.timeline(row, offers.obstacle),
        "days": offers.days,
        "deadlines": [(label, due) for label, due in ordinary_deadlines(row) if due.done_at is None],
        "next": main,
        "next_effect": effect_of(main, row) if main else "",
        "next_spec": ORDINARY_ACTS[main.act] if main else None,
        "work": [(o, ORDINARY_ACTS[o.act].icon) for o in (*shown.main[1:], *shown.work)],
        "seldom": shown.seldom,
        "photo_url": reverse("handheld:ordinary_photo", args=[case]) if officer and row.state in SHOOTING else "",
        "pieces": row.evidence,
        "entries": trail.story(row.id),
    }
    return render(request, "handheld/ordinary.html", context)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, case: UUID, act: str) -> HttpResponse:
    """GET asks for the words of the act, POST does it; a refusal keeps what was typed."""
    by = field_actor(request)
    row, spec = _row(by, case), ORDINARY_ACTS.get(act)
    offer = next((o for o in queries.ordinary_acts(by, case, clock.today()) if o.act == act), None)
    if spec is None or offer is None:
        raise Http404
    back = reverse("handheld:ordinary", args=[row.id])
    shown = {"case": row, "title": _(offer.label), "effect": effect_of(offer, row), "version": row.version, "back": back}
    form = spec.filled(by, row, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("handheld/case_act.html", row.id, back, shown, offer.refusal), spec, form)


@require_POST
def photo(request: HttpRequest, case: UUID) -> HttpResponse:
    """A picture for the case, hashed on arrival; under which of the eight kinds it counts is registered next."""
    by = field_actor(request)
    row = _row(by, case)
    form = Photo(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid({name: [str(t) for t in texts] for name, texts in form.errors.items()})
    said, now = form.cleaned_data, clock.now()
    kept = evidence.store(
        by=by,
        at=now,
        content=said["picture"].read(),
        name=said["picture"].name,
        kind="photo",
        subject_id=row.id,
        captured_at=now,
        lon=said["lon"],
        lat=said["lat"],
        note=said["note"],
    )
    quiet.tell(request, _("照片已保存，指纹 %(hash)s…") % {"hash": kept.sha256[:12]})
    return redirect("handheld:ordinary", row.id)
