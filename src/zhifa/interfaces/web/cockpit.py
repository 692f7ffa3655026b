"""The county at a glance: every number opens exactly the rows that it counts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhifa.apps.appraisal import queries as appraisal
from zhifa.apps.dispatch import queries
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.parts import Figure
from zhifa.law.actors import Actor, Role
from zhifa.law.appraisal import DEFINITIONS
from zhifa.law.rulings import Denied, refusal

READERS = (Role.LEADER, Role.DISCIPLINE, Role.GUIDANCE, Role.DUTY_CHIEF, Role.DISPATCHER, Role.LEGAL_REVIEWER)


def _check(by: Actor) -> None:
    if not by.has(*READERS):
        raise Denied(refusal("cockpit_of_the_county"))


def cockpit(request: HttpRequest) -> HttpResponse:
    """Figures, places, the oldest open incidents, scores."""
    by = acting.actor(request)
    _check(by)
    seen = queries.cockpit(by, clock.now())
    rows = reverse("web:incidents")
    figures = [
        Figure(_("未结"), seen.open, f"{rows}?view=open", _("待立案与办理中的事件"), icon="inbox"),
        Figure(_("超时"), seen.late, f"{rows}?view=late", _("有时限已过的未结事件"), level="late" if seen.late else "", icon="late"),
        Figure(
            _("已报县领导"), seen.escalated, f"{rows}?view=escalated_leader", _("超时后经值班长仍未办的未结事件"),
            level="late" if seen.escalated else "", icon="alert",
        ),
        Figure(_("权属待定"), seen.unsettled, f"{rows}?view=unsettled", _("有事项等待裁定由谁办理"), icon="law"),
        Figure(
            _("断头"), seen.dead_ends, f"{rows}?view=dead_ends", _("没有责任人或没有时限的未结事件，应当始终为 0"),
            level="late" if seen.dead_ends else "done", icon="alert",
        ),
    ]  # fmt: skip
    shares = appraisal.shares(by)
    context = {"figures": figures, "seen": seen, "shares": shares, "wall": request.GET.get("wall") == "1"}
    return render(request, "web/cockpit.html", context)


def scores(request: HttpRequest, indicator: str) -> HttpResponse:
    """The rows behind an indicator, with the facts of each."""
    by = acting.actor(request)
    _check(by)
    if indicator not in DEFINITIONS:
        raise Http404
    value = {"yes": True, "no": False}.get(request.GET.get("value", ""))
    found = appraisal.score_rows(by, indicator, request.GET.get("team", ""), value)
    return render(request, "web/scores.html", {"definition": DEFINITIONS[indicator], "scores": found})
