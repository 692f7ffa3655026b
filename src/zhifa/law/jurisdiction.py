"""Which organ has jurisdiction (JUR-01, 04, 06, 08, 13, 15), beyond the holder of the power itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zhifa.law.authority import AuthorityRuling
from zhifa.law.penalties import CONFISCATE_GOODS, CONFISCATE_INCOME, CRITICISM, DETENTION, FINE, WARNING
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

ORIGINAL_DEPARTMENT = "original_department"
MOVES_WITH_THE_POWER = frozenset({WARNING, CRITICISM, FINE, CONFISCATE_INCOME, CONFISCATE_GOODS})


@rule("JUR-13", "浙江省综合行政执法条例 第十六条", "行政处罚法 第十八条 第二款")
def may_file(agency: str, penalty: AuthorityRuling, former_holder: bool = False) -> Ruling:
    """Only the organ that holds the penalty power files a case; everybody else hands the clue over. `agency`: organ code;
    `penalty`: the ruling on the power `penalty`; `former_holder`: the power moved away from this organ. `values`:
    hand_over_clue."""
    if penalty.status == "held" and penalty.holder == agency:
        return ruling(Outcome.ALLOW, "JUR-04", because="jurisdiction.holder_files", values={"hand_over_clue": False})
    code = "jurisdiction.power_moved" if former_holder else "jurisdiction.not_the_holder"
    reason = why(code, holder=penalty.acting_identity or penalty.holder_kind or "—")
    return ruling(Outcome.BLOCK, "JUR-13" if former_holder else "JUR-04", because=reason, values={"hand_over_clue": True})


@rule("JUR-02", "行政处罚法 第十七条", "行政处罚法 第二十三条")
def never_moved() -> Ruling:
    """A power that no plan moved stays with the organ the law names."""
    return ruling(Outcome.ALLOW, "JUR-02", because="jurisdiction.never_moved", values={"hand_over_clue": False})


@rule("JUR-01", "行政处罚法 第二十二条")
def territorial(act_in_county: bool) -> Ruling:
    """The place of the act decides, wherever the party is registered. `values`: in_jurisdiction."""
    outcome = Outcome.ALLOW if act_in_county else Outcome.BLOCK
    code = "jurisdiction.act_here" if act_in_county else "jurisdiction.act_elsewhere"
    return ruling(outcome, "JUR-01", because=code, values={"in_jurisdiction": act_in_county})


@dataclass(frozen=True, slots=True)
class Filing:
    """A case filed by an agency (name)."""

    agency: str
    filed_at: datetime


@rule("JUR-06", "行政处罚法 第二十五条 第一款")
def first_filing(filings: Iterable[Filing]) -> Ruling:
    """Of several agencies with jurisdiction the first to file has it; filed at the same moment, they agree or the common
    superior designates. `values`: holder (name)."""
    ordered = sorted(filings, key=lambda f: f.filed_at)
    if not ordered:
        return ruling(Outcome.ESCALATE, "JUR-06", because="jurisdiction.no_filing", missing=("filings",))
    first = {f.agency for f in ordered if f.filed_at == ordered[0].filed_at}
    if len(first) > 1:
        return ruling(Outcome.ESCALATE, "JUR-07", because="jurisdiction.filed_together", agencies="、".join(sorted(first)))
    return ruling(
        Outcome.COMPUTE, "JUR-06", because="jurisdiction.filed_first", agency=ordered[0].agency, values={"holder": ordered[0].agency}
    )


@rule("JUR-05", "行政处罚法 第十八条 第三款", "行政处罚法 第十条 第二款")
@rule("JUR-15", "建筑法 第七十六条", "建设工程质量管理条例 第七十五条", "行政处罚法 第十八条")
def may_impose(agency_kind: str, penalty_kind: str, listed: bool) -> Ruling:
    """Fines, warnings and confiscation move with the power; kinds that belong to the issuer of a licence or registration
    only where the item lists them. Detention is never possible. `values`: refer_to_issuer."""
    if penalty_kind == DETENTION:
        return ruling(Outcome.BLOCK, "JUR-05", because="jurisdiction.detention", values={"refer_to_issuer": False})
    if listed or penalty_kind in MOVES_WITH_THE_POWER or agency_kind == ORIGINAL_DEPARTMENT:
        return ruling(Outcome.ALLOW, "JUR-15", because="jurisdiction.kind_included", values={"refer_to_issuer": False})
    return ruling(Outcome.BLOCK, "JUR-15", because="jurisdiction.issuer_decides", values={"refer_to_issuer": True})


@rule("JUR-08", "浙江省综合行政执法条例 第十七条 第二款", "行政处罚法 第二十五条 第二款")
def coordinator(disputants: Iterable[bool], guidance: str, superior: str) -> Ruling:
    """A township and a county agency: the county guidance body coordinates; others of one level: the common superior.
    `disputants`: whether each is a township. `values`: coordinator (name)."""
    mixed = len(set(disputants)) > 1
    name, code, rules = (guidance, "jurisdiction.guidance", ("JUR-08",)) if mixed else (superior, "jurisdiction.superior", ("JUR-07",))
    return ruling(Outcome.COMPUTE, *rules, because=code, name=name, values={"coordinator": name})
