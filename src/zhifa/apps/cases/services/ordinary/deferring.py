"""延期、分期缴纳 for a party in real difficulty (处罚法 66): asked, decided, paid part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.beside_facts import deferral_of
from zhifa.apps.cases.models import Deferral, OrdinaryCase, OrdinaryDeadline
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move, step
from zhifa.apps.documents.wording import plain_date
from zhifa.law.actors import Actor
from zhifa.law.money import written
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts

Schedule = Sequence[tuple[date, Decimal]]


def request_deferral(*, by: Actor, at: datetime, case: UUID | str, hardship: str, proof: str, version: int | None = None) -> OrdinaryCase:
    """The party's application with what shows its difficulty."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, after=replace(facts.after, hardship=hardship, proof=proof))

    def change(move: Move) -> None:
        move.save(Deferral(tenant=move.case.tenant, case=move.case, hardship=hardship.strip(), proof=proof.strip(), asked_at=at))

    return step(by=by, at=at, case=case, act="request_deferral", version=version, entries=entries, change=change)


def decide_deferral(
    *, by: Actor, at: datetime, case: UUID | str, granted: bool, schedule: Schedule, reason: str, version: int | None = None
) -> OrdinaryCase:
    """Granted with days and sums that make up the fine: the last day for payment moves, each part is late by itself (SUR-04, AMB-15)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, reason=reason, after=replace(facts.after, granted=granted, schedule=tuple(schedule)))

    def change(move: Move) -> None:
        asked = deferral_of(move.case)
        assert asked is not None  # guard deferral_lawful
        asked.granted, asked.reason, asked.decided_at = granted, reason.strip(), at
        asked.decided_by = f"{by.name}（{by.post}）"
        asked.schedule = [{"due": d.isoformat(), "amount": written(s)} for d, s in schedule] if granted else []
        move.save(asked)
        move.issue("DOC-P01", _deferral_words(move, asked, schedule if granted else ()))
        if granted:
            _pay_until(move, schedule[-1][0])
        move.said |= {"granted": granted, "parts": len(asked.schedule)}

    return step(by=by, at=at, case=case, act="decide_deferral", version=version, entries=entries, change=change, note=reason)


def _pay_until(move: Move, last: date) -> None:
    due = OrdinaryDeadline.objects.get(case=move.case, kind="payment")
    due.due = due.nominal = last
    due.rule, due.citations, due.excluded, due.met_at = "SUR-04", ["行政处罚法 第六十六条 第二款"], [], None
    due.count, due.unit = (last - due.counted_from).days, "natural_days"
    move.save(due)


def _deferral_words(move: Move, asked: Deferral, schedule: Schedule) -> dict[str, object]:
    decision = move.case.decisions.get(withdrawn_at__isnull=True)
    several = len(schedule) > 1
    result = f"同意{'分期' if several else '延期'}缴纳。{asked.reason}" if schedule else f"不同意。{asked.reason}"
    return {
        **said.common(move.case),
        "decision": decision.number,
        "hardship": f"{words.ended(asked.hardship)}证明：{asked.proof}",
        "result": result,
        "schedule": [f"{plain_date(d)}前（含当日）缴纳{written(s)}元" for d, s in schedule],
        "consequence": f"逾期的，按逾期未缴的数额{words.surcharge_words(move.book, move.day)}",
        "signers": [said.signer("批准人（机关负责人）", move)],
    }
