"""Documents of the ordinary procedure, from the filing to the bound file."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.documents.kinds import PENALTY_LAW, RECONSIDERATION_LAW, DocumentKind, Requirement, requirements

HEADS = frozenset({Role.APPROVER})
REVIEWERS = frozenset({Role.LEGAL_REVIEWER})
PRESIDERS = frozenset({Role.LEGAL_REVIEWER, Role.GUIDANCE})
FILING_APPROVAL = DocumentKind(
    "DOC-G01",
    "立案审批表",
    "立",
    (
        *requirements(Citation(PENALTY_LAW, 54, 2), source="案件来源", party="当事人", violation="涉嫌违法行为", evidence="初步证据"),
        *requirements(Citation(PENALTY_LAW, 54, 2), basis="拟适用依据", filed_at="立案时刻", opinion="审批意见"),
        *requirements(Citation(PENALTY_LAW, 22), jurisdiction="管辖判断"),
        *requirements(Citation(PENALTY_LAW, 36), limitation="时效判断"),
        *requirements(Citation(PENALTY_LAW, 42, 1), handlers="办案人员"),
    ),
    sealed=False,
    signers=HEADS,
)
INTERVIEW = DocumentKind(
    "DOC-G03",
    "询问笔录",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 55), asked="被询问人", began_at="询问时间", place="询问地点", told="出示证件和权利义务告知"),
        *requirements(Citation(PENALTY_LAW, 55, 2), text="询问内容", officers="询问人"),
    ),
    sealed=False,
)
SITE_RECORD = DocumentKind(
    "DOC-G04",
    "现场笔录",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 55), about="检查对象", began_at="检查时间", place="检查地点", told="出示证件和权利告知"),
        *requirements(Citation(PENALTY_LAW, 46, 1), text="现场情况"),
        *requirements(Citation(PENALTY_LAW, 42, 1), officers="检查人员"),
    ),
    sealed=False,
)
PRESERVATION_NOTICE = DocumentKind(
    "DOC-G06",
    "先行登记保存通知书",
    "登保",
    requirements(
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
    requirements(
        Citation(PENALTY_LAW, 56), party="当事人", notice="登记保存通知书", items="物品清单", disposition="处理方式", disposed_on="处理时间"
    ),
)
REPORT = DocumentKind(
    "DOC-G14",
    "案件调查终结报告",
    "",
    (
        *requirements(
            Citation(PENALTY_LAW, 57, 1), party="当事人", findings="查明的事实", evidence="证据", basis="依据", proposal="处理建议"
        ),
        *requirements(Citation(PENALTY_LAW, 36), limitation="时效判断"),
        *requirements(Citation(PENALTY_LAW, 42, 1), officers="承办人"),
    ),
    sealed=False,
)
LEGAL_OPINION = DocumentKind(
    "DOC-R01",
    "法制审核意见表",
    "",
    requirements(
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
    *requirements(Citation(PENALTY_LAW, 44), party="当事人", violation="违法事实", evidence="证据", basis="依据", penalty="拟处罚内容"),
    *requirements(Citation(PENALTY_LAW, 45, 1), defence="陈述申辩权、方式和期限", contact="承办人联系方式", officers="承办人"),
    *requirements(Citation(PENALTY_LAW, 44), organ="行政机关名称", day="日期"),
)
PRIOR_NOTICE = DocumentKind("DOC-N01", "行政处罚事先告知书", "罚告", _NOTICE)
HEARING_RIGHT_NOTICE = DocumentKind(
    "DOC-N02",
    "行政处罚听证告知书",
    "听告",
    (*_NOTICE, *requirements(Citation(PENALTY_LAW, 64, None, 1), right="听证权、提出期限和逾期后果")),
)
STATEMENT = DocumentKind(
    "DOC-N03",
    "陈述申辩及复核意见书",
    "",
    requirements(
        Citation(PENALTY_LAW, 45), party="当事人", notice="告知书文号", statement="陈述申辩内容", review="复核意见", officers="承办人"
    ),
    sealed=False,
)
HEARING_SUMMONS = DocumentKind(
    "DOC-H01",
    "听证通知书",
    "听通",
    requirements(
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
    requirements(
        Citation(PENALTY_LAW, 64, None, 8), party="当事人", held_at="时间", place="地点", people="参加人", text="听证内容", signers="主持人"
    ),
    sealed=False,
    signers=PRESIDERS,
)
HEARING_REPORT = DocumentKind(
    "DOC-H04",
    "听证报告",
    "",
    requirements(Citation(PENALTY_LAW, 65), party="当事人", held_at="听证时间", report="听证意见", signers="主持人"),
    sealed=False,
    signers=PRESIDERS,
)
HEARING_ENDED = DocumentKind(
    "DOC-H05",
    "终止听证决定书",
    "听终",
    requirements(Citation(PENALTY_LAW, 64, None, 6), party="当事人", held_at="听证时间", ground="终止理由", organ="行政机关名称"),
    signers=PRESIDERS,
)
DISCUSSION = DocumentKind(
    "DOC-R02",
    "重大案件集体讨论记录",
    "",
    requirements(
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
        *requirements(Citation(PENALTY_LAW, 59, 1, 1), party="当事人", address="地址"),
        *requirements(Citation(PENALTY_LAW, 59, 1, 2), violation="违法事实", evidence="证据"),
        *requirements(Citation(PENALTY_LAW, 59, 1, 3), penalty="处罚种类", basis="处罚依据"),
        Requirement("performance", "履行方式和期限", Citation(PENALTY_LAW, 59, 1, 4), when="fine"),
        Requirement("surcharge", "逾期加处罚款的标准", Citation("行政强制法", 45, 1), when="fine"),
        *requirements(Citation(PENALTY_LAW, 59, 1, 5), remedy="救济途径和期限"),
        *requirements(Citation(PENALTY_LAW, 59, 1, 6), organ="行政机关名称", day="日期"),
        *requirements(Citation(PENALTY_LAW, 44), notice="告知和听取意见情况"),
    ),
    signers=HEADS,
)
NO_PENALTY = DocumentKind(
    "DOC-D03",
    "不予行政处罚决定书",
    "不罚",
    (
        *requirements(Citation(PENALTY_LAW, 57, 1), party="当事人", violation="查明的事实", ground="不予处罚的理由", basis="依据"),
        *requirements(Citation(PENALTY_LAW, 33, 3), education="教育情况"),
        *requirements(Citation(RECONSIDERATION_LAW, 20, 1), remedy="救济途径和期限"),
    ),
    signers=HEADS,
)
CLOSING = DocumentKind(
    "DOC-E09",
    "结案报告",
    "",
    requirements(
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
    requirements(Citation(PENALTY_LAW, 47), cause="案由", party="当事人", index="卷内目录", officers="立卷人"),
    sealed=False,
)
