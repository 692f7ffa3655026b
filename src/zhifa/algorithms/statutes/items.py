"""项 of a list: acts, acts with consequences of their own, or degrees of one act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from zhifa.algorithms.statutes.clauses import Group, groups, segments
from zhifa.algorithms.statutes.conditions import Condition, insists, interpret, is_general
from zhifa.algorithms.statutes.drafts import Draft
from zhifa.algorithms.statutes.model import Place
from zhifa.algorithms.statutes.references import cited_articles
from zhifa.algorithms.statutes.text import Item, Paragraph

_ALIKE = 0.6
_GRADES = re.compile(r"[\d零一二三四五六七八九十百千万两]+|[一般较大重特别轻微严]|以上|以下|不足|不满|超过|[，的、]")
_SANCTION = re.compile(
    r"(?:责令|取消|禁止|警告|罚款|没收|吊销|暂扣|通报|限制|停止|暂停|给予|处以?|撤销|降低|提请|对[^，]*处以罚款)(?!.*的[；。]?$)"
)
_WAITS = re.compile(r"(?:逾期|拒不|仍不|仍未)[^，；。]{0,20}的，[^；。]*(?:下列|以下)(?:规定|标准)")


@dataclass
class ItemAct:
    """One act of an item and the consequences that only it has."""

    draft: Draft
    own: list[tuple[Group, Condition]] = field(default_factory=list)


def acts_of(listing: Paragraph, paragraph: int, place: Place, violates: tuple[str, ...], own: str) -> list[ItemAct]:
    """One act per item, more when an item holds several with different consequences. `own`: key of the article."""
    waits = bool(_WAITS.search(listing.text))
    return [act for item in listing.items for act in _acts_of(item, paragraph, replace(place, item=item.number), violates, own, waits)]


def _acts_of(item: Item, paragraph: int, place: Place, violates: tuple[str, ...], own: str, waits: bool) -> list[ItemAct]:
    made: list[ItemAct] = []
    for group in groups(item.text):
        read = interpret(group.conditions, paragraph, first=not made)
        violates = cited_articles(read.text, own) or violates
        if not made or _begins(group, read, made[-1]):
            acts = _acts(group, read)
            made.append(ItemAct(Draft(place, acts, violates, insists=insists(group.conditions) and not group.consequences)))
            read = replace(read, act=acts)
        elif not group.consequences:
            made[-1].draft.acts += read.act
        if group.consequences:
            made[-1].own.append((group, replace(read, after_order=True) if waits else read))
    return made


def _acts(group: Group, read: Condition) -> tuple[str, ...]:
    """The words of the act: all of them where no consequence follows, for then nothing is a degree."""
    if not group.consequences and group.conditions:
        return tuple(words.removesuffix("的") for words in group.conditions)
    return read.act or (read.text.removesuffix("的"),)


def _begins(group: Group, read: Condition, last: ItemAct) -> bool:
    return bool(read.act and group.consequences and last.own and not read.results)


def grades(base: Draft, listing: Paragraph, paragraph: int) -> Iterator[tuple[Group, Condition, str | None]]:
    """The items as degrees of one act: group, condition and the degree's words."""
    waits = bool(_WAITS.search(listing.text))
    for item in listing.items:
        for group in groups(item.text):
            read = interpret(group.conditions, paragraph)
            phrase = "，".join(group.conditions).rstrip("的") or None
            yield group, replace(read, phrase=phrase, act=(), serious=False, after_order=read.after_order or waits), phrase


def only_grade(base: Draft, listing: Paragraph, paragraph: int) -> bool:
    """Whether the items only grade the act that the lead names (一般事故/较大事故)."""
    if not any(not is_general(act) and "下列" not in act for act in base.acts):
        return False
    reads = [interpret(found[0].conditions, paragraph) for item in listing.items if (found := groups(item.text))]
    if all(not read.act or read.results for read in reads):
        return True
    texts = [_shape(read.text) for read in reads]
    known = _shape("".join(base.acts))
    return _all_alike(texts) or all(_alike(text, known) > _ALIKE for text in texts)


def only_sanctions(listing: Paragraph) -> bool:
    """Whether the items are the penalties themselves (（一）警告；（二）罚款)."""
    return sum(bool(_SANCTION.match(item.text)) for item in listing.items) > len(listing.items) / 2


def sanctions(listing: Paragraph, paragraph: int) -> Iterator[tuple[Group, Condition]]:
    """Items that are penalties, each as consequences of the lead."""
    for item in listing.items:
        if _SANCTION.match(item.text):
            yield Group("", [], [segment.words for segment in segments(item.text)]), interpret([], paragraph)
        else:
            for group in groups(item.text):
                yield group, replace(interpret(group.conditions, paragraph), phrase=None)


def with_consequences(listing: Paragraph) -> bool:
    """Whether any item states a consequence."""
    return any(group.consequences for item in listing.items for group in groups(item.text))


def _all_alike(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(_alike(text, texts[0]) > _ALIKE for text in texts[1:])


def _shape(text: str) -> str:
    return _GRADES.sub("", text)


def _alike(one: str, other: str) -> float:
    a, b = {one[i : i + 2] for i in range(len(one) - 1)}, {other[i : i + 2] for i in range(len(other) - 1)}
    return len(a & b) / (min(len(a), len(b)) or 1)
