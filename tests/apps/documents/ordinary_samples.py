"""Full facts for every document of the ordinary procedure: one invented case, told paper by paper."""

from __future__ import annotations

from typing import Any

OFFICERS = [
    {"name": "演示执法员甲", "certificate": "演示-0001", "signed": "2026年9月1日10时00分以本人账号签署"},
    {"name": "演示执法员乙", "certificate": "演示-0002", "signed": "2026年9月1日10时02分以本人账号确认共同办案"},
]
HEAD = [{"role": "审批人（机关负责人）", "name": "演示负责人甲（机关负责人）", "signed": "2026年9月1日14时00分以本人账号签署"}]
REVIEWER = [
    {
        "role": "法制审核人员",
        "name": "演示审核员甲（法制审核员）",
        "detail": "法律职业资格：A20260001",
        "signed": "2026年9月3日9时00分以本人账号签署",
    }
]
PRESIDER = [
    {"role": "听证主持人", "name": "演示主持人甲（法制审核员）", "signed": "2026年9月28日11时00分以本人账号签署"},
    {"role": "记录人", "name": "演示记录员"},
]
FINDINGS = ["2026年9月1日当事人在环镇路18号门前倾倒生活污水约两桶。", "当事人如实陈述了经过。"]
EVIDENCE = ["物证：污水桶一只（当事人店内）", "现场照片2张", "询问笔录1份"]
REMEDY = "如不服，可以自知道之日起六十日内向淳安县人民政府申请行政复议，也可以自知道之日起六个月内依法向有管辖权的人民法院提起行政诉讼。"
CASE: dict[str, Any] = {
    "party": "演示当事人甲（公民）",
    "identifier": "居民身份证 11010519491231002X",
    "representative": "",
    "address": "浙江省淳安县威坪镇环镇路1号",
    "phone": "13800000000",
    "cause": "涉嫌乱倒生活垃圾、污水、粪便案",
    "place": "威坪镇环镇路18号",
    "evidence": EVIDENCE,
    "violated": "《浙江省城市市容和环境卫生管理条例》第三十二条第一款第三项",
    "basis": "《浙江省城市市容和环境卫生管理条例》第三十二条第二款",
    "penalty": "罚款人民币叁佰元整（¥300.00）",
    "proposal": "拟给予罚款人民币叁佰元整（¥300.00）的行政处罚",
    "tier": "一般：影响他人或者道路（演示裁量阶次）",
    "limitation": "时效届满日2028年9月1日，未超过",
    "remedy": REMEDY,
}
ITEMS = [{"name": "污水桶", "quantity": "1只，塑料，约20升", "note": "有污渍"}]
TOLD = "检查（询问）人员已表明身份并出示执法证件；已告知当事人有申请回避、陈述申辩的权利和如实回答、协助调查的义务。"
DEFENCE = "你（单位）有权进行陈述和申辩。可以自收到本告知书之日起五个工作日内提出；我机关不因申辩加重处罚。"
NOTICE = {**CASE, "violation": FINDINGS, "defence": DEFENCE, "contact": "淳安县综合行政执法局威坪中队，演示执法员甲", "officers": OFFICERS}
SAMPLES: dict[str, dict[str, Any]] = {
    "DOC-G01": {
        **CASE,
        "source": "12345 热线转来",
        "occurred_at": "2026年9月1日9时30分",
        "violation": "当事人将生活污水倾倒在路面。",
        "jurisdiction": "淳安县综合行政执法局（威坪镇），《行政处罚法》第十八条",
        "duplicate": "未发现同一当事人同一违法行为已处罚或者已立案",
        "handlers": "演示执法员甲（演示-0001）、演示执法员乙（演示-0002）",
        "opinion": "同意立案。",
        "filed_at": "2026年9月1日14时00分",
        "due": "至2026年11月30日作出决定",
        "signers": HEAD,
    },
    "DOC-G03": {
        **CASE,
        "asked": "演示当事人甲",
        "began_at": "2026年9月1日15时00分",
        "told": TOLD,
        "text": "问：污水是谁倒的？\n答：是我倒的。",
        "officers": OFFICERS,
    },
    "DOC-G04": {
        **CASE,
        "about": "环镇路18号门前",
        "began_at": "2026年9月1日14时30分",
        "told": TOLD,
        "text": "路面有污水痕迹约两平方米。",
        "witness": "社区工作人员",
        "officers": OFFICERS,
    },
    "DOC-G06": {
        **CASE,
        "reason": "物品可能被清洗，证据可能灭失",
        "approval": "经机关负责人演示负责人甲于2026年9月1日14时20分批准",
        "items": ITEMS,
        "place": "威坪中队物品间",
        "due": "至2026年9月10日前（含当日）作出处理决定（七个工作日）",
        "officers": OFFICERS,
    },
    "DOC-G07": {
        **CASE,
        "notice": "淳综执登保〔2026〕第0001号",
        "items": ITEMS,
        "disposition": "拍照固定后解除登记保存，物品退还当事人。",
        "disposed_on": "2026年9月3日",
        "officers": OFFICERS,
    },
    "DOC-G14": {
        **CASE,
        "findings": FINDINGS,
        "opinion": "事实清楚，证据充分，建议按一般阶次处罚。",
        "review": "不属于应当法制审核的四种情形（内控审核）",
        "serious": "不需要",
        "officers": OFFICERS,
    },
    "DOC-R01": {
        **CASE,
        "items": "主体与管辖、事实、证据、程序、依据、裁量、文书",
        "result": "审核通过",
        "opinion": "同意。",
        "signers": REVIEWER,
    },
    "DOC-N01": NOTICE,
    "DOC-N02": {
        **NOTICE,
        "standard": "较大数额罚款：5000.00元以上（演示值，不是本县的标准）",
        "right": "你（单位）有权要求听证。应当自收到本告知书之日起五个工作日内提出；逾期不提出的，视为放弃听证权利。",
    },
    "DOC-N03": {
        **CASE,
        "notice": "淳综执罚告〔2026〕第0001号",
        "statement": "一时图方便，请求从轻。",
        "review": "情况属实，已在裁量中考虑。",
        "officers": OFFICERS,
    },
    "DOC-H01": {
        **CASE,
        "held_at": "2026年9月28日上午9时",
        "place": "局三楼会议室",
        "presider": "演示主持人甲",
        "recorder": "演示记录员",
        "public": "公开举行",
        "rights": "可以亲自参加，也可以委托一至二人代理；有权申请主持人回避、申辩和质证、核对笔录。",
    },
    "DOC-H03": {
        **CASE,
        "held_at": "2026年9月28日",
        "place": "局三楼会议室",
        "public": "公开举行",
        "people": "当事人、承办人演示执法员甲和演示执法员乙",
        "text": "承办人出示证据并提出处罚建议，当事人申辩和质证。",
        "signers": PRESIDER,
    },
    "DOC-H04": {**CASE, "held_at": "2026年9月28日", "report": "事实清楚，证据确凿，建议维持拟处罚意见。", "signers": PRESIDER[:1]},
    "DOC-H05": {**CASE, "held_at": "2026年9月28日上午9时", "ground": "当事人经通知无正当理由未出席。", "signers": PRESIDER[:1]},
    "DOC-R02": {
        **CASE,
        "held_at": "2026年9月29日10时00分",
        "members": ["演示负责人甲：同意拟处罚意见", "演示负责人乙：同意"],
        "conclusion": "一致同意拟处罚意见。",
        "signers": [{**HEAD[0], "role": "主持"}],
    },
    "DOC-D01": {
        **CASE,
        "procedure": "12345 热线转来。我机关于2026年9月1日14时00分立案调查，现已调查终结。",
        "violation": FINDINGS,
        "notice": "2026年9月7日送达《行政处罚事先告知书》（淳综执罚告〔2026〕第0001号）。当事人在告知的期限内没有陈述、申辩。",
        "fine": "300.00",
        "correction": "立即停止违法行为。",
        "performance": "自收到本决定书之日起十五日内凭缴款码到指定银行或者通过电子支付系统缴纳罚款；",
        "surcharge": "到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。",
    },
    "DOC-D03": {
        **CASE,
        "violation": FINDINGS,
        "ground": "违法行为轻微并及时改正，没有造成危害后果",
        "basis": "《行政处罚法》第三十三条、第五十七条第一款",
        "education": "已当面讲明规定，当事人承诺不再倾倒。",
    },
    "DOC-E09": {
        **CASE,
        "decision": "淳综执罚〔2026〕第0001号：罚款人民币叁佰元整（¥300.00）",
        "served": "2026年9月16日直接送达，当事人本人签收",
        "performed": ["2026年9月18日缴款300.00元（回单R-1）"],
        "goods": "无登记保存物品",
        "opinion": "同意结案。",
        "signers": HEAD,
    },
    "DOC-A01": {
        **CASE,
        "decision": "淳综执罚〔2026〕第0001号",
        "filed": "2026年9月1日",
        "closed": "2026年9月22日",
        "result": "罚款人民币叁佰元整（¥300.00）",
        "index": [
            {"name": "行政处罚决定书", "number": "淳综执罚〔2026〕第0001号", "day": "2026年9月15日", "pages": "3—4", "digest": "3b1f" * 16},
            {"name": "证据：现场录像.mp4", "number": "", "day": "2026年9月1日", "pages": "存电子件", "digest": "90ab" * 16},
        ],
        "officers": OFFICERS,
    },
}
