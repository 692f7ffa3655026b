"""Before a summary case: does the provision ask for an order to correct first, and was it disobeyed (APP-18)?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhifa.apps.cases import permissions
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import CorrectionOrder
from zhifa.law.actors import Actor
from zhifa.law.procedure.precondition import may_penalise
from zhifa.law.rulings import Ruling


def precondition(by: Actor, incident_matter: UUID, matter_code: str, day: date) -> Ruling:
    """The ruling on the base penalty of the matter, from the newest order to correct (3 queries)."""
    matter = matter_of(matter_code)
    found = CorrectionOrder.objects.filter(permissions.visible(by), incident_matter=incident_matter).order_by("-issued_at").first()
    if found is None:
        return may_penalise(matter.rectify_first, None, None, None, None)
    return may_penalise(
        matter.rectify_first, found.served_on, found.due_on, found.rechecked_on, found.corrected, refused_on_spot=found.refused_on_spot
    )
