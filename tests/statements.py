"""What each test asks of the database: doors ask again what services ask, and on the second database only new questions prove something.

The run on SQLite writes down which statements each test needed; the run on PostgreSQL leaves out the tests of the doors whose
statements are all asked by others there. Without the first run's folder (ZHIFA_TEST_ASKED) every test runs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_LIST = re.compile(r"%s(, %s)+")
_ROWS = re.compile(r"\(%s\+\)(, \(%s\+\))+")
_asked: dict[str, set[int]] = {}
_took: dict[str, float] = {}
_now: set[int] = set()


@cache
def shape(sql: str) -> int:
    """The same for lists of any length; 0 for what only holds a transaction together."""
    if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA")):
        return 0
    return crc32(_ROWS.sub("(%s+)", _LIST.sub("%s+", sql)).encode())


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    _now.add(shape(sql))
    return execute(sql, params, many, context)


def _listen(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)


def record() -> None:
    """From now on, on every connection of this process."""
    connection_created.connect(_listen)


def of(test: str, seconds: float) -> None:
    """What was asked since the last call was asked by this test."""
    _asked.setdefault(test, set()).update(_now - {0})
    _took[test] = _took.get(test, 0) + seconds
    _now.clear()


def write(folder: Path, name: str) -> None:
    """One file per process."""
    data = {test: [sorted(shapes), _took[test]] for test, shapes in _asked.items()}
    (folder / f"{name}.json").write_text(json.dumps(data))


def spare(folder: Path, candidates: Iterable[str], others: Iterable[str]) -> set[str]:
    """The candidates whose statements are all asked by the others and by the candidates that stay. One that the first run does not
    know stays."""
    known: dict[str, tuple[list[int], float]] = {}
    for path in sorted(folder.glob("*.json")):
        known.update(json.loads(path.read_text()))
    left = {test for test in candidates if test in known}
    covered = {shape for test in others if test in known for shape in known[test][0]}
    new = {test: set(known[test][0]) - covered for test in left}
    # The most new statements for its seconds first; the name decides between equals, so that all workers choose alike.
    while any(new.values()):
        best = max(new, key=lambda test: (len(new[test]) / (known[test][1] + 0.02), test))
        won = new.pop(best)
        new = {test: shapes - won for test, shapes in new.items()}
    return set(new)
