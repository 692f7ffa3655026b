"""One full set of facts per kind of document; names are posts, numbers of people are invented and valid only by checksum."""

from __future__ import annotations

from typing import Any

from tests.apps.documents.beside_samples import SAMPLES as BESIDE
from tests.apps.documents.inspection_samples import INSPECTION_SAMPLES
from tests.apps.documents.ordinary_samples import SAMPLES as ORDINARY

OFFICERS = [
    {"name": "千岛湖中队执法队员甲", "certificate": "11330127001", "signed": "2026年9月1日10时12分以本人账号签署"},
    {"name": "千岛湖中队执法队员乙", "certificate": "11330127002", "signed": "2026年9月1日10时13分以本人账号签署"},
]
PARTY = {
    "party": "演示商户（个体工商户）",
    "identifier": "居民身份证 330127199001010014",
    "address": "浙江省淳安县千岛湖镇新安南路88号",
    "phone": "0571-00000000",
}
PLACE = {"occurred_at": "2026年9月1日9时40分", "place": "淳安县千岛湖镇新安南路88号门前"}
REMEDY = (
    "如不服本决定，应当自收到本决定书之日起六十日内，先向淳安县人民政府申请行政复议；对行政复议决定不服的，"
    "可以自收到复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。复议、诉讼期间本决定不停止执行，法律另有规定的除外。"
)

