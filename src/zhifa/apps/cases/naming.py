"""In whose name an act of today is done, where the organ changed its plate since the case began."""

from __future__ import annotations

from datetime import date

from zhifa.apps.cases.models import Case, CorrectionOrder, OrdinaryCase
from zhifa.apps.registry import queries as registry


def name_of_the_day(row: Case | OrdinaryCase | CorrectionOrder, day: date) -> None:
    """The main plate that the organ bears on the day stands on what is issued from now on; earlier documents keep the earlier name (R44).
    An organ that was abolished finishes what it began under its last name (R43). No query while the registry stays as it is."""
    row.acting_identity = registry.acting_identity(row.organ, day) or row.acting_identity
