"""Townships as bars: one line each, one piece per aspect, drawn by the server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhifa.apps.empowerment.queries import TownshipRow
from zhifa.law.empowerment import ASPECTS

HEIGHT, TOP = 22, 26


@dataclass(frozen=True, slots=True)
class Size:
    """`left`: where the bars begin, after the names; `per_point`: length of a point; `after`: room for the number behind the bar;
    `every`: points between two marks."""

    left: int
    per_point: Decimal
    after: int
    every: int


WIDE, NARROW = Size(96, Decimal(5), 60, 20), Size(62, Decimal(2), 84, 50)


@dataclass(frozen=True, slots=True)
class Piece:
    """One aspect. `order`: 1–5, for its colour; `points` for the title."""

    x: Decimal
    width: Decimal
    order: int
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One township. `y`: top of its line; `end`: where its number stands."""

    name: str
    code: str
    y: int
    pieces: tuple[Piece, ...]
    end: Decimal
    score: Decimal
    conclusion_label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """`name_at`: where names end; `marks`: (x, points) of the grid; `legend`: (order, label); `unscored`: names without points."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    name_at: int
    marks: tuple[tuple[Decimal, int], ...]
    legend: tuple[tuple[int, str], ...]
    unscored: tuple[str, ...]


def bars(rows: Iterable[TownshipRow], size: Size = WIDE) -> Plot:
    """Best first; townships without points are named below, not drawn as zero."""
    townships = [r for r in rows if r.kind == "township"]
    scored = sorted((r for r in townships if r.score is not None), key=lambda r: (-(r.score or 0), r.area))
    drawn = tuple(_bar(n, r, size) for n, r in enumerate(scored))
    marks = tuple((size.left + n * size.per_point, n) for n in range(0, 101, size.every))
    legend = tuple(enumerate(ASPECTS.values(), 1))
    unscored = tuple(r.name for r in townships if r.score is None)
    width = size.left + int(100 * size.per_point) + size.after
    return Plot(drawn, width, TOP + HEIGHT * len(drawn) + 6, size.left - 6, marks, legend, unscored)


def _bar(n: int, row: TownshipRow, size: Size) -> Bar:
    x, pieces = Decimal(size.left), []
    for order, (_code, label, points) in enumerate(row.aspects, 1):
        width = points * size.per_point
        pieces.append(Piece(x, width, order, label, points))
        x += width
    return Bar(row.name, row.code, TOP + n * HEIGHT, tuple(pieces), x + 6, row.score or Decimal(0), row.conclusion_label)