SAMPLES: dict[str, dict[str, Any]] = {
    **INSPECTION_SAMPLES,
    "DOC-D02": {
        **PARTY,
        **PLACE,
        "violation": "当事人将水果筐摆放在店门外人行道上经营，超出门窗外墙约1.5米，占用面积约3㎡。",
        "evidence": ["现场照片2张", "执法记录仪视频1段", "现场询问陈述"],
        "violated": "《浙江省城市市容和环境卫生管理条例》第十三条",
        "basis": "《浙江省城市市容和环境卫生管理条例》第十三条",
        "notice": (
            "2026年9月1日10时02分，执法人员出示执法证件，告知拟处罚的内容、事实、理由、依据和陈述、申辩的权利；"
            "当事人陈述已开始清理，请求从轻，经复核予以采纳。"
        ),
        "penalty": "罚款人民币壹佰元整（¥100.00）",
        "fine": "100.00",
        "fine_words": "人民币壹佰元整（¥100.00）",
        "tier": "轻微：初次被查、占用不足5㎡（演示裁量阶次）",
        "correction": "当场改正，清除占道物品。",
        "performance": "自收到本决定书之日起十五日内（至2026年9月16日）凭缴款码到指定银行或者通过电子支付系统缴纳罚款。",
        "surcharge": "到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。",
        "remedy": REMEDY,
        "officers": OFFICERS,
    },
    "DOC-I06": {
        **PARTY,
        **PLACE,
        "violation": "当事人在门前堆放建筑垃圾约2立方米，未采取遮盖措施。",
        "basis": "《中华人民共和国行政处罚法》第二十八条第一款",
        "demand": "清运全部建筑垃圾，恢复路面整洁。",
        "due_on": "自本通知书送达的次日起三日内，至2026年9月4日止。",
        "recheck": "期满后由两名执法人员到场复查；已经改正的记录结果，未改正的依法处理。",
        "remedy": "如不服本通知，可以自收到之日起六十日内向淳安县人民政府申请行政复议，或者六个月内向有管辖权的人民法院提起行政诉讼。",
        "officers": OFFICERS,
    },
    "DOC-S01": {
        "document": "当场行政处罚决定书（淳综执当罚〔2026〕第0001号）",
        "party": PARTY["party"],
        "way": "当场交付",
        "served_at": "2026年9月1日10时15分",
        "place": PLACE["place"],
        "acknowledgement": "当事人拒绝签收，已在决定书上注明，决定书当场留交",
        "witness": "社区工作人员（见证）",
        "remarks": "执法记录仪全程记录",
        "officers": OFFICERS,
        "refusal": "拒绝签收，理由：对处罚有异议",
    },
    "DOC-I03": {
        "inspection": "XJ2026-7PQ4Z",
        "party": "某某农家乐甲（演示）",
        "place": "某某农家乐甲（演示），姜家镇（演示地址01）",
        "visited_at": "2026年9月3日9时00分",
        "source": "年度或者专项检查计划（JJ2026-4W0NV）",
        "basis": "《食品安全法》第三十三条第一款第五项",
        "items": ["餐具消毒（餐具使用前洗净消毒）", "健康证明（人员都有有效健康证明）"],
        "joint": "淳安县城市管理主管部门",
        "rights": "有权要求出示执法证件，有权陈述、申辩。",
        "phone": "0571-00000000（演示）",
        "officers": OFFICERS,
    },
    "DOC-I05": {
        "inspection": "XJ2026-7PQ4Z",
        "party": "某某农家乐甲（演示）",
        "place": "某某农家乐甲（演示），姜家镇（演示地址01）",
        "visited_at": "2026年9月3日9时00分",
        "shown": "2026年9月3日9时05分，检查人员出示了执法证件。",
        "rights": "有权陈述、申辩。",
        "answers": [{"item": "餐具消毒：餐具使用前洗净消毒", "result": "不符合", "note": "消毒柜没有通电"}],
        "summary": "按清单逐项检查，发现一个问题。",
        "statement": "当天停电。",
        "signature": "经营者阅后签名。",
        "officers": OFFICERS,
    },
    "DOC-I07A": {
        "inspection": "XJ2026-7PQ4Z",
        "party": "某某农家乐甲（演示）",
        "place": "某某农家乐甲（演示），姜家镇（演示地址01）",
        "visited_at": "2026年9月3日9时00分",
        "summary": "按清单逐项检查，发现一个问题。",
        "results": [{"finding": "餐具消毒：消毒柜没有通电", "result": "当场改正：已通电消毒"}],
        "officers": OFFICERS,
    },
    "DOC-I07": {
        "order": "淳综执责改〔2026〕第0001号",
        "party": PARTY["party"],
        "demand": "清运全部建筑垃圾，恢复路面整洁",
        "due_on": "2026年9月4日",
        "checked_at": "2026年9月5日9时00分",
        "place": PLACE["place"],
        "findings": "现场建筑垃圾已全部清运，路面整洁。",
        "result": "已按期改正，不予处罚，教育当事人",
        "evidence": ["复查照片2张"],
        "officers": OFFICERS,
    },
    "DOC-C02": {
        "receiver": "杭州市生态环境局淳安分局",
        "basis": "《浙江省综合行政执法条例》第十八条第二款",
        "incident": "SJ202609010007",
        "party": "（待查）",
        **PLACE,
        "matter": "餐饮油烟污染物排放",
        "violation": "现场发现餐饮门店油烟净化设施未开启，油烟直排。",
        "fixed_by": "照相、录像，入库即计算校验值",
        "evidence": [{"name": "现场照片1", "digest": "3b1f0c9d2e7a4f55"}, {"name": "现场录像1", "digest": "90ab12cd34ef5678"}],
        "handed_at": "2026年9月1日11时00分",
        "officers": OFFICERS,
    },
    "DOC-B01": {
        "decision": "淳综执当罚〔2026〕第0001号",
        "party": PARTY["party"],
        "violation": "超出门窗外墙摆摊经营",
        "basis": "《浙江省城市市容和环境卫生管理条例》第十三条",
        "penalty": "罚款人民币壹佰元整（¥100.00）",
        "decided_at": "2026年9月1日10时12分",
        "served": "2026年9月1日10时15分当场交付，拒绝签收，已注明",
        "payment": "未缴，期限至2026年9月16日",
        "reported_at": "2026年9月1日11时30分",
        "due": "2026年9月3日（当场处罚后两个工作日内，内部口径）",
        "officers": OFFICERS,
    },
    "DOC-P02": {
        "decision": "淳综执当罚〔2026〕第0001号",
        "party": PARTY["party"],
        "receipt": "浙财票 0001234567",
        "fine": "100.00",
        "fine_words": "人民币壹佰元整（¥100.00）",
        "ground": "当场处罚且罚款一百元以下（行政处罚法第六十八条第一项）",
        "collected_at": "2026年9月1日10时16分",
        "to_agency": "2026年9月3日",
        "to_bank": "2026年9月7日",
        "officers": OFFICERS,
    },
    "DOC-K01": {
        "notice": "淳综执告〔2026〕1号",
        "change": "淳目调〔2026〕1号",
        "title": "关于调整汾口镇行政执法事项的公告",
        "ground": "赋权评估结论",
        "approval": "淳安县人民政府，淳政函〔2026〕1号，2026年8月20日",
        "effective": "2026年9月10日",
        "items": [{"kind": "新增授权", "text": "汾口镇人民政府：随意倾倒生活垃圾（处罚）"}],
        "channel": "县政府网站和汾口镇公告栏",
        "signers": [],
    },
    **ORDINARY,
    **BESIDE,
}
