"""Journey: the guidance office proposes what moves from a department and why, the leader approves it under a document, the ledger balances;
then an officer is stationed, and both sides appraise the year."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, press, says

DOCUMENT = (("批准机关", "县机构编制主管部门"), ("批准文号", "演示编〔2026〕3号"))


def fill(page: Page, *said: tuple[str, str]) -> None:
    for label, value in said:
        page.get_by_label(label).fill(value)


def score(page: Page, points: str, act: str) -> None:
    """One side scores the first officer of the squad of Jiangjia."""
    page.goto("/desk/staffing/people/")
    page.locator("#appraisals tr", has_text="姜家中队执法队员甲").get_by_role("button", name=act).click()
    page.get_by_label("评分").fill(points)
    press(page, act)
    says(page, "已签字")


def test_posts_follow_the_matters_and_both_sides_appraise(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    office, leader = people.at_desk("guidance"), people.at_desk("leader")
    office.goto("/desk/staffing/")
    says(office, "期初 210 = 现在 210 ≤ 核定总额 210")
    picture(office, "151-ledger")
    office.locator("#transfers tr", has_text="千岛湖生态综合保护局").get_by_role("link", name="提出方案").click()
    expect(office.get_by_label("拟划转（人或者编制）")).to_have_value("13")
    office.get_by_label("拟划转（人或者编制）").fill("12")
    press(office, "提出划转方案")
    says(office, "偏离规则的，请写明理由")
    office.get_by_label("拟划转（人或者编制）").fill("13")
    press(office, "提出划转方案")
    says(office, "等县领导批准")
    leader.goto("/desk/staffing/#transfers")
    press(leader, "批准划转")
    fill(leader, *DOCUMENT, ("批准日期", "2026-08-20"), ("生效日期", "2026-08-19"))
    press(leader, "批准划转")
    says(leader, "早于批准日")
    picture(leader, "152-before-approval")
    fill(leader, ("生效日期", "2026-09-01"))
    press(leader, "批准划转")
    says(leader, "期初 210 = 现在 210 ≤ 核定总额 210")
    leader.locator("#transfers").scroll_into_view_if_needed()
    picture(leader, "153-moved")
    office.goto("/desk/staffing/station/")
    office.get_by_label("人员").select_option(label="千岛湖镇中队执法队员甲（千岛湖镇中队）")
    office.get_by_label("派驻到").select_option(label="淳安县千岛湖生态综合保护局")
    fill(office, ("开始日期", "2026-09-01"), ("依据（文件名称或者文号）", "演示派驻〔2026〕2号"))
    press(office, "派驻人员")
    office.locator("#stationing").scroll_into_view_if_needed()
    says(office, "千岛湖镇中队执法队员甲")
    picture(office, "154-stationed")
    office.goto("/desk/staffing/people/appraisals/")
    press(office, "启动年度考核")
    score(people.at_desk("bureau-head-1"), "92", "县局评分并签字")
    town = people.at_desk("commander-jiangjia")
    score(town, "88", "属地评分并签字")
    office.goto("/desk/staffing/people/")
    row = office.locator("#appraisals tr", has_text="姜家中队执法队员甲")
    row.get_by_role("button", name="办结考核").click()
    says(office, "88 × 60% + 92 × 40% = 89.6")
    town.goto("/desk/staffing/people/")
    says(town, "周转房")
    picture(town, "155-appraised")
