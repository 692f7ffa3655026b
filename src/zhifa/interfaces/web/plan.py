"""The county's plan of inspections: lines, what overlaps with what, and the calendar of all organs by place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.documents import queries as documents
from zhifa.apps.inspections import queries as inspections
from zhifa.apps.inspections import services as visits
from zhifa.apps.planning import queries, services
from zhifa.apps.planning.queries import LineOffer, LineRow
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import queries as trail
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import WordsPage, words_page
from zhifa.interfaces.frame.loop.planning import LINE_ACTS, DrawForm, LineForm, Scheduled, line_effect
from zhifa.interfaces.frame.loop.spec import Reasoned
from zhifa.interfaces.frame.parts import Act, button
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.web.places import picker
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import INSPECTORS
from zhifa.law.procedure.inspection_plan import COORDINATORS, INSPECTION_PLAN, PLANNERS

SHOWN = timedelta(days=90)


def desk(request: HttpRequest) -> HttpResponse:
    """Visits of my organ, the plan of all organs, and how many places have visits too close together."""
    by = acting.actor(request)
    today = clock.today()
    lines = [row for row in queries.lines(by, today) if row.state != "withdrawn"]
    places = inspections.calendar(by, today - timedelta(days=30), today + SHOWN)
    context = {
        "lines": lines,
        "visits": inspections.visits(by),
        "close": sum(p.close for p in places),
        "places": len(places),
        "may_plan": by.has(*PLANNERS),
        "may_visit": by.has(*INSPECTORS),
    }
    return render(request, "web/inspections.html", context)


def calendar(request: HttpRequest) -> HttpResponse:
    """Place by place, who comes when: what is too close stands first."""
    by = acting.actor(request)
    today, area = clock.today(), request.GET.get("area", "")
    areas = [a for a in registry.areas() if a.kind in ("township", "platform")]
    context = {
        "places": inspections.calendar(by, today - timedelta(days=30), today + SHOWN, area),
        "areas": areas,
        "area": area,
        "own": by.organ,
        "may_visit": by.has(*INSPECTORS),
        "days": queries.window(today),
    }
    return render(request, "web/calendar.html", context)


def fields(by: Actor, wanted: str) -> tuple[list[tuple[str, str]], str]:
    """Fields in which the own organ inspects, and the one that is asked for (or the first)."""
    labels = catalogue.domain_labels()
    own = [(d, labels.get(d, d)) for d in queries.fields_of(by.organ, clock.today())]
    codes = [d for d, _label in own]
    return own, wanted if wanted in codes else (codes[0] if codes else "")


@require_http_methods(["GET", "POST"])
def draw_up(request: HttpRequest) -> HttpResponse:
    """A new line."""
    by = acting.actor(request)
    own, domain = fields(by, request.GET.get("field", ""))
    form = LineForm(domain, **filled(request, "items", "places"))

    def act(who: Actor, at: datetime) -> object:
        return services.draw_up_line(by=who, at=at, draft=form.draft())

    shown = {
        "form": form,
        "fields": own,
        "field": domain,
        "title": _("编制检查计划"),
        "back": reverse("web:inspections"),
        "picker": picker(by, "places", request.POST),
    }
    return written(request, "web/plan_form.html", form, act, shown, _("已起草，报送前其他机关看不到"), _to_line)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, line: UUID) -> HttpResponse:
    """Another content of a draft."""
    by = acting.actor(request)
    row = _line(by, line)
    initial = {k: getattr(row, k) for k in ("title", "since", "until", "times")}
    initial |= {"items": row.item_codes, "places": [str(p.id) for p in row.places]}
    form = LineForm(row.domain, **filled(request, "items", "places", initial=initial))

    def act(who: Actor, at: datetime) -> object:
        return services.amend_line(by=who, at=at, line=line, draft=form.draft(), version=version_of(request))

    shown = {
        "form": form,
        "fields": [(row.domain, row.domain_label)],
        "field": row.domain,
        "title": _("修改计划"),
        "version": row.version,
        "back": reverse("web:plan_line", args=[line]),
        "picker": picker(by, "places", request.POST, initial["places"] if request.method == "GET" else ()),
    }
    return written(request, "web/plan_form.html", form, act, shown, _("已修改"), _to_line)


def filled(request: HttpRequest, *several: str, initial: dict[str, Any] | None = None) -> dict[str, Any]:
    """Arguments of a form with a search of places: a search keeps what was entered and refuses nothing yet."""
    if request.method != "POST":
        return {"initial": initial}
    if not searches(request):
        return {"data": request.POST, "initial": initial}
    return {"initial": {k: request.POST.getlist(k) if k in several else request.POST.get(k) for k in request.POST}}


def searches(request: HttpRequest) -> bool:
    """Looks for places; nothing is to be done."""
    return request.POST.get("intent") == "search"


def _to_line(done: Any) -> str:
    return reverse("web:plan_line", args=[done.pk])


def written(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Callable[[Actor, datetime], object],
    shown: dict[str, Any],
    said: str,
    to: Callable[[Any], str],
) -> HttpResponse:
    """A page that asks for words and does the act, or looks for places first."""
    if searches(request):
        return render(request, template, shown)
    page = WordsPage(template, shown, said, lambda done: to(done) if done is not None else shown["back"])
    return words_page(request, page, form, act)


def _line(by: Actor, line: UUID) -> LineRow:
    row = queries.line(by, line, clock.today())
    if row is None:
        raise Http404
    return row


def plan_line(request: HttpRequest, line: UUID) -> HttpResponse:
    """One line: what, where, who else comes there, and what can be done about it."""
    by = acting.actor(request)
    row = _line(by, line)
    drawn = inspections.draws(by, row.id)
    offers = queries.line_offers(by, row, clock.today())
    may_settle = by.has(*PLANNERS, *COORDINATORS) and row.state in ("drafted", "submitted", "approved")
    context = {
        "line": row,
        "acts": [_act(row, o) for o in offers],
        "overlaps": [(o, _merge(row, o) if may_settle else None) for o in row.overlaps],
        "may_settle": may_settle and row.state != "approved",
        "visits": inspections.of_line(by, row.id),
        "own": by.organ,
        "may_amend": row.state == "drafted" and by.organ == row.organ and by.has(*PLANNERS),
        "may_schedule": row.state == "approved" and by.has(*INSPECTORS),
        "may_draw": row.state == "approved" and by.has(*PLANNERS),
        "draws": drawn,
        "documents": documents.of_subjects(row.id),
        "entries": trail.story(row.id, *(d.id for d in drawn)),
    }
    return render(request, "web/plan_line.html", context)


def _act(row: LineRow, offer: LineOffer) -> Act:
    url = reverse("web:plan_act", args=[row.id, offer.act])
    return button(offer, LINE_ACTS[offer.act], url=url, effect=line_effect(offer.act), version=row.version)


def _merge(row: LineRow, overlap: Any) -> Act:
    return Act(
        label=_("合并为综合查一次"),
        url=reverse("web:plan_merge", args=[row.id, overlap.other_id]),
        effect=_("%(n)s 处并成一次检查，%(since)s 至 %(until)s 之间一起去")
        % {"n": len(overlap.places), "since": overlap.since, "until": overlap.until},
        icon="merge",
        primary=True,
        version=row.version,
    )


@require_http_methods(["GET", "POST"])
def plan_act(request: HttpRequest, line: UUID, act: str) -> HttpResponse:
    """GET asks for the words, POST does it."""
    by = acting.actor(request)
    row, spec = _line(by, line), LINE_ACTS.get(act)
    if spec is None:
        raise Http404
    form = spec.form(request.POST) if request.method == "POST" else spec.form()

    def do(who: Actor, at: datetime) -> object:
        return spec.call(who, at, line, form.cleaned_data, version_of(request)) or True

    back = reverse("web:plan_line", args=[line])
    shown = {
        "form": form,
        "spec": spec,
        "title": _(INSPECTION_PLAN.act_labels[act]),
        "about": row.title,
        "effect": line_effect(act),
        "version": row.version,
        "back": back,
    }
    return written(request, "web/act.html", form, do, shown, str(spec.quiet), lambda done: back)


@require_POST
def plan_merge(request: HttpRequest, line: UUID, other: UUID) -> HttpResponse:
    """合并为综合查一次."""
    done = perform(request, lambda who, at: visits.merge_lines(by=who, at=at, line=line, other=other, version=version_of(request)))
    quiet.tell(request, _("已合并为综合查一次，等参与机关同意后批准") if done else _("刚才已经提交过，没有重复办理"))
    return redirect("web:plan_line", done.pk if done else line)


@require_http_methods(["GET", "POST"])
def plan_waive(request: HttpRequest, line: UUID, other: UUID) -> HttpResponse:
    """不合并, with the reason."""
    by = acting.actor(request)
    row = _line(by, line)
    form = Reasoned(request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        reason = form.cleaned_data["reason"]
        return services.waive_merging(by=who, at=at, line=line, other=other, reason=reason, version=version_of(request))

    back = reverse("web:plan_line", args=[line])
    shown = {
        "form": form,
        "title": _("不合并并说明理由"),
        "about": row.title,
        "effect": _("两次检查分开进行，理由公开可查"),
        "version": row.version,
        "back": back,
    }
    return written(request, "web/act.html", form, act, shown, _("理由已记录"), lambda done: back)


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, line: UUID) -> HttpResponse:
    """Days for the places of an approved line."""
    by = acting.actor(request)
    row = _line(by, line)
    form = Scheduled(row, request.POST or None)
    back = reverse("web:plan_line", args=[line])
    shown = {
        "form": form,
        "title": _("安排到场日期"),
        "about": row.title,
        "effect": _("同一场所 %(n)s 日内还有别的检查的，会先提示") % {"n": queries.window(clock.today())},
        "back": back,
    }
    said = _("已安排，检查人员在手机上可见")
    return written(
        request, "web/act.html", form, lambda who, at: form.schedule(who, at, line), shown, said, lambda done: reverse("web:inspections")
    )


@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, line: UUID) -> HttpResponse:
    """双随机抽取: places of an approved line and the people who go there."""
    by = acting.actor(request)
    row = _line(by, line)
    form = DrawForm(row, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return visits.draw_at_random(by=who, at=at, line=line, version=version_of(request), **form.cleaned_data)

    back = reverse("web:plan_line", args=[line])
    shown = {
        "form": form,
        "title": _("双随机抽取"),
        "about": row.title,
        "effect": _("对象和人员一起抽；名单、种子和结果公开，谁都可以重算"),
        "version": row.version,
        "back": back,
    }
    return written(request, "web/act.html", form, act, shown, _("已抽取并安排，结果已公开"), lambda done: back)
