"""批准结案: everything served, paid or ended, and dealt with; the task it came from ends with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from zhifa.apps.cases import words
from zhifa.apps.cases.beside_facts import transfer_of
from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDecision
from zhifa.apps.cases.ordinary_facts import preservation_of
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step
from zhifa.apps.cases.services.ordinary.task import task_ends
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.documents.wording import plain_date
from zhifa.law.actors import Actor
from zhifa.law.money import written


def close(*, by: Actor, at: datetime, case: UUID | str, opinion: str = "", version: int | None = None) -> OrdinaryCase:
    """结案报告: how it ended, by decision carried out, none, revoked, enforcement ended or the police."""

    def change(move: Move) -> None:
        row = move.case
        decision, held = row.decisions.filter(withdrawn_at__isnull=True).first(), preservation_of(row)
        ended = ending(move, decision)
        facts = {
            **said.common(row),
            "decision": ended,
            "served": f"{plain_date(row.served_on)}{row.served_how}" if row.served_on else "移送公安机关，已告知当事人",
            "performed": _performed(move, decision),
            "goods": held.disposition if held and held.disposition else "无登记保存物品",
            "opinion": f"同意结案。{opinion.strip()}",
            "signers": [said.signer("审批人（机关负责人）", move)],
        }
        move.issue("DOC-E09", facts)
        meet_deadline(move, "payment", "demand", "court")
        task_ends(move, f"{ended}，案件{row.ref}结案")

    return step(by=by, at=at, case=case, act="close", version=version, change=change, note=opinion)


def ending(move: Move, decision: OrdinaryDecision | None) -> str:
    """What the case ended in, with its number."""
    if decision:
        revoked = "（已被撤销）" if move.facts.after.annulled else ""
        return f"{decision.number}：{words.penalty_words(decision.warning, decision.fine)}{revoked}"
    if move.case.end_ground:
        return f"不予行政处罚：{GROUNDS[move.case.end_ground]}"
    sent = transfer_of(move.case)
    return f"移送{sent.receiver}（{sent.letter}）" if sent else "已办结"


def _performed(move: Move, decision: OrdinaryDecision | None) -> list[str] | str:
    receipts = [f"{plain_date(r.paid_on)}缴款{written(r.amount)}元（回单{r.number}）" for r in move.case.receipts.order_by("paid_on")]
    if receipts:
        return receipts
    if move.facts.after.annulled:
        return "处罚决定已被撤销，无须履行"
    if move.facts.after.ended:
        return "终结执行"
    return "无罚款，已履行" if decision else "无须履行"
