"""A summary case as the statute's steps and its last days as chips."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from zhifa.apps.cases.queries import CaseRow, DeadlineRow
from zhifa.interfaces.frame.parts import Deadline, Step
from zhifa.law.procedure.summary_case import SUMMARY_CASE

LINE = ("opened", "paired", "identified", "established", "notified", "heard", "decided", "served")
LABELS = {
    "opened": "两名执法人员",
    "paired": "出示证件",
    "identified": "违法事实与证据",
    "established": "告知",
    "notified": "陈述申辩",
    "heard": "决定",
    "decided": "交付",
    "served": "备案",
}


def case_steps(row: CaseRow) -> list[Step]:
    """The steps of 处罚法 51–53 in order: done, current, waiting."""
    at = LINE.index(row.state) if row.state in LINE else len(LINE)
    if row.state in ("converted", "dropped"):
        at = -1
    steps = []
    for n, state in enumerate(LINE):
        kind = "done" if n < at else "current" if n == at else "waiting"
        steps.append(Step(_(LABELS[state]), kind, _note(row, state) if n < at else ""))
    paid = row.state in ("paid", "closed") or bool(row.receipts)
    if row.decision is None or row.decision.fine:
        steps.append(Step(_("缴款"), "done" if paid else "current" if at == len(LINE) and row.state == "reported" else "waiting"))
    steps.append(Step(_("结案"), "done" if row.state in SUMMARY_CASE.final else "current" if row.state == "paid" else "waiting"))
    return steps


def _note(row: CaseRow, state: str) -> str:
    notice, decision = row.notice, row.decision
    notes = {
        "opened": "、".join(h.name for h in row.handlers),
        "paired": "、".join(h.certificate for h in row.handlers),
        "identified": row.narrative[:40],
        "established": _("罚款 %(n)s 元") % {"n": f"{notice.fine:g}"} if notice and notice.fine else _("警告") if notice else "",
        "notified": (notice.statement[:40] or _("已放弃")) if notice else "",
        "heard": decision.number if decision else "",
        "decided": row.served_how,
    }
    return notes.get(state, "")


def case_deadlines(row: CaseRow) -> list[tuple[str, Deadline]]:
    """Label and chip of each last day; days off that were passed over are named."""
    return [(d.label, deadline_of(d)) for d in row.deadlines]


def deadline_of(d: DeadlineRow) -> Deadline:
    """The chip of a stored last day."""
    units = {"working_days": _("个工作日"), "natural_days": _("日"), "calendar_days": _("日"), "days": _("日"), "months": _("个月")}
    counted = _("自 %(start)s 的次日起 %(n)s %(unit)s") % {"start": d.counted_from, "n": d.count, "unit": units.get(d.unit, d.unit)}
    return Deadline(
        d.due, d.counted_from, rule=d.rule, citations=d.citations, counted=counted, excluded=tuple(_spans(d.excluded)), done_at=d.met_at
    )


def _spans(days: tuple[date, ...]) -> list[tuple[date, date, str]]:
    """Neighbouring days off as one span."""
    spans: list[tuple[date, date, str]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day, spans[-1][2])
        else:
            spans.append((day, day, _("节假日或休息日")))
    return spans
