"""Teach the matcher: build a version from the corrections, put it into use, go back; and give matters everyday words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from zhifa.algorithms.matching import (
    Conflict,
    Correction,
    Lessons,
    Outcome,
    Phrase,
    built_in,
    compare,
    cross_checked,
    learn,
    tallies,
)
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import EverydayWord, MatcherVersion
from zhifa.apps.incidents.queries import matching as queries
from zhifa.apps.outbox import services as outbox
from zhifa.apps.registry import services as registry
from zhifa.apps.trail import masking
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, refusal

TOPIC = queries.TRAINING
MOST_JUDGED = 500  # newest corrections that a version is judged by: a few seconds
MOST_SHOWN = 12
SHOWN_TEXT = 80
MOST_WORDS = 20
LONGEST_WORD = 40


def ask_matcher_version(*, by: Actor, at: datetime) -> MatcherVersion | None:
    """The newest version when nothing was corrected since; else None: one is being built beside the requests, one at a time
    however often it is asked for. Raises Denied, Blocked when no two corrections agree."""
    lesson = _lesson(by)
    newest = _newest(by.tenant)
    if lesson.taught_by(newest):
        return newest
    running = queries.training(by)
    if running is None or running.failed:
        payload = {"by": {**asdict(by), "roles": sorted(by.roles), "areas": sorted(by.areas)}}
        outbox.send(TOPIC, payload, at=at, key=f"{TOPIC}:{lesson.digest[:24]}:{at.isoformat()}", tenant=by.tenant)
    return None


def build_asked(*, by: dict[str, Any], at: datetime, key: str) -> None:
    """The message of `ask_matcher_version`: builds, and says how far it is."""
    who = Actor(**{**by, "roles": frozenset(Role(r) for r in by["roles"]), "areas": frozenset(by["areas"])})
    build_matcher_version(by=who, at=at, told=lambda done: outbox.note(key, {"by": by, "done": done}, tenant=who.tenant))


def build_matcher_version(*, by: Actor, at: datetime, told: Callable[[int], None] = lambda done: None) -> MatcherVersion:
    """A new version, not yet in use, with its report; the newest one unchanged when nothing was corrected since. `told`: hears how many
    of `queries.STAGES` are done. Raises Denied, Blocked when no two corrections agree."""
    lesson = _lesson(by)
    newest = _newest(by.tenant)
    if newest and lesson.taught_by(newest):
        return newest
    told(1)
    report = _report(lesson, told)
    try:
        return _stored(by, at, lesson, report)
    except IntegrityError:  # somebody else took the number: there was no row to lock before the first one
        return _stored(by, at, lesson, report)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What there is to learn now, and the matcher that it is compared with."""

    using: queries.Held
    said: tuple[Correction, ...]
    found: Lessons
    digest: str

    def taught_by(self, row: MatcherVersion | None) -> bool:
        """That version learned just this."""
        return row is not None and (row.digest, row.words) == (self.digest, self.using.vocabulary.version)


def _lesson(by: Actor) -> _Lesson:
    permissions.check_matcher(by)
    using, said = queries.held(by.tenant), queries.corrections(by.tenant)
    found = learn(said, frozenset(m.matter for m in using.vocabulary.matters))
    if not found.kept:
        raise Blocked(refusal("matching.nothing_to_learn"))
    return _Lesson(using, said, found, queries.digest_of(found.kept))


def _newest(tenant: str) -> MatcherVersion | None:
    return MatcherVersion.objects.filter(tenant=tenant).order_by("-number").first()


@transaction.atomic
def _stored(by: Actor, at: datetime, lesson: _Lesson, report: dict[str, Any]) -> MatcherVersion:
    newest = MatcherVersion.objects.select_for_update().filter(tenant=by.tenant).order_by("-number").first()
    if newest and lesson.taught_by(newest):
        return newest  # somebody else built it meanwhile
    found, digest = lesson.found, lesson.digest
    row = MatcherVersion(
        tenant=by.tenant,
        number=newest.number + 1 if newest else 1,
        digest=digest,
        words=report["words"],
        lessons=[c.id for c in found.kept],
        report=report,
        built_at=at,
        built_by=by.name,
    )
    save(row)
    facts = {"number": row.number, "digest": digest, "kept": len(found.kept), "held_out": report["held_out"]}
    trail.record(subject=row, verb="matcher.build", by=by, at=at, facts=facts)
    return row


