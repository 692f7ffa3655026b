"""An ordinary case's last days as chips, those that are open first."""

from __future__ import annotations

from zhifa.apps.cases.queries import OrdinaryRow
from zhifa.interfaces.frame.loop.steps import deadline_of
from zhifa.interfaces.frame.parts import Deadline


def ordinary_deadlines(row: OrdinaryRow) -> list[tuple[str, Deadline]]:
    """Label and chip of each last day, nearest first among the open ones."""
    ordered = sorted(row.deadlines, key=lambda d: (d.met_at is not None, d.due))
    return [(d.label, deadline_of(d)) for d in ordered]
