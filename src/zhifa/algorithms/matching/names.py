"""Wording compared by pairs of characters: official names in the whole text, everyday words taken apart within a sentence."""

from __future__ import annotations

from collections import Counter
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
        self._index = {pair: np.array(found) for pair, found in rows.items()}

    def alike(self, plain: str) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, evidence, shared pieces) for matters whose name is found in good part."""
        shared = sorted(bigrams(plain) & self._index.keys())
        if not shared:
            return []
        hits = [self._index[pair] for pair in shared]
        rows = np.concatenate(hits)
        rarity = np.repeat([self._rarity[pair] for pair in shared], [len(found) for found in hits])
        size = len(self._codes)
        part = np.bincount(rows, rarity, size) / self._norm
        near = np.flatnonzero((part >= LEAST_NAME) & (np.bincount(rows, minlength=size) > 1))
        out = []
        for row in near.tolist():
            out.append((self._codes[row], NAME_FORCE * float(part[row]), pieces(plain, self._pairs[row].intersection(shared))))
        return out


class PartIndex:
    """Everyday words of four and more characters whose pieces stand apart in a sentence."""

    def __init__(self, matters: tuple[MatterWords, ...]) -> None:
        lone = [(m.matter, form, p.weight) for m in matters for p in m.phrases if len(p.parts) == 1 for form in p.parts[0]]
        self._rows = [row for row in lone if len(row[1]) >= LEAST_LENGTH]
        pairs = [bigrams(form) for _, form, _ in self._rows]
        count = Counter(pair for found in pairs for pair in found)
        self._rarity = {pair: log(1 + len(pairs) / n) for pair, n in count.items()}
        self._norm = np.array([sum(self._rarity[p] for p in found) or 1.0 for found in pairs])
        self._least = np.array([max(2, ceil(LEAST_PART * len(found))) for found in pairs])
        rows: dict[str, list[int]] = {}
        for row, found in enumerate(pairs):
            for pair in found:
                rows.setdefault(pair, []).append(row)
        self._pairs = tuple(pairs)
        self._index = {pair: np.array(found) for pair, found in rows.items()}

    def near(self, sentence: Sentence) -> list[tuple[str, float, tuple[str, ...]]]:
        """(matter, weight, pieces) of words that stand in this sentence in good part but not as a whole; denied ones left out."""
        shared = sorted(bigrams(sentence.text) & self._index.keys())
        if not shared:
            return []
        hits = [self._index[pair] for pair in shared]
        rows = np.concatenate(hits)
        rarity = np.repeat([self._rarity[pair] for pair in shared], [len(found) for found in hits])
        size = len(self._rows)
        part = np.bincount(rows, rarity, size) / self._norm
        out = []
        for row in np.flatnonzero((part >= LEAST_PART) & (np.bincount(rows, minlength=size) >= self._least)).tolist():
            matter, form, weight = self._rows[row]
            if form not in sentence.text:
                found = pieces(sentence.text, self._pairs[row].intersection(shared))
                if not any(denied(sentence.text, sentence.text.index(piece), piece) for piece in found):
                    out.append((matter, weight * float(part[row]) ** 2, found))
        return out
