"""Open incidents near this one, with how likely they are the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhifa.algorithms.proximity import Closeness, Report, closeness
from zhifa.apps.dispatch.queries.rows import IncidentRow
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import Incident
from zhifa.law.actors import Actor

BOX = 0.01  # degrees: about 1 km, far beyond what the score still counts
WINDOW = timedelta(days=14)
LOOKED_AT = 100
LEAST = 0.35
SHOWN = 5
NEEDED = ("pk", "text", "reported_at", "lon", "lat", "address", "proposals", "number", "state", "danger_to_life", "reports", "received_at")


@dataclass(frozen=True, slots=True)
class Near:
    """`closeness` carries the score 0..1 and its parts."""

    text: str
    closeness: Closeness
    number: str
    state: str
    danger_to_life: bool
    reports: int
    received_at: datetime


def nearby(by: Actor, row: IncidentRow) -> tuple[Near, ...]:
    """At most five open incidents that may be the same thing, likeliest first (1 query)."""
    found = Incident.objects.filter(permissions.visible(by), state__in=("reported", "accepted"), received_at__gte=row.received_at - WINDOW)
    if row.lon is not None and row.lat is not None:
        lon, lat = float(row.lon), float(row.lat)
        found = found.filter(lon__range=(lon - BOX, lon + BOX), lat__range=(lat - BOX, lat + BOX))
    elif row.area:
        found = found.filter(Q(area=row.area))
    else:
        return ()
    own = _report(row.id, row.text, row.reported_at, row.lon, row.lat, row.address, row.proposals)
    near = []
    shown = found.exclude(pk=row.id).order_by("-received_at").values_list(*NEEDED)
    for pk, text, at, lon, lat, address, proposals, *known in shown[:LOOKED_AT]:
        score = closeness(own, _report(pk, text, at, lon, lat, address, proposals))
        if score.score >= LEAST:
            near.append(Near(text, score, *known))
    return tuple(sorted(near, key=lambda n: -n.closeness.score)[:SHOWN])


def _report(
    pk: object, text: str, at: datetime, lon: Decimal | None, lat: Decimal | None, address: str, proposals: dict[str, Any]
) -> Report:
    matters = frozenset(c["matter"] for c in (proposals.get("candidates") or ())[:2])
    return Report(str(pk), text, at, float(lon) if lon is not None else None, float(lat) if lat is not None else None, address, matters)
