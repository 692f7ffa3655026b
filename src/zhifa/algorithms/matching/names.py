"""Wording compared by pairs of characters: official names in the whole text, everyday words taken apart within a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import ceil, fsum, log

from zhifa.algorithms.matching.reading import Sentence, bigrams, denied, normalized, pieces
from zhifa.algorithms.matching.vocabulary import MatterWords

LEAST_NAME = 0.35  # part of an official name that must be found before it counts
NAME_FORCE = 1.5
LEAST_BARE = 0.6  # the same for a matter that nobody gave everyday words: statute wording is alike, so more of it must be there
LEAST_PAIRS = 4
BARE_FORCE = 3.2
BARE_POWER = 4  # a quoted name is sure, three fifths of one say little
LEAST_PART = 0.5  # part of an everyday word that must be found in one sentence: 夜间还在施工 for 夜间施工
LEAST_LENGTH = 4


class Likeness:
    """Wordings of which `least` (0..1) of the weight is in a text; pairs without a weight do not count.

    A wording is looked at only when the text has one of the rare pairs without which so much of it cannot be there: the time does not
    grow with the number of wordings."""

    def __init__(self, wordings: Sequence[frozenset[str]], rarity: Mapping[str, float], least: float) -> None:
        self._least, self._rarity = least, rarity
        self._wordings = [found & rarity.keys() for found in wordings]
        self._norm = [fsum(map(rarity.__getitem__, found)) or 1.0 for found in self._wordings]
        rows: dict[str, list[int]] = {}
        for row, found in enumerate(self._wordings):
            for pair in _needed(found, rarity, least):
                rows.setdefault(pair, []).append(row)
        self._index = {pair: tuple(found) for pair, found in rows.items()}

    def found(self, pairs: frozenset[str], fewest: Sequence[int]) -> Iterator[tuple[int, float, frozenset[str]]]:
        """(row, part of its weight, shared pairs) for a text with these pairs; `fewest`: shared pairs that a row needs at least."""
        rarity, wordings = self._rarity, self._wordings
        for row in sorted({row for pair in self._index.keys() & pairs for row in self._index[pair]}):
            shared = wordings[row] & pairs
            if len(shared) >= fewest[row]:
                part = fsum(map(rarity.__getitem__, shared)) / self._norm[row]  # the same in any order
                if part >= self._least:
                    yield row, part, shared


class NameIndex:
    """Likeness of a text to the official name and wording of each matter, over pairs of characters that few matters share.

    Matters with everyday words are compared among themselves, so that thousands of bare names beside them change nothing; a bare name
    counts only when the wording is specific."""

    def __init__(self, matters: Sequence[MatterWords], bare: Sequence[MatterWords] = ()) -> None:
        self._groups = (_names(matters, LEAST_NAME, 2, NAME_FORCE, 1), _names(bare, LEAST_BARE, LEAST_PAIRS, BARE_FORCE, BARE_POWER))

    def alike(self, plain: str, pairs: frozenset[str]) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, evidence, shared pieces) for matters whose name is found in good part in a text with these pairs of characters."""
        return [
            (codes[row], force * part**power, pieces(plain, shared))
            for codes, likeness, fewest, force, power in self._groups
            for row, part, shared in likeness.found(pairs, fewest)
        ]


def _names(
    matters: Sequence[MatterWords], least: float, fewest: int, force: float, power: int
) -> tuple[tuple[str, ...], Likeness, list[int], float, int]:
    wordings = [bigrams(normalized(f"{m.name} {m.statute}")) for m in matters]
    count = Counter(pair for found in wordings for pair in found)
    limit = max(3, len(matters) // 12)
    rarity = {pair: log(1 + len(matters) / n) for pair, n in count.items() if n <= limit}
    needed = [min(fewest, len(found)) for found in wordings]
    return tuple(m.matter for m in matters), Likeness(wordings, rarity, least), needed, force, power


class PartIndex:
    """Everyday words of four and more characters whose pieces stand apart in a sentence."""

    def __init__(self, matters: Sequence[MatterWords]) -> None:
        lone = [(m.matter, form, p.weight) for m in matters for p in m.phrases if len(p.parts) == 1 for form in p.parts[0]]
        self._rows = [row for row in lone if len(row[1]) >= LEAST_LENGTH]
        wordings = [bigrams(form) for _, form, _ in self._rows]
        count = Counter(pair for found in wordings for pair in found)
        self._likeness = Likeness(wordings, {pair: log(1 + len(wordings) / n) for pair, n in count.items()}, LEAST_PART)
        self._fewest = [max(2, ceil(LEAST_PART * len(found))) for found in wordings]

    def near(self, sentence: Sentence) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, weight, pieces) of words that stand in this sentence in good part but not as a whole; denied ones left out."""
        text, out = sentence.text, []
        for row, part, shared in self._likeness.found(sentence.pairs, self._fewest):
            matter, form, weight = self._rows[row]
            if form not in text:
                found = pieces(text, shared)
                if not any(denied(text, text.index(piece), piece) for piece in found):
                    out.append((matter, weight * part**2, found))
        return out


def _needed(pairs: Collection[str], rarity: Mapping[str, float], part: float) -> list[str]:
    """The rarest pairs of a wording of which at least one is in every text that has `part` of its weight."""
    left = sum(rarity[pair] for pair in pairs)
    enough, needed = part * left * (1 - 1e-9), []
    for pair in sorted(pairs, key=lambda p: (-rarity[p], p)):
        if left < enough:
            break
        needed.append(pair)
        left -= rarity[pair]
    return needed
