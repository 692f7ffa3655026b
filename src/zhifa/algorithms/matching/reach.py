"""Which matters everyday wording reaches, and which other matter stands before those that it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from zhifa.algorithms.matching.matcher import Matcher
from zhifa.algorithms.matching.vocabulary import MatterWords, Phrase, Vocabulary

AMONG = 3
NO_WORDS, SHADOWED, PARTLY, REACHED = "no_words", "shadowed", "partly", "reached"


@dataclass(frozen=True, slots=True)
class Reach:
    """`words` everyday words were tried, `found` of them bring the matter among the first three; `missed` do not. `shadow`: the matter
    that stands first most often instead ("" when nothing does). `by_name`: its official name brings it among the first three. `state`:
    no_words (nobody gave it any), shadowed (none of its words reaches it), partly (less than half do), reached."""

    matter: str
    name: str
    domain: str
    words: int
    found: int
    missed: tuple[str, ...]
    shadow: str
    by_name: bool
    state: str


def reach(matcher: Matcher, vocabulary: Vocabulary) -> Iterator[Reach]:
    """One row per matter, in the order of the vocabulary."""
    for matter in vocabulary.matters:
        yield _reach(matcher, matter, vocabulary.lexicon.matters.get(matter.matter, ()))


def _reach(matcher: Matcher, matter: MatterWords, more: tuple[Phrase, ...]) -> Reach:
    tried = list(dict.fromkeys("".join(part[0] for part in p.parts) for p in matter.phrases)) or [
        "".join(part[0] for part in p.parts) for p in more
    ]
    missed, before = [], Counter[str]()
    for word in tried:
        found = [c.matter for c in matcher.match(word, top=AMONG).candidates]
        if matter.matter not in found:
            missed.append(word)
            before.update(found[:1])
    named = [c.matter for c in matcher.match(matter.name, top=AMONG).candidates]
    good = len(tried) - len(missed)
    state = NO_WORDS if not tried else SHADOWED if not good else PARTLY if 2 * good < len(tried) else REACHED
    shadow = min(before, key=lambda m: (-before[m], m), default="")
    if not tried and named and named[0] != matter.matter:
        shadow = named[0]
    return Reach(matter.matter, matter.name, matter.domain, len(tried), good, tuple(missed), shadow, matter.matter in named, state)
