"""The county's matcher, the versions of it, and which matters everyday wording reaches."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from zhifa.algorithms.matching import Correction, Match, Matcher, MatterWords, Reach, Vocabulary, everyday, matter_words, reach
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import EverydayWord, Incident, MatchCorrection, MatcherVersion
from zhifa.apps.outbox import queries as outbox
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor

MATCHER = "matcher"  # the data version of the active version and of the county's own words
TRAINING = "incidents.matcher"  # topic of the message that builds a version
STAGES = 3  # learned, judged on corrections it had not seen, checked on the catalogue's own words
UNDECIDED = "received"
_lock = threading.Lock()
_built: dict[str, Held] = {}
_reached: dict[str, tuple[str, tuple[Reach, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Held:
    """The matcher of this process with the data it was built from. `number`: its version, 0 for the words alone."""

    tokens: tuple[str, str]
    vocabulary: Vocabulary
    matcher: Matcher
    number: int

    @property
    def label(self) -> dict[str, Any]:
        """What a proposal says about who made it."""
        return {"number": self.number, "digest": self.matcher.version}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version as people read it; the rest as in the table."""

    id: str
    version: int
    number: int
    digest: str
    lessons: int
    report: dict[str, Any]
    built_at: datetime
    built_by: str
    active: bool
    since: datetime | None
    followed: int
    reason: str

    @property
    def totals(self) -> tuple[dict[str, int], dict[str, int]]:
        """On corrections it had not seen, on the cases of the catalogue's own words."""
        return self.report["held_out"], self.report["built_in"]


@dataclass(frozen=True, slots=True)
class Used:
    """What people did with proposals of one level: how many were decided, how many of those were corrected."""

    sure: str
    decided: int
    corrected: int


@dataclass(frozen=True, slots=True)
class Training:
    """A version that is being built: `done` of `of` stages; `failed`: the job gave up."""

    done: int
    of: int
    failed: bool


@dataclass(frozen=True, slots=True)
class WordRow:
    """One everyday word of the county."""

    matter: str
    word: str
    added_at: datetime
    added_by: str


def held(tenant: str) -> Held:
    """Built again when the catalogue, the county's words or the active version changed (no query beyond that for the data version, three
    when something changed)."""
    tokens = (snapshot().token, registry.data_version(MATCHER))
    with _lock:
        known = _built.get(tenant)
        if known is None or known.tokens != tokens:
            known = _built[tenant] = _build(tenant, tokens)
        return known


def _build(tenant: str, tokens: tuple[str, str]) -> Held:
    vocabulary = with_words(catalogue.vocabulary(), words_by_matter(tenant))
    active = MatcherVersion.objects.filter(tenant=tenant, active=True).first()
    built = Matcher(vocabulary)
    if active is None:
        return Held(tokens, vocabulary, built, 0)
    return Held(tokens, vocabulary, built.remembering(lessons_of(active)), active.number)


def with_words(vocabulary: Vocabulary, more: dict[str, tuple[str, ...]]) -> Vocabulary:
    """The same with further everyday words."""
    if not more:
        return vocabulary

    def enlarged(m: MatterWords) -> MatterWords:
        extra = matter_words(m.matter, m.domain, m.name, everyday(more.get(m.matter, ()))).phrases
        return replace(m, phrases=(*m.phrases, *(p for p in extra if p not in m.phrases)))

    return Vocabulary(tuple(enlarged(m) if m.matter in more else m for m in vocabulary.matters), vocabulary.lexicon)


