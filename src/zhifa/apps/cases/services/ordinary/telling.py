"""Prior notice, right to a hearing, statement and defence, and the days the party has (处罚法 44, 45, 62–64)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.models import CaseProposal, Hearing, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import hearing_of, proposal_of
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.delivering import Delivery, how, issue_return, served_on, with_delivery
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step, store_deadline
from zhifa.law.actors import Actor
from zhifa.law.money import written
from zhifa.law.procedure import hearing as law_hearing
from zhifa.law.procedure import periods
from zhifa.law.procedure.notice import statement_defence
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts


def notify(*, by: Actor, at: datetime, case: UUID | str, reason: str = "", version: int | None = None) -> OrdinaryCase:
    """事先告知书; with the right to a hearing it is the 听证告知书. Whether it is follows from the proposal and the county's threshold;
    without a threshold the right is told to be safe, and `reason` answers the warning (HEA-04, AMB-07)."""

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        right = law_hearing.right_notice(move.facts.penalties, move.facts.threshold)
        proposal.right_told = bool(right.values["hearing_notice_required"])
        proposal.threshold_words, proposal.threshold_demo = _threshold(move, proposal)
        facts = _notice(move, proposal)
        document = move.issue("DOC-N02" if proposal.right_told else "DOC-N01", facts, demo=said.demo(proposal))
        proposal.notice_id, proposal.notified_at = document.id, at
        move.save(proposal)
        move.said |= {"right_told": proposal.right_told, "threshold": proposal.threshold_words, "demo": proposal.threshold_demo}

    return step(by=by, at=at, case=case, act="notify", version=version, change=change, note=reason)


def _threshold(move: Move, proposal: CaseProposal) -> tuple[str, bool]:
    """On which figure it rests that the right to a hearing was told or not, and whether nobody set it for this county (AMB-07)."""
    if not proposal.fine:
        return "", False
    found = law_hearing.threshold(move.book, move.facts.party_kind, move.day)
    if found is None:
        return "本县没有较大数额罚款的标准，按从宽告知听证权", False
    basis = str(found.citation) if found.citation else "演示值，不是本县的标准"
    return f"较大数额罚款：{written(found.value)}元以上（{basis}）", found.citation is None


def _notice(move: Move, proposal: CaseProposal) -> dict[str, Any]:
    statement, request = statement_defence(move.book, move.day), periods.hearing_request(move.book, move.day)
    return {
        **said.common(move.case),
        "violation": proposal.findings,
        "evidence": said.evidence_list(move.case),
        **said.bases(move.case),
        "penalty": said.penalty(proposal),
        "tier": said.tier(proposal),
        "defence": said.defence(statement),
        "right": said.right(request) if proposal.right_told else "",
        "standard": proposal.threshold_words,
        "contact": said.contact(move.case),
        "officers": said.officers(move),
    }


def serve_notice(*, by: Actor, at: datetime, case: UUID | str, delivery: Delivery, version: int | None = None) -> OrdinaryCase:
    """Served: the party's days for statement, defence and the request of a hearing begin on the day of service."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return with_delivery(facts, delivery, at)

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        proposal.served_on, proposal.served_how = served_on(move), how(delivery)[:200]
        move.save(proposal)
        assert proposal.notice is not None
        issue_return(move, delivery, f"{proposal.notice.name}（{proposal.notice.number}）")
        store_deadline(move, "statement", statement_defence(move.book, proposal.served_on))
        if proposal.right_told:
            store_deadline(move, "hearing_request", periods.hearing_request(move.book, proposal.served_on))
        move.said |= {"served_on": proposal.served_on.isoformat(), "how": proposal.served_how}

    return step(by=by, at=at, case=case, act="serve_notice", version=version, entries=entries, change=change)


def hear_statement(*, by: Actor, at: datetime, case: UUID | str, statement: str, review: str, version: int | None = None) -> OrdinaryCase:
    """What the party said and what came of examining it; never heavier for it (处罚法 45)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, statement=statement, review=review)

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        proposal.statement, proposal.review = statement.strip(), review.strip()
        assert proposal.notice is not None
        facts = {
            **said.common(move.case),
            "notice": proposal.notice.number,
            "statement": words.ended(statement),
            "review": words.ended(review),
            "officers": said.officers(move),
        }
        move.issue("DOC-N03", facts)
        move.save(proposal)

    return step(by=by, at=at, case=case, act="hear_statement", version=version, entries=entries, change=change)


def record_waiver(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    proof: str,
    statement: bool = True,
    hearing: bool = True,
    version: int | None = None,
) -> OrdinaryCase:
    """The party expressly waived statement and defence (`statement`), the hearing (`hearing`) or both (处罚法 62)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, waiver_proof=proof if statement or hearing else "")

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        proposal.waiver_proof = proof.strip() if statement else proposal.waiver_proof
        proposal.hearing_waiver_proof = proof.strip() if hearing and proposal.right_told else proposal.hearing_waiver_proof
        move.save(proposal)
        move.said |= {"statement": statement, "hearing": hearing, "proof": proof.strip()}

    return step(by=by, at=at, case=case, act="record_waiver", version=version, entries=entries, change=change)


def request_hearing(
    *, by: Actor, at: datetime, case: UUID | str, how: str = "", agents: int = 0, version: int | None = None
) -> OrdinaryCase:
    """The party asks for a hearing within five working days; later it is not obligatory and refused here (处罚法 64)."""

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        old = hearing_of(proposal)
        found = old or Hearing(tenant=move.case.tenant, case=move.case, proposal=proposal)
        found.asked_on, found.asked_how, found.agents, found.withdrawn = move.day, how.strip(), agents, False
        move.save(found)
        proposal.hearing_waiver_proof = ""
        move.save(proposal)
        meet_deadline(move, "hearing_request")

    return step(by=by, at=at, case=case, act="request_hearing", version=version, change=change)


def end_waiting(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> OrdinaryCase:
    """The days told are over, or expressly waived."""

    def change(move: Move) -> None:
        meet_deadline(move, "statement", "hearing_request")

    return step(by=by, at=at, case=case, act="end_waiting", version=version, change=change)


def investigate_again(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """New facts: back to the investigation; whatever comes of it is told anew (AMB-05)."""

    def change(move: Move) -> None:
        meet_deadline(move, "statement", "hearing_request")

    return step(by=by, at=at, case=case, act="investigate_again", version=version, change=change, note=reason)
