"""Free text → matters with the words that decided, or the answer that this is not an enforcement matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from math import exp

from zhifa.algorithms.matching.confidence import Confidence
from zhifa.algorithms.matching.evidence import Evidence
from zhifa.algorithms.matching.memory import Memory
from zhifa.algorithms.matching.names import NameIndex, PartIndex
from zhifa.algorithms.matching.phrases import PhraseIndex
from zhifa.algorithms.matching.reading import Sentence, normalized
from zhifa.algorithms.matching.vocabulary import ENFORCEMENT, Correction, Phrase, Vocabulary

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
    """A field that the text belongs to, even where the catalogue has no matter for it. `score` 0..1, from the `evidence`."""

    domain: str
    score: float
    words: tuple[str, ...]
    evidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """`enforcement`: yes, no or unsure (then somebody has to read it). `kind`: `enforcement` or the likeliest other kind
    (consultation, public_service, …), empty when no word of the vocabulary was found. `words` decided between them. `confidence`
    0..1: how far from a toss. `chance`: how often such a text was for enforcement, `right_field`: how often the first field was right
    where the evidence was so far ahead (1 when nothing was measured). `ask`: what somebody should find out when it is not sure
    (`act`: what is done at all, `enforcement`: who does what, `field`: between the first two fields, `matter`: none fits)."""

    enforcement: str
    kind: str
    confidence: float
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    domains: tuple[DomainScore, ...]
    danger: tuple[str, ...]
    chance: float = 0.5
    right_field: float = 1.0
    sure: str = "low"
    ask: tuple[str, ...] = ()


class Matcher:
    """Built once per vocabulary and list of corrections, then asked many times; holds no state between questions."""

    def __init__(self, vocabulary: Vocabulary, corrections: Iterable[Correction] = ()) -> None:
        self._vocabulary = vocabulary
        self._matters = {entry.matter: entry for entry in vocabulary.matters}
        curated = [m for m in vocabulary.matters if m.phrases or m.matter in vocabulary.lexicon.matters]
        self._bare = {m.matter for m in vocabulary.matters} - {m.matter for m in curated}
        self._names = NameIndex(curated, [m for m in vocabulary.matters if m.matter in self._bare])
        self._parts = PartIndex(vocabulary.matters)
        lexicon = vocabulary.lexicon
        self._kinds = tuple(lexicon.kinds)
        entries: list[tuple[str, str, Phrase]] = [
            *(("matter", m.matter, p) for m in vocabulary.matters for p in (*m.phrases, *lexicon.matters.get(m.matter, ()))),
            *(("kind", kind, p) for kind, phrases in lexicon.kinds.items() for p in phrases),
            *(("domain", domain, p) for domain, phrases in lexicon.domains.items() for p in phrases),
            *(("danger", "", p) for p in lexicon.danger),
        ]
        self._phrases = PhraseIndex(entries)
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
        sentences = self._phrases.read(plain)
        found = self._phrases.gather(sentences)
        learned = self._memory.recall(plain)
        matters = self._matter_evidence(found, sentences, plain)
        domains = self._domain_evidence(found, matters)
        candidates = self._candidates(matters, domains, learned, top)
        kinds = {kind: found.get(("kind", kind), Evidence()) for kind in self._kinds}
        verdict, kind, raw, words = _judge(kinds, candidates, learned)
        danger = found.get(("danger", ""), Evidence()).top_words()
        ranked = _ranked(domains)
        sure = _sureness(self._vocabulary.lexicon.confidence, kind, raw, ranked, candidates)
        return Match(verdict, kind, round(abs(2 * raw - 1), 3), words, candidates, ranked, danger, *sure)

    def _matter_evidence(
        self, found: Mapping[tuple[str, str], Evidence], sentences: tuple[Sentence, ...], plain: str
    ) -> dict[str, Evidence]:
        evidence = {code: ev for (where, code), ev in found.items() if where == "matter"}
        for sentence in sentences:
            for code, weight, words in self._parts.near(sentence):
                evidence.setdefault(code, Evidence()).hits.append((weight, words))
        for code, weight, words in self._names.alike(plain, frozenset[str]().union(*(s.pairs for s in sentences))):
            evidence.setdefault(code, Evidence()).hits.append((weight, words))
        return evidence

    def _domain_evidence(self, found: Mapping[tuple[str, str], Evidence], matters: Mapping[str, Evidence]) -> dict[str, Evidence]:
        domains = {code: Evidence(list(ev.hits)) for (where, code), ev in found.items() if where == "domain"}
        best: dict[str, tuple[float, Evidence]] = {}
        for code, evidence in matters.items():
            domain, total = self._matters[code].domain, evidence.total
            if domain not in best or total > best[domain][0]:
                best[domain] = total, evidence
        for domain, (_, evidence) in best.items():
            known = domains.setdefault(domain, Evidence())
            known.hits.extend((MATTER_SHARE * weight, words) for weight, words in evidence.hits)
        return domains

    def _candidates(
        self, matters: Mapping[str, Evidence], domains: Mapping[str, Evidence], learned: Mapping[str, float], top: int
    ) -> tuple[Candidate, ...]:
        totals = {domain: ev.total for domain, ev in domains.items()}
        most = max(totals.values(), default=1.0)
        pool = {}
        for code, ev in matters.items():
            fits = totals[self._matters[code].domain] / most
            pool[code] = (ev.damped(DAMPING) * (1 - DOMAIN_SHARE + DOMAIN_SHARE * fits) + 0.9 * fits * DOMAIN_SHARE, ev)
        for code, force in learned.items():
            if code in self._matters:
                total, ev = pool.get(code, (0.0, Evidence()))
                pool[code] = (total + force, ev)
        pool = dict(sorted(pool.items(), key=lambda c: (-c[1][0], c[0]))[: 4 * top])
        fresh = {code: total for code, (total, _) in pool.items()}
        chosen: list[Candidate] = []
        explained: set[str] = set()
        while fresh and len(chosen) < top:
            code = max(fresh, key=lambda c: (fresh[c], c))
            score = 1 - exp(-max(fresh.pop(code), 0.0) / SATURATION)
            if score < LEAST_SCORE:
                break
            words = pool[code][1].top_words()
            explained.update(words)
            for other in fresh:
                fresh[other] = _fresh(pool[other], explained)
            entry = self._matters[code]
            chosen.append(Candidate(code, entry.name, entry.domain, round(score, 3), words, round(learned.get(code, 0.0), 3)))
        return tuple(chosen)


def _fresh(entry: tuple[float, Evidence], explained: set[str]) -> float:
    """Evidence of a matter when words that a better candidate already explains count half."""
    total, ev = entry
    used = sum(weight for weight, words in ev.hits if not explained.isdisjoint(words))
    return total - used / 2


def _ranked(domains: Mapping[str, Evidence]) -> tuple[DomainScore, ...]:
    totals = sorted(((ev.total, code) for code, ev in domains.items()), key=lambda d: (-d[0], d[1]))
    return tuple(
        DomainScore(code, round(1 - exp(-t / (2 * SATURATION)), 3), domains[code].top_words(), round(t, 3)) for t, code in totals if t > 0
    )


def _judge(
    kinds: Mapping[str, Evidence], candidates: tuple[Candidate, ...], learned: Mapping[str, float]
) -> tuple[str, str, float, tuple[str, ...]]:
    """(yes | no | unsure, kind, raw chance, words): what speaks for enforcement against everything that speaks for another kind."""
    forces = {kind: ev.damped(DAMPING) for kind, ev in kinds.items()}
    best = candidates[0] if candidates else None
    pro = forces.pop(ENFORCEMENT, 0.0) + (MATTER_FORCE * best.score if best else 0.0)
    con = max(forces.values(), default=0.0)
    con += learned.get("", 0.0) - max((force for code, force in learned.items() if code), default=0.0)
    if pro + con == 0:
        return "unsure", "", 0.5, ()
    chance = 1 / (1 + exp(-(BIAS + pro - con) / 1.5))
    if chance >= 0.5:
        words = (*kinds.get(ENFORCEMENT, Evidence()).top_words(4), *(best.words if best else ()))
        kind = ENFORCEMENT
    else:
        words = tuple(w for k in sorted(forces, key=lambda k: -kinds[k].total) for w in kinds[k].top_words(3))
        kind = max(forces, key=lambda k: forces[k], default="")
    verdict = "yes" if chance >= SURE else "no" if chance <= 1 - SURE else "unsure"
    return verdict, kind, chance, tuple(dict.fromkeys(words))[:6]


def _sureness(
    scale: Confidence, kind: str, raw: float, domains: tuple[DomainScore, ...], candidates: tuple[Candidate, ...]
) -> tuple[float, float, str, tuple[str, ...]]:
    """(chance, right field, level, what to ask)."""
    if not kind:
        return 0.5, 0.0, "low", ("act",)
    chance, field = round(scale.chance(raw), 3), round(scale.right_field(lead(domains)), 3)
    enforcing = kind == ENFORCEMENT
    share = chance * field if enforcing else 1 - chance
    level = scale.level(share)
    if level == "high":
        return chance, field, level, ()
    doubts = {
        "enforcement": scale.level(max(chance, 1 - chance)) != "high",
        "field": enforcing and len(domains) > 1 and scale.level(field) != "high",
        "matter": enforcing and not candidates,
    }
    return chance, field, level, tuple(name for name, doubted in doubts.items() if doubted)


def lead(domains: tuple[DomainScore, ...]) -> float:
    """By how much evidence the first field leads the second."""
    first, second = (*(d.evidence for d in domains[:2]), 0.0, 0.0)[:2]
    return first - second
