"""Registers of the reform: who may punish since when (R43), who holds which power of a bundle (R36), and matters that nobody acts on
after they were moved (R46)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from zhifa.law.authority import TOWNSHIP, Grant
from zhifa.law.authority_index import Index
from zhifa.law.calendar import Calendar
from zhifa.law.reform_items import CLASSES, COMPREHENSIVE, Held

BUNDLE = ("penalty", "investigation", "coercion")
KEPT = ("licence", "supervision")


class Stand(NamedTuple):
    """An organ may punish from `since` until before `until` (None: not stated) as one kind of holder, on these mandates (codes)."""

    since: date | None
    until: date | None
    kind: str
    mandates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """An organ that may or might punish, with all its terms."""

    organ: str
    stands: tuple[Stand, ...]

    def kinds(self, day: date) -> tuple[str, ...]:
        """As what it may punish on the day; empty: it is no subject then."""
        found = {s.kind for s in self.stands if (s.since is None or s.since <= day) and (s.until is None or day < s.until)}
        return tuple(kind for kind in CLASSES if kind in found)


def subjects(grants: Iterable[Grant]) -> tuple[Subject, ...]:
    """Every organ that a grant of the penalty power ever made a subject, by code. A township is one from the publication of its list on."""
    found: defaultdict[str, defaultdict[tuple[date | None, date | None, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    for grant in grants:
        since, public = grant.since, grant.needs_publication or grant.holder_kind == TOWNSHIP
        if grant.power != "penalty" or (public and grant.published_on is None):
            continue
        if public and grant.published_on:
            since = max(since or date.min, grant.published_on)
        found[grant.holder][since, grant.until, grant.holder_kind].add(grant.mandate)
    return tuple(
        Subject(organ, tuple(Stand(*key, tuple(sorted(mandates))) for key, mandates in sorted(stands.items(), key=_order)))
        for organ, stands in sorted(found.items())
    )


def _order(item: tuple[tuple[date | None, date | None, str], set[str]]) -> tuple[date, date, str]:
    since, until, kind = item[0]
    return since or date.min, until or date.max, kind


@dataclass(frozen=True, slots=True)
class Shift:
    """Organs that became and ceased to be subjects on a day."""

    day: date
    count: int
    came: tuple[str, ...]
    went: tuple[str, ...]


def shifts(found: Sequence[Subject], days: Sequence[date]) -> tuple[Shift, ...]:
    """How many subjects there are on each of the days, with who came and went since the day before it in the list."""
    rows: list[Shift] = []
    before: frozenset[str] | None = None
    for day in days:
        now = frozenset(s.organ for s in found if s.kinds(day))
        came, went = (now - before, before - now) if before is not None else (frozenset(), frozenset())
        rows.append(Shift(day, len(now), tuple(sorted(came)), tuple(sorted(went))))
        before = now
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Matters of a domain that are alike, in the areas that are alike (empty: all others). `holders`: power → organs; `teams`: of the
    penalty. `whole`: one organ holds penalty, investigation and coercion."""

    domain: str
    matters: tuple[str, ...]
    areas: tuple[str, ...]
    holders: Mapping[str, tuple[str, ...]]
    kinds: tuple[str, ...]
    teams: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """The three powers are in one hand."""
        held = {self.holders[power] for power in BUNDLE}
        return len(held) == 1 and len(next(iter(held))) == 1


def bundles(index: Index, matters: Iterable[tuple[str, str]], day: date) -> tuple[Bundle, ...]:
    """(matter, domain) by who holds the powers on the day: one row for each domain, and one for what differs from it."""
    alike: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for matter, domain in matters:
        alike[domain, *(id(index.subject(power, matter, domain)) for power in (*BUNDLE, *KEPT))].append(matter)
    rows: dict[tuple[object, ...], Bundle] = {}
    for key, codes in alike.items():
        for row in _bundle(index, str(key[0]), codes, day):
            same = row.domain, row.areas, tuple(row.holders.items()), row.kinds, row.teams
            held = rows.get(same)
            rows[same] = replace(held, matters=(*held.matters, *row.matters)) if held else row
    return tuple(sorted(rows.values(), key=lambda b: (b.domain, len(b.areas), -len(b.matters), b.matters)))


def _bundle(index: Index, domain: str, codes: list[str], day: date) -> list[Bundle]:
    found = {power: index.subject(power, codes[0], domain) for power in (*BUNDLE, *KEPT)}
    special = sorted({area for subject in found.values() for area in subject.local} & set(index.places))
    elsewhere = next((area for area in index.places if area not in special), "")
    by_holders: defaultdict[tuple[tuple[tuple[str, tuple[str, ...]], ...], str, str], list[str]] = defaultdict(list)
    for area in (elsewhere, *special):
        held = {power: index.line(subject, area).on(day) for power, subject in found.items()}
        holders = tuple((power, ((h.holder,) if h.status == "held" else h.rivals)) for power, h in held.items())
        penalty = held["penalty"]
        team = penalty.grant.team if penalty.grant else ""
        by_holders[holders, penalty.holder_kind, team].append(area)
    return [
        Bundle(domain, tuple(codes), () if elsewhere in areas else tuple(areas), dict(holders), (kind,), (team,))
        for (holders, kind, team), areas in by_holders.items()
    ]


@dataclass(frozen=True, slots=True)
class Moved:
    """A moved matter. `moved_on` None: no source states the day. `leads`, `actions`: their days, in order."""

    code: str
    name: str
    domain_name: str
    moved_on: date | None
    leads: tuple[date, ...]
    actions: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Vacuum:
    """A matter with leads and no action. `since`: from when it is counted; `dated`: that is the day of the transfer, else the first lead's.
    `before`: leads in the year before it, `leads`: since then. `open`: the days are not over yet."""

    code: str
    name: str
    domain_name: str
    since: date
    dated: bool
    before: int
    leads: int
    due: date
    open: bool


def moved_on(held: Held) -> date | None:
    """The first day on which the bureau or a township holds the penalty, when somebody else held it before."""
    for start, kinds in zip(held.starts, held.kinds, strict=True):
        if not COMPREHENSIVE.isdisjoint(kinds):
            return None if start == date.min else start
    return None


def vacuum(matters: Iterable[Moved], day: date, days: int) -> tuple[Vacuum, ...]:
    """Matters with leads on which nobody acted within `days` of the transfer, those whose days are over first."""
    found = []
    for one in matters:
        leads = [d for d in one.leads if d <= day and (one.moved_on is None or d >= one.moved_on)]
        if not leads or (one.moved_on and one.moved_on > day):
            continue
        since = one.moved_on or leads[0]
        due = since + timedelta(days=days)
        if any(since <= d <= min(due, day) for d in one.actions):
            continue
        before = sum(1 for d in one.leads if Calendar.add_years(since, -1) <= d < since)
        found.append(Vacuum(one.code, one.name, one.domain_name, since, one.moved_on is not None, before, len(leads), due, day < due))
    return tuple(sorted(found, key=lambda v: (v.open, v.due, v.code)))
