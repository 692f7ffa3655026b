"""X6: drills that teams answered in time, and directives that went past the platform."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from zhifa.law.reform import Figure, Line, Standing, made
from zhifa.law.reform_bodies import Body
from zhifa.law.rulings import Reason

DRILLED = ("squad", "professional")


@dataclass(frozen=True, slots=True)
class DrillCall:
    """A drill order to a team. `day`: when it was sent; `minutes`: until the answer, begun minutes counted (None: none came); `limit`:
    minutes allowed when it was sent."""

    team: str
    day: date
    minutes: int | None
    limit: int

    @property
    def in_time(self) -> bool:
        """Answered inside the limit."""
        return self.minutes is not None and self.minutes <= self.limit


@dataclass(frozen=True, slots=True)
class OrderSample:
    """Directives that a team received in some period, looked through on `day`: how many, and how many of them not through the platform."""

    team: str
    day: date
    looked_at: int
    outside: int


def drills(bodies: Iterable[Body], calls: Iterable[DrillCall], day: date) -> Figure:
    """X6, R5: squads and professional teams that answered the last drill order to them inside its limit. A team that was never drilled
    leaves the number unsaid."""
    last: dict[str, DrillCall] = {}
    for call in sorted((c for c in calls if c.day <= day), key=lambda c: c.day):
        last[call.team] = call
    drilled = [b for b in bodies if b.kind in DRILLED and b.stands(day)]
    lines = tuple(_drilled(body, last.get(body.code)) for body in drilled)
    missing = () if drilled and all(b.code in last for b in drilled) else (Reason("reform.missing.drills"),)
    found = made("X6.drills", day, lines, missing=missing)
    if found.numerator is None:
        return found
    passed = {line.subject for line in lines if line.standing is Standing.COUNTED}
    beside = {f"reform.beside.drilled.{kind}": sum(b.code in passed for b in drilled if b.kind == kind) for kind in DRILLED}
    return replace(found, beside=beside)


def _drilled(body: Body, call: DrillCall | None) -> Line:
    if call is None:
        return Line(body.code, body.name, Standing.OPEN, Reason("reform.no_drill"), body.domain_name)
    words = {"day": str(call.day), "minutes": str(call.minutes if call.minutes is not None else ""), "limit": str(call.limit)}
    code = "reform.drill.in_time" if call.in_time else "reform.drill.late" if call.minutes is not None else "reform.drill.unanswered"
    return Line(body.code, body.name, Standing.COUNTED if call.in_time else Standing.LEFT, Reason(code, words), body.domain_name)


def orders(bodies: Iterable[Body], samples: Iterable[OrderSample], day: date) -> Figure:
    """X6: directives through the platform, of all that were found when the books of teams were looked through; the last look at each team
    counts. Teams that nobody looked at are named as missing."""
    last: dict[str, OrderSample] = {}
    for sample in sorted((s for s in samples if s.day <= day), key=lambda s: s.day):
        last[sample.team] = sample
    standing = [b for b in bodies if b.stands(day)]
    lines = tuple(line for body in standing if body.code in last for line in _sampled(body, last[body.code]))
    unseen = [b.name for b in standing if b.code not in last]
    words = {"count": str(len(unseen)), "all": str(len(standing))}
    return made("X6.orders", day, lines, missing=(Reason("reform.missing.outside_orders", words),) if unseen else ())


def _sampled(body: Body, sample: OrderSample) -> list[Line]:
    words = {"day": str(sample.day), "looked_at": str(sample.looked_at), "outside": str(sample.outside)}
    parts = ((sample.looked_at - sample.outside, Standing.COUNTED, "inside"), (sample.outside, Standing.LEFT, "outside"))
    return [
        Line(body.code, body.name, standing, Reason(f"reform.order.{code}", words), body.domain_name, weight)
        for weight, standing, code in parts
        if weight
    ]
