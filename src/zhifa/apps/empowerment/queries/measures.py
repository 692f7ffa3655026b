"""The sheet of an assessment: five aspects, their indicators, points with their arithmetic, and the same under other weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhifa.apps.empowerment.facts import Number, numbers
from zhifa.apps.empowerment.models import Assessment, Measure, StatedFact
from zhifa.apps.empowerment.queries.assessments import AssessmentRow
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import empowerment
from zhifa.law.empowerment import ASPECTS, BY_CODE, INDICATORS, Assessed, Band, Scale
from zhifa.law.rulings import Reason, Ruling


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """`origin`: live, stated or missing; `counted`: rows behind it; `file`: the document of a stated number (`source`, `as_of`)."""

    code: str
    label: str
    formula: str
    unit: str
    live: bool
    origin: str
    value: Decimal | None
    weight: Decimal
    floor: Decimal
    target: Decimal
    points: Decimal | None
    arithmetic: str
    note: Reason | None
    counted: int
    source: str
    as_of: date | None
    file: UUID | None
    stated_by: str


@dataclass(frozen=True, slots=True)
class AspectRow:
    """Points `reached` of `full`."""

    code: str
    label: str
    reached: Decimal
    full: Decimal
    indicators: tuple[IndicatorRow, ...]

    @property
    def percent(self) -> Decimal:
        """For a bar."""
        return (self.reached * 100 / self.full).quantize(Decimal("0.1")) if self.full else Decimal(0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kept`: as it was scored; otherwise as the facts stand now. `total` of 100; with `missing` facts a part, not a result."""

    kept: bool
    aspects: tuple[AspectRow, ...]
    total: Decimal
    proposal: str
    proposal_label: str
    passing: Decimal
    deferring: Decimal
    missing: tuple[str, ...]
    ruling: Ruling
    assumed: bool


def _kept(rows: Mapping[str, Measure], stated: Mapping[str, StatedFact]) -> dict[str, Number]:
    return {code: Number(m.value, _note(m.note), m.rows, m.origin, stated.get(code)) for code, m in rows.items()}


def _note(kept: Mapping[str, Any]) -> Reason | None:
    return Reason(kept["code"], kept["values"]) if kept else None


def _base(row: AssessmentRow, day: date) -> tuple[dict[str, Number], Scale, bool]:
    """Numbers and scale: those that were kept when it was scored, or those of the day."""
    scale = empowerment.scale(county_book(), row.concluded_at.date() if row.concluded_at else day)
    held = {m.indicator: m for m in Measure.objects.filter(assessment=row.id)} if row.scored_at else {}
    if not held:
        return numbers(Assessment.objects.get(pk=row.id)), scale, False
    stated = {s.indicator: s for s in StatedFact.objects.filter(assessment=row.id)}
    bands = {code: Band(m.weight, m.floor, m.target) for code, m in held.items()}
    return _kept(held, stated), replace(scale, bands=bands), True


def sheet(row: AssessmentRow, day: date) -> Sheet:
    """About 3 queries for a scored one, 18 for an open one whose facts are counted live."""
    held, scale, kept = _base(row, day)
    assessed = empowerment.assess({code: n.value for code, n in held.items()}, scale)
    return _sheet(held, assessed, scale, kept)


def weighed(row: AssessmentRow, day: date, *, facts: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> tuple[Sheet, Sheet]:
    """The real sheet, and the same with other facts and weights. Nothing is stored."""
    held, scale, kept = _base(row, day)
    real = _sheet(held, empowerment.assess({code: n.value for code, n in held.items()}, scale), scale, kept)
    changed = {code: replace(n, value=facts[code], origin="tried") if code in facts else n for code, n in held.items()}
    other = scale.changed(weights)
    return real, _sheet(changed, empowerment.assess({code: n.value for code, n in changed.items()}, other), other, False)


def _sheet(held: Mapping[str, Number], assessed: Assessed, scale: Scale, kept: bool) -> Sheet:
    made = {s.indicator.code: _indicator(s, held[s.indicator.code]) for s in assessed.scored}
    aspects = tuple(
        AspectRow(code, label, *assessed.aspects[code], tuple(made[i.code] for i in INDICATORS if i.aspect == code))
        for code, label in ASPECTS.items()
    )
    return Sheet(
        kept, aspects, assessed.total, assessed.proposal, empowerment.CONCLUSIONS[assessed.proposal], scale.passing, scale.deferring,
        tuple(BY_CODE[code].definition.label for code in assessed.missing), assessed.ruling, scale.assumed,
    )  # fmt: skip


def _indicator(scored: empowerment.Scored, number: Number) -> IndicatorRow:
    i, said = scored.indicator, number.stated if number.origin == "stated" else None
    return IndicatorRow(
        i.code, i.definition.label, i.definition.formula, i.unit, i.live, number.origin, scored.value, scored.band.weight,
        scored.band.floor, scored.band.target, scored.points, scored.arithmetic, number.note, len(number.rows),
        said.source if said else "", said.as_of if said else None, said.file_id if said else None, said.stated_by_name if said else "",
    )  # fmt: skip
