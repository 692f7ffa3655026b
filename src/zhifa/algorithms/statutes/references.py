"""What a clause refers to: articles of the same law that are breached, and 款 and 项 of its own article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhifa.algorithms.statutes.numerals import whole

_N = r"[零〇○一二两三四五六七八九十百千]+"
_TOKEN = re.compile(
    rf"(?P<foreign>《[^》]*》|(?:民法典|刑法|行政处罚法|治安管理处罚法|土地管理法)(?=第))|(?P<own>本(?:法|条例|办法|规定|细则|"
    rf"规则|决定|实施办法|章程))"
    rf"|第(?P<article>{_N}|\d+)条(?:之(?P<sub>{_N}))?|(?P<range>至|到)(?=第)"
)
_LINK = re.compile(rf"^(?:第(?:{_N}|\d+)[款项目]|[、和或及与者的之]|以及|或者|规定|第|项|款)*$")
_ITEMS = rf"第(?:{_N}|\d+)项(?:(?:、|和|或者|或|及|以及|至|到)*第?(?:{_N}|\d+)项)*"
_PARAGRAPHS = (
    rf"(?:(?:本条)?(?:前(?:款|[一二两三四五六]款|几款)|上[一述]?款)|(?:本条|(?<!条))第(?:{_N})款(?:(?:、|和|或者|或|及|以及|"
    rf"至)*(?:本条)?第(?:{_N})款)*)"
)
_ARTICLE_CHAIN = re.compile(rf"第(?:{_N}|\d+)条(?:之{_N})?(?:[、和或及者至以]*第(?:{_N}|\d+)[条款项])*")
_FRONT = {
    "前款": 1,
    "上款": 1,
    "上一款": 1,
    "上述款": 1,
    "前一款": 1,
    "前两款": 2,
    "前二款": 2,
    "前三款": 3,
    "前四款": 4,
    "前五款": 5,
    "前六款": 6,
    "前几款": 9,
}


@dataclass(frozen=True)
class Inside:
    """款 and 项 of the article itself: numbers from 1; no paragraphs: the one with the items."""

    paragraphs: tuple[int, ...] = ()
    items: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paragraphs or self.items)


def cited_articles(text: str, own: str) -> tuple[str, ...]:
    """Articles of the same law, in order and once; `own` (the article itself) and articles of other laws are left out."""
    found: list[str] = [str(int(own) - 1)] if own.isdigit() and re.search(r"前条|上条", text) else []
    foreign, ranging, end = False, False, 0
    for token in _TOKEN.finditer(text):
        if not _LINK.match(text[end : token.start()]) and not token["own"]:
            foreign = False
        end = token.end()
        if token["foreign"] or token["own"]:
            foreign = bool(token["foreign"])
        elif token["range"]:
            ranging = bool(found)
        elif not foreign:
            found += _reached(found, token, ranging)
            ranging = False
    return tuple(dict.fromkeys(key for key in found if key != own))


def _reached(found: list[str], token: re.Match[str], ranging: bool) -> list[str]:
    number = whole(token["article"])
    if ranging and found[-1].isdigit() and int(found[-1]) < number <= int(found[-1]) + 60:
        return [str(n) for n in range(int(found[-1]) + 1, number + 1)]
    return [f"{number}-{whole(token['sub'])}" if token["sub"] else str(number)]


def cited_inside(text: str, paragraph: int) -> Inside:
    """款 and 项 of the same article that the clause in this paragraph speaks of."""
    text = _ARTICLE_CHAIN.sub("", re.sub(r"《[^》]*》", "", text))
    paragraphs: list[int] = []
    items: list[int] = []
    for found in re.finditer(_PARAGRAPHS, text):
        paragraphs += _paragraph_numbers(found[0], paragraph)
    for found in re.finditer(_ITEMS, text):
        items += _numbers(found[0], "项")
    return Inside(tuple(dict.fromkeys(paragraphs)), tuple(dict.fromkeys(items)))


def without_inside(text: str) -> str:
    """The clause without its references to its own article and the words that carry them (有前款所列行为之一)."""
    text = re.sub(rf"{_PARAGRAPHS}(?:规定的?|所列|的)?(?:{_ITEMS})?", "◇", text)
    text = re.sub(_ITEMS, "◇", text)
    return re.sub(
        r"(?:有|违反|实施|从事|存在|因|具有|发生)?(?:本条)?◇(?:[、和或者及]*◇)*(?:的)?(?:所列|规定|所述|所称|情形|违法|"
        r"禁止)*(?:的)?(?:禁止|违法|违规|应受处罚)?(?:行为|情形|规定|情况|活动)?(?:的)?(?:之一)?(?:的)?",
        "",
        text,
    )


def _paragraph_numbers(words: str, here: int) -> list[int]:
    words = words.removeprefix("本条")
    if words in _FRONT:
        return list(range(max(1, here - _FRONT[words]), here))
    return _numbers(words, "款")


def _numbers(words: str, unit: str) -> list[int]:
    out: list[int] = []
    for found in re.finditer(rf"(至|到)?第?({_N}|\d+){unit}", words):
        number = whole(found[2])
        if found[1] and out and out[-1] < number:
            out += range(out[-1] + 1, number + 1)
        else:
            out.append(number)
    return out
