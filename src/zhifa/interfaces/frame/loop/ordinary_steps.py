"""An ordinary case's last days as chips, those that are open first."""

from __future__ import annotations

from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.interfaces.frame.loop.steps import deadline_of
from zhifa.interfaces.frame.parts import Deadline

OVER = frozenset({"statement", "hearing_request", "demand", "court"})  # days given to the party, or not needed any more: just over


def ordinary_deadlines(row: OrdinaryRow) -> list[tuple[str, Deadline]]:
    """Label and chip of each last day, nearest first among the open ones."""
    shown = [d for d in row.deadlines if d.met_at is None or d.kind not in OVER]
    ordered = sorted(shown, key=lambda d: (d.met_at is not None, d.due))
    return [(d.label, deadline_of(d)) for d in ordered]
