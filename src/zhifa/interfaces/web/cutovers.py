"""切换与对账: what a change touches, another squad for an area, receipts, and whether everything is accounted for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from zhifa.apps.adjustments import queries as changes
from zhifa.apps.adjustments.queries import cutovers as queries
from zhifa.apps.adjustments.queries import impact as impacts
from zhifa.apps.adjustments.queries.cutovers import CutoverRow, ReceiptRow
from zhifa.apps.adjustments.queries.impact import Impact
from zhifa.apps.adjustments.services import cutover_planning as planning
from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, WordsPage, act_page, words_page
from zhifa.interfaces.frame.loop.cutovers import CUTOVER_ACTS, CoverageForm, PlanForm, cutover_effect
from zhifa.interfaces.frame.parts import Act, button
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor
from zhifa.law.procedure import cutover_fates as fates
from zhifa.law.procedure.cutover import CUTOVER, RECEIPT

SHOWN = 50  # rows of a kind on a page; the file has all of them
BESIDES = {
    "numbers": gettext_noop("编号序列（不变，已发文书有效）"),
    "people": gettext_noop("相关队伍人员（括号内持证）"),
    "precedents": gettext_noop("先例（权力移动后不再适用）"),
}


def desk(request: HttpRequest) -> HttpResponse:
    """All cut-overs, and what waits for the own unit."""
    by = acting.actor(request)
    state = request.GET.get("state", "")
    context = {
        "rows": queries.cutovers(by, state=state),
        "waiting": [_receipt(r) for r in queries.waiting(by)],
        "state": state,
        "states": CUTOVER.state_labels.items(),
        "plans": queries.duties(by).plans,
    }
    return render(request, "web/cutovers.html", context)


@require_http_methods(["GET", "POST"])
def coverage(request: HttpRequest) -> HttpResponse:
    """Another squad for an area."""
    by = acting.actor(request)
    queries.cutovers(by)
    form = CoverageForm(
        request.POST if request.method == "POST" else None,
        initial={"area": request.GET.get("area", ""), "team": request.GET.get("team", "")},
    )
    shown = {"form": form, "title": _("调整中队覆盖"), "about": _("从某一天起，一个乡镇改由另一个中队覆盖"),
             "effect": _("先看影响清单；到日自动切换，未办结的任务连同时限移交"), "back": reverse("web:cutovers")}  # fmt: skip

    def do(who: Actor, at: datetime) -> object:
        ground = form.cleaned_data["ground"]
        return planning.reassign_coverage(by=who, at=at, assigned=form.assigned(), ground=ground, plan=form.plan())

    return words_page(request, WordsPage("web/act.html", shown, _("已安排，请核对影响清单"), _to), form, do)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, change: UUID) -> HttpResponse:
    """The cut-over of a change."""
    by = acting.actor(request)
    row = changes.standing(by, change)
    if row is None:
        raise Http404
    form = PlanForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "title": _("安排切换"), "about": f"{row.code} {row.title}", "effect": cutover_effect("amend"),
             "back": reverse("web:change", args=[change])}  # fmt: skip

    def do(who: Actor, at: datetime) -> object:
        return planning.plan_cutover(by=who, at=at, change=row.code, plan=form.plan())

    return words_page(request, WordsPage("web/act.html", shown, _("已安排切换"), _to), form, do)


def _to(done: Any) -> str:
    return _address(done.code) if done else reverse("web:cutovers")


def _address(code: str) -> str:
    return reverse("web:cutover", args=[code])


def _row(by: Actor, code: str) -> CutoverRow:
    row = queries.cutover(by, code)
    if row is None:
        raise Http404
    return row


@require_GET
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One cut-over: planned with its impact, or carried out with its receipts."""
    by = acting.actor(request)
    row = _row(by, code)
    shown = parts(by, row, row.change)
    found = shown.get("reconciliation")
    offers = queries.offers(by, row, clock.today())
    if found and found.left and queries.duties(by).plans:
        offers = (queries.Offer("cut_over", _("再切换一次"), None), *offers)
    context = {
        **shown,
        "row": row,
        "acts": [_act(row, o) for o in offers],
        "change": row.change,
        "entries": trail.story(row.id),
    }
    return render(request, "web/cutover.html", context)


def parts(by: Actor, row: CutoverRow | None, change: UUID | None) -> dict[str, Any]:
    """What the partials `_impact.html` and `_reconciliation.html` need, for the page of a cut-over and of a change."""
    today = clock.today()
    if row and row.cut_over_at:
        found, shown = queries.reconciliation(by, row.code, today), queries.receipts(by, row.code)
        groups = [(_(label), [_receipt(r) for r in shown if r.kind == kind]) for kind, label in fates.KINDS.items()]
        return {"cutover": row, "reconciliation": found, "receipt_groups": [(a, b[:SHOWN], len(b)) for a, b in groups if b]}
    told = impacts.impact(by, change, today) if change else impacts.coverage_impact(by, row.code, today) if row else None
    return {"cutover": row, "impact": told and _impact(told, change)}


