"""The clock is read in `interfaces/frame` only; everybody else is told the time."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.settings import REPOSITORY

SOURCE = REPOSITORY / "src" / "zhifa"
READING = {"now", "today", "utcnow", "time", "time_ns"}
CONVERTING = {"localtime", "gmtime", "localdate"}  # reading only when nothing is given
OWNERS = {"datetime", "date", "timezone", "time"}
# Leases and pauses between tries are not the time of an act, nor is how long the start command takes.
EXCEPTED = (
    "interfaces/frame/",
    "apps/outbox/",
    "apps/trail/consumers.py",
    "interfaces/jobs/",
    "interfaces/cli/run.py",
    "interfaces/cli/preparing.py",
    "interfaces/cli/processes.py",
)


def reads(name: str, given: bool) -> bool:
    """Whether a call of that name asks the machine."""
    return name in READING or (name in CONVERTING and not given)


def readings(path: Path) -> list[int]:
    """Lines that ask the machine what time it is."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and reads(node.func.attr, bool(node.args or node.keywords)):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if name in OWNERS:
                found.append(node.lineno)
    return found


def test_the_clock_is_read_in_frame_only() -> None:
    found = {}
    for path in SOURCE.rglob("*.py"):
        name = str(path.relative_to(SOURCE))
        if not name.startswith(EXCEPTED) and "migrations" not in path.parts and (lines := readings(path)):
            found[name] = lines
    assert found == {}


@pytest.mark.parametrize(
    "line", ["datetime.now(UTC)", "date.today()", "timezone.now()", "datetime.datetime.now()", "time.time()", "timezone.localdate()"]
)
def test_each_way_of_reading_is_seen(line: str, tmp_path: Path) -> None:
    file = tmp_path / "sample.py"
    file.write_text(line)
    assert readings(file) == [1]
