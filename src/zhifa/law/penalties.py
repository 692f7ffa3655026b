"""Kinds of penalty (处罚法 9) and who a party is, as codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zhifa.law.money import ZERO

WARNING, CRITICISM, FINE = "warning", "notice_of_criticism", "fine"
CONFISCATE_INCOME, CONFISCATE_GOODS = "confiscate_income", "confiscate_goods"
SUSPEND_LICENCE, REVOKE_LICENCE, DOWNGRADE = "suspend_licence", "revoke_licence", "downgrade"
STOP_BUSINESS, CLOSE, RESTRICT_TRADE = "stop_business", "close", "restrict_trade"
DETENTION, OTHER = "detention", "other"
KINDS = (
    WARNING,
    CRITICISM,
    FINE,
    CONFISCATE_INCOME,
    CONFISCATE_GOODS,
    SUSPEND_LICENCE,
    REVOKE_LICENCE,
    DOWNGRADE,
    STOP_BUSINESS,
    CLOSE,
    RESTRICT_TRADE,
    DETENTION,
    OTHER,
)
CITIZEN, ORGANIZATION, SOLE_TRADER = "citizen", "organization", "sole_trader"
PARTY_KINDS = (CITIZEN, ORGANIZATION, SOLE_TRADER)


def as_party(kind: str) -> tuple[str, ...]:
    """The kinds of party whose figures a party of this kind may face, its own first; a sole trader is taken as a citizen where a table has
    nothing of its own for it (AMB-19)."""
    return (kind, CITIZEN) if kind == SOLE_TRADER else (kind,)


@dataclass(frozen=True, slots=True)
class Penalty:
    """A proposed penalty; `amount` in yuan where the kind has one, None when it is not known."""

    kind: str
    amount: Decimal | None = None


def total(penalties: Iterable[Penalty], kind: str) -> Decimal:
    """The sum of the known amounts of one kind."""
    return sum((p.amount for p in penalties if p.kind == kind and p.amount is not None), ZERO)
