"""Counting days: the primitives of the period engine (PER-01…PER-16).

The day of the event is never counted (PER-10). Which unit a period has and whether its end rolls over is a matter of the
rule that uses it.
"""

from __future__ import annotations

from calendar import SATURDAY, monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_OF_YEAR = 365
_DAY = timedelta(days=1)
_YEAR_OF_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off`: announced days off; `makeup`: weekend days that are worked; `known_years`: years whose notice is in the data,
    None when the calendar was given complete; `statutory`: the days the holiday regulation itself names (ENF-08)."""

    off: frozenset[date]
    makeup: frozenset[date]
    known_years: frozenset[int] | None = None
    statutory: frozenset[date] = frozenset()

    def is_off(self, day: date) -> bool:
        """A weekend day or an announced day off, unless it is a make-up working day."""
        return (day.weekday() >= SATURDAY or day in self.off) and day not in self.makeup

    def is_provisional(self, day: date) -> bool:
        """The notice for that year is not in the data: only weekends and the fixed holidays are known."""
        return self.known_years is not None and day.year not in self.known_years

    @staticmethod
    def add_days(day: date, count: int) -> date:
        """Natural days; the day of the event is not counted."""
        return day + timedelta(days=count)

    @staticmethod
    def add_months(day: date, count: int) -> date:
        """The corresponding day, or the last day of the month if there is none (PER-11)."""
        year, month = divmod(day.year * _YEAR_OF_MONTHS + day.month - 1 + count, _YEAR_OF_MONTHS)
        if year > date.max.year:
            raise OverflowError(f"year {year}")
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

    @classmethod
    def add_years(cls, day: date, count: int) -> date:
        """The corresponding day of a later year; 29 February becomes 28 February."""
        return cls.add_months(day, count * _YEAR_OF_MONTHS)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th day after `day` that is not off; negative counts go back. Zero is the day itself."""
        step = _DAY if count > 0 else -_DAY
        left = abs(count)
        while left:
            day += step
            left -= not self.is_off(day)
        return day

    def roll(self, day: date) -> date:
        """The day itself, or the first day after it that is not off (PER-12)."""
        while self.is_off(day):
            day += _DAY
        return day

    def last_working_day(self, day: date) -> date:
        """The last day not later than `day` that is not off (PER-13: the safe end of an organ's own period)."""
        while self.is_off(day):
            day -= _DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many days strictly between the two are not off."""
        return sum(not self.is_off(start + timedelta(days=n)) for n in range(1, (end - start).days))
