"""Documents of the scene: orders, inspections, hand-over, the penalty on the spot and its money."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.documents.kinds import (
    CIVIL_PROCEDURE_LAW,
    PENALTY_LAW,
    RECONSIDERATION_LAW,
    REGULATION,
    RESULTS_LAW,
    DocumentKind,
    Requirement,
    requirements,
)

CORRECTION_ORDER = DocumentKind(
    "DOC-I06",
    "责令限期改正通知书",
    "责改",
    (
        *requirements(Citation(PENALTY_LAW, 28, 1), party="当事人", violation="违法事实", basis="依据", demand="改正要求"),
        *requirements(Citation(PENALTY_LAW, 28, 1), due_on="改正期限", recheck="复查方式", remedy="救济途径和期限"),
        *requirements(Citation(PENALTY_LAW, 42, 1), officers="执法人员"),
        *requirements(Citation(PENALTY_LAW, 28, 1), organ="行政机关名称", day="日期"),
    ),
)
SUPERVISORS = frozenset({Role.REGULATOR})  # of a department that inspects without the penalty power
INSPECTION_NOTICE = DocumentKind(
    "DOC-I03",
    "行政检查通知书",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 55, 1), party="被检查人", place="检查地点", items="检查事项", visited_at="检查时间"),
        *requirements(Citation(PENALTY_LAW, 54, 1), basis="检查依据", source="检查来由"),
        *requirements(Citation(PENALTY_LAW, 55, 1), officers="检查人员和证号", rights="权利义务"),
        *requirements(Citation(PENALTY_LAW, 55, 1), organ="行政机关名称", day="日期"),
    ),
    signers=SUPERVISORS,
)
INSPECTION_RECORD = DocumentKind(
    "DOC-I05",
    "现场检查笔录",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 55, 2), party="被检查人", place="检查地点", visited_at="检查时间", rights="告知权利情况"),
        *requirements(Citation(PENALTY_LAW, 55, 1), shown="出示证件情况", officers="检查人员和证号"),
        *requirements(Citation(PENALTY_LAW, 55, 2), answers="检查情况", summary="检查经过和发现", signature="被检查人签名情况"),
    ),
    sealed=False,
    signers=SUPERVISORS,
)
INSPECTION_RESULT = DocumentKind(
    "DOC-I07A",
    "行政检查结果记录",
    "",
    (
        *requirements(Citation(RESULTS_LAW, 36, 2), inspection="检查编号", party="被检查人", visited_at="检查时间", place="检查地点"),
        *requirements(Citation(RESULTS_LAW, 36, 2), summary="检查情况", results="处理结果", officers="检查人员签名"),
    ),
    sealed=False,
    signers=SUPERVISORS,
)
RECHECK = DocumentKind(
    "DOC-I07",
    "复查记录",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 55, 2), order="责令改正通知书文号", party="当事人", checked_at="复查时间", place="复查地点"),
        *requirements(Citation(PENALTY_LAW, 55, 2), findings="检查情况", result="处理结果"),
        *requirements(Citation(PENALTY_LAW, 42, 1), officers="检查人员签名"),
    ),
    sealed=False,
)
HAND_OVER = DocumentKind(
    "DOC-C02",
    "线索移交单",
    "移",
    requirements(
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
        *requirements(Citation(PENALTY_LAW, 52, 1), number="编号", party="当事人"),
        *requirements(Citation(PENALTY_LAW, 52, 2), violation="违法行为", penalty="处罚种类", basis="处罚依据"),
        Requirement("fine_words", "罚款数额", Citation(PENALTY_LAW, 52, 2), when="fine"),
        Requirement("performance", "缴款方式和期限", Citation(PENALTY_LAW, 67, 3), when="fine"),
        Requirement("surcharge", "逾期加处罚款的标准", Citation("行政强制法", 45, 1), when="fine"),
        *requirements(Citation(PENALTY_LAW, 52, 2), occurred_at="时间", place="地点"),
        *requirements(Citation(PENALTY_LAW, 44), notice="告知和听取意见情况"),
        *requirements(Citation(RECONSIDERATION_LAW, 23, 2), remedy="先申请行政复议的途径和期限"),
        *requirements(Citation(PENALTY_LAW, 52, 2), organ="行政机关名称", officers="执法人员签名"),
    ),
)
RETURN_OF_SERVICE = DocumentKind(
    "DOC-S01",
    "送达回证",
    "",
    requirements(
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
    requirements(
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
    requirements(
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
