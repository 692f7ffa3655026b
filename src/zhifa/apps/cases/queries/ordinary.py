"""Questions about ordinary cases: rows for pages and APIs, parties masked, and what a person can do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from zhifa.apps.cases import ordinary_permissions as permissions
from zhifa.apps.cases import permissions as shared
from zhifa.apps.cases.facts import matter_of, provision
from zhifa.apps.cases.models import Case, CaseProposal, OrdinaryCase, OrdinaryDeadline
from zhifa.apps.cases.ordinary_facts import ordinary_facts, subjects
from zhifa.apps.cases.queries.acts import FILLED, Offer
from zhifa.apps.cases.queries.rows import DecisionRow, ReceiptRow
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence.queries import EvidenceRow
from zhifa.apps.parties import queries as parties
from zhifa.apps.parties.queries import PartyRow
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor, Role
from zhifa.law.penalties import FINE, WARNING, Penalty
from zhifa.law.procedure.hearing import HearingPlan
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_guards import EVIDENCE_KINDS, TRIGGERS, OrdinaryFacts
from zhifa.law.procedure.serving import ServingFacts
from zhifa.law.procedure.summary_case import FIELD
from zhifa.law.rulings import Refused, Ruling

DEADLINES = {
    "decision": "作出决定（九十日）",
    "preservation": "处理登记保存物品",
    "statement": "陈述申辩期",
    "hearing_request": "要求听证期",
    "service": "送达决定书",
    "payment": "缴纳罚款",
}
EFFECTS = {
    "approve_filing": "以{identity}名义立案，九十日办案期限从现在起算",
    "refuse_filing": "不予立案，理由留痕",
    "join_case": "你以本人账号参加办案，法律要求至少两名执法人员",
    "release_officer": "撤下一名办案人员，已做的工作保留",
    "correct_entry": "更正录入，原来的内容留痕",
    "add_evidence": "按法定八类登记一件证据，文件入库时已计算校验值",
    "record_site": "制作现场笔录",
    "record_interview": "制作询问笔录",
    "request_preservation": "报机关负责人批准先行登记保存",
    "approve_preservation": "批准后执法人员可以登记保存",
    "register_preservation": "交付通知书和清单，七个工作日内必须处理",
    "dispose_preservation": "对登记保存的物品作出处理决定",
    "request_recusal": "登记回避申请；决定前不停止调查，但不能作出处罚决定",
    "decide_recusal": "决定是否回避；同意的，该人员退出办案",
    "conclude": "制作调查终结报告，送法制审核",
    "pass_review": "审核通过，可以告知或者提请决定",
    "reject_review": "退回补充调查",
    "skip_review": "不属四种法定情形的，说明理由后不经审核",
    "notify": "制作事先告知书；达到听证条件的自动换成听证告知书",
    "serve_notice": "送达告知书，陈述申辩和听证的期限从送达次日起算",
    "hear_statement": "记录陈述申辩和复核意见，不得因申辩加重处罚",
    "record_waiver": "记录当事人明确放弃的权利和凭据",
    "request_hearing": "当事人在五个工作日内要求听证的，必须举行",
    "end_waiting": "告知期届满或者已明确放弃，提请决定",
    "summon_hearing": "送达听证通知书，与听证日之间须满七个工作日",
    "postpone_hearing": "改期后重新通知",
    "withdraw_hearing": "当事人撤回听证要求",
    "hold_hearing": "由指定的主持人举行听证并制作笔录",
    "end_hearing": "当事人无正当理由不出席，终止听证",
    "report_hearing": "提交听证报告，决定应当根据听证笔录作出",
    "investigate_again": "回到调查取证，之后须重新告知",
    "discuss": "机关负责人集体讨论，记明各人意见",
    "decide": "以{identity}名义作出处罚决定，取下一个文号",
    "decide_no_penalty": "作出不予处罚决定",
    "withdraw_decision": "决定书作废，编号保留，可以重新作出",
    "serve": "送达决定书，缴款和救济期限从送达次日起算",
    "import_receipt": "只由银行或者财政回单导入",
    "close": "批准结案",
    "archive": "把全部文书和证据装订成一份有目录和校验清单的 PDF",
}
FOR_OFFICERS = ("investigating", "reviewed", "notified", "waiting", "decided", "closed")


@dataclass(frozen=True, slots=True)
class OrdinaryLine:
    """A case in a list. `next_due`: the nearest open last day."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    identity: str
    team_name: str
    place: str
    proposed_at: datetime
    next_due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer on the case now."""

    person: str
    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A last day and how it was counted; `met_at` ends it."""

    kind: str
    label: str
    due: date
    counted_from: date
    count: int
    unit: str
    rule: str
    citations: tuple[str, ...]
    excluded: tuple[date, ...]
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A registered piece of evidence; `sha256` empty for what is no file."""

    kind_label: str
    name: str
    origin: str
    collected_at: datetime
    collected_by: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What was reported, told and answered."""

    position: int
    findings: tuple[str, ...]
    opinion: str
    warning: bool
    fine: Decimal | None
    tier: str
    tier_words: str
    tier_demo: bool
    triggers: tuple[str, ...]
    serious: bool
    right_told: bool
    served_on: date | None
    served_how: str
    statement: str
    review: str
    waiver_proof: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Somebody's word on the case: a legal review, a discussion, a recusal, a preservation, a hearing."""

    what: str
    who: str
    result: str
    text: str
    at: datetime | date | None


