"""Facts, prior notice, statement and defence (处罚法 40, 44, 45, 62)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases.facts import matter_of, notice_of, penalties, provision
from zhifa.apps.cases.facts import tiers_of as tiers_of
from zhifa.apps.cases.models import Case, Notice
from zhifa.apps.cases.services.step import Move, step
from zhifa.apps.catalogue.queries import MatterRow, TierRow
from zhifa.apps.parties.models import Party
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.money import written
from zhifa.law.procedure.summary_guards import CaseFacts

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the officer means to decide. `fine` in yuan, None for none; `range_tier`: range of the provision (base, serious …)
    times `quantity` of its unit; `tier`: code of the discretion tier; `mitigation`: the statutory ground for less; `reason`
    answers a warning of the law."""

    warning: bool = False
    fine: Decimal | None = None
    range_tier: str = "base"
    quantity: Decimal = ONE
    tier: str = ""
    mitigation: str = ""
    reason: str = ""


def record_facts(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    narrative: str,
    occurred_at: datetime,
    party: UUID | str | None = None,
    facts_clear: bool = True,
    version: int | None = None,
) -> Case:
    """What was done, when, by whom; at least one piece of evidence that an officer answers for."""
    if occurred_at > at:
        raise Invalid({"occurred_at": [_("违法时间不能晚于现在")]})

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        if party:
            row.party = Party.objects.get(pk=party)
        kind = row.party.kind if row.party else ""
        return replace(facts, narrative=narrative, facts_clear=facts_clear, party_kind=kind)

    def change(move: Move) -> None:
        row = move.case
        row.narrative, row.occurred_at, row.facts_clear = narrative.strip(), occurred_at, facts_clear
        move.said |= {"evidence": move.facts.evidence, "facts_clear": facts_clear, "occurred_at": occurred_at.isoformat()}

    day = timezone.localdate(occurred_at)
    return step(by=by, at=at, case=case, act="record_facts", version=version, entries=entries, change=change, occurred_on=day)


def proposed(facts: CaseFacts, matter: MatterRow, proposal: Proposal) -> CaseFacts:
    """The facts with what is proposed and what the provision and the discretion standard say about it."""
    tier = tier_of(matter, facts.party_kind, proposal.tier)
    return replace(
        facts,
        penalties=penalties(proposal.warning, proposal.fine),
        versions=provision(matter, facts.party_kind, proposal.range_tier, proposal.quantity),
        rectify_first=matter.rectify_first,
        tier=(tier.minimum, tier.maximum) if tier else None,
        tiers_exist=bool(tiers_of(matter, facts.party_kind)),
        mitigation=bool(proposal.mitigation.strip()),
        reason=proposal.reason,
    )


def tier_of(matter: MatterRow, party_kind: str, code: str) -> TierRow | None:
    """The tier with this code; raises Invalid for a code that this party does not have."""
    if not code:
        return None
    found = next((t for t in tiers_of(matter, party_kind) if t.code == code), None)
    if found is None:
        raise Invalid({"tier": [_("没有这个裁量阶次")]})
    return found


def notify_party(*, by: Actor, at: datetime, case: UUID | str, proposal: Proposal, version: int | None = None) -> Case:
    """Tell the party what is meant to be decided, on which facts, reasons and basis, and that it may answer. Refused when the
    summary procedure could not end in this: kind, limit by party, precondition, range, tier, age, time, double fine."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        return proposed(facts, matter_of(row.matter_code), proposal)

    def change(move: Move) -> None:
        row = move.case
        tier = tier_of(matter_of(row.matter_code), move.facts.party_kind, proposal.tier)
        notice = Notice(
            tenant=row.tenant,
            case=row,
            position=row.notices.count() + 1,
            warning=proposal.warning,
            fine=proposal.fine,
            range_tier=proposal.range_tier,
            quantity=proposal.quantity,
            tier=proposal.tier,
            tier_words=f"{tier.name}：{tier.condition}" if tier else "",
            tier_demo=bool(tier and tier.layer == "demo"),
            mitigation=proposal.mitigation.strip(),
            told_at=at,
        )
        move.save(notice)
        move.said |= {"warning": proposal.warning, "fine": written(proposal.fine) if proposal.fine else "", "tier": notice.tier_words}

    return step(by=by, at=at, case=case, act="notify_party", version=version, entries=entries, change=change, note=proposal.reason)


def hear_statement(*, by: Actor, at: datetime, case: UUID | str, statement: str, review: str, version: int | None = None) -> Case:
    """What the party said and what came of examining it; it never makes the penalty heavier (处罚法 45)."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        return replace(facts, statement=statement, review=review)

    def change(move: Move) -> None:
        notice = notice_of(move.case)
        notice.statement, notice.review, notice.answered_at = statement.strip(), review.strip(), at
        move.save(notice)

    return step(by=by, at=at, case=case, act="hear_statement", version=version, entries=entries, change=change)


def record_waiver(*, by: Actor, at: datetime, case: UUID | str, proof: str, version: int | None = None) -> Case:
    """The party expressly waived statement and defence; `proof` names the written word or the recording (处罚法 62)."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        return replace(facts, waiver_proof=proof)

    def change(move: Move) -> None:
        notice = notice_of(move.case)
        notice.waiver_proof, notice.answered_at = proof.strip(), at
        move.save(notice)
        move.said["proof"] = proof.strip()

    return step(by=by, at=at, case=case, act="record_waiver", version=version, entries=entries, change=change)
