"""May this organ open a case on this matter (JUR-13)?"""

from __future__ import annotations

from datetime import date

from zhifa.apps.catalogue import queries
from zhifa.law import jurisdiction
from zhifa.law.rulings import Ruling


def may_file(organ: str, matter: str, area: str, day: date) -> Ruling:
    """The answer with its ground; `values["hand_over_clue"]` when the lead is to be handed over instead (条例 16)."""
    found = queries.authority(matter=matter, power="penalty", area=area, day=day)
    row = queries.matter(matter)
    moved = row is not None and any(d.domain == row.domain for d in queries.duties(organ))
    return jurisdiction.may_file(organ, found, former_holder=moved)
