"""派驻 and 县属乡用: where a person works and who commands the day; whose person it is does not change with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.registry.models import Organ, Person
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import whose
from zhifa.apps.staffing.models import StaffRelation, Stationing
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law import staffing as law
from zhifa.law.actors import Actor
from zhifa.law.rulings import Blocked, refusal


@dataclass(frozen=True, slots=True)
class Stationed:
    """Who (id), where (code of an organ), from when until before when (None: open), under which document."""

    person: str
    organ: str
    since: date
    until: date | None = None
    ground: str = ""


def _known(stated: Stationed, field: str) -> tuple[Person, Organ]:
    person = (
        Person.objects.filter(tenant=settings.ZHIFA_TENANT, pk=stated.person, active=True).select_related("organ", "team__seat").first()
    )
    organ = Organ.objects.filter(tenant=settings.ZHIFA_TENANT, code=stated.organ).first()
    wrong = {}
    if person is None:
        wrong["person"] = [_("没有这个人员")]
    if organ is None:
        wrong[field] = [_("没有这个机关")]
    if not stated.ground.strip():
        wrong["ground"] = [_("没有写明依据")]
    if stated.until is not None and stated.until <= stated.since:
        wrong["until"] = [_("结束日须晚于开始日")]
    if wrong or person is None or organ is None:
        raise Invalid(wrong)
    return person, organ


@transaction.atomic
def station(*, by: Actor, at: datetime, stated: Stationed) -> Stationing:
    """派驻 to the department whose matters moved. Raises Denied, Invalid; Blocked for people of another organ and where the person is
    stationed already in that time."""
    permissions.check_office(by)
    person, host = _known(stated, "organ")
    if person.organ.kind != "county_enforcement_bureau":
        raise Blocked(refusal("staffing.not_of_the_bureau"))
    if host.kind != "original_department":
        raise Blocked(refusal("staffing.host_is_department"))
    during = Q(until=None) | Q(until__gt=stated.since)
    if stated.until is not None:
        during &= Q(since=None) | Q(since__lt=stated.until)
    list(Person.objects.select_for_update().filter(pk=person.pk))
    if other := Stationing.objects.filter(during, person=person).select_related("host").first():
        raise Blocked(refusal("staffing.not_stationed_twice", name=person.name, organ=other.host.name))
    row = Stationing(tenant=by.tenant, person=person, host=host, since=stated.since, until=stated.until, ground=stated.ground.strip())
    save(row)
    facts = {"person": person.code, "host": host.code, "since": stated.since, "until": stated.until, "organ": person.organ.code}
    trail.record(subject=row, verb="staff.station", by=by, at=at, occurred_on=stated.since, facts=facts, note=row.ground)
    return row


@transaction.atomic
def end_stationing(*, by: Actor, at: datetime, stationing: UUID | str, until: date, reason: str, version: int | None = None) -> Stationing:
    """结束派驻: `until` is the first day on which the person is back. The row stays."""
    permissions.check_office(by)
    row = locked(Stationing, stationing, version)
    if not reason.strip():
        raise Invalid({"reason": [_("必填")]})
    if row.since is not None and until < row.since:
        raise Blocked(refusal("staffing.before_it_began", since=row.since))
    row.until = until
    save(row)
    facts = {"person": row.person.code, "host": row.host.code, "until": until}
    trail.record(subject=row, verb="staff.end_stationing", by=by, at=at, occurred_on=until, facts=facts, note=reason)
    return row


@transaction.atomic
def change_command(*, by: Actor, at: datetime, stated: Stationed) -> StaffRelation:
    """调整日常管理和指挥: only this one of the four relations changes, from a day on. Raises Denied, Invalid; Blocked where an earmarked
    post would be put to another use, and where it is so already."""
    permissions.check_office(by)
    person, organ = _known(stated, "organ")
    list(Person.objects.select_for_update().filter(pk=person.pk))
    now = whose([person], stated.since)[0]
    ruling = law.commanded(now.earmarked, organ.kind, organ.name)
    if not ruling.permits:
        raise Blocked(ruling)
    if now.relations["command"].organ == organ.code:
        raise Blocked(refusal("staffing.same_command", organ=organ.name))
    standing = StaffRelation.objects.select_for_update(of=("self",)).filter(person=person, kind="command")
    ended: list[Row] = [_ended(row, stated.since) for row in standing.filter(Q(until=None) | Q(until__gt=stated.since))]
    row = StaffRelation(
        tenant=by.tenant, person=person, kind="command", organ=organ, since=stated.since, until=stated.until, ground=stated.ground.strip()
    )
    save(row)
    facts = {kind: held.organ for kind, held in now.relations.items()} | {"command": organ.code, "person": person.code}
    facts |= {"before": now.relations["command"].organ, "recorded_on": timezone.localdate(at).isoformat()}
    trail.record(
        subject=row,
        verb="staff.change_command",
        by=by,
        at=at,
        rows=ended,
        occurred_on=stated.since,
        facts=facts,
        note=row.ground,
        ruling=ruling,
    )
    return row


def _ended(row: StaffRelation, day: date) -> StaffRelation:
    """A row that was to begin later never begins."""
    row.until = max(day, row.since) if row.since else day
    return save(row)
