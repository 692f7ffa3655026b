"""Acts on incidents."""

from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.services.reporting import COUNTY_TIME, SOURCES, ConflictingReport, Reported, report_incident
from zhifa.apps.incidents.services.triage import (
    correct_incident,
    dismiss_incident,
    establish_matters,
    move,
    remember_choice,
    reveal_reporter,
    take_incident,
    wind,
)

__all__ = [
    "COUNTY_TIME",
    "SOURCES",
    "ConflictingReport",
    "Report",
    "Reported",
    "correct_incident",
    "dismiss_incident",
    "establish_matters",
    "move",
    "remember_choice",
    "report_incident",
    "reveal_reporter",
    "take_incident",
    "wind",
]
