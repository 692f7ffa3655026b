"""Free text → matters with the words that decided, or the answer that this is not an enforcement matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from hashlib import sha256
from math import exp

from zhifa.algorithms.matching.memory import Memory
from zhifa.algorithms.matching.names import NameIndex, PartIndex
from zhifa.algorithms.matching.reading import Reader, Sentence, normalized, occurrence
from zhifa.algorithms.matching.vocabulary import ENFORCEMENT, Correction, Phrase, Vocabulary

TITLE = 30  # the first characters of a report usually name its subject
TITLE_FACTOR = 1.3
SATURATION = 1.6  # evidence at which a score reaches 0.63
BIAS = 0.2
MATTER_SHARE = 0.7
DOMAIN_SHARE = 0.5  # how much a matter gains or loses by the field that the whole text speaks of
DAMPING = 0.6
MATTER_FORCE = 1.0
SURE = 0.65
LEAST_SCORE = 0.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """One matter that the text may speak of. `score` 0..1 ranks, it is no probability; `words` decided it; `learned` is the part
    of the evidence that comes from corrections of similar texts."""

    matter: str
    name: str
    domain: str
    score: float
    words: tuple[str, ...]
    learned: float = 0.0


@dataclass(frozen=True, slots=True)
class DomainScore:
    """A field that the text belongs to, even where the catalogue has no matter for it. `score` 0..1."""

    domain: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """`enforcement`: yes, no or unsure (then somebody has to read it). `kind`: `enforcement` or the likeliest other kind
    (consultation, public_service, …), empty when no word of the vocabulary was found. `words` decided between them. `confidence`
    0..1: how far from a toss."""

    enforcement: str
    kind: str
    confidence: float
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    domains: tuple[DomainScore, ...]
    danger: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for one thing: (weight, words) per phrase."""

    hits: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)

    @property
    def total(self) -> float:
        """Sum of the weights."""
        return sum(weight for weight, _ in self.hits)

    def damped(self, factor: float) -> float:
        """Sum in which every further phrase counts less, so that a long text does not win by its length."""
        return sum(weight * factor**i for i, weight in enumerate(sorted((w for w, _ in self.hits), reverse=True)))

    def top_words(self, most: int = 6) -> tuple[str, ...]:
        """Distinct words, heaviest first."""
        ordered = sorted(self.hits, key=lambda hit: -hit[0])
        return tuple(dict.fromkeys(word for _, words in ordered for word in words))[:most]


class Matcher:
    """Built once per vocabulary and list of corrections, then asked many times; holds no state between questions."""

    def __init__(self, vocabulary: Vocabulary, corrections: Iterable[Correction] = ()) -> None:
        self._vocabulary = vocabulary
        self._matters = {entry.matter: entry for entry in vocabulary.matters}
        self._names = NameIndex(vocabulary.matters)
        self._parts = PartIndex(vocabulary.matters)
        lexicon = vocabulary.lexicon
        self._kinds = tuple(lexicon.kinds)
        entries: list[tuple[str, str, Phrase]] = [
            *(("matter", m.matter, p) for m in vocabulary.matters for p in (*m.phrases, *lexicon.matters.get(m.matter, ()))),
            *(("kind", kind, p) for kind, phrases in lexicon.kinds.items() for p in phrases),
            *(("domain", domain, p) for domain, phrases in lexicon.domains.items() for p in phrases),
            *(("danger", "", p) for p in lexicon.danger),
        ]
        self._uses = _by_phrase(entries)
        self._by_word: dict[str, list[int]] = {}
        for number, (phrase, _) in enumerate(self._uses):
            for form in phrase.parts[0]:
                self._by_word.setdefault(form, []).append(number)
        self._reader = Reader(form for phrase, _ in self._uses for part in phrase.parts for form in part)
        self._remember(tuple(corrections))

    def _remember(self, corrections: tuple[Correction, ...]) -> None:
        self.version = sha256(repr((self._vocabulary.version, corrections)).encode()).hexdigest()[:12]
        self._memory = Memory(corrections)

    def remembering(self, corrections: Iterable[Correction]) -> Matcher:
        """Another matcher with the same words (shared, not built again) and these corrections instead."""
        other = copy(self)
        other._remember(tuple(corrections))
        return other

    def match(self, text: str, top: int = 5) -> Match:
        """Everything the text says, as far as the vocabulary knows it."""
        plain = normalized(text)
        sentences = self._reader.read(plain)
        found = self._gather(sentences)
        learned = self._memory.recall(plain)
        matters = self._matter_evidence(found, sentences, plain)
        domains = self._domain_evidence(found, matters)
        candidates = self._candidates(matters, domains, learned, top)
        kinds = {kind: found.get(("kind", kind), Evidence()) for kind in self._kinds}
        verdict, kind, confidence, words = _judge(kinds, candidates, learned)
        danger = found.get(("danger", ""), Evidence()).top_words()
        return Match(verdict, kind, confidence, words, candidates, _ranked(domains), danger)

    def _gather(self, sentences: tuple[Sentence, ...]) -> dict[tuple[str, str], Evidence]:
        """Each phrase counts once, a little more when it opens the text."""
        found: dict[tuple[str, str], Evidence] = {}
        seen: set[int] = set()
        for sentence in sentences:
            numbers = sorted({n for word in sentence.places for n in self._by_word.get(word, ())} - seen)
            for number in numbers:
                phrase, uses = self._uses[number]
                hit = occurrence(phrase, sentence)
                if hit is None:
                    continue
                seen.add(number)
                factor = TITLE_FACTOR if hit[0] < TITLE else 1.0
                for where, code, weight in uses:
                    found.setdefault((where, code), Evidence()).hits.append((weight * factor, hit[1]))
        return found

    def _matter_evidence(
        self, found: Mapping[tuple[str, str], Evidence], sentences: tuple[Sentence, ...], plain: str
    ) -> dict[str, Evidence]:
        evidence = {code: ev for (where, code), ev in found.items() if where == "matter"}
        for sentence in sentences:
            for code, weight, words in self._parts.near(sentence):
                evidence.setdefault(code, Evidence()).hits.append((weight, words))
        for code, weight, words in self._names.alike(plain):
            evidence.setdefault(code, Evidence()).hits.append((weight, words))
        return evidence

    def _domain_evidence(self, found: Mapping[tuple[str, str], Evidence], matters: Mapping[str, Evidence]) -> dict[str, Evidence]:
        domains = {code: Evidence(list(ev.hits)) for (where, code), ev in found.items() if where == "domain"}
        best: dict[str, Evidence] = {}
        for code, evidence in matters.items():
            domain = self._matters[code].domain
            if domain not in best or evidence.total > best[domain].total:
                best[domain] = evidence
        for domain, evidence in best.items():
            known = domains.setdefault(domain, Evidence())
            known.hits.extend((MATTER_SHARE * weight, words) for weight, words in evidence.hits)
        return domains

    def _candidates(
        self, matters: Mapping[str, Evidence], domains: Mapping[str, Evidence], learned: Mapping[str, float], top: int
    ) -> tuple[Candidate, ...]:
        most = max((ev.total for ev in domains.values()), default=1.0)
        pool = {}
        for code, ev in matters.items():
            fits = domains[self._matters[code].domain].total / most
            pool[code] = (ev.damped(DAMPING) * (1 - DOMAIN_SHARE + DOMAIN_SHARE * fits) + 0.9 * fits * DOMAIN_SHARE, ev)
        for code, force in learned.items():
            if code in self._matters:
                total, ev = pool.get(code, (0.0, Evidence()))
                pool[code] = (total + force, ev)
        pool = dict(sorted(pool.items(), key=lambda c: (-c[1][0], c[0]))[: 4 * top])
        chosen: list[Candidate] = []
        explained: set[str] = set()
        while pool and len(chosen) < top:
            code = max(pool, key=lambda c: (_fresh(pool[c], explained), c))
            total = _fresh(pool[code], explained)
            _, ev = pool.pop(code)
            score = 1 - exp(-max(total, 0.0) / SATURATION)
            if score < LEAST_SCORE:
                break
            words = ev.top_words()
            explained.update(words)
            entry = self._matters[code]
            chosen.append(Candidate(code, entry.name, entry.domain, round(score, 3), words, round(learned.get(code, 0.0), 3)))
        return tuple(chosen)


