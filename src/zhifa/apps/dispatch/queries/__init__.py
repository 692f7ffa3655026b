"""Reading incidents with their dispatches."""

from zhifa.apps.dispatch.queries.acts import Offer, dispatch_offers, incident_offers
from zhifa.apps.dispatch.queries.desk import (
    OPEN_DISPATCH,
    VIEWS,
    Cockpit,
    Page,
    cockpit,
    counts,
    dead_ends,
    dispatch,
    dispatches,
    exists,
    incident,
    incident_rows,
    incidents,
    of_matter,
    sees,
)
from zhifa.apps.dispatch.queries.nearby import nearby
from zhifa.apps.dispatch.queries.progress import Progress, progress
from zhifa.apps.dispatch.queries.rows import OUTCOME_LABELS, SOURCE_LABELS, DispatchRow, IncidentRow, area_name

__all__ = [
    "OPEN_DISPATCH",
    "OUTCOME_LABELS",
    "SOURCE_LABELS",
    "VIEWS",
    "Cockpit",
    "DispatchRow",
    "IncidentRow",
    "Offer",
    "Page",
    "Progress",
    "area_name",
    "cockpit",
    "counts",
    "dead_ends",
    "dispatch",
    "dispatch_offers",
    "dispatches",
    "exists",
    "incident",
    "incident_offers",
    "incident_rows",
    "incidents",
    "nearby",
    "of_matter",
    "progress",
    "sees",
]
