"""What speaks for one matter, kind or field."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evidence:
    """What was found for one thing: (weight, words) per phrase."""

    hits: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)

    @property
    def total(self) -> float:
        """Sum of the weights."""
        return sum(weight for weight, _ in self.hits)

    def damped(self, factor: float) -> float:
        """Sum in which every further phrase counts less, so that a long text does not win by its length."""
        if len(self.hits) < 2:  # as nearly always
            return self.hits[0][0] if self.hits else 0.0
        return sum(weight * factor**i for i, weight in enumerate(sorted((w for w, _ in self.hits), reverse=True)))

    def top_words(self, most: int = 6) -> tuple[str, ...]:
        """Distinct words, heaviest first."""
        if not self.hits:
            return ()
        ordered = sorted(self.hits, key=lambda hit: -hit[0])
        return tuple(dict.fromkeys(word for _, words in ordered for word in words))[:most]
