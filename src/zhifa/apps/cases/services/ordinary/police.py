"""行刑衔接: a suspected crime is reported, approved, handed to the police against a receipt; filed, declined, contested, or sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from zhifa.apps.cases import words
from zhifa.apps.cases.beside_facts import transfer_of
from zhifa.apps.cases.models import OrdinaryCase, Transfer
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Entries, Move, meet_deadline, step, store_deadline
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.law.actors import Actor
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts

MATERIALS = {
    "transfer_letter": "涉嫌犯罪案件移送书",
    "investigation_report": "涉嫌犯罪案件情况的调查报告",
    "goods_list": "涉案物品清单",
    "test_report": "有关检验报告或者鉴定结论",
    "other": "其他有关涉嫌犯罪的材料",
}
NO_GOODS = "没有涉案物品"


def report_crime(
    *, by: Actor, at: datetime, case: UUID | str, offence: str, findings: Sequence[str], version: int | None = None
) -> OrdinaryCase:
    """涉嫌犯罪: two officers report in writing; the head has three days (TRA-02, TRA-03). The case waits."""
    told = [words.ended(f) for f in findings if f.strip()]

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, findings=tuple(told), crime=replace(facts.crime, offence=offence))

    def change(move: Move) -> None:
        people = [h.name for h in move.case.handlers.filter(left_at__isnull=True).order_by("joined_at")]
        move.save(
            Transfer(tenant=move.case.tenant, case=move.case, offence=offence.strip(), findings=told, reported_at=at, reported_by=people)
        )
        due = _three_days(move, "head_decision", "transfer_decision", "TRA-03")
        facts = {
            **said.common(move.case),
            "offence": offence.strip(),
            "findings": told,
            "evidence": said.evidence_list(move.case),
            "reported_at": moment(at),
            "due": plain_date(due.due),
            "officers": said.officers(move),
        }
        move.issue("DOC-T01", facts)
        move.said["offence"] = offence.strip()

    return step(by=by, at=at, case=case, act="report_crime", version=version, entries=entries, change=change)


def _three_days(move: Move, key: str, kind: str, rule: str) -> periods.Deadline:
    due = periods.reckon(move.book, f"transfer.{key}", move.day, rule, "PER-07")
    store_deadline(move, kind, due)
    return due


def approve_transfer(*, by: Actor, at: datetime, case: UUID | str, reason: str = "", version: int | None = None) -> OrdinaryCase:
    """The head approves; it is with the police within twenty-four hours."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        found = replace(facts.crime, now=timezone.localtime(at))
        reported = timezone.localtime(found.reported_at) if found.reported_at else None
        return replace(facts, crime=replace(found, reported_at=reported), reason=reason)

    def change(move: Move) -> None:
        _decided(move, approved=True)
        move.said["hand_over_until"] = str(move.ruling.values["handover_at"])

    return step(by=by, at=at, case=case, act="approve_transfer", version=version, entries=entries, change=change, note=reason)