@dataclass(frozen=True, slots=True)
class OrdinaryRow:
    """An ordinary case with everything on file."""

    id: UUID
    version: int
    ref: str
    title: str
    state: str
    state_label: str
    done: bool
    matter_code: str
    matter_name: str
    place: str
    acting_identity: str
    organ: str
    team: str
    team_name: str
    authority: dict[str, Any]
    demo: bool
    summary_id: UUID | None
    incident_matter_id: UUID | None
    party: PartyRow | None
    clue_source: str
    occurred_at: datetime | None
    narrative: str
    proposed_at: datetime
    filed_at: datetime | None
    served_on: date | None
    served_how: str
    officers: tuple[OfficerRow, ...]
    deadlines: tuple[DueRow, ...]
    pieces: tuple[PieceRow, ...]
    proposals: tuple[ProposalRow, ...]
    notes: tuple[NoteRow, ...]
    decisions: tuple[DecisionRow, ...]
    receipts: tuple[ReceiptRow, ...]
    documents: tuple[DocumentRow, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def proposal(self) -> ProposalRow | None:
        """The report that stands."""
        return self.proposals[-1] if self.proposals else None

    @property
    def decision(self) -> DecisionRow | None:
        """The decision in force."""
        return next((d for d in self.decisions if d.withdrawn_at is None), None)

    @property
    def bound(self) -> DocumentRow | None:
        """The archived file."""
        return next((d for d in self.documents if d.kind == "DOC-A01"), None)


def _seen(by: Actor) -> QuerySet[OrdinaryCase]:
    mine = OrdinaryCase.objects.filter(permissions.mine(by)).values("pk")
    return OrdinaryCase.objects.filter(permissions.visible(by) | Q(pk__in=mine))


def _lines(found: QuerySet[OrdinaryCase]) -> tuple[OrdinaryLine, ...]:
    nearest = Min("deadlines__due", filter=Q(deadlines__met_at__isnull=True))
    rows = found.select_related("party").annotate(next_due=nearest).order_by("-proposed_at", "-id")
    return tuple(_line(c, c.next_due) for c in rows)


def _line(c: OrdinaryCase, due: date | None) -> OrdinaryLine:
    return OrdinaryLine(
        c.id,
        c.ref,
        title_of(c),
        c.state,
        ORDINARY_CASE.state_labels[c.state],
        c.acting_identity,
        c.team_name,
        c.place,
        c.proposed_at,
        due,
        c.state in ORDINARY_CASE.final,
    )


def title_of(case: OrdinaryCase) -> str:
    """What the case is called on pages."""
    return f"{case.matter_name} · {case.party.name if case.party else '当事人待确认'}"


def ordinary_cases(by: Actor, states: Iterable[str] | None = None) -> tuple[OrdinaryLine, ...]:
    """Ordinary cases this person may see, newest first (1 query)."""
    found = _seen(by)
    return _lines(found.filter(state__in=list(states)) if states is not None else found)


def ordinary_waiting(by: Actor) -> tuple[OrdinaryLine, ...]:
    """What waits for this person: to approve, to review, to preside, or to go on with as an officer (1 query)."""
    return _lines(_waiting(by))


def count_waiting(by: Actor) -> int:
    """How many (1 query)."""
    return _waiting(by).count()


def _waiting(by: Actor) -> QuerySet[OrdinaryCase]:
    mine = Q(pk__in=())
    if by.has(Role.APPROVER):
        asked = Q(preservations__approved_at__isnull=True, preservations__isnull=False) | Q(
            recusals__granted__isnull=True, recusals__isnull=False
        )
        mine |= Q(organ=by.organ) & (Q(state__in=("proposed", "answered", "paid")) | asked)
    if by.has(Role.LEGAL_REVIEWER):
        mine |= Q(state__in=("reported", "hearing_requested"))
    if by.person and by.has(Role.LEGAL_REVIEWER, Role.GUIDANCE):
        mine |= Q(hearings__presider=by.person, state__in=("hearing_summoned", "hearing_held"))
    if by.person and by.has(*FIELD):
        mine |= Q(handlers__person=by.person, handlers__left_at__isnull=True, state__in=FOR_OFFICERS)
        mine |= Q(team=by.team, state="proposed") & ~Q(handlers__person=by.person) if by.team else Q(pk__in=())
    return OrdinaryCase.objects.filter(pk__in=OrdinaryCase.objects.filter(Q(tenant=by.tenant) & mine).values("pk"))


def ordinary_of(by: Actor, *incident_matters: UUID) -> tuple[OrdinaryLine, ...]:
    """Ordinary cases from these matters of incidents (1 query)."""
    return _lines(_seen(by).filter(incident_matter__in=incident_matters))


def ordinary_case(by: Actor, case_id: UUID | str) -> OrdinaryRow | None:
    """Everything on file, when this person may see it (about 18 queries)."""
    found = _seen(by).filter(pk=case_id).select_related("party", "incident_matter__dispatch").first()
    return _row(found) if found else None


def _row(c: OrdinaryCase) -> OrdinaryRow:
    return OrdinaryRow(
        id=c.id,
        version=c.version,
        ref=c.ref,
        title=title_of(c),
        state=c.state,
        state_label=ORDINARY_CASE.state_labels[c.state],
        done=c.state in ORDINARY_CASE.final,
        matter_code=c.matter_code,
        matter_name=c.matter_name,
        place=c.place,
        acting_identity=c.acting_identity,
        organ=c.organ,
        team=c.team,
        team_name=c.team_name,
        authority=c.authority,
        demo=bool(c.authority.get("ruling", {}).get("assumptions")),
        summary_id=c.summary_id,
        incident_matter_id=c.incident_matter_id,
        party=parties.row(c.party) if c.party else None,
        clue_source=c.clue_source,
        occurred_at=c.occurred_at,
        narrative=c.narrative,
        proposed_at=c.proposed_at,
        filed_at=c.filed_at,
        served_on=c.served_on,
        served_how=c.served_how,
        officers=tuple(OfficerRow(h.person, h.name, h.certificate) for h in c.handlers.filter(left_at__isnull=True).order_by("joined_at")),
        deadlines=tuple(_due(d) for d in c.deadlines.order_by("due")),
        pieces=tuple(
            PieceRow(EVIDENCE_KINDS[p.kind], p.name, p.origin, p.collected_at, tuple(p.collected_by), p.sha256)
            for p in c.pieces.order_by("collected_at")
        ),
        proposals=tuple(_proposal(p) for p in c.proposals.order_by("position")),
        notes=_notes(c),
        decisions=tuple(
            DecisionRow(d.number, d.document_id, d.warning, d.fine, d.decided_at, d.withdrawn_at)
            for d in c.decisions.order_by("decided_at")
        ),
        receipts=tuple(
            ReceiptRow(r.source, r.number, r.amount, r.surcharge, r.paid_on, r.imported_at) for r in c.receipts.order_by("paid_on")
        ),
        documents=documents.of_subjects(*subjects(c)),
        evidence=evidence.of(*subjects(c)),
    )


def _due(d: OrdinaryDeadline) -> DueRow:
    return DueRow(
        d.kind,
        DEADLINES[d.kind],
        d.due,
        d.counted_from,
        d.count,
        d.unit,
        d.rule,
        tuple(d.citations),
        tuple(date.fromisoformat(x) for x in d.excluded),
        d.met_at,
    )


def _proposal(p: CaseProposal) -> ProposalRow:
    return ProposalRow(
        p.position,
        tuple(p.findings),
        p.opinion,
        p.warning,
        p.fine,
        p.tier,
        p.tier_words,
        p.tier_demo,
        tuple(TRIGGERS[t] for t in p.triggers),
        p.serious,
        p.right_told,
        p.served_on,
        p.served_how,
        p.statement,
        p.review,
        p.waiver_proof,
    )


RESULTS = {"passed": "通过", "rejected": "退回", "skipped": "不经审核"}
STAGES = {"none": "已处理", "requested": "待批准", "approved": "已批准待实施", "running": "保存中"}


def _notes(c: OrdinaryCase) -> tuple[NoteRow, ...]:
    reviews = [NoteRow("法制审核", r.name, RESULTS[r.result], r.opinion, r.reviewed_at) for r in c.reviews.order_by("reviewed_at")]
    talks = [
        NoteRow("集体讨论", "、".join(m["name"] for m in d.members), "", d.conclusion, d.held_at) for d in c.discussions.order_by("held_at")
    ]
    recusals = [
        NoteRow("回避申请", r.name, {None: "待决定", True: "同意", False: "驳回"}[r.granted], r.ground, r.asked_at)
        for r in c.recusals.order_by("asked_at")
    ]
    held = [
        NoteRow("先行登记保存", "、".join(i["name"] for i in p.items), STAGES[p.stage], p.disposition or p.reason, p.requested_at)
        for p in c.preservations.order_by("requested_at")
    ]
    hearings = [NoteRow("听证", h.presider_name, "已撤回" if h.withdrawn else "", h.report or h.asked_how, h.on) for h in c.hearings.all()]
    return tuple([*held, *recusals, *reviews, *hearings, *talks])


def sees(by: Actor, subject: UUID) -> bool:
    """The reader may see this case, ordinary or on the spot, whose file is asked for (at most 2 queries)."""
    if _seen(by).filter(pk=subject).exists():
        return True
    mine = Case.objects.filter(shared.mine(by)).values("pk")
    return Case.objects.filter(shared.visible(by) | Q(pk__in=mine), pk=subject).exists()


def ordinary_acts(by: Actor, case_id: UUID | str, day: date) -> tuple[Offer, ...]:
    """Acts of the present state in table order, from the same checks that the services make (about 18 queries)."""
    case = _seen(by).filter(pk=case_id).select_related("party", "incident_matter__dispatch").first()
    if case is None:
        return ()
    standing, facts, book = permissions.standing(case), _expected(case, day), county_book()
    offers = []
    for row in ORDINARY_CASE.acts_from(case.state):
        refusal: Ruling | None = None
        try:
            permissions.check_act(by, standing, row.act, _for_act(row.act, facts, case, by), book, day)
        except Refused as refused:
            refusal = refused.ruling
        effect = EFFECTS[row.act].format(identity=case.acting_identity)
        offers.append(Offer(row.act, ORDINARY_CASE.act_labels[row.act], effect, row.target, not by.roles.isdisjoint(row.roles), refusal))
    return tuple(offers)


def _expected(case: OrdinaryCase, day: date) -> OrdinaryFacts:
    """What is on file, and for what a form will bring a good entry: only what no entry could cure refuses now."""
    facts = ordinary_facts(case, day)
    signer = "receiving_clerk" if facts.party_kind == "organization" else "party"
    return replace(
        facts,
        reason=FILLED,
        ground=FILLED,
        changes=1,
        piece=("documentary", FILLED, FILLED),
        record_text=FILLED,
        items=1,
        opinion=FILLED,
        qualified=True,
        statement=FILLED,
        review=FILLED,
        waiver_proof=FILLED,
        serving=ServingFacts("direct", signer=signer, signed_on=day, party_kind=facts.party_kind or None),
        plan=HearingPlan(),
        absent=True,
        report=FILLED,
        members=9,
        decided_facts=facts.told_facts,
        paid_on=facts.due,
        amount=facts.fine,
    )


def _for_act(act: str, facts: OrdinaryFacts, case: OrdinaryCase, by: Actor) -> OrdinaryFacts:
    if act == "join_case":
        own = Participant(OFFICER, certified=bool(by.certificate), agency=by.organ)
        return replace(facts, people=(*facts.people, own))
    if act == "summon_hearing":
        latest = max(d.due for d in case.deadlines.all())
        return replace(facts, hearing_on=latest.replace(year=latest.year + 1))
    if act == "conclude":
        matter = matter_of(case.matter_code)
        limits, first = provision(matter, facts.party_kind, "base", Decimal(1))
        mild = (Penalty(WARNING),) if WARNING in matter.kinds or FINE not in matter.kinds else (Penalty(FINE, limits[0] or Decimal(1)),)
        rectify = first or matter.rectify_first
        return replace(facts, findings=(FILLED,), penalties=mild, limits=limits, rectify_first=rectify, tiers_exist=False, tier=None)
    return facts
