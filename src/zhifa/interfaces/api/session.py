"""The way in for a person's programs: account and password for a key that ends, slowed down like the log-in page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from zhifa.apps.accounts import queries, services
from zhifa.interfaces.api.people import PersonKey, held_key
from zhifa.interfaces.api.problems import Problem, ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.login import address
from zhifa.law.actors import Actor

router = Router(tags=["session"])


class LoginIn(Strict):
    """As on the log-in page."""

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=256)


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
    until: datetime


class KeyOut(PersonOut):
    """`token`: shown once."""

    token: str


@router.post("", auth=None, response={201: KeyOut, 401: ProblemOut, 422: ProblemOut, 429: ProblemOut}, summary="登录，取得个人令牌")
def open_session(request: HttpRequest, body: LoginIn) -> Any:
    """A key for 12 hours, named in the trail. 401: wrong name or password, without saying which. 429: too many failures."""
    user: Any = authenticate(request, username=body.username, password=body.password)
    if user is None:
        return Problem(401, "unauthenticated", _("登录没有成功"), _("账号或密码不对。请检查大小写后再试。")).response()
    by, at = queries.actor_for(user.pk, clock.today()), clock.now()
    user_logged_in.send(sender=type(user), request=request, user=user)  # failures are forgotten, as at the page
    token = services.open_access(by=by, at=at, user_id=user.pk, address=address(request))
    return Status(201, {**_shown(by, at + services.ACCESS_LASTS), "token": token})


@router.get("", auth=PersonKey(), response={200: PersonOut, 401: ProblemOut}, summary="我是谁")
def session(request: HttpRequest) -> dict[str, Any]:
    """Duties are those of today: they may have changed since the key was given."""
    return _shown(caller(request), held_key(request).until)


@router.delete("", auth=PersonKey(), response={204: None, 401: ProblemOut}, summary="注销个人令牌")
def end_session(request: HttpRequest) -> Status[None]:
    """The key opens nothing any more, at once."""
    services.revoke_access(by=caller(request), at=clock.now(), token_id=held_key(request).id)
    return Status(204, None)


def _shown(by: Actor, until: datetime) -> dict[str, Any]:
    return {
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "roles": sorted(by.roles),
        "organ": by.organ,
        "team": by.team,
        "areas": sorted(by.areas),
        "certificate": by.certificate,
        "until": until.astimezone(clock.ZONE),
    }
