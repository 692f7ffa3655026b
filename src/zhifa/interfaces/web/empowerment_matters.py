"""Which matters a township should get, and which of those it holds are idle or badly done."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.catalogue.queries import exporting
from zhifa.apps.empowerment import queries
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, act_page
from zhifa.interfaces.frame.loop.empowerment import WITHDRAWAL_ACTS, empowerment_effect
from zhifa.interfaces.web import empowerment_tables as tables
from zhifa.law.procedure.empowerment import OFFICE, WITHDRAWAL


@require_GET
def demand(request: HttpRequest, area: str) -> HttpResponse:
    """Matters that were found in the township in twelve months; ?format=csv gives what a change of the catalogue takes over."""
    by = acting.actor(request)
    place = registry.area(area)
    if place is None or not queries.may_read(by, area):
        raise Http404
    rows = queries.demand(by.tenant, area, clock.today())
    if request.GET.get("format") == "csv":
        return tables.csv_file(tables.demand(place.name, rows), f"demand-{area}.csv")
    names = exporting.kind_names()
    lines = [(r, "、".join(names.get(k, k) for k in r.kinds)) for r in rows]
    assessed = [a for a in queries.assessments(by, area=area) if a.state != "called_off"]
    context = {"place": place, "rows": lines, "proposed": sum(r.proposed for r in rows), "assessment": assessed[0] if assessed else None}
    return render(request, "web/empowerment_demand.html", context)


@require_GET
def unused(request: HttpRequest) -> HttpResponse:
    """Proposed withdrawals, and the use of every matter that townships hold."""
    by = acting.actor(request)
    proposed, uses = queries.withdrawals(by), queries.unused(by, clock.today())
    asked = request.GET.get("format", "")
    if asked == "csv":
        return tables.csv_file(tables.withdrawals(proposed), "withdrawals.csv")
    if asked == "use":
        return tables.csv_file(tables.uses(uses), "use.csv")
    return render(request, "web/empowerment_unused.html", {"proposed": proposed, "uses": uses, "may_answer": by.has(*OFFICE)})


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """Keep a matter, or hand it on to a change of the catalogue."""
    by = acting.actor(request)
    row, spec = queries.withdrawal(by, code), WITHDRAWAL_ACTS.get(act)
    if row is None or spec is None:
        raise Http404
    back = reverse("web:empowerment_unused")
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    shown = {
        "spec": spec,
        "title": _(WITHDRAWAL.act_labels[act]),
        "about": f"{row.area_name} · {row.matter_name}",
        "effect": empowerment_effect(act),
        "version": row.version,
        "back": back,
        "entries": trail.story(row.id),
    }
    return act_page(request, ActPage("web/act.html", row.id, back, shown), spec, form)
