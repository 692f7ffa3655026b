"""Freeze what a cut-over is about to move, move its day, lift it. Asked by the services that plan cut-overs, which say who may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from zhifa.apps.registry.models import Freeze
from zhifa.apps.registry.services.loading import touch
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Actor
from zhifa.law.procedure.freezing import Frozen


@transaction.atomic
def freeze(*, by: Actor, at: datetime, stated: Frozen) -> Freeze:
    """From `stated.since` on; a second one of the same code replaces the first, also when that was lifted."""
    row = Freeze.objects.select_for_update().filter(tenant=settings.ZHIFA_TENANT, code=stated.code).first() or Freeze(code=stated.code)
    row.title, row.since, row.until, row.lifted_at = stated.title[:160], stated.since, stated.until, None
    row.subjects = [{"matter": s.matter, "domain": s.domain, "areas": sorted(s.areas)} for s in stated.subjects]
    return _saved(row, "freeze", by, at)


@transaction.atomic
def lift(*, by: Actor, at: datetime, codes: Sequence[str]) -> int:
    """Acts go on; returns how many freezes were lifted."""
    rows = Freeze.objects.select_for_update().filter(tenant=settings.ZHIFA_TENANT, code__in=codes, lifted_at__isnull=True)
    for row in (found := list(rows.order_by("code"))):
        row.lifted_at = at
        _saved(row, "lift_freeze", by, at)
    return len(found)


def _saved(row: Freeze, verb: str, by: Actor, at: datetime) -> Freeze:
    save(row)
    facts = {"code": row.code, "since": row.since, "until": row.until, "subjects": len(row.subjects)}
    trail.record(subject=row, verb=verb, by=by, at=at, facts=facts, note=row.title)
    touch("freezes")
    return row
