"""The county of the packs in the test database, and its people as actors."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from tests import snapshot
from zhifa.apps.accounts import services as accounts_services
from zhifa.apps.catalogue import services as catalogue_services
from zhifa.apps.parties import services as parties_services
from zhifa.apps.planning import services as planning_services
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry import services as registry_services
from zhifa.apps.registry.queries.rows import PersonRow
from zhifa.apps.staffing import services as staffing_services
from zhifa.law.actors import Actor, Role
from zhifa.packs.county import load_county

SHANGHAI = ZoneInfo("Asia/Shanghai")
LOADED_AT = datetime(2026, 1, 5, 9, 0, tzinfo=SHANGHAI)
DAY = date(2026, 9, 1)
KEEPER = Actor("", "装载", "系统管理员", frozenset({Role.SYSTEM_ADMIN, Role.SYSTEM}), tenant=settings.ZHIFA_TENANT)


def load() -> None:
    """Registry, catalogue and demonstration accounts of the configured layers, once; put back as they were after a flush."""
    if registry.data_version("catalogue"):
        return
    if snapshot.taken():
        snapshot.put_back()
        return
    data = load_county(tuple(settings.ZHIFA_PACKS))
    registry_services.load_pack(by=KEEPER, at=LOADED_AT, data=data)
    catalogue_services.load_pack(by=KEEPER, at=LOADED_AT, data=data)
    parties_services.load_pack(by=KEEPER, at=LOADED_AT, data=data)
    planning_services.load_pack(by=KEEPER, at=LOADED_AT, data=data)
    staffing_services.load_pack(by=KEEPER, at=LOADED_AT, data=data)
    accounts_services.create_demonstration_accounts(by=KEEPER, at=LOADED_AT)


@lru_cache(maxsize=2)
def _people(version: str) -> dict[str, PersonRow]:
    """Everybody by user name, read once for each version of the registry."""
    return {p.username: p for p in registry.people() if p.username}


@lru_cache(maxsize=512)
def _certificate(version: str, person: str, day: date) -> str:
    return registry.certificates([person], day).get(person, "")


def who(username: str, day: date = DAY) -> Actor:
    """The demonstration person with this user name."""
    version = registry.data_version("registry")
    person = _people(version)[username]
    return Actor(
        person=person.id,
        name=person.name,
        post=person.post,
        roles=frozenset(Role(r) for r in person.roles),
        organ=person.organ,
        team=person.team,
        areas=frozenset(person.areas),
        certificate=_certificate(version, person.id, day),
        tenant=settings.ZHIFA_TENANT,
    )


def source(code: str = "12345") -> Actor:
    """A source system."""
    return Actor("", code, code, frozenset({Role.CONNECTOR}), tenant=settings.ZHIFA_TENANT)