def refuse_transfer(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """Not approved, for a recorded reason: the case goes on."""
    return step(
        by=by,
        at=at,
        case=case,
        act="refuse_transfer",
        version=version,
        change=lambda move: _decided(move, approved=False),
        note=reason,
    )


def _decided(move: Move, *, approved: bool) -> None:
    found = _of(move)
    found.approved, found.decided_by, found.decided_at = approved, f"{move.by.name}（{move.by.post}）", move.at
    move.save(found)
    meet_deadline(move, "transfer_decision")


def _of(move: Move) -> Transfer:
    found = transfer_of(move.case)
    assert found is not None  # the state says so
    return found


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom, with what (codes of `MATERIALS`), what goods go along, who signed when. `tested`: there was a test."""

    receiver: str
    receipt: str
    materials: tuple[str, ...]
    goods: str = ""
    tested: bool = False


def hand_to_police(*, by: Actor, at: datetime, case: UUID | str, handed: HandOver, version: int | None = None) -> OrdinaryCase:
    """移送书 with its materials against the receipt; the party is told, goods go along (TRA-04, TRA-05, COE-14)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        attached = frozenset({"transfer_letter", *handed.materials})
        crime = replace(facts.crime, receiver=handed.receiver, receipt=handed.receipt, materials=attached, tested=handed.tested)
        return replace(facts, crime=crime)

    def change(move: Move) -> None:
        found = _of(move)
        found.receiver, found.receipt, found.goods = handed.receiver.strip(), handed.receipt.strip(), handed.goods.strip() or NO_GOODS
        found.materials, found.handed_at = list(handed.materials), at
        assert found.decided_at is not None  # the state says so
        facts = {
            **said.common(move.case),
            "receiver": found.receiver,
            "offence": found.offence,
            "findings": found.findings,
            "materials": [MATERIALS[m] for m in ("transfer_letter", *found.materials) if m in MATERIALS],
            "approval": f"经机关负责人{found.decided_by}于{moment(found.decided_at)}批准",
            "receipt": found.receipt,
            "goods": found.goods,
            "officers": said.officers(move),
        }
        letter = move.issue("DOC-T02", facts)
        move.issue("DOC-D05", facts)
        move.save(found)
        _three_days(move, "police_answer", "police_answer", "TRA-06")
        move.said |= {"receiver": found.receiver, "receipt": found.receipt, "number": letter.number}

    return step(by=by, at=at, case=case, act="hand_to_police", version=version, entries=entries, change=change)


def police_filed(*, by: Actor, at: datetime, case: UUID | str, letter: str, version: int | None = None) -> OrdinaryCase:
    """The police filed: goods and material are handed over within three days (TRA-08)."""
    return _answered(by, at, case, "police_filed", "filed", letter, version)


def police_declined(*, by: Actor, at: datetime, case: UUID | str, letter: str, version: int | None = None) -> OrdinaryCase:
    """The police did not file: contest it within three days, or go on (TRA-07)."""
    return _answered(by, at, case, "police_declined", "declined", letter, version)


def _answered(by: Actor, at: datetime, case: UUID | str, act: str, answer: str, letter: str, version: int | None) -> OrdinaryCase:
    kind, rule = ("goods_handover", "TRA-08") if answer == "filed" else ("police_refusal", "TRA-07")

    def change(move: Move) -> None:
        found = _of(move)
        found.answer, found.letter, found.answered_on = answer, letter.strip(), move.day
        move.save(found)
        meet_deadline(move, "police_answer")
        _three_days(move, kind, kind, rule)
        move.said["letter"] = found.letter

    return step(by=by, at=at, case=case, act=act, version=version, entries=_letter(letter), change=change)


def _letter(letter: str, sender: str = "") -> Entries:
    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, crime=replace(facts.crime, letter=letter, sender=sender))

    return entries


def contest_refusal(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """提请复议 or 建议立案监督: the police look at it again."""

    def change(move: Move) -> None:
        found = _of(move)
        facts = {
            **said.common(move.case),
            "receiver": found.receiver,
            "notice": found.letter,
            "reason": words.ended(reason),
            "officers": said.officers(move),
        }
        move.issue("DOC-T04", facts)
        found.answer = ""
        move.save(found)
        meet_deadline(move, "police_refusal")
        _three_days(move, "police_answer", "police_answer", "TRA-06")

    return step(by=by, at=at, case=case, act="contest_refusal", version=version, change=change, note=reason)


def resume_case(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """No crime for the police: what deserves a penalty is penalised. The ninety days ran on (TRA-13, AMB-10)."""
    return step(
        by=by,
        at=at,
        case=case,
        act="resume_case",
        version=version,
        change=lambda move: meet_deadline(move, "police_refusal"),
        note=reason,
    )


def hand_over_goods(*, by: Actor, at: datetime, case: UUID | str, goods: str, version: int | None = None) -> OrdinaryCase:
    """Goods and material go to the police, item by item, signed by both."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, crime=replace(facts.crime, goods=goods))

    def change(move: Move) -> None:
        found = _of(move)
        listed = [line.strip() for line in goods.splitlines() if line.strip()]
        facts = {
            **said.common(move.case),
            "receiver": found.receiver,
            "notice": found.letter,
            "goods": listed,
            "officers": said.officers(move),
        }
        move.issue("DOC-T03", facts)
        meet_deadline(move, "goods_handover")

    return step(by=by, at=at, case=case, act="hand_over_goods", version=version, entries=entries, change=change)


def take_back(
    *, by: Actor, at: datetime, case: UUID | str, sender: str, letter: str, materials: str = "", version: int | None = None
) -> OrdinaryCase:
    """反向移送: the judiciary sends it back for the penalty; the ninety days begin with this day (TRA-11)."""

    def change(move: Move) -> None:
        found, row = _of(move), move.case
        found.answer, found.letter, found.answered_on = "returned", letter.strip(), move.day
        move.save(found)
        row.refiled_on = move.day
        due = periods.reckon(move.book, "decision", move.day, "TRA-11", "PER-02", "PER-13")
        store_deadline(move, "decision", due)
        meet_deadline(move, "goods_handover")
        facts = {
            **said.common(row),
            "sender": sender.strip(),
            "letter": letter.strip(),
            "materials": materials.strip() or "随函案卷",
            "due": f"自收到之日起九十日，至{plain_date(due.due)}",
            "officers": said.officers(move),
        }
        move.issue("DOC-T06", facts)
        move.said |= {"letter": letter.strip(), "due": due.due.isoformat()}

    return step(by=by, at=at, case=case, act="take_back", version=version, entries=_letter(letter, sender), change=change)
