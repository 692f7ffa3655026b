"""切换: in one transaction the change holds and the work in flight goes over, each piece with a receipt. Run twice, it does nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.adjustments import cutover_permissions as permissions
from zhifa.apps.adjustments.facts.flight import Side, Touched, all_work, named, touched
from zhifa.apps.adjustments.models import Change, Cutover, Receipt
from zhifa.apps.cases.services.moving import hand_cases
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.dispatch.services.moving import hand_tasks
from zhifa.apps.incidents.facts import authority_data
from zhifa.apps.inspections.services.moving import hand_visits
from zhifa.apps.planning.services.moving import hand_lines
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.registry.services.freezing import lift
from zhifa.apps.trail import bulk
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import new_id
from zhifa.law.actors import Actor
from zhifa.law.authority import Question
from zhifa.law.procedure import cutover_fates as law
from zhifa.law.procedure.clocks import due
from zhifa.law.procedure.cutover import CLOCK, CutoverFacts
from zhifa.law.procedure.cutover_fates import Handed, Holder

PASSES = 5  # what changed while it was locked is looked at again
MOVED, RETURNED = "change_holder", "return_holder"
UNASKED = "无须接收"
ORDER = (law.ORDINARY, law.SUMMARY, law.FINE, law.GOODS, law.ORDER, law.TASK, law.LINE, law.VISIT)


@transaction.atomic
def carry_out(*, by: Actor, at: datetime, cutover: Cutover, before: Side) -> Cutover:
    """Move what `before` and the catalogue as it stands now differ in, and keep a receipt for every piece, moved or not. The caller has
    locked the cut-over and let the change take effect in this transaction. Raises Denied, Blocked."""
    day = timezone.localdate(at)
    found = permissions.check_act(by, cutover, "cut_over", CutoverFacts(day, cutover.effective_on))
    lift(by=by, at=at, codes=[cutover.code])
    clock = due(found.clock, at, county_book())
    cutover.state, cutover.cut_over_at, cutover.cut_over_by_name = found.target, at, by.name
    cutover.due_at, cutover.due_basis = clock.at, clock.basis
    made = hand_all(by=by, at=at, cutover=cutover, before=before)
    return _closed(by, at, cutover, made)


def hand_all(*, by: Actor, at: datetime, cutover: Cutover, before: Side) -> list[Receipt]:
    """Receipts, stored, for every piece that has none yet; `cutover.before` counts them by kind as they were found."""
    known = snapshot()
    day = max(cutover.effective_on, timezone.localdate(at))
    after = Side.of(known, day)
    done = {(kind, str(item)) for kind, item in cutover.receipts.values_list("kind", "item")}
    areas = (cutover.area,) if cutover.area else ()
    made: list[Receipt] = []
    for _pass in range(PASSES):
        works = all_work(cutover.tenant, day, areas)
        left = [t for t in touched(works, before, after, cases_move=cutover.cases_move) if (t.work.kind, t.work.id) not in done]
        if not left:
            break
        fresh = _hand(by, at, cutover, left, known)
        done |= {(r.kind, str(r.item)) for r in fresh}
        made += fresh
    bulk.insert(made)
    for receipt in made:
        cutover.before[receipt.kind] = cutover.before.get(receipt.kind, 0) + 1
    return made


def _hand(by: Actor, at: datetime, cutover: Cutover, left: Sequence[Touched], known: Snapshot) -> list[Receipt]:
    """What goes over is handed to its app; a piece that changed meanwhile gets no receipt and is looked at again."""
    holders = _Holders(known, cutover.effective_on)
    moving = [one for one in left if one.fate.moves]
    targets = {(one.work.kind, one.work.id): holders.of(one) for one in moving}
    had = hand_over(by=by, at=at, cutover=cutover, verb=MOVED, moves=[(o.work.kind, _handed(o, targets)) for o in moving])
    receipts = []
    for one in left:
        key = (one.work.kind, one.work.id)
        if not one.fate.moves:
            receipts.append(_receipt(at, cutover, one, None, None))
        elif key in had:
            receipts.append(_receipt(at, cutover, one, had[key], targets[key]))
    return receipts


def _handed(one: Touched, targets: dict[tuple[str, str], Holder]) -> Handed:
    return Handed(one.work.id, one.work.organ, one.work.team, targets[one.work.kind, one.work.id])


def hand_over(
    *, by: Actor, at: datetime, cutover: Cutover, verb: str, moves: Iterable[tuple[str, Handed]]
) -> dict[tuple[str, str], Holder]:
    """Kind and id → who had it, for all that went to another holder. Preserved goods go with their case and change no row."""
    of_kind: dict[str, list[Handed]] = {}
    for kind, move in moves:
        of_kind.setdefault(kind, []).append(move)
    said: dict[str, Any] = {"by": by, "at": at, "verb": verb, "cutover": cutover.code, "ground": cutover.title}
    found: dict[tuple[str, str], Holder] = {}
    for kind in ORDER:
        if some := of_kind.get(kind):
            found |= {(kind, item): holder for item, holder in _SERVICES[kind](some, said).items()}
    return found


def _goods(moves: Sequence[Handed], said: dict[str, Any]) -> dict[str, Holder]:
    return {m.id: Holder(m.organ, "", "", "", m.team, "") for m in moves}


def _fines(moves: Sequence[Handed], said: dict[str, Any]) -> dict[str, Holder]:
    """A fine is owed on a case of either procedure."""
    return hand_cases(kind=law.SUMMARY, moves=moves, **said) | hand_cases(kind=law.ORDINARY, moves=moves, **said)


_SERVICES: dict[str, Callable[[Sequence[Handed], dict[str, Any]], dict[str, Holder]]] = {
    law.TASK: lambda moves, said: hand_tasks(moves=moves, **said),
    law.SUMMARY: lambda moves, said: hand_cases(kind=law.SUMMARY, moves=moves, **said),
    law.ORDINARY: lambda moves, said: hand_cases(kind=law.ORDINARY, moves=moves, **said),
    law.ORDER: lambda moves, said: hand_cases(kind=law.ORDER, moves=moves, **said),
    law.FINE: _fines,
    law.GOODS: _goods,
    law.LINE: lambda moves, said: hand_lines(moves=moves, **said),
    law.VISIT: lambda moves, said: hand_visits(moves=moves, **said),
}


class _Holders:
    """New holders with their names and the ruling whose it is, each ruled once."""

    def __init__(self, known: Snapshot, day: date) -> None:
        self.known, self.day = known, day
        self._ruled: dict[tuple[str, str], dict[str, Any]] = {}

    def of(self, one: Touched) -> Holder:
        """The holder of the power afterwards."""
        to, work, base = one.to, one.work, self.known.registry
        organ, team = base.organs.get(to.holder), base.teams.get(to.team)
        return Holder(
            organ=to.holder,
            organ_name=organ.name if organ else to.holder,
            holder_kind=to.holder_kind or (organ.kind if organ else ""),
            identity=to.acting_identity,
            team=to.team,
            team_name=team.name if team else "",
            commander=to.commander,
            authority=self._authority(work.matter, work.areas[0] if work.areas else ""),
        )

    def _authority(self, matter: str, area: str) -> dict[str, Any]:
        row, place = self.known.matters.get(matter), self.known.place(area)
        if row is None or place is None:
            return {}
        if (matter, area) not in self._ruled:
            ruled = self.known.rule(Question("penalty", row.domain, matter, place, self.day))
            self._ruled[matter, area] = authority_data(ruled)
        return self._ruled[matter, area]


def _receipt(at: datetime, cutover: Cutover, one: Touched, had: Holder | None, to: Holder | None) -> Receipt:
    """`to` None: it stays."""
    work, fate = one.work, one.fate
    state = "stays" if to is None else "handed" if fate.asked else "accepted"
    clock = {"due_at": cutover.due_at} if state == "handed" else {}
    answered = {"answered_at": at, "answered_by_name": UNASKED} if state == "accepted" else {}
    target = {"to_organ": to.organ, "to_team": to.team, "to_name": named(to.identity, to.team_name, one.cause)[:80]} if to else {}
    return Receipt(
        id=new_id(),
        tenant=cutover.tenant,
        cutover=cutover,
        kind=work.kind,
        item=UUID(work.id),
        label=work.label,
        matter=work.matter,
        matter_name=work.matter_name,
        area=work.areas[0] if work.areas else "",
        item_state=work.state_label,
        clock=work.due.isoformat() if work.due else "",
        clock_basis=work.due_basis,
        cause=one.cause,
        reason=fate.reason,
        citations=[str(c) for c in fate.citations],
        from_organ=work.organ,
        from_team=work.team,
        from_name=named(work.identity, work.team_name, one.cause)[:80],
        before=had.plain() if had else {},
        after=to.plain() if to else {},
        state=state,
        handed_at=at,
        **target,
        **clock,
        **answered,
    )


def _closed(by: Actor, at: datetime, cutover: Cutover, made: Sequence[Receipt]) -> Cutover:
    """The record of the cut-over vouches for every receipt; with nothing to answer it is reconciled at once."""
    waiting = sum(r.state == "handed" for r in made)
    save(cutover)
    facts = {**told(cutover), "before": cutover.before, **_by_state(made)}
    trail.record(subject=cutover, verb="cut_over", by=by, at=at, rows=made, occurred_on=cutover.effective_on, facts=facts)
    return cutover if waiting else reconcile(by=by, at=at, cutover=cutover)


def reconcile(*, by: Actor, at: datetime, cutover: Cutover) -> Cutover:
    """对账完成: every receipt is answered. Within the transaction of the act that answered the last one; the table asks for no person."""
    waiting = cutover.receipts.filter(state="handed").count()
    clock = Actor(by.person, by.name, by.post, by.roles | CLOCK, by.organ, by.team, by.areas, by.certificate, by.tenant)
    found = permissions.check_act(clock, cutover, "reconcile", CutoverFacts(timezone.localdate(at), cutover.effective_on, waiting=waiting))
    cutover.state, cutover.reconciled_at, cutover.due_at, cutover.due_basis = found.target, at, None, ""
    save(cutover)
    facts = {**told(cutover), "before": cutover.before, **_by_state(cutover.receipts.all())}
    trail.record(subject=cutover, verb="reconcile", by=by, at=at, facts=facts)
    return cutover


def _by_state(receipts: Iterable[Receipt]) -> dict[str, object]:
    counted: dict[str, int] = {}
    for receipt in receipts:
        counted[receipt.state] = counted.get(receipt.state, 0) + 1
    return {"receipts": counted}


def told(cutover: Cutover) -> dict[str, object]:
    """What every record of a cut-over keeps."""
    return {
        "code": cutover.code,
        "state": cutover.state,
        "effective_on": cutover.effective_on,
        "freeze_from": cutover.freeze_from,
        "cases_move": cutover.cases_move,
        "area": cutover.area,
        "team": cutover.team,
    }


def of_change(change: Change) -> Cutover | None:
    """The cut-over that was planned for a change and not called off, locked (1 query)."""
    return Cutover.objects.select_for_update().filter(change=change).first()


@transaction.atomic
def follow(*, by: Actor, at: datetime, change: Change, before: Side) -> Cutover:
    """The work in flight goes over with a change that has just taken effect, planned or not."""
    row = of_change(change)
    said = {"code": change.code, "title": change.title, "planned_by_name": by.name, "planned_at": at}
    row = row or Cutover(tenant=change.tenant, change=change, **said)
    row.effective_on = change.effective_on or timezone.localdate(at)
    if row._state.adding or row.state == "cancelled":
        verb, row.state = "plan_cutover" if row._state.adding else "amend", "planned"
        save(row)
        trail.record(subject=row, verb=verb, by=by, at=at, facts=told(row))
    return carry_out(by=by, at=at, cutover=row, before=before)
