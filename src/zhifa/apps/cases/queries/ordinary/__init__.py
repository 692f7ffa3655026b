"""Questions about ordinary cases: rows, lists, what can be done, the statute's line, days and money."""

from zhifa.apps.cases.queries.ordinary.days import Days, OwedRow, PeriodRow
from zhifa.apps.cases.queries.ordinary.lists import (
    count_waiting,
    ordinary_case,
    ordinary_cases,
    ordinary_of,
    ordinary_waiting,
    sees,
)
from zhifa.apps.cases.queries.ordinary.offers import LEADING, Offers, ordinary_acts, ordinary_offers
from zhifa.apps.cases.queries.ordinary.rows import OrdinaryLine, OrdinaryRow
from zhifa.apps.cases.queries.ordinary.timeline import Station, timeline

__all__ = [
    "LEADING",
    "Days",
    "Offers",
    "OrdinaryLine",
    "OrdinaryRow",
    "OwedRow",
    "PeriodRow",
    "Station",
    "count_waiting",
    "ordinary_acts",
    "ordinary_case",
    "ordinary_cases",
    "ordinary_of",
    "ordinary_offers",
    "ordinary_waiting",
    "sees",
    "timeline",
]
