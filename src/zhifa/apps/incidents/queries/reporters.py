"""Who reported, masked: enough to know that somebody waits for an answer, too little to find them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from zhifa.apps.incidents.models import Reporter


@dataclass(frozen=True, slots=True)
class MaskedReporter:
    """王**, 138****1234."""

    name: str
    phone: str
    wants_reply: bool


def masked(incident_id: str) -> tuple[MaskedReporter, ...]:
    """Of the incident and of what was merged into it (1 query)."""
    rows = Reporter.objects.filter(Q(incident_id=incident_id) | Q(incident__root_id=incident_id)).order_by("id")
    return tuple(MaskedReporter(_name(r.name), _phone(r.phone), r.wants_reply) for r in rows)


def _name(name: str) -> str:
    return name[:1] + "*" * (len(name) - 1) if name else ""


def _phone(phone: str) -> str:
    return phone[:3] + "****" + phone[-2:] if len(phone) >= 7 else "****" if phone else ""
