"""Proof of a catalogue: for every matter × area × power exactly one holder stands, in every span between two days of change.

What is not so is a finding of one of `KINDS`. The county's register of open points may acknowledge findings; all others are faults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from zhifa.law.authority import TOWNSHIP, Grant
from zhifa.law.authority_index import Holding, Index, Line, Subject, term

TAXONOMY = "authority-1"
GAP, OVERLAP, NO_SQUAD, NO_PLATE, UNPUBLISHED, REPEALED = "gap", "overlap", "no_squad", "no_plate", "unpublished", "repealed"
KINDS = (GAP, OVERLAP, NO_SQUAD, NO_PLATE, UNPUBLISHED, REPEALED)


@dataclass(frozen=True, slots=True)
class Base:
    """An article that a matter rests on, in force until before `until`."""

    citation: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Item:
    """A matter of the catalogue with its life there."""

    code: str
    domain: str
    since: date | None = None
    until: date | None = None
    bases: tuple[Base, ...] = ()

    @property
    def life(self) -> tuple[date, date]:
        """First day and first day after."""
        return self.since or date.min, self.until or date.max


class Acknowledged(NamedTuple):
    """An open point and the findings it stands for; `domain` "": of all domains."""

    code: str
    kind: str
    domain: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it must be, from `since` until before `until` (`date.min`, `date.max`: no limit). `detail`: the rivals, the holder
    without a plate, the empowered on paper, the articles gone. `power` and `areas` are empty for a matter's own bases.
    `county_level`: only for cross-area, major and complex cases, which no township handles (JUR-18). `acknowledged`: code of the open
    point."""

    kind: str
    power: str
    domain: str
    matters: tuple[str, ...]
    areas: tuple[str, ...]
    since: date
    until: date
    detail: tuple[str, ...]
    county_level: bool = False
    acknowledged: str = ""

    @property
    def cells(self) -> int:
        """Combinations of matter and area that it concerns."""
        return len(self.matters) * max(len(self.areas), 1)


@dataclass(frozen=True, slots=True)
class Report:
    """`days`: on which anything changes; `cells`: matter × area × power; `spans`: how many holdings were looked at in all of them."""

    matters: int
    areas: int
    powers: tuple[str, ...]
    days: tuple[date, ...]
    cells: int
    spans: int
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What no open point acknowledges."""
        return tuple(f for f in self.findings if not f.acknowledged)


class _Fault(NamedTuple):
    kind: str
    detail: tuple[str, ...]
    since: date
    until: date
    county_level: bool = False


def check(
    index: Index,
    items: Sequence[Item],
    powers: Sequence[str],
    register: Sequence[Acknowledged] = (),
    repealed: Mapping[str, date] | None = None,
    day: date | None = None,
) -> Report:
    """Every power over every item at every place of the index on all days, or on one. `repealed`: title of a law → the day on which it
    went out of force."""
    proof = _Proof(index, day)
    found = [finding for power in powers for finding in proof.of_power(power, items)]
    found += [*_bases_gone(items), *_grants_gone(index.grants, repealed or {})]
    if day is not None:
        found = [f for f in found if f.since <= day < f.until]
    found = [replace(f, acknowledged=_acknowledgement(f, register)) for f in found]
    found.sort(key=lambda f: (KINDS.index(f.kind), f.domain, f.power, f.since, f.matters))
    days = index.change_days() | _days_of(items) | set((repealed or {}).values())
    sizes = len(items), len(index.places)
    return Report(*sizes, tuple(powers), tuple(sorted(days)), sizes[0] * sizes[1] * len(powers), proof.spans, tuple(found))


class _Proof:
    """One run; lines that many matters share are read once."""

    def __init__(self, index: Index, day: date | None) -> None:
        self.index, self.day, self.spans = index, day, 0
        self._read: dict[int, tuple[_Fault, ...]] = {}

    def of_power(self, power: str, items: Iterable[Item]) -> Iterator[Finding]:
        alike: dict[tuple[int, str, tuple[date, date]], tuple[Subject, list[str]]] = {}
        for item in items:
            subject = self.index.subject(power, item.code, item.domain)
            alike.setdefault((id(subject), item.domain, item.life), (subject, []))[1].append(item.code)
        for (_, domain, life), (subject, matters) in alike.items():
            for fault, areas in self._of_subject(subject, life, len(matters)).items():
                span = fault.since, fault.until
                yield Finding(fault.kind, power, domain, tuple(matters), tuple(areas), *span, fault.detail, fault.county_level)

    def _of_subject(self, subject: Subject, life: tuple[date, date], weight: int) -> dict[_Fault, list[str]]:
        found: dict[_Fault, list[str]] = {}
        for area in self.index.places:
            line = self.index.line(subject, area)
            self.spans += weight * (1 if self.day else len(line.starts))
            for fault in (*self._faults(line), *self._county_only(subject, area, line)):
                clipped = fault._replace(since=max(fault.since, life[0]), until=min(fault.until, life[1]))
                if clipped.since < clipped.until:
                    found.setdefault(clipped, []).append(area)
        return found

    def _county_only(self, subject: Subject, area: str, line: Line) -> list[_Fault]:
        """Gaps and overlaps of cases that go to the county where a township's list covers them for all others."""
        if all(self.index.grants[n].holder_kind != TOWNSHIP for n in subject.at(area)):
            return []
        known, found = self._faults(line), self._faults(self.index.line(subject, area, county_level=True))
        return [f._replace(county_level=True) for f in found if f.kind in (GAP, OVERLAP) and f not in known]

    def _faults(self, line: Line) -> tuple[_Fault, ...]:
        key = id(line)
        if key not in self._read:
            self._read[key] = tuple(_joined(line))
        return self._read[key]


