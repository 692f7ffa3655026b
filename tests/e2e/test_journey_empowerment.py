"""Journey: the guidance office assesses a township: its numbers with documents, points, two outsiders on site, the leader's conclusion, an
objection; then other weights are tried, and everybody reads the conclusion."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, press, says
from zhifa.packs.reading import layer_path

DOCUMENT = layer_path("demo") / "assessments.pdf"
FACTS = (
    ("地区生产总值", "13"), ("市场主体", "1992"), ("常住人口", "26000"), ("接待游客", "62"), ("事件需求", "490"), ("投诉举报", "244"),
    ("实质解决率", "95"), ("执法车辆", "2"), ("办案场所", "60"), ("按时响应率", "88"), ("案件办理质量", "95"),
)  # fmt: skip


def state(page: Page, assessment: str, label: str, value: str) -> None:
    """One number with its document."""
    page.goto(f"{assessment}fact/")
    choice = page.get_by_label("指标").locator("option", has_text=label).first.get_attribute("value")
    page.get_by_label("指标").select_option(value=choice)
    page.get_by_label("数值").fill(value)
    page.get_by_label("来源文件").fill("2025年统计年鉴")
    page.get_by_label("数据截止日期").fill("2025-12-31")
    page.get_by_label(re.compile("文件（PDF")).set_input_files(DOCUMENT)
    press(page, "填报")
    says(page, "已填报")


def told(page: Page, assessment: str, act: str, words: str) -> None:
    """An act that asks for words."""
    page.goto(assessment)
    press(page, act)
    page.get_by_role("textbox").first.fill(words)
    press(page, act)


def test_from_the_first_number_to_the_public_conclusion(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    office = people.at_desk("guidance")
    office.goto("/desk/empowerment/")
    says(office, "各乡镇得分")
    picture(office, "91-townships")
    office.get_by_role("link", name="开展评估").first.click()
    office.get_by_label("乡镇").select_option(label="姜家镇")
    press(office, "开展评估")
    says(office, "缺的不按零计")
    assessment = office.url
    town = people.at_desk("commander-jiangjia")
    for label, value in FACTS:
        state(town, assessment, label, value)
    town.goto(assessment)
    says(town, "还缺：人均培训")
    picture(town, "92-facts-stated")
    state(office, assessment, "人均培训", "40")
    office.goto(assessment)
    press(office, "事实收集完毕")
    press(office, "事实收集完毕")
    press(office, "计算得分")
    says(office, "已评分，等两人实地核实")
    expect(office.locator(".result").first).to_have_text("72.0")
    picture(office, "93-points")
    office.get_by_role("link", name=re.compile("条记录")).first.click()
    says(office, "姜家中队执法队员甲")
    picture(office, "94-evidence")
    told(office, assessment, "实地核实", "四人在岗，证件齐全")
    told(people.at_desk("verifier-1"), assessment, "第二人实地核实", "询问室、物品保管室各一间")
    told(people.at_desk("legal"), assessment, "法制审核", "程序和材料符合规定")
    leader = people.at_desk("leader")
    leader.goto(assessment)
    press(leader, "作出结论")
    leader.get_by_label("结论").select_option(label="暂缓")
    leader.get_by_label("理由").fill("办案场所改造，年底前完成")
    press(leader, "作出结论")
    says(leader, "有效期至")
    told(town, assessment, "提出异议", "改造已经完工")
    told(leader, assessment, "维持结论", "完工验收后另行评估")
    says(leader, "异议已答复")
    picture(leader, "95-concluded")
    office.goto(f"{assessment}what-if/?value_officers=8&weight_gdp=5")
    says(office, "改动只在这个页面上")
    picture(office, "96-what-if")
    office.goto("/desk/empowerment/use/")
    says(office, "赋权事项使用情况")
    picture(office, "97-use")
    anybody = open_page({"width": 390, "height": 844})
    anybody.goto("/empowerment")
    says(anybody, "姜家镇")
    picture(anybody, "98-published")


def test_the_supervision_list_is_compiled_claimed_and_what_is_no_power_is_confirmed(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    office = people.at_desk("guidance")
    office.goto("/desk/supervision/")
    press(office, "编制监管事项总目录")
    says(office, "已编制")
    department = people.at_desk("regulator-education")
    department.goto("/desk/supervision/")
    items = department.locator("input[name=items]")
    for n in range(2):
        items.nth(n).check()
    department.get_by_label("承担科室、队伍").fill("民办教育科")
    press(department, "认领勾选的事项")
    says(department, "已认领 2 项")
    picture(department, "121-claimed")
    department.locator("a[href$='/disclaim/']").first.click()
    department.get_by_label("不认领的理由").select_option(index=1)
    department.get_by_label("依据和说明").fill("三定方案没有这项职责")
    department.get_by_role("button", name="提出无此职权").click()
    says(department, "已报法制机构确认")
    legal = people.at_desk("legal")
    legal.goto("/desk/supervision/?state=disclaimed")
    legal.locator("a[href$='/confirm/']").first.click()
    legal.get_by_role("textbox").first.fill("与三定方案一致")
    legal.get_by_role("button", name="确认无此职权").click()
    says(legal, "已确认，不再要求这个部门认领")
    office.goto("/desk/supervision/")
    says(office, "淳安县教育局")
    picture(office, "122-waiting")
