"""Recusal 回避 (OFF-06…OFF-08)."""

from __future__ import annotations

from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

UNRELATED, ISSUE_DECISION, HEAD = "none", "issue_decision", "head_of_agency"


@rule("OFF-06", "行政处罚法 第四十三条 第一款", "公务员法 第七十四条", "公务员法 第七十六条")
def participate(relation: str) -> Ruling:
    """An officer related to the party or with an interest in the case stays out."""
    if relation != UNRELATED:
        return ruling(Outcome.BLOCK, "OFF-06", because="recusal.related")
    return ruling(Outcome.ALLOW, "OFF-06", because="recusal.unrelated")


@rule("OFF-07", "行政处罚法 第四十三条 第二款", "行政处罚法 第四十三条 第三款")
def pending(decided: bool, act: str) -> Ruling:
    """While a request is pending the investigation goes on, but no decision is made. `values`: investigation_continues."""
    if not decided and act == ISSUE_DECISION:
        return ruling(Outcome.BLOCK, "OFF-07", because="recusal.undecided", values={"investigation_continues": True})
    return ruling(Outcome.ALLOW, "OFF-07", because="recusal.may_go_on", values={"investigation_continues": True})


@rule("OFF-08", "行政处罚法 第四十三条")
def who_decides(subject: str) -> Ruling:
    """The head decides on officers; who decides on the head the law does not say (AMB-12). `values`: decided_by."""
    if subject == HEAD:
        return ruling(Outcome.ESCALATE, "OFF-08", because="recusal.head", ambiguities=("AMB-12",))
    return ruling(Outcome.COMPUTE, "OFF-07", because="recusal.head_decides", values={"decided_by": HEAD})
