"""The law's figures in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from zhifa.apps.catalogue.queries import MatterRow, RangeRow
from zhifa.packs.questions import question_words

PARTIES = {
    "any": gettext_lazy("任何人"),
    "citizen": gettext_lazy("个人"),
    "organization": gettext_lazy("单位"),
    "sole_trader": gettext_lazy("个体工商户"),
    "responsible_person": gettext_lazy("单位的责任人员"),
}
ROLES = {
    "prohibition": gettext_lazy("不许这样做"),
    "penalty": gettext_lazy("怎么罚"),
    "coercion": gettext_lazy("可以采取的强制措施"),
}
PRECONDITIONS = {
    "rectify_first": gettext_lazy("先责令改正；到期不改，才可以罚款。"),
    "refuse_rectify": gettext_lazy("先责令改正；拒不改正，才可以罚款。"),
}


def yuan(amount: Decimal) -> str:
    """500 元 · 2 万元 · 1.5 万元."""
    if amount >= 10_000:
        return _("{n} 万元").format(n=f"{(amount / 10_000).normalize():f}")
    return _("{n} 元").format(n=f"{amount.normalize():f}")


def between(least: str, most: str) -> str:
    """200 元至 2000 元 · 2000 元以下 · 200 元以上."""
    if least and most:
        return least if least == most else _("{least}至{most}").format(least=least, most=most)
    if most:
        return _("{most}以下").format(most=most)
    return _("{least}以上").format(least=least) if least else ""


def fine(row: RangeRow) -> str:
    """What the range comes to, with its base when it is a multiple."""
    fixed = between(yuan(row.minimum) if row.minimum else "", yuan(row.maximum) if row.maximum is not None else "")
    if row.unit and fixed:
        fixed = _("每{unit}{fixed}").format(unit=row.unit, fixed=fixed)
    times = between(_ratio(row.ratio_minimum), _ratio(row.ratio_maximum))
    if times:
        times = _("{base}的{times}").format(base=row.base, times=times)
    return _("，").join(part for part in (fixed, times) if part)


def _ratio(value: Decimal | None) -> str:
    if not value:
        return ""
    if value < 1:
        return f"{(value * 100).normalize():f}%"
    return _("{n} 倍").format(n=f"{value.normalize():f}")


def fines(matter: MatterRow) -> list[dict[str, str]]:
    """One line per range: party, condition, amount."""
    return [
        {"party": str(PARTIES.get(r.party_kind, r.party_kind)), "condition": r.condition, "amount": fine(r), "precondition": r.precondition}
        for r in matter.ranges
    ]


def kinds(matter: MatterRow) -> list[str]:
    """Kinds of penalty in words."""
    return named_kinds(matter.kinds)


def named_kinds(kinds: Iterable[str]) -> list[str]:
    """Codes of kinds of penalty in the reader's language."""
    words = question_words(get_language() or "zh")
    return [words.value(kind) for kind in kinds]
