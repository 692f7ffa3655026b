"""What the matcher is given: the catalogue's matters with everyday words, and the words that speak for or against enforcement.

Nothing in here is learned from complaint texts; the words are pack data that a county can read, correct and extend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from zhifa.algorithms.matching.confidence import Confidence

ENFORCEMENT = "enforcement"
WEIGHT_BY_LENGTH = {1: 0.6, 2: 1.0, 3: 1.3}
LONG_WEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that decide. `parts` must all occur close together in one sentence, each in one of its forms: `拖欠|克扣+工资|薪水`
    is written for ((拖欠, 克扣), (工资, 薪水))."""

    parts: tuple[tuple[str, ...], ...]
    weight: float = 1.0

    @classmethod
    def parse(cls, text: str, weight: float = 1.0) -> Phrase:
        """Read the written form; raises ValueError when a part is empty or a form has fewer than two characters."""
        parts = tuple(tuple(form.strip() for form in part.split("|")) for part in text.lower().split("+"))
        if any(not form for part in parts for form in part) or (len(parts) == 1 and any(len(form) < 2 for form in parts[0])):
            raise ValueError(f"not a phrase: {text!r} (a lone word needs two characters)")
        return cls(parts, weight)

    @property
    def written(self) -> str:
        """The form that `parse` reads."""
        return "+".join("|".join(forms) for forms in self.parts)


@dataclass(frozen=True, slots=True)
class MatterWords:
    """One matter of the catalogue: `domain` code of the contract, `phrases` how people say it, `statute` our own short wording of
    the prohibited act (may be empty)."""

    matter: str
    domain: str
    name: str
    phrases: tuple[Phrase, ...] = ()
    statute: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that a county reads and corrects. `kinds`: code → phrases that speak for it (`enforcement` and the kinds that are
    none); `domains`: code → phrases of the field; `matters`: code → phrases beside those that the catalogue brings; `danger`:
    phrases that tell of a present danger to life; `names`: kind and domain code → Chinese name; `confidence`: how often scores like
    these were right."""

    kinds: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    domains: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    matters: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    danger: tuple[Phrase, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    confidence: Confidence = field(default_factory=Confidence)


@dataclass(frozen=True)
class Vocabulary:
    """Everything that one matcher is built from."""

    matters: tuple[MatterWords, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)

    @cached_property
    def version(self) -> str:
        """Changes with any word or weight."""
        return sha256(repr((self.matters, self.lexicon)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a dispatcher made of a proposal for a text: the matters that were `proposed` and those that were `accepted` (which may
    be others); nothing accepted means that the text is not for enforcement. A later correction of the same text replaces an
    earlier one. `id`: whose it is, for those who ask."""

    text: str
    proposed: tuple[str, ...]
    accepted: tuple[str, ...]
    id: str = ""

    @property
    def verdicts(self) -> dict[str, bool]:
        """Matter → right or wrong; the empty matter stands for "not for enforcement"."""
        return dict.fromkeys(self.proposed, False) | dict.fromkeys(self.accepted, True) | {"": not self.accepted}


def matter_words(matter: str, domain: str, name: str, phrases: Iterable[tuple[str, float]] = (), statute: str = "") -> MatterWords:
    """Build one entry from written phrases with their weights; raises ValueError naming a bad phrase."""
    return MatterWords(matter, domain, name, tuple(Phrase.parse(text, weight) for text, weight in phrases), statute)


def everyday(words: Iterable[str]) -> tuple[tuple[str, float], ...]:
    """Words as people say them, with the weight of their length: the longer, the more surely it is this matter."""
    return tuple((word, WEIGHT_BY_LENGTH.get(len(word), LONG_WEIGHT)) for word in words)
