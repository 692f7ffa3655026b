"""From checked reports to incidents: matched, ruled, written and recorded, one or many in one transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.facts import Report, held
from zhifa.apps.incidents.models import Incident, QueueEntry, Reporter
from zhifa.apps.incidents.queries import triage
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.rows import blank, like, new_id
from zhifa.law.actors import Actor
from zhifa.law.procedure.clocks import Clock, due

COUNTY_TIME = ZoneInfo("Asia/Shanghai")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U to mishear on the phone


@dataclass(frozen=True, slots=True)
class Checked:
    """A report that may be taken; `digest` tells a repetition from another content under the same number."""

    report: Report
    digest: str


def checked(report: Report) -> Checked:
    """With the digest of everything said."""
    said = {k: str(getattr(report, k)) for k in Report.__slots__}
    return Checked(report, hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest())


def create(by: Actor, at: datetime, rows: Sequence[Checked]) -> list[Incident]:
    """In the order of `rows`, all or none; call inside a transaction. Raises IntegrityError when a source's number is known or one
    of ours is taken. One matcher, one snapshot, one ruling per different question, a fixed number of statements."""
    known = registry.snapshot()
    areas = {code: _governing(known, code) for code in {r.report.area for r in rows}}
    day = at.astimezone(COUNTY_TIME).date()
    proposals = triage.propose_all(by.tenant, [(r.report.text, areas[r.report.area]) for r in rows], day)
    clocks = {danger: due("accept_danger" if danger else "accept", at, county_book()) for danger in {r.report.danger_to_life for r in rows}}
    incident, reporter, entry = blank(Incident), blank(Reporter), blank(QueueEntry)
    alike = _Alike(like(incident, tenant=by.tenant, received_at=at), like(reporter, tenant=by.tenant), like(entry, tenant=by.tenant))
    made = [
        _built(alike, at, r, areas[r.report.area], clocks[r.report.danger_to_life], proposal)
        for r, proposal in zip(rows, proposals, strict=True)
    ]
    births = [
        trail.Birth(incident, _reporters_of(alike, incident, r.report), _facts_of(incident, r.report), (_queued(alike, incident),))
        for incident, r in zip(made, rows, strict=True)
    ]
    trail.record_births(verb="report", by=by, at=at, births=births)
    for incident, r in zip(made, rows, strict=True):
        for sha256 in r.report.media:
            evidence.declare(by=by, at=at, sha256=sha256, name=sha256[:12], kind="photo", subject=incident)
    return made


def _governing(known: registry.Snapshot, area: str) -> str:
    """Code of the township or platform that answers for an area; "" when the place is unknown."""
    governed = known.governed(area) if area else None
    return governed.code if governed else ""


@dataclass(frozen=True, slots=True)
class _Alike:
    """What the rows of one batch are made like."""

    incident: Incident
    reporter: Reporter
    entry: QueueEntry


def _built(alike: _Alike, at: datetime, row: Checked, area: str, clock: Clock, proposals: dict[str, Any]) -> Incident:
    """Unsaved, on its first clock."""
    report = row.report
    return like(
        alike.incident,
        id=new_id(),
        number=f"{at.astimezone(COUNTY_TIME):%y%m%d}-{_code(5)}",
        tracking_code=_code(10),
        source=report.source,
        external_id=report.external_id,
        body_digest=row.digest,
        reported_at=report.reported_at,
        text=report.text,
        address=report.address,
        lon=report.lon,
        lat=report.lat,
        area=area,
        place_area=report.area,
        danger_to_life=report.danger_to_life,
        reported_by_organ=report.reported_by_organ,
        proposals=proposals,
        due_at=clock.at,
        due_basis=clock.basis,
    )


def _reporters_of(alike: _Alike, incident: Incident, report: Report) -> tuple[Reporter, ...]:
    """Unsaved; nobody when neither name nor telephone was left."""
    if not (report.reporter_name or report.reporter_phone):
        return ()
    said = {"name": report.reporter_name, "phone": report.reporter_phone, "wants_reply": report.wants_reply}
    return (like(alike.reporter, id=new_id(), incident_id=incident.pk, **said),)


def _queued(alike: _Alike, incident: Incident) -> QueueEntry:
    """Its place among what the centre has to look at."""
    return like(
        alike.entry,
        incident_id=incident.pk,
        area=incident.area,
        danger=incident.danger_to_life,
        clock=incident.due_at,
        circle=permissions.circle(organs=(incident.reported_by_organ,)),
    )


def _facts_of(incident: Incident, report: Report) -> dict[str, object]:
    """For the record of the report."""
    top = incident.proposals["candidates"][:1]
    return {
        "source": report.source,
        "external_id": report.external_id,
        "area": incident.area,
        "danger_to_life": report.danger_to_life,
        "media": list(report.media),
        "enforcement": incident.proposals["enforcement"],
        "first_candidate": top[0]["matter"] if top else None,
        **held(incident),
    }


def _code(length: int) -> str:
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(length))
