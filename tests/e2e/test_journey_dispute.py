"""Journey (f), nobody passes the buck: a return with the article → the interim owner secures → both sides speak → the ruling becomes a
precedent → the next one routes itself and the page says by which precedent; a hand-over waits for its receiver by the clock."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.acting import People, choose_only, press, report_call, run, says

MATTER = "UM-018"
BASIS = "浙江省综合行政执法条例 第九条"
UNCLEAR = "EE-005"


def dispatched(desk: Page, text: str, address: str) -> str:
    """From the call to the squad."""
    number = report_call(desk, text, "威坪镇", address)
    choose_only(desk, MATTER)
    desk.get_by_role("button", name=re.compile("^立案")).click()
    says(desk, "待派遣")
    desk.get_by_role("button", name=re.compile("^派遣")).click()
    says(desk, "待接收")
    return number


def at_incident(page: Page, number: str) -> Page:
    """The page of the incident."""
    page.goto(f"/desk/incidents/{number}/")
    return page


def ruled(page: Page, team: str, **words: str) -> str:
    """The adjudicator's form; returns the number of the precedent."""
    page.get_by_label("由谁办理").select_option(label=team)
    for label, text in words.items():
        page.get_by_label(label, exact=False).first.fill(text)
    press(page, "裁定")
    says(page, "已裁定")
    found = page.locator("strong", has_text=re.compile(r"^XL\d+")).first
    return found.inner_text()


def test_a_dispute_is_ruled_once_and_the_next_one_routes_itself(house, open_page, sign_in, picture) -> None:
    people = People(open_page, sign_in)
    desk = people.at_desk("dispatcher-1")
    number = dispatched(desk, "小区外绿化带里有人乱倒生活垃圾和树枝", "环镇路31号")
    squad = at_incident(people.at_desk("weiping-leader"), number)
    press(squad, "退单")
    squad.get_by_label("理由").fill("绿化带归住建部门管养")
    squad.get_by_label("依据（法条或目录）").fill(BASIS)
    squad.get_by_label("您认为应由谁办理").select_option(label="淳安县住房和城乡建设局")
    press(squad, "退单")
    says(squad, "裁定前由")
    says(squad, "威坪中队")
    picture(squad, "61-returned")

    officer = people.on_phone("weiping-officer-1")
    officer.goto("/m/")
    officer.locator("a.task").filter(has_text="权属待定").first.click()
    press(officer, "先行处置")
    officer.get_by_label(re.compile("现场情况|看到的情况")).fill("已清走挡路的树枝，拍照固定")
    press(officer, "先行处置")

    housing = people.at_desk("regulator-housing-construction")
    housing.goto("/desk/disputes/")
    housing.locator("a[data-open]").first.click()
    housing.get_by_label("本机关的意见").fill("绿化管养由我局负责，乱倒垃圾的处罚已划转县综合行政执法局。")
    housing.get_by_label("依据（法条、目录或者方案条款）").fill("浙江省综合行政执法条例 第八条")
    housing.get_by_label("是否认领").select_option("no")
    press(housing, "记入案卷")
    says(housing, "不由本机关办理")

    leader = people.at_desk("leader")
    leader.goto("/desk/disputes/")
    picture(leader, "62-docket")
    leader.locator("a[data-open]").first.click()
    says(leader, "同级机关协商不成，由共同上级指定管辖")
    picture(leader, "63-both-sides")
    number_of = ruled(leader, "威坪中队（淳安县综合行政执法局）", 理由="处罚权已划转县局", 依据="浙江省综合行政执法条例 第八条")
    picture(leader, "64-ruled")

    at_incident(desk, number)
    press(desk, "派遣")
    says(desk, "待接收")
    at_incident(squad, number)
    expect(squad.get_by_role("button", name="退单")).to_have_attribute("aria-disabled", "true")
    says(squad, "已经退过一次")
    picture(squad, "65-returned-once")

    again = report_call(desk, "路边又有人乱倒生活垃圾", "威坪镇", "环镇路40号")
    says(desk, f"照先例 {number_of}")
    picture(desk, "66-by-precedent")
    choose_only(desk, MATTER)
    desk.get_by_role("button", name=re.compile("^立案")).click()
    says(desk, "待派遣")
    at_incident(desk, again)
    says(desk, f"同样的事裁定过，照先例办理：{number_of}")
    desk.locator("details.why").filter(has_text="同一问题已有裁定先例").locator("summary").first.click()
    says(desk, f"同一问题已有裁定先例 {number_of}")
    leader.goto("/desk/disputes/")
    says(leader, "没有等待裁定的争议")
    press(desk, "派遣")
    says(desk, "待接收")
    run(house, "trail", "verify")


