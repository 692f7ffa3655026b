"""听证 as a side line: summons, conduct, record, report (处罚法 63–65)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from zhifa.apps.cases import words
from zhifa.apps.cases.models import Hearing, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import hearing_of, proposal_of
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step
from zhifa.apps.documents.wording import plain_date
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.procedure.hearing import HearingPlan
from zhifa.law.procedure.ordinary_case import PRESIDING
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts

GROUNDS = {
    "none": "公开举行",
    "state_secret": "涉及国家秘密，不公开",
    "trade_secret": "涉及商业秘密，不公开",
    "privacy": "涉及个人隐私，不公开",
}
RIGHTS = (
    "可以亲自参加，也可以委托一至二人代理；有权申请主持人回避、申辩和质证、核对笔录。"
    "无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。"
)


@dataclass(frozen=True, slots=True)
class Summons:
    """When, where, before whom. `presider`: person id; `ground`: why not in public, "none" when it is public."""

    on: date
    hour: str
    place: str
    presider: str
    recorder: str
    ground: str = "none"
    reason: str = ""


def summon_hearing(*, by: Actor, at: datetime, case: UUID | str, summons: Summons, version: int | None = None) -> OrdinaryCase:
    """The summons is served this day, seven full working days before the hearing (HEA-06, PER-15)."""
    if summons.ground not in GROUNDS:
        raise Invalid({"ground": [_("请选择")]})
    presider = registry.person(summons.presider)
    if presider is None or not {str(r) for r in PRESIDING} & set(presider.roles):
        raise Invalid({"presider": [_("主持人由法制审核人员或者综合执法办人员担任")]})

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        worked = row.handlers.filter(person=summons.presider).exists()
        held = hearing_of(proposal_of(row))
        public = summons.ground == "none"
        plan = HearingPlan(worked, held.agents if held else 0, False, public, summons.ground)
        ready = summons.place.strip() and summons.hour.strip() and summons.recorder.strip()
        return replace(facts, hearing_on=summons.on if ready else None, plan=plan, reason=summons.reason)

    def change(move: Move) -> None:
        held = _of(move)
        held.on, held.hour, held.place = summons.on, summons.hour.strip(), summons.place.strip()
        held.presider, held.presider_name, held.recorder = summons.presider, presider.name, summons.recorder.strip()
        held.ground, held.public, held.summoned_on = summons.ground, summons.ground == "none", move.day
        move.issue(
            "DOC-H01",
            {
                **said.common(move.case),
                "held_at": f"{plain_date(summons.on)}{held.hour}",
                "place": held.place,
                "presider": held.presider_name,
                "recorder": held.recorder,
                "public": GROUNDS[held.ground],
                "rights": RIGHTS,
            },
        )
        if held.public:
            announced = {**said.common(move.case), "held_at": f"{plain_date(summons.on)}{held.hour}", "place": held.place}
            move.issue("DOC-H02", announced)
        move.save(held)
        move.said |= {"on": summons.on.isoformat(), "presider": held.presider_name}

    return step(by=by, at=at, case=case, act="summon_hearing", version=version, entries=entries, change=change, note=summons.reason)


def _of(move: Move) -> Hearing:
    held = hearing_of(proposal_of(move.case))
    assert held is not None  # the state says so
    return held


def postpone_hearing(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """改期: summoned anew, with the full days again."""

    def change(move: Move) -> None:
        held = _of(move)
        move.said["was"] = held.on.isoformat() if held.on else ""
        held.on, held.summoned_on = None, None
        move.save(held)

    return step(by=by, at=at, case=case, act="postpone_hearing", version=version, change=change, note=reason)


def withdraw_hearing(*, by: Actor, at: datetime, case: UUID | str, proof: str, version: int | None = None) -> OrdinaryCase:
    """The party takes its request back, in writing or on record."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, waiver_proof=proof)

    def change(move: Move) -> None:
        proposal, held = proposal_of(move.case), _of(move)
        held.withdrawn = True
        proposal.hearing_waiver_proof = proof.strip()
        move.save(held)
        move.save(proposal)

    return step(by=by, at=at, case=case, act="withdraw_hearing", version=version, entries=entries, change=change)


def hold_hearing(
    *, by: Actor, at: datetime, case: UUID | str, people: str, text: str, agents: int = 0, version: int | None = None
) -> OrdinaryCase:
    """Held by the presider named in the summons; 听证笔录 with who was there, proof and argument."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        held = hearing_of(proposal_of(row))
        assert held is not None
        plan = HearingPlan(row.handlers.filter(person=by.person).exists(), agents, False, held.public, held.ground)
        return replace(facts, record_text=text if people.strip() else "", plan=plan)

    def change(move: Move) -> None:
        held = _of(move)
        held.held_on, held.agents = move.day, agents
        facts = {
            **said.common(move.case),
            "held_at": plain_date(move.day),
            "place": held.place,
            "public": GROUNDS[held.ground],
            "people": people.strip(),
            "text": words.ended(text),
            "signers": [said.signer("听证主持人", move), {"role": "记录人", "name": held.recorder}],
        }
        move.issue("DOC-H03", facts)
        move.save(held)

    return step(by=by, at=at, case=case, act="hold_hearing", version=version, entries=entries, change=change)


def end_hearing(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """The party stayed away without a good reason: the right is waived, the hearing ends (HEA-10)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, absent=True, reason=reason)

    def change(move: Move) -> None:
        held = _of(move)
        held.done = True
        facts = {
            **said.common(move.case),
            "held_at": f"{plain_date(held.on) if held.on else ''}{held.hour}",
            "ground": words.ended(reason),
            "signers": [said.signer("听证主持人", move)],
        }
        move.issue("DOC-H05", facts)
        move.save(held)
        meet_deadline(move, "statement")

    return step(by=by, at=at, case=case, act="end_hearing", version=version, entries=entries, change=change, note=reason)


def report_hearing(*, by: Actor, at: datetime, case: UUID | str, report: str, version: int | None = None) -> OrdinaryCase:
    """听证报告: what was proven, what follows; the decision must rest on the record (处罚法 65)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, report=report)

    def change(move: Move) -> None:
        held = _of(move)
        held.report, held.done = report.strip(), True
        facts = {
            **said.common(move.case),
            "held_at": plain_date(held.held_on) if held.held_on else "",
            "report": words.ended(report),
            "signers": [said.signer("听证主持人", move)],
        }
        move.issue("DOC-H04", facts)
        move.save(held)
        meet_deadline(move, "statement")

    return step(by=by, at=at, case=case, act="report_hearing", version=version, entries=entries, change=change)
