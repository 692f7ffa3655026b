"""Which document each step needs and what it must state (codes DOC-*; law-rules.md §3).

A requirement that the law itself makes (※) refuses the document when it is missing; it names the field and the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.rulings import Outcome, Reason, Ruling

PENALTY_LAW = "行政处罚法"
RECONSIDERATION_LAW = "行政复议法"
CIVIL_PROCEDURE_LAW = "民事诉讼法"
REGULATION = "浙江省综合行政执法条例"
RESULTS_LAW = "浙江省保障最多跑一次改革规定"


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
    `sealed`: bears the organ's stamp. `signers`: duties that issue it instead of certified officers."""

    code: str
    name: str
    word: str
    requirements: tuple[Requirement, ...]
    sealed: bool = True
    signers: frozenset[Role] = frozenset()


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
SUPERVISORS = frozenset({Role.REGULATOR})  # of a department that inspects without the penalty power
INSPECTION_NOTICE = DocumentKind(
    "DOC-I03",
    "行政检查通知书",
    "",
    (
        *_requirements(Citation(PENALTY_LAW, 55, 1), party="被检查人", place="检查地点", items="检查事项", visited_at="检查时间"),
        *_requirements(Citation(PENALTY_LAW, 54, 1), basis="检查依据", source="检查来由"),
        *_requirements(Citation(PENALTY_LAW, 55, 1), officers="检查人员和证号", rights="权利义务"),
        *_requirements(Citation(PENALTY_LAW, 55, 1), organ="行政机关名称", day="日期"),
    ),
    signers=SUPERVISORS,
)
INSPECTION_RECORD = DocumentKind(
    "DOC-I05",
    "现场检查笔录",
    "",
    (
        *_requirements(Citation(PENALTY_LAW, 55, 2), party="被检查人", place="检查地点", visited_at="检查时间", rights="告知权利情况"),
        *_requirements(Citation(PENALTY_LAW, 55, 1), shown="出示证件情况", officers="检查人员和证号"),
        *_requirements(Citation(PENALTY_LAW, 55, 2), answers="检查情况", summary="检查经过和发现", signature="被检查人签名情况"),
    ),
    sealed=False,
    signers=SUPERVISORS,
)
INSPECTION_RESULT = DocumentKind(
    "DOC-I07A",
    "行政检查结果记录",
    "",
    (
        *_requirements(Citation(RESULTS_LAW, 36, 2), inspection="检查编号", party="被检查人", visited_at="检查时间", place="检查地点"),
        *_requirements(Citation(RESULTS_LAW, 36, 2), summary="检查情况", results="处理结果", officers="检查人员签名"),
    ),
    sealed=False,
    signers=SUPERVISORS,
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
HEADS = frozenset({Role.APPROVER})
REVIEWERS = frozenset({Role.LEGAL_REVIEWER})
PRESIDERS = frozenset({Role.LEGAL_REVIEWER, Role.GUIDANCE})
FILING_APPROVAL = DocumentKind(
    "DOC-G01",
    "立案审批表",
    "立",
    (
        *_requirements(Citation(PENALTY_LAW, 54, 2), source="案件来源", party="当事人", violation="涉嫌违法行为", evidence="初步证据"),
        *_requirements(Citation(PENALTY_LAW, 54, 2), basis="拟适用依据", filed_at="立案时刻", opinion="审批意见"),
        *_requirements(Citation(PENALTY_LAW, 22), jurisdiction="管辖判断"),
        *_requirements(Citation(PENALTY_LAW, 36), limitation="时效判断"),
        *_requirements(Citation(PENALTY_LAW, 42, 1), handlers="办案人员"),
    ),
    sealed=False,
    signers=HEADS,
)
INTERVIEW = DocumentKind(
    "DOC-G03",
    "询问笔录",
    "",
    (
        *_requirements(Citation(PENALTY_LAW, 55), asked="被询问人", began_at="询问时间", place="询问地点", told="出示证件和权利义务告知"),
        *_requirements(Citation(PENALTY_LAW, 55, 2), text="询问内容", officers="询问人"),
    ),
    sealed=False,
)
SITE_RECORD = DocumentKind(
    "DOC-G04",
    "现场笔录",
    "",
    (
        *_requirements(Citation(PENALTY_LAW, 55), about="检查对象", began_at="检查时间", place="检查地点", told="出示证件和权利告知"),
        *_requirements(Citation(PENALTY_LAW, 46, 1), text="现场情况"),
        *_requirements(Citation(PENALTY_LAW, 42, 1), officers="检查人员"),
    ),
    sealed=False,
)
PRESERVATION_NOTICE = DocumentKind(
    "DOC-G06",
    "先行登记保存通知书",
    "登保",
    _requirements(
        Citation(PENALTY_LAW, 56),
        party="当事人",
        reason="理由",
        approval="机关负责人批准",
        items="物品清单",
        place="保存地点",
        due="处理期限",
        officers="执法人员",
        organ="行政机关名称",
    ),
)
PRESERVATION_DISPOSAL = DocumentKind(
    "DOC-G07",
    "先行登记保存处理决定书",
    "登处",
    _requirements(
        Citation(PENALTY_LAW, 56), party="当事人", notice="登记保存通知书", items="物品清单", disposition="处理方式", disposed_on="处理时间"
    ),
)
REPORT = DocumentKind(
    "DOC-G14",
    "案件调查终结报告",
    "",
    (
        *_requirements(
            Citation(PENALTY_LAW, 57, 1), party="当事人", findings="查明的事实", evidence="证据", basis="依据", proposal="处理建议"
        ),
        *_requirements(Citation(PENALTY_LAW, 36), limitation="时效判断"),
        *_requirements(Citation(PENALTY_LAW, 42, 1), officers="承办人"),
    ),
    sealed=False,
)
LEGAL_OPINION = DocumentKind(
    "DOC-R01",
    "法制审核意见表",
    "",
    _requirements(
        Citation(PENALTY_LAW, 58),
        party="当事人",
        proposal="送审意见",
        items="审核事项",
        result="审核结论",
        opinion="审核意见",
        signers="审核人",
    ),
    sealed=False,
    signers=REVIEWERS,
)
_NOTICE = (
    *_requirements(Citation(PENALTY_LAW, 44), party="当事人", violation="违法事实", evidence="证据", basis="依据", penalty="拟处罚内容"),
    *_requirements(Citation(PENALTY_LAW, 45, 1), defence="陈述申辩权、方式和期限", contact="承办人联系方式", officers="承办人"),
    *_requirements(Citation(PENALTY_LAW, 44), organ="行政机关名称", day="日期"),
)
PRIOR_NOTICE = DocumentKind("DOC-N01", "行政处罚事先告知书", "罚告", _NOTICE)
HEARING_RIGHT_NOTICE = DocumentKind(
    "DOC-N02",
    "行政处罚听证告知书",
    "听告",
    (*_NOTICE, *_requirements(Citation(PENALTY_LAW, 64, None, 1), right="听证权、提出期限和逾期后果")),
)
STATEMENT = DocumentKind(
    "DOC-N03",
    "陈述申辩及复核意见书",
    "",
    _requirements(
        Citation(PENALTY_LAW, 45), party="当事人", notice="告知书文号", statement="陈述申辩内容", review="复核意见", officers="承办人"
    ),
    sealed=False,
)
HEARING_SUMMONS = DocumentKind(
    "DOC-H01",
    "听证通知书",
    "听通",
    _requirements(
        Citation(PENALTY_LAW, 64),
        party="当事人",
        cause="案由",
        held_at="时间",
        place="地点",
        presider="主持人",
        recorder="记录人",
        public="是否公开",
        rights="权利义务",
        organ="行政机关名称",
    ),
    signers=HEADS | REVIEWERS,
)
HEARING_RECORD = DocumentKind(
    "DOC-H03",
    "听证笔录",
    "",
    _requirements(
        Citation(PENALTY_LAW, 64, None, 8), party="当事人", held_at="时间", place="地点", people="参加人", text="听证内容", signers="主持人"
    ),
    sealed=False,
    signers=PRESIDERS,
)
HEARING_REPORT = DocumentKind(
    "DOC-H04",
    "听证报告",
    "",
    _requirements(Citation(PENALTY_LAW, 65), party="当事人", held_at="听证时间", report="听证意见", signers="主持人"),
    sealed=False,
    signers=PRESIDERS,
)
HEARING_ENDED = DocumentKind(
    "DOC-H05",
    "终止听证决定书",
    "听终",
    _requirements(Citation(PENALTY_LAW, 64, None, 6), party="当事人", held_at="听证时间", ground="终止理由", organ="行政机关名称"),
    signers=PRESIDERS,
)
DISCUSSION = DocumentKind(
    "DOC-R02",
    "重大案件集体讨论记录",
    "",
    _requirements(
        Citation(PENALTY_LAW, 57, 2),
        party="当事人",
        proposal="讨论事项",
        held_at="时间",
        members="参加人及意见",
        conclusion="讨论结论",
        signers="记录",
    ),
    sealed=False,
    signers=HEADS,
)
DECISION = DocumentKind(
    "DOC-D01",
    "行政处罚决定书",
    "罚",
    (
        *_requirements(Citation(PENALTY_LAW, 59, 1, 1), party="当事人", address="地址"),
        *_requirements(Citation(PENALTY_LAW, 59, 1, 2), violation="违法事实", evidence="证据"),
        *_requirements(Citation(PENALTY_LAW, 59, 1, 3), penalty="处罚种类", basis="处罚依据"),
        Requirement("performance", "履行方式和期限", Citation(PENALTY_LAW, 59, 1, 4), when="fine"),
        Requirement("surcharge", "逾期加处罚款的标准", Citation("行政强制法", 45, 1), when="fine"),
        *_requirements(Citation(PENALTY_LAW, 59, 1, 5), remedy="救济途径和期限"),
        *_requirements(Citation(PENALTY_LAW, 59, 1, 6), organ="行政机关名称", day="日期"),
        *_requirements(Citation(PENALTY_LAW, 44), notice="告知和听取意见情况"),
    ),
    signers=HEADS,
)
NO_PENALTY = DocumentKind(
    "DOC-D03",
    "不予行政处罚决定书",
    "不罚",
    (
        *_requirements(Citation(PENALTY_LAW, 57, 1), party="当事人", violation="查明的事实", ground="不予处罚的理由", basis="依据"),
        *_requirements(Citation(PENALTY_LAW, 33, 3), education="教育情况"),
        *_requirements(Citation(RECONSIDERATION_LAW, 20, 1), remedy="救济途径和期限"),
    ),
    signers=HEADS,
)
CLOSING = DocumentKind(
    "DOC-E09",
    "结案报告",
    "",
    _requirements(
        Citation(PENALTY_LAW, 47),
        decision="决定书文号",
        party="当事人",
        served="送达情况",
        performed="履行情况",
        goods="财物处理",
        opinion="审批意见",
    ),
    sealed=False,
    signers=HEADS,
)
ARCHIVE_INDEX = DocumentKind(
    "DOC-A01",
    "行政处罚案卷",
    "",
    _requirements(Citation(PENALTY_LAW, 47), cause="案由", party="当事人", index="卷内目录", officers="立卷人"),
    sealed=False,
)
KINDS: dict[str, DocumentKind] = {
    k.code: k
    for k in (
        CORRECTION_ORDER,
        RECHECK,
        HAND_OVER,
        INSPECTION_NOTICE,
        INSPECTION_RECORD,
        INSPECTION_RESULT,
        ON_THE_SPOT_DECISION,
        RETURN_OF_SERVICE,
        RECORD_FILING,
        FISCAL_RECEIPT,
        FILING_APPROVAL,
        INTERVIEW,
        SITE_RECORD,
        PRESERVATION_NOTICE,
        PRESERVATION_DISPOSAL,
        REPORT,
        LEGAL_OPINION,
        PRIOR_NOTICE,
        HEARING_RIGHT_NOTICE,
        STATEMENT,
        HEARING_SUMMONS,
        HEARING_RECORD,
        HEARING_REPORT,
        HEARING_ENDED,
        DISCUSSION,
        DECISION,
        NO_PENALTY,
        CLOSING,
        ARCHIVE_INDEX,
    )
}


def complete(kind: DocumentKind, facts: Mapping[str, object]) -> Ruling:
    """Does the document state everything it must? Blocks with the keys that are missing."""
    lacking = [r for r in kind.requirements if not facts.get(r.key) and (not r.when or facts.get(r.when))]
    if not lacking:
        return Ruling(Outcome.ALLOW)
    reason = Reason("document.incomplete", {"document": kind.name, "fields": "、".join(r.label for r in lacking)})
    cited = tuple(dict.fromkeys(r.basis for r in lacking))
    return Ruling(Outcome.BLOCK, (reason,), (kind.code,), cited, tuple(r.key for r in lacking))
