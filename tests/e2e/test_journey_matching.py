"""Journey: the dispatcher corrects what the matcher proposes; a version is trained from it, compared, used, and left again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, press, report_call, says

TEA = ("新安北路奶茶店门前桌椅把路挡住了", "新安北路奶茶店门前桌椅又把路挡住", "新安北路那家奶茶店门前桌椅挡路")
STALL = "UM-001"
NEXT = "新安北路奶茶店门前桌椅又把路挡住了"


def corrected(page: Page, text: str) -> None:
    """A call whose matter the dispatcher chooses instead of the proposals."""
    report_call(page, text, "千岛湖镇", "新安北路")
    for box in page.locator("#incident input[name=matters]").all():
        box.set_checked(False)
    page.locator("#other-matter").select_option(value=STALL)
    page.keyboard.press("a")
    expect(page.locator("#incident")).to_contain_text("待派遣")


def first(page: Page) -> None:
    """The first version, as soon as the job has trained it."""
    for _ in range(60):
        answer = page.goto("/desk/matching/1/")
        if answer and answer.ok:
            return
        page.wait_for_timeout(500)
    raise AssertionError("no version was trained")


def asked(page: Page, text: str) -> None:
    page.goto("/desk/matching/")
    page.locator("#try-text").fill(text)
    press(page, "看建议")


def test_what_the_dispatcher_corrected_is_learned_on_request_and_can_be_unlearned(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    desk = people.at_desk("dispatcher-1")
    for n, text in enumerate(TEA):
        corrected(desk, text)
        if not n:
            picture(desk, "111-corrected")

    chief = people.at_desk("duty-chief")
    chief.goto("/desk/matching/")
    says(chief, "又有 3 条更正")
    says(chief, "现在只用词库")
    press(chief, "训练新版本")
    first(chief)
    says(chief, "没学过的更正")
    says(chief, "变好的")
    picture(chief, "112-report")
    chief.get_by_label("理由").fill("三件都更正为店外经营，比较没有变差的")
    press(chief, "启用这一版")
    asked(chief, NEXT)
    says(chief, "第 1 版在用")
    expect(chief.locator("main ol li").first).to_contain_text("店外经营")
    picture(chief, "113-in-use")

    first(chief)
    chief.get_by_label("理由").fill("再攒几条更正看看")
    press(chief, "回退")
    asked(chief, NEXT)
    says(chief, "现在只用词库")
    expect(chief.locator("main ol li", has_text="店外经营")).to_have_count(0)
    picture(chief, "114-rolled-back")
