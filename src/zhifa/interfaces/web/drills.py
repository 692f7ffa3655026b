"""Drills: the command centre sends, teams answer, everybody sees who answered in time; and looks for directives outside of the platform."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.queries import drills as queries
from zhifa.apps.appraisal.queries.drills import DrillRow
from zhifa.apps.catalogue.queries.exporting import Table
from zhifa.apps.trail.tally import Tally
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.act_page import ActPage, WordsPage, act_page, words_page
from zhifa.interfaces.frame.loop import reform as loop
from zhifa.interfaces.frame.loop.reform import CALL_ACTS, DRILL_ACTS, Looking, Sending
from zhifa.interfaces.web.reform import READERS, saved, tabs
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.drill import DRILL_CALL, SENDERS

ANSWER, CALL_OFF = (DRILL_CALL.act_labels[act] for act in ("answer", "call_off"))


def waiting_drills(by: Actor) -> Tally | int:
    """For the top bar."""
    return queries.count_waiting(by)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Drills, the newest first; for the county beside them the looks for directives outside of the platform."""
    by, now = acting.actor(request), clock.now()
    rows = queries.drills(by, now)
    if request.GET.get("format") == "csv":
        return saved(_table(rows), "drills.csv")
    county = by.has(*READERS)
    context = {
        "pages": tabs() if county else [],
        "drills": rows,
        "samples": queries.samples(by) if county else (),
        "county": county,
        "may_send": not by.roles.isdisjoint(SENDERS),
        "may_look": by.has(Role.GUIDANCE),
    }
    return render(request, "web/drills.html", context)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """A drill order."""
    permissions.check_send(acting.actor(request))
    shown = _shown(_("发出演练指令"), _("演练，不是真实任务"), _("各队收到后在时限内应答，迟到的照记"))
    form = Sending(request.POST if request.method == "POST" else None)
    return _words(request, shown, _("演练指令已发出"), form, loop.send)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """A look at the books of a team."""
    permissions.check_sample(acting.actor(request))
    about = _("翻看队伍的值班记录、通话和纸面单据，数一数有多少条指令没有走平台")
    shown = _shown(_("登记指令抽查"), about, _("计入“指令走平台”，每支队伍按最近一次抽查"))
    form = Looking(request.POST if request.method == "POST" else None)
    return _words(request, shown, _("抽查已登记"), form, loop.look)


def _shown(title: str, about: str, effect: str) -> dict[str, Any]:
    return {"title": title, "about": about, "effect": effect, "back": reverse("web:drills")}


def _words(request: HttpRequest, shown: dict[str, Any], said: str, form: Any, call: Any) -> HttpResponse:
    def act(by: Actor, at: datetime) -> object:
        return call(by, at, form.cleaned_data)

    return words_page(request, WordsPage("web/act.html", shown, said, lambda done: reverse("web:drills")), form, act)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, call: UUID) -> HttpResponse:
    """The own team answers."""
    by, spec = acting.actor(request), CALL_ACTS["answer"]
    row = queries.call(by, call, clock.now())
    if row is None:
        raise Http404
    shown = {
        **_shown(_(ANSWER), f"{row.title} · {row.team_name}", row.words),
        "spec": spec,
        "version": row.version,
    }
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("web/act.html", call, reverse("web:drills"), shown), spec, form)


@require_http_methods(["GET", "POST"])
def call_off(request: HttpRequest, drill: UUID) -> HttpResponse:
    """Something real happened."""
    by, spec = acting.actor(request), DRILL_ACTS["call_off"]
    row = next((d for d in queries.drills(by, clock.now()) if d.id == drill), None)
    if row is None:
        raise Http404
    shown = {**_shown(_(CALL_OFF), row.title, _("没有应答的不再应答，这次演练对它们不算数")), "spec": spec}
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("web/act.html", drill, reverse("web:drills"), shown), spec, form)


def _table(rows: tuple[DrillRow, ...]) -> Table:
    heads = _("演练名称"), _("发出时间"), _("时限（分钟）"), _("队伍"), _("状态"), _("应答"), _("用时（分钟）"), _("按时")
    yes = {True: _("是"), False: _("否"), None: ""}
    cells = tuple(
        (
            d.title, f"{timezone.localtime(d.sent_at):%Y-%m-%d %H:%M}", str(d.limit), c.team_name, _(c.state_label), c.answer,
            "" if c.minutes is None else str(c.minutes), yes[c.in_time],
        )
        for d in rows
        for c in d.calls
    )  # fmt: skip
    return Table(heads, cells, ())
