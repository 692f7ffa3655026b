"""From the scene to two officers who have shown who they are; and the ways out before a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases import permissions
from zhifa.apps.cases.authority import check_not_frozen, for_unit, found_for, found_on_patrol
from zhifa.apps.cases.facts import participants
from zhifa.apps.cases.models import Case, CorrectionOrder, Handler
from zhifa.apps.cases.models.case import Duty
from zhifa.apps.cases.services.step import Move, step
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.parties.models import Party
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.rows import new_id
from zhifa.law.actors import Actor
from zhifa.law.procedure.summary_guards import CaseFacts

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where it was found, for a case without an incident. `area`: code of the township or platform."""

    matter: str
    area: str
    place: str
    lon: Decimal | None = None
    lat: Decimal | None = None


@transaction.atomic
def open_case(
    *,
    by: Actor,
    at: datetime,
    incident_matter: UUID | str | None = None,
    scene: Scene | None = None,
    party: UUID | str | None = None,
    order: UUID | str | None = None,
) -> Case:
    """A summary case by the officer on the scene, from an incident's matter or from what was met on patrol (`scene`).

    Whose case it is comes from the catalogue on this day; an officer of another team is refused. `order`: the order to correct
    that came before. Raises Denied, Blocked, Invalid."""
    day = timezone.localdate(at)
    source = IncidentMatter.objects.select_related("incident").get(pk=incident_matter) if incident_matter else None
    if source is None and scene is None:
        raise Invalid({"matter": [_("请选择事项和地点")]})
    found = found_for(source, day) if source else found_on_patrol(scene.matter, scene.area, day)  # type: ignore[union-attr]
    found = for_unit(found, by.team)
    permissions.check_holder(by, team=found.team, team_name=found.team_name, organ=found.organ)
    check_not_frozen(found.matter, found.area, at, source)
    place = (source.incident.address or found.area_name) if source else scene.place.strip()  # type: ignore[union-attr]
    where = source.incident if source else scene
    row = Case(
        tenant=by.tenant,
        ref=fresh_ref("JA", at),
        incident_matter=source,
        place=place or found.area_name,
        lon=where.lon if where else None,
        lat=where.lat if where else None,
        party=Party.objects.get(pk=party) if party else None,
        order=CorrectionOrder.objects.get(pk=order) if order else None,
        opened_at=at,
        **found.columns(),
    )
    acts.save(row)
    lead = acts.save(_handler(row, by, at, Duty.LEAD))
    said = {"ref": row.ref, "matter": row.matter_code, "area": row.area, "team": row.team, "incident_matter": str(incident_matter or "")}
    trail.record(
        subject=row, verb="open_case", by=by, at=at, rows=[lead], ruling=found.ruling, acting_identity=row.acting_identity, facts=said
    )
    return row


def fresh_ref(prefix: str, at: datetime) -> str:
    """Prefix + day + five signs from the random end of a fresh id; it names the case until the decision has its number."""
    tail, text = new_id().int, ""
    for _i in range(5):
        tail, digit = divmod(tail, len(_ALPHABET))
        text += _ALPHABET[digit]
    return f"{prefix}{timezone.localdate(at):%Y%m%d}-{text}"


def _handler(case: Case, by: Actor, at: datetime, duty: Duty) -> Handler:
    return Handler(
        tenant=case.tenant,
        case=case,
        person=by.person,
        name=by.name,
        certificate=by.certificate,
        organ=by.organ,
        duty=duty.value,
        joined_at=at,
    )


def confirm_second_officer(*, by: Actor, at: datetime, case: UUID | str, reason: str = "", version: int | None = None) -> Case:
    """The second officer joins from the own account; the law asks two with valid certificates (处罚法 42). From another organ
    only with the joint plan named in `reason` (条例 29)."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        day = timezone.localdate(at)
        own = participants({by.person: by.organ}, day)
        return replace(facts, people=(*facts.people, *own), reason=reason)

    def change(move: Move) -> None:
        move.save(_handler(move.case, by, at, Duty.SECOND))
        move.said["officers"] = [h.name for h in move.case.handlers.filter(left_at__isnull=True)]

    return step(by=by, at=at, case=case, act="confirm_second_officer", version=version, entries=entries, change=change, note=reason)


def release_second_officer(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> Case:
    """The wrong colleague joined: both entries stay in the trail."""

    def change(move: Move) -> None:
        second = move.case.handlers.get(duty=Duty.SECOND, left_at__isnull=True)
        second.left_at = at
        move.save(second)
        move.said["released"] = second.name

    return step(by=by, at=at, case=case, act="release_second_officer", version=version, change=change, note=reason)


def show_identity(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> Case:
    """Both officers showed their certificates to the party (处罚法 52, 55)."""

    def change(move: Move) -> None:
        move.case.identity_shown_at = at
        move.said["certificates"] = [h.certificate for h in move.case.handlers.filter(left_at__isnull=True)]

    return step(by=by, at=at, case=case, act="show_identity", version=version, change=change)


_CORRECTABLE = ("place", "narrative", "occurred_at", "party", "order")


def correct_entry(
    *, by: Actor, at: datetime, case: UUID | str, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> Case:
    """Put a wrong entry right, with the reason; old and new stand in the trail. After the notice the party must be told anew.

    `changes`: place, narrative, occurred_at, party (id), order (id)."""
    unknown = sorted(set(changes) - set(_CORRECTABLE))
    if unknown:
        raise Invalid({field: [_("这一项不能更正")] for field in unknown})

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        differing = sum(_current(row, k) != (str(v) if k in ("party", "order") else v) for k, v in changes.items())
        return replace(facts, changes=differing, reason=reason)

    def change(move: Move) -> None:
        row = move.case
        hidden = {"party", "narrative"}
        move.said["before"] = {k: str(_current(row, k)) for k in changes if k not in hidden}
        move.said["corrected"] = sorted(changes)
        for key, value in changes.items():
            setattr(row, f"{key}_id" if key in ("party", "order") else key, value)

    return step(by=by, at=at, case=case, act="correct_entry", version=version, entries=entries, change=change, note=reason)


def _current(row: Case, key: str) -> object:
    return str(getattr(row, f"{key}_id") or "") if key in ("party", "order") else getattr(row, key)


def convert_to_ordinary(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> Case:
    """The ordinary procedure takes over (disputed facts, a heavier penalty): an ordinary case is proposed in the same transaction;
    everything recorded so far stays (SIM-10)."""

    def change(move: Move) -> None:
        from zhifa.apps.cases.services.ordinary.opening import open_from_summary  # which opens cases by the functions above

        move.said["ordinary"] = open_from_summary(by=by, at=at, summary=move.case, reason=reason).ref

    return step(by=by, at=at, case=case, act="convert_to_ordinary", version=version, change=change, note=reason)


def drop(*, by: Actor, at: datetime, case: UUID | str, ground: str, reason: str, version: int | None = None) -> Case:
    """No penalty: the ground is one of `GROUNDS`, `reason` says what was found and how the party was educated (处罚法 33)."""

    def entries(row: Case, facts: CaseFacts) -> CaseFacts:
        return replace(facts, ground=ground if ground in GROUNDS else "", reason=reason)

    def change(move: Move) -> None:
        move.case.end_ground = ground
        move.said["ground"] = GROUNDS[ground]

    return step(by=by, at=at, case=case, act="drop", version=version, entries=entries, change=change, note=reason)
