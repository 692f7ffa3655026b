"""How sure an answer is: raw scores mapped to shares that were right when somebody looked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

Points = tuple[tuple[float, float], ...]  # (raw value, share that was right), both rising


@dataclass(frozen=True, slots=True)
class Confidence:
    """Measured on labelled reports; between two points the line counts. Without points the raw value is taken. `high`, `medium`: from
    which share on somebody may call the answer sure."""

    enforcement: Points = ()
    field: Points = ()
    high: float = 0.85
    medium: float = 0.65

    def chance(self, raw: float) -> float:
        """How likely a report with this raw value (0..1) is for enforcement."""
        return _along(self.enforcement, raw)

    def right_field(self, lead: float) -> float:
        """How likely the first field is right that leads the second by so much evidence; 1 when nothing was measured."""
        return _along(self.field, lead) if self.field else 1.0

    def level(self, share: float) -> str:
        """high, medium or low."""
        return "high" if share >= self.high else "medium" if share >= self.medium else "low"


def _along(points: Points, value: float) -> float:
    if not points:
        return value
    if value <= points[0][0]:
        return points[0][1]
    for (left, low), (right, up) in pairwise(points):
        if value <= right:
            return low + (up - low) * (value - left) / (right - left)
    return points[-1][1]


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose stated share lay in [`since`, `until`): how many, the mean that was stated, the share that was right."""

    since: float
    until: float
    count: int
    stated: float
    right: float


def reliability(answers: list[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """(stated share 0..1, was right) in equal bins, the empty ones left out."""
    out = []
    for number in range(bins):
        since, until = number / bins, (number + 1) / bins
        last = number == bins - 1
        inside = [(stated, right) for stated, right in answers if since <= stated and (stated < until or last)]
        if inside:
            n = len(inside)
            out.append(Bin(since, until, n, sum(s for s, _ in inside) / n, sum(r for _, r in inside) / n))
    return tuple(out)


def calibration_error(found: tuple[Bin, ...]) -> float:
    """Expected calibration error: the mean distance between what was stated and what was right, by answers."""
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.stated - b.right) for b in found) / total if total else 0.0


def fitted(answers: list[tuple[float, bool]], least: int = 12) -> Points:
    """Rising points through the answers (pool adjacent violators), each of at least `least` answers: what goes into a pack."""
    ordered = sorted(answers)
    groups = [ordered[i : i + least] for i in range(0, len(ordered), least)]
    if len(groups) > 1 and len(groups[-1]) < least:
        groups[-2:] = [groups[-2] + groups[-1]]
    pools: list[list[tuple[float, bool]]] = []
    for group in groups:
        pools.append(group)
        while len(pools) > 1 and _share(pools[-2]) >= _share(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    return tuple((round(sum(raw for raw, _ in p) / len(p), 3), round(_share(p), 3)) for p in pools)


def _share(answers: list[tuple[float, bool]]) -> float:
    """With one success and one failure more than counted, so that a dozen lucky answers are no certainty."""
    return (sum(right for _, right in answers) + 1) / (len(answers) + 2)
