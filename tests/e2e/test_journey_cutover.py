"""Journey: another squad for a township. What it touches is read before anybody decides, what is frozen is told, the work in flight goes
over with a receipt for each piece, the new squad accepts, and everything is accounted for."""

from __future__ import annotations

from datetime import datetime

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, choose_only, press, report_call, says
from tests.e2e.installation import Installation

DAY, FREEZE, MORNING = "2026-09-04", "2026-09-03T18:00", "2026-09-04T08:30:00+08:00"
CALLS = (("镇口有人把生活污水倒在路上", "环镇路1号"), ("饭店把污水泼到路面上", "环镇路9号"), ("路边又有人倒污水", "环镇路12号"))


def called(people: People) -> list[str]:
    """Three calls from 梓桐镇: two were sent to the squad of 姜家, one still waits."""
    page, numbers = people.at_desk("dispatcher-1"), []
    for n, (text, address) in enumerate(CALLS):
        numbers.append(report_call(page, text, "梓桐镇", address))
        choose_only(page, "UM-018")
        page.keyboard.press("a")
        expect(page.locator("#incident")).to_contain_text("待派遣")
        if n:
            page.keyboard.press("d")
            expect(page.locator("#incident")).to_contain_text("待接收")
    return numbers


def planned(office: Page) -> None:
    """The guidance office puts down who covers 梓桐镇 from when."""
    office.goto("/desk/cutovers/coverage/")
    office.get_by_label("乡镇或平台").select_option(label="梓桐镇")
    office.get_by_label("改由哪个中队覆盖").select_option(label="威坪中队")
    office.get_by_label("从哪一天起").fill(DAY)
    office.get_by_label("依据", exact=True).fill("到威坪的路更近，按时限响应更有把握")
    office.locator("[name=freeze_from]").fill(FREEZE)


def test_a_township_goes_to_another_squad_and_nothing_is_lost(house: Installation, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    numbers = called(people)
    office = people.at_desk("guidance")
    planned(office)
    picture(office, "101-plan")
    press(office, "调整中队覆盖")
    says(office, "影响清单")
    for number in numbers:
        says(office, number)
    says(office, "先行锁定")
    picture(office, "102-impact")
    address = office.url

    house.clock(datetime.fromisoformat(MORNING))
    office = people.at_desk("guidance")
    office.goto(address)
    button = office.get_by_role("button", name="切换", exact=True)
    if button.count():  # unless the clock did it before
        with office.expect_navigation():
            button.click()
        office.goto(address)
    says(office, "3/3")
    says(office, "交接中")
    picture(office, "103-handing")

    squad = people.at_desk("weiping-leader")
    squad.goto("/desk/cutovers/")
    says(squad, "等您单位接收")
    picture(squad, "104-receipts")
    squad.goto(f"{address}accept_receipt/")
    squad.get_by_role("button", name="接收", exact=True).click()
    says(squad, "已接收")

    office.reload()
    says(office, "已对账")
    says(office, "一件不差")
    office.locator("#cutover").scroll_into_view_if_needed()
    picture(office, "105-reconciled")
    tasks = people.on_phone("weiping-officer-1")
    tasks.goto("/m/")
    expect(tasks.locator("a.task")).to_have_count(2)
    picture(tasks, "106-on-the-phone")
