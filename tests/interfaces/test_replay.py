"""A day at the press of a button: ordered on a page, played by the installation, one at a time; production knows nothing of it."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from zhifa.interfaces.cli import run
from zhifa.interfaces.cli.replaying import Replay
from zhifa.interfaces.frame import orders, replay_urls

BOARD = {
    "state": "playing", "now": "2026-09-01T09:12:00+08:00", "start": "2026-09-01T08:00:00+08:00", "until": "2026-09-03T14:00:00+08:00",
    "speed": 120, "counts": {"registered": 17}, "points": [{"lon": 119.0, "lat": 29.6, "label": "老街 <b>", "level": ""}],
    "lines": [{"at": "09:12", "who": "值班调度员甲", "said": "已派遣", "about": "老街 <i>", "number": ""}],
}  # fmt: skip


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Any) -> Path:
    """Orders of this test only."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def people(county: None) -> None:
    """The demonstration's accounts: loaded with the county."""


def show(board: dict[str, Any]) -> None:
    orders.board_file().write_text(json.dumps(board))


@pytest.mark.parametrize("page", ["frame:login", "portal:home"])
def test_the_first_pages_offer_it_in_a_demonstration_only(client: Client, people: None, settings: Any, page: str) -> None:
    assert "开始演一天" in client.get(reverse(page)).content.decode()
    settings.DEMO = False
    assert "开始演一天" not in client.get(reverse(page)).content.decode()


def test_production_has_neither_the_pages_nor_the_process(settings: Any) -> None:
    settings.DEMO = False
    try:
        assert importlib.reload(replay_urls).urlpatterns == []
    finally:
        settings.DEMO = True
        assert importlib.reload(replay_urls).urlpatterns != []
    settings.DEMO = False
    assert run.on_order(argparse.Namespace(host="0.0.0.0", port=8000)) == []


def test_one_press_orders_a_day_and_a_second_one_only_shows_it(client: Client, db: None) -> None:
    answer = client.post(reverse("replay:begin"))
    assert answer.headers["Location"] == reverse("replay:page")
    assert orders.taken() == "play"
    assert client.post(reverse("replay:begin")).status_code == 302
    assert orders.taken() == ""


def test_the_page_shows_what_happens_and_whose_eyes_one_may_use(client: Client, people: None) -> None:
    show(BOARD)
    page = client.get(reverse("replay:page")).content.decode()
    assert 'data-eyes="dispatcher-1"' in page
    assert 'data-eyes="leader"' in page
    part = client.get(reverse("replay:now")).content.decode()
    assert '<span class="figure">17</span>' in part
    assert "9-1 09:12" in part
    assert "老街 &lt;i&gt;" in part
    assert "<script" not in part


def test_before_the_first_day_and_after_the_last_one_it_can_be_begun(client: Client, db: None) -> None:
    assert "开始演一天" in client.get(reverse("replay:page")).content.decode()
    table = {"title": "reports by source", "columns": ["source", "sent"], "rows": [["12345", 3]]}
    show({**BOARD, "state": "done", "reckoning": {"tables": [table], "wrong": []}})
    page = client.get(reverse("replay:page")).content.decode()
    assert "再演一天" in page
    assert 'data-reckoning="right"' in page
    assert "各来源的反映" in page
    assert "12345 热线" in page
    show({**BOARD, "state": "done", "reckoning": {"tables": [table], "wrong": ["report 7: lost"]}})
    assert "report 7: lost" in client.get(reverse("replay:page")).content.decode()


@pytest.mark.parametrize(("asked", "left"), [("60.0", 60), ("0.0", 0), ("-1.0", -1), ("1000000", None), ("schnell", None), ("", None)])
def test_the_pace_is_one_of_those_offered(client: Client, db: None, asked: str, left: float | None) -> None:
    client.post(reverse("replay:pace"), {"speed": asked})
    found = json.loads(orders.pace_file().read_text())["speed"] if orders.pace_file().exists() else None
    assert found == left


@pytest.mark.parametrize("name", ["begin", "pace", "stop"])
def test_orders_are_given_by_pressing_only(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(f"replay:{name}")).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse(f"replay:{name}")).status_code == 403
    assert orders.taken() == ""


@pytest.fixture
def child() -> Iterator[Replay]:
    """A play that notes that it began and then only sleeps."""
    code = "import sys, pathlib, time; pathlib.Path(sys.argv[1]).open('a').write('x'); time.sleep(60)"
    made = Replay([sys.executable, "-c", code, str(orders.room() / "begun")], "http://127.0.0.1:9")
    made.start()
    yield made
    made.stop(9)
    if made.process:
        made.process.wait()


def begun() -> int:
    """How many plays began."""
    file = orders.room() / "begun"
    return len(file.read_text()) if file.exists() else 0


def until(condition: Any, child: Replay) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert child.tend(time.monotonic())
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_order_of_an_earlier_run_is_void_and_one_day_plays_at_a_time(child: Replay) -> None:
    orders.order("play")
    child.start()
    child.tend(0)
    assert child.process is None
    orders.order("play")
    until(lambda: begun() == 1, child)
    first = child.process
    orders.order("play")
    child.tend(0)
    assert child.process is first
    orders.order("stop")
    until(lambda: child.process is None, child)
    assert orders.board()["state"] == "stopped"
    assert begun() == 1


def test_a_day_that_breaks_off_says_so_and_another_may_be_ordered(child: Replay) -> None:
    orders.order("play")
    until(lambda: begun() == 1, child)
    child.stop(9)
    until(lambda: child.process is None, child)
    assert orders.board()["state"] == "failed"
    orders.order("play")
    until(lambda: begun() == 2, child)


def test_what_a_play_said_itself_at_its_end_stays(child: Replay) -> None:
    orders.order("play")
    until(lambda: begun() == 1, child)
    show({"state": "done"})
    child.stop(9)
    until(lambda: child.process is None, child)
    assert orders.board() == {"state": "done"}


def test_a_broken_order_is_none() -> None:
    (orders.room() / "order.json").write_text("{")
    assert orders.taken() == ""
    assert not (orders.room() / "order.json").exists()