def _joined(line: Line) -> list[_Fault]:
    """Faults of a line, one that goes on over a day of change as one."""
    found: dict[tuple[str, tuple[str, ...]], list[_Fault]] = {}
    for since, until, holding in line.spans():
        for kind, detail in _faults_of(holding):
            runs = found.setdefault((kind, detail), [])
            if runs and runs[-1].until == since:
                runs[-1] = runs[-1]._replace(until=until)
            else:
                runs.append(_Fault(kind, detail, since, until))
    return [fault for runs in found.values() for fault in runs]


def _faults_of(holding: Holding) -> Iterator[tuple[str, tuple[str, ...]]]:
    if holding.status == "unclear":
        yield GAP, ()
    elif holding.status == "contested":
        yield OVERLAP, holding.rivals
    elif not holding.stamped:
        yield NO_PLATE, (holding.holder,)
    if holding.squads != 1:
        yield NO_SQUAD, ()
    if holding.unpublished:
        yield UNPUBLISHED, tuple(sorted({g.holder for g in holding.unpublished}))


def _bases_gone(items: Iterable[Item]) -> Iterator[Finding]:
    for item in items:
        for base in item.bases:
            since = max(base.until or date.max, item.life[0])
            if since < item.life[1]:
                yield Finding(REPEALED, "", item.domain, (item.code,), (), since, item.life[1], (base.citation,))


def _grants_gone(grants: Iterable[Grant], repealed: Mapping[str, date]) -> Iterator[Finding]:
    for grant in grants:
        gone = repealed.get(grant.citation.law, date.max) if grant.citation else date.max
        since, until = term(grant)
        if max(since, gone) < until:
            matters, areas = (grant.matter,) if grant.matter else (), tuple(sorted(grant.areas or ()))
            yield Finding(
                REPEALED, grant.power, grant.domain or "", matters, areas, max(since, gone), until, (str(grant.citation), grant.holder)
            )


def _days_of(items: Iterable[Item]) -> set[date]:
    days = {day for item in items for day in (*item.life, *(b.until or date.max for b in item.bases))}
    return days - {date.min, date.max}


def _acknowledgement(finding: Finding, register: Iterable[Acknowledged]) -> str:
    return next((p.code for p in register if p.kind == finding.kind and p.domain in ("", finding.domain)), "")
