"""From an accepted report to its dispatches, and from the last of them to the closed incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from zhifa.apps.dispatch.facts import standing
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.services.disputes import covering, open_dispute
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import held
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.clocks import due
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.handling import HELD, IncidentFacts

SECURE_FIRST = "现场险情先行处置"


@transaction.atomic
def accept_incident(
    *, by: Actor, at: datetime, incident: UUID, matters: Sequence[str], version: int | None = None
) -> tuple[Incident, list[Dispatch]]:
    """立案: the chosen matters become the incident's, each with the ruling of this day and a dispatch of its own.

    Raises Denied, Blocked (no matter, no place), Invalid, Stale."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "accept", IncidentFacts(matters=len(matters), unknown_place=not row.area))
    kept = incidents.remember_choice(row, matters, at)
    made, sent = _establish(row, matters, at)
    incidents.move(row, "accept", at=at)
    trail.record(subject=row, verb="accept", by=by, at=at, rows=[*kept, *made, *sent], facts=_established(row, made))
    _opened(sent, by, at)
    return row, sent


@transaction.atomic
def add_matter(*, by: Actor, at: datetime, incident: UUID, matter: str, version: int | None = None) -> Dispatch:
    """One more matter of the same incident."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "add_matter", IncidentFacts(matters=1, unknown_place=not row.area))
    made, sent = _establish(row, [matter], at)
    incidents.wind(row, "", at)
    trail.record(subject=row, verb="add_matter", by=by, at=at, rows=[*made, *sent], facts=_established(row, made))
    _opened(sent, by, at)
    return sent[0]


@transaction.atomic
def accept_urgent(
    *, by: Actor, at: datetime, incident: UUID, emergency_told: bool, version: int | None = None
) -> tuple[Incident, list[Dispatch]]:
    """Danger to life: the squad that covers the place is sent to secure it before anybody knows whose matter it is.

    `emergency_told`: 110/119/120 were called, which the desk confirms here and the trail keeps. No penalty can come of this
    dispatch; matters are added when they are known."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "accept_urgent", IncidentFacts(danger=row.danger_to_life, unknown_place=not row.area))
    team = covering(row.area, at)
    secured = IncidentMatter(tenant=row.tenant, incident=row, matter_name=SECURE_FIRST, standing="held" if team else "unclear", team=team)
    secured.save(force_insert=True)
    sent = _open(row, secured, at)
    if emergency_told:
        row.emergency_told_at = at
    incidents.move(row, "accept_urgent", at=at)
    trail.record(
        subject=row,
        verb="accept_urgent",
        by=by,
        at=at,
        rows=[secured, sent],
        facts={"told": emergency_told, "team": secured.team, **held(row)},
    )
    _opened([sent], by, at)
    return row, [sent]


@transaction.atomic
def close_incident(*, by: Actor, at: datetime, incident: UUID, answer: str, version: int | None = None) -> Incident:
    """结案: every matter verified or taken over by its owner, and the reporter answered."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "close", replace(_matters_of(row), answer=answer))
    row.answer, row.closed_at = answer.strip(), at
    incidents.move(row, "close", at=at)
    trail.record(subject=row, verb="close", by=by, at=at, facts=held(row), note=row.answer)
    return row


@transaction.atomic
def dismiss_incident(*, by: Actor, at: datetime, incident: UUID, answer: str, version: int | None = None) -> Incident:
    """不予受理并答复, or, when it was accepted by mistake and every matter was withdrawn, the same afterwards."""
    row = locked(Incident, incident, version)
    return incidents.dismiss_incident(by=by, at=at, incident=row.pk, answer=answer, version=version, facts=_matters_of(row))


def _matters_of(row: Incident) -> IncidentFacts:
    sent = list(row.dispatches.select_related("incident_matter"))
    return IncidentFacts(
        accepted=row.state == "accepted",
        open_matters=tuple(d.incident_matter.matter_name for d in sent if d.state not in DISPATCH.final),
        verified_matters=sum(d.state in ("verified", "handed_over") for d in sent),
    )


@transaction.atomic
def reopen_incident(*, by: Actor, at: datetime, incident: UUID, reason: str, version: int | None = None) -> Incident:
    """Not solved after all, or wrongly dismissed: what was said stays in the trail; verified matters are taken up again
    one by one (act `reopen` of the dispatch)."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "reopen", IncidentFacts(reason=reason))
    was_closed = row.state == "closed"
    row.closed_at = None
    incidents.move(row, "reopen", at=at, clock="close" if was_closed else "accept")
    trail.record(subject=row, verb="reopen", by=by, at=at, facts=held(row), note=reason)
    return row


def _establish(row: Incident, matters: Sequence[str], at: datetime) -> tuple[list[IncidentMatter], list[Dispatch]]:
    had = set(row.dispatches.exclude(state="withdrawn").values_list("incident_matter__matter_code", flat=True))
    made = incidents.establish_matters(row, tuple(dict.fromkeys(matters)), at, had)
    return made, [_open(row, one, at) for one in made]


def _established(row: Incident, made: Sequence[IncidentMatter]) -> dict[str, object]:
    return {"matters": [_short(m) for m in made], **held(row)}


def _opened(sent: Sequence[Dispatch], by: Actor, at: datetime) -> None:
    """Each task has a record of its own from its first instant; whose owner is not clear is put before the adjudicator, and
    somebody acts meanwhile."""
    for one in sent:
        rows: list[Row] = []
        if one.state == "unsettled":
            cause = "contested" if one.incident_matter.standing == "contested" else "unclear"
            rows = open_dispute(one, cause, by, at)
            save(one)
        trail.record(subject=one, verb="open", by=by, at=at, rows=rows, facts=standing(one))


def _open(row: Incident, matter: IncidentMatter, at: datetime) -> Dispatch:
    settled = matter.standing in HELD and bool(matter.team)
    name = ("dispatch_danger" if row.danger_to_life else "dispatch") if settled else "settle"
    clock = due(name, at, county_book())
    team = registry.team(matter.team) if matter.team else None
    sent = Dispatch(
        tenant=row.tenant,
        incident_matter=matter,
        incident=row,
        area=row.area,
        state="pending" if settled else "unsettled",
        organ=matter.holder,
        team=matter.team,
        team_name=team.name if team else "",
        acting_identity=matter.acting_identity,
        due_at=clock.at,
        due_basis=clock.basis,
    )
    return save(sent)


def _short(matter: IncidentMatter) -> dict[str, object]:
    return {
        "matter": matter.matter_code,
        "standing": matter.standing,
        "holder": matter.holder,
        "acting_identity": matter.acting_identity,
        "team": matter.team,
        "ruling": matter.authority.get("ruling"),
    }
