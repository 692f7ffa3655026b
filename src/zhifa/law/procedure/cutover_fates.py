"""What happens to each piece of work in flight when the power over it, or the squad of its area, changes (R37, R54, R116).

One rule for each kind, with its ground; no article settles it, so the ground is the county's (方案 四（四）, 八（三）) beside the articles
that it must not offend: a case on file is finished by the organ that filed it unless the change says that cases move.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from zhifa.law.citations import Citation
from zhifa.law.procedure.cutover import REGULATION
from zhifa.law.procedure.dispatch import COUNTY_LEVEL

COVERAGE, POWER, ENDED = "coverage", "power", "ended"
"""Why it is touched: another squad of the same organ, another organ, or nobody holds the power any more."""

TASK, SUMMARY, ORDINARY, FINE, GOODS = "task", "summary_case", "ordinary_case", "fine", "goods"
ORDER, LINE, VISIT = "order", "plan_line", "inspection"
KINDS = {
    TASK: "派遣任务",
    SUMMARY: "简易程序案件",
    ORDINARY: "普通程序案件",
    FINE: "未缴清的罚款",
    GOODS: "登记保存物品",
    ORDER: "责令改正",
    LINE: "检查计划",
    VISIT: "行政检查",
}
CASES = frozenset({SUMMARY, ORDINARY, FINE, GOODS})

WITH_ITS_CASE = frozenset({"in_case", "penalising"})
VISIT_AHEAD = frozenset({"planned", "approved"})

HOLDERS = Citation("行政处罚法", 18)
FILING = Citation("行政处罚法", 54, 2)
DISPUTES = Citation(REGULATION, 17, 2)
SUPERVISION = Citation(REGULATION, 16)
COORDINATION = Citation(REGULATION, 12)
ORDERS = Citation("行政处罚法", 28, 1)


@dataclass(frozen=True, slots=True)
class Work:
    """One open item. `id`: of its row; `label`: number or reference; `power`: that it rests on (`penalty` for whatever leads to a penalty);
    `areas`: the townships and platforms it lies in; `organ`, `team`: who has it now. `due`: its nearest clock, an instant or a last day;
    `source`: id of the incident's matter that it comes from; `case`: id of the case that preserved goods lie in; `on_file`: the case was
    filed; `settled`: whose it is was ruled by the adjudicator; `taken_up`: the county took it up from a township or squad."""

    kind: str
    id: str
    label: str
    matter: str
    matter_name: str
    domain: str
    areas: tuple[str, ...]
    power: str
    state: str
    state_label: str
    organ: str
    team: str
    team_name: str
    identity: str
    due: datetime | date | None = None
    due_basis: str = ""
    source: str = ""
    case: str = ""
    on_file: bool = False
    settled: bool = False
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a piece of work: codes, names as of the day, and the ruling whose it is as plain JSON."""

    organ: str
    organ_name: str
    holder_kind: str
    identity: str
    team: str
    team_name: str
    commander: str = ""
    authority: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As a receipt keeps it; the ruling is not copied, because thousands share one."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def brief(self) -> dict[str, str]:
        """As a record names it."""
        return {"organ": self.organ, "team": self.team, "team_name": self.team_name, "identity": self.identity}


@dataclass(frozen=True, slots=True)
class Handed:
    """A piece of work goes to another holder; only when it is still with `organ` and `team`."""

    id: str
    organ: str
    team: str
    to: Holder


@dataclass(frozen=True, slots=True)
class Fate:
    """`moves`: to the new holder; `asked`: it has to accept. `reason`: code of the sentence that says why."""

    moves: bool
    asked: bool
    reason: str
    citations: tuple[Citation, ...] = ()


def fate(work: Work, cause: str, *, cases_move: bool, whole: bool = True) -> Fate:
    """`cases_move`: the change says that cases on file go over as well; `whole`: every area it lies in is touched."""
    if cause == ENDED:
        return Fate(False, False, "fate.nobody_takes_it", (HOLDERS,))
    if work.settled:
        return Fate(False, False, "fate.settled", (DISPUTES,))
    if work.taken_up:
        return Fate(False, False, "fate.taken_up", COUNTY_LEVEL)
    if work.kind == TASK:
        return _task(work, cause, cases_move)
    if work.kind in CASES:
        return _case(work, cases_move)
    if work.kind == ORDER:
        return _order(cause, cases_move)
    return _planned(work, cause, whole)


def _task(work: Work, cause: str, cases_move: bool) -> Fate:
    if work.state == "unsettled":
        return Fate(False, False, "fate.ruled_first", (DISPUTES,))
    if work.state == "handled":
        return Fate(False, False, "fate.only_verified", (COORDINATION,))
    if work.state in WITH_ITS_CASE and work.on_file and not cases_move:
        return Fate(False, False, "fate.with_its_case", (FILING,))
    if work.state == "correcting" and cause == POWER and not cases_move:
        return Fate(False, False, "fate.with_its_order", (ORDERS,))
    if work.state == "pending":
        return Fate(True, False, "fate.not_sent_yet", (COORDINATION,))
    return Fate(True, True, "fate.task_moves", (SUPERVISION,))


def _case(work: Work, cases_move: bool) -> Fate:
    if not work.on_file:
        return Fate(True, True, "fate.not_filed_yet", (HOLDERS, FILING))
    if cases_move:
        return Fate(True, True, "fate.case_moves", (HOLDERS,))
    return Fate(False, False, "fate.filed_stays", (FILING,))


def _order(cause: str, cases_move: bool) -> Fate:
    if cause == COVERAGE:
        return Fate(True, True, "fate.order_same_organ", (ORDERS,))
    if cases_move:
        return Fate(True, True, "fate.case_moves", (HOLDERS,))
    return Fate(False, False, "fate.order_stays", (ORDERS,))


def _planned(work: Work, cause: str, whole: bool) -> Fate:
    if work.kind == VISIT:
        ahead = work.state in VISIT_AHEAD
        return Fate(ahead, ahead, "fate.visit_moves" if ahead else "fate.visit_begun", (COORDINATION,))
    if cause == COVERAGE:
        return Fate(False, False, "fate.plan_of_organ", (COORDINATION,))
    if not whole:
        return Fate(False, False, "fate.plan_in_part", (COORDINATION,))
    return Fate(True, True, "fate.plan_moves", (COORDINATION,))
