"""Journey (f): a newcomer presses one button on the first page, sees the county work, looks through somebody's eyes, and reads the
reconciliation at the end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.acting import press, run, says
from tests.e2e.installation import Installation

WITHIN = 60_000


@pytest.fixture(scope="module")
def short() -> Iterator[None]:
    """A small day: the installation of this file plays a few reports, not hundreds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIFA_REPLAY_INCIDENTS", "12")
        yield


def figure(page: Page, code: str) -> int:
    return int(page.locator(f"[data-figure={code}] .figure").inner_text())


def test_one_press_shows_a_county_at_work_and_adds_it_up(short, house: Installation, open_page, picture) -> None:
    house.clock(datetime.fromisoformat("2026-09-01T07:59:00+08:00"))
    page = open_page()
    page.goto("/")
    press(page, "开始演一天")
    page.wait_for_url("**/replay/")
    press(page, "1 分钟演 4 小时")
    expect(page.locator("[data-figure=registered] .figure")).not_to_have_text("0", timeout=3 * WITHIN)
    expect(page.locator(".replay-lines li").nth(3)).to_be_visible(timeout=WITHIN)
    picture(page, "71-replay")

    press(page, "暂停")
    says(page, "暂停")
    press(page, "能多快就多快")
    with page.expect_popup() as opened:
        press(page, "县领导：全县驾驶舱")
    says(opened.value, "全县执法监管")
    picture(opened.value, "72-cockpit-while-it-plays")

    expect(page.locator("[data-reckoning=right]")).to_be_visible(timeout=4 * WITHIN)
    says(page, "每一件都只算一次")
    says(page, "各来源的反映")
    assert figure(page, "registered") == 12
    assert figure(page, "sent") >= 12
    assert re.search(r"再演一天", page.content())
    picture(page, "73-reconciliation")
    board = json.loads((house.var / "replay" / "board.json").read_text())
    assert board["reckoning"]["wrong"] == []
    run(house, "trail", "verify")


def test_a_day_that_is_stopped_says_so(short, house: Installation, open_page) -> None:
    page = open_page({"width": 390, "height": 844})
    page.goto("/replay/")
    press(page, "演一天")
    expect(page.locator("[data-replay=playing]")).to_be_visible(timeout=WITHIN)
    press(page, "停止")
    expect(page.locator("[data-replay=stopped]")).to_be_visible(timeout=WITHIN)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
