"""Journey (e): two organs plan the same homestays → one joint visit → a problem of one's own becomes a case, one of a transferred
matter is handed over, and the visit is closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, press, run, says, scene

PLACE = "某某农家乐甲（演示）"


def plan(page: Page, title: str, since: str, until: str, items: list[str], picture: Callable[[Page, str], None] | None = None) -> None:
    """A line for two homestays, submitted."""
    page.goto("/desk/inspections/plan/new/")
    page.get_by_label("检查名称").fill(title)
    page.get_by_label("开始日期").fill(since)
    page.get_by_label("结束日期").fill(until)
    for item in items:
        page.get_by_label(item).check()
    for place in (PLACE, "某某农家乐乙（演示）"):
        search = page.get_by_role("searchbox", name="名称、地址或者编号")
        search.fill(f"{place[:6]} 姜家镇")
        box = page.locator(".place-option").filter(has_text=place).get_by_role("checkbox")
        expect(page.locator(".place-option")).to_have_count(1 if place == PLACE else 2)
        box.check()
    says(page, "已选")
    if picture:
        page.locator(".place-option").last.scroll_into_view_if_needed()
        picture(page, "50-places-found")
    press(page, "编制检查计划")
    says(page, "已起草")
    press(page, "报送统筹")
    says(page, "待统筹批准")


def test_from_two_plans_over_one_visit_to_a_case_and_a_lead(house, open_page, sign_in, picture, tmp_path: Path) -> None:
    people = People(open_page, sign_in)
    department = people.at_desk("regulator-urban-management")
    plan(department, "农家乐油烟检查", "2026-09-03", "2026-09-12", ["餐饮油烟"])
    market = people.at_desk("team-market-1")
    plan(market, "农家乐食品安全检查", "2026-09-01", "2026-09-10", ["餐具消毒", "健康证明"], picture)
    says(market, "同一场所还有谁去")
    picture(market, "51-overlap")
    guidance = people.at_desk("guidance")
    guidance.goto(market.url)
    expect(guidance.get_by_role("button", name="批准列入计划")).to_have_attribute("aria-disabled", "true")
    market.goto("/desk/inspections/calendar/")
    says(market, "合并为综合查一次")
    picture(market, "52-calendar")
    market.get_by_role("link", name=PLACE).first.click()
    says(market, "前后 30 日内已有检查")
    picture(market, "56-place")
    market.go_back()
    market.go_back()
    press(market, "合并为综合查一次")
    says(market, "等待同意")

    department.goto(market.url)
    press(department, "同意参加")
    says(department, "已同意参加")
    guidance.goto(market.url)
    press(guidance, "批准列入计划")
    says(guidance, "已列入计划")
    market.reload()
    press(market, "安排到场日期")
    market.get_by_label("检查日期").fill("2026-09-03")
    press(market, "安排到场日期")
    says(market, "已安排")
    picture(market, "53-scheduled")

    house.clock(datetime.fromisoformat("2026-09-03T09:00:00+08:00"))
    officer = people.on_phone("team-market-1")
    officer.goto("/m/visits/")
    officer.locator("a.task").filter(has_text=PLACE).click()
    press(officer, "到场")
    officer.get_by_label("同行执法人员").select_option(label="市场监管执法队执法员甲")
    press(officer, "到场")
    press(officer, "出示证件并交付检查通知书")
    says(officer, "行政检查通知书")
    officer.set_input_files("input[type=file]", scene(tmp_path, "厨房.jpg", (120, 110, 100)))
    says(officer, "照片已保存")
    answer(officer, "餐具消毒", "不符合", "消毒柜没有通电，餐具直接使用")
    answer(officer, "健康证明", "符合")
    answer(officer, "餐饮油烟", "不符合", "没有安装油烟净化设施")
    says(officer, "都有结论")
    picture(officer, "54-checklist")
    press(officer, "制作现场检查笔录")
    officer.get_by_label("检查经过和发现").fill("按清单逐项检查，发现两个问题。")
    officer.get_by_label("签名人").fill("经营者本人")
    press(officer, "制作现场检查笔录")
    says(officer, "现场检查笔录")

    own = officer.locator("section.card").filter(has_text="餐具消毒")
    own.get_by_role("link", name="当场处罚（简易程序）").click()
    press(officer, "当场处罚（简易程序）")
    says(officer, "已立案")
    moved = officer.locator("section.card").filter(has_text="餐饮油烟")
    expect(moved.get_by_role("button", name="当场处罚（简易程序）")).to_have_attribute("aria-disabled", "true")
    picture(officer, "55-findings")
    moved.get_by_role("link", name="移送线索").click()
    officer.get_by_label("处理情况").fill("请依法查处，现场照片随附。")
    press(officer, "移送线索")
    says(officer, "已移送")
    press(officer, "办结检查")
    says(officer, "已办结")
    says(officer, "行政检查结果记录")
    anybody = open_page({"width": 1440, "height": 900})
    anybody.goto("/inspections/")
    says(anybody, "餐具消毒：已立案")

    dispatcher = people.at_desk("dispatcher-1")
    dispatcher.goto("/desk/incidents/?view=open")
    says(dispatcher, "没有安装油烟净化设施")
    run(house, "trail", "verify")


def answer(page: Page, title: str, result: str, note: str = "") -> None:
    """One item of the checklist."""
    card = page.locator("section.card").filter(has=page.get_by_role("heading", name=re.compile(f"^{title}")))
    if note:
        card.get_by_role("textbox").fill(note)
    card.get_by_role("button", name=result, exact=True).click()
    says(page, title)
    expect(card.locator("h3 .chip")).to_have_text(result)


def test_places_and_people_are_drawn_for_everybody_to_repeat(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    squad = people.at_desk("weiping-leader")
    squad.goto("/desk/inspections/plan/new/?field=urban_management")
    squad.get_by_label("检查名称").fill("餐饮店门前经营检查")
    squad.get_by_label("开始日期").fill("2026-09-05")
    squad.get_by_label("结束日期").fill("2026-09-20")
    squad.get_by_label("经营范围").check()
    squad.get_by_role("combobox", name="行业").select_option("餐饮店")
    squad.get_by_role("combobox", name="乡镇或平台").select_option(label="威坪镇")
    expect(squad.locator(".place-option").first).to_contain_text("威坪镇")
    for box in squad.locator(".place-option").get_by_role("checkbox").all():
        box.check()
    press(squad, "编制检查计划")
    says(squad, "已起草")
    press(squad, "报送统筹")
    says(squad, "待统筹批准")
    guidance = people.at_desk("guidance")
    guidance.goto(squad.url)
    press(guidance, "批准列入计划")
    says(guidance, "行政检查计划")
    squad.reload()
    press(squad, "双随机抽取")
    squad.get_by_label("抽取几处").fill("2")
    squad.get_by_label("见证人报的数或者词").fill("八八六")
    press(squad, "双随机抽取")
    says(squad, "按种子重算一致")
    picture(squad, "57-draw")
    anybody = open_page({"width": 390, "height": 844})
    anybody.goto("/inspections/")
    says(anybody, "餐饮店门前经营检查")
    picture(anybody, "58-published")
