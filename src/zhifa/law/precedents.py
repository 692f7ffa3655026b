"""A ruling on a dispute decides the next same question, until it is revoked (条例 12, 17; 处罚法 25)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhifa.law.rulings import Reason


@dataclass(frozen=True, slots=True)
class Precedent:
    """`holders`: organ codes that held the power by the catalogue when it was ruled (empty: nobody). `areas` empty: the whole
    county; `words` empty: any text. `holder`, `team`: who acts; `follows_coverage`: the squad that serves the place does."""

    number: str
    matter: str
    holders: frozenset[str]
    areas: frozenset[str]
    words: tuple[str, ...]
    holder: str
    holder_kind: str
    team: str
    follows_coverage: bool
    citation: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class SameQuestion:
    """What is asked now: the matter at a place in a text on a day, and who holds the power by the catalogue on that day."""

    matter: str
    area: str
    text: str
    day: date
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A precedent about the matter, and why it decides or does not."""

    precedent: Precedent
    decides: bool
    reason: Reason


def weigh(precedents: Iterable[Precedent], question: SameQuestion) -> tuple[Weighed, ...]:
    """All precedents about the matter, the newest that fits first and decisive; the others say why not."""
    about = sorted((p for p in precedents if p.matter == question.matter), key=lambda p: (p.since, p.number), reverse=True)
    found: list[Weighed] = []
    for one in about:
        obstacle = _obstacle(one, question) or ("precedent.newer" if any(w.decides for w in found) else "")
        values = {"number": one.number, "day": one.since.isoformat()}
        found.append(Weighed(one, not obstacle, Reason(obstacle or "precedent.decides", values)))
    return tuple(found)


def _obstacle(one: Precedent, question: SameQuestion) -> str:
    """The first thing that makes it another question; "" if nothing does."""
    if question.day < one.since or (one.until is not None and question.day >= one.until):
        return "precedent.not_in_force"
    if one.areas and question.area not in one.areas:
        return "precedent.other_area"
    if one.holders != question.holders:
        return "precedent.other_holders"
    if one.words and not any(word in question.text for word in one.words):
        return "precedent.other_words"
    return ""
