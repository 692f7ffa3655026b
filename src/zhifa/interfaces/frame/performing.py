"""Do one act of a form: the submit key and the act commit together, so a second press does nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.http import HttpRequest

from zhifa.apps.trail import acts
from zhifa.interfaces.frame import acting, clock
from zhifa.law.actors import Actor

T = TypeVar("T")


def perform(request: HttpRequest, act: Callable[[Actor, datetime], T]) -> T | None:
    """The act's result, or None when this submit key was used before. Refusals pass through and leave nothing behind."""
    return perform_once(acting.actor(request), request.POST.get("submit_key", ""), act)


def perform_once(by: Actor, key: str, act: Callable[[Actor, datetime], T]) -> T | None:
    """The same for a door without forms; an empty key is always new."""
    with transaction.atomic():
        if not acts.once(key, by):
            return None
        return act(by, clock.now())


def version_of(request: HttpRequest) -> int | None:
    """The version that the form showed; None when it showed none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None
