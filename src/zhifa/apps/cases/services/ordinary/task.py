"""The task of the loop that an ordinary case came from: it waits for the case and ends with it, in the same transaction."""

from __future__ import annotations

from zhifa.apps.cases.services.ordinary.step import Move
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.dispatch.models import Dispatch

WAITING = "in_case"


def task_ends(move: Move, findings: str) -> None:
    """The case is over: somebody who did not handle the matter verifies it, then the desk closes the incident."""
    task = _task(move)
    if task:
        dispatch.finish_case(by=move.by, at=move.at, dispatch=task.pk, case_done=True, findings=findings)


def task_goes_on(move: Move, reason: str) -> None:
    """No case: the officers settle the matter on the scene."""
    task = _task(move)
    if task:
        dispatch.refuse_case(by=move.by, at=move.at, dispatch=task.pk, reason=reason)


def _task(move: Move) -> Dispatch | None:
    if move.case.incident_matter is None:
        return None
    found: Dispatch | None = getattr(move.case.incident_matter, "dispatch", None)
    return found if found and found.state == WAITING else None
