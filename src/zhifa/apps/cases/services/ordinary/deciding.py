"""The decision of the head of the organ and its serving (处罚法 57, 59–61)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import CaseProposal, OrdinaryCase, OrdinaryDecision
from zhifa.apps.cases.ordinary_facts import proposal_of, proposed
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.delivering import Delivery, how, issue_return, served_on, with_delivery
from zhifa.apps.cases.services.ordinary.enforcing import store_window
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, rule_again, step, store_deadline
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.documents import queries
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.wording import moment
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.procedure.ordinary_guards import UNDER_FOURTEEN


def decide(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    fine: Decimal | None = None,
    findings: Sequence[str] | None = None,
    correction: str = "",
    reason: str = "",
    version: int | None = None,
) -> OrdinaryCase:
    """The decision as told, or with a lower `fine`. `findings`: which of the told sentences it rests on (default: all); others are
    refused. Draws the next number of the series of the identity of this day. Serving within seven working days begins."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        proposal = proposal_of(row)
        facts = proposed(facts, matter_of(row.matter_code), proposal.warning, _amount(proposal, fine), proposal)
        return replace(facts, decided_facts=tuple(findings if findings is not None else facts.told_facts), reason=reason)

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        rule_again(move)
        amount, rests_on = _amount(proposal, fine), list(move.facts.decided_facts)
        document = move.issue("DOC-D01", _decision_words(move, proposal, amount, rests_on, correction), demo=said.demo(proposal))
        move.save(
            OrdinaryDecision(
                tenant=move.case.tenant,
                case=move.case,
                proposal=proposal,
                document_id=document.id,
                number=document.number,
                warning=proposal.warning,
                fine=amount,
                findings=rests_on,
                decided_by=f"{by.name}（{by.post}）",
                decided_at=at,
            )
        )
        meet_deadline(move, "decision")
        store_deadline(move, "service", periods.decision_service(move.book, move.day))
        move.said["penalty"] = words.penalty_words(proposal.warning, amount)

    return step(by=by, at=at, case=case, act="decide", version=version, entries=entries, change=change, note=reason)


def _amount(proposal: CaseProposal, fine: Decimal | None) -> Decimal | None:
    return fine if fine is not None and proposal.fine is not None else proposal.fine


def _decision_words(move: Move, proposal: CaseProposal, fine: Decimal | None, findings: list[str], correction: str) -> dict[str, Any]:
    row = move.case
    assert row.filed_at is not None
    facts: dict[str, Any] = {
        **said.common(row),
        "procedure": f"{row.clue_source}。我机关于{moment(row.filed_at)}立案调查，现已调查终结。",
        "violation": findings,
        "evidence": said.evidence_list(row),
        **said.bases(row),
        "notice": said.notice(proposal),
        "penalty": words.penalty_words(proposal.warning, fine),
        "tier": said.tier(proposal),
        "correction": words.ended(correction),
        "remedy": said.remedy(move, move.day),
    }
    if fine:
        payment = periods.fine_payment(move.book, move.day)
        facts |= {
            "fine": str(fine),
            "performance": words.performance_words(move.book, payment),
            "surcharge": words.surcharge_words(move.book, move.day),
        }
    return facts


def decide_no_penalty(
    *, by: Actor, at: datetime, case: UUID | str, ground: str, reason: str, guardian: str = "", version: int | None = None
) -> OrdinaryCase:
    """不予处罚决定书: `ground` one of `GROUNDS`; `reason` says what was found and how the party was educated (处罚法 33, 57). For a child
    the `guardian` is ordered to see to it (处罚法 30). Served like every decision."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, ground=ground if ground in GROUNDS else "", reason=reason, guardian=guardian)

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        facts = {
            **said.common(move.case),
            "violation": proposal.findings,
            "ground": GROUNDS[ground],
            "basis": words.quoted((Citation("行政处罚法", 33), Citation("行政处罚法", 57, 1))),
            "education": words.ended(reason),
            "remedy": said.remedy(move, move.day),
        }
        document = move.issue("DOC-D03", facts)
        if ground == UNDER_FOURTEEN:
            demand = {"guardian": guardian.strip(), "demand": f"加以管教，防止再次发生。{words.ended(reason)}"}
            move.issue("DOC-D04", {**facts, **demand, "signers": [said.signer("机关负责人", move)]})
        move.case.end_ground = ground
        meet_deadline(move, "decision", "statement", "hearing_request")
        store_deadline(move, "service", periods.decision_service(move.book, move.day))
        move.said["number"] = document.number
        move.said["ground"] = GROUNDS[ground]

    return step(by=by, at=at, case=case, act="decide_no_penalty", version=version, entries=entries, change=change, note=reason)


def withdraw_decision(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """A decision with a mistake that nobody received yet: its number stays void in the series, and a new one is made."""

    def change(move: Move) -> None:
        decision = _decision(move)
        documents.void(by=by, at=at, document_id=decision.document_id, reason=reason)
        decision.withdrawn_at = at
        move.save(decision)
        meet_deadline(move, "service")
        for due in move.case.deadlines.filter(kind="decision"):
            due.met_at = None
            move.save(due)
        move.said["number"] = decision.number

    return step(by=by, at=at, case=case, act="withdraw_decision", version=version, change=change, note=reason)


def _decision(move: Move) -> OrdinaryDecision:
    found: OrdinaryDecision = move.case.decisions.get(withdrawn_at__isnull=True)
    return found


def serve(*, by: Actor, at: datetime, case: UUID | str, delivery: Delivery, version: int | None = None) -> OrdinaryCase:
    """Served, with a penalty or without: the days for payment and remedies run from here (SER-12)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return with_delivery(facts, delivery, at)

    def change(move: Move) -> None:
        row = move.case
        decision = row.decisions.filter(withdrawn_at__isnull=True).first()
        row.served_on, row.served_how = served_on(move), how(delivery)[:200]
        paper = _paper(move, decision)
        issue_return(move, delivery, paper)
        due = row.deadlines.get(kind="service").due
        meet_deadline(move, "service")
        if decision and decision.fine:
            store_deadline(move, "payment", periods.fine_payment(move.book, row.served_on))
            store_window(move)
        move.said |= {"paper": paper, "served_on": row.served_on.isoformat(), "late": row.served_on > due}

    return step(by=by, at=at, case=case, act="serve", version=version, entries=entries, change=change)


def _paper(move: Move, decision: OrdinaryDecision | None) -> str:
    """The decision that is served, or that there is no penalty."""
    if decision:
        return f"行政处罚决定书（{decision.number}）"
    found = [d for d in queries.of_subjects(move.case.pk) if d.kind == "DOC-D03"]
    return f"{found[-1].name}（{found[-1].number}）"
