"""What is read from rows and rulings before the law is asked or a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from zhifa.apps.incidents.models import Incident
from zhifa.law.authority import AuthorityRuling
from zhifa.law.rulings import ruling_data

CENTRE = "command-centre"  # code of the command centre's team, which holds whatever nobody else does


@dataclass(frozen=True, slots=True)
class Report:
    """What a source says. `area`: code when the source knows it; lon/lat in degrees CGCS2000; `media`: sha256 of files that
    are or will be stored as evidence."""

    source: str
    text: str
    reported_at: datetime
    external_id: str | None = None
    address: str = ""
    lon: Decimal | None = None
    lat: Decimal | None = None
    area: str = ""
    danger_to_life: bool = False
    reporter_name: str = ""
    reporter_phone: str = ""
    wants_reply: bool = True
    media: tuple[str, ...] = ()
    reported_by_organ: str = ""


def held(row: Incident) -> dict[str, object]:
    """Who has to act and until when, for the record: no open incident is ever without (R13). An accepted one may leave both to
    its matters."""
    waits = row.state == "reported" or row.due_at is not None
    due = row.due_at.isoformat() if row.due_at else None
    return {"state": row.state, "owner": CENTRE if waits else "", "due_at": due, "due_basis": row.due_basis}


def authority_data(found: AuthorityRuling) -> dict[str, Any]:
    """The ruling as it stood, for the row and the page: plain JSON, names as of the day."""
    grant = found.grant
    return {
        "status": found.status,
        "holder": found.holder,
        "holder_kind": found.holder_kind,
        "acting_identity": found.acting_identity,
        "team": found.team,
        "commander": found.commander,
        "county_level": found.county_level,
        "grant": grant
        and {
            "id": grant.id,
            "mandate": grant.mandate,
            "citation": str(grant.citation) if grant.citation else "",
            "since": grant.since.isoformat() if grant.since else None,
            "published_on": grant.published_on.isoformat() if grant.published_on else None,
            "assumption": grant.assumption,
        },
        "considered": [
            {
                "acting_identity": c.grant.acting_identity,
                "holder": c.grant.holder,
                "mandate": c.grant.mandate,
                "citation": str(c.grant.citation) if c.grant.citation else "",
                "accepted": c.accepted,
                "assumption": c.grant.assumption,
                "reason": {"code": c.reason.code, "values": dict(c.reason.values)},
            }
            for c in found.considered
        ],
        "ruling": ruling_data(found.ruling),
    }
