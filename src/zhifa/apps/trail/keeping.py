"""What was read of the house and is still true because nobody acted since: kept in this process under the change counter.

A county acts every few seconds and is looked at many times a second: desks that watch the same list share one reading of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar, cast

from django.conf import settings

from zhifa.apps.trail import queries

T = TypeVar("T")
MOST_KEPT = 2000
_look: ContextVar[list[str] | None] = ContextVar("look", default=None)
_kept: dict[Hashable, tuple[str, datetime | None, Any]] = {}


@contextmanager
def looking() -> Iterator[None]:
    """Within, the change counter is asked once at most, and what was kept under it is believed. For requests that only read."""
    if not settings.QUIET_KEPT or _look.get() is not None:
        yield
        return
    before = _look.set([])
    try:
        yield
    finally:
        _look.reset(before)


def seen() -> str:
    """The change counter as this look saw it first (one query); outside of one, as it is."""
    look = _look.get()
    if look is None:
        return queries.tip()
    if not look:
        look.append(queries.tip())
    return look[0]


def kept(key: Hashable, at: datetime | None, build: Callable[[], T]) -> T:
    """What `build` reads at the house time `at`; inside a look it may have been read before, since the last act and less than
    QUIET_KEPT seconds of that time ago, within which no clock is looked at again (`at` None: the answer looks at none). `key` names
    question and reader."""
    if _look.get() is None:
        return build()
    now = seen()  # before reading: what is read is then at least as new
    held = _kept.get(key)
    if held and held[0] == now and _fresh(at, held[1]):
        return cast(T, held[2])
    found = build()
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    _kept[key] = (now, at, found)
    return found


def _fresh(at: datetime | None, then: datetime | None) -> bool:
    return at is None or then is None or abs((at - then).total_seconds()) < settings.QUIET_KEPT


def forget() -> None:
    """Keep nothing of what this process read: for measurements."""
    _kept.clear()