def test_nobody_holds_it_until_it_is_ruled_then_everybody_knows(house, open_page, sign_in) -> None:
    people = People(open_page, sign_in)
    desk, guidance = people.at_desk("dispatcher-1"), people.at_desk("guidance")
    unclear(desk, "溪边有人往水里倒工业废渣", "新安大街8号")
    says(desk, "权属待定")
    guidance.goto("/desk/disputes/")
    guidance.locator("a[data-open]").first.click()
    says(guidance, "没有写明")
    precedent = ruled(guidance, "威坪中队（淳安县综合行政执法局）", 理由="试行期间由县局先办", 依据="浙江省综合行政执法条例 第十二条")
    unclear(desk, "又有人往溪水里倒工业废渣", "新安大街20号")
    says(desk, "待派遣")
    says(desk, f"同样的事裁定过，照先例办理：{precedent}")
    guidance.goto("/desk/disputes/")
    says(guidance, "没有等待裁定的争议")


def unclear(desk: Page, text: str, address: str) -> None:
    """A call about a matter that the catalogue gives to nobody, accepted."""
    report_call(desk, text, "威坪镇", address)
    for box in desk.locator("#incident input[name=matters]").all():
        box.set_checked(False)
    desk.locator("#other-matter").select_option(UNCLEAR)
    desk.get_by_role("button", name=re.compile("^立案")).click()


def test_a_hand_over_waits_for_its_receiver_by_the_clock_and_goes_up(house, open_page, sign_in, picture) -> None:
    house.clock(datetime.fromisoformat("2026-09-01T22:00:00+08:00"))
    people = People(open_page, sign_in)
    desk = people.at_desk("dispatcher-1")
    number = dispatched(desk, "码头边乱倒生活垃圾", "码头路2号")
    squad = at_incident(people.at_desk("weiping-leader"), number)
    press(squad, "接收")
    says(squad, "待到场")
    at_incident(squad, number)
    press(squad, "移交")
    squad.get_by_label("移交给").select_option(label="淳安县农业农村局")
    squad.get_by_label("理由").fill("渔政码头由农业执法队管")
    press(squad, "移交")
    says(squad, "移交待接收")
    receiver = people.at_desk("team-agriculture-1")
    receiver.goto("/desk/tasks/")
    says(receiver, "码头边乱倒生活垃圾")
    expect(receiver.locator("[data-due]").or_(receiver.locator(".clock")).first).to_be_visible()
    picture(receiver, "67-hand-over")

    house.clock(datetime.fromisoformat("2026-09-02T22:50:00+08:00"))
    chief = people.at_desk("duty-chief")
    chief.goto("/desk/queue/")
    tab = chief.get_by_role("link", name=re.compile("^已报值班长"))
    expect(tab).to_be_visible(timeout=40_000)  # by itself, without a reload
    tab.click()
    row = chief.locator("a.row").filter(has_text="码头边乱倒生活垃圾")
    expect(row.get_by_text("已报值班长")).to_be_visible(timeout=40_000)  # what was late before this one may go up before it
    chief.goto(f"/desk/queue/?view=escalated&open={number}")
    expect(chief.locator("#incident").get_by_text("移交待接收").first).to_be_visible()
    picture(chief, "68-night-escalation")
    receiver.reload()
    press(receiver, "接收移交")
    at_incident(squad, number)
    says(squad, "已移交")


def test_a_table_of_work_orders_is_taken_row_by_row_and_twice_changes_nothing(house, open_page, sign_in, picture, tmp_path: Path) -> None:
    rows = [
        "工单编号,来电时间,诉求内容,事发地址,所在乡镇,联系电话",
        *(f"RX-{n:03},2026-09-01 08:{n:02},第{n}家门前乱倒生活垃圾,环镇路{n}号,威坪镇,1380000{n:04}" for n in range(1, 13)),
        "RX-013,昨天下午,时间写不清的一行,环镇路13号,威坪镇,13800000013",
        ",2026-09-01 09:00,没有编号的一行,环镇路14号,威坪镇,13800000014",
        "RX-015,2026-09-01 09:05,乡镇不认识的一行,某路15号,某某镇,13800000015",
    ]
    table = tmp_path / "热线工单.csv"
    table.write_text("\n".join(rows), encoding="utf-8-sig")
    desk = People(open_page, sign_in).at_desk("dispatcher-1")
    for time in ("first", "second"):
        desk.goto("/desk/import/")
        desk.get_by_label("来源").select_option(label="12345 热线")
        desk.set_input_files("input[type=file]", table)
        press(desk, "上传并核对列名")
        if time == "first":
            says(desk, "前几行会这样读")
            press(desk, "开始导入")
        expect(desk.get_by_text("导入完成")).to_be_visible(timeout=60_000)
        expect(desk.get_by_text("新登记 12")).to_be_visible()
        expect(desk.get_by_text("没有导入 3")).to_be_visible()
        expect(desk.locator(".import-refused tbody tr")).to_have_count(3)
        if time == "first":
            picture(desk, "69-imported")
    says(desk, "这个文件早已上传过")
    desk.goto("/desk/incidents/?view=open&q=门前乱倒生活垃圾")
    says(desk, "第12家门前乱倒生活垃圾")
