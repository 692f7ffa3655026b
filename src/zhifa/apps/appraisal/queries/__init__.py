"""Scores for pages: by incident with their facts, by team as shares of final ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from zhifa.apps.appraisal.models import Score
from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.models import Dispatch
from zhifa.law.actors import Actor
from zhifa.law.appraisal import DEFINITIONS


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """`value` None: pending. `rows`: [model, id] pairs that anybody with the right can open."""

    indicator: str
    label: str
    formula: str
    matter_name: str
    incident_number: str
    team_name: str
    state: str
    value: bool | None
    facts: dict[str, Any]
    rows: tuple[tuple[str, str], ...]


def scores(by: Actor, incident_id: str) -> tuple[ScoreRow, ...]:
    """Scores of one incident's matters that the reader may see (1 query)."""
    return _rows(Score.objects.filter(dispatch__in=Dispatch.objects.filter(permissions.visible(by), incident_id=incident_id)))


def score_rows(by: Actor, indicator: str, team: str = "", value: bool | None = None, limit: int = 200) -> tuple[ScoreRow, ...]:
    """The rows behind a number (1 query)."""
    found = Score.objects.filter(dispatch__in=Dispatch.objects.filter(permissions.visible(by)), indicator=indicator)
    if team:
        found = found.filter(team=team)
    return _rows(found.filter(value=value) if value is not None else found, limit)


def _rows(found: Any, limit: int = 200) -> tuple[ScoreRow, ...]:
    kept = found.select_related("dispatch__incident", "dispatch__incident_matter").order_by("dispatch_id", "indicator")[:limit]
    return tuple(
        ScoreRow(
            indicator=s.indicator,
            label=DEFINITIONS[s.indicator].label,
            formula=DEFINITIONS[s.indicator].formula,
            matter_name=s.dispatch.incident_matter.matter_name,
            incident_number=s.dispatch.incident.number,
            team_name=s.dispatch.team_name,
            state=s.state,
            value=s.value,
            facts=s.facts,
            rows=tuple((model, pk) for model, pk in s.rows),
        )
        for s in kept
    )


@dataclass(frozen=True, slots=True)
class Share:
    """`yes` of `final`; `pending` beside it, so that a share never hides what is still open."""

    indicator: str
    label: str
    formula: str
    team: str
    yes: int
    final: int
    pending: int


def shares(by: Actor) -> tuple[Share, ...]:
    """Per indicator over all that the reader may see (1 query)."""
    seen = Score.objects.filter(dispatch__in=Dispatch.objects.filter(permissions.visible(by)))
    grouped = seen.values("indicator").annotate(
        yes=Count("pk", filter=Q(state="final", value=True)),
        final=Count("pk", filter=Q(state="final")),
        pending=Count("pk", filter=Q(state="pending")),
    )
    by_code = {g["indicator"]: g for g in grouped}
    empty = {"yes": 0, "final": 0, "pending": 0}
    return tuple(
        Share(d.code, d.label, d.formula, "", *(by_code.get(d.code, empty)[k] for k in ("yes", "final", "pending")))
        for d in DEFINITIONS.values()
    )
