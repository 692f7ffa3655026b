"""Is the act too old to be penalised 处罚时效 (TIM-01…TIM-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.procedure.periods import last_day
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

FINISHED, ONGOING, ENDED = "finished", "ongoing", "ended"


@dataclass(frozen=True, slots=True)
class ActFacts:
    """`act_state`: finished | ongoing | ended (a lasting act that ended on `act_ended_on`). The first written record of the
    act, whichever kind, is its discovery."""

    act_on: date
    act_state: str
    act_ended_on: date | None = None
    discovered_on: date | None = None
    report_registered_on: date | None = None
    filed_on: date | None = None
    health_or_finance: bool = False
    harm: bool = False

    @property
    def discovery(self) -> date | None:
        """The earliest of discovery, registered report and filing."""
        return min((d for d in (self.discovered_on, self.report_registered_on, self.filed_on) if d), default=None)


@rule("TIM-01", "行政处罚法 第三十六条 第一款")
@rule("TIM-03", "行政处罚法 第三十六条 第二款")
@rule("TIM-05", "劳动保障监察条例 第二十条")
@rule("TIM-06", "行政处罚法 第三十六条")
def penalty_barred(act: ActFacts, book: Book, day: date) -> Ruling:
    """Not discovered within two years of the act, or of the end of a lasting act: no penalty any more. What happened on the last
    day, or was filed after it, is put to a person (AMB-03). `values`: expired, not_started, limit_end."""
    if act.act_state == ONGOING:
        return ruling(Outcome.ALLOW, "TIM-03", because="limitation.not_started", values={"expired": False, "not_started": True})
    start = act.act_on if act.act_state == FINISHED else act.act_ended_on
    if start is None:
        return ruling(Outcome.ESCALATE, "TIM-03", because="limitation.end_unknown", missing=("act_ended_on",))
    end = limit_end(act, start, book, day)
    found = act.discovery
    values = {"expired": False, "not_started": False, "limit_end": end}
    if found is None:
        reason = why("limitation.discovery_unknown", end=end)
        return ruling(Outcome.ESCALATE, "TIM-01", because=reason, missing=("discovered_on",), values=values)
    if found > end:
        return ruling(Outcome.BLOCK, "TIM-01", "TIM-03", because=why("limitation.expired", end=end), values=values | {"expired": True})
    if found == end or (act.filed_on is not None and act.filed_on > end):
        reason = why("limitation.borderline", end=end, found=found)
        return ruling(Outcome.ESCALATE, "TIM-01", "TIM-06", because=reason, ambiguities=("AMB-03",), values=values)
    return ruling(Outcome.ALLOW, "TIM-01", "TIM-06", because=why("limitation.in_time", end=end, found=found), values=values)


@rule("TIM-04", "行政处罚法 第三十六条 第一款")
def other_limit(basis_level: str) -> Ruling:
    """Another time limit than two or five years needs a law: regulations and rules, the province's too, change nothing."""
    if basis_level == "law":
        return ruling(Outcome.ALLOW, "TIM-04", because="limitation.other_by_law")
    return ruling(Outcome.BLOCK, "TIM-04", because="limitation.other_needs_law")


@rule("TIM-02", "行政处罚法 第三十六条 第一款")
def limit_end(act: ActFacts, start: date, book: Book, day: date) -> date:
    """The last day: two years, five where life, health or financial safety is concerned and there is harm; no roll-over."""
    return last_day(book, "limitation_extended" if act.health_or_finance and act.harm else "limitation", start, day)
