"""Journey (g), the catalogue changes: a department's list → a draft → a request → score → legal check → approval → notice → effect, and the
public page says it the same day."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.apps.catalogue.lists import RIVER, table
from tests.e2e.acting import People, press, says

NAME = "在道路护栏上晾晒、悬挂物品"
ROW = (1, NAME, "城市管理", f"{RIVER}第十条", f"{RIVER}第三十七条第一款第（四）项", "警告、罚款", "")
DAY = "2026-09-01"


def accepted(people: People, folder: Path) -> Page:
    """The department brings its list, the guidance office accepts the draft."""
    department = people.at_desk("regulator-urban-management")
    file = folder / "清单.xlsx"
    file.write_bytes(table(ROW))
    department.goto("/desk/lists/")
    department.locator("input[type=file]").set_input_files(file)
    press(department, "上传")
    press(department, "导入")
    says(department, "新草稿")
    office = people.at_desk("guidance")
    office.goto("/desk/lists/drafts/")
    office.get_by_role("link", name=re.compile(NAME)).click()
    office.get_by_label("理由").fill("条文现行有效，日常巡查多见")
    press(office, "采纳")
    return office


def at_change(page: Page) -> None:
    """The first change of the list."""
    page.goto("/desk/changes/")
    page.locator("a[data-open]").first.click()


def takes_effect(page: Page) -> None:
    """By hand, unless the clock did it before."""
    address = page.url
    button = page.get_by_role("button", name=re.compile("^生效"))
    if button.count():
        with page.expect_navigation():
            button.click()
    page.goto(address)


def test_a_matter_of_a_departments_list_becomes_law_of_the_county_in_daylight(house, open_page, sign_in, picture, tmp_path) -> None:
    people = People(open_page, sign_in)
    office = accepted(people, tmp_path)
    office.goto("/desk/changes/")
    press(office, re.compile("待列入"))
    office.get_by_role("checkbox", name=re.compile(NAME)).check()
    office.get_by_label("拟生效日").fill(DAY)
    press(office, "把已采纳的草稿事项列入调整")
    says(office, "生效时会写入什么")
    picture(office, "81-request")

    press(office, re.compile("^报送"))
    says(office, "待三高评分")
    press(office, re.compile("^三高评分"))
    says(office, "高频率")
    office.locator("#score").scroll_into_view_if_needed()
    picture(office, "82-score")

    legal = people.at_desk("legal")
    at_change(legal)
    press(legal, "合法性审核通过")
    legal.get_by_label("合法性审核意见").fill("罚则现行有效；不在省统一目录内，须报省人民政府批准")
    press(legal, "合法性审核通过")
    says(legal, "待批准")

    leader = people.at_desk("leader")
    at_change(leader)
    picture(leader, "83-before-approval")
    press(leader, re.compile("^批准"))
    leader.get_by_label("批准机关").fill("淳安县人民政府")
    leader.get_by_label("批准文号", exact=True).fill("淳政发〔2026〕9号")
    leader.get_by_label("批准日期", exact=True).fill(DAY)
    press(leader, re.compile("^批准"))
    says(leader, "先报省人民政府批准")
    picture(leader, "84-province-first")
    leader.get_by_label("省人民政府批准文号").fill("浙政函〔2026〕3号")
    leader.get_by_label("省人民政府批准日期").fill("2026-08-20")
    leader.get_by_label("与评分建议不一致的理由").fill("近期巡查中多见，条文明确，一线易发现")
    press(leader, re.compile("^批准"))
    says(leader, "待公布")

    office.reload()
    press(office, re.compile("^向社会公布"))
    press(office, re.compile("^向社会公布"))
    says(office, "已公布待生效")
    takes_effect(office)
    says(office, "写入了什么")
    picture(office, "85-in-effect")

    citizen = open_page({"width": 390, "height": 844})
    citizen.goto("/areas/330127104?what=" + NAME[:6])
    citizen.get_by_role("link", name=re.compile(NAME)).first.click()
    expect(citizen.get_by_text(NAME).first).to_be_visible()
    expect(citizen.get_by_text("淳安县综合行政执法局").first).to_be_visible()
    picture(citizen, "86-public")
