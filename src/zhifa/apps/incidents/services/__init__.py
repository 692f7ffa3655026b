"""Acts on incidents."""

from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.services.batch import Outcome, report_batch
from zhifa.apps.incidents.services.creating import COUNTY_TIME
from zhifa.apps.incidents.services.importing import FIELDS, IMPORTABLE, guessed, preview, run_chunk, start_import, upload_file
from zhifa.apps.incidents.services.matching import (
    activate_matcher_version,
    add_everyday_words,
    ask_matcher_version,
    build_matcher_version,
    end_everyday_word,
    roll_back_matcher,
)
from zhifa.apps.incidents.services.reporting import SOURCES, ConflictingReport, Reported, report_incident
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
    "FIELDS",
    "IMPORTABLE",
    "SOURCES",
    "ConflictingReport",
    "Outcome",
    "Report",
    "Reported",
    "activate_matcher_version",
    "add_everyday_words",
    "ask_matcher_version",
    "build_matcher_version",
    "correct_incident",
    "dismiss_incident",
    "end_everyday_word",
    "establish_matters",
    "guessed",
    "move",
    "preview",
    "remember_choice",
    "report_batch",
    "report_incident",
    "reveal_reporter",
    "roll_back_matcher",
    "run_chunk",
    "start_import",
    "take_incident",
    "upload_file",
    "wind",
]
