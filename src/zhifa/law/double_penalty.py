"""One act, several provisions; no second fine (APP-03, APP-04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhifa.law.money import ZERO
from zhifa.law.penalties import FINE
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that the act violates: limits in yuan, or ratios of `base`. `rectify_first`: penalty only after a refused
    order to rectify."""

    id: str
    fine_min: Decimal | None = None
    fine_max: Decimal | None = None
    ratio_min: Decimal | None = None
    ratio_max: Decimal | None = None
    base: Decimal | None = None
    rectify_first: bool = False
    rectification_refused: bool = False

    @property
    def available(self) -> bool:
        """A fine can be imposed under it now."""
        return not self.rectify_first or self.rectification_refused

    @property
    def computable(self) -> bool:
        """An upper limit is known."""
        return self.fine_max is not None or (self.ratio_max is not None and self.base is not None)

    @property
    def upper(self) -> Decimal:
        """The highest fine it allows on this base."""
        return max(self.fine_max or ZERO, (self.ratio_max or ZERO) * (self.base or ZERO))

    @property
    def lower(self) -> Decimal:
        """The lowest fine it allows on this base."""
        return max(self.fine_min or ZERO, (self.ratio_min or ZERO) * (self.base or ZERO))


@rule("APP-04", "行政处罚法 第二十九条")
def choose(provisions: Sequence[Provision]) -> Ruling:
    """The provision with the higher fine: upper limits are compared first, then lower limits, ratios on their real base
    (AMB-04). `values`: provision, fine_min, fine_max."""
    usable = [p for p in provisions if p.available]
    if not provisions or not all(p.computable for p in usable):
        return ruling(Outcome.ESCALATE, "APP-04", because="double.limits_unknown", missing=("provisions",))
    if not usable:
        return ruling(Outcome.BLOCK, "APP-04", because="double.none_available")
    best = max(usable, key=lambda p: (p.upper, p.lower))
    unclear = ("AMB-04",) if any(p.lower > best.lower for p in usable) else ()
    values = {"provision": best.id, "fine_min": best.lower, "fine_max": best.upper}
    reason = why("double.highest", provision=best.id, lower=best.lower, upper=best.upper)
    return ruling(Outcome.COMPUTE, "APP-04", because=reason, ambiguities=unclear, values=values)


@rule("APP-03", "行政处罚法 第二十九条")
def second(same_act: bool, fined: bool, kind: str) -> Ruling:
    """The same act is not fined twice, by whichever agency; other kinds of penalty stay possible. `values`:
    other_penalty_possible."""
    if same_act and fined and kind == FINE:
        return ruling(Outcome.BLOCK, "APP-03", because="double.second_fine", values={"other_penalty_possible": True})
    return ruling(Outcome.ALLOW, "APP-03", because="double.not_a_second_fine")


def continued(after_deadline: bool) -> Ruling:
    """A state that lasts beyond the time to rectify may be a new act: a person decides (AMB-26); before, it is the same."""
    if after_deadline:
        return ruling(Outcome.ESCALATE, "APP-03", because="double.perhaps_new_act", ambiguities=("AMB-26",))
    return ruling(Outcome.BLOCK, "APP-03", because="double.same_act")
