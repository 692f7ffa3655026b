"""Clauses that speak of penalties and set none: who decides, how one decides, what follows from a penalty already given."""

from __future__ import annotations

import re

from zhifa.algorithms.statutes.clauses import Group
from zhifa.algorithms.statutes.conditions import Condition, is_general

_IMPOSING = re.compile(r"^对[^，]{0,14}(?:处以?|给予|作出)[^，]{0,30}(?:罚款|拘留|警告|处罚)")
_RULES = re.compile(
    r"(?:行政处罚|处罚|罚款)的?，?(?:由[^，；。]*)?(?:决定|实施|执行|行使)(?:；|。|$|，)|设定|听证|当场作出|罚款(?:决定|收缴|数额|限额)"
    r"|罚没|前款所称|认为有前款|当场收缴|优先于|不服(?:的|，|$)|上缴国库|全部上缴|作出[^，；。]{0,30}(?:处罚决定|决定)(?:前|"
    r"之前)|处罚种类|行政处罚的种类"
)
_HEARING = re.compile(r"处罚决定(?:之)?前|(?:要求|举行|申请)听证|^行政拘留并处罚款")
_AMOUNT = re.compile(r"处以?[^，；。]{0,40}(?:元|倍|百分之)|罚款数额为|[并可]处罚款")
_ALREADY = re.compile(
    r"^(?:[^，]{0,20})?(?:被|受到|受)(?:依法)?(?:[^，]{0,20})?(?:吊销|撤销|责令关闭|取消|处罚|处以|处分|降低)[^，]{0,24}$"
)
_DERIVED = re.compile(r"(?:给予|处以?)(?:[^，]{0,14})(?:罚款|处罚|行政处罚)")
_PERSONAL = re.compile(r"对[^，；。]*(?:责任|主管|负责)[^，；。]*人员?[^。]*罚款")


def sets_rules(group: Group, condition: Condition) -> bool:
    """Who decides, how one decides, and what follows from a penalty already given."""
    text = condition.text + "，" + group.outcome
    if _HEARING.search(text):
        return True
    if (_IMPOSING.search(condition.text) or _RULES.search(text)) and not _AMOUNT.search(group.outcome):
        return True
    acts = [act for act in condition.act if not is_general(act) and not re.match(r"(?:依照|根据|按照).*规定$", act)]
    already = bool(acts) and all(_ALREADY.match(act) for act in acts) and not condition.phrase
    return already and not (_DERIVED.search(condition.text) or _PERSONAL.search(group.outcome))
