"""Amounts are `Decimal` yuan. Read strictly, rounded half-up to the fen, written with two places."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_FORM = re.compile(r"[0-9]+(\.[0-9]{1,2})?")
_FEN = Decimal("0.01")
ZERO = Decimal(0)


def yuan(text: str) -> Decimal:
    """Read `"3000"` or `"3000.01"`; no sign, separator or third place. Raises ValueError."""
    if not _FORM.fullmatch(text):
        raise ValueError(f"not an amount in yuan: {text!r}")
    return Decimal(text)


def rounded(amount: Decimal) -> Decimal:
    """To the fen, halves up."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


def written(amount: Decimal) -> str:
    """`3000` → `"3000.00"`."""
    return str(rounded(amount))
