"""听证 and 行刑衔接 read by themselves (law-rules.md §§4.5, 4.6): they are steps of `ordinary_case`, whose rows these tables show."""

from __future__ import annotations

from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_police import ACTS as POLICE_ACTS
from zhifa.law.procedure.states import part

HEARING_ACTS = (
    "serve_notice",
    "request_hearing",
    "summon_hearing",
    "postpone_hearing",
    "withdraw_hearing",
    "hold_hearing",
    "end_hearing",
    "report_hearing",
    "end_waiting",
)
HEARING = part(ORDINARY_CASE, "hearing", "notified", HEARING_ACTS)
TRANSFER = part(ORDINARY_CASE, "transfer", "investigating", POLICE_ACTS)
