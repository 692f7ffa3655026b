"""What may change in the catalogue and whose approval it needs (R34, R37, R38, R49; 条例 7–10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhifa.law.authority import BUREAU
from zhifa.law.jurisdiction import MOVES_WITH_THE_POWER, ORIGINAL_DEPARTMENT

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
MOVED_POWERS = ("penalty", "investigation", "coercion")  # what moves together, R36; townships never get coercion (强制法 17)
TOWNSHIP_POWERS = ("penalty", "investigation")
MOVING = frozenset({NEW_MATTER, NEW_GRANT, EMPOWER})
PROFESSIONAL = "professional_team"
LEVELS = ("bureau", "county", "province")
BUREAU_LEVEL, COUNTY_LEVEL, PROVINCE_LEVEL = LEVELS


@dataclass(frozen=True, slots=True)
class Asked:
    """One item as the law sees it. `subjects`: matters or domains whose powers it gives to somebody. `holder_kind`: who shall hold them
    (contract code, "" when it gives nothing); `domain` of the team that shall act; `penalties`: penalty kinds that go along; `listed`:
    where the provincial catalogue has it ("" when it does not); `faults`: reason code and values of what is wrong with the item."""

    kind: str
    name: str
    subjects: tuple[str, ...] = ()
    holder_kind: str = ""
    domain: str = ""
    penalties: frozenset[str] = frozenset()
    listed: str = ""
    faults: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def moves(self) -> bool:
        """Gives powers to somebody: needs a score sheet (R34)."""
        return self.kind in MOVING

    @property
    def expands(self) -> bool:
        """Gives the comprehensive bureau what the provincial catalogue does not list (条例 7, 8)."""
        return self.moves and self.holder_kind == BUREAU and not self.listed

    @property
    def stays(self) -> frozenset[str]:
        """Penalty kinds that belong to the issuer of a licence and move only where the list names them (AF-16, JUR-15)."""
        if not self.moves or self.holder_kind in ("", ORIGINAL_DEPARTMENT):
            return frozenset()
        return self.penalties - MOVES_WITH_THE_POWER


def level_of(items: Iterable[Asked]) -> str:
    """Whose approval the whole needs: the province's where the county goes beyond the provincial catalogue (条例 7, 8 第二款), the county
    government's where powers or plates move (条例 9 第二款; 方案: 机构调整分级报批), the bureau's own for the rest. The last is county
    policy: no source states it."""
    found = [_level(item) for item in items]
    return max(found, key=LEVELS.index, default=BUREAU_LEVEL)


def _level(item: Asked) -> str:
    if item.expands:
        return PROVINCE_LEVEL
    return BUREAU_LEVEL if item.kind in (REVISE_MATTER, COVERAGE) else COUNTY_LEVEL


def levels_to(level: str) -> tuple[str, ...]:
    """Documents that are needed: the province's comes beside the county's, never instead of it."""
    return LEVELS[1 : LEVELS.index(level) + 1] if level != BUREAU_LEVEL else (BUREAU_LEVEL,)
