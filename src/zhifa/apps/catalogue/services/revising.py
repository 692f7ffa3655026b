"""A grant turns out to say something else than we knew, or it ends: what was known before stays, with the time it was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import FormerGrant, MatterGrant
from zhifa.apps.registry.queries.freezes import check_frozen
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, Stale, save
from zhifa.law.actors import Actor

OWN = frozenset({"id", "version"})


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates a grant is now known to have; None: not stated. `until` is the first day on which it is no longer valid."""

    since: date | None
    until: date | None
    published_on: date | None


@transaction.atomic
def revise_grant(*, by: Actor, at: datetime, code: str, version: int, terms: Terms, ground: str) -> MatterGrant:
    """From `at` on the grant is known to be valid on `terms`; “as known on” an earlier instant still answers as before. Raises `Denied`,
    `Stale`; `Invalid` for an unknown code, a term that ends before it begins, or no ground."""
    permissions.check_keeper(by)
    grant = MatterGrant.objects.select_for_update(of=("self",)).filter(tenant=settings.ZHIFA_TENANT, code=code).first()
    _check(grant, terms, ground, at)
    assert grant is not None
    if grant.version != version:
        raise Stale(grant.version)
    for area in grant.areas or ("",):
        check_frozen("grant", at, matter=grant.matter.code if grant.matter else "", domain=grant.domain, area=area)
    values = {f.name: getattr(grant, f.name) for f in MatterGrant._meta.concrete_fields if f.name not in OWN}
    former = FormerGrant(**values, superseded_at=at, superseded_by=by.name, ground=ground)
    save(former)
    grant.since, grant.until, grant.published_on, grant.recorded_at = terms.since, terms.until, terms.published_on, at
    save(grant)
    touch("catalogue")
    facts = {"grant": code, "since": terms.since, "until": terms.until, "published_on": terms.published_on}
    trail.record(subject=grant, verb="revise_grant", by=by, at=at, rows=(former,), occurred_on=terms.since, facts=facts, note=ground)
    return grant


def _check(grant: MatterGrant | None, terms: Terms, ground: str, at: datetime) -> None:
    errors = {}
    if grant is None:
        errors["code"] = ["没有这条授权"]
    elif grant.recorded_at and grant.recorded_at > at:
        errors["at"] = ["早于这条授权的上一次记载"]
    if terms.since and terms.until and terms.until <= terms.since:
        errors["until"] = ["失效日不晚于生效日"]
    if not ground.strip():
        errors["ground"] = ["没有写明依据"]
    if errors:
        raise Invalid(errors)
