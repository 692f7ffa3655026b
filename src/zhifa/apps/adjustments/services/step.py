"""The one way a change moves: lock, ask table and law, change, save, record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.adjustments import permissions
from zhifa.apps.adjustments.facts.standing import Said, change_facts, items_of
from zhifa.apps.adjustments.models import Change, ChangeItem
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE
from zhifa.law.procedure.catalogue_change_guards import ChangeFacts

Done = Callable[[Change, Sequence[ChangeItem], ChangeFacts], Sequence[Row] | None]
NOTHING = Said()


def told(change: Change) -> dict[str, object]:
    """What the record keeps of a change."""
    return {
        "code": change.code,
        "state": change.state,
        "ground": change.ground,
        "level": change.level,
        "effective_on": change.effective_on,
        "requested_organ": change.requested_organ,
    }


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    change: UUID | str,
    act: str,
    version: int | None = None,
    said: Said = NOTHING,
    prepare: Callable[[Change], Sequence[Row]] | None = None,
    done: Done | None = None,
    removed: Sequence[Row] = (),
    kept: dict[str, object] | None = None,
) -> Change:
    """`prepare` sets what the guard then judges, `done` follows a permitted act, `removed` names what `prepare` took away.
    Raises Denied, Blocked, Stale, Invalid."""
    row = locked(Change, change, version)
    found = permissions.check_person(by, row, act)
    rows = list(prepare(row)) if prepare else []
    items = items_of(row)
    facts = change_facts(row, items, by, timezone.localdate(at), found.guard, said)
    permissions.check_act(by, row, act, facts)
    rows += (done and done(row, items, facts)) or ()
    row.state = found.target
    save(row)
    note = said.reason or said.opinion
    trail.record(
        subject=row,
        verb=f"{CATALOGUE_CHANGE.name}.{act}",
        by=by,
        at=at,
        rows=rows,
        removed=removed,
        facts=told(row) | (kept or {}),
        note=note,
    )
    return row
