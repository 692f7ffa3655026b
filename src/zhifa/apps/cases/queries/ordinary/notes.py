"""What people said and did beside the main line of an ordinary case, as short notes."""

from __future__ import annotations

from zhifa.apps.cases.models import Deferral, OrdinaryCase
from zhifa.apps.cases.queries.ordinary.rows import NoteRow
from zhifa.law.procedure.ordinary_after_guards import REMEDIES

REMEDY_RESULTS = {"upheld": "维持", "revoked": "撤销", "withdrawn": "撤回"}
REVIEWED = {"passed": "通过", "rejected": "退回", "skipped": "不经审核"}
WHAT = {
    "review": "法制审核",
    "discussion": "集体讨论",
    "recusal": "回避申请",
    "preservation": "先行登记保存",
    "hearing": "听证",
    "extension": "延长（扣除）办案期限",
    "suspension": "中止办案期限",
    "transfer": "移送公安机关",
    "deferral": "延期（分期）缴纳",
    "demand": "催告",
    "court": "申请法院强制执行",
}
RECUSED = {None: "待决定", True: "同意", False: "驳回"}
DEFERRED = {None: "待决定", True: "同意", False: "不同意"}
TRANSFERRED = {None: "待审批", True: "已批准", False: "不移送"}
ACCEPTED = {None: "待答复", True: "受理", False: "退回"}
POLICE = {"filed": "公安已立案", "declined": "公安不予立案", "returned": "已退回"}
OTHERS = {"withdrawn": "已撤回", "suspended": "中止中", "running": "进行中", "unserved": "待送达"}
STAGES = {"none": "已处理", "requested": "待批准", "approved": "已批准待实施", "running": "保存中"}


def notes_of(c: OrdinaryCase) -> tuple[NoteRow, ...]:
    """In the order in which they came up (11 queries)."""
    reviews = [NoteRow(WHAT["review"], r.name, REVIEWED[r.result], r.opinion, r.reviewed_at) for r in c.reviews.order_by("reviewed_at")]
    talks = [
        NoteRow(WHAT["discussion"], "、".join(m["name"] for m in d.members), "", d.conclusion, d.held_at)
        for d in c.discussions.order_by("held_at")
    ]
    recusals = [NoteRow(WHAT["recusal"], r.name, RECUSED[r.granted], r.ground, r.asked_at) for r in c.recusals.order_by("asked_at")]
    held = [
        NoteRow(WHAT["preservation"], "、".join(i["name"] for i in p.items), STAGES[p.stage], p.disposition or p.reason, p.requested_at)
        for p in c.preservations.order_by("requested_at")
    ]
    hearings = [
        NoteRow(WHAT["hearing"], h.presider_name, OTHERS["withdrawn"] if h.withdrawn else "", h.report or h.asked_how, h.on)
        for h in c.hearings.all()
    ]
    return tuple([*held, *recusals, *reviews, *hearings, *talks, *_days(c), *_police(c), *_afterwards(c)])


def _days(c: OrdinaryCase) -> list[NoteRow]:
    return [
        NoteRow(WHAT[p.kind], p.decided_by, f"{p.days}日" if p.days or p.until else OTHERS["suspended"], f"{p.source}：{p.reason}", p.since)
        for p in c.period_changes.order_by("since")
    ]


def _police(c: OrdinaryCase) -> list[NoteRow]:
    return [
        NoteRow(
            WHAT["transfer"],
            t.receiver or "、".join(t.reported_by),
            POLICE.get(t.answer) or TRANSFERRED[t.approved],
            f"涉嫌{t.offence}；{t.receipt or t.letter}",
            t.handed_at or t.reported_at,
        )
        for t in c.transfers.order_by("reported_at")
    ]


def _afterwards(c: OrdinaryCase) -> list[NoteRow]:
    if c.served_on is None:
        return []
    deferrals = [
        NoteRow(WHAT["deferral"], d.decided_by, DEFERRED[d.granted], _schedule(d), d.asked_at) for d in c.deferrals.order_by("asked_at")
    ]
    remedies = [
        NoteRow(REMEDIES[r.kind], "", REMEDY_RESULTS.get(r.result, OTHERS["running"]), r.letter, r.filed_on)
        for r in c.remedies.order_by("filed_on")
    ]
    demands = [
        NoteRow(WHAT["demand"], "", d.served_how or OTHERS["unserved"], d.document.number, d.served_on or d.issued_at)
        for d in c.demands.select_related("document").order_by("issued_at")
    ]
    courts = [NoteRow(WHAT["court"], a.court, ACCEPTED[a.accepted], a.letter, a.applied_on) for a in c.applications.order_by("applied_on")]
    return [*deferrals, *remedies, *demands, *courts]


def _schedule(d: Deferral) -> str:
    return "；".join(f"{p['due']} 前 {p['amount']} 元" for p in d.schedule) or d.hardship
