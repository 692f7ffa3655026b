"""Figures over the catalogue: which domains and matters are whose on a day (X1, X5, X7, X9; X2 is `reform_lists`).

Matters that are alike in all that decides are one `Lot`, so that a day costs a look at some hundred lots however many matters there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from zhifa.law.authority import BUREAU, SUPERIOR, TOWNSHIP
from zhifa.law.reform import Element, Figure, Line, Standing, Taxonomy, made
from zhifa.law.rulings import Reason

PROFESSIONAL, OWN, BEFORE = "professional_team", "department_internal_unit", "original_department"
COMPREHENSIVE = frozenset({BUREAU, TOWNSHIP})
LEVELS = ("written", "machine_readable", "in_use")
CLASSES = (BUREAU, TOWNSHIP, PROFESSIONAL, OWN, BEFORE, SUPERIOR)


class Held(NamedTuple):
    """Kinds of holders of a power somewhere in the county, over time. `starts`: first days of the spans, `date.min` first; `kinds`: one set
    for each; `dated`: for each whether a source states since when."""

    starts: tuple[date, ...]
    kinds: tuple[frozenset[str], ...]
    dated: tuple[bool, ...]

    def on(self, day: date) -> tuple[frozenset[str], bool]:
        """Kinds on the day, and whether their beginning is stated."""
        place = bisect_right(self.starts, day) - 1
        return self.kinds[place], self.dated[place]


@dataclass(frozen=True, slots=True)
class Ripeness:
    """How far a matter's rule is. `lacks`: reason codes of what its text lacks for L1; `untested`: why it is not L2 ("": its cases pass);
    `used_on`: first day on which a decision rested on it; `demo`: its tiers are of the demonstration."""

    lacks: tuple[str, ...] = ()
    untested: str = ""
    used_on: date | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Lot:
    """Matters (code, name) that are alike. In the catalogue from `since` until before `until`, with a penalty basis in force until before
    `valid_until`; None: no limit is stated. `official`: the official code is known."""

    domain: str
    domain_name: str
    subdomain: str
    since: date | None
    until: date | None
    valid_until: date | None
    held: Held
    official: bool
    ripe: Ripeness
    matters: tuple[tuple[str, str], ...]

    @property
    def weight(self) -> int:
        """How many matters."""
        return len(self.matters)

    def effective(self, day: date) -> bool:
        """In the catalogue, on a basis in force."""
        begun, ended = self.since is None or self.since <= day, self.until is not None and self.until <= day
        return begun and not ended and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Today:
    """A lot on a day: who holds the penalty, and whether it is stated since when."""

    lot: Lot
    kinds: frozenset[str]
    dated: bool

    @property
    def comprehensive(self) -> bool:
        """By the county's bureau or a township."""
        return not COMPREHENSIVE.isdisjoint(self.kinds)


def on(lots: Iterable[Lot], day: date) -> tuple[Today, ...]:
    """The lots that are in effect."""
    return tuple(Today(lot, *lot.held.on(day)) for lot in lots if lot.effective(day))


def coverage(taxonomy: Taxonomy, state: Sequence[Today], day: date, code: str = "X1") -> Figure:
    """X1: domains in which at least one matter in effect is punished by the bureau or an empowered township, of all domains."""
    if not taxonomy.usable:
        found = taxonomy.missing or Reason("reform.taxonomy_incomplete", {"known": str(len(taxonomy.elements)), "size": str(taxonomy.size)})
        return Figure(code, day, None, taxonomy.size, missing=(found,), taxonomy=taxonomy.code)
    judged = [_element(element, state) for element in taxonomy.elements]
    undated = sum(1 for line, dated in judged if line.standing is Standing.COUNTED and not dated)
    return made(code, day, tuple(line for line, _ in judged), undated=undated, taxonomy=taxonomy.code)


def _element(element: Element, state: Sequence[Today]) -> tuple[Line, bool]:
    own = [t for t in state if element.holds(t.lot.domain, t.lot.subdomain)]
    moved = [t for t in own if t.comprehensive]
    total, count = sum(t.lot.weight for t in own), sum(t.lot.weight for t in moved)
    group = own[0].lot.domain_name if own and element.subdomains else ""
    if moved:
        reason = Reason("reform.domain_covered", {"count": str(count), "total": str(total)})
        return Line(element.code, element.name, Standing.COUNTED, reason, group), any(t.dated for t in moved)
    if own:
        kinds = sorted({kind for t in own for kind in t.kinds})
        held = Reason(f"reform.held_by.{kinds[0]}" if kinds else "reform.held_by.nobody", {"total": str(total)})
        return Line(element.code, element.name, Standing.LEFT, held, group), True
    return Line(element.code, element.name, Standing.LEFT, Reason("reform.no_matter"), group), True


