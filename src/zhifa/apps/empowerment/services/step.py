"""The one way an assessment moves: lock, ask table and law, change, save, record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.empowerment import permissions
from zhifa.apps.empowerment.facts import assessment_facts
from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.apps.trail.rows import Row, new_id
from zhifa.law.actors import Actor
from zhifa.law.rulings import Ruling

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Change = Callable[[Assessment], Sequence[Row] | None]


def code_of(prefix: str, at: datetime) -> str:
    """Prefix + year + five signs from the random end of a fresh id."""
    tail, text = new_id().int, ""
    for _i in range(5):
        tail, digit = divmod(tail, len(_ALPHABET))
        text += _ALPHABET[digit]
    return f"{prefix}{timezone.localdate(at):%Y}-{text}"


def told(row: Assessment) -> dict[str, object]:
    """What the record keeps of an assessment."""
    return {
        "code": row.code,
        "area": row.area,
        "year": row.year,
        "state": row.state,
        "score": str(row.score) if row.score is not None else "",
        "proposal": row.proposal,
        "conclusion": row.conclusion,
    }


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    assessment: UUID | str,
    act: str,
    version: int | None = None,
    change: Change | None = None,
    ruling: Callable[[Assessment], Ruling | None] = lambda row: None,
    look: Callable[[Assessment], dict[str, Any]] = lambda row: {},
    **said: Any,
) -> Assessment:
    """`look`: more facts for the guard, read from the locked row; `said`: what the person says. Raises Denied, Blocked, Stale."""
    row = locked(Assessment, assessment, version)
    facts = assessment_facts(row, by, timezone.localdate(at), **look(row), **said)
    found = permissions.check_act(by, row, act, facts)
    rows = list((change and change(row)) or ())
    row.state = found.target
    save(row)
    note = str(said.get("reason", ""))
    trail.record(subject=row, verb=act, by=by, at=at, rows=rows, facts=told(row), note=note, ruling=ruling(row))
    return row
