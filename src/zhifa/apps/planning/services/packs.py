"""Loading checklists."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.catalogue.models import Matter
from zhifa.apps.planning.models import CheckItem
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.services import Loaded, Sheet, load_tables
from zhifa.law.actors import Actor
from zhifa.packs.county import CountyData

SHEETS = (Sheet("checklists", CheckItem, {"matter": Matter}, frozenset({"kinds"})),)


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """After the catalogue's. Raises `Denied`, PackError."""
    check_keeper(by)
    return load_tables(by=by, at=at, capability="checklists", sheets=SHEETS, data=data, outside=(Matter,))
