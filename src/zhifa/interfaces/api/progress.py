"""How a report goes on, for whoever holds its tracking code: the same answer as the public page, nobody's name."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema

from zhifa.apps.dispatch.queries.progress import Progress, progress
from zhifa.interfaces.api.problems import ProblemOut

router = Router(tags=["incidents"])


class StepOut(Schema):
    """One matter as the reporter sees it."""

    matter: str
    text: str
    outcome: str


class ProgressOut(Schema):
    """`answer` is empty until somebody answered. `together`: number of the incident with which this report is handled, when it was
    merged; progress and answer are then that one's."""

    number: str
    received_at: datetime
    area_name: str
    state: str
    state_label: str
    steps: list[StepOut]
    answer: str
    closed_at: datetime | None
    together: str = ""


@router.get("/{tracking_code}", auth=None, response={200: ProgressOut, 404: ProblemOut}, summary="凭查询码看进度")
def follow(request: HttpRequest, tracking_code: Path[str]) -> Progress:
    """404 for an unknown code."""
    found = progress(tracking_code[:40])
    if found is None:
        raise Http404
    return found
