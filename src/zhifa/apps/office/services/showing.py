"""The requests of a demonstration, made by its own people through the same services as real ones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.office.services import requests
from zhifa.apps.office.services.requests import Request
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.queries import PersonRow
from zhifa.apps.registry.services import Loaded
from zhifa.law.actors import Actor, Role
from zhifa.packs.county import CountyData
from zhifa.packs.office_requests import ShownRequest, shown_requests


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """Once: an office that has any request already is left alone. Raises `Denied`, PackError."""
    check_keeper(by)
    shown = shown_requests(data.layers)
    if not shown or OfficeEntry.objects.filter(tenant=by.tenant).exists():
        return Loaded("office", False, {}, 0, "")
    people = {p.username: p for p in registry.people()}
    office = _actor(by, next(p for p in people.values() if Role.GUIDANCE in p.roles))
    for one in shown:
        _show(at, one, _actor(by, people[one.asker]), office)
    return Loaded("office", True, {"requests": len(shown)}, 0, "")


def _actor(by: Actor, p: PersonRow) -> Actor:
    roles = frozenset(Role(r) for r in p.roles)
    return Actor(p.id, p.name, p.post, roles, p.organ, p.team, frozenset(p.areas), tenant=by.tenant)


def _show(at: datetime, one: ShownRequest, asker: Actor, office: Actor) -> None:
    said = Request(one.job, one.title, one.words, one.area, one.matter)
    row = requests.ask(by=asker, at=at, request=said, layer=one.layer)
    if one.state != "asked":
        requests.take_up(by=office, at=at, entry=row.pk)
    if one.state in ("answered", "closed"):
        requests.answer(by=office, at=at, entry=row.pk, words=one.answer)
    if one.state == "closed":
        requests.confirm(by=asker, at=at, entry=row.pk, outcome=one.outcome, reason=one.note)