def _by_phrase(entries: Iterable[tuple[str, str, Phrase]]) -> tuple[tuple[Phrase, tuple[tuple[str, str, float], ...]], ...]:
    """Each written phrase once, with everything it speaks for. A phrase shared by n matters is worth 1/√n to each."""
    uses: dict[tuple[tuple[str, ...], ...], list[tuple[str, str, float]]] = {}
    for where, code, phrase in entries:
        uses.setdefault(phrase.parts, []).append((where, code, phrase.weight))
    out = []
    for parts, found in uses.items():
        sharing = max(1, sum(where == "matter" for where, _, _ in found))
        weighed = tuple((w, c, weight / sharing**0.5 if w == "matter" else weight) for w, c, weight in found)
        out.append((Phrase(parts), weighed))
    return tuple(out)


def _fresh(entry: tuple[float, Evidence], explained: set[str]) -> float:
    """Evidence of a matter when words that a better candidate already explains count half."""
    total, ev = entry
    used = sum(weight for weight, words in ev.hits if not explained.isdisjoint(words))
    return total - used / 2


def _ranked(domains: Mapping[str, Evidence]) -> tuple[DomainScore, ...]:
    ordered = sorted(domains.items(), key=lambda d: (-d[1].total, d[0]))
    return tuple(DomainScore(code, round(1 - exp(-ev.total / (2 * SATURATION)), 3), ev.top_words()) for code, ev in ordered if ev.total > 0)


def _judge(
    kinds: Mapping[str, Evidence], candidates: tuple[Candidate, ...], learned: Mapping[str, float]
) -> tuple[str, str, float, tuple[str, ...]]:
    """(yes | no | unsure, kind, confidence, words): what speaks for enforcement against everything that speaks for another kind."""
    for_it = kinds.get(ENFORCEMENT, Evidence())
    others = {kind: ev for kind, ev in kinds.items() if kind != ENFORCEMENT}
    best = candidates[0] if candidates else None
    pro = for_it.damped(DAMPING) + (MATTER_FORCE * best.score if best else 0.0)
    con = max((ev.damped(DAMPING) for ev in others.values()), default=0.0)
    con += learned.get("", 0.0) - max((force for code, force in learned.items() if code), default=0.0)
    chance = 1 / (1 + exp(-(BIAS + pro - con) / 1.5))
    other = max(others, key=lambda k: others[k].damped(DAMPING), default="")
    if chance >= 0.5:
        words = (*for_it.top_words(4), *(best.words if best else ()))
        kind = ENFORCEMENT
    else:
        words = tuple(w for ev in sorted(others.values(), key=lambda e: -e.total) for w in ev.top_words(3))
        kind = other
    verdict = "yes" if chance >= SURE else "no" if chance <= 1 - SURE else "unsure"
    if pro + con == 0:
        return "unsure", "", 0.0, ()
    return verdict, kind, round(abs(2 * chance - 1), 3), tuple(dict.fromkeys(words))[:6]
