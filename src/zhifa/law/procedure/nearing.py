"""How near the end of the ninety days is: what the county warns of before a decision is late (DEC-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation

LEVELS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Nearing:
    """`passed`: days since filing; `left`: days until the last day, below zero when it is over; `level`: warnings reached, 0 to 3,
    and 4 when the last day is over. `basis`: what the numbers rest on."""

    passed: int
    left: int
    level: int
    basis: tuple[Citation, ...]


def nearing(book: Book, filed_on: date, due: date, day: date) -> Nearing:
    """Warnings after seventy, eighty and eighty-five of ninety days: as long before the end when days were excluded."""
    whole = book.count("period.decision", filed_on)
    keys = [f"decision.warning.{level}" for level in LEVELS]
    entries = [book.parameter(key, filed_on) for key in keys]
    left = (due - day).days
    level = sum(left <= whole - book.count(key, filed_on, "natural_days") for key in keys) + (left < 0)
    cited = tuple(dict.fromkeys(e.citation for e in entries if e.citation))
    return Nearing((day - filed_on).days, left, level, cited)