def _report(lesson: _Lesson, told: Callable[[int], None]) -> dict[str, Any]:
    using, said, found = lesson.using, lesson.said, lesson.found
    base = using.matcher.remembering(())
    judged = cross_checked(base, using.matcher, said[-MOST_JUDGED:], using.vocabulary)
    told(2)
    own = compare(using.matcher, base.remembering(found.kept), built_in(using.vocabulary))
    told(3)
    counts = {name: len(getattr(found, name)) for name in ("kept", "alone", "outvoted", "unknown")}
    return {
        "words": using.vocabulary.version,
        "against": using.number,
        "corrections": len(said),
        **counts,
        "conflicts": [_conflict(c) for c in found.conflicts[:MOST_SHOWN]],
        "held_out": _total(judged),
        "built_in": _total(own),
        "domains": [asdict(t) for t in tallies(judged)],
        "built_in_domains": [asdict(t) for t in tallies(own) if t.better or t.worse],
        "better": _examples(o for o in (*judged, *own) if o.better),
        "worse": _examples(o for o in (*judged, *own) if o.worse),
    }


def _total(outcomes: Sequence[Outcome]) -> dict[str, int]:
    return {
        "cases": len(outcomes),
        "first_before": sum(o.before == 1 for o in outcomes),
        "first_after": sum(o.after == 1 for o in outcomes),
        "among_before": sum(o.before > 0 for o in outcomes),
        "among_after": sum(o.after > 0 for o in outcomes),
        "better": sum(o.better for o in outcomes),
        "worse": sum(o.worse for o in outcomes),
    }


