"""The official wording of matters, compared by pairs of characters."""

from __future__ import annotations

from collections import Counter
from math import log

import numpy as np

from zhifa.algorithms.matching.reading import bigrams, normalized, pieces
from zhifa.algorithms.matching.vocabulary import MatterWords

LEAST_NAME = 0.35  # part of an official name that must be found before it counts
NAME_FORCE = 1.5


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
