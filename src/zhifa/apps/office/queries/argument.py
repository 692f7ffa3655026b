"""The argument for one matter of one township: twelve dimensions with points, arithmetic and what they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.empowerment.facts import Span, known_since, year_before
from zhifa.apps.empowerment.queries import may_read
from zhifa.apps.office.facts import argument as facts
from zhifa.apps.office.facts.argument import About, Evidence
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import argument
from zhifa.law.actors import Actor
from zhifa.law.argument import FORMULAS, LABELS, RECOMMENDED, UNITS
from zhifa.law.rulings import Reason, Ruling

__all__ = ["ArgumentRow", "DimensionRow", "Evidence", "argue"]
MOST = 200


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """`value` None: missing, and `note` why; `points` of one `against` are taken off. `rows`: the first 200 of `counted`."""

    code: str
    label: str
    formula: str
    unit: str
    against: bool
    value: Decimal | None
    weight: Decimal
    points: Decimal | None
    arithmetic: str
    note: Reason | None
    counted: int
    rows: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """`total` of 100, a part only while `missing` is not empty. `identity`: in whose name the matter is enforced here now. `assumed`: no
    document states weights and scales."""

    area: str
    area_name: str
    matter: str
    matter_name: str
    since: date
    until: date
    identity: str
    dimensions: tuple[DimensionRow, ...]
    total: Decimal
    passing: Decimal
    recommendation: str
    recommendation_label: str
    missing: tuple[str, ...]
    ruling: Ruling
    assumed: bool


def argue(by: Actor, area: str, matter: str, day: date) -> ArgumentRow | None:
    """None for what is no township or no matter, or is not theirs to read (about 12 queries). Raises Denied."""
    place, row = registry.area(area), catalogue.matter(matter)
    if not may_read(by, area) or place is None or place.kind != "township" or row is None:
        return None
    book = county_book()
    span = Span(by.tenant, area, year_before(day), day, known_since(by.tenant))
    held, scale = facts.facts(About(span, row, book, day)), argument.scale(book, day)
    argued = argument.argue({code: fact.value for code, fact in held.items()}, row.kinds, scale, book=book, day=day)
    return ArgumentRow(
        area=area,
        area_name=place.name,
        matter=matter,
        matter_name=row.name,
        since=span.since,
        until=span.until,
        identity=catalogue.authority(matter=matter, power="penalty", area=area, day=day).acting_identity,
        dimensions=tuple(_dimension(s, held[s.code]) for s in argued.scored),
        total=argued.total,
        passing=scale.passing,
        recommendation=argued.recommendation,
        recommendation_label=RECOMMENDED[argued.recommendation],
        missing=tuple(LABELS[code] for code in argued.missing),
        ruling=argued.ruling,
        assumed=scale.assumed,
    )


def _dimension(scored: argument.Scored, fact: facts.Fact) -> DimensionRow:
    return DimensionRow(
        scored.code, LABELS[scored.code], FORMULAS[scored.code], UNITS[scored.code], scored.against, scored.value, scored.band.weight,
        scored.points, scored.arithmetic, fact.note, len(fact.rows), fact.rows[:MOST],
    )  # fmt: skip
