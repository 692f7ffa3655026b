"""The matcher for programs: train, use, go back, and the county's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhifa.apps.incidents import services
from zhifa.apps.incidents.queries import matching as queries
from zhifa.interfaces.api.acts import REFUSALS
from zhifa.interfaces.api.doing import once
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Actor

router = Router(tags=["matching"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}


class VersionOut(Schema):
    """One version. `lessons`: corrections it learned from; `report`: counts, `held_out` (corrections it had not seen) and `built_in`
    (the catalogue's own words), each with right answers before and after, per field, examples and conflicts, personal data masked."""

    number: int
    version: int
    digest: str
    lessons: int
    report: dict[str, Any]
    built_at: datetime
    built_by: str
    active: bool
    since: datetime | None
    followed: int
    reason: str


class TrainingOut(Schema):
    """A version that is being built: `done` of `of` stages; `failed`: it was given up."""

    done: int
    of: int
    failed: bool


class MatcherOut(Schema):
    """`training`: the version that is being built; `unread`: corrections since the newest version; `used`: decided proposals of each
    level and how many were corrected."""

    active: int
    training: TrainingOut | None
    unread: int
    used: list[dict[str, Any]]
    versions: list[VersionOut]


class ReasonIn(Strict):
    """`reason`: needed to go back, and to use a version some of whose answers are worse. `version`: the one that was seen."""

    reason: str = Field("", max_length=400)
    version: int | None = None


class ReachOut(Schema):
    """A matter and whether everyday wording reaches it: `state` no_words, shadowed, partly or reached; `shadow`: the matter that stands
    before it."""

    matter: str
    name: str
    domain: str
    words: int
    found: int
    missed: list[str]
    shadow: str
    by_name: bool
    state: str


class WordsIn(Strict):
    """Everyday words, two characters at least each."""

    words: list[str] = Field(max_length=20)


class WordOut(Schema):
    """One word of the county."""

    matter: str
    word: str
    added_at: datetime
    added_by: str


@router.get("", response={200: MatcherOut, **READS}, summary="匹配：在用的版本和各档把握的实际情况")
def standing(request: HttpRequest) -> dict[str, Any]:
    """Newest version first."""
    by = caller(request)
    rows = queries.versions(by)
    return {
        "active": next((r.number for r in rows if r.active), 0),
        "training": queries.training(by),
        "unread": queries.unread(by),
        "used": [asdict(u) for u in queries.used(by)],
        "versions": [_shown(r) for r in rows],
    }


@router.get("/try", response={200: dict[str, Any], **READS}, summary="试一句：会建议什么")
def tried(request: HttpRequest, text: str = "") -> dict[str, Any]:
    """Nothing is kept."""
    return queries.tried(caller(request), text)


@router.post("/versions", response={200: VersionOut, 202: TrainingOut, **REFUSALS}, summary="训练新版本")
def train(request: HttpRequest) -> Status[Any]:
    """Does not put it into use. 202: it is being built, `training` of the matcher says how far; 200: nothing was corrected since, the
    newest version stands."""
    by = caller(request)
    row = services.ask_matcher_version(by=by, at=clock.now())
    return (
        Status(202, queries.training(by) or queries.Training(0, queries.STAGES, False))
        if row is None
        else Status(200, _one(request, row.number))
    )


@router.get("/versions/{number}", response={200: VersionOut, **READS}, summary="一个版本的比较")
def version(request: HttpRequest, number: int) -> dict[str, Any]:
    """With its report."""
    return _one(request, number)


@router.post("/versions/{number}/acts/activate", response={200: VersionOut, **REFUSALS}, summary="启用一个版本")
def activate(request: HttpRequest, number: int, body: ReasonIn) -> dict[str, Any]:
    """From the next report on."""
    pk = UUID(_one(request, number)["id"])

    def act(by: Actor, at: datetime) -> object:
        return services.activate_matcher_version(by=by, at=at, matcher=pk, reason=body.reason, version=body.version)

    once(request, act)
    return _one(request, number)


@router.post("/acts/roll-back", response={200: MatcherOut, **REFUSALS}, summary="回退到以前在用的版本")
def roll_back(request: HttpRequest, body: ReasonIn) -> dict[str, Any]:
    """To the words alone when none was used before."""
    once(request, lambda by, at: services.roll_back_matcher(by=by, at=at, reason=body.reason))
    return standing(request)


@router.get("/reach", response={200: list[ReachOut], **READS}, summary="平常话找不到的事项")
def reach(request: HttpRequest, state: str = "") -> list[dict[str, Any]]:
    """All matters, or those in one state."""
    return [asdict(r) for r in queries.reached(caller(request)) if state in ("", r.state)]


@router.get("/words", response={200: list[WordOut], **READS}, summary="本县自己的日常说法")
def words(request: HttpRequest, matter: str = "") -> list[dict[str, Any]]:
    """Of one matter or all."""
    return list(_words(request, matter))


@router.post("/words/{matter}", response={200: list[WordOut], **REFUSALS}, summary="给事项加日常说法")
def add_words(request: HttpRequest, matter: str, body: WordsIn) -> list[dict[str, Any]]:
    """Words that it has already change nothing."""
    return list(_changed(request, matter, lambda by, at: services.add_everyday_words(by=by, at=at, matter=matter, words=body.words)))


@router.delete("/words/{matter}/{word}", response={200: list[WordOut], **REFUSALS}, summary="收回一个日常说法")
def end_word(request: HttpRequest, matter: str, word: str) -> list[dict[str, Any]]:
    """Of the county; words of the packs stay."""
    return list(_changed(request, matter, lambda by, at: services.end_everyday_word(by=by, at=at, matter=matter, word=word)))


def _changed(request: HttpRequest, matter: str, act: Callable[[Actor, datetime], object]) -> list[dict[str, Any]]:
    once(request, act)
    return list(_words(request, matter))


def _words(request: HttpRequest, matter: str) -> list[dict[str, Any]]:
    rows = queries.own_words(caller(request), matter)
    return [{**asdict(r), "added_at": r.added_at.astimezone(clock.ZONE)} for r in rows]


def _one(request: HttpRequest, number: int) -> dict[str, Any]:
    row = queries.one_version(caller(request), number)
    if row is None:
        raise Http404
    return _shown(row)


def _shown(row: queries.VersionRow) -> dict[str, Any]:
    since = row.since and row.since.astimezone(clock.ZONE)
    return {**asdict(row), "built_at": row.built_at.astimezone(clock.ZONE), "since": since}
