"""The mark that waits for the county's answer."""

from __future__ import annotations

from datetime import datetime

from zhifa.apps.dispatch.models import Dispatch, Elevation
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row


def open_mark(row: Dispatch) -> Elevation | None:
    """The one of this task, locked; None when none waits (no query unless the task says so)."""
    if row.elevation != "marked":
        return None
    return Elevation.objects.select_for_update().filter(dispatch=row, decided_at__isnull=True).first()


def ended(row: Dispatch, at: datetime) -> list[Row]:
    """The task ended before the county answered: nothing is left to take up; sets a column of `row`, which the caller saves."""
    found = open_mark(row)
    if found is None:
        return []
    row.elevation = ""
    found.decided_at, found.void = at, True
    return [save(found)]
