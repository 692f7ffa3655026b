"""复议诉讼并行层: what a remedy does beside the case (law-rules.md §4.9). It stops nothing by itself (NST-01). What the law asks before
each step is in `remedy_course_guards`."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.procedure.states import Transition, Workflow, roles, rows

ANSWERS = roles(Role.LEGAL_REVIEWER)
HEAD = roles(Role.APPROVER)
CLOCKS = roles(Role.SYSTEM)
REVIEW, SUIT, PENALTY = "行政复议法", "行政诉讼法", "行政处罚法"
APPLY = (Citation(REVIEW, 20, 1), Citation(REVIEW, 29))
REPLY = (Citation(REVIEW, 48), Citation(REVIEW, 54))
UPHELD = (Citation(REVIEW, 68), Citation(SUIT, 45))
CHANGED = (Citation(REVIEW, 63), Citation(REVIEW, 64), Citation(PENALTY, 48, 2))
SUE = (Citation(SUIT, 46, 1), Citation(SUIT, 45))
DEFEND = (Citation(SUIT, 67, 1), Citation(SUIT, 34))
DISMISSED = (Citation(SUIT, 69),)
ANNULLED = (Citation(SUIT, 70), Citation(SUIT, 77), Citation(PENALTY, 48, 2))
ANEW = (Citation(SUIT, 71),)
STAY = (Citation(REVIEW, 42), Citation(SUIT, 56))
CLAIM = (Citation("国家赔偿法", 9), Citation("国家赔偿法", 13))
EXPIRE = (Citation(REVIEW, 20, 1), Citation(SUIT, 46, 1))
IN_REVIEW, IN_COURT = ("reviewing", "replied"), ("suing", "defended")
FELL = ("changed", "annulled")

REMEDY_COURSE = Workflow(
    name="remedy_course",
    initial="open",
    rows=(
        Transition("open", "record_application", "reviewing", ANSWERS, APPLY, guard="review_free", clock="reconsideration_reply"),
        Transition("reviewing", "reply", "replied", ANSWERS, REPLY, guard="reply_in_time", document="DOC-V01"),
        *rows(IN_REVIEW, "record_upheld", "upheld", ANSWERS, basis=UPHELD, guard="told_on", clock="suit_after_reconsideration"),
        *rows(IN_REVIEW, "record_changed", "changed", ANSWERS, basis=CHANGED, guard="not_worse", clock="publication_withdrawal"),
        *rows(IN_REVIEW, "record_withdrawn", "open", ANSWERS, basis=APPLY, guard="told_on"),
        *rows(("open", "upheld"), "record_suit", "suing", ANSWERS, basis=SUE, guard="suit_free", clock="suit_reply"),
        Transition("suing", "defend", "defended", ANSWERS, DEFEND, guard="defence_in_time", document="DOC-V02"),
        *rows(IN_COURT, "record_dismissed", "dismissed", ANSWERS, basis=DISMISSED, guard="told_on", clock="court_application"),
        *rows(IN_COURT, "record_annulled", "annulled", ANSWERS, basis=ANNULLED, guard="told_on", clock="publication_withdrawal"),
        *rows((*IN_REVIEW, *IN_COURT), "stay", None, HEAD, basis=STAY, guard="stay_ordered"),
        *rows((*IN_REVIEW, *IN_COURT), "add_evidence", None, ANSWERS, basis=REPLY, guard="supplement_lawful"),
        *rows(FELL, "decide_anew", "remade", HEAD, basis=ANEW, guard="not_the_same"),
        *rows(FELL, "record_claim", None, ANSWERS, basis=CLAIM, guard="told_on", clock="compensation", document="DOC-U05"),
        *rows(FELL, "put_right", "settled", HEAD, basis=ANNULLED, guard="put_right"),
        *rows(("open", "upheld"), "lapse", "final", CLOCKS, basis=EXPIRE, guard="periods_over"),
    ),
    state_labels={
        "open": "救济期内",
        "reviewing": "复议中待答复",
        "replied": "复议中已答复",
        "upheld": "复议维持",
        "changed": "复议变更撤销",
        "suing": "诉讼中待答辩",
        "defended": "诉讼中已答辩",
        "dismissed": "判决驳回",
        "annulled": "判决撤销变更",
        "remade": "已重新作出",
        "settled": "已纠正",
        "final": "救济期满",
    },
    act_labels={
        "record_application": "登记复议申请",
        "reply": "答复并提交证据",
        "record_upheld": "登记复议维持",
        "record_changed": "登记复议变更撤销",
        "record_withdrawn": "登记撤回申请",
        "record_suit": "登记起诉",
        "defend": "答辩并提交证据",
        "record_dismissed": "登记判决驳回",
        "record_annulled": "登记判决撤销变更",
        "stay": "停止执行",
        "add_evidence": "补充证据",
        "decide_anew": "重新作出决定",
        "record_claim": "登记赔偿请求",
        "put_right": "退款回转结束",
        "lapse": "期限届满",
    },
    final=frozenset({"dismissed", "remade", "settled", "final"}),
)
