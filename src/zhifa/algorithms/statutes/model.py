"""What a statute says about penalties: provisions with tiers, in the terms of the output contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

ORDER = "order_to_correct"
FINE = "fine"
BASE = "base"
ANY = "any"
ORGANIZATION, INDIVIDUAL, RESPONSIBLE = "organization", "individual", "responsible_person"


@dataclass(frozen=True)
class Limits:
    """Amounts (yuan) between which a tier applies: floor inclusive, ceiling exclusive."""

    value_floor: Decimal | None = None
    value_ceiling: Decimal | None = None
    income_floor: Decimal | None = None
    income_ceiling: Decimal | None = None

    def as_row(self) -> dict[str, str]:
        """Only the limits that are stated."""
        return {name: plain(value) for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Fine:
    """How much: `low` and `high` are yuan, times or percent after `basis`, both inclusive; no basis: a fine without an amount. `of`: what
    is multiplied, in the statute's words (no part of the contract's row)."""

    basis: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    cap: Decimal | None = None
    of: str | None = None

    def as_row(self) -> dict[str, Any]:
        """The contract's object."""
        row: dict[str, Any] = {"basis": self.basis, "min": plain_or_none(self.low), "max": plain_or_none(self.high)}
        if self.unit:
            row["unit"] = self.unit
        if self.cap is not None:
            row["cap"] = plain(self.cap)
        return row


@dataclass(frozen=True)
class Tier:
    """One degree × subject: what it brings. `after_order`: only when an order or a warning was not obeyed."""

    condition: str = BASE
    subject: str = ANY
    kinds: tuple[str, ...] = ()
    fine: Fine | None = None
    limits: Limits = field(default_factory=Limits)
    after_order: bool = False

    def as_row(self) -> dict[str, Any]:
        """The contract's object."""
        fine = {**self.fine.as_row(), **self.limits.as_row()} if self.fine else None
        return {"condition": self.condition, "subject": self.subject, "kinds": list(self.kinds), "fine": fine}


@dataclass(frozen=True)
class Place:
    """Where in the law: `article` as the contract writes it (37 or "37-1"); 款 and 项 from 1, None where there is no choice."""

    article: int | str
    paragraph: int | None = None
    item: int | None = None


@dataclass(frozen=True)
class Provision:
    """One unlawful conduct with its consequence rule. `subject` is set when the whole provision speaks of one kind of person."""

    place: Place
    conduct: str
    violates: tuple[str, ...]
    enforcer: str | None
    precondition: str
    tiers: tuple[Tier, ...]
    criminal_ref: bool

    def as_row(self, law: str, version: str | None) -> dict[str, Any]:
        """The contract's object."""
        return {
            "law": law,
            "version": version,
            "article": self.place.article,
            "paragraph": self.place.paragraph,
            "item": self.place.item,
            "conduct": self.conduct,
            "violates": list(self.violates),
            "enforcer": self.enforcer,
            "precondition": self.precondition,
            "tiers": [tier.as_row() for tier in self.tiers],
            "criminal_ref": self.criminal_ref,
        }


def plain(value: Decimal) -> str:
    """A decimal string without grouping, exponent or needless zeros."""
    text = format(value.normalize(), "f")
    return text if text != "-0" else "0"


def plain_or_none(value: Decimal | None) -> str | None:
    """As `plain`; None stays None."""
    return None if value is None else plain(value)
