"""Scores of the loop, lists of the professional domains, drills and looks for directives outside of the platform."""

from zhifa.apps.appraisal.services.drills import answer_drill, call_off_drill, record_order_sample, send_drill
from zhifa.apps.appraisal.services.lists import confirm_list, draft_lists, return_list, strike_matters, submit_list
from zhifa.apps.appraisal.services.scoring import SCORED, recomputed, score_dispatch, score_recurrence, settle_pending

__all__ = [
    "SCORED",
    "answer_drill",
    "call_off_drill",
    "confirm_list",
    "draft_lists",
    "recomputed",
    "record_order_sample",
    "return_list",
    "score_dispatch",
    "score_recurrence",
    "send_drill",
    "settle_pending",
    "strike_matters",
    "submit_list",
]
