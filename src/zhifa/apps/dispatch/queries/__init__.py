"""Reading incidents with their dispatches."""

from zhifa.apps.dispatch.queries.acts import Offer, dispatch_offers, incident_offers
from zhifa.apps.dispatch.queries.desk import (
    OPEN_DISPATCH,
    VIEWS,
    Cockpit,
    MergedRow,
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
    merged,
    number_of,
    of_matter,
    orphans,
    sees,
)
from zhifa.apps.dispatch.queries.disputes import DisputeRow, dispute, dispute_of, disputes
from zhifa.apps.dispatch.queries.nearby import nearby
from zhifa.apps.dispatch.queries.orphaned import Orphaned, orphan_time
from zhifa.apps.dispatch.queries.progress import Progress, progress
from zhifa.apps.dispatch.queries.rows import OUTCOME_LABELS, SOURCE_LABELS, DispatchRow, IncidentRow, area_name

__all__ = [
    "OPEN_DISPATCH",
    "OUTCOME_LABELS",
    "SOURCE_LABELS",
    "VIEWS",
    "Cockpit",
    "DispatchRow",
    "DisputeRow",
    "IncidentRow",
    "MergedRow",
    "Offer",
    "Orphaned",
    "Page",
    "Progress",
    "area_name",
    "cockpit",
    "counts",
    "dead_ends",
    "dispatch",
    "dispatch_offers",
    "dispatches",
    "dispute",
    "dispute_of",
    "disputes",
    "exists",
    "incident",
    "incident_offers",
    "incident_rows",
    "incidents",
    "merged",
    "nearby",
    "number_of",
    "of_matter",
    "orphan_time",
    "orphans",
    "progress",
    "sees",
]