def _examples(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    shown = list(outcomes)[:MOST_SHOWN]
    return [
        {
            "text": _masked(o.case.text),
            "right": [_named(code) for code in sorted(o.case.right)],
            "before": _named(o.said_before),
            "after": _named(o.said_after),
        }
        for o in shown
    ]


def _conflict(found: Conflict) -> dict[str, Any]:
    return {
        "texts": [_masked(c.text) for c in (found.first, found.second)],
        "accepted": [[_named(code) for code in c.accepted] for c in (found.first, found.second)],
        "likeness": found.likeness,
        "kept": found.kept,
    }


def _masked(text: str) -> str:
    """What a report may show of a citizen's words: the beginning, numbers of persons masked."""
    masked = str(masking.scrub(text))
    return masked if len(masked) <= SHOWN_TEXT else f"{masked[:SHOWN_TEXT]}…"


def _named(code: str) -> str:
    found = catalogue.matter(code) if code else None
    return found.name if found else code


@transaction.atomic
def activate_matcher_version(*, by: Actor, at: datetime, matcher: UUID, reason: str = "", version: int | None = None) -> MatcherVersion:
    """From now on this version proposes. Raises Denied, Stale, Blocked when it is in use, when its corrections are not what they were, or
    when some answers are worse and no reason is given."""
    row = locked(MatcherVersion, matcher, version)
    permissions.check_matcher(by)
    if row.active:
        raise Blocked(refusal("matching.active_already", number=row.number))
    if queries.digest_of(queries.lessons_of(row)) != row.digest:
        raise Blocked(refusal("matching.changed_lessons", number=row.number))
    worse = row.report["held_out"]["worse"] + row.report["built_in"]["worse"]
    if worse and not reason.strip():
        raise Blocked(refusal("matching.reason_for_worse", worse=worse, missing=("reason",)))
    before = MatcherVersion.objects.select_for_update().filter(tenant=row.tenant, active=True).first()
    row.followed = before.number if before else 0
    return _in_use(by, at, "matcher.activate", row, before, reason)


@transaction.atomic
def roll_back_matcher(*, by: Actor, at: datetime, reason: str) -> MatcherVersion | None:
    """Back to what was used before the version in use; None when that is the words alone. Raises Denied, Invalid without a reason,
    Blocked when the words alone are in use."""
    permissions.check_matcher(by)
    before = MatcherVersion.objects.select_for_update().filter(tenant=by.tenant, active=True).first()
    if before is None:
        raise Blocked(refusal("matching.none_active"))
    if not reason.strip():
        raise Invalid({"reason": ["请写明为什么回退"]})
    row = MatcherVersion.objects.select_for_update().filter(tenant=by.tenant, number=before.followed).first()
    if row is None:
        before.active, before.reason = False, reason.strip()
        save(before)
        trail.record(subject=before, verb="matcher.roll_back", by=by, at=at, facts={"number": before.number, "to": 0}, note=reason)
        registry.touch(queries.MATCHER)
        return None
    return _in_use(by, at, "matcher.roll_back", row, before, reason)


def _in_use(by: Actor, at: datetime, verb: str, row: MatcherVersion, before: MatcherVersion | None, reason: str) -> MatcherVersion:
    if before is not None:
        before.active = False
        save(before)
    row.active, row.since, row.reason = True, at, reason.strip()
    save(row)
    facts = {"number": row.number, "digest": row.digest, "before": before.number if before else 0}
    trail.record(subject=row, verb=verb, by=by, at=at, rows=[before] if before else [], facts=facts, note=reason)
    registry.touch(queries.MATCHER)
    return row


@transaction.atomic
def add_everyday_words(*, by: Actor, at: datetime, matter: str, words: Sequence[str]) -> list[EverydayWord]:
    """The county says this matter so. Words that it has already change nothing. Raises Denied, Invalid for an unknown matter or a word
    that says nothing."""
    permissions.check_matcher(by)
    found = catalogue.matter(matter)
    if found is None:
        raise Invalid({"matter": [f"没有代码为 {matter} 的事项"]})
    wanted = _checked(words)
    rows = {r.word: r for r in EverydayWord.objects.select_for_update().filter(tenant=by.tenant, matter_code=matter)}
    made = []
    for word in wanted:
        row = rows.get(word) or EverydayWord(tenant=by.tenant, matter_code=matter, word=word)
        if word in found.words or (word in rows and row.ended_at is None):
            continue
        row.added_at, row.added_by, row.ended_at = at, by.name, None
        made.append(save(row))
        trail.record(subject=row, verb="matcher.add_word", by=by, at=at, facts={"matter": matter, "word": word})
    if made:
        registry.touch(queries.MATCHER)
    return made


def _checked(words: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(w.strip().lower() for w in words if w.strip()))
    if not wanted:
        raise Invalid({"words": ["请写至少一个说法"]})
    if len(wanted) > MOST_WORDS:
        raise Invalid({"words": [f"一次最多 {MOST_WORDS} 个说法"]})
    for word in wanted:
        try:
            phrase = Phrase.parse(word)
        except ValueError:
            phrase = None
        if phrase is None or len(word) > LONGEST_WORD or phrase.parts != ((word,),):
            raise Invalid({"words": [f"“{word}”不行：写两个到 {LONGEST_WORD} 个字的平常说法，不带 | 和 +"]})
    return wanted


@transaction.atomic
def end_everyday_word(*, by: Actor, at: datetime, matter: str, word: str) -> EverydayWord:
    """Take a word of the county back; words of the packs stay. Raises Denied, Invalid when the county has no such word."""
    permissions.check_matcher(by)
    row = EverydayWord.objects.select_for_update().filter(tenant=by.tenant, matter_code=matter, word=word, ended_at=None).first()
    if row is None:
        raise Invalid({"word": ["没有这个说法"]})
    row.ended_at = at
    save(row)
    trail.record(subject=row, verb="matcher.end_word", by=by, at=at, facts={"matter": matter, "word": word})
    registry.touch(queries.MATCHER)
    return row
