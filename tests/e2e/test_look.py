"""The frame in a real browser: keyboard, live parts, drafts, one press, and whether everybody can read it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESK, PHONE

AUDIT = (Path(__file__).parent / "audit.js").read_text()
PASSWORD = "zhifa-yanshi"
FENKOU = "330127108"
ASKED = f"/?area={FENKOU}&what=店铺把东西摆到人行道上"
MISSING = ("/track/0000000000", "/nowhere")
PUBLIC = (
    "/",
    ASKED,
    f"/areas/{FENKOU}",
    f"/areas/{FENKOU}?domain=urban_management",
    "/matters/?what=垃圾",
    f"/matters/UM-001?area={FENKOU}",
    f"/who/{FENKOU}/UM-001?day=2026-09-01",
    "/notices/",
    f"/notices/gov-{FENKOU}",
    "/boundaries?what=油烟",
    "/open-data",
    "/open-data/grants",
    "/report",
    "/track/",
    "/about",
    "/login",
    *MISSING,
)
Sign = Callable[[Page, str, str], None]
Look = Callable[..., Page]
Picture = Callable[[Page, str], None]


def audit(page: Page) -> list[str]:
    found: list[str] = page.evaluate(AUDIT)
    return found


def report(page: Page, text: str) -> str:
    """Somebody reports through the public page; returns the tracking code."""
    page.goto(f"/report?area={FENKOU}")
    page.fill("#id_text", text)
    page.click("text=提交，拿查询码")
    return page.inner_text(".code-big")


@pytest.mark.parametrize("address", PUBLIC)
def test_everybody_can_read_and_use_the_public_pages(look: Look, address: str) -> None:
    for size in (DESK, PHONE):
        assert audit(look(address, size, status=404 if address in MISSING else 200)) == [], size


@pytest.mark.parametrize("address", ["/styleguide", "/styleguide?theme=wall", "/styleguide?kind=phone"])
def test_every_component_can_be_read_in_every_theme(look: Look, address: str) -> None:
    page = look(address)
    for summary in page.locator(".why > summary").all():
        summary.click()
    assert audit(page) == []


def test_the_answer_is_on_the_first_screen(open_page: Callable[..., Page], picture: Picture) -> None:
    for size, name in ((DESK, "public-desk"), (PHONE, "public-phone")):
        page = open_page(size)
        page.goto(ASKED)
        page.wait_for_selector(".map-name")
        where = page.locator(".answer .name").bounding_box()
        assert where
        assert where["y"] + where["height"] < size["height"]
        picture(page, name)


def test_a_press_on_the_map_or_its_list_chooses_the_place(desk: Page) -> None:
    desk.goto("/")
    desk.wait_for_selector(".map-name")
    desk.click("text=用名单代替地图")
    desk.click(".map-list button:has-text('威坪镇')")
    assert desk.input_value("#area") == "330127104"
    desk.fill("#what", "店外经营")
    desk.click(".map-list button:has-text('浪川乡')")
    expect(desk.locator(".answer .name").first).to_contain_text("淳安县综合行政执法局")


def test_typed_text_survives_leaving_and_goes_when_it_was_sent(desk: Page) -> None:
    desk.goto("/report")
    desk.fill("#id_text", "有人在河边烧垃圾")
    desk.goto("/about")
    desk.goto("/report")
    assert desk.input_value("#id_text") == "有人在河边烧垃圾"
    expect(desk.locator(".draft-note")).to_be_visible()
    desk.select_option("#id_area", FENKOU)
    desk.click("text=提交，拿查询码")
    desk.wait_for_selector(".code-big")
    desk.goto("/report")
    assert desk.input_value("#id_text") == ""


def test_a_second_press_sends_nothing(desk: Page) -> None:
    sent: list[str] = []
    desk.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    desk.goto(f"/report?area={FENKOU}")
    desk.fill("#id_text", "店外经营")
    desk.evaluate("() => { const b = document.querySelector('form.card button:not([type=button])'); b.click(); b.click(); b.click(); }")
    desk.wait_for_selector(".code-big")
    assert len(sent) == 1


def test_a_reporter_follows_by_the_code(desk: Page) -> None:
    code = report(desk, "夜里有人倒建筑垃圾")
    desk.goto("/track/")
    desk.fill("#code", code.lower())
    desk.keyboard.press("Enter")
    expect(desk.locator(".steps")).to_contain_text("收到")


def test_news_reaches_the_desk_within_three_seconds_and_disturbs_nobody(open_page: Callable[..., Page], sign_in: Sign) -> None:
    desk, citizen = open_page(), open_page(PHONE)
    sign_in(desk, "dispatcher-1", PASSWORD)
    desk.goto("/desk/queue/")
    desk.focus("[data-search]")
    desk.keyboard.type("环镇路")
    citizen.goto(f"/report?area={FENKOU}")
    citizen.fill("#id_text", "商贸街有人占道卖菜")
    begun = time.monotonic()
    citizen.click("text=提交，拿查询码")
    citizen.wait_for_selector(".code-big")
    expect(desk.locator("[data-item]", has_text="商贸街有人占道卖菜")).to_be_visible(timeout=4000)
    assert time.monotonic() - begun < 4
    assert desk.evaluate("document.activeElement.matches('[data-search]')")
    assert desk.input_value("[data-search]") == "环镇路"


def test_the_desk_is_worked_by_keys(open_page: Callable[..., Page], sign_in: Sign) -> None:
    citizen = open_page(PHONE)
    for text in ("占道经营一", "占道经营二", "占道经营三"):
        report(citizen, text)
    desk = open_page()
    sign_in(desk, "dispatcher-1", PASSWORD)
    desk.goto("/desk/queue/")
    desk.keyboard.press("j")
    first = desk.locator("[data-item][data-selected], [data-item]:has([aria-current=true])").first.get_attribute("data-id")
    desk.wait_for_timeout(300)
    desk.keyboard.press("j")
    desk.wait_for_timeout(300)
    second = desk.locator("[data-item][data-selected]").first.get_attribute("data-id")
    assert first != second
    desk.keyboard.press("?")
    expect(desk.locator("dialog[open]")).to_contain_text("这一页的按键")
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+k")
    assert desk.evaluate("document.activeElement.matches('[data-search]')")


def test_the_first_tab_skips_to_the_content(desk: Page) -> None:
    desk.goto("/about")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.textContent") == "跳到正文"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main"


def test_a_deadline_ticks_and_says_what_it_rests_on(desk: Page) -> None:
    desk.goto("/styleguide")
    chip = desk.locator("details.clock").first
    chip.locator("summary").click()
    expect(chip.locator(".pop")).to_contain_text("行政处罚法 第五十一条")
    desk.keyboard.press("Escape")
    expect(chip.locator(".pop")).to_be_hidden()
    assert re.match(r"剩 \d", chip.locator("[data-left]").inner_text())


def test_a_question_is_asked_before_what_cannot_be_undone(desk: Page) -> None:
    desk.goto("/styleguide")
    desk.click("button:has-text('作废文书')")
    dialog = desk.locator("dialog[open]")
    expect(dialog).to_contain_text("编号不会再用")
    dialog.locator("text=取消").click()
    expect(desk.locator("dialog[open]")).to_have_count(0)


def test_a_broken_line_is_said_and_nothing_is_lost(phone: Page) -> None:
    phone.goto(f"/report?area={FENKOU}")
    phone.fill("#id_text", "停车占用盲道")
    phone.context.set_offline(True)
    phone.click("text=提交，拿查询码")
    expect(phone.locator(".quiet-line")).to_contain_text("没有送到")
    assert phone.input_value("#id_text") == "停车占用盲道"
    phone.context.set_offline(False)
    phone.click("text=提交，拿查询码")
    phone.wait_for_selector(".code-big")


DESKS: list[tuple[str, str, dict[str, Any]]] = [
    ("dispatcher-1", "/desk/queue/", DESK),
    ("dispatcher-1", "/desk/queue/", PHONE),
    ("dispatcher-1", "/desk/incidents/", DESK),
    ("dispatcher-1", "/desk/incidents/new/", DESK),
    ("dispatcher-1", "/desk/search?q=占道", DESK),
    ("fenkou-leader", "/desk/tasks/", DESK),
    ("regulator-education", "/desk/department/", DESK),
    ("leader", "/desk/cockpit/", DESK),
    ("leader", "/desk/cockpit/?wall=1", DESK),
    ("leader", "/desk/reform/?day=2021-12-31", DESK),
    ("leader", "/desk/reform/", PHONE),
    ("leader", "/desk/reform/figures/X1/?taxonomy=seed-32", DESK),
    ("leader", "/desk/reform/figures/X7/", PHONE),
    ("leader", "/desk/reform/subjects/", DESK),
    ("leader", "/desk/reform/powers/", PHONE),
    ("leader", "/desk/reform/vacuum/", DESK),
    ("guidance", "/desk/supervision/", DESK),
    ("leader", "/desk/cases/", DESK),
    ("team-market-1", "/desk/inspections/", DESK),
    ("team-market-1", "/desk/inspections/places/", DESK),
    ("team-market-1", "/desk/inspections/places/", PHONE),
    ("team-market-1", "/desk/inspections/plan/new/", DESK),
    ("team-market-1", "/desk/inspections/visits/new/", PHONE),
    ("guidance", "/desk/disputes/", DESK),
    ("guidance", "/desk/office/", DESK),
    ("guidance", "/desk/office/units/", PHONE),
    ("guidance", "/desk/office/report/2026/", PHONE),
    ("commander-fenkou", "/desk/office/requests/", PHONE),
    ("guidance", "/desk/empowerment/demand/330127104/UM-001/", DESK),
    ("guidance", "/desk/changes/", DESK),
    ("guidance", "/desk/changes/", PHONE),
    ("guidance", "/desk/changes/new/", PHONE),
    ("dispatcher-1", "/desk/import/", DESK),
    ("fenkou-officer-1", "/m/", PHONE),
    ("fenkou-officer-1", "/m/patrol/", PHONE),
    ("fenkou-officer-1", "/m/me/", PHONE),
]


@pytest.fixture(scope="module")
def entered() -> dict[str, list[Any]]:
    """User name → cookies of a session: who has logged in once need not do so for every page."""
    return {}


@pytest.mark.parametrize(("username", "address", "size"), DESKS)
def test_people_at_work_can_read_their_pages(
    look: Look, sign_in: Sign, entered: dict[str, list[Any]], username: str, address: str, size: dict[str, int]
) -> None:
    if username not in entered:
        page = look("/login")
        sign_in(page, username, PASSWORD)
        entered[username] = page.context.cookies()
    assert audit(look(address, size, entered[username])) == []
