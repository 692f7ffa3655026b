"""What rulings on posts and people are asked with: penalties that moved, balances of any day, whose a person is on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from zhifa.apps.catalogue.queries.snapshot import snapshot as catalogue_snapshot
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.models import Person
from zhifa.apps.staffing.models import PostCap, PostEntry, StaffFact, StaffRelation, Stationing
from zhifa.law.staffing import RELATIONS, Department, Move

TEAMS = ("squad", "integrated")
Accounts = dict[tuple[str, str], int]


def on(day: date) -> Q:
    """Rows that hold on a day."""
    return (Q(since=None) | Q(since__lte=day)) & (Q(until=None) | Q(until__gt=day))


def penalties(organ: str, domains: str, day: date) -> tuple[int, int]:
    """How many matters its fields have on a day, and how many of them another organ punishes: asked at one place of the county, as what
    townships hold was the bureau's before (2 queries)."""
    known = catalogue_snapshot()
    place = min(known.index.places)
    matters = [m for domain in domains.split("、") for m in known.of_domain.get(domain, ()) if m.valid(day)]
    moved = sum(known.index.on("penalty", m.code, m.domain, place, day).holder not in ("", organ) for m in matters)
    return len(matters), moved


def department(fact: StaffFact | None, organ: str, domains: str, day: date) -> Department:
    """A department as the rules of transfer see it (2 queries)."""
    matters, moved = penalties(organ, domains, day)
    if fact is None:
        return Department(matters, moved)
    return Department(matters, moved, fact.team, fact.supervising, fact.officers)


def balances(entries: Iterable[PostEntry], day: date) -> Accounts:
    """(organ, kind) → posts on a day."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        if entry.effective_on <= day:
            _enter(found, entry)
    return dict(found)


def available(entries: Iterable[PostEntry], organ: str, kind: str, day: date) -> int:
    """The least that an account has on this day or any later one, with what is entered already."""
    held = lowest = 0
    for step in sorted({day, *(e.effective_on for e in entries if e.effective_on > day)}):
        held = balances(entries, step).get((organ, kind), 0)
        lowest = held if step == day else min(lowest, held)
    return lowest


def _enter(found: Counter[tuple[str, str]], entry: PostEntry) -> None:
    found[entry.destination.code, entry.kind] += entry.count
    if entry.source:
        found[entry.source.code, entry.kind] -= entry.count


def entries(tenant: str) -> list[PostEntry]:
    """All, oldest first (1 query)."""
    return list(PostEntry.objects.filter(tenant=tenant).select_related("source", "destination", "transfer"))


def cap_on(tenant: str, day: date) -> PostCap | None:
    """The approved total in force on a day (1 query)."""
    return PostCap.objects.filter(tenant=tenant, since__lte=day).order_by("-since").first()


def asked(tenant: str, move: Move) -> tuple[Accounts, int, int | None]:
    """Balances of the day of effect, what the source has from then on, the approved total (2 queries)."""
    held, cap = entries(tenant), cap_on(tenant, move.effective_on)
    there = available(held, move.source, move.kind, move.effective_on)
    return balances(held, move.effective_on), there, cap.count if cap else None


@dataclass(frozen=True, slots=True)
class Held:
    """One relation of a person on a day: with which organ (code), since when it is known. `derived`: no row says so, it follows from organ,
    team and stationing."""

    organ: str
    since: date | None = None
    derived: bool = True
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """The relations of a person by kind; `earmarked`: 专编专用; `host`: where the person is stationed ("" nowhere)."""

    person: Any
    relations: dict[str, Held]
    earmarked: bool
    host: str


def people(tenant: str) -> list[Person]:
    """Everybody who serves in a squad or in an integrated team (1 query)."""
    found = Person.objects.filter(tenant=tenant, active=True, team__kind__in=TEAMS)
    return list(found.select_related("organ", "team__seat").order_by("team__code", "code"))


def whose(persons: Iterable[Person], day: date) -> list[Whose]:
    """Whose these people are on a day (3 queries)."""
    known = list(persons)
    ids = [p.pk for p in known]
    stationed = {s.person_id: s for s in Stationing.objects.filter(on(day), person__in=ids).select_related("host")}
    stated: dict[Any, dict[str, StaffRelation]] = {}
    for row in StaffRelation.objects.filter(on(day), person__in=ids).select_related("organ").order_by("since", "id"):
        stated.setdefault(row.person_id, {})[row.kind] = row
    return [_whose(p, stated.get(p.pk, {}), stationed.get(p.pk)) for p in known]


def _whose(person: Person, stated: dict[str, StaffRelation], stationed: Stationing | None) -> Whose:
    implied = {kind: Held(person.organ.code) for kind in RELATIONS} | {"command": _commander(person, stationed)}
    said = {kind: Held(row.organ.code, row.since, False, row.layer) for kind, row in stated.items()}
    establishment = stated.get("establishment")
    of_a_team = person.team is not None and person.team.kind in TEAMS and not person.auxiliary
    earmarked = establishment.earmarked if establishment else of_a_team
    return Whose(person, implied | said, earmarked, stationed.host.code if stationed else "")


def _commander(person: Person, stationed: Stationing | None) -> Held:
    """The host of the stationed, the government of the squad's seat, else the own organ."""
    if stationed:
        return Held(stationed.host.code, stationed.since, True, stationed.layer)
    seat = person.team.seat.code if person.team and person.team.seat else ""
    government = registry.snapshot().governments.get(seat)
    return Held(government.code if government else person.organ.code)
