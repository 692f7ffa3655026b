"""The way in for a person's programs: account and password for a key that ends, slowed down like the log-in page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from zhifa.apps.accounts import queries, services
from zhifa.interfaces.api.acts import REFUSALS
from zhifa.interfaces.api.people import PersonKey, held_key
from zhifa.interfaces.api.problems import Problem, ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock, guessing
from zhifa.interfaces.frame.devices import address, named
from zhifa.interfaces.frame.locking import proves
from zhifa.interfaces.frame.login import code_fits
from zhifa.law.actors import Actor

router = Router(tags=["session"])


class LoginIn(Strict):
    """As on the log-in page."""

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=256)
    code: str = Field("", max_length=40, description="开启了两步验证的账号：动态码或恢复码")


class UnlockIn(Strict):
    """One of the two."""

    password: str = Field("", max_length=256)
    code: str = Field("", max_length=40)


class SessionOut(Schema):
    """One open way in. `place`: the address without its last part; `current`: the key that asks."""

    id: UUID
    kind: str
    device: str
    place: str
    since: datetime
    used_at: datetime
    locked: bool
    current: bool


class PersonOut(Schema):
    """Who acts with this key, today."""

    person: str
    name: str
    post: str
    roles: list[str]
    organ: str
    team: str
    areas: list[str]
    certificate: str
    until: datetime | None


class KeyOut(PersonOut):
    """`token`: shown once."""

    token: str


@router.post("", auth=None, response={201: KeyOut, 401: ProblemOut, 422: ProblemOut, 429: ProblemOut}, summary="登录，取得个人令牌")
def open_session(request: HttpRequest, body: LoginIn) -> Any:
    """A key for 12 hours, named in the trail. 401: wrong name or password, without saying which; `code_required` when the account asks
    for a code, `code_wrong` when it is none. 429: too many failures."""
    user: Any = authenticate(request, username=body.username, password=body.password)
    if user is None:
        return Problem(401, "unauthenticated", _("登录没有成功"), _("账号或密码不对。请检查大小写后再试。")).response()
    if queries.has_factor(user.pk) and (wrong := _code_problem(request, user, body.code)):
        return wrong.response()
    by, at = queries.actor_for(user.pk, clock.today()), clock.now()
    guessing.passed(request, user)
    place = {"device": named(request.headers.get("User-Agent", "")), "address": address(request)}
    token = services.open_access(by=by, at=at, machine=clock.machine(), user_id=user.pk, **place)
    return Status(201, {**_shown(by, at + services.ACCESS_LASTS), "token": token})


def _code_problem(request: HttpRequest, user: Any, code: str) -> Problem | None:
    if not code:
        return Problem(401, "code_required", _("还要动态码"), _("这个账号开启了两步验证：请在 code 里带上手机上的动态码或恢复码。"))
    if not code_fits(user, code):
        guessing.failed(request, user.username)
        return Problem(401, "code_wrong", _("登录没有成功"), _("这个码不对，或者已经用过。等手机上换出下一个再试。"))
    return None


@router.post("/unlock", auth=PersonKey(locked_too=True), response={200: PersonOut, 401: ProblemOut, 429: ProblemOut}, summary="解锁")
def unlock(request: HttpRequest, body: UnlockIn) -> Any:
    """A key that nobody used for too long (401 `session_locked`) goes on after password or code."""
    held = held_key(request)
    if not guessing.allowed(request, held.user.username) or not proves(request, held.user, body.code or body.password):
        return Problem(401, "unauthenticated", _("没有解锁"), _("密码或动态码不对。")).response()
    by = caller(request)
    services.unlock_session(by=by, at=clock.now(), machine=clock.machine(), session_id=held.id)
    return Status(200, _shown(by, held.until))


@router.get("/all", auth=PersonKey(), response={200: list[SessionOut], 401: ProblemOut}, summary="我的全部登录")
def all_sessions(request: HttpRequest) -> list[dict[str, Any]]:
    """Browsers and keys of this person, last used first."""
    held = held_key(request)
    rows = queries.open_sessions(held.user.pk, clock.now(), clock.machine())
    return [{**asdict(row), "current": row.id == held.id} for row in rows]


@router.delete("/{session}", auth=PersonKey(), response={204: None, **REFUSALS}, summary="结束一个登录")
def end_one(request: HttpRequest, session: UUID) -> Status[None]:
    """At once: one of one's own; of others by the system or security administrator."""
    services.end_session(by=caller(request), at=clock.now(), session_id=session)
    return Status(204, None)


@router.get("", auth=PersonKey(), response={200: PersonOut, 401: ProblemOut}, summary="我是谁")
def session(request: HttpRequest) -> dict[str, Any]:
    """Duties are those of today: they may have changed since the key was given."""
    return _shown(caller(request), held_key(request).until)


@router.delete("", auth=PersonKey(), response={204: None, 401: ProblemOut}, summary="注销个人令牌")
def end_session(request: HttpRequest) -> Status[None]:
    """The key opens nothing any more, at once."""
    services.log_out(by=caller(request), at=clock.now(), session_id=held_key(request).id)
    return Status(204, None)


def _shown(by: Actor, until: datetime | None) -> dict[str, Any]:
    return {
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "roles": sorted(by.roles),
        "organ": by.organ,
        "team": by.team,
        "areas": sorted(by.areas),
        "certificate": by.certificate,
        "until": until and until.astimezone(clock.ZONE),
    }
