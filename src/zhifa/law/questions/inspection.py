"""Topic `inspection`: on-site inspections."""

from __future__ import annotations

from zhifa.law import inspection
from zhifa.law.questions.asking import Answer, Facts, Law, ask


@ask("inspection", "on_site", "inspection_source", rules=("INS-03",), reported_to_head=False)
def on_site(f: Facts, law: Law) -> Answer:
    """May the on-site inspection start?"""
    return Answer(inspection.on_site(f["inspection_source"], f["reported_to_head"]))


@ask("inspection", "merge", "same_agency", "same_object", "planned_visits", rules=("INS-02",), reason_given=False)
def merge(f: Facts, law: Law) -> Answer:
    """Several visits of the same agency to the same object."""
    return Answer.of(inspection.merge(f["same_agency"], f["same_object"], f["planned_visits"], f["reason_given"]), flags=("merge",))
