"""An approved and announced change is written: new rows, ends of old ones; what a grant was known to say before stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import Basis, FormerGrant, MatterGrant, PenaltyRange
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Stale, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor

OWN = frozenset({"id", "version"})


@transaction.atomic
def write_rows(*, by: Actor, at: datetime, ground: str, rows: Sequence[Row]) -> None:
    """Stores rows of the catalogue as they are given, new or changed, each under its own record. Raises Denied; Stale when somebody
    changed one of them since it was read."""
    permissions.check_writer(by)
    if not rows:
        return
    for row in rows:
        if not row._state.adding:
            _unchanged(row)
        beside = [_former(row, by, at, ground)] if isinstance(row, MatterGrant) and not row._state.adding else []
        save(row)
        subject, also = (row.matter, [row]) if isinstance(row, Basis | PenaltyRange) else (row, beside)
        trail.record(subject=subject, verb="write_change", by=by, at=at, rows=also, facts={"row": str(row)}, note=ground)
    touch("catalogue")


def _unchanged(row: Row) -> None:
    held = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if held.version != row.version:
        raise Stale(held.version)


def _former(row: MatterGrant, by: Actor, at: datetime, ground: str) -> FormerGrant:
    held = MatterGrant.objects.get(pk=row.pk)
    values = {f.name: getattr(held, f.name) for f in MatterGrant._meta.concrete_fields if f.name not in OWN}
    return save(FormerGrant(**values, superseded_at=at, superseded_by=by.name, ground=ground[:200]))
