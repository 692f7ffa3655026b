"""Loading statutes, matters, grants and open points from packs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import (
    Basis,
    DiscretionTier,
    Duty,
    Mandate,
    Matter,
    MatterGrant,
    OpenPoint,
    PenaltyRange,
    Statute,
)
from zhifa.apps.registry.models import Organ, Team
from zhifa.apps.registry.services import Loaded, Sheet, load_tables
from zhifa.law.actors import Actor
from zhifa.packs.county import CountyData

MONEY = {"min": "minimum", "max": "maximum", "ratio_min": "ratio_minimum", "ratio_max": "ratio_maximum"}
SHEETS = (
    Sheet("statutes", Statute, names={"version": "version_date"}),
    Sheet("matters", Matter, lists=frozenset({"kinds", "words"})),
    Sheet("bases", Basis, {"matter": Matter, "statute": Statute}),
    Sheet("ranges", PenaltyRange, {"matter": Matter}, names=MONEY),
    Sheet("tiers", DiscretionTier, {"matter": Matter}, names=MONEY),
    Sheet("mandates", Mandate),
    Sheet("open_points", OpenPoint),
    Sheet(
        "grants",
        MatterGrant,
        {"holder": Organ, "team": Team, "matter": Matter, "mandate": Mandate},
        frozenset({"areas", "kinds"}),
    ),
    Sheet("duties", Duty, {"organ": Organ, "enforcer": Organ}),
)


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """After the registry's. The first edition is loaded, the same edition changes nothing, a newer one becomes proposals. Raises
    `Denied`, PackError."""
    permissions.check_keeper(by)
    return load_tables(by=by, at=at, capability="catalogue", sheets=SHEETS, data=data, outside=(Organ, Team))
