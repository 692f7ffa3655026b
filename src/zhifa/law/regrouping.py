"""Work of the bureau's units (R46): how loaded each is, which matters several of them handle, and what another grouping would change.

Load is working time against the time that certified people have. It says where people are needed and is no merit of anybody:
neither fines nor numbers of cases enter an appraisal (处罚法 74).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from zhifa.law.book import Book, Settings
from zhifa.law.calendar import DAYS_OF_YEAR
from zhifa.law.money import PERCENT, TENTH, ZERO

KINDS = {"task": "派遣处置", "visit": "行政检查", "summary_case": "简易程序案件", "ordinary_case": "普通程序案件"}


class Work(NamedTuple):
    """`pieces` of one kind that a unit did in one matter ("" for a whole domain, or where none is named)."""

    unit: str
    domain: str
    matter: str
    kind: str
    pieces: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Hours that a piece of each kind takes, and hours that one person has in a year. Records of fewer than `least_days` days give no
    forecast. `assumed`: no document states the numbers; `lacking`: parameters that the county has not set."""

    hours: dict[str, Decimal]
    person: Decimal
    least_days: int
    assumed: bool = False
    lacking: tuple[str, ...] = ()


def scale(book: Book, day: date) -> Scale:
    """The county's numbers in force on the day."""
    said = Settings(book, "units", day)
    hours = {kind: said.number(f"hours.{kind}") for kind in KINDS}
    person, least = said.number("hours.person_year"), said.number("least_days")
    return Scale(hours, person, int(least), said.assumed, tuple(said.lacking))


@dataclass(frozen=True, slots=True)
class Load:
    """Of one unit: `hours` as recorded, `yearly` the same for a year, `capacity` hours of its people. `percent` None: nothing to divide by,
    or records too short for a forecast."""

    unit: str
    people: int
    hours: Decimal
    yearly: Decimal | None
    capacity: Decimal
    percent: Decimal | None


def loads(people: dict[str, int], works: Iterable[Work], by: Scale, days: int) -> dict[str, Load]:
    """Unit → load. `people`: certified ones of each unit; `days`: how many days the records cover (at most a year is counted)."""
    hours: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for work in works:
        hours[work.unit] += by.hours[work.kind] * work.pieces
    return {unit: _load(unit, number, hours[unit], by, days) for unit, number in people.items()}


def _load(unit: str, people: int, hours: Decimal, by: Scale, days: int) -> Load:
    capacity = by.person * people
    known = not by.lacking and days > 0 and days >= by.least_days
    yearly = (hours * DAYS_OF_YEAR / min(days, DAYS_OF_YEAR)).quantize(TENTH, ROUND_HALF_UP) if known else None
    percent = (yearly * PERCENT / capacity).quantize(TENTH, ROUND_HALF_UP) if yearly is not None and capacity else None
    return Load(unit, people, hours, yearly, capacity, percent)


@dataclass(frozen=True, slots=True)
class Overlap:
    """A matter that several units handled: unit → pieces, the one with most first."""

    domain: str
    matter: str
    units: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """Pieces of all of them."""
        return sum(n for _unit, n in self.units)


def overlaps(works: Iterable[Work]) -> tuple[Overlap, ...]:
    """Matters of more than one unit, those of most units first; work without a named matter is left out."""
    found: defaultdict[tuple[str, str], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for work in works:
        if work.matter:
            found[work.domain, work.matter][work.unit] += work.pieces
    rows = [
        Overlap(domain, matter, tuple(sorted(units.items(), key=lambda u: (-u[1], u[0]))))
        for (domain, matter), units in found.items()
        if len(units) > 1
    ]
    return tuple(sorted(rows, key=lambda o: (-len(o.units), -o.count, o.matter)))


@dataclass(frozen=True, slots=True)
class Move:
    """What goes from one unit to another: a domain, or single matters of any domain (then `domain` is "")."""

    source: str
    target: str
    domain: str = ""
    matters: tuple[str, ...] = ()

    def takes(self, work: Work) -> bool:
        """This piece goes over."""
        if work.unit != self.source:
            return False
        return work.matter in self.matters if self.matters else bool(self.domain) and work.domain == self.domain


def regrouped(works: Sequence[Work], move: Move) -> tuple[Work, ...]:
    """The same work with other hands; nothing is lost and nothing added."""
    return tuple(work._replace(unit=move.target) if move.takes(work) else work for work in works)


@dataclass(frozen=True, slots=True)
class Change:
    """Load of one unit before and after."""

    before: Load
    after: Load

    @property
    def differs(self) -> bool:
        """The move touches it."""
        return self.before.hours != self.after.hours


def tried(people: dict[str, int], works: Sequence[Work], move: Move, by: Scale, days: int) -> tuple[Change, ...]:
    """Every unit as it is and as it would be, in the order of `people`. People stay where they are: only matters move."""
    before, after = loads(people, works, by, days), loads(people, regrouped(works, move), by, days)
    return tuple(Change(before[unit], after[unit]) for unit in people)
