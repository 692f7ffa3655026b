"""Where an ordinary case stands in time and money on a day: the ninety days, and what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.ordinary_facts import filed_on
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.procedure.nearing import nearing
from zhifa.law.procedure.ordinary_after_guards import owed, unpaid
from zhifa.law.procedure.ordinary_afterwards import OWED
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Days since filing and days left of those for the decision; `level`: warnings reached (0–3, 4: over)."""

    passed: int
    left: int
    level: int
    due: date
    suspended: bool
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwedRow:
    """Yuan: the part of the fine still unpaid and its surcharge through the day. `parts`: instalments left."""

    fine: Decimal
    surcharge: Decimal
    total: Decimal
    days: int
    parts: int
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """`period` None: not filed or decided; `owed` None: nothing is."""

    period: PeriodRow | None
    owed: OwedRow | None

    @property
    def span(self) -> int:
        """Days of the whole period, for a bar."""
        return max(1, self.period.passed + max(0, self.period.left)) if self.period else 1

    @property
    def over(self) -> int:
        """Days beyond the last one."""
        return max(0, -self.period.left) if self.period else 0


def days_of(case: OrdinaryCase, facts: OrdinaryFacts, day: date) -> Days:
    """Both for one case with its facts of that day (2 queries)."""
    book = county_book()
    start = filed_on(case)
    due = case.deadlines.filter(kind="decision", met_at__isnull=True).values_list("due", flat=True).first()
    period = None
    if start and due:
        near = nearing(book, start, due, day)
        period = PeriodRow(near.passed, near.left, near.level, due, facts.period.suspended, tuple(map(str, near.basis)))
    parts = unpaid(facts) if case.state in OWED and not facts.after.annulled else ()
    if not parts:
        return Days(period, None)
    found = owed(facts, book, parts, None, day)
    extra: Decimal = found.values["surcharge"]
    total: Decimal = found.values["total"]
    basis = tuple(map(str, found.citations))
    return Days(period, OwedRow(total - extra, extra, total, found.values["counted_days"], len(parts), basis))
