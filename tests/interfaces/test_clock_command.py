from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import clock


@pytest.fixture(autouse=True)
def room(tmp_path: Path, settings: Any) -> Iterator[None]:
    settings.VAR = tmp_path
    yield
    clock.reset_demo_clock()


def test_the_clock_is_shown_set_paced_and_reset(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clock", "set", "2026-09-01T08:00", "--rate", "0"]) == 0
    assert "2026-09-01T08:00:00+08:00" in capsys.readouterr().out
    assert clock.today().isoformat() == "2026-09-01"
    assert cli.main(["clock", "rate", "60"]) == 0
    assert "60 times" in capsys.readouterr().out
    assert clock.today().isoformat() == "2026-09-01"
    assert cli.main(["clock", "reset"]) == 0
    assert "machine's" in capsys.readouterr().out
    assert clock.demo_clock() is None


def test_a_pace_backwards_and_production_are_refused(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clock", "rate", "-1"]) == 2
    settings.DEMO = False
    assert cli.main(["clock", "set", "2026-09-01T08:00"]) == 1
    assert "demonstration" in capsys.readouterr().err


def test_an_instant_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SystemExit):
        cli.main(["clock", "set", "tomorrow"])
