"""Loading the county's organs, areas, teams and people from packs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.registry import permissions
from zhifa.apps.registry.models import Area, Certificate, Coverage, Organ, Person, Plate, Team
from zhifa.apps.registry.services.loading import Loaded, Sheet, load_tables
from zhifa.law.actors import Actor
from zhifa.packs.county import CountyData

SHEETS = (
    Sheet("areas", Area, {"parent": Area}),
    Sheet("organs", Organ, {"host": Organ, "authority": Organ, "area": Area}),
    Sheet("teams", Team, {"organ": Organ, "seat": Area}),
    Sheet("plates", Plate, {"organ": Organ, "team": Team}),
    Sheet("coverage", Coverage, {"area": Area, "team": Team}),
    Sheet("people", Person, {"organ": Organ, "team": Team}, frozenset({"roles", "areas"})),
    Sheet("certificates", Certificate, {"person": Person}, key="number"),
)


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """The first edition is loaded, the same edition changes nothing, a newer one becomes proposals. Raises `Denied`, PackError."""
    permissions.check_keeper(by)
    return load_tables(by=by, at=at, capability="registry", sheets=SHEETS, data=data)
