"""What pages and APIs see of cases and orders: frozen rows, parties masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhifa.apps.cases.models import Case, Collection, CorrectionOrder, Deadline, Decision, Handler, Notice, OrdinaryDeadline, Receipt
from zhifa.apps.cases.models.case import Duty
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.evidence.queries import EvidenceRow
from zhifa.apps.parties.queries import PartyRow
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.summary_case import DONE_ON_SITE, SUMMARY_CASE

DEADLINE_LABELS = {
    "record": "报备案",
    "payment": "缴纳罚款",
    "cash_to_agency": "收缴款上交机关",
    "cash_to_bank": "收缴款缴付银行",
    "filing": "核查线索、决定是否立案",
    "decision": "作出决定（九十日）",
    "preservation": "处理登记保存物品",
    "statement": "陈述申辩期",
    "hearing_request": "要求听证期",
    "service": "送达决定书",
    "demand": "催告履行期",
    "court": "申请法院强制执行",
    "transfer_decision": "负责人决定是否移送",
    "police_answer": "公安机关审查",
    "police_refusal": "提请复议或者监督",
    "goods_handover": "移交涉案物品",
}


@dataclass(frozen=True, slots=True)
class HandlerRow:
    """An officer on the case now."""

    person: str
    name: str
    certificate: str
    organ: str
    duty: str
    duty_label: str
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What the party was told and what it answered."""

    position: int
    warning: bool
    fine: Decimal | None
    range_tier: str
    tier: str
    tier_words: str
    tier_demo: bool
    mitigation: str
    told_at: datetime
    statement: str
    review: str
    waiver_proof: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`withdrawn_at`: taken back before it was served; its number is void."""

    number: str
    document_id: UUID
    warning: bool
    fine: Decimal | None
    decided_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A last day and how it was counted; `met_at` ends it. `excluded`: days off that were passed over."""

    case_id: UUID
    kind: str
    label: str
    due: date
    nominal: date
    counted_from: date
    count: int
    unit: str
    rule: str
    citations: tuple[str, ...]
    excluded: tuple[date, ...]
    ambiguities: tuple[str, ...]
    provisional: bool
    met_at: datetime | None

    def late(self, today: date) -> bool:
        """Not done and over."""
        return self.met_at is None and today > self.due


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Imported money."""

    source: str
    number: str
    amount: Decimal
    surcharge: Decimal
    paid_on: date
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """Money taken on the spot, on its way to the bank."""

    fiscal_receipt: str
    amount: Decimal
    ground: str
    place_type: str
    collected_on: date
    ashore_on: date | None
    handed_over_on: date | None
    handed_to: str
    document_id: UUID


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order to correct."""

    id: UUID
    version: int
    number: str
    state: str
    state_label: str
    incident_matter_id: UUID | None
    matter_code: str
    matter_name: str
    place: str
    acting_identity: str
    team: str
    team_name: str
    party_id: UUID
    party_name: str
    violation: str
    demand: str
    due_on: date
    issued_at: datetime
    served_on: date | None
    served_how: str
    refused_on_spot: bool
    rechecked_on: date | None
    corrected: bool | None
    findings: str
    document_id: UUID


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. `next_due`: the nearest open last day."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    team_name: str
    place: str
    opened_at: datetime
    next_due: date | None
    done: bool


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case with everything on file. `done`: nothing is left to do on the scene, so its task can be finished."""

    id: UUID
    version: int
    tenant: str
    ref: str
    title: str
    state: str
    state_label: str
    done: bool
    incident_matter_id: UUID | None
    matter_code: str
    matter_name: str
    area: str
    place: str
    organ: str
    holder_kind: str
    acting_identity: str
    team: str
    team_name: str
    authority: dict[str, Any]
    demo: bool
    party: PartyRow | None
    order: OrderRow | None
    occurred_at: datetime | None
    narrative: str
    facts_clear: bool
    opened_at: datetime
    identity_shown_at: datetime | None
    served_on: date | None
    served_how: str
    ended_at: datetime | None
    end_ground: str
    handlers: tuple[HandlerRow, ...]
    notices: tuple[NoticeRow, ...]
    decisions: tuple[DecisionRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    receipts: tuple[ReceiptRow, ...]
    collection: CollectionRow | None
    documents: tuple[DocumentRow, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def notice(self) -> NoticeRow | None:
        """The notice that stands."""
        return self.notices[-1] if self.notices else None

    @property
    def decision(self) -> DecisionRow | None:
        """The decision in force."""
        return next((d for d in self.decisions if d.withdrawn_at is None), None)


def title_of(case: Case) -> str:
    """What the case is called on pages."""
    return f"{case.matter_name} · {case.party.name if case.party else '当事人待确认'}"


def case_line(case: Case, due: date | None) -> CaseLine:
    """The short row."""
    label = SUMMARY_CASE.state_labels[case.state]
    return CaseLine(
        case.id, case.ref, title_of(case), case.state, label, case.team_name, case.place, case.opened_at, due, case.state in DONE_ON_SITE
    )


def handler_row(h: Handler) -> HandlerRow:
    return HandlerRow(h.person, h.name, h.certificate, h.organ, h.duty, Duty(h.duty).label, h.joined_at)


def notice_row(n: Notice) -> NoticeRow:
    return NoticeRow(
        n.position,
        n.warning,
        n.fine,
        n.range_tier,
        n.tier,
        n.tier_words,
        n.tier_demo,
        n.mitigation,
        n.told_at,
        n.statement,
        n.review,
        n.waiver_proof,
        n.answered_at,
    )


def decision_row(d: Decision) -> DecisionRow:
    return DecisionRow(d.number, d.document_id, d.warning, d.fine, d.decided_at, d.withdrawn_at)


def deadline_row(d: Deadline | OrdinaryDeadline) -> DeadlineRow:
    return DeadlineRow(
        d.case_id,
        d.kind,
        DEADLINE_LABELS[d.kind],
        d.due,
        d.nominal,
        d.counted_from,
        d.count,
        d.unit,
        d.rule,
        tuple(d.citations),
        tuple(date.fromisoformat(x) for x in d.excluded),
        tuple(d.ambiguities),
        d.provisional,
        d.met_at,
    )


def receipt_row(r: Receipt) -> ReceiptRow:
    return ReceiptRow(r.source, r.number, r.amount, r.surcharge, r.paid_on, r.imported_at)


def collection_row(c: Collection) -> CollectionRow:
    return CollectionRow(
        c.fiscal_receipt,
        c.amount,
        c.ground,
        c.place_type,
        c.collected_on,
        c.ashore_on,
        c.handed_over_on,
        c.handed_to,
        c.document_id,
    )


def order_row(o: CorrectionOrder) -> OrderRow:
    return OrderRow(
        o.id,
        o.version,
        o.number,
        o.state,
        CORRECTION.state_labels[o.state],
        o.incident_matter_id,
        o.matter_code,
        o.matter_name,
        o.place,
        o.acting_identity,
        o.team,
        o.team_name,
        o.party_id,
        o.party.name,
        o.violation,
        o.demand,
        o.due_on,
        o.issued_at,
        o.served_on,
        o.served_how,
        o.refused_on_spot,
        o.rechecked_on,
        o.corrected,
        o.findings,
        o.document_id,
    )
