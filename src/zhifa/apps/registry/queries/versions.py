"""Which version of the reference data this process sees, and what it keeps in memory of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.db import connection

T = TypeVar("T")
_reading: ContextVar[dict[str, str] | None] = ContextVar("reading", default=None)
_kept: dict[tuple[str, str], tuple[str, Any]] = {}
# Asked in every request: as text, because the ORM spends more on putting these words together than the database on answering.
_ASK = "SELECT name, token FROM registry_dataversion WHERE tenant = %s"


@contextmanager
def one_reading() -> Iterator[None]:
    """Within, data versions are asked once: one request or one job sees one state of the reference data. Who changes it leaves
    this at once by `forget_reading`."""
    if _reading.get() is not None:
        yield
        return
    before = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(before)


def forget_reading() -> None:
    """The reference data changed inside this reading."""
    held = _reading.get()
    if held is not None:
        held.clear()


def data_version(name: str) -> str:
    """Changes with every change of the reference data of this name ("": never changed); one query, none again within
    `one_reading`."""
    held = _reading.get()
    if held:
        return held.get(name, "")
    with connection.cursor() as cursor:
        cursor.execute(_ASK, (settings.ZHIFA_TENANT,))
        found = {row[0]: str(row[1]) for row in cursor.fetchall()}
    if held is not None:
        held.update(found)
    return found.get(name, "")


def changed_at(name: str) -> datetime | None:
    """When the reference data of this name changed last, to the millisecond: the token is made in time order (as many queries as
    `data_version`); None when it never changed or nobody knows when."""
    token = data_version(name)
    made = UUID(token) if token else None
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC) if made and made.version == 7 else None


def kept(name: str, build: Callable[[], T]) -> T:
    """What `build` reads, kept in this process until `services.touch(name)` (1 query when nothing changed)."""
    version, place = data_version(name), (settings.ZHIFA_TENANT, name)
    held = _kept.get(place)
    if held is None or held[0] != version:
        held = _kept[place] = (version, build())
    return cast(T, held[1])
