"""Loading what packs say of posts and people."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.registry.models import Organ, Person
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.services import Loaded, Sheet, load_tables
from zhifa.apps.staffing.models import Benefit, PostCap, PostEntry, StaffFact, StaffRelation, Stationing
from zhifa.law.actors import Actor
from zhifa.packs.county import CountyData

SHEETS = (
    Sheet("staff_relations", StaffRelation, {"person": Person, "organ": Organ}),
    Sheet("stationings", Stationing, {"person": Person, "host": Organ}),
    Sheet("staff_facts", StaffFact, {"organ": Organ}),
    Sheet("post_caps", PostCap),
    Sheet("posts", PostEntry, {"source": Organ, "destination": Organ}),
    Sheet("benefits", Benefit, {"organ": Organ}),
)


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """After the registry's. Raises `Denied`, PackError."""
    check_keeper(by)
    return load_tables(by=by, at=at, capability="staffing", sheets=SHEETS, data=data, outside=(Organ, Person))
