"""Trying every cell of a table on one prepared object: what is allowed is undone, what is refused must leave nothing behind.

On SQLite every cell is tried. Which duty may do what is decided before any row is written, so on PostgreSQL it is every cell that
is allowed and, of the others, each act in each state by a quarter of the duties, another quarter for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from types import ModuleType
from uuid import UUID
from zlib import crc32

import pytest
from django.db import connection, transaction

from zhifa.apps.trail.models import Record
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.states import Workflow
from zhifa.law.rulings import Blocked, Denied

Act = Callable[[Actor, UUID], object]
ROLES = [r for r in Role if r is not Role.SYSTEM]


class Undo(Exception):
    """Rolls a tried cell back."""


def expected(table: Workflow, state: str, act: str, role: Role) -> str:
    """What the table says of a cell: ok, denied or blocked."""
    row = table.row(state, act)
    if row is None:
        return "blocked"
    return "ok" if role in row.roles else "denied"


def tried(act: Callable[[], object], undo: bool = True) -> str:
    """ok, denied or blocked. A refusal rolls its own act back, so `undo` is needed only where the act may be allowed."""
    try:
        if not undo:
            act()
            return "ok"
        with transaction.atomic():
            act()
            raise Undo
    except Undo:
        return "ok"
    except Denied:
        return "denied"
    except Blocked:
        return "blocked"


def differs(table: Workflow, state: str, act: str, role: Role, do: Callable[[], object]) -> list[tuple[str, str, str, str]]:
    """Empty when the service answers as the table says, else what it answered."""
    wanted = expected(table, state, act, role)
    if wanted != "ok" and connection.vendor == "postgresql" and not _chosen(state, act, role):
        return []
    found = tried(do, undo=wanted == "ok")
    return [] if found == wanted else [(state, act, role.value, found)]


def _chosen(state: str, act: str, role: Role) -> bool:
    return (crc32(f"{state} {act}".encode()) + list(Role).index(role)) % 4 == 0


@contextmanager
def held(module: ModuleType, *rows: Row) -> Iterator[None]:
    """Within, the module's `locked` hands out copies of these rows, as they are now, instead of reading them for every cell."""
    kept, locked = {(type(row), str(row.pk)): row for row in rows}, module.locked

    def handed(model: type[Row], pk: UUID | str, version: int | None = None) -> Row:
        row = kept.get((model, str(pk)))
        return copy(row) if row is not None else locked(model, pk, version)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "locked", handed)
        yield


@contextmanager
def nothing_recorded() -> Iterator[None]:
    """After all that was refused or undone within, the trail is as long as before."""
    before = Record.objects.count()
    yield
    assert Record.objects.count() == before
