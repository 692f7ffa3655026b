"""Reading a text: sentences, the words in it, and whether they are denied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from operator import add

from zhifa.algorithms.matching.vocabulary import Phrase

LONGEST_TEXT = 8_000
EMPTY_WORDS = frozenset("的了在是和与及或我你他她它们这那着也都就很个吗呢啊")
REACH = 16  # characters between the parts of one phrase

_SPACE = re.compile(r"[ \t\r\u3000]+")
_SENTENCE = re.compile(r"[^。!?;…\n]+")
_CLAUSES = re.compile('[，,、:：。!?;…\n()“”"]')
_DENIED = re.compile(
    r"(?<![有淹沉])(?:没有|没|并未|从未|未发现|未|不是|并非|不存在|不属于|不再|无)(?:再|发现|看到|见到|任何|什么|发生|进行|存在|有|出现|在|收到|明显){0,3}$"
)
_DENIAL_STARTS = ("没", "未", "不", "无", "非")
_DENIALS = frozenset(_DENIAL_STARTS)  # one of them stands in whatever _DENIED finds
_BEFORE = 8  # characters in which a denial is looked for
_RUN = re.compile(f"[^\\W_{''.join(sorted(EMPTY_WORDS))}]+")


def normalized(text: str) -> str:
    """One form for wide and narrow characters, no spaces, cut at LONGEST_TEXT."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text[:LONGEST_TEXT])).lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where each word of the vocabulary starts within this sentence; denied occurrences are left out. `start` is its place in the
    normalized text, `pairs` its neighbouring characters."""

    start: int
    text: str
    places: dict[str, list[int]]
    pairs: frozenset[str]


class Reader:
    """Finds the words of a vocabulary in a text in one pass; the time does not depend on how many words there are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items() if len(head) == 2}
        self._single = frozenset(head for head in lengths if len(head) == 1)

    def read(self, text: str) -> tuple[Sentence, ...]:
        """`text` must be normalized."""
        return tuple(self._sentence(m.start(), m.group()) for m in _SENTENCE.finditer(text))

    def _sentence(self, start: int, text: str) -> Sentence:
        places: dict[str, list[int]] = {}
        words, lengths, single = self._words, self._lengths, self._single
        denying = not _DENIALS.isdisjoint(text)
        pairs = list(map(add, text, text[1:]))
        for i, pair in enumerate(pairs):
            if pair in lengths:
                for length in lengths[pair]:
                    word = text[i : i + length]
                    if word in words and not (denying and denied(text, i, word)):
                        places.setdefault(word, []).append(i)
        if not single.isdisjoint(text):
            for i, ch in enumerate(text):
                if ch in single:
                    places.setdefault(ch, []).append(i)
        return Sentence(start, text, places, frozenset(pairs))


def denied(sentence: str, at: int, word: str) -> bool:
    """The clause says that it is not so: 没有占道, 未发现油烟. 有没有 asks; 无证 and 未经 are words of their own; an act of an
    authority in between (没有查处占道) leaves the word standing."""
    before = sentence[max(0, at - _BEFORE) : at]
    if _DENIALS.isdisjoint(before) or word.startswith(_DENIAL_STARTS):
        return False
    clause = _CLAUSES.split(before)[-1]
    return bool(clause) and _DENIED.search(clause) is not None


def occurrence(phrase: Phrase, sentence: Sentence) -> tuple[int, tuple[str, ...]] | None:
    """Place of the first occurrence of a phrase within the text and the words that made it, or None."""
    places = sentence.places
    if len(phrase.parts) == 1:
        found = [(places[form][0], form) for form in phrase.parts[0] if form in places]
        return (sentence.start + min(found)[0], (min(found)[1],)) if found else None
    for anchor in phrase.parts[0]:
        for at in places.get(anchor, ()):
            words = [anchor]
            for part in phrase.parts[1:]:
                near = _nearest(part, places, at)
                if near is None:
                    break
                words.append(near)
            else:
                return sentence.start + at, tuple(words)
    return None


def _nearest(part: tuple[str, ...], places: dict[str, list[int]], at: int) -> str | None:
    best: tuple[int, str] | None = None
    for form in part:
        for place in places.get(form, ()):
            distance = abs(place - at)
            if distance <= REACH and (best is None or (distance, form) < best):
                best = (distance, form)
    return best[1] if best else None


def bigrams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Han characters, letters or digits, without particles and pronouns."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(map(add, run, run[1:]))
    return frozenset(found)


def pieces(text: str, pairs: Container[str]) -> tuple[str, ...]:
    """The stretches of a text that the pairs cover, longest first."""
    found: set[str] = set()
    start = None
    for i in range(len(text)):
        covered = text[i : i + 2] in pairs
        if covered and start is None:
            start = i
        elif not covered and start is not None:
            found.add(text[start : i + 1])
            start = None
    return tuple(sorted(found, key=lambda p: (-len(p), p)))
