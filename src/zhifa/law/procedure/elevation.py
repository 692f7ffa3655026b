"""提级: which matters the county takes up itself, by the county's dated criteria, and by when it answers (方案四（五）, JUR-18).

No statute names a threshold of 重大 or 复杂: the criteria are pack data and say whether an article or the county's own practice stands
behind them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation

CROSS_AREA, MAJOR = "cross_area", "major_or_complex"  # the flags of `law.authority.Question`
AREAS, OUTSIDE, MARKED = "areas", "outside", "marked"
ANSWER_DAYS = "loop.elevation_days"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`flag`: what it means for the authority ruling. `by`: follows from the areas or the places outside that were named, or is marked.
    `note`: where it comes from, 内控口径 where no article stands behind it."""

    code: str
    name: str
    name_en: str
    flag: str
    by: str
    since: date
    until: date | None
    citation: Citation | None
    note: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A county, city or district next door. `superior`: the common superior, "" across the border of the province."""

    name: str
    superior: str


@dataclass(frozen=True, slots=True)
class Elevations:
    """What a county says about taking up. `ground`: the document that gives the county these matters."""

    ground: str
    criteria: tuple[Criterion, ...]
    neighbours: tuple[Neighbour, ...]

    def on(self, day: date) -> tuple[Criterion, ...]:
        """Criteria in force on that day."""
        return tuple(c for c in self.criteria if c.since <= day and (c.until is None or day < c.until))


def met(known: Sequence[Criterion], marked: Collection[str], areas: Collection[str], outside: Collection[str]) -> tuple[Criterion, ...]:
    """Those that are met: what was marked, and what follows from other areas and places outside the county."""
    follows = {AREAS: bool(areas), OUTSIDE: bool(outside)}
    return tuple(c for c in known if follows.get(c.by, c.code in marked))


def mentioned(text: str, names: Mapping[str, str], own: str) -> tuple[str, ...]:
    """Codes of the other areas that the words name, with or without 镇 or 乡: a hint that a matter may cross areas."""
    return tuple(code for code, name in names.items() if code != own and _stem(name) in text)


def _stem(name: str) -> str:
    return name[:-1] if name[-1:] in "镇乡" and len(name) > 2 else name


def answer_by(day: date, book: Book) -> date:
    """The last day on which the county takes the matter up or says why not."""
    return book.calendar.add_working_days(day, book.count(ANSWER_DAYS, day, "working_days"))
