"""Journey: the guidance office opens the reform on a day, the rows behind a figure and its course, has a list confirmed, and runs a drill
that a squad answers on the phone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, press, says

DESK = {"width": 1440, "height": 900}


def figures(office: Page, picture) -> None:
    """A day of the past: a figure with its denominator, its rows, its course."""
    office.goto("/desk/reform/?day=2021-12-31")
    says(office, "48.0%")
    expect(office.locator("#X1")).to_contain_text("÷ 25")
    picture(office, "141-reform")
    office.get_by_role("link", name="综合执法事项覆盖的领域").click()
    says(office, "随时间的变化")
    office.get_by_label("在这些行里查找").fill("档案")
    press(office, "查找")
    expect(office.locator("tbody tr", has_text="档案").last).to_contain_text("计入")
    office.goto("/desk/reform/figures/X4/?day=2022-12-31")
    says(office, "淳编演示〔2021〕1号")
    picture(office, "142-kinds-of-teams")


def confirmed(office: Page, legal: Page, picture) -> None:
    """A list is drafted, submitted and confirmed with a document; the figure counts it."""
    office.goto("/desk/reform/lists/")
    press(office, "起草各专业领域清单")
    says(office, "已起草 8 份清单")
    office.get_by_role("link", name="市场监管", exact=True).click()
    picture(office, "143-list")
    press(office, "报请确认")
    says(office, "已报请法制机构确认")
    legal.goto(office.url)
    press(legal, "确认清单")
    legal.get_by_label("确认文号").fill("淳司〔2026〕1号")
    press(legal, "确认清单")
    says(legal, "清单已确认")
    office.goto("/desk/reform/figures/X2/")
    says(office, "第 1 版清单已确认（淳司〔2026〕1号）")
    picture(office, "144-list-counted")


def drilled(office: Page, phone: Page, picture) -> None:
    """An order to two teams; the squad answers inside the limit."""
    office.goto("/desk/drills/new/")
    office.get_by_label("演练名称").fill("夜间指挥演练")
    office.get_by_label("指令内容").fill("收到请应答，报在岗人数")
    office.get_by_label("威坪中队").check()
    office.get_by_label("市场监管执法队").check()
    press(office, "发出演练指令")
    says(office, "0 / 2 按时应答")
    phone.goto("/m/")
    picture(phone, "145-drill-on-phone")
    phone.get_by_role("link", name="夜间指挥演练").click()
    phone.get_by_label("报告").fill("在岗四人，车一辆")
    press(phone, "应答演练指令")
    says(phone, "已应答")
    office.goto("/desk/drills/")
    says(office, "1 / 2 按时应答")
    picture(office, "146-drill")


def test_from_a_figure_to_its_rows_a_confirmed_list_and_an_answered_drill(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    office = people.at_desk("guidance")
    figures(office, picture)
    confirmed(office, people.at_desk("legal"), picture)
    drilled(office, people.on_phone("weiping-officer-1"), picture)
    anybody = open_page(DESK)
    anybody.goto("/open-data/reform_figures")
    says(anybody, "口径版本")
