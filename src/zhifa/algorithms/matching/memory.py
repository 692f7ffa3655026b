"""What dispatchers decided about similar texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from zhifa.algorithms.matching.reading import bigrams, normalized
from zhifa.algorithms.matching.vocabulary import Correction

LEAST_LIKENESS = 0.3
FORCE = 4.0  # evidence of one correction of exactly this text
MOST = 5.0


class Memory:
    """A pure function of the list of corrections: the same list gives the same answers."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        last = {normalized(c.text): c.verdicts for c in corrections}
        pairs = [bigrams(text) for text in last]
        self._verdicts = tuple(last.values())
        self._sizes = np.array([len(found) or 1 for found in pairs])
        rows: dict[str, list[int]] = {}
        for row, found in enumerate(pairs):
            for pair in found:
                rows.setdefault(pair, []).append(row)
        self._index = {pair: np.array(found) for pair, found in rows.items()}

    def likeness(self, text: str) -> NDArray[np.float64]:
        """0..1 for each remembered text, in their order: shared pairs of characters against the sizes of both."""
        pairs = bigrams(text)
        hits = [self._index[pair] for pair in pairs if pair in self._index]
        if not hits:
            return np.zeros(len(self._verdicts))
        shared = np.bincount(np.concatenate(hits), minlength=len(self._verdicts))
        shares: NDArray[np.float64] = shared / np.sqrt(len(pairs) * self._sizes)
        return shares

    def recall(self, text: str) -> dict[str, float]:
        """Matter (empty: not enforcement) → evidence for (+) or against (-) it in a normalized text, at most ±MOST."""
        if not self._index:
            return {}
        likeness = self.likeness(text)
        found: dict[str, float] = {}
        for row in np.flatnonzero(likeness >= LEAST_LIKENESS).tolist():
            force = float(likeness[row]) ** 2 * FORCE
            for matter, right in self._verdicts[row].items():
                found[matter] = found.get(matter, 0.0) + (force if right else -force)
        return {matter: max(-MOST, min(MOST, force)) for matter, force in found.items()}
