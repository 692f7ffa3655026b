"""Which planned visits come to one place too close together, and when one joint visit could take their place.

Pure: keys, names of places and days in; pairs and windows out. Who must merge and who may say no is the law's question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Planned:
    """Somebody means to come to `place` on one day between `since` and `until` (both included). `key` names the plan."""

    key: Hashable
    place: Hashable
    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"{self.key}: the window ends on {self.until} before it begins on {self.since}")


@dataclass(frozen=True, slots=True)
class Close:
    """Two plans for one place. `gap`: days between their windows, 0 when they overlap."""

    first: Hashable
    second: Hashable
    place: Hashable
    gap: int


def gap_days(one: Planned, other: Planned) -> int:
    """Days from the end of the earlier window to the start of the later one; 0 when they share a day."""
    return max(0, (max(one.since, other.since) - min(one.until, other.until)).days)


def close_visits(planned: Iterable[Planned], days: int) -> tuple[Close, ...]:
    """Every pair of different plans for one place whose windows lie at most `days` apart, each once, in order of time."""
    by_place: defaultdict[Hashable, list[Planned]] = defaultdict(list)
    for one in planned:
        by_place[one.place].append(one)
    found: list[Close] = []
    for place, plans in by_place.items():
        plans.sort(key=lambda p: (p.since, p.until, str(p.key)))
        found += _close_at(place, plans, days)
    return tuple(found)


def _close_at(place: Hashable, plans: Sequence[Planned], days: int) -> Iterable[Close]:
    reaching: list[Planned] = []
    for later in plans:
        reaching = [p for p in reaching if (later.since - p.until).days <= days]
        yield from (Close(p.key, later.key, place, gap_days(p, later)) for p in reaching if p.key != later.key)
        reaching.append(later)


def joint_window(one: Planned, other: Planned) -> tuple[date, date]:
    """The days that both plans allow; where they share none, the days between the two windows, their ends included."""
    since, until = max(one.since, other.since), min(one.until, other.until)
    return (since, until) if since <= until else (until, since)
