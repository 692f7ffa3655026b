"""A small day against a real server on this machine: the whole loop over HTTP, and every event accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from zhifa.apps.exchange.models import SourceToken
from zhifa.interfaces.cli import main as cli
from zhifa.interfaces.frame import clock
from zhifa.simulator.calling import Broken
from zhifa.simulator.county import County
from zhifa.simulator.playing import Wish, play

START = "2026-09-01T06:00:00+08:00"


@pytest.fixture
def server(transactional_db: None, county: None, live_server: Any, tmp_path: Path, settings: Any, at: datetime) -> Iterator[str]:
    """An installation with the demonstration's people and a clock of its own."""
    settings.VAR, settings.EVIDENCE_ROOT, settings.DOCUMENT_ROOT = tmp_path, tmp_path / "evidence", tmp_path / "documents"
    clock.set_demo_clock(at, 1)
    yield live_server.url
    clock.reset_demo_clock()


def test_a_morning_is_played_to_its_end_and_every_event_accounted_for(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    board = tmp_path / "board.json"
    words = ["simulate", "--base-url", server, "--seed", "5", "--incidents", "20", "--fast", "--hours", "3", "--start", START]
    assert cli.main([*words, "--board", str(board)]) == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    assert "every event is accounted for exactly once" in said
    assert said.count("registered") >= 3
    shown = json.loads(board.read_text())
    assert (shown["state"], shown["reckoning"]["wrong"], shown["counts"]["registered"]) == ("done", [], 20)
    assert shown["counts"]["visits"] > 0
    books = {row[0]: row[1] for table in shown["reckoning"]["tables"] if table["title"] == "books" for row in table["rows"]}
    assert books["numbers missing"] == books["trail problems"] == 0
    assert books["trail records verified"] > 100
    assert SourceToken.objects.filter(revoked_at__isnull=True).count() == 0


def test_production_has_no_clock_to_play_with(server: str, played: County, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Broken, match="the clock cannot be set"):
        play(Wish(server, incidents=1, speed=0), played)


def test_nobody_there_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["simulate", "--base-url", "http://127.0.0.1:9", "--incidents", "1"]) == 2
    assert "zhifa simulate:" in capsys.readouterr().err
