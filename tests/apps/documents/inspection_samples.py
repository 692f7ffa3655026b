"""Full samples of the documents before an inspection."""

from __future__ import annotations

from typing import Any

COORDINATOR = {"role": "批准", "name": "综合执法办协调员甲", "detail": "综合执法办协调员", "signed": "2026年9月1日10时00分以本人账号签署"}
HEAD = {"role": "审批人（机关负责人）", "name": "淳安县城市管理主管部门负责人", "detail": "机关负责人", "signed": "2026年9月1日10时00分"}
INSPECTION_SAMPLES: dict[str, dict[str, Any]] = {
    "DOC-I01": {
        "title": "农家乐食品安全检查",
        "plan": "JJ2026-7PQ4Z",
        "field": "市场监督管理",
        "items": ["餐具消毒：餐具使用前洗净消毒", "健康证明：从业人员有有效健康证明"],
        "scope": "农家乐2处：某某农家乐甲（演示）、某某农家乐乙（演示）",
        "frequency": "每处1次",
        "window": "2026年9月1日至2026年9月10日",
        "together": "淳安县城市管理主管部门同期检查不合并的理由：抽样须突击",
        "signers": [COORDINATOR],
    },
    "DOC-I02": {
        "inspection": "XJ2026-7PQ4Z",
        "party": "某某餐馆甲（演示）",
        "place": "某某餐馆甲（演示），威坪镇（演示地址07）",
        "reason": "日常监督检查",
        "source": "日常监督检查",
        "basis": "《浙江省城市市容和环境卫生管理条例》第三十四条",
        "items": ["店外经营：经营活动在门、窗以内"],
        "people": "两名以上持有执法证件的人员，到场时登记",
        "planned": "2026年9月3日",
        "near": "前后30日内没有其他检查",
        "opinion": "同意检查。",
        "signers": [HEAD],
    },
    "DOC-I04": {
        "plan": "JJ2026-8QR5A",
        "initiator": "淳安县市场监督管理局",
        "participants": "淳安县市场监督管理局、淳安县城市管理主管部门",
        "division": [
            {"organ": "淳安县市场监督管理局", "items": "餐具消毒、健康证明"},
            {"organ": "淳安县城市管理主管部门", "items": "餐饮油烟"},
        ],
        "objects": "农家乐2处：某某农家乐甲（演示）、某某农家乐乙（演示）",
        "window": "2026年9月3日至2026年9月10日",
        "items": ["餐具消毒", "健康证明", "餐饮油烟"],
        "signers": [COORDINATOR],
    },
    "DOC-I08": {
        "draw": "SJ2026-9RS6B",
        "plan": "农家乐食品安全检查（JJ2026-7PQ4Z）",
        "pool": "8处",
        "people": "4人",
        "method": "sha256-rank-1",
        "seed": "5f2a9c",
        "digest": "0a1b2c3d",
        "drawn_at": "2026年9月1日10时00分",
        "drawn": [{"place": "某某农家乐甲（演示）", "officers": "执法员甲、执法员乙"}],
        "signers": [COORDINATOR],
    },
}
