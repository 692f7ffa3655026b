"""Documents beside and after the main line: period, recusal, deferral, remedies, enforcement, transfer to the police and back."""

from __future__ import annotations

from zhifa.law.citations import Citation
from zhifa.law.documents.kinds import COERCION_LAW, PENALTY_LAW, TRANSFER_RULES, DocumentKind, requirements
from zhifa.law.documents.ordinary import HEADS, REVIEWERS

REFUSED_FILING = DocumentKind(
    "DOC-G02",
    "不予立案审批表",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 54, 2), source="案件来源", party="当事人", violation="涉嫌违法行为", evidence="核查证据"),
        *requirements(Citation(PENALTY_LAW, 54, 2), reason="不予立案理由", opinion="审批意见", signers="审批人"),
    ),
    sealed=False,
    signers=HEADS,
)
RECUSAL = DocumentKind(
    "DOC-G13",
    "回避决定书",
    "避",
    requirements(
        Citation(PENALTY_LAW, 43),
        party="当事人",
        person="申请回避的对象",
        ground="申请理由",
        result="决定",
        reason="决定理由",
        signers="决定人",
    ),
    signers=HEADS,
)
PERIOD = DocumentKind(
    "DOC-G16",
    "办案期限审批表",
    "",
    (
        *requirements(Citation(PENALTY_LAW, 60), party="当事人", change="变更事项", basis="法律、法规、规章依据", reason="理由"),
        *requirements(Citation(PENALTY_LAW, 60), due="变更后的期限", signers="审批人"),
    ),
    sealed=False,
    signers=HEADS,
)
HEARING_ANNOUNCEMENT = DocumentKind(
    "DOC-H02",
    "听证公告",
    "",
    requirements(Citation(PENALTY_LAW, 64, None, 3), cause="案由", held_at="时间", place="地点", organ="行政机关名称"),
    signers=HEADS | REVIEWERS,
)
GUARDIAN = DocumentKind(
    "DOC-D04",
    "责令监护人加以管教通知书",
    "责监",
    requirements(Citation(PENALTY_LAW, 30), party="当事人", violation="查明的事实", guardian="监护人", demand="要求", organ="行政机关名称"),
    signers=HEADS,
)
DEFERRAL = DocumentKind(
    "DOC-P01",
    "延期（分期）缴纳罚款决定书",
    "缓",
    (
        *requirements(Citation(PENALTY_LAW, 66, 2), decision="决定书文号", party="当事人", hardship="经济困难情况", result="决定"),
        *requirements(Citation(PENALTY_LAW, 72, 2), consequence="逾期后果", signers="批准人"),
    ),
    signers=HEADS,
)
DEMAND = DocumentKind(
    "DOC-E01",
    "履行义务催告书",
    "催",
    (
        *requirements(Citation(COERCION_LAW, 35, None, 1), decision="决定书文号", party="当事人", deadline="履行期限"),
        *requirements(Citation(COERCION_LAW, 35, None, 2), way="履行方式"),
        *requirements(Citation(COERCION_LAW, 35, None, 3), amount="金额和给付方式"),
        *requirements(Citation(COERCION_LAW, 35, None, 4), right="陈述权和申辩权"),
        *requirements(Citation(COERCION_LAW, 54), officers="承办人", organ="行政机关名称", day="日期"),
    ),
)
COURT_APPLICATION = DocumentKind(
    "DOC-E05",
    "行政处罚强制执行申请书",
    "申执",
    (
        *requirements(Citation(COERCION_LAW, 55, 1, 1), court="人民法院", party="被执行人", cause="案由"),
        *requirements(Citation(COERCION_LAW, 55, 1, 2), decision="决定书及事实、理由、依据"),
        *requirements(Citation(COERCION_LAW, 55, 1, 3), demand="当事人意见和催告情况"),
        *requirements(Citation(COERCION_LAW, 55, 1, 4), amount="申请强制执行标的"),
        *requirements(Citation(COERCION_LAW, 55, 2), signers="负责人签名", organ="行政机关名称", day="日期"),
    ),
    signers=HEADS,
)
ENFORCEMENT_ENDED = DocumentKind(
    "DOC-E08",
    "终结执行决定书",
    "终执",
    requirements(Citation(COERCION_LAW, 40), decision="决定书文号", party="当事人", ground="终结的情形", reason="理由", signers="决定人"),
    signers=HEADS,
)
CRIME_REPORT = DocumentKind(
    "DOC-T01",
    "涉嫌犯罪案件移送报告",
    "",
    requirements(
        Citation(TRANSFER_RULES, 5, 1),
        party="当事人",
        offence="涉嫌罪名",
        findings="事实",
        evidence="证据",
        officers="专案人员",
        reported_at="报告时刻",
    ),
    sealed=False,
)
TRANSFER_LETTER = DocumentKind(
    "DOC-T02",
    "涉嫌犯罪案件移送书",
    "移送",
    (
        *requirements(Citation(TRANSFER_RULES, 6), receiver="接收机关", party="当事人", offence="涉嫌罪名", findings="案件情况"),
        *requirements(Citation(TRANSFER_RULES, 6), materials="附送材料", approval="批准情况", officers="承办人", organ="行政机关名称"),
    ),
)
TRANSFER_TOLD = DocumentKind(
    "DOC-D05",
    "案件移送告知书",
    "移告",
    (
        *requirements(Citation(PENALTY_LAW, 57, 1, 4), party="当事人", receiver="移送机关", cause="案由"),
        *requirements(Citation(COERCION_LAW, 21), goods="一并移送的财物", organ="行政机关名称", day="日期"),
    ),
)
GOODS_HANDED_OVER = DocumentKind(
    "DOC-T03",
    "涉案物品移交清单",
    "",
    requirements(
        Citation(TRANSFER_RULES, 12), party="当事人", receiver="接收机关", notice="立案通知书", goods="移交的物品和材料", officers="移交人"
    ),
    sealed=False,
)
REFUSAL_CONTESTED = DocumentKind(
    "DOC-T04",
    "提请复议（建议立案监督）书",
    "提复",
    requirements(
        Citation(TRANSFER_RULES, 9), receiver="受理机关", party="当事人", notice="不予立案通知书", reason="理由", officers="承办人"
    ),
)
COME_BACK = DocumentKind(
    "DOC-T06",
    "移送案件接收单",
    "",
    requirements(
        Citation(PENALTY_LAW, 27, 1),
        sender="来函机关",
        letter="文号",
        party="当事人",
        materials="移来材料",
        due="办案期限",
        officers="接收人",
    ),
    sealed=False,
)
