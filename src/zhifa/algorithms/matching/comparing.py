"""Two matchers on the same cases: what became better and what worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from zhifa.algorithms.matching.lessons import learn
from zhifa.algorithms.matching.matcher import Match, Matcher
from zhifa.algorithms.matching.reading import normalized
from zhifa.algorithms.matching.vocabulary import ENFORCEMENT, Correction, Phrase, Vocabulary

SHOWN = 3
FOLDS = 5
WORDS_TRIED = 3  # everyday words of each matter in the built-in cases
SHORTEST = 4
CARRIERS = ("{}，请派人来看看", "我们这里{}，已经好几天了", "反映一下：{}")


@dataclass(frozen=True, slots=True)
class Case:
    """`right`: the matters that are right; none: nothing for enforcement. `domain`: under which it is counted."""

    text: str
    right: frozenset[str]
    domain: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Places 1..3 of a right answer, 0 when it was not among them; for what is not for enforcement 1 or 0. `said`: the first answers."""

    case: Case
    before: int
    after: int
    said_before: str
    said_after: str

    @property
    def better(self) -> bool:
        """The place is a better one."""
        return _worth(self.after) > _worth(self.before)

    @property
    def worse(self) -> bool:
        """The place is a worse one."""
        return _worth(self.after) < _worth(self.before)


@dataclass(frozen=True, slots=True)
class Tally:
    """One field: `first` and `among` count right answers in first place and among the first three."""

    domain: str
    cases: int
    first_before: int
    first_after: int
    among_before: int
    among_after: int
    better: int
    worse: int


def compare(before: Matcher, after: Matcher, cases: Iterable[Case]) -> tuple[Outcome, ...]:
    """In the order of the cases."""
    return tuple(_outcome(case, before.match(case.text, top=SHOWN), after.match(case.text, top=SHOWN)) for case in cases)


def _outcome(case: Case, before: Match, after: Match) -> Outcome:
    return Outcome(case, _place(case, before), _place(case, after), _said(before), _said(after))


def _place(case: Case, found: Match) -> int:
    if not case.right:
        return int(found.kind != ENFORCEMENT)
    return next((place for place, c in enumerate(found.candidates, 1) if c.matter in case.right), 0)


def _said(found: Match) -> str:
    return found.candidates[0].matter if found.candidates and found.kind == ENFORCEMENT else ""


def _worth(place: int) -> int:
    return SHOWN + 1 - place if place else 0


def tallies(outcomes: Sequence[Outcome]) -> tuple[Tally, ...]:
    """Per field, those with most changes first."""
    counts: dict[str, Counter[str]] = {}
    for o in outcomes:
        count = counts.setdefault(o.case.domain, Counter())
        count.update(cases=1, first_before=o.before == 1, first_after=o.after == 1, among_before=o.before > 0, among_after=o.after > 0)
        count.update(better=o.better, worse=o.worse)
    rows = [Tally(domain, *(count[f] for f in Tally.__slots__ if f != "domain")) for domain, count in counts.items()]
    return tuple(sorted(rows, key=lambda t: (-(t.better + t.worse), -t.cases, t.domain)))


def cross_checked(base: Matcher, before: Matcher, corrections: Sequence[Correction], vocabulary: Vocabulary) -> tuple[Outcome, ...]:
    """Every correction asked of a matcher that learned from the others only (five parts, by the digest of the text), and of `before`."""
    domains = {m.matter: m.domain for m in vocabulary.matters}
    last = {normalized(c.text): c for c in corrections if domains.keys() >= set(c.accepted)}
    parts: dict[int, list[Correction]] = {}
    for text, correction in last.items():
        parts.setdefault(int(sha256(text.encode()).hexdigest(), 16) % FOLDS, []).append(correction)
    out: list[Outcome] = []
    for part in sorted(parts):
        others = [c for number, found in sorted(parts.items()) if number != part for c in found]
        after = base.remembering(learn(others, frozenset(domains)).kept)
        cases = [Case(c.text, frozenset(c.accepted), domains[c.accepted[0]] if c.accepted else "") for c in parts[part]]
        out += compare(before, after, cases)
    return tuple(out)


def built_in(vocabulary: Vocabulary) -> tuple[Case, ...]:
    """Cases from the catalogue's own everyday words in plain sentences: what was found before must still be found. Words that several
    matters have are left out."""
    owners: dict[str, set[str]] = {}
    for matter in vocabulary.matters:
        for word in _lone(matter.phrases):
            owners.setdefault(word, set()).add(matter.matter)
    cases = []
    for matter in vocabulary.matters:
        own = [w for w in _lone(matter.phrases) if len(w) >= SHORTEST and len(owners[w]) == 1][:WORDS_TRIED]
        cases += [Case(CARRIERS[i % len(CARRIERS)].format(word), frozenset((matter.matter,)), matter.domain) for i, word in enumerate(own)]
    return tuple(cases)


def _lone(phrases: Iterable[Phrase]) -> list[str]:
    return [p.parts[0][0] for p in phrases if len(p.parts) == 1 and len(p.parts[0]) == 1]
