"""The nine jobs that the regulation gives to the county's guidance office (条例 12), and a year of each in figures.

What is counted is work done and what came of it. Nothing here counts fines, and no number of it appraises an enforcement organ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.office import ASKERS, REGULATION

JOB_LABELS = {
    "plan": "执法年度计划",
    "disputes": "职责争议",
    "links": "协调衔接机制",
    "joint": "联合执法",
    "support": "支持指导乡镇",
    "exchange": "业务交流",
    "law_link": "立法司法普法衔接",
    "analysis": "动态分析和建议",
    "assigned": "交办工作",
}
JOBS = tuple(JOB_LABELS)
KIND_LABELS = {
    "request": "请求和记录",
    "plan_line": "检查计划",
    "dispute": "争议裁定",
    "hand_over": "移送其他机关",
    "joint_line": "综合查一次",
    "assessment": "赋权评估",
    "township_change": "乡镇提出的目录调整",
    "law_change": "法律修改引起的目录调整",
    "evaluation_change": "评估引起的目录调整",
}

RESULT_LABELS = {
    "undecided": "待裁定",
    "decided": "已裁定",
    "precedent": "已裁定并立为先例",
    "unvisited": "尚未检查",
    "partly_visited": "部分检查",
    "visited": "已检查完",
}
FIGURE_LABELS = {"visits": "已检查（次）", "planned": "应检查（次）", "found": "发现问题（个）"}


def citation(job: str) -> Citation:
    """The item of the article that names the job. Raises ValueError for none."""
    return Citation(REGULATION, 12, None, JOBS.index(job) + 1)


def askers(job: str) -> frozenset[Role]:
    """Who may put something on record under the job: support is asked for by those who work in townships, what is assigned comes from the
    county's leader, the rest from anybody who works with the office."""
    if job == "support":
        return frozenset({Role.TOWNSHIP_COMMANDER, Role.SQUAD_LEADER})
    if job == "assigned":
        return frozenset({Role.LEADER})
    return ASKERS


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was done or waits under a job. `kind`: of KIND_LABELS; `key`: its number; `ref`: what its page is addressed by; `on`:
    the day that puts it into a year; `outcome`: what came of it, in words; `figures`: of FIGURE_LABELS."""

    kind: str
    key: str
    ref: str
    title: str
    about: str
    on: date
    outcome: str
    open: bool
    late: bool = False
    figures: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind, and how many came to which outcome, the most frequent first."""

    kind: str
    total: int
    open: int
    late: int
    outcomes: tuple[tuple[str, int], ...]


def groups(lines: Iterable[Line]) -> tuple[Group, ...]:
    """In the order of KIND_LABELS; kinds without a line are left out."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.kind, []).append(line)
    return tuple(_group(kind, found[kind]) for kind in KIND_LABELS if kind in found)


def _group(kind: str, lines: list[Line]) -> Group:
    outcomes = Counter(line.outcome for line in lines)
    ordered = tuple(sorted(outcomes.items(), key=lambda o: (-o[1], o[0])))
    return Group(kind, len(lines), sum(line.open for line in lines), sum(line.late for line in lines), ordered)
