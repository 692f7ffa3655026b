"""Boundary cards: for one kind of thing who fines, what the former department still does, what was ruled, what nobody has answered.

For residents on a page of their own and for dispatchers beside the incident that they route (R99)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame.standing import power_names

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


def cards(matters: Iterable[catalogue.MatterRow], day: date, *, asked: bool) -> list[Card]:
    """One for each domain that has such matters, in the order of the plan (2 queries). `asked`: the matters were asked for, not just all
    of them."""
    found: defaultdict[str, list[catalogue.MatterRow]] = defaultdict(list)
    for row in matters:
        found[row.domain].append(row)
    ruled = [p for p in precedents.precedents(tenant_default(), day) if p.in_force]
    labels = catalogue.domain_labels()
    order = [d for d in (*labels, *(d for d in found if d not in labels)) if d in found]
    return [_card(domain, labels.get(domain, domain), found[domain], ruled, asked) for domain in order]


def by_matter(codes: Iterable[str], day: date) -> dict[str, Card]:
    """Matter → the card of its domain with what was ruled on that matter; unknown matters are left out (2 queries, none for none)."""
    rows = [row for code in dict.fromkeys(codes) if (row := catalogue.matter(code))]
    return {row.code: cards((row,), day, asked=True)[0] for row in rows}


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
