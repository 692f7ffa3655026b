"""Decide, hand over, report for record, close (处罚法 51, 52)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from zhifa.apps.cases import words
from zhifa.apps.cases.authority import Found, found_for, found_on_patrol, still_its_case
from zhifa.apps.cases.facts import ADOPTED, evidence_subjects, matter_of, notice_of, on_compiled, on_demo
from zhifa.apps.cases.models import Case, Decision, Handler, Notice
from zhifa.apps.cases.services.step import Move, meet_deadline, step, store_deadline
from zhifa.apps.cases.services.telling import Proposal, proposed
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.documents.services import Owner
from zhifa.apps.documents.wording import moment
from zhifa.apps.evidence import queries as evidence
from zhifa.law.actors import Actor
from zhifa.law.book import Book
from zhifa.law.procedure import periods, summary
from zhifa.law.procedure.summary_guards import CaseFacts


def decide(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    fine: Decimal | None = None,
    reason: str = "",
    correction: str = "",
    version: int | None = None,
) -> Case:
    """The decision as announced, or with a lower `fine` after the party was heard. Draws the next number of the series of the
    identity that the catalogue names on this day. `correction`: what the party is ordered to put right (处罚法 28)."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        notice = notice_of(row)
        return proposed(facts, matter_of(row.matter_code), _proposal(notice, fine, reason))

    def change(move: Move) -> None:
        row, notice = move.case, notice_of(move.case)
        _rule_again(move)
        amount = _amount(notice, fine)
        document = _issue_decision(move, notice, amount, correction)
        made = Decision(
            tenant=row.tenant,
            case=row,
            notice=notice,
            document_id=document.id,
            number=document.number,
            warning=notice.warning,
            fine=amount,
            decided_at=at,
        )
        move.save(made)
        store_deadline(move, "record", record_deadline(move.book, move.day))
        move.said |= {"number": document.number, "penalty": words.penalty_words(notice.warning, amount)}

    return step(by=by, at=at, case=case, act="decide", version=version, entries=entries, change=change, note=reason)


def _amount(notice: Notice, fine: Decimal | None) -> Decimal | None:
    return fine if fine is not None and notice.fine is not None else notice.fine


def _proposal(notice: Notice, fine: Decimal | None, reason: str) -> Proposal:
    return Proposal(
        notice.warning,
        fine if fine is not None else notice.fine,
        notice.range_tier,
        notice.quantity,
        notice.tier,
        notice.mitigation,
        reason,
    )


def _rule_again(move: Move) -> None:
    """The identity on the day of the decision stands on the document, even if the case was opened under another."""
    row = move.case
    found = still_its_case(row, timezone.localdate(row.opened_at), move.day)
    for column, value in found.columns().items():
        setattr(row, column, value)


def authority_of(row: Case, day: date) -> Found:
    """Whose case it is on that day."""
    return found_for(row.incident_matter, day) if row.incident_matter else found_on_patrol(row.matter_code, row.area, day)


def owner_of(row: Case) -> Owner:
    """Whose document it is, and who may always open it."""
    people = tuple(row.handlers.filter(left_at__isnull=True).values_list("person", flat=True))
    return Owner(row.pk, row.organ, row.acting_identity, row.team, row.area, people, on_compiled(row))


def handlers_of(row: Case) -> list[Handler]:
    """The officers on the case, the lead first."""
    return list(row.handlers.filter(left_at__isnull=True).order_by("joined_at"))


def rests_on_demo(row: Case, notice: Notice | None = None) -> bool:
    """The authority or the discretion tier comes from demonstration data."""
    return on_demo(row) or bool(notice and notice.tier_demo)


def _issue_decision(move: Move, notice: Notice, fine: Decimal | None, correction: str) -> DocumentRow:
    row, matter = move.case, matter_of(move.case.matter_code)
    assert row.party is not None  # guard facts_and_evidence came first
    signed = {move.by.person: f"{moment(move.at)}以本人账号签署"}
    facts: dict[str, Any] = {
        **words.party_words(row.party),
        **words.place_words(row),
        "violation": words.ended(row.narrative),
        "evidence": words.evidence_words(e.kind for e in evidence.of(*evidence_subjects(row)) if e.material == ADOPTED and e.stored),
        "violated": words.quoted(b.citation for b in matter.basis("prohibition")),
        "basis": words.quoted(b.citation for b in matter.basis("penalty")),
        "notice": words.notice_words(row, notice),
        "penalty": words.penalty_words(notice.warning, fine),
        "tier": notice.tier_words + ("（演示裁量阶次）" if notice.tier_demo else ""),
        "correction": words.ended(correction),
        "remedy": words.summary_remedy(move.book, move.day),
        "officers": words.officer_words(handlers_of(row), signed),
    }
    if fine:
        payment = periods.fine_payment(move.book, move.day)
        facts |= {
            "fine": str(fine),
            "fine_words": words.amount_words(fine),
            "performance": words.performance_words(move.book, payment),
            "surcharge": words.surcharge_words(move.book, move.day),
        }
    return documents.issue(by=move.by, at=move.at, kind="DOC-D02", owner=owner_of(row), facts=facts, demo=rests_on_demo(row, notice))


