"""Amounts are `Decimal` yuan. Read strictly, rounded half-up to the fen, written with two places."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_FORM = re.compile(r"[0-9]{1,18}(\.[0-9]{1,2})?")
FEN = Decimal("0.01")
TENTH = Decimal("0.1")
PERCENT = 100
ZERO, ONE = Decimal(0), Decimal(1)


def yuan(text: str) -> Decimal:
    """Read `"3000"` or `"3000.01"`; no sign, separator or third place. Raises ValueError."""
    if not _FORM.fullmatch(text):
        raise ValueError(f"not an amount in yuan: {text!r}")
    return Decimal(text)


def rounded(amount: Decimal) -> Decimal:
    """To the fen, halves up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def written(amount: Decimal) -> str:
    """`3000` → `"3000.00"`."""
    return str(rounded(amount))


_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_SMALL = ("仟", "佰", "拾", "")
_LARGE = ("亿", "万", "")


def in_words(amount: Decimal) -> str:
    """As documents write amounts, so that a figure cannot be altered: `Decimal("1050.30")` → 壹仟零伍拾元叁角整.

    Up to, but not including, one trillion yuan; negative amounts raise ValueError."""
    amount = rounded(amount)
    if not 0 <= amount < 10**12:
        raise ValueError(f"no words for {amount}")
    whole, fen = divmod(int(amount * 100), 100)
    words = _whole(whole) + "元" if whole or not fen else ""
    jiao, fen = divmod(fen, 10)
    if jiao:
        words += _FIGURES[jiao] + "角"
    elif fen and whole:
        words += "零"
    return words + (_FIGURES[fen] + "分" if fen else "整")


def _whole(number: int) -> str:
    if not number:
        return _FIGURES[0]
    text, gap = "", False
    for power, name in zip((8, 4, 0), _LARGE, strict=True):
        group, number = divmod(number, 10**power)
        if not group:
            gap = bool(text)
            continue
        text += (_FIGURES[0] if gap or (text and group < 1000) else "") + _group(group) + name
        gap = False
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for power, name in zip((1000, 100, 10, 1), _SMALL, strict=True):
        figure, number = divmod(number, power)
        if figure:
            text += (_FIGURES[0] if gap else "") + _FIGURES[figure] + name
        gap = bool(text) and not figure
    return text