def words_by_matter(tenant: str) -> dict[str, tuple[str, ...]]:
    """The county's own words (1 query)."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rows = EverydayWord.objects.filter(tenant=tenant, ended_at=None).order_by("matter_code", "word")
    for code, word in rows.values_list("matter_code", "word"):
        found[code].append(word)
    return {code: tuple(words) for code, words in found.items()}


def corrections(tenant: str) -> tuple[Correction, ...]:
    """All of them, oldest first (1 query)."""
    rows = MatchCorrection.objects.filter(tenant=tenant).order_by("id").values_list("id", "text", "proposed", "accepted")
    return tuple(Correction(text, tuple(proposed), tuple(accepted), str(pk)) for pk, text, proposed, accepted in rows)


def lessons_of(row: MatcherVersion) -> tuple[Correction, ...]:
    """What it learned from, in its order; those that are gone left out (1 query)."""
    known = {c.id: c for c in corrections(row.tenant)}
    return tuple(known[pk] for pk in row.lessons if pk in known)


def digest_of(lessons: tuple[Correction, ...]) -> str:
    """SHA-256 over who taught what, in order."""
    return sha256(repr([(c.id, c.text, c.proposed, c.accepted) for c in lessons]).encode()).hexdigest()


def versions(by: Actor) -> tuple[VersionRow, ...]:
    """Newest first (1 query). Raises Denied."""
    permissions.check_read_matcher(by)
    return tuple(_version(row) for row in MatcherVersion.objects.filter(tenant=by.tenant).order_by("-number"))


def one_version(by: Actor, number: int) -> VersionRow | None:
    """1 query. Raises Denied."""
    permissions.check_read_matcher(by)
    row = MatcherVersion.objects.filter(tenant=by.tenant, number=number).first()
    return _version(row) if row else None


def _version(row: MatcherVersion) -> VersionRow:
    plain = ("version", "number", "digest", "report", "built_at", "built_by", "active", "since", "followed", "reason")
    return VersionRow(id=str(row.pk), lessons=len(row.lessons), **{f: getattr(row, f) for f in plain})


def training(by: Actor) -> Training | None:
    """The version that is being built or could not be; None when none is (1 query). Raises Denied."""
    permissions.check_read_matcher(by)
    found = outbox.last_message(TRAINING, by.tenant)
    if found is None or found[0] == "done":
        return None
    return Training(found[1].get("done", 0), STAGES, found[0] == "dead")


def unread(by: Actor) -> int:
    """Corrections made since the newest version was built (2 queries). Raises Denied."""
    permissions.check_read_matcher(by)
    newest = MatcherVersion.objects.filter(tenant=by.tenant).order_by("-number").values_list("built_at", flat=True).first()
    rows = MatchCorrection.objects.filter(tenant=by.tenant)
    return rows.filter(at__gt=newest).count() if newest else rows.count()


def used(by: Actor) -> tuple[Used, ...]:
    """How often proposals of each level were corrected, among the decided incidents that say how sure theirs was (1 query). Raises
    Denied."""
    permissions.check_read_matcher(by)
    corrected = Exists(MatchCorrection.objects.filter(incident=OuterRef("pk")))
    rows = (
        Incident.objects.filter(tenant=by.tenant, root=None, proposals__sure__in=("high", "medium", "low"))
        .exclude(state=UNDECIDED)
        .annotate(was_corrected=corrected)
        .values_list("proposals__sure")
        .annotate(decided=Count("pk"), corrected=Count("pk", filter=Q(was_corrected=True)))
    )
    found = {level: Used(level, decided, wrong) for level, decided, wrong in rows}
    return tuple(found.get(level, Used(level, 0, 0)) for level in ("high", "medium", "low"))


def tried(by: Actor, text: str) -> dict[str, Any]:
    """What would be proposed for a text, without whose it is; nothing is kept. Raises Denied."""
    permissions.check_read_matcher(by)
    if not text:
        return {"text": ""}
    using = held(by.tenant)
    return {"text": text, **proposed(using, using.matcher.match(text))}


def proposed(using: Held, found: Match) -> dict[str, Any]:
    """A match as it is kept with an incident. `sure`: high, medium or low; `ask`: what to find out when it is not high (`fields`: between
    which); `matcher`: the version that says so."""
    names = using.vocabulary.lexicon.names
    return {
        "matcher": using.label,
        "enforcement": found.enforcement,
        "kind": found.kind,
        "sure": found.sure,
        "chance": found.chance,
        "ask": list(found.ask),
        "fields": [names.get(d.domain, d.domain) for d in found.domains[:2]],
        "danger": list(found.danger),
        "words": list(found.words),
        "candidates": [
            {"matter": c.matter, "name": c.name, "domain": c.domain, "score": round(c.score, 3), "words": list(c.words)}
            for c in found.candidates
        ],
    }


def own_words(by: Actor, matter: str = "") -> tuple[WordRow, ...]:
    """The county's words, of one matter or all (1 query). Raises Denied."""
    permissions.check_read_matcher(by)
    rows = EverydayWord.objects.filter(tenant=by.tenant, ended_at=None).order_by("matter_code", "word")
    rows = rows.filter(matter_code=matter) if matter else rows
    return tuple(WordRow(r.matter_code, r.word, r.added_at, r.added_by) for r in rows)


def reached(by: Actor) -> tuple[Reach, ...]:
    """Every matter of the catalogue with what reaches it, computed once per matcher and process. Raises Denied."""
    permissions.check_read_matcher(by)
    using = held(by.tenant)
    known = _reached.get(by.tenant)
    if known is None or known[0] != using.matcher.version:
        known = _reached[by.tenant] = (using.matcher.version, tuple(reach(using.matcher, using.vocabulary)))
    return known[1]
