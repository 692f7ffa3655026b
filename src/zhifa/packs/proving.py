"""Proves parameters and the citations of rules against statute texts: the place is there, and the number stands at it.

What the county set itself (no citation, or a note that says so) has no text; what the folder lacks is said, not passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhifa.law.book import Book, Parameter, Statute
from zhifa.law.citations import Citation, chinese_number
from zhifa.packs.statutes import Library, StatuteText

OWN = re.compile("默认|契约|内控")
INTERPRETATION = re.compile(r"^(最高人民法院关于适用)(.+?法)(的解释)$")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_WAN = 10000
NOON = 12
# Unit → what the text writes after the number.
WRITTEN = {
    "working_days": ("日", "个工作日"),
    "natural_days": ("日",),
    "months": ("个月",),
    "years": ("年", "周岁"),
    "hours": ("小时",),
    "yuan": ("元",),
    "people": ("人", "名", "名以上"),
    "o_clock": ("点", "时"),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """`subject`: parameter or rule; `fault` empty means proven; `absent`: there is no text to prove it with."""

    subject: str
    fault: str = ""
    absent: bool = False


def prove_parameters(book: Book, library: Library) -> Iterator[Proof]:
    """One proof for every value that cites a text."""
    for key, history in sorted(book.parameters.items()):
        for entry in history:
            if entry.citation is not None and not OWN.search(entry.note):
                yield _proved(f"{key} {entry.since}", entry.citation, _version(book, entry), library, forms(entry))


def prove_citations(book: Book, cited: Iterable[tuple[str, Citation]], library: Library) -> Iterator[Proof]:
    """One proof for every article, paragraph and item that a rule names, in the newest version that the list of statutes has."""
    for subject, citation in cited:
        versions = book.statutes.get(citation.law, ())
        yield _proved(subject, citation, versions[-1] if versions else None, library, ())


def forms(entry: Parameter) -> tuple[str, ...]:
    """How the text may write this number; empty for a number that is written as a relation (not more than the sum)."""
    if entry.unit.startswith("of_the_"):
        percent, thousandths = entry.value * 100, entry.value * 1000
        spelt = (f"{sign}{_chinese(n)}" for sign, n in (("百分之", percent), ("千分之", thousandths)) if n == int(n))
        return (*spelt, f"{percent.normalize():f}%", f"{thousandths.normalize():f}‰")
    if entry.unit == "o_clock" and entry.value > NOON:
        return (*(f"{_chinese(entry.value)}{unit}" for unit in WRITTEN["o_clock"]), f"晚上{_chinese(entry.value - NOON)}点")
    return tuple(f"{number}{unit}" for number in _numbers(entry.value) for unit in WRITTEN.get(entry.unit, ()))


def _numbers(value: Decimal) -> tuple[str, ...]:
    number = int(value)
    said = [str(number), _chinese(value), *({"2": ["两", "一至二"]}.get(str(number), []))]
    if number % _WAN == 0:
        said += [f"{chinese_number(number // _WAN)}万", f"{number // _WAN}万"]
    return tuple(said)


def _chinese(value: Decimal) -> str:
    number = int(value)
    return chinese_number(number) if 0 < number < _WAN else str(number)


def _version(book: Book, entry: Parameter) -> Statute | None:
    assert entry.citation is not None
    versions = book.statutes.get(entry.citation.law, ())
    return next((s for s in versions if s.effective_from == entry.since), None)


def _proved(subject: str, citation: Citation, version: Statute | None, library: Library, said: tuple[str, ...]) -> Proof:
    text = _text(version, library) if version else None
    if text is None:
        return Proof(subject, f"没有 {citation.law}{f'（{version.version}）' if version else ''} 的文本", absent=True)
    article = text.articles.get((citation.article, citation.sub))
    scope = article.scope(citation.paragraph, citation.item) if article else None
    if scope is None:
        return Proof(subject, f"{citation}：没有这一条、款、项")
    plain = scope.translate(_WIDE).replace(" ", "")
    if said and not any(form in plain for form in said):
        return Proof(subject, f"{citation}：没有写 {'、'.join(said)}")
    return Proof(subject)


def _text(version: Statute, library: Library) -> StatuteText | None:
    found = INTERPRETATION.match(version.title)
    titles = (version.title, f"{found[1]}《{found[2]}》{found[3]}" if found else version.title)
    return next((text for title in titles if (text := library.find(title, version.version))), None)
