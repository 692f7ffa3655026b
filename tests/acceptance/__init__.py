"""The plan's sentences as questions to the loaded county. `NOT_ASKED`: requirements of the catalogue without a test here, and why."""

NOT_ASKED = {
    "R39": "派驻回原部门的人员关系没有建：没有“在别的机关工作”的记录",
    "R45": "综合执法办九项职责没有逐项的队列和年度报告章节",
    "R47": "只作为机关数据的一部分：没有编制台账，划转三规则没有建",
    "R48": "同上：编制台账没有建",
    "R53": "只作为机关数据的一部分：双重管理的考核没有建",
    "R62": "乡镇名义、审批人和法核人在数据里（汾口镇），但没有一件由乡镇审批到底的案件作检验",
}
