"""Open incidents near this one, with how likely they are the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from zhifa.algorithms.proximity import Closeness, Report, closeness
from zhifa.apps.dispatch.queries.rows import IncidentRow
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import Incident
from zhifa.law.actors import Actor

BOX = 0.01  # degrees: about 1 km, far beyond what the score still counts
WINDOW = timedelta(days=14)
LOOKED_AT = 200
LEAST = 0.35
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Near:
    """`closeness` carries the score 0..1 and its parts."""

    number: str
    text: str
    state: str
    danger_to_life: bool
    reports: int
    received_at: object
    closeness: Closeness


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
    own = _report(row.id, row.text, row.reported_at, row.lon, row.lat, row.address, _codes(row.proposals))
    near = []
    for other in found.exclude(pk=row.id).order_by("-received_at")[:LOOKED_AT]:
        said = _report(str(other.pk), other.text, other.reported_at, other.lon, other.lat, other.address, _codes(other.proposals))
        score = closeness(own, said)
        if score.score >= LEAST:
            near.append(Near(other.number, other.text, other.state, other.danger_to_life, other.reports, other.received_at, score))
    return tuple(sorted(near, key=lambda n: -n.closeness.score)[:SHOWN])


def _report(pk, text, at, lon, lat, address, matters) -> Report:  # type: ignore[no-untyped-def]
    return Report(pk, text, at, float(lon) if lon is not None else None, float(lat) if lat is not None else None, address, matters)


def _codes(proposals: dict[str, object]) -> frozenset[str]:
    candidates = proposals.get("candidates") or ()
    return frozenset(c["matter"] for c in candidates[:2])  # type: ignore[index]
