"""An ordinary case as the statute's steps: done, open, blocked and why with the article; and its last days as chips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from zhifa.apps.cases.queries import Offer, OrdinaryRow
from zhifa.interfaces.frame.loop.steps import deadline_of
from zhifa.interfaces.frame.parts import Deadline, Step
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE

LINE = (
    (("proposed",), "立案", "第五十四条"),
    (("investigating",), "调查取证", "第四十六条、第五十五条"),
    (("reported",), "法制审核", "第五十八条"),
    (("reviewed", "notified"), "事先告知", "第四十四条"),
    (("waiting",), "陈述申辩", "第四十五条、第六十二条"),
    (("hearing_requested", "hearing_summoned", "hearing_held"), "听证", "第六十三条、第六十四条"),
    (("answered",), "决定", "第五十七条、第五十九条、第六十条"),
    (("decided",), "送达", "第六十一条"),
    (("served",), "缴款", "第六十七条"),
    (("paid",), "结案", ""),
    (("closed",), "归档", "第四十七条"),
)
MAIN = {
    "proposed": "approve_filing",
    "investigating": "conclude",
    "reported": "pass_review",
    "reviewed": "notify",
    "notified": "serve_notice",
    "waiting": "end_waiting",
    "hearing_requested": "summon_hearing",
    "hearing_summoned": "hold_hearing",
    "hearing_held": "report_hearing",
    "answered": "decide",
    "decided": "serve",
    "served": "close",
    "paid": "close",
    "closed": "archive",
}
OVER = len(LINE)


def ordinary_steps(row: OrdinaryRow, offers: Sequence[Offer]) -> list[Step]:
    """The steps in order; the open one says why it cannot be finished yet and by which article."""
    reached = _reached(row.state)
    steps = []
    for n, (states, label, article) in enumerate(LINE):
        if "hearing_requested" in states and not _hearing(row):
            continue
        if n != reached:
            steps.append(Step(_(label), "done" if n < reached else "waiting", _done(row, label) if n < reached else article))
            continue
        why = _why(row, offers)
        steps.append(Step(_(label), "blocked" if why else "current", why or f"{_(row.state_label)} {article}".strip()))
    return steps


def _hearing(row: OrdinaryRow) -> bool:
    return bool(row.proposal and row.proposal.right_told)


def _reached(state: str) -> int:
    if state in ORDINARY_CASE.final:
        return OVER if state == "archived" else 0
    return next(n for n, (states, _label, _article) in enumerate(LINE) if state in states)


def _why(row: OrdinaryRow, offers: Iterable[Offer]) -> str:
    """The first sentence of what stands in the way of the main act, with its articles; the reader's duties do not count here."""
    main = next((o for o in offers if o.act == MAIN.get(row.state)), None)
    if main is None or main.refusal is None or not main.duty:
        return ""
    told = explain(main.refusal)
    assert told is not None  # a refusal always says something
    return f"{told.sentences[0] if told.sentences else ''} {'、'.join(told.citations[:2])}".strip()


def _done(row: OrdinaryRow, label: str) -> str:
    proposal, decision = row.proposal, row.decision
    told = _("送达：%(how)s") % {"how": proposal.served_how} if proposal and proposal.served_how else ""
    notes = {
        "立案": "、".join(o.name for o in row.officers),
        "调查取证": _("登记证据 %(n)s 件") % {"n": len(row.pieces)},
        "法制审核": "；".join(f"{n.who}{_(n.result)}" for n in row.notes if n.what == "法制审核")[:60],
        "事先告知": told,
        "陈述申辩": (proposal.statement or proposal.waiver_proof)[:40] if proposal else "",
        "决定": decision.number if decision else "",
        "送达": row.served_how,
    }
    return notes.get(label, "")


def ordinary_deadlines(row: OrdinaryRow) -> list[tuple[str, Deadline]]:
    """Label and chip of each last day."""
    return [(d.label, deadline_of(d)) for d in row.deadlines]
