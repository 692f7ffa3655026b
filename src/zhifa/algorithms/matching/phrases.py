"""The written phrases of a vocabulary, found in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable

from zhifa.algorithms.matching.evidence import Evidence
from zhifa.algorithms.matching.reading import Reader, Sentence, occurrence
from zhifa.algorithms.matching.vocabulary import Phrase

TITLE = 30  # the first characters of a report usually name its subject
TITLE_FACTOR = 1.3


class PhraseIndex:
    """Which phrases stand in a text and what they speak for: (`matter` | `kind` | `domain` | `danger`, code).

    `_roles`: word → phrases that are this word alone, that open with it, whose second part it is."""

    def __init__(self, entries: Iterable[tuple[str, str, Phrase]]) -> None:
        self._uses = _by_phrase(entries)
        roles: dict[str, tuple[set[int], set[int], set[int]]] = {}
        for number, (phrase, _) in enumerate(self._uses):
            for role, part in ((0, phrase.parts[0]),) if len(phrase.parts) == 1 else ((1, phrase.parts[0]), (2, phrase.parts[1])):
                for form in part:
                    roles.setdefault(form, (set(), set(), set()))[role].add(number)
        self._roles = {form: tuple(map(frozenset, found)) for form, found in roles.items()}
        self._reader = Reader(form for phrase, _ in self._uses for part in phrase.parts for form in part)

    def read(self, plain: str) -> tuple[Sentence, ...]:
        """The sentences of a normalized text with the words of the vocabulary in them."""
        return self._reader.read(plain)

    def gather(self, sentences: tuple[Sentence, ...]) -> dict[tuple[str, str], Evidence]:
        """Each phrase counts once, a little more when it opens the text."""
        found: dict[tuple[str, str], Evidence] = {}
        seen: set[int] = set()
        for sentence in sentences:
            for number in sorted(self._possible(sentence) - seen):
                phrase, uses = self._uses[number]
                hit = occurrence(phrase, sentence)
                if hit is None:
                    continue
                seen.add(number)
                factor = TITLE_FACTOR if hit[0] < TITLE else 1.0
                for use, weight in uses:
                    if use not in found:
                        found[use] = Evidence()
                    found[use].hits.append((weight * factor, hit[1]))
        return found

    def _possible(self, sentence: Sentence) -> set[int]:
        """Phrases of which the first two parts are in the sentence."""
        lone: set[int] = set()
        first: set[int] = set()
        second: set[int] = set()
        for word in sentence.places:
            if word in self._roles:  # a word of a third part alone is in none
                alone, opening, following = self._roles[word]
                lone |= alone
                first |= opening
                second |= following
        return lone | (first & second)


def _by_phrase(entries: Iterable[tuple[str, str, Phrase]]) -> tuple[tuple[Phrase, tuple[tuple[tuple[str, str], float], ...]], ...]:
    """Each written phrase once, with everything it speaks for. A phrase shared by n matters is worth 1/√n to each."""
    uses: dict[tuple[tuple[str, ...], ...], list[tuple[str, str, float]]] = {}
    for where, code, phrase in entries:
        uses.setdefault(phrase.parts, []).append((where, code, phrase.weight))
    out = []
    for parts, found in uses.items():
        sharing = max(1, sum(where == "matter" for where, _, _ in found))
        weighed = tuple(((w, c), weight / sharing**0.5 if w == "matter" else weight) for w, c, weight in found)
        out.append((Phrase(parts), weighed))
    return tuple(out)