def unplaced(taxonomy: Taxonomy, state: Sequence[Today]) -> tuple[tuple[str, str, int], ...]:
    """(domain, subdomain, matters) that belong to no domain of the taxonomy: its mapping is incomplete."""
    found: dict[tuple[str, str], int] = {}
    for t in state:
        if not any(e.holds(t.lot.domain, t.lot.subdomain) for e in taxonomy.elements):
            key = (t.lot.domain_name, t.lot.subdomain)
            found[key] = found.get(key, 0) + t.lot.weight
    return tuple((*key, count) for key, count in sorted(found.items()))


def share(code: str, state: Iterable[Today], day: date, kinds: frozenset[str], detailed: bool = False) -> Figure:
    """Matters whose penalty is held by one of `kinds`, of all penalty matters (X1 weighted by matters, X5)."""
    lines, undated, apart = [], 0, 0
    for t in state:
        counts = not kinds.isdisjoint(t.kinds)
        undated += t.lot.weight if counts and not t.dated else 0
        apart += t.lot.weight if OWN in t.kinds else 0
        lines += _lines(t, Standing.COUNTED if counts else Standing.LEFT, _whose(t), detailed)
    found = made(code, day, tuple(lines), undated=undated)
    return replace(found, beside={"reform.beside.own": apart})


def _whose(today: Today) -> Reason:
    kind = next((k for k in CLASSES if k in today.kinds), "")
    return Reason(f"reform.whose.{kind}" if kind else "reform.held_by.nobody")


def _lines(today: Today, standing: Standing, reason: Reason, detailed: bool) -> list[Line]:
    """One line for each matter, or one for the lot."""
    lot = today.lot
    if detailed:
        return [Line(code, name, standing, reason, lot.domain_name) for code, name in lot.matters]
    return [Line(lot.domain, lot.domain_name, standing, reason, lot.domain_name, lot.weight)]


def decided(state: Iterable[Today], day: date, detailed: bool = False) -> Figure:
    """X5 over what is really decided: matters on which a decision rested by the day, with comprehensive or professional teams, of all such
    matters. Matters, not cases: how many cases somebody decides is no indicator (处罚法 74)."""
    used = [t for t in state if t.lot.ripe.used_on is not None and t.lot.ripe.used_on <= day]
    found = share("X5.decided", used, day, COMPREHENSIVE | {PROFESSIONAL}, detailed)
    return found if used else replace(found, missing=(Reason("reform.missing.no_decision"),), beside={})


def moved(state: Iterable[Today], day: date, domains: frozenset[str], stated: int, detailed: bool = False) -> Figure:
    """X7: matters of the transferred domains that the bureau or a township punishes, of the number that the plan states."""
    own = [t for t in state if t.lot.domain in domains]
    lines: list[Line] = []
    for t in own:
        reason = _whose(t) if not t.comprehensive else _moved(t)
        lines += _lines(t, Standing.COUNTED if t.comprehensive else Standing.LEFT, reason, detailed)
    if not lines:
        return Figure("X7", day, None, stated, missing=(Reason("reform.nothing_to_count"),))
    counted = sum(line.weight for line in lines if line.standing is Standing.COUNTED)
    undated = sum(t.lot.weight for t in own if t.comprehensive and not t.dated)
    uncoded = sum(t.lot.weight for t in own if t.comprehensive and not t.lot.official)
    missing = [Reason("reform.missing.difference", {"stated": str(stated), "known": str(counted), "difference": str(stated - counted)})]
    missing += [Reason("reform.missing.posts")]
    beside = {"reform.beside.uncoded": uncoded, "reform.beside.difference": stated - counted}
    return Figure("X7", day, counted, stated, tuple(lines), tuple(missing), undated, beside=beside)


def _moved(today: Today) -> Reason:
    """Without the official code a matter cannot be matched with the list of the annex."""
    dated = "moved" if today.dated else "moved_undated"
    return Reason(f"reform.{dated}" if today.lot.official else f"reform.{dated}_unmatched")


def maturity(level: int, state: Iterable[Today], day: date, detailed: bool = False) -> Figure:
    """X9: matters whose rule text is complete (1), that pass their test cases as well (2), on which a decision rested as well (3)."""
    lines: list[Line] = []
    demo = 0
    for t in state:
        short = _short(t.lot.ripe, level, day)
        demo += t.lot.weight if t.lot.ripe.demo and not short else 0
        reason = Reason(short) if short else Reason(f"reform.ripe.{level}")
        lines += _lines(t, Standing.LEFT if short else Standing.COUNTED, reason, detailed)
    return replace(made(f"X9.{level}", day, tuple(lines)), beside={"reform.beside.demo": demo} if demo else {})


def _short(ripe: Ripeness, level: int, day: date) -> str:
    """Reason code of the first thing that keeps a matter below the level; "" when nothing does."""
    if ripe.lacks:
        return ripe.lacks[0]
    asked = LEVELS[:level]
    if "machine_readable" in asked and ripe.untested:
        return ripe.untested
    if "in_use" in asked and (ripe.used_on is None or ripe.used_on > day):
        return "reform.not_used"
    return ""
