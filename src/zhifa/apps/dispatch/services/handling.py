"""On the ground: receive, arrive, and the ways in which a matter is handled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch.facts import check_officers
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.services.disputes import Statement, open_dispute
from zhifa.apps.dispatch.services.step import Change, Said, step
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor

ON_THE_SPOT = ("correct_on_spot", "educate", "report_not_found")


def receive_dispatch(*, by: Actor, at: datetime, dispatch: UUID, version: int | None = None) -> Dispatch:
    """接收: the team knows; the clock to arrive starts."""

    def change(row: Dispatch) -> None:
        row.receive_due_at, row.received_at = row.due_at, at

    return step(by=by, at=at, dispatch=dispatch, act="receive", version=version, change=change)


@transaction.atomic
def arrive(*, by: Actor, at: datetime, dispatch: UUID, officers: Sequence[str], version: int | None = None) -> Dispatch:
    """到场 of at least two certified officers, of whom the actor is one (处罚法 42)."""
    people = tuple(dict.fromkeys([by.person, *officers]))
    ruling = check_officers(people, at)

    def change(row: Dispatch) -> None:
        row.officers = list(people)
        if row.arrived_at is None:
            row.arrive_due_at, row.arrived_at = row.due_at, at

    return step(by=by, at=at, dispatch=dispatch, act="arrive", version=version, change=change, ruling=ruling)


def record_outcome(*, by: Actor, at: datetime, dispatch: UUID, outcome: str, findings: str, version: int | None = None) -> Dispatch:
    """当场改正 / 教育劝导 / 未发现, with what was found and at least one piece of evidence; then somebody else verifies."""
    if outcome not in ON_THE_SPOT:
        raise Invalid({"outcome": [f"应为：{'、'.join(ON_THE_SPOT)}"]})
    return step(
        by=by, at=at, dispatch=dispatch, act=outcome, said=Said(findings=findings), version=version, change=_handled(outcome, findings, at)
    )


def order_correction(
    *, by: Actor, at: datetime, dispatch: UUID, findings: str, demand: str, correct_by: datetime, version: int | None = None
) -> Dispatch:
    """责令限期改正 (处罚法 28): the matter waits for the re-check at the end of the time given. The order itself is
    `cases.services`' document; the door does both in one transaction."""
    if correct_by <= at:
        raise Invalid({"correct_by": ["改正期限必须晚于现在"]})

    def change(row: Dispatch) -> None:
        row.correct_by, row.findings = correct_by, findings

    said = Said(
        findings=findings,
        order_complete=bool(findings.strip() and demand.strip()),
        recorded={"correct_by": correct_by.isoformat(), "demand": demand},
    )
    return step(by=by, at=at, dispatch=dispatch, act="order_correction", said=said, version=version, change=change)


@transaction.atomic
def recheck(
    *, by: Actor, at: datetime, dispatch: UUID, corrected: bool, findings: str, officers: Sequence[str] = (), version: int | None = None
) -> Dispatch:
    """复查 by two certified officers: corrected ends the matter without penalty, not corrected opens the way to one."""
    if not findings.strip():
        raise Invalid({"findings": ["请写明复查看到的情况"]})
    people = tuple(dict.fromkeys([by.person, *officers]))
    ruling = check_officers(people, at)
    act = "recheck_corrected" if corrected else "recheck_failed"
    change = _handled(act, findings, at, people) if corrected else _people(people)
    said = Said(findings=findings, recorded={"corrected": corrected})
    return step(by=by, at=at, dispatch=dispatch, act=act, said=said, version=version, change=change, ruling=ruling)


def start_penalty(*, by: Actor, at: datetime, dispatch: UUID, may_penalise: bool, version: int | None = None) -> Dispatch:
    """A summary case begins (the door opens it in the same transaction). `may_penalise`: the organ has the penalty power
    over this matter, as the catalogue ruled."""
    said = Said(penalty_power=may_penalise)
    return step(by=by, at=at, dispatch=dispatch, act="start_penalty", said=said, version=version)


def finish_penalty(*, by: Actor, at: datetime, dispatch: UUID, case_done: bool, findings: str, version: int | None = None) -> Dispatch:
    """The case was served and reported for record, or went over to the ordinary procedure: the problem can be verified."""
    said = Said(findings=findings, case_done=case_done)
    change = _handled("penalised", findings, at)
    return step(by=by, at=at, dispatch=dispatch, act="finish_penalty", said=said, version=version, change=change)


