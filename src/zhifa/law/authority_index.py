"""All grants as one index: for every power, matter and place the holder of each span between two days on which anything changes.

A lookup asks no rule: it finds the line of the subject at the place and the span of the day. It says what `authority.rule` says
(tests/law/test_authority_index.py); reasons and considered others are asked of the rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from zhifa.law.authority import BUREAU, TOWNSHIP, Cover, Grant, Place, rank

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Plate:
    """A name that an organ bears on documents, half-open in time; of several the first counts."""

    organ: str
    name: str
    since: date | None
    until: date | None


class Holding(NamedTuple):
    """Who holds a power in one span. `status`: held, contested, unclear; names are "" where nobody holds it. `squads`: how many serve
    the place when the county's bureau needs one (1 otherwise); `stamped`: the holder bears a main plate; `rivals`: organs that
    contest; `unpublished`: empowerments that are in force on paper only."""

    status: str
    holder: str = ""
    holder_kind: str = ""
    acting_identity: str = ""
    team: str = ""
    commander: str = ""
    grant: Grant | None = None
    squads: int = 1
    stamped: bool = True
    rivals: tuple[str, ...] = ()
    unpublished: tuple[Grant, ...] = ()


class Line(NamedTuple):
    """`starts`: first days of the spans, the first one is `date.min`; `holdings`: one for each."""

    starts: tuple[date, ...]
    holdings: tuple[Holding, ...]

    def on(self, day: date) -> Holding:
        """The holding on a day."""
        return self.holdings[bisect_right(self.starts, day) - 1]

    def spans(self) -> Iterator[tuple[date, date, Holding]]:
        """(first day, first day after, holding); `date.min` and `date.max` stand for no limit."""
        yield from zip(self.starts, (*self.starts[1:], date.max), self.holdings, strict=True)


@dataclass(slots=True)
class Subject:
    """What is granted alike: the grants of one power over a matter or a domain, those of the whole county and those of single areas
    (positions in the index). `lines`: filled as they are asked for."""

    everywhere: tuple[int, ...]
    local: dict[str, tuple[int, ...]]
    lines: dict[tuple[str, bool], Line] = field(default_factory=dict)

    def at(self, area: str) -> tuple[int, ...]:
        """Grants that concern an area."""
        return self.local.get(area, self.everywhere)


class Index:
    """`places`: area code → place; `plates`: main plates. The index of one state of the catalogue: it never changes."""

    def __init__(self, grants: Iterable[Grant], cover: Iterable[Cover], places: Mapping[str, Place], plates: Iterable[Plate]) -> None:
        self.grants = tuple(grants)
        self.places = places
        self._plates = _grouped((p.organ, p) for p in plates)
        self._cover = _grouped((c.area, c) for c in cover)
        self._of_matter = _grouped(((g.power, g.matter), n) for n, g in enumerate(self.grants) if g.matter)
        self._of_domain = _grouped(((g.power, g.domain), n) for n, g in enumerate(self.grants) if not g.matter)
        self._subjects: dict[tuple[str, str, str], Subject] = {}
        self._lines: dict[tuple[tuple[int, ...], str, bool], Line] = {}

    def on(self, power: str, matter: str, domain: str, area: str, day: date, county_level: bool = False) -> Holding:
        """The holding of one power on one day. `matter` "": a question about the domain; `area` "": the place is not known. An unknown
        place is one that no grant, squad or government is tied to."""
        subject = self._subjects.get((power, matter, domain)) or self.subject(power, matter, domain)
        line = subject.lines.get((area, county_level)) or self.line(subject, area, county_level)
        return line.holdings[bisect_right(line.starts, day) - 1]

    def subject(self, power: str, matter: str, domain: str) -> Subject:
        """Matters without grants of their own share the subject of their domain."""
        key = (power, matter, domain)
        if key not in self._subjects:
            own = self._of_matter.get((power, matter), ())
            if matter and not own:
                self._subjects[key] = self.subject(power, "", domain)
            else:
                self._subjects[key] = self._made(sorted((*own, *self._of_domain.get((power, domain), ()))))
        return self._subjects[key]

    def _made(self, positions: Sequence[int]) -> Subject:
        tied = {area for n in positions for area in self.grants[n].areas or ()}
        local = {area: tuple(n for n in positions if (a := self.grants[n].areas) is None or area in a) for area in tied}
        return Subject(tuple(n for n in positions if self.grants[n].areas is None), local)

    def line(self, subject: Subject, area: str, county_level: bool = False) -> Line:
        """The spans of a subject at a place."""
        positions = subject.at(area)
        key = (positions, area, county_level)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._drawn([self.grants[n] for n in positions], area, county_level)
        subject.lines[area, county_level] = found
        return found

    def _drawn(self, grants: Sequence[Grant], area: str, county_level: bool) -> Line:
        grants = [g for g in grants if not (county_level and g.holder_kind == TOWNSHIP)]
        edges = {date.min, *(day for g in grants for day in (*term(g), g.published_on or date.min))}
        edges |= {day for g in grants for plate in self._plates.get(g.holder, ()) for day in term(plate)}
        if any(g.holder_kind == BUREAU for g in grants):
            edges |= {day for c in self._cover.get(area, ()) for day in term(c)}
        starts = tuple(sorted(edges - {date.max}))
        return Line(starts, tuple(self._holding(grants, area, county_level, day) for day in starts))

    def _holding(self, grants: Sequence[Grant], area: str, county_level: bool, day: date) -> Holding:
        in_force = [g for g in grants if _holds(g, day)]
        paper = tuple(g for g in in_force if (g.needs_publication or g.holder_kind == TOWNSHIP) and not _published(g, day))
        standing = [g for g in in_force if not g.needs_publication or _published(g, day)]
        if not standing:
            return Holding("unclear", unpublished=paper)
        best = max(rank(g) for g in standing)
        top = [g for g in standing if rank(g) == best]
        rivals = tuple(sorted({g.holder for g in top}))
        if len(rivals) > 1:
            return Holding("contested", rivals=rivals, unpublished=paper)
        return self._held(max(top, key=lambda g: (g.since or date.min, g.id)), area, county_level, day)._replace(unpublished=paper)

    def _held(self, grant: Grant, area: str, county_level: bool, day: date) -> Holding:
        borne = next((p.name for p in self._plates.get(grant.holder, ()) if _holds(p, day)), None)
        place = self.places.get(area)
        government = place.commander if place else ""
        team, commander, squads = grant.team, "", 1
        if grant.holder_kind == BUREAU and not county_level:
            serving = {c.team for c in self._cover.get(area, ()) if _holds(c, day)} if place else set()
            squads, team = len(serving), serving.pop() if len(serving) == 1 else ""
            commander = government if team else ""
        elif grant.holder_kind == TOWNSHIP:
            commander = government
        identity = grant.acting_identity if borne is None else borne
        return Holding("held", grant.holder, grant.holder_kind, identity, team, commander, grant, squads, borne is not None)

    def change_days(self) -> frozenset[date]:
        """Every day on which a grant, a publication, a squad's coverage or a plate begins or ends."""
        days = {day for g in self.grants for day in (*term(g), g.published_on or date.min)}
        days |= {day for plates in self._plates.values() for plate in plates for day in term(plate)}
        days |= {day for covers in self._cover.values() for cover in covers for day in term(cover)}
        return frozenset(days - {date.min, date.max})


def term(one: Grant | Cover | Plate) -> tuple[date, date]:
    """First day and first day after; `date.min` and `date.max` where no limit is stated."""
    return one.since or date.min, one.until or date.max


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _published(grant: Grant, day: date) -> bool:
    return grant.published_on is not None and grant.published_on <= day


def _holds(one: Grant | Cover | Plate, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day < one.until)
