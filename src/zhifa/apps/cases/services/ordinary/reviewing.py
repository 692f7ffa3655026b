"""Legal review and collective discussion (处罚法 57, 58)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.models import CaseProposal, Discussion, LegalReview, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import hearing_of, proposal_of
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move, step
from zhifa.apps.documents.wording import moment
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts

REVIEWED = "主体与管辖、事实、证据、程序、依据、裁量、文书"


def pass_review(
    *, by: Actor, at: datetime, case: UUID | str, opinion: str, qualification: str = "", version: int | None = None
) -> OrdinaryCase:
    """通过. Who never reviewed before names the number of the national legal qualification (处罚法 58, OFF-10)."""
    return _review(by, at, case, "pass_review", opinion, qualification, version)


def reject_review(
    *, by: Actor, at: datetime, case: UUID | str, opinion: str, qualification: str = "", version: int | None = None
) -> OrdinaryCase:
    """退回: the case goes back to the investigation with what must be put right."""
    return _review(by, at, case, "reject_review", opinion, qualification, version)


def _review(by: Actor, at: datetime, case: UUID | str, act: str, opinion: str, qualification: str, version: int | None) -> OrdinaryCase:
    passed = act == "pass_review"

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        earlier = LegalReview.objects.filter(tenant=row.tenant, person=by.person).exclude(qualification="").exists()
        return replace(facts, opinion=opinion, first_review=not earlier, qualified=bool(qualification.strip()))

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        held = hearing_of(proposal)
        shared = "县乡共享法制审核" if by.organ != move.case.organ else ""
        detail = "；".join(p for p in (shared, f"法律职业资格：{qualification.strip()}" if qualification.strip() else "") if p)
        facts = {
            **said.common(move.case),
            "proposal": f"{said.proposes(proposal)}；{said.triggers(proposal.triggers)}",
            "items": REVIEWED,
            "result": "审核通过" if passed else "审核不通过，退回",
            "opinion": words.ended(opinion),
            "signers": [said.signer("法制审核人员", move, detail)],
        }
        document = move.issue("DOC-R01", facts, demo=said.demo(proposal))
        move.save(
            LegalReview(
                tenant=move.case.tenant,
                case=move.case,
                proposal=proposal,
                result="passed" if passed else "rejected",
                after_hearing=bool(held and held.done),
                opinion=opinion.strip(),
                person=by.person,
                name=by.name,
                qualification=qualification.strip(),
                reviewed_at=at,
                document_id=document.id,
            )
        )

    return step(by=by, at=at, case=case, act=act, version=version, entries=entries, change=change, note=opinion)


def skip_review(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """None of the four statutory cases: the head goes on without review, against the county's own rule, for a reason (REV-03)."""

    def change(move: Move) -> None:
        move.save(
            LegalReview(
                tenant=move.case.tenant,
                case=move.case,
                proposal=proposal_of(move.case),
                result="skipped",
                opinion=reason.strip(),
                person=by.person,
                name=by.name,
                reviewed_at=at,
            )
        )

    return step(by=by, at=at, case=case, act="skip_review", version=version, change=change, note=reason)


def discuss(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    members: Sequence[Mapping[str, str]],
    conclusion: str,
    version: int | None = None,
) -> OrdinaryCase:
    """集体讨论 by at least two heads; each one's opinion is kept (`members`: name, opinion)."""
    present = [dict(m) for m in members if m.get("name", "").strip()]

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, members=len({m["name"].strip() for m in present}), reason=conclusion)

    def change(move: Move) -> None:
        proposal = proposal_of(move.case)
        document = move.issue("DOC-R02", _discussed(move, proposal, present, conclusion), demo=said.demo(proposal))
        move.save(
            Discussion(
                tenant=move.case.tenant,
                case=move.case,
                proposal=proposal,
                members=present,
                conclusion=conclusion.strip(),
                held_at=at,
                document_id=document.id,
            )
        )
        move.said["members"] = [m["name"] for m in present]

    return step(by=by, at=at, case=case, act="discuss", version=version, entries=entries, change=change, note=conclusion)


def _discussed(move: Move, proposal: CaseProposal, present: list[dict[str, str]], conclusion: str) -> dict[str, object]:
    return {
        **said.common(move.case),
        "proposal": said.proposes(proposal),
        "held_at": moment(move.at),
        "members": [f"{m['name']}：{m.get('opinion', '').strip() or '同意'}" for m in present],
        "conclusion": words.ended(conclusion),
        "signers": [said.signer("主持", move)],
    }
