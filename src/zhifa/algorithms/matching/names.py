"""Wording compared by pairs of characters: official names in the whole text, everyday words taken apart within a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import ceil, log

import numpy as np

from zhifa.algorithms.matching.reading import Sentence, bigrams, denied, normalized, pieces
from zhifa.algorithms.matching.vocabulary import MatterWords

LEAST_NAME = 0.35  # part of an official name that must be found before it counts
NAME_FORCE = 1.5
LEAST_PART = 0.5  # part of an everyday word that must be found in one sentence: 夜间还在施工 for 夜间施工
LEAST_LENGTH = 4


class NameIndex:
    """Likeness of a text to the official name and wording of each matter, over pairs of characters that few matters share."""

    def __init__(self, matters: tuple[MatterWords, ...]) -> None:
        self._codes = tuple(m.matter for m in matters)
        pairs = [bigrams(normalized(f"{m.name} {m.statute}")) for m in matters]
        count = Counter(pair for found in pairs for pair in found)
        limit = max(3, len(matters) // 12)
        self._rarity = {pair: log(1 + len(matters) / n) for pair, n in count.items() if n <= limit}
        self._norm = np.array([sum(self._rarity.get(p, 0.0) for p in found) or 1.0 for found in pairs])
        rows: dict[str, list[int]] = {pair: [] for pair in self._rarity}
        for row, found in enumerate(pairs):
            for pair in found & rows.keys():
                rows[pair].append(row)
        self._pairs = tuple(pairs)
        self._index = {pair: (np.array(found), self._rarity[pair] / self._norm[found]) for pair, found in rows.items()}

    def alike(self, plain: str, pairs: frozenset[str]) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, evidence, shared pieces) for matters whose name is found in good part in a text with these pairs of characters."""
        shared = sorted(pairs & self._index.keys())
        if not shared:
            return []
        hits = [self._index[pair] for pair in shared]
        rows = np.concatenate([found for found, _ in hits])
        size = len(self._codes)
        part = np.bincount(rows, np.concatenate([weights for _, weights in hits]), size)
        near = np.flatnonzero((part >= LEAST_NAME) & (np.bincount(rows, minlength=size) > 1))
        out = []
        for row in near.tolist():
            out.append((self._codes[row], NAME_FORCE * float(part[row]), pieces(plain, self._pairs[row].intersection(shared))))
        return out


class PartIndex:
    """Everyday words of four and more characters whose pieces stand apart in a sentence.

    A word is looked at only when the sentence has one of the rare pairs without which LEAST_PART of it cannot be there: the time does
    not grow with the number of words."""

    def __init__(self, matters: tuple[MatterWords, ...]) -> None:
        lone = [(m.matter, form, p.weight) for m in matters for p in m.phrases if len(p.parts) == 1 for form in p.parts[0]]
        self._rows = [row for row in lone if len(row[1]) >= LEAST_LENGTH]
        self._pairs = [bigrams(form) for _, form, _ in self._rows]
        count = Counter(pair for found in self._pairs for pair in found)
        self._rarity = {pair: log(1 + len(self._pairs) / n) for pair, n in count.items()}
        self._norm = [sum(self._rarity[p] for p in sorted(found)) or 1.0 for found in self._pairs]
        self._least = [max(2, ceil(LEAST_PART * len(found))) for found in self._pairs]
        rows: dict[str, list[int]] = {}
        for row, found in enumerate(self._pairs):
            for pair in _needed(found, self._rarity, LEAST_PART):
                rows.setdefault(pair, []).append(row)
        self._index = {pair: tuple(found) for pair, found in rows.items()}

    def near(self, sentence: Sentence) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, weight, pieces) of words that stand in this sentence in good part but not as a whole; denied ones left out."""
        text, pairs, rarity = sentence.text, sentence.pairs, self._rarity
        out = []
        for row in sorted({row for pair in pairs & self._index.keys() for row in self._index[pair]}):
            shared = self._pairs[row] & pairs
            if len(shared) < self._least[row]:
                continue
            part = sum(rarity[pair] for pair in sorted(shared)) / self._norm[row]
            matter, form, weight = self._rows[row]
            if part >= LEAST_PART and form not in text:
                found = pieces(text, shared)
                if not any(denied(text, text.index(piece), piece) for piece in found):
                    out.append((matter, weight * part**2, found))
        return out


def _needed(pairs: frozenset[str], rarity: Mapping[str, float], part: float) -> list[str]:
    """The rarest pairs of a wording of which at least one is in every text that has `part` of its weight."""
    left = sum(rarity[pair] for pair in pairs)
    enough, needed = part * left * (1 - 1e-9), []
    for pair in sorted(pairs, key=lambda p: (-rarity[p], p)):
        if left < enough:
            break
        needed.append(pair)
        left -= rarity[pair]
    return needed
