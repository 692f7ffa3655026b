"""A place in a statute, precise to article, paragraph and item."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_FORM = re.compile(r"^(?P<law>\S+) 第(?P<article>[^条]+)条(?:之(?P<sub>\S))?(?: 第(?P<paragraph>[^款]+)款)?(?: 第(?P<item>[^项]+)项)?$")


def chinese_number(n: int) -> str:
    """1–9999 as statutes write article numbers: 10 → 十, 101 → 一百零一."""
    if not 0 < n < 10000:
        raise ValueError(f"article numbers run from 1 to 9999, got {n}")
    out, rest, gap = "", n, False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
        gap = not digit
    return out[1:] if out.startswith("一十") else out


def number_from_chinese(text: str) -> int:
    """The inverse of `chinese_number`; raises ValueError on anything else."""
    units = {"千": 1000, "百": 100, "十": 10}
    total, digit = 0, 0
    for ch in text:
        if ch in units:
            total += (digit or 1) * units[ch]
            digit = 0
        elif ch in _DIGITS:
            digit = _DIGITS.index(ch)
        else:
            raise ValueError(f"not a Chinese number: {text!r}")
    return total + digit


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """`law` is the short title as listed in the pack (行政处罚法); `sub` counts 之一, 之二."""

    law: str
    article: int
    paragraph: int | None = None
    item: int | None = None
    sub: int | None = None

    def __str__(self) -> str:
        text = f"{self.law} 第{chinese_number(self.article)}条"
        if self.sub:
            text += f"之{chinese_number(self.sub)}"
        if self.paragraph:
            text += f" 第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f" 第{chinese_number(self.item)}项"
        return text

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Read the form that `str()` writes; raises ValueError."""
        found = _FORM.match(text)
        if not found:
            raise ValueError(f"not a citation: {text!r}")
        part = {k: number_from_chinese(v) if v else None for k, v in found.groupdict().items() if k != "law"}
        article = part["article"]
        assert article is not None
        return cls(found["law"], article, part["paragraph"], part["item"], part["sub"])
