"""Do an act for an API caller: once per `Idempotency-Key`, on the version that the caller saw."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhifa.apps.trail.acts import Invalid, used
from zhifa.interfaces.api import bodies
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame.loop.spec import Call
from zhifa.interfaces.frame.performing import perform_once
from zhifa.law.actors import Actor

LONGEST_KEY = 200


def submit_key(request: HttpRequest, by: Actor) -> str:
    """The caller's key bound to the person and the address, so that one key cannot swallow another act; empty: none."""
    given = request.headers.get("Idempotency-Key", "").strip()
    if len(given) > LONGEST_KEY:
        raise Invalid({"Idempotency-Key": [_("最多 {max_length} 个字符").format(max_length=LONGEST_KEY)]})
    return hashlib.sha256(f"{by.person}\n{request.path}\n{given}".encode()).hexdigest() if given else ""


def done_before(request: HttpRequest) -> bool:
    """This caller did this act with this key: the answer to a repetition even when the object has left the caller's reach since."""
    by = caller(request)
    return used(submit_key(request, by), by)


def once(request: HttpRequest, act: Callable[[Actor, datetime], object]) -> bool:
    """Does it; False when this key did it before. Refusals pass through and free the key."""
    by = caller(request)
    return perform_once(by, submit_key(request, by), lambda who, at: (act(who, at), True)) is not None


def perform(request: HttpRequest, fill: bodies.Fill, call: Call, pk: UUID, body: Mapping[str, Any] | None) -> bool:
    """An act with its form on the object `pk` with a JSON body; False when it was a repetition."""
    said = dict(body or {})
    version = said.pop("version", None)
    if version is not None and (isinstance(version, bool) or not isinstance(version, int)):
        raise Invalid({"version": [_("应为整数")]})
    words = bodies.cleaned(fill, said)
    return once(request, lambda by, at: call(by, at, pk, words, version))
