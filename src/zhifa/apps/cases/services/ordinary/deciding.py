"""The decision of the head of the organ, its serving, and the end of the case (处罚法 57, 59–61)."""

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
from zhifa.apps.cases.ordinary_facts import preservation_of, proposal_of, proposed
from zhifa.apps.cases.services.opening import GROUNDS
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.delivering import Delivery, how, issue_return, served_on, with_delivery
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, rule_again, step, store_deadline
from zhifa.apps.cases.services.ordinary.task import task_ends
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_guards import OrdinaryFacts


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
        document = move.issue("DOC-D01", _decision_words(move, proposal, amount, rests_on, correction), demo=proposal.tier_demo)
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


def decide_no_penalty(*, by: Actor, at: datetime, case: UUID | str, ground: str, reason: str, version: int | None = None) -> OrdinaryCase:
    """不予处罚决定书: `ground` one of `GROUNDS`; `reason` says what was found and how the party was educated (处罚法 33, 57)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, ground=ground if ground in GROUNDS else "", reason=reason)

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
        move.issue("DOC-D03", facts)
        move.case.end_ground = ground
        meet_deadline(move, "decision", "statement", "hearing_request")
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
    """Served: the days for payment and remedies run from here (SER-12)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return with_delivery(facts, delivery, at)

    def change(move: Move) -> None:
        decision = _decision(move)
        move.case.served_on, move.case.served_how = served_on(move), how(delivery)[:200]
        issue_return(move, delivery, f"行政处罚决定书（{decision.number}）")
        due = move.case.deadlines.get(kind="service").due
        meet_deadline(move, "service")
        if decision.fine:
            store_deadline(move, "payment", periods.fine_payment(move.book, move.case.served_on))
        move.said |= {"number": decision.number, "served_on": move.case.served_on.isoformat(), "late": move.case.served_on > due}

    return step(by=by, at=at, case=case, act="serve", version=version, entries=entries, change=change)


def close(*, by: Actor, at: datetime, case: UUID | str, opinion: str = "", version: int | None = None) -> OrdinaryCase:
    """批准结案: everything served, paid and dealt with."""

    def change(move: Move) -> None:
        row, decision = move.case, _decision(move)
        held = preservation_of(row)
        receipts = [f"{plain_date(r.paid_on)}缴款{r.amount}元（回单{r.number}）" for r in row.receipts.order_by("paid_on")]
        facts = {
            **said.common(row),
            "decision": f"{decision.number}：{words.penalty_words(decision.warning, decision.fine)}",
            "served": f"{plain_date(row.served_on) if row.served_on else ''}{row.served_how}",
            "performed": receipts or "无罚款，已履行",
            "goods": held.disposition if held and held.disposition else "无登记保存物品",
            "opinion": f"同意结案。{opinion.strip()}",
            "signers": [said.signer("审批人（机关负责人）", move)],
        }
        move.issue("DOC-E09", facts)
        task_ends(move, f"{decision.number}已执行完毕，案件{row.ref}结案")

    return step(by=by, at=at, case=case, act="close", version=version, change=change, note=opinion)
