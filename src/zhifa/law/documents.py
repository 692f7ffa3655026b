"""Which document each step needs and what it must state (codes DOC-*; law-rules.md §3).

A requirement that the law itself makes (※) refuses the document when it is missing; it names the field and the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhifa.law.citations import Citation
from zhifa.law.rulings import Outcome, Reason, Ruling

PENALTY_LAW = "行政处罚法"
RECONSIDERATION_LAW = "行政复议法"
CIVIL_PROCEDURE_LAW = "民事诉讼法"
REGULATION = "浙江省综合行政执法条例"


@dataclass(frozen=True, slots=True)
class Requirement:
    """`key`: fact the document needs; `label`: as printed; `when`: only required if that other fact is given."""

    key: str
    label: str
    basis: Citation
    when: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`word`: what stands between the organ's prefix and the year in the number ("" = the kind bears no number of its own).
    `sealed`: bears the organ's stamp."""

    code: str
    name: str
    word: str
    requirements: tuple[Requirement, ...]
    sealed: bool = True


def _requirements(cited: Citation, /, **labels: str) -> tuple[Requirement, ...]:
    return tuple(Requirement(key, label, cited) for key, label in labels.items())


CORRECTION_ORDER = DocumentKind(
    "DOC-I06",
    "责令限期改正通知书",
    "责改",
    (
        *_requirements(Citation(PENALTY_LAW, 28, 1), party="当事人", violation="违法事实", basis="依据", demand="改正要求"),
        *_requirements(Citation(PENALTY_LAW, 28, 1), due_on="改正期限", recheck="复查方式", remedy="救济途径和期限"),
        *_requirements(Citation(PENALTY_LAW, 42, 1), officers="执法人员"),
        *_requirements(Citation(PENALTY_LAW, 28, 1), organ="行政机关名称", day="日期"),
    ),
)
RECHECK = DocumentKind(
    "DOC-I07",
    "复查记录",
    "",
    (
        *_requirements(Citation(PENALTY_LAW, 55, 2), order="责令改正通知书文号", party="当事人", checked_at="复查时间", place="复查地点"),
        *_requirements(Citation(PENALTY_LAW, 55, 2), findings="检查情况", result="处理结果"),
        *_requirements(Citation(PENALTY_LAW, 42, 1), officers="检查人员签名"),
    ),
    sealed=False,
)
HAND_OVER = DocumentKind(
    "DOC-C02",
    "线索移交单",
    "移",
    _requirements(
        Citation(REGULATION, 18, 2),
        organ="移出机关",
        receiver="接收机关",
        violation="事实",
        evidence="证据清单",
        fixed_by="固定方式",
        handed_at="移交时间",
    ),
)
ON_THE_SPOT_DECISION = DocumentKind(
    "DOC-D02",
    "当场行政处罚决定书",
    "当罚",
    (
        *_requirements(Citation(PENALTY_LAW, 52, 1), number="编号", party="当事人"),
        *_requirements(Citation(PENALTY_LAW, 52, 2), violation="违法行为", penalty="处罚种类", basis="处罚依据"),
        Requirement("fine_words", "罚款数额", Citation(PENALTY_LAW, 52, 2), when="fine"),
        Requirement("performance", "缴款方式和期限", Citation(PENALTY_LAW, 67, 3), when="fine"),
        Requirement("surcharge", "逾期加处罚款的标准", Citation("行政强制法", 45, 1), when="fine"),
        *_requirements(Citation(PENALTY_LAW, 52, 2), occurred_at="时间", place="地点"),
        *_requirements(Citation(PENALTY_LAW, 44), notice="告知和听取意见情况"),
        *_requirements(Citation(RECONSIDERATION_LAW, 23, 2), remedy="先申请行政复议的途径和期限"),
        *_requirements(Citation(PENALTY_LAW, 52, 2), organ="行政机关名称", officers="执法人员签名"),
    ),
)
RETURN_OF_SERVICE = DocumentKind(
    "DOC-S01",
    "送达回证",
    "",
    _requirements(
        Citation(CIVIL_PROCEDURE_LAW, 87),
        document="送达文书",
        party="受送达人",
        way="送达方式",
        served_at="送达时间",
        place="送达地点",
        acknowledgement="签收或者拒收情况",
        officers="送达人",
    ),
    sealed=False,
)
RECORD_FILING = DocumentKind(
    "DOC-B01",
    "当场行政处罚备案表",
    "",
    _requirements(
        Citation(PENALTY_LAW, 52, 3),
        decision="决定书文号",
        party="当事人",
        violation="违法行为",
        penalty="处罚内容",
        decided_at="决定时间",
        served="送达情况",
        officers="执法人员",
        reported_at="备案时间",
    ),
    sealed=False,
)
FISCAL_RECEIPT = DocumentKind(
    "DOC-P02",
    "当场收缴罚款专用票据记录",
    "",
    _requirements(
        Citation(PENALTY_LAW, 70),
        decision="决定书文号",
        party="当事人",
        receipt="财政专用票据号",
        fine_words="收缴金额",
        ground="当场收缴的理由",
        collected_at="收缴时间",
        officers="收缴人员",
    ),
    sealed=False,
)
KINDS: dict[str, DocumentKind] = {
    k.code: k for k in (CORRECTION_ORDER, RECHECK, HAND_OVER, ON_THE_SPOT_DECISION, RETURN_OF_SERVICE, RECORD_FILING, FISCAL_RECEIPT)
}


def complete(kind: DocumentKind, facts: Mapping[str, object]) -> Ruling:
    """Does the document state everything it must? Blocks with the keys that are missing."""
    lacking = [r for r in kind.requirements if not facts.get(r.key) and (not r.when or facts.get(r.when))]
    if not lacking:
        return Ruling(Outcome.ALLOW)
    reason = Reason("document.incomplete", {"document": kind.name, "fields": "、".join(r.label for r in lacking)})
    cited = tuple(dict.fromkeys(r.basis for r in lacking))
    return Ruling(Outcome.BLOCK, (reason,), (kind.code,), cited, tuple(r.key for r in lacking))
