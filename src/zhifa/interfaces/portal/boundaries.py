"""Boundary cards: for one kind of thing who fines, what the former department still does, what was ruled, what nobody has answered.

For residents and for dispatchers, whose desk links here while they route."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.incidents.queries.matching import MATCHER
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame.caching import by_data
from zhifa.interfaces.frame.standing import power_names
from zhifa.interfaces.portal import asking
from zhifa.interfaces.portal.days import asked_day
from zhifa.interfaces.portal.who import DATA

LONGEST = 200
SHOWN = 10
NAMED = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One domain. `matters`: those that were asked for, at most eight, of `count`; `keeps`, `loses`: powers in words."""

    domain: str
    label: str
    duty: catalogue.DutyRow | None
    phone: str
    keeps: tuple[str, ...]
    loses: tuple[str, ...]
    matters: tuple[catalogue.MatterRow, ...]
    count: int
    precedents: tuple[precedents.PrecedentRow, ...]
    open_points: tuple[catalogue.OpenPointRow, ...]


@require_GET
@by_data(*DATA, precedents.VERSION, MATCHER)
def boundaries(request: HttpRequest) -> HttpResponse:
    """All domains, or those of one matter or of what the words may mean (4 queries)."""
    day, what = asked_day(request), request.GET.get("what", "").strip()[:LONGEST]
    one = catalogue.matter(request.GET.get("matter", ""))
    matters = (one,) if one else _meant(what, day) if what else catalogue.matters()
    page = Paginator(_cards(matters, day, bool(one or what)), SHOWN).get_page(request.GET.get("page"))
    return render(request, "portal/boundaries.html", {"what": what, "matter": one, "page": page, "day": day})


def _meant(what: str, day: date) -> tuple[catalogue.MatterRow, ...]:
    """Matters that have the words; else what the words may mean."""
    return catalogue.matters(text=what) or tuple(h.matter for h in asking.ask(what, "", day).held)


def _cards(matters: Iterable[catalogue.MatterRow], day: date, asked: bool) -> list[Card]:
    """One for each domain that has such matters, in the order of the plan."""
    found: defaultdict[str, list[catalogue.MatterRow]] = defaultdict(list)
    for row in matters:
        found[row.domain].append(row)
    ruled = [p for p in precedents.precedents(tenant_default(), day) if p.in_force]
    labels = catalogue.domain_labels()
    order = [d for d in (*labels, *(d for d in found if d not in labels)) if d in found]
    return [_card(domain, labels.get(domain, domain), found[domain], ruled, asked) for domain in order]


def _card(domain: str, label: str, rows: list[catalogue.MatterRow], ruled: list[precedents.PrecedentRow], asked: bool) -> Card:
    codes = {row.code for row in rows}
    duty, powers = catalogue.duty(domain), power_names()
    organ = registry.organ(duty.organ) if duty else None
    return Card(
        domain=domain,
        label=label,
        duty=duty,
        phone=organ.phone if organ else "",
        keeps=tuple(name for p, name in powers.items() if p in duty.keeps) if duty else (),
        loses=tuple(name for p, name in powers.items() if p in duty.loses) if duty else (),
        matters=tuple(rows[:NAMED]) if asked else (),
        count=len(rows),
        precedents=tuple(p for p in ruled if p.matter_code in codes),
        open_points=tuple(p for p in catalogue.open_points() if p.domain == domain),
    )
