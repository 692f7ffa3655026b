"""On-site inspections: reporting beforehand, merging visits (INS-02, INS-03)."""

from __future__ import annotations

from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

ROUTINE = "routine"


@rule("INS-03", "浙江省保障最多跑一次改革规定 第三十六条 第一款")
def on_site(source: str, reported_to_head: bool) -> Ruling:
    """Object and reason are reported to the head beforehand, except for the seven exempt origins."""
    if source == ROUTINE and not reported_to_head:
        return ruling(Outcome.BLOCK, "INS-03", because="inspection.not_reported")
    return ruling(Outcome.ALLOW, "INS-03", because="inspection.reported" if source == ROUTINE else "inspection.exempt")


@rule("INS-02", "浙江省综合行政执法条例 第十三条")
def merge(same_agency: bool, same_object: bool, planned_visits: int, reason_given: bool) -> Ruling:
    """Several visits of one agency to one object are one visit, unless a reason is recorded. `values`: merge."""
    together = same_agency and same_object and planned_visits > 1
    if together and not reason_given:
        return ruling(Outcome.WARN, "INS-02", because="inspection.merge", values={"merge": True})
    code = "inspection.reason_recorded" if together else "inspection.nothing_to_merge"
    return ruling(Outcome.ALLOW, "INS-02", because=code, values={"merge": together})
