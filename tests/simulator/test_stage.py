"""The clock of the house follows the wished pace: it jumps, runs, waits, and waits for players who fall behind."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from zhifa.simulator.board import Board
from zhifa.simulator.calling import Answer, Astray, Broken, Caller
from zhifa.simulator.ledger import Ledger
from zhifa.simulator.stage import JUMP, PAUSE, HouseClock, Stage

START = datetime.fromisoformat("2026-09-01T08:00:00+08:00")


class Admin(Caller):
    """Keeps what the clock was set to."""

    def __init__(self, status: int = 200) -> None:
        self.status, self.sets = status, list[tuple[datetime, float]]()

    def send(self, method: str, path: str, body: Any = None, key: str = "") -> Answer:
        """Answers as the house does."""
        self.sets.append((datetime.fromisoformat(body["start"]), body["rate"]))
        return Answer(self.status, {})


def house(speed: float, **files: Path) -> tuple[HouseClock, Admin, Board]:
    admin, board = Admin(), Board(Ledger(), speed, **files)
    clock = HouseClock(admin, START, board)
    clock.begin()
    return clock, admin, board


def test_jumping_it_is_set_to_each_event_that_is_some_time_away() -> None:
    clock, admin, _board = house(JUMP)
    for seconds in (10, 60, 70, 200):
        clock.reach(START + timedelta(seconds=seconds))
    assert [int((at - START).total_seconds()) for at, _rate in admin.sets] == [0, 60, 200]
    assert {rate for _at, rate in admin.sets} == {0}


def test_running_it_is_waited_for() -> None:
    clock, admin, _board = house(3600)
    began = time.monotonic()
    clock.reach(START + timedelta(minutes=6))
    assert 0.05 < time.monotonic() - began < 2
    assert admin.sets == [(START, 3600)]


def test_it_waits_for_players_who_fall_behind_and_goes_on_when_they_are_there() -> None:
    clock, admin, _board = house(36_000)
    time.sleep(0.05)
    clock.reach(START)
    (held, rate) = admin.sets[-1]
    assert rate == 0
    assert clock.shown() == held > START + timedelta(minutes=4)
    clock.reach(held + timedelta(seconds=36))
    assert [rate for _at, rate in admin.sets] == [36_000, 0, 36_000]


def test_a_pause_lasts_until_another_pace_is_wished(tmp_path: Path) -> None:
    pace, shown = tmp_path / "pace.json", tmp_path / "board.json"
    pace.write_text(json.dumps({"speed": PAUSE}))
    clock, admin, board = house(60, pace_file=pace, file=shown)
    resumed: list[float] = []

    def watch(now: datetime) -> None:
        resumed.append(time.monotonic())
        pace.write_text(json.dumps({"speed": JUMP}))

    board.show = watch  # type: ignore[method-assign]
    clock.reach(START + timedelta(hours=1))
    assert resumed
    assert [rate for _at, rate in admin.sets][:2] == [60, 0]
    assert admin.sets[-1] == (START + timedelta(hours=1), 0)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"speed": "fast"}', '{"pace": 3}'])
def test_a_pace_file_that_says_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    pace = tmp_path / "pace.json"
    pace.write_text(text)
    assert Board(Ledger(), 60, pace_file=pace).wished() == 60
    assert Board(Ledger(), 60, pace_file=tmp_path / "missing").wished() == 60


def test_a_clock_that_cannot_be_set_is_said() -> None:
    with pytest.raises(Broken, match="cannot be set"):
        HouseClock(Admin(409), START, Board(Ledger(), 0)).begin()


def test_acts_come_in_their_order_and_one_that_goes_astray_does_not_end_the_day() -> None:
    clock, _admin, _board = house(JUMP)
    stage, done, astray = Stage(clock, START + timedelta(hours=2)), list[str](), list[str]()

    def lost(now: datetime) -> None:
        raise Astray("nobody there")

    stage.at(START + timedelta(minutes=9), lambda now: done.append("second"))
    stage.at(START + timedelta(minutes=5), lambda now: done.append("first"))
    stage.at(START + timedelta(minutes=7), lost)
    stage.at(START + timedelta(hours=3), lambda now: done.append("too late"))
    assert stage.run(lambda now: None, astray.append) == START + timedelta(minutes=9)
    assert (done, astray, stage.left) == (["first", "second"], ["nobody there"], 1)


def test_the_board_shows_figures_places_and_happenings(tmp_path: Path) -> None:
    from zhifa.simulator.stories import ENFORCEMENT, Story

    file, ledger = tmp_path / "board.json", Ledger()
    board = Board(ledger, 60, file)
    ledger.states["N-1"] = "accepted"
    story = Story("1", ENFORCEMENT, ("UM-018",), ("泼水",), "330127100", "老街", (119.0, 29.6), "educate", False)
    board.reported(START, "12345", story, "N-1", "来电反映老街泼水")
    board.happened(START, "甲", "已派遣", "老街 泼水")
    board.show(START)
    board.show(START)
    shown = json.loads(file.read_text())
    assert (shown["state"], shown["counts"]["open"], shown["points"][0]["level"]) == ("playing", 1, "")
    assert [line["said"] for line in shown["lines"]] == ["已派遣", ""]
    ledger.states["N-1"] = "closed"
    board.end("done", reckoning={"wrong": []})
    shown = json.loads(file.read_text())
    assert (shown["state"], shown["counts"]["done"], shown["points"][0]["level"]) == ("done", 1, "done")
