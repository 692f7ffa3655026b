"""What may change in the catalogue and whose approval it needs (R34, R37, R38, R49; 条例 7–10)."""

from __future__ import annotations

NEW_MATTER, REVISE_MATTER, END_MATTER = "new_matter", "revise_matter", "end_matter"
NEW_GRANT, REVISE_GRANT = "new_grant", "revise_grant"
COVERAGE, PLATE = "coverage", "plate"
EMPOWER, WITHDRAW_POWER = "empower", "withdraw_power"
KINDS = {
    NEW_MATTER: "新增事项",
    REVISE_MATTER: "修改事项",
    END_MATTER: "取消事项",
    NEW_GRANT: "新的授权",
    REVISE_GRANT: "调整授权",
    COVERAGE: "调整中队覆盖",
    PLATE: "主副牌调整",
    EMPOWER: "赋权乡镇",
    WITHDRAW_POWER: "收回赋权",
}
