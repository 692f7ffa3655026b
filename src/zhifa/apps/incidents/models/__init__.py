"""Incidents, their queue, precedents about whose they are, and imports of work orders."""

from zhifa.apps.incidents.models.imports import Import, ImportedRow, ImportMapping
from zhifa.apps.incidents.models.incidents import Incident, IncidentMatter, MatchCorrection, Reporter
from zhifa.apps.incidents.models.precedents import Precedent
from zhifa.apps.incidents.models.queue import QueueEntry

__all__ = ["Import", "ImportMapping", "ImportedRow", "Incident", "IncidentMatter", "MatchCorrection", "Precedent", "QueueEntry", "Reporter"]
