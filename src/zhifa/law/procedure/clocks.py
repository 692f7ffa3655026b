"""The clocks of the loop. The law leaves them to the county ([策] in the rule base), so every length is pack data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from zhifa.law.book import Book


@dataclass(frozen=True, slots=True)
class Clock:
    """`at`: the instant by which the next act is due; `basis`: the parameter it comes from (`loop.minutes.<name>`)."""

    at: datetime
    basis: str


def due(name: str, start: datetime, book: Book) -> Clock:
    """`loop.minutes.<name>` after `start` (elapsed minutes: the loop runs day and night)."""
    basis = f"loop.minutes.{name}"
    return Clock(start + timedelta(minutes=int(book.value(basis, start.date()))), basis)
