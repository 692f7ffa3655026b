"""From the parts a conduct has met with to tiers and a precondition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhifa.algorithms.statutes.kinds import SEVERITY
from zhifa.algorithms.statutes.model import BASE, FINE, ORDER, RESPONSIBLE, Fine, Limits, Tier

FIRST = "order_to_correct_first"
NONE = "none"
SERIOUS = "serious"


@dataclass(frozen=True)
class Share:
    """One part for one conduct: the degree it belongs to (None: base) and whether an order must have failed before."""

    degree: str | None
    subject: str
    kinds: tuple[str, ...]
    fines: tuple[Fine, ...] = ()
    limits: Limits = field(default_factory=Limits)
    after_order: bool = False
    phrase: str | None = None
    lead: bool = False


def tiers_of(shares: Sequence[Share]) -> tuple[Tier, ...]:
    """Tiers in the order of the text, parts of one degree and person merged."""
    merged: dict[tuple[str, str, Fine | None], Tier] = {}
    amounts = any(f.basis for s in shares if s.subject != RESPONSIBLE for f in s.fines)
    for share in shares:
        fines: list[Fine | None] = list(share.fines) or [None]
        if amounts and share.lead and fines == [Fine()]:
            share = Share(
                share.degree, share.subject, tuple(k for k in share.kinds if k != FINE), (), share.limits, share.after_order, share.phrase
            )
            fines = [None]
        degree = _degree(share, merged.values())
        for place, fine in enumerate(fines):
            kinds = share.kinds if place == 0 else (FINE,)
            if kinds:
                _merge(merged, Tier(degree, share.subject, kinds, fine, share.limits, share.after_order))
    return tuple(merged.values())


def precondition_of(shares: Sequence[Share], tiers: Sequence[Tier]) -> str:
    """Whether the mildest fine (without fines: the heaviest sanction of the base) waits for an order that is not obeyed."""
    fined = [t for t in tiers if FINE in t.kinds]
    if fined:
        lowest = [t for t in fined if t.condition == fined[0].condition]
        return FIRST if all(_waits(shares, t) for t in lowest) else NONE
    base = [s for s in shares if s.degree is None and set(s.kinds) - {ORDER}] or [s for s in shares if set(s.kinds) - {ORDER}]
    heaviest = max(base, key=lambda s: max(SEVERITY.index(k) for k in s.kinds), default=None)
    return FIRST if heaviest and heaviest.after_order else NONE


def _waits(shares: Sequence[Share], tier: Tier) -> bool:
    givers = [s for s in shares if (tier.fine in s.fines if tier.fine else FINE in s.kinds) and s.subject == tier.subject]
    return bool(givers) and all(s.after_order for s in givers)


def _degree(share: Share, before: object) -> str:
    tiers = list(before)  # type: ignore[call-overload]
    if share.degree is not None:
        return share.degree
    if share.after_order and share.phrase:
        fined = any(t.condition == BASE and FINE in t.kinds and not t.after_order for t in tiers)
        if fined:
            return share.phrase
    return BASE


def _merge(merged: dict[tuple[str, str, Fine | None], Tier], tier: Tier) -> None:
    """Adds to the tier of the same degree and person unless both state a fine or limits of their own."""
    for key, there in merged.items():
        if (there.condition, there.subject) != (tier.condition, tier.subject):
            continue
        if there.fine and tier.fine and there.fine != tier.fine:
            continue
        kinds = tuple(k for k in SEVERITY if k in {*there.kinds, *tier.kinds})
        limits = tier.limits if tier.fine else there.limits
        merged[key] = Tier(there.condition, there.subject, kinds, there.fine or tier.fine, limits, there.after_order or tier.after_order)
        return
    merged[(tier.condition, tier.subject, tier.fine)] = tier


def with_copied(own: list[Share], copied: list[Share], fine_only: bool) -> list[Share]:
    """Own shares and those of the paragraph applied; 依照前款规定处以罚款 applies its fines only and gives the amount."""
    if not fine_only:
        return own + copied
    fines = [replace(share, kinds=(FINE,)) for share in copied if FINE in share.kinds]
    if not fines:
        return own
    kept = [replace(s, kinds=tuple(k for k in s.kinds if k != FINE), fines=()) if s.fines == (Fine(),) else s for s in own]
    return [s for s in kept if s.kinds] + fines
