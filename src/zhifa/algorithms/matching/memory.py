"""What dispatchers decided about similar texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zhifa.algorithms.matching.reading import bigrams, normalized
from zhifa.algorithms.matching.vocabulary import Correction

LEAST_LIKENESS = 0.3
FORCE = 4.0  # evidence of one correction of exactly this text
MOST = 5.0


class Memory:
    """A pure function of the list of corrections: the same list gives the same answers."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        last = {(normalized(c.text), c.matter): c.accepted for c in corrections}
        self._rows = tuple((matter, accepted) for (_, matter), accepted in last.items())
        self._sizes: list[int] = []
        self._index: dict[str, list[int]] = {}
        for row, (text, _) in enumerate(last):
            pairs = bigrams(text)
            self._sizes.append(len(pairs))
            for pair in pairs:
                self._index.setdefault(pair, []).append(row)

    def recall(self, text: str) -> dict[str, float]:
        """Matter (empty: not enforcement) → evidence for (+) or against (-) it in a normalized text, at most ±MOST."""
        if not self._rows:
            return {}
        pairs = bigrams(text)
        shared = Counter(row for pair in pairs for row in self._index.get(pair, ()))
        found: dict[str, float] = {}
        for row, count in shared.items():
            likeness = count / ((len(pairs) * self._sizes[row]) ** 0.5)
            if likeness >= LEAST_LIKENESS:
                matter, accepted = self._rows[row]
                found[matter] = found.get(matter, 0.0) + likeness**2 * (FORCE if accepted else -FORCE)
        return {matter: max(-MOST, min(MOST, force)) for matter, force in found.items()}
