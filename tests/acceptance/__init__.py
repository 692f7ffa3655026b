"""The plan's sentences as questions to the loaded county. `NOT_ASKED`: requirements of the catalogue without a test here, and why."""

NOT_ASKED = {
    "R45": "综合执法办九项职责没有逐项的队列和年度报告章节",
    "R62": "乡镇名义、审批人和法核人在数据里（汾口镇），但没有一件由乡镇审批到底的案件作检验",
}
