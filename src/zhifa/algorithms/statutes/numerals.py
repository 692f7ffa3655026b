"""Chinese and Arabic numerals as statutes write them: 五十, 两千, 1.5万, 3千, 百分之五 is left to `amounts`."""

from __future__ import annotations

import re
from decimal import Decimal

NUMERAL = r"(?:\d+(?:\.\d+)?[十百千万亿]*|[零〇○一二两三四五六七八九十百千万亿]+|[壹贰叁肆伍陆柒捌玖拾佰仟]+万?)"

_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_ARABIC = re.compile(r"^(\d+(?:\.\d+)?)([十百千万亿]*)$")
_WORDS = re.compile(r"^[零〇○一二两三四五六七八九十百千万亿]+$")


def number(text: str) -> Decimal:
    """The value of one numeral; raises ValueError for anything else."""
    text = text.translate(_FORMAL)
    if found := _ARABIC.match(text):
        value = Decimal(found[1])
        for unit in found[2]:
            value *= _UNITS.get(unit) or _GROUPS[unit]
        return value
    if not _WORDS.match(text):
        raise ValueError(f"no numeral: {text!r}")
    if all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    return Decimal(_from_words(text))


def whole(text: str) -> int:
    """A whole number; raises ValueError as `number` does."""
    return int(number(text))


def chinese(value: int) -> str:
    """1…9999 in the form of article numbers: 一百零五, 十二."""
    if not 0 < value < 10_000:
        raise ValueError(f"out of range: {value}")
    digits, out, gap = "零一二三四五六七八九", "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + unit
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def _from_words(text: str) -> int:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _GROUPS[char]
            section = digit = 0
    return total + section + digit
