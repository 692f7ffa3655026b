"""How far the reform is: figures with numerator, denominator, taxonomy and target, each with the rows that it counts.

A figure says of every row whether it counts and why. What cannot be said is said to be missing; it is never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from zhifa.law.appraisal import indicator
from zhifa.law.money import PERCENT, TENTH
from zhifa.law.rulings import Blocked, Reason


class Standing(StrEnum):
    """`COUNTED`: in the numerator; `LEFT`: in the denominator only; `OPEN`: a fact is missing that would say which."""

    COUNTED = "counted"
    LEFT = "left"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Target:
    """`at_least`: share that the plan states (None: it names none). `words`: the plan's own measure; `source`: its place there."""

    due: date | None
    at_least: Decimal | None
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Definition:
    """`facts`: names of what goes into the formula; Blocked when one of them may never be an indicator (OFF-11). `by_domain`: the figure
    depends on the taxonomy of domains. Its words are pack data under `reform.<code>.…`."""

    code: str
    version: int
    facts: tuple[str, ...]
    by_domain: bool = False
    targets: tuple[Target, ...] = ()

    def __post_init__(self) -> None:
        found = indicator((self.code, *self.facts))
        if not found.permits:
            raise Blocked(found)


@dataclass(frozen=True, slots=True)
class Element:
    """One domain of a taxonomy: the matters of a domain of the plan, or those of some of its subdomains (empty: all). A domain that the
    taxonomy has and our plan does not know has no `domain`."""

    code: str
    name: str
    domain: str
    subdomains: frozenset[str] = frozenset()

    def holds(self, domain: str, subdomain: str) -> bool:
        """Whether a matter belongs to it."""
        return bool(domain) and domain == self.domain and (not self.subdomains or subdomain in self.subdomains)


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One version of the list of enforcement domains. `missing`: why it cannot be used; `size`: how many domains it has."""

    code: str
    source: str
    size: int
    elements: tuple[Element, ...] = ()
    missing: Reason | None = None

    @property
    def usable(self) -> bool:
        """All its domains are known."""
        return self.missing is None and len(self.elements) == self.size


@dataclass(frozen=True, slots=True)
class Line:
    """One row behind a figure. `subject`: code of the domain, matter, team, organ or area; `weight`: rows that are alike in it."""

    subject: str
    name: str
    standing: Standing
    reason: Reason
    group: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """`numerator` or `denominator` None: not to be said, `missing` says what is needed. `undated`: counted rows whose beginning no source
    states. `beside`: numbers shown with it, by reason code."""

    code: str
    day: date
    numerator: int | None
    denominator: int | None
    lines: tuple[Line, ...] = ()
    missing: tuple[Reason, ...] = ()
    undated: int = 0
    taxonomy: str = ""
    beside: Mapping[str, int] = field(default_factory=dict)

    @property
    def share(self) -> Decimal | None:
        """Between 0 and 1; None when it cannot be said."""
        if self.numerator is None or not self.denominator:
            return None
        return Decimal(self.numerator) / Decimal(self.denominator)

    @property
    def percent(self) -> Decimal | None:
        """With one decimal place, half up: 48.0."""
        return None if self.share is None else (self.share * PERCENT).quantize(TENTH, ROUND_HALF_UP)

    def reaches(self, target: Target) -> bool | None:
        """Whether the share is what the plan asks; None where one of the two is not known. Compared unrounded."""
        if self.share is None or target.at_least is None:
            return None
        return self.share >= target.at_least


def target_of(targets: tuple[Target, ...], day: date) -> Target | None:
    """The target that is to be reached next: the first that is due on the day or later, else the last one."""
    dated = sorted((t for t in targets if t.due), key=lambda t: t.due or date.max)
    ahead = [t for t in dated if t.due and t.due >= day]
    others = dated or list(targets)
    return ahead[0] if ahead else others[-1] if others else None


def made(
    code: str, day: date, lines: tuple[Line, ...], *, undated: int = 0, taxonomy: str = "", missing: tuple[Reason, ...] = ()
) -> Figure:
    """The figure of rows that say themselves whether they count; nothing to count is missing, not zero."""
    counted = sum(line.weight for line in lines if line.standing is Standing.COUNTED)
    whole = sum(line.weight for line in lines)
    unsaid = any(line.standing is Standing.OPEN for line in lines)
    if not whole:
        return Figure(code, day, None, None, lines, missing or (Reason("reform.nothing_to_count"),), 0, taxonomy)
    return Figure(code, day, None if unsaid else counted, whole, lines, missing, undated, taxonomy)
