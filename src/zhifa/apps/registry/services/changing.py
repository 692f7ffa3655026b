"""An approved and announced change is written: coverage and plates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zhifa.apps.registry import permissions
from zhifa.apps.registry.services.loading import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Stale, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor


@transaction.atomic
def write_rows(*, by: Actor, at: datetime, ground: str, rows: Sequence[Row]) -> None:
    """Stores rows of the registry as they are given, new or changed, each under its own record. Raises Denied; Stale when somebody changed
    one of them since it was read."""
    permissions.check_writer(by)
    if not rows:
        return
    for row in rows:
        if not row._state.adding:
            held = type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)
            if held.version != row.version:
                raise Stale(held.version)
        save(row)
        trail.record(subject=row, verb="write_change", by=by, at=at, facts={"row": str(row)}, note=ground)
    touch("registry")