def record_deadline(book: Book, decided_on: date) -> periods.Deadline:
    """The law sets no period for reporting; the county's internal one, in working days (SIM-06)."""
    return summary.report_for_record(book, decided_on)


def withdraw_decision(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> Case:
    """A decision with a mistake that nobody received yet: its number stays void in the series, and a new one is made."""

    def change(move: Move) -> None:
        decision = move.case.decisions.get(withdrawn_at__isnull=True)
        documents.void(by=by, at=at, document_id=decision.document_id, reason=reason)
        decision.withdrawn_at = at
        move.save(decision)
        meet_deadline(move, "record")
        move.said["number"] = decision.number

    return step(by=by, at=at, case=case, act="withdraw_decision", version=version, change=change, note=reason)


def serve(*, by: Actor, at: datetime, case: UUID | str, received_by: str = "", version: int | None = None) -> Case:
    """Handed over on the spot; the party signed. `received_by`: who, when it was not the party itself (民诉法 88)."""
    how = f"当事人当场签收{'（' + received_by.strip() + '）' if received_by.strip() else ''}"
    return _serve(by, at, case, "serve", how, refused="", witness="", version=version)


def serve_refused(*, by: Actor, at: datetime, case: UUID | str, refusal_note: str, witness: str = "", version: int | None = None) -> Case:
    """The party refused to sign: noted on the decision and handed over all the same; it stands (处罚法 52)."""
    how = f"当事人拒绝签收，已在决定书上注明：{refusal_note.strip()}；决定书当场交付"
    return _serve(by, at, case, "serve_refused", how, refused=refusal_note.strip(), witness=witness, version=version)


def _serve(by: Actor, at: datetime, case: UUID | str, act: str, how: str, *, refused: str, witness: str, version: int | None) -> Case:
    refusing = act == "serve_refused"

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        return replace(facts, delivered=True, refused_to_sign=refusing, refusal_noted=bool(refused))

    def change(move: Move) -> None:
        row, decision = move.case, move.case.decisions.get(withdrawn_at__isnull=True)
        row.served_on, row.served_how = move.day, how[:200]
        if refused:
            noting = f"{moment(at)}当事人拒绝签收：{refused}{'；见证：' + witness.strip() if witness.strip() else ''}"
            documents.note_refusal(by=by, at=at, document_id=decision.document_id, note=noting[:200])
        _issue_return(move, decision, how, refused, witness)
        if decision.fine:
            store_deadline(move, "payment", periods.fine_payment(move.book, move.day))
        move.said |= {"number": decision.number, "served_on": move.day.isoformat(), "how": how}

    day = timezone.localdate(at)
    return step(by=by, at=at, case=case, act=act, version=version, entries=entries, change=change, occurred_on=day)


def _issue_return(move: Move, decision: Decision, how: str, refused: str, witness: str) -> None:
    row = move.case
    assert row.party is not None
    facts = {
        "document": f"当场行政处罚决定书（{decision.number}）",
        "party": words.party_words(row.party)["party"],
        "way": "当场交付",
        "served_at": moment(move.at),
        "place": row.place,
        "acknowledgement": how,
        "witness": witness.strip(),
        "refusal": refused,
        "officers": words.officer_words(handlers_of(row), {move.by.person: f"{moment(move.at)}以本人账号签署"}),
    }
    documents.issue(by=move.by, at=move.at, kind="DOC-S01", owner=owner_of(row), facts=facts, demo=rests_on_demo(row))


def report_for_record(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> Case:
    """The organ keeps a record of the decision (处罚法 52)."""

    def change(move: Move) -> None:
        row, decision = move.case, move.case.decisions.get(withdrawn_at__isnull=True)
        assert row.party is not None
        due = row.deadlines.get(kind="record")
        payment = row.deadlines.filter(kind="payment").first()
        receipt = row.receipts.first()
        paid = f"{words.local(receipt.paid_on)}已缴（{receipt.number}）" if receipt else ""
        facts = {
            "decision": decision.number,
            "party": words.party_words(row.party)["party"],
            "violation": row.narrative,
            "basis": words.quoted(matter_of(row.matter_code).citations),
            "penalty": words.penalty_words(decision.warning, decision.fine),
            "decided_at": moment(decision.decided_at),
            "served": f"{words.local(row.served_on)}{row.served_how}",
            "payment": paid or (f"未缴，期限至{words.local(payment.due)}" if payment else "无罚款"),
            "reported_at": moment(at),
            "due": f"{words.local(due.due)}（决定后{due.count}个工作日内，内控期限）",
            "officers": words.officer_words(handlers_of(row), {by.person: f"{moment(at)}以本人账号签署"}),
        }
        documents.issue(by=by, at=at, kind="DOC-B01", owner=owner_of(row), facts=facts, demo=rests_on_demo(row))
        meet_deadline(move, "record")
        move.said["late"] = move.day > due.due

    return step(by=by, at=at, case=case, act="report_for_record", version=version, change=change)


def close(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> Case:
    """Everything is done and paid: the case is archived."""
    return step(by=by, at=at, case=case, act="close", version=version)
