"""Incidents, their queue, precedents about whose they are, and imports of work orders."""

from zhifa.apps.incidents.models.imports import Import, ImportedRow, ImportMapping
from zhifa.apps.incidents.models.incidents import Incident, IncidentMatter, MatchCorrection, Reporter
from zhifa.apps.incidents.models.matching import EverydayWord, MatcherVersion
from zhifa.apps.incidents.models.precedents import Precedent
from zhifa.apps.incidents.models.queue import QueueEntry

__all__ = [
    "EverydayWord",
    "Import",
    "ImportMapping",
    "ImportedRow",
    "Incident",
    "IncidentMatter",
    "MatchCorrection",
    "MatcherVersion",
    "Precedent",
    "QueueEntry",
    "Reporter",
]
