"""Home of those who act for one team, organ or township: what waits for me, what is late, what came back, what is under way."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhifa.apps.cases import queries as cases
from zhifa.apps.dispatch import queries
from zhifa.apps.dispatch.queries import DispatchRow
from zhifa.apps.trail.tally import Tally
from zhifa.interfaces.frame import acting, clock
from zhifa.interfaces.frame.loop import DISPATCH_ACTS
from zhifa.interfaces.frame.loop.clocks import policy_deadline
from zhifa.interfaces.frame.parts import Act
from zhifa.interfaces.web.incident import dispatch_act
from zhifa.law.actors import Actor, Role

WAITS_FOR: dict[Role, tuple[str, ...]] = {
    Role.SQUAD_LEADER: ("dispatched", "received", "on_site", "correcting", "penalising", "in_case", "rework", "unsettled"),
    Role.PROFESSIONAL: ("dispatched", "received", "on_site", "correcting", "penalising", "in_case", "rework", "handing_over", "unsettled"),
    Role.REGULATOR: ("handing_over",),
    Role.VERIFIER: ("handled",),
    Role.GUIDANCE: ("unsettled",),
    Role.TOWNSHIP_COMMANDER: (
        "dispatched",
        "received",
        "on_site",
        "correcting",
        "penalising",
        "in_case",
        "handled",
        "rework",
        "handing_over",
    ),
    Role.OFFICER: ("dispatched", "received", "on_site", "correcting", "penalising", "in_case", "rework", "unsettled"),
    Role.AUXILIARY: ("dispatched", "received", "on_site", "correcting", "rework"),
}
TITLES: dict[Role, object] = {
    Role.SQUAD_LEADER: gettext_lazy("中队任务"),
    Role.PROFESSIONAL: gettext_lazy("专业队任务"),
    Role.REGULATOR: gettext_lazy("移交给本部门的"),
    Role.VERIFIER: gettext_lazy("等待核实"),
    Role.GUIDANCE: gettext_lazy("权属待裁定和待提级"),
    Role.TOWNSHIP_COMMANDER: gettext_lazy("本乡镇正在办理"),
    Role.OFFICER: gettext_lazy("本队任务和我的案件"),
    Role.AUXILIARY: gettext_lazy("本队任务"),
}


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task with its clock and the reader's acts."""

    row: DispatchRow
    deadline: object
    acts: tuple[Act, ...]
    url: str


def _duty(by: Actor) -> Role | None:
    return next((role for role in WAITS_FOR if by.has(role)), None)


def _rows(by: Actor) -> tuple[DispatchRow, ...]:
    duty = _duty(by)
    return queries.dispatches(by, states=WAITS_FOR[duty], marked=duty == Role.GUIDANCE) if duty else ()


def waiting_tasks(by: Actor) -> Tally | int:
    """For the top bar."""
    duty = _duty(by)
    return queries.count_tasks(by, states=WAITS_FOR[duty], marked=duty == Role.GUIDANCE) if duty else 0


def came_late(by: Actor) -> Tally | int:
    """For the top bar."""
    duty = _duty(by)
    return queries.count_tasks(by, states=WAITS_FOR[duty], late=True, marked=duty == Role.GUIDANCE) if duty else 0


def tasks(request: HttpRequest) -> HttpResponse:
    """Three columns: late, came back, waiting; as a live part only those."""
    by = acting.actor(request)
    cards = [_card(by, r) for r in _rows(by)]
    now = clock.now()
    late = [c for c in cards if c.row.due_at and c.row.due_at < now]
    back = [c for c in cards if c not in late and (c.row.rework_count or c.row.returned)]
    duty = _duty(by)
    context = {
        "late": late,
        "back": back,
        "waiting": [c for c in cards if c not in late and c not in back],
        "title": TITLES[duty] if duty else _("待办"),
        "total": len(cards),
        "own_area": queries.incidents(by, "open", at=now) if by.has(Role.TOWNSHIP_COMMANDER) else None,
        "my_cases": cases.my_open_cases(by) if by.certificate else (),
        "my_ordinary": cases.ordinary_waiting(by) if by.certificate else (),
        "may_report": by.has(Role.TOWNSHIP_COMMANDER, Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.REGULATOR, Role.OFFICER, Role.AUXILIARY),
        "points": [
            {
                "lon": float(c.row.lon),
                "lat": float(c.row.lat),
                "label": c.row.matter_name,
                "url": c.url,
                "level": "late" if c in late else "",
            }
            for c in cards
            if c.row.lon is not None and c.row.lat is not None
        ],
    }
    part = request.headers.get("X-Live")
    return render(request, "web/parts/task_columns.html" if part else "web/tasks.html", context)


def _card(by: Actor, row: DispatchRow) -> TaskCard:
    acts = tuple(dispatch_act(o, row) for o in queries.dispatch_offers(by, row) if o.act in DISPATCH_ACTS)
    primary = tuple(a for a in acts if a.primary) or acts[:1]
    return TaskCard(
        row, policy_deadline(row.due_at, row.due_basis, row.received_at), primary, reverse("web:incident", args=[row.incident_number])
    )
