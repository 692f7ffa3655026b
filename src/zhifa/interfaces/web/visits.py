"""Visits on desks: plan one outside the plan, see it with everything around it, join another organ's."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.inspections import queries, services
from zhifa.apps.inspections.queries import Offer, VisitPage
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.loop.inspections import VISIT_ACTS, Join, VisitForm, visit_deadline
from zhifa.interfaces.frame.parts import Act, button
from zhifa.interfaces.frame.performing import version_of
from zhifa.interfaces.web.places import picker
from zhifa.interfaces.web.plan import fields, filled, written
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import INSPECTION

ON_DESK = ("approve", "reschedule", "cancel", "close")


@require_http_methods(["GET", "POST"])
def plan_visit(request: HttpRequest) -> HttpResponse:
    """A visit outside the plan; what else comes to the place is shown before it is put on the calendar."""
    by = acting.actor(request)
    own, domain = fields(by, request.GET.get("field", ""))
    chosen = request.GET.get("premises", "")
    form = VisitForm(domain, **filled(request, "items", initial={"premises": chosen}))

    def act(who: Actor, at: datetime) -> object:
        return services.plan_visit(by=who, at=at, visit=form.visit())

    shown = {
        "form": form,
        "fields": own,
        "field": domain,
        "title": _("安排检查"),
        "back": reverse("web:inspections"),
        "picker": picker(by, "premises", request.POST, [chosen] if request.method == "GET" else ()),
    }
    return written(request, "web/plan_form.html", form, act, shown, _("已安排"), lambda done: reverse("web:visit", args=[done.pk]))


def visit_page(by: Actor, visit: UUID) -> VisitPage:
    """The visit, when this person may see it; raises Http404."""
    page = queries.page(by, visit)
    if page is None:
        raise Http404
    return page


def visit(request: HttpRequest, visit: UUID) -> HttpResponse:
    """One visit: when, who, what was found, what became of it, and who else comes."""
    by = acting.actor(request)
    page = visit_page(by, visit)
    offers = queries.visit_offers(by, page.visit, clock.today())
    context = {
        "page": page,
        "visit": page.visit,
        "deadline": visit_deadline(page.visit),
        "acts": [_act(page, o) for o in offers if o.act in ON_DESK],
        "entries": trail.story(page.visit.id),
    }
    return render(request, "web/visit.html", context)


def _act(page: VisitPage, offer: Offer) -> Act:
    url = reverse("web:visit_act", args=[page.visit.id, offer.act])
    return button(offer, VISIT_ACTS[offer.act], url=url, effect="", version=page.visit.version)


@require_http_methods(["GET", "POST"])
def visit_act(request: HttpRequest, visit: UUID, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    page, spec = visit_page(by, visit), VISIT_ACTS.get(act)
    if spec is None or act not in ON_DESK:
        raise Http404
    form = spec.form(by, page, request.POST) if request.method == "POST" else spec.form(by, page)

    def do(who: Actor, at: datetime) -> object:
        return spec.call(who, at, page, form.cleaned_data, version_of(request))

    back = reverse("web:visit", args=[visit])
    shown: dict[str, Any] = {
        "form": form,
        "title": _(INSPECTION.act_labels[act]),
        "about": page.visit.premises.name,
        "version": page.visit.version,
        "back": back,
    }
    return written(request, "web/act.html", form, do, shown, str(spec.quiet), lambda done: back)


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, visit: UUID) -> HttpResponse:
    """并入综合查一次: come along instead of coming again."""
    by = acting.actor(request)
    row = queries.before_visit(by, visit)
    if row is None:
        raise Http404
    own, domain = fields(by, request.GET.get("field", ""))
    form = Join(domain, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        items = tuple(form.cleaned_data["items"])
        return services.join_visit(by=who, at=at, visit=visit, domain=domain, items=items, version=version_of(request))

    shown = {
        "form": form,
        "fields": own,
        "field": domain,
        "title": _("并入综合查一次"),
        "about": f"{row.premises.name} · {row.organ_name} · {row.planned_on}",
        "version": row.version,
        "back": reverse("web:calendar"),
    }
    said = _("已并入，一起去一次")
    return written(request, "web/plan_form.html", form, act, shown, said, lambda done: reverse("web:visit", args=[visit]))
