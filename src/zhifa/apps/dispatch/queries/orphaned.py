"""Orphan time: how long an incident was open while nobody had to act by any clock. Read from the trail, not from the rows, so that
it also sees what has long been put right (R13, R15). It is zero by construction; this is the proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail.models import Record
from zhifa.law.procedure.dispatch import DISPATCH

OPEN = ("reported", "accepted")


@dataclass(frozen=True, slots=True)
class Orphaned:
    """`total` over all incidents; `numbers`: those that were ever without owner and clock; `looked_at` incidents."""

    total: timedelta
    numbers: tuple[str, ...]
    looked_at: int


@dataclass
class _Held:
    """What an incident's records have said so far."""

    state: str = ""
    own: bool = False
    tasks: dict[str, bool] = field(default_factory=dict)
    since: datetime | None = None
    orphaned: timedelta = timedelta(0)
    instants: int = 0

    def without(self) -> bool:
        """Open, and neither the incident nor any of its tasks has an owner with a clock."""
        return self.state in OPEN and not self.own and not any(self.tasks.values())


def orphan_time(tenant: str, at: datetime) -> Orphaned:
    """Over the whole trail until `at` (2 queries, streaming)."""
    numbers = dict(Incident.objects.filter(tenant=tenant).values_list("pk", "number"))
    held: dict[str, _Held] = defaultdict(_Held)
    types = (Incident._meta.label_lower, Dispatch._meta.label_lower)
    records = Record.objects.filter(tenant=tenant, subject_type__in=types).order_by("at", "id")
    for instant, same in _by_instant(records.only("subject_type", "subject_id", "at", "facts").iterator(500)):
        touched = set()
        for record in same:
            touched |= _say(record, numbers, held)
        for number in touched:
            _advance(held[number], instant)
    for one in held.values():
        _advance(one, at)
    found = tuple(sorted(n for n, h in held.items() if h.orphaned or h.without()))
    return Orphaned(sum((h.orphaned for h in held.values()), timedelta(0)), found, len(held))


def _by_instant(records: Iterable[Record]) -> Iterable[tuple[datetime, list[Record]]]:
    """Records of one act carry one instant: what they say together counts."""
    waiting: list[Record] = []
    for record in records:
        if waiting and record.at != waiting[0].at:
            yield waiting[0].at, waiting
            waiting = []
        waiting.append(record)
    if waiting:
        yield waiting[0].at, waiting


def _say(record: Record, numbers: dict[Any, str], held: dict[str, _Held]) -> set[str]:
    """Take in one record; returns the incidents it speaks of."""
    facts, task = record.facts, str(record.subject_id)
    if "owner" not in facts:
        return set()
    if record.subject_type == Incident._meta.label_lower:
        _own(held[numbers[record.subject_id]], facts)
        return {numbers[record.subject_id]}
    before = [number for number, one in held.items() if task in one.tasks and number != facts["incident"]] if "from" in facts else []
    for number in before:
        del held[number].tasks[task]
    if "incident_held" in facts:
        _own(held[facts["incident"]], facts["incident_held"])
    held[facts["incident"]].tasks[task] = facts["state"] not in DISPATCH.final and _both(facts)
    return {facts["incident"], *before}


def _own(one: _Held, facts: dict[str, Any]) -> None:
    one.state, one.own = facts["state"], _both(facts)


def _both(facts: dict[str, Any]) -> bool:
    return bool(facts["owner"] and facts["due_at"])


def _advance(one: _Held, instant: datetime) -> None:
    if one.since is not None:
        one.orphaned += instant - one.since
    one.since = instant if one.without() else None
