"""评价 of the loop: what is measured of whom, by which formula, and what may never be measured.

Fines, confiscations and numbers of cases must not be linked with appraisal (处罚法 74); log-ins and time on line measure
obedience to a machine. `Definition` refuses them, so no pack and no editor can bring them in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from zhifa.law.book import Book
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Blocked, Outcome, Ruling

FORBIDDEN = frozenset(
    {"fine", "fine_amount", "confiscation", "income", "case_count", "penalty_count", "login", "log_in", "online_time", "points", "check_in"}
)


class State(StrEnum):
    """`PENDING`: what decides has not happened yet; `FINAL`: it has."""

    PENDING = "pending"
    FINAL = "final"


@rule("OFF-11", "行政处罚法 第七十四条 第三款", "行政处罚法 第四十二条 第二款", "优化营商环境条例 第五十九条 第三款")
def indicator(facts: Iterable[str]) -> Ruling:
    """Nothing that counts fines, confiscations or cases is an indicator; log-ins and time on line are the county's own addition,
    because they measure obedience to a machine."""
    bad = sorted(FORBIDDEN.intersection(facts))
    if bad:
        return ruling(Outcome.BLOCK, "OFF-11", because="indicator_forbidden", facts="、".join(bad))
    return ruling(Outcome.ALLOW, "OFF-11", because="indicator_allowed")


@dataclass(frozen=True, slots=True)
class Definition:
    """`facts`: names of what goes into the formula. Raises Blocked when one of them may never be an indicator."""

    code: str
    label: str
    version: int
    facts: tuple[str, ...]
    formula: str

    def __post_init__(self) -> None:
        found = indicator((self.code, *self.facts))
        if not found.permits:
            raise Blocked(found)


def same_place_metres(book: Book, day: date) -> Decimal:
    """Up to which distance another incident is at the same place: the county's number."""
    return book.value("loop.recurrence_metres", day)


_RESPONSE = Definition(
    "response",
    "按时响应",
    1,
    ("receive_due_at", "received_at", "arrive_due_at", "arrived_at"),
    "在接收时限内接收，并在到场时限内到场",
)
_SOLVED = Definition(
    "solved",
    "实质解决",
    1,
    ("verified_at", "recurrences", "window_ends"),
    "经他人核实，且观察期内同一地点同一事项没有再发生",
)
_FIRST_DISPATCH_RIGHT = Definition(
    "first_dispatch_right",
    "首派准确",
    1,
    ("first_team", "final_team", "handed_over"),
    "第一次派到的队伍就是最后办理的队伍",
)
DEFINITIONS: dict[str, Definition] = {d.code: d for d in (_RESPONSE, _SOLVED, _FIRST_DISPATCH_RIGHT)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`value` is None while pending."""

    state: State
    value: bool | None = None


def response(
    *, receive_due_at: datetime | None, received_at: datetime | None, arrive_due_at: datetime | None, arrived_at: datetime | None
) -> Verdict:
    """Both instants inside their limits; pending until the team arrived."""
    if received_at is None or arrived_at is None:
        return Verdict(State.PENDING)
    on_time = (receive_due_at is None or received_at <= receive_due_at) and (arrive_due_at is None or arrived_at <= arrive_due_at)
    return Verdict(State.FINAL, on_time)


def solved(*, verified_at: datetime | None, recurrences: int, window_ends: datetime | None, at: datetime) -> Verdict:
    """Pending until the window after verification ends without recurrence; one recurrence decides at once."""
    if verified_at is None or window_ends is None:
        return Verdict(State.PENDING)
    if recurrences:
        return Verdict(State.FINAL, False)
    return Verdict(State.FINAL, True) if at >= window_ends else Verdict(State.PENDING)


def first_dispatch_right(*, first_team: str, final_team: str, handed_over: bool, done: bool) -> Verdict:
    """Pending until the matter is verified or taken over; a hand-over means that it went to the wrong door first."""
    if not done:
        return Verdict(State.PENDING)
    return Verdict(State.FINAL, bool(first_team) and first_team == final_team and not handed_over)
