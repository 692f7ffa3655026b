"""Who stands where: the proof over all matters, areas and powers, and the catalogue as it was known at an earlier instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from zhifa.apps.catalogue.models import FormerGrant, MatterGrant
from zhifa.apps.catalogue.queries.rows import FormerRow, MatterRow
from zhifa.apps.catalogue.queries.snapshot import Snapshot, grant_of, snapshot
from zhifa.law.authority import POWERS
from zhifa.law.authority_check import Acknowledged, Base, Item, Report, check

LINKED = ("holder", "team", "matter", "mandate")


def proof(day: date | None = None, powers: Sequence[str] = POWERS) -> Report:
    """Every power over every matter in every township and platform, on all days or on one (2 queries)."""
    known = snapshot()
    return check(known.index, [item_of(m) for m in known.matters.values()], powers, register(known), known.repealed, day)


def item_of(row: MatterRow) -> Item:
    """The matter as the proof needs it: an article that another one replaced the day it went is not missed."""
    replaced = {(b.role, b.since) for b in row.bases if b.since}
    standing = (b for b in row.bases if (b.role, b.until) not in replaced)
    return Item(row.code, row.domain, row.since, row.until, tuple(Base(str(b.citation), b.until) for b in standing))


def register(known: Snapshot) -> list[Acknowledged]:
    """The open points that acknowledge findings."""
    return [Acknowledged(p.code, p.finding, p.domain) for p in known.open_points if p.finding]


def as_known(instant: datetime) -> Snapshot:
    """The catalogue with the grants as they were known at an instant; everything else as it is known now (3 queries, 2 when no grant
    changed since)."""
    known = snapshot()
    mine = {"tenant": settings.ZHIFA_TENANT}
    later = FormerGrant.objects.filter(**mine, superseded_at__gt=instant).select_related(*LINKED).order_by("-superseded_at")
    then = {former.code: grant_of(former) for former in later}
    fresh = {code for code, recorded in known.recorded.items() if recorded > instant} - set(then)
    if not then and not fresh:
        return known
    return replace(known, stored=tuple(then.get(g.id, g) for g in known.stored if g.id not in fresh), _grants={}, _rulings={})


def grant_history(code: str) -> tuple[FormerRow, ...]:
    """What a grant was known to say before, latest first (1 query)."""
    rows = FormerGrant.objects.filter(tenant=settings.ZHIFA_TENANT, code=code).select_related(*LINKED).order_by("-superseded_at")
    return tuple(FormerRow(grant_of(f), f.recorded_at, f.superseded_at, f.superseded_by, f.ground) for f in rows)


def grant_version(code: str) -> int | None:
    """The version that a revision must name; None for an unknown grant (1 query)."""
    return MatterGrant.objects.filter(tenant=settings.ZHIFA_TENANT, code=code).values_list("version", flat=True).first()
