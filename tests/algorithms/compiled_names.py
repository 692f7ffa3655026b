"""Names of matters as a compiler of statutes brings them: specific, alike, without everyday words. Invented by pattern."""

from __future__ import annotations

from itertools import product

from zhifa.algorithms.matching import MatterWords

# fmt: off
WHO = (
    "道路运输经营者", "建筑施工企业", "危险化学品单位", "医疗机构", "民办学校", "房地产经纪机构",
    "食品生产者", "农药经营者", "水库管理单位", "勘察设计单位", "旅行社分社", "典当经营者",
    "测绘资质单位", "兽药生产者", "公路养护单位", "职业介绍机构", "养老机构举办者", "印刷经营者",
    "采矿权人", "排污许可持有者",
)
HOW = (
    "未按照规定保存", "未如实填报", "逾期未报送", "伪造", "涂改", "未依法公示",
    "拒不提供", "未按时更新", "隐匿", "擅自销毁", "未经核准变更", "未按照标准编制",
    "迟延移交", "篡改", "未指定专人保管",
)
WHAT = (
    "安全评价报告", "购销台账", "质量检验记录", "从业人员健康档案", "应急处置预案", "监测原始数据",
    "设备维护日志", "收费项目清单", "服务合同文本", "年度经营报表", "污染物排放台账", "特殊作业票证",
    "客户身份资料", "运输单证",
)
FIELDS = (
    "transport", "housing_construction", "emergency", "health",
    "education", "market", "agriculture", "lake_protection_water",
    "culture_market",
)
# fmt: on


def compiled(count: int) -> tuple[MatterWords, ...]:
    """So many matters with different names, spread over the fields and in the order of no list."""
    names = ["".join(parts) for parts in product(WHO, HOW, WHAT)]
    step = 1709  # prime, so that neighbours differ in every part
    return tuple(MatterWords(f"SL-{i:04}", FIELDS[i % len(FIELDS)], names[i * step % len(names)]) for i in range(count))
