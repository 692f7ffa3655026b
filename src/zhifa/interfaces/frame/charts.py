"""A number over time, drawn by the server: steps, targets and their due days. A table with the same numbers stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

WIDTH, HEIGHT = 560, 230
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 14, 26
STEPS = (1, 2, 5)
FEW_YEARS = 2


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, and when (None: no day is stated)."""

    due: date | None
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the picture with its words; `end`: they stand before it, `below`: under it."""

    x: float
    y: float
    label: str
    end: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Ready to draw in `WIDTH` × `HEIGHT`: `lines` are the runs of the value, `goals` that of the target; empty when nothing is known."""

    lines: tuple[str, ...]
    goals: str
    dues: tuple[Mark, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    chosen: float | None
    last: Mark | None
    width: int = WIDTH
    height: int = HEIGHT


def chart(
    points: Sequence[tuple[date, Decimal | None]], goals: Sequence[Goal] = (), chosen: date | None = None, percent: bool = True
) -> Chart:
    """`points`: by day; a value holds until the next day, None is a gap. `percent`: values are shares between 0 and 1."""
    first, last = points[0][0], points[-1][0]
    top = Decimal(1) if percent else _top(max((v for _, v in points if v is not None), default=Decimal(1)))
    frame = _Frame(first, last, top, percent)
    known = [(day, value) for day, value in points if value is not None]
    inside = [g for g in goals if g.due is None or first <= g.due <= last]
    return Chart(
        tuple(_runs(points, frame)),
        _goal_line(goals, frame),
        tuple(_due(g, frame, g is inside[-1]) for g in inside),
        tuple(frame.days()),
        tuple(frame.values()),
        frame.x(chosen) if chosen and first <= chosen <= last else None,
        Mark(frame.x(known[-1][0]), frame.y(known[-1][1]), frame.said(known[-1][1]), True) if known else None,
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    last: date
    top: Decimal
    percent: bool

    def x(self, day: date) -> float:
        gone = (min(max(day, self.first), self.last) - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + gone * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: Decimal) -> float:
        return round(HEIGHT - BOTTOM - float(value / self.top) * (HEIGHT - TOP - BOTTOM), 1)

    def said(self, value: Decimal) -> str:
        return f"{value * 100:.1f}%" if self.percent else f"{value:f}"

    def days(self) -> list[Mark]:
        """First days of the years; of the quarters when the span is short."""
        years = range(self.first.year, self.last.year + 1)
        months = (1,) if len(years) > FEW_YEARS else (1, 4, 7, 10)
        marks = [date(year, month, 1) for year in years for month in months]
        return [
            Mark(self.x(d), HEIGHT - BOTTOM, str(d.year) if d.month == 1 else f"{d:%m-%d}") for d in marks if self.first <= d <= self.last
        ]

    def values(self) -> list[Mark]:
        return [Mark(LEFT, self.y(self.top * n / 4), self.said(self.top * n / 4).replace(".0%", "%")) for n in range(5)]


def _top(value: Decimal) -> Decimal:
    """The least number of the kind 4, 8, 20, 40 … that the value does not pass."""
    scale = Decimal(4)
    while True:
        for step in STEPS:
            if value <= scale * step:
                return scale * step
        scale *= 10


def _runs(points: Sequence[tuple[date, Decimal | None]], frame: _Frame) -> list[str]:
    runs: list[str] = []
    path = ""
    for (day, value), (following, _) in pairwise([*points, points[-1]]):
        if value is None:
            runs, path = ([*runs, path] if path else runs), ""
            continue
        begin = f"{path}V{frame.y(value)}" if path else f"M{frame.x(day)} {frame.y(value)}"
        path = f"{begin}H{frame.x(following)}"
    return [*runs, path] if path else runs


def _due(goal: Goal, frame: _Frame, highest: bool) -> Mark:
    """Words above the last target, unless it is at the top; under the others, which the next one would cross."""
    x, y = frame.x(goal.due or frame.last), frame.y(goal.value)
    return Mark(x, y, goal.label, x > WIDTH / 2, not highest or y < TOP + 12)


def _goal_line(goals: Sequence[Goal], frame: _Frame) -> str:
    """Each target until its due day, the last one to the end."""
    dated = sorted(goals, key=lambda g: g.due or date.max)
    path, begin = "", float(LEFT)
    for number, goal in enumerate(dated):
        end = frame.x(frame.last if number == len(dated) - 1 else goal.due or frame.last)
        path += f"M{begin} {frame.y(goal.value)}H{end}"
        begin = end
    return path