def abandon_penalty(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """Back to the scene without a decision."""
    return step(by=by, at=at, dispatch=dispatch, act="abandon_penalty", said=Said(reason=reason), version=version)


def file_case(*, by: Actor, at: datetime, dispatch: UUID, may_penalise: bool, case: str = "", version: int | None = None) -> Dispatch:
    """报请立案: an ordinary case is proposed (the door does both in one transaction); the task waits for the case. `case`: its
    reference."""
    said = Said(penalty_power=may_penalise, recorded={"case": case})
    return step(by=by, at=at, dispatch=dispatch, act="file_case", said=said, version=version)


def finish_case(*, by: Actor, at: datetime, dispatch: UUID, case_done: bool, findings: str) -> Dispatch:
    """The ordinary case ended, in a decision carried out, none, or the police's hands: the problem can be verified."""
    said = Said(findings=findings, case_done=case_done)
    return step(by=by, at=at, dispatch=dispatch, act="finish_case", said=said, change=_handled("case_ended", findings, at))


def refuse_case(*, by: Actor, at: datetime, dispatch: UUID, reason: str) -> Dispatch:
    """不予立案: back to the scene, to be settled there in another way."""
    return step(by=by, at=at, dispatch=dispatch, act="refuse_case", said=Said(reason=reason))


def hand_over(*, by: Actor, at: datetime, dispatch: UUID, receiver: str, reason: str, version: int | None = None) -> Dispatch:
    """移交 to another organ (条例 18): ours stays open until that organ accepts."""
    organ = registry.organ(receiver) if receiver else None
    if receiver and organ is None:
        raise Invalid({"receiver": [f"没有代码为 {receiver} 的机关"]})

    def change(row: Dispatch) -> None:
        assert organ is not None  # guard receiver_named came first
        row.handed_to, row.handed_to_name = organ.code, organ.name

    said = Said(reason=reason, receiver=receiver, recorded={"receiver": receiver})
    return step(by=by, at=at, dispatch=dispatch, act="hand_over", said=said, version=version, change=change)


def accept_hand_over(*, by: Actor, at: datetime, dispatch: UUID, version: int | None = None) -> Dispatch:
    """The other organ takes it: only now is it off our hands."""

    def change(row: Dispatch) -> None:
        row.outcome = "handed_over"

    return step(by=by, at=at, dispatch=dispatch, act="accept_hand_over", version=version, change=change)


def take_back(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """收回: the other organ does not answer; the team that had it goes on."""

    def change(row: Dispatch) -> None:
        row.handed_to, row.handed_to_name = "", ""

    return step(by=by, at=at, dispatch=dispatch, act="take_back", said=Said(reason=reason), version=version, change=change)


def refuse_hand_over(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """The other organ says why not: the adjudicator rules whose it is, and the team that handed over keeps acting."""

    def change(row: Dispatch) -> list[Row]:
        other = row.handed_to
        row.handed_to, row.handed_to_name = "", ""
        row.incident_matter.standing = "contested"
        statement = Statement(reason, "", accepts=False)
        return [save(row.incident_matter), *open_dispute(row, "refused", by, at, [other], statement)]

    return step(by=by, at=at, dispatch=dispatch, act="refuse_hand_over", said=Said(reason=reason), version=version, change=change)


def verify_dispatch(*, by: Actor, at: datetime, dispatch: UUID, findings: str, version: int | None = None) -> Dispatch:
    """核实 by somebody who did not handle it."""

    def change(row: Dispatch) -> None:
        row.verified_at = at

    if not findings.strip():
        raise Invalid({"findings": ["请写明怎样核实的（现场、照片、电话）"]})
    return step(by=by, at=at, dispatch=dispatch, act="verify", said=Said(findings=findings), version=version, change=change)


def send_back(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """返工: not solved; the team goes again."""
    return step(by=by, at=at, dispatch=dispatch, act="send_back", said=Said(reason=reason), version=version, change=_again)


def reopen_dispatch(*, by: Actor, at: datetime, dispatch: UUID, reason: str, version: int | None = None) -> Dispatch:
    """A verified matter of a reopened incident is taken up again."""
    return step(by=by, at=at, dispatch=dispatch, act="reopen", said=Said(reason=reason), version=version, change=_again)


def _again(row: Dispatch) -> None:
    row.rework_count += 1
    row.handled_at = row.verified_at = None
    row.outcome = ""


def _handled(outcome: str, findings: str, at: datetime, people: Sequence[str] = ()) -> Change:
    def change(row: Dispatch) -> None:
        row.outcome, row.findings, row.handled_at = outcome, findings, at
        row.officers = sorted({*row.officers, *people})

    return change


def _people(people: Sequence[str]) -> Change:
    def change(row: Dispatch) -> None:
        row.officers = sorted({*row.officers, *people})

    return change
