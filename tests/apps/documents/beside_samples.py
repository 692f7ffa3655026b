"""Full facts for the papers beside and after the main line: the invented case of `ordinary_samples` goes on."""

from __future__ import annotations

from typing import Any

from tests.apps.documents.ordinary_samples import CASE, EVIDENCE, FINDINGS, HEAD, OFFICERS

DECISION = "淳综执罚〔2026〕第0001号"
POLICE = "淳安县公安局"
SAMPLES: dict[str, dict[str, Any]] = {
    "DOC-G02": {
        **CASE,
        "source": "12345 热线转来",
        "violation": "反映当事人将生活污水倾倒在路面。",
        "evidence": ["现场照片2张"],
        "handlers": "演示执法员甲（演示-0001）、演示执法员乙（演示-0002）",
        "reason": "经核查，污水为雨水管道溢出，不是当事人倾倒。",
        "opinion": "不予立案。",
        "refused_at": "2026年9月1日15时00分",
        "signers": HEAD,
    },
    "DOC-G13": {
        **CASE,
        "person": "演示执法员乙",
        "ground": "与当事人是近亲属",
        "result": "同意回避，演示执法员乙退出本案",
        "reason": "经核实属实。",
        "signers": HEAD,
    },
    "DOC-G16": {
        **CASE,
        "change": "扣除检测期间十二日",
        "basis": "《住房和城乡建设行政处罚程序规定》第二十二条（部门规章）",
        "reason": "水样送检。",
        "due": "2026年12月12日",
        "signers": HEAD,
    },
    "DOC-H02": {**CASE, "held_at": "2026年9月28日上午9时", "place": "局三楼会议室"},
    "DOC-D04": {**CASE, "violation": FINDINGS, "guardian": "演示监护人", "demand": "加以管教，防止再次发生。", "signers": HEAD},
    "DOC-P01": {
        **CASE,
        "decision": DECISION,
        "hardship": "失业登记证明和家庭收入说明，申请分两期缴纳。",
        "result": "同意分期缴纳",
        "schedule": ["2026年10月15日前缴纳150.00元", "2026年11月15日前缴纳150.00元"],
        "consequence": "任何一期逾期的，按逾期未缴的数额每日百分之三加处罚款。",
        "signers": HEAD,
    },
    "DOC-E01": {
        **CASE,
        "decision": DECISION,
        "deadline": "自收到本催告书之日起十个工作日内",
        "way": "凭缴款码到指定银行或者通过电子支付系统缴纳",
        "amount": "罚款300.00元，加处罚款至今300.00元，合计600.00元",
        "right": "收到催告书后有权进行陈述和申辩。",
        "officers": OFFICERS,
    },
    "DOC-E05": {
        **CASE,
        "court": "淳安县人民法院",
        "decision": [f"{DECISION}，2026年9月16日送达", *FINDINGS],
        "demand": "2027年3月1日送达催告书，当事人没有陈述、申辩，期满仍不履行",
        "amount": "罚款300.00元，加处罚款300.00元",
        "window": "2027年3月17日至2027年6月16日",
        "signers": HEAD,
    },
    "DOC-E08": {**CASE, "decision": DECISION, "ground": "公民死亡，无遗产可供执行", "reason": "户籍证明。", "signers": HEAD},
    "DOC-T01": {
        **CASE,
        "offence": "污染环境罪",
        "findings": FINDINGS,
        "reported_at": "2026年9月3日9时00分",
        "due": "2026年9月6日",
        "officers": OFFICERS,
    },
    "DOC-T02": {
        **CASE,
        "receiver": POLICE,
        "offence": "污染环境罪",
        "findings": FINDINGS,
        "materials": ["涉嫌犯罪案件情况的调查报告", "涉案物品清单", *EVIDENCE],
        "approval": "经机关负责人演示负责人甲于2026年9月4日9时00分批准",
        "receipt": "演示接收人，2026年9月4日15时00分签收",
        "officers": OFFICERS,
    },
    "DOC-D05": {**CASE, "receiver": POLICE, "goods": "污水桶一只随案移送"},
    "DOC-T03": {
        **CASE,
        "receiver": POLICE,
        "notice": "淳公立字〔2026〕001号",
        "goods": ["污水桶一只", "现场照片2张"],
        "officers": OFFICERS,
    },
    "DOC-T04": {**CASE, "receiver": POLICE, "notice": "淳公不立字〔2026〕001号", "reason": "认为已达到追诉标准。", "officers": OFFICERS},
    "DOC-T06": {
        **CASE,
        "sender": "淳安县人民检察院",
        "letter": "淳检意〔2026〕1号",
        "materials": "案卷一册",
        "due": "2027年1月4日",
        "officers": OFFICERS,
    },
}
