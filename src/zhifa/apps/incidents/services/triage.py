"""What the desk does with a report: take it, correct it, choose its matters, or answer that it is none of enforcement's."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.facts import held
from zhifa.apps.incidents.models import Incident, IncidentMatter, MatchCorrection, Reporter
from zhifa.apps.incidents.queries import triage
from zhifa.apps.incidents.services.creating import COUNTY_TIME
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.procedure.clocks import due
from zhifa.law.procedure.handling import IncidentFacts
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.rulings import Blocked, refusal

CORRECTABLE = ("text", "address", "lon", "lat", "area", "danger_to_life")


@transaction.atomic
def take_incident(*, by: Actor, at: datetime, incident: UUID, version: int | None = None) -> Incident:
    """The dispatcher becomes the one who works on it; a second dispatcher is told who has it."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "take", IncidentFacts())
    if row.dispatcher and str(row.dispatcher) != by.person:
        raise Blocked(refusal("taken_by_other", name=row.dispatcher_name))
    if row.dispatcher:
        return row
    row.dispatcher, row.dispatcher_name = UUID(by.person), by.name
    save(row)
    trail.record(subject=row, verb="take", by=by, at=at, facts=held(row))
    return row


@transaction.atomic
def correct_incident(
    *, by: Actor, at: datetime, incident: UUID, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> Incident:
    """Mend a wrong entry (text, address, place, danger): the earlier values stay in the trail beside the new ones."""
    row = locked(Incident, incident, version)
    unknown = sorted(set(changes) - set(CORRECTABLE))
    if unknown:
        raise Invalid({name: ["这一项不能更正"] for name in unknown})
    before = {name: _plain(getattr(row, name)) for name in changes}
    for name, value in changes.items():
        _set(row, name, value)
    after = {name: _plain(getattr(row, name)) for name in changes}
    changed = {name: [before[name], after[name]] for name in changes if before[name] != after[name]}
    permissions.check_act(by, row, "correct", IncidentFacts(reason=reason, changes=len(changed)))
    day = at.astimezone(COUNTY_TIME).date()
    row.proposals = triage.propose(row.tenant, row.text, row.area, day)
    save(row)
    trail.record(subject=row, verb="correct", by=by, at=at, facts={"changed": changed, **held(row)}, note=reason)
    return row


def _set(row: Incident, name: str, value: Any) -> None:
    if name == "area":
        governed = registry.governed(value) if value else None
        if value and governed is None:
            raise Invalid({"area": [f"没有代码为 {value} 的区域"]})
        row.place_area, row.area = value, governed.code if governed else ""
    elif name == "text" and not str(value).strip():
        raise Invalid({"text": ["请写明看到了什么"]})
    else:
        setattr(row, name, value)


def _plain(value: object) -> str | bool | None:
    return value if isinstance(value, bool) or value is None else str(value)


@transaction.atomic
def dismiss_incident(
    *, by: Actor, at: datetime, incident: UUID, answer: str, version: int | None = None, facts: IncidentFacts | None = None
) -> Incident:
    """Not a matter of enforcement: closed with the answer that the reporter reads, and remembered by the matcher. `facts`: of the
    matters of an accepted one (all of them withdrawn), from the app that holds them."""
    row = locked(Incident, incident, version)
    permissions.check_act(by, row, "dismiss", replace(facts or IncidentFacts(open_matters=("…",)), answer=answer))
    row.answer = answer.strip()
    remembered = remember_choice(row, (), at)
    move(row, "dismiss", at=at)
    trail.record(subject=row, verb="dismiss", by=by, at=at, rows=remembered, facts=held(row), note=row.answer)
    return row


def establish_matters(row: Incident, matters: Sequence[str], at: datetime, had: Collection[str]) -> list[IncidentMatter]:
    """Rows for the chosen matters with the ruling of this day; the caller checked the act and records it. `had`: codes at work
    in the incident already.

    Raises Invalid for an unknown matter or one that the incident already has."""
    day = at.astimezone(COUNTY_TIME).date()
    known = {code: catalogue.matter(code) for code in matters}
    if unknown := [code for code, matter in known.items() if matter is None]:
        raise Invalid({"matter": [f"没有代码为 {code} 的事项" for code in unknown]})
    rulings = triage.rule_matters(row.tenant, matters, row.area, day, row.text)
    proposed = {c["matter"]: c for c in row.proposals.get("candidates", ())}
    made = []
    for code in matters:
        found = known[code]
        assert found is not None
        if code in had:
            raise Invalid({"matter": [f"{found.name} 已在本事件中"]})
        ruling = rulings[code]
        made.append(
            IncidentMatter(
                tenant=row.tenant,
                incident=row,
                matter_code=code,
                matter_name=found.name,
                chosen={"score": proposed[code]["score"], "words": proposed[code]["words"]} if code in proposed else {},
                authority=ruling,
                standing=ruling["status"],
                holder=ruling["holder"],
                holder_kind=ruling["holder_kind"],
                acting_identity=ruling["acting_identity"],
                team=ruling["team"],
                commander=ruling["commander"],
            )
        )
    for one in made:
        one.save(force_insert=True)
    return made


def remember_choice(row: Incident, accepted: Sequence[str], at: datetime) -> list[MatchCorrection]:
    """Keep the dispatcher's choice when it differs from the matcher's first answer; at most one row is made. It teaches when somebody
    builds a new version of the matcher."""
    candidates = row.proposals.get("candidates", [])
    proposed = [c["matter"] for c in candidates if c["score"] >= 0.5][:2] or [c["matter"] for c in candidates[:1]]
    if row.proposals.get("enforcement") == "no" and not accepted:
        return []
    if list(accepted) == proposed:
        return []
    said = {"text": row.text, "proposed": proposed, "accepted": list(accepted), "at": at}
    kept = MatchCorrection(tenant=row.tenant, incident=row, matcher=row.proposals.get("matcher", {}).get("number", 0), **said)
    kept.save(force_insert=True)
    return [kept]


def move(row: Incident, act: str, *, at: datetime, clock: str = "") -> None:
    """Put the incident into the state its table gives, with the clock of that state, and save it."""
    found = INCIDENT.row(row.state, act)
    assert found is not None, "check_act came first"
    row.state = found.target
    wind(row, clock, at)


def wind(row: Incident, clock: str, at: datetime) -> None:
    """Start the named clock of the incident, or stop it ("": its matters have clocks of their own, or it is done); saves."""
    if clock:
        deadline = due(clock, at, county_book())
        row.due_at, row.due_basis = deadline.at, deadline.basis
    else:
        row.due_at, row.due_basis = None, ""
    row.late_since, row.escalated = None, 0
    save(row)


@transaction.atomic
def reveal_reporter(*, by: Actor, at: datetime, incident: UUID, reason: str) -> tuple[Reporter, ...]:
    """Who reported this and what was merged into it, for the command centre with a reason; every look is a record (处罚法 50)."""
    row = locked(Incident, incident)
    permissions.check_identity(by)
    if not reason.strip():
        raise Blocked(refusal("reason_required", permissions.SECRECY, missing=("reason",)))
    trail.record(subject=row, verb="reveal_reporter", by=by, at=at, note=reason, confidential=True)
    return tuple(Reporter.objects.filter(Q(incident=row) | Q(incident__root=row)).order_by("id"))