def of_change(by: Actor, change: UUID) -> dict[str, Any]:
    """The same for the page of a change; `plan_cutover`: where its cut-over is planned, for whoever may. Nothing for
    who administers the house: the list names cases."""
    if not queries.duties(by).reads:
        return {}
    row = queries.cutover_of(by, change)
    plans = queries.duties(by).plans and row is None
    return {**parts(by, row, change), "plan_cutover": reverse("web:change_cutover", args=[change]) if plans else ""}


def _impact(told: Impact, change: UUID | None) -> dict[str, Any]:
    groups = [
        {"group": g, "label": _(g.label), "rows": [_work(r) for r in g.rows[:SHOWN]], "more": max(0, g.total - SHOWN)} for g in told.groups
    ]
    export = reverse("web:change_impact", args=[change]) if change else reverse("web:cutover_impact", args=[told.code])
    return {"told": told, "groups": groups, "besides": [(_(BESIDES[b.kind]), b) for b in told.besides], "export": export}


def _work(row: Any) -> dict[str, Any]:
    return {"row": row, "why": say(row.reason, {}), "url": _link(row.kind, row.id, row.label), "clock": _clock(row.clock)}


def _receipt(row: ReceiptRow) -> dict[str, Any]:
    return {"row": row, "why": say(row.reason, {}), "url": _link(row.kind, row.item, row.label), "clock": _clock(row.clock)}


def _link(kind: str, item: str, label: str) -> str:
    """The page of the piece of work; "" where it has none of its own."""
    if kind == fates.TASK:
        return reverse("web:incident", args=[label])
    names = {fates.SUMMARY: "web:case", fates.ORDINARY: "web:ordinary_case", fates.VISIT: "web:visit", fates.LINE: "web:plan_line"}
    return reverse(names[kind], args=[item]) if kind in names else ""


def _clock(text: str) -> str:
    """An instant to the minute in local time, a last day as it is."""
    if "T" not in text:
        return text
    return f"{timezone.localtime(datetime.fromisoformat(text)):%Y-%m-%d %H:%M}"


def _act(row: CutoverRow, offer: queries.Offer) -> Act:
    url = reverse("web:cutover_act", args=[row.code, offer.act])
    return button(offer, CUTOVER_ACTS[offer.act], url=url, effect=cutover_effect(offer.act), version=row.version)


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, code: str, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    row, spec = _row(by, code), CUTOVER_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    title = _({**CUTOVER.act_labels, **RECEIPT.act_labels}[act])
    shown = {"spec": spec, "title": title, "about": f"{row.code} {row.title}", "effect": cutover_effect(act), "version": row.version,
             "back": _address(code)}  # fmt: skip
    return act_page(request, ActPage("web/act.html", row.id, _address(code), shown), spec, form)


@require_GET
def change_impact(request: HttpRequest, change: UUID) -> HttpResponse:
    """Every row as CSV."""
    return _impact_file(impacts.impact(acting.actor(request), change, clock.today()))


@require_GET
def cutover_impact(request: HttpRequest, code: str) -> HttpResponse:
    """Every row as CSV."""
    return _impact_file(impacts.coverage_impact(acting.actor(request), code, clock.today()))


def _impact_file(told: Impact | None) -> HttpResponse:
    if told is None:
        raise Http404
    head = (
        _("种类"),
        _("编号"),
        _("事项"),
        _("区域"),
        _("办到哪一步"),
        _("现在在哪里"),
        _("时限"),
        _("去向"),
        _("接手单位"),
        _("理由"),
        _("依据"),
    )
    lines = (
        (fates.KINDS[r.kind], r.label, r.matter_name, r.area_name, r.state_label, r.from_name, _clock(r.clock),
         _("移交") if r.moves else _("不移交"), r.to_name, say(r.reason, {}), "；".join(r.citations))
        for g in told.groups for r in g.rows
    )  # fmt: skip
    return _csv(head, lines, f"impact-{told.code}.csv")


@require_GET
def receipts_file(request: HttpRequest, code: str) -> HttpResponse:
    """Every receipt that this person may see, as CSV."""
    by = acting.actor(request)
    row = _row(by, code)
    head = (_("种类"), _("编号"), _("事项"), _("区域"), _("交接时状态"), _("时限"), _("原单位"), _("接手单位"), _("结果"), _("理由"),
            _("交接时间"), _("接收或退回"), _("经手"), _("说明"))  # fmt: skip
    lines = (
        (r.kind_label, r.label, r.matter_name, r.area_name, r.item_state, _clock(r.clock), r.from_name, r.to_name, r.state_label,
         say(r.reason, {}), f"{timezone.localtime(r.handed_at):%Y-%m-%d %H:%M}",
         f"{timezone.localtime(r.answered_at):%Y-%m-%d %H:%M}" if r.answered_at else "", r.answered_by_name, r.note)
        for r in queries.receipts(by, row.code)
    )  # fmt: skip
    return _csv(head, lines, f"receipts-{row.code}.csv")


def _csv(head: Any, lines: Any, name: str) -> HttpResponse:
    content = Table(tuple(head), tuple(tuple(map(str, line)) for line in lines), ()).written("csv")
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
