"""三高 (R34): how often a matter is needed, how much it cuts across departments, how many townships ask for it, and how hard it is.

Counts are workload: no fine, no amount and no quota of cases is read (处罚法 74)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhifa.law.book import Book
from zhifa.law.money import ONE, TENTH

ASPECTS = ("frequency", "comprehensiveness", "demand", "difficulty")
HARD = "difficulty"
MOVE, KEEP, SPECIAL = "move", "keep", "special"


@dataclass(frozen=True, slots=True)
class Figure:
    """One aspect: what was counted, the points for it, and the most that it could give."""

    key: str
    value: int
    points: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """`total` 0–100; `proposal`: move, keep, or special for a field that keeps its own enforcement (R38, R41), whatever the total."""

    figures: tuple[Figure, ...]
    total: Decimal
    threshold: Decimal
    proposal: str
    parameters: Mapping[str, str]


def score(book: Book, day: date, counts: Mapping[str, int], special: bool) -> Score:
    """Every aspect gives points in proportion up to the value that the county calls full; difficulty takes them away likewise. Raises
    UnknownParameter where nobody stated weights."""
    used: dict[str, Decimal] = {}

    def number(key: str) -> Decimal:
        return used.setdefault(key, book.value(f"catalogue_score.{key}", day))

    figures = tuple(_figure(key, counts[key], number(f"weight.{key}"), number(f"full.{key}")) for key in ASPECTS)
    total, threshold = sum((f.points for f in figures), Decimal()), number("threshold")
    proposal = SPECIAL if special else MOVE if total >= threshold else KEEP
    return Score(figures, total, threshold, proposal, {key: f"{value.normalize():f}" for key, value in used.items()})


def _figure(key: str, value: int, weight: Decimal, full: Decimal) -> Figure:
    share = min(Decimal(value) / full, ONE)
    points = weight * (1 - share if key == HARD else share)
    return Figure(key, value, points.quantize(TENTH, ROUND_HALF_UP), weight)
