"""The supervision list: departments claim, the legal office confirms, everybody sees what waits for whom since when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.apps.planning import services
from zhifa.apps.planning.queries import supervision as queries
from zhifa.apps.planning.queries.supervision import ItemRow
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import ActPage, act_page, name_errors
from zhifa.interfaces.frame.loop.supervision import ITEM_ACTS, Claiming, ground_name, item_effect
from zhifa.interfaces.frame.parts import Tab
from zhifa.interfaces.frame.performing import perform
from zhifa.interfaces.web.reform import READERS, saved, tabs
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.supervision_claim import SUPERVISION_CLAIM
from zhifa.law.rulings import Refused

SHOWN = 100


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Departments by what waits, then the items; a department claims several at once here."""
    by = acting.actor(request)
    form, status, ruling = Claiming(request.POST if request.POST.get("intent") == "claim" else None), 200, None
    if request.method == "POST":
        try:
            return _done(request, form)
        except Invalid as wrong:
            name_errors(form, wrong) if form.is_bound else None
            status = 422
        except Refused as refused:
            status, ruling = 409, refused.ruling
    asked = {k: request.GET.get(k, "").strip() for k in ("organ", "state", "q")}
    rows = queries.items(by, clock.today(), organ=asked["organ"], state=asked["state"], text=asked["q"])
    if request.GET.get("format") == "csv":
        return saved(_table(rows), "supervision-items.csv")
    return render(request, "web/supervision.html", {**_context(request, by, asked, rows), "form": form, "ruling": ruling}, status=status)


def _done(request: HttpRequest, form: Claiming) -> HttpResponse:
    intent = request.POST.get("intent")
    if intent == "compile":
        row = perform(request, lambda who, at: services.compile_supervision_list(by=who, at=at))
        quiet.tell(request, _("已编制：新增 %(a)s 项，退出 %(e)s 项") % {"a": row.added if row else 0, "e": row.ended if row else 0})
    elif intent == "claim":
        if not form.is_valid():
            raise Invalid({})
        chosen = _chosen(request)

        def act(who: Actor, at: datetime) -> object:
            return services.claim_items(by=who, at=at, items=chosen, carrier=form.cleaned_data["carrier"])

        perform(request, act)
        quiet.tell(request, _("已认领 %(n)s 项") % {"n": len(chosen)})
    else:
        raise Http404
    return redirect(request.get_full_path())


def _chosen(request: HttpRequest) -> list[UUID]:
    try:
        return [UUID(pk) for pk in request.POST.getlist("items")]
    except ValueError as wrong:
        raise Invalid({"items": [_("没有这个事项")]}) from wrong


def _context(request: HttpRequest, by: Actor, asked: dict[str, str], rows: tuple[ItemRow, ...]) -> dict[str, Any]:
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    kept = {k: v for k, v in asked.items() if v and k != "state"}
    states = [Tab("", _("全部"), f"?{urlencode(kept)}")]
    states += [Tab(s, _(label), f"?{urlencode({**kept, 'state': s})}") for s, label in SUPERVISION_CLAIM.state_labels.items()]
    return {
        "pages": tabs() if by.has(*READERS) else [],
        "departments": queries.departments(by, clock.today()),
        "compiled": queries.compiled(),
        "may_compile": by.has(Role.GUIDANCE),
        "page": page,
        "rows": [(r, ground_name(r.ground), [(a, SUPERVISION_CLAIM.act_labels[a]) for a in r.acts]) for r in page],
        "claimable": any("claim" in r.acts for r in page),
        "tabs": states,
        "asked": asked,
        "query": urlencode({k: v for k, v in asked.items() if v}),
        "total": len(rows),
    }


def _table(rows: tuple[ItemRow, ...]) -> Table:
    heads = (_("事项代码"), _("事项"), _("领域"), _("主管部门"), _("状态"), _("列入"), _("已等天数"), _("承担科室、队伍"),
             _("检查实施清单"), _("理由"))  # fmt: skip
    cells = tuple(
        (
            r.matter, r.name, r.domain_label, r.organ_name, _(r.state_label), str(r.listed_on), str(r.days), r.carrier,
            _("有") if r.checked else _("没有"), "：".join(part for part in (ground_name(r.ground), r.reason) if part),
        )
        for r in rows
    )  # fmt: skip
    return Table(heads, cells, ())


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, entry: UUID, act: str) -> HttpResponse:
    """GET asks for the words of an act, POST does it."""
    by, spec = acting.actor(request), ITEM_ACTS.get(act)
    row = queries.item(by, entry, clock.today())
    if row is None or spec is None:
        raise Http404
    back = reverse("web:supervision")
    shown = {
        "spec": spec,
        "title": _(SUPERVISION_CLAIM.act_labels[act]),
        "about": f"{row.name} · {row.organ_name}",
        "effect": item_effect(act),
        "version": row.version,
        "back": back,
    }
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("web/act.html", entry, back, shown), spec, form)
