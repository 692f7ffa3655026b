"""Journey (a), the five-minute walk: a call → dispatch → phone → penalty on the spot for a matter without a rectification
precondition → verified → closed → scored; nothing can be changed afterwards without being found."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.acting import People, choose_only, post, press, report_call, run, says, scene

MATTER = "UM-018"


def test_from_a_call_to_a_scored_lawful_penalty(house, open_page, sign_in, picture, tmp_path: Path) -> None:
    people = People(open_page, sign_in)
    desk = people.at_desk("dispatcher-1")
    number = report_call(desk, "菜场后门有人往路边乱倒生活垃圾，人还在现场", "威坪镇", "环镇路18号")
    picture(desk, "01-intake")
    choose_only(desk, MATTER)
    says(desk, "淳安县综合行政执法局")
    desk.keyboard.press("a")
    says(desk, "待派遣")
    desk.locator("#incident details.why summary").first.click()
    picture(desk, "02-whose")
    desk.keyboard.press("d")
    says(desk, "待接收")
    picture(desk, "03-dispatched")

    officer = people.on_phone("weiping-officer-1")
    officer.goto("/m/")
    picture(officer, "04-phone-tasks")
    officer.locator("a.task").first.click()
    press(officer, "接收")
    press(officer, "到场")
    officer.get_by_label("同行执法人员").select_option(label="威坪中队执法队员乙")
    press(officer, "到场")
    says(officer, "现场处置")
    officer.set_input_files("input[type=file]", scene(tmp_path, "现场.jpg", (120, 110, 90)))
    says(officer, "照片已保存")
    picture(officer, "05-on-scene")
    press(officer, "当场处罚（简易程序）")
    picture(officer, "06-before-penalty")
    press(officer, "开始当场处罚")
    says(officer, "待第二名执法人员确认")

    second = people.on_phone("weiping-officer-2")
    second.goto("/m/")
    second.get_by_text("等您确认").click()
    press(second, "第二人确认")
    press(second, "第二人确认")
    says(second, "待出示证件")

    officer.reload()
    press(officer, "出示证件")
    press(officer, "记录违法事实")
    officer.get_by_label("当事人类型").select_option("citizen")
    officer.get_by_label("姓名或名称").fill("张某某")
    officer.get_by_label("证件类型").select_option("none")
    officer.get_by_label("住址或经营地址").fill("威坪镇环镇路20号")
    officer.get_by_role("textbox", name="违法事实").fill("2026年9月1日在环镇路18号菜场后门将两袋生活垃圾倾倒在路边。")
    picture(officer, "07-facts")
    press(officer, "记录违法事实")
    says(officer, "待告知")
    press(officer, "告知")
    tier = officer.get_by_label("裁量阶次")
    tier.select_option(index=1)
    officer.get_by_label("罚款（元）").fill("100")
    picture(officer, "08-notice")
    press(officer, "告知")
    says(officer, "待听取意见")
    press(officer, "听取陈述申辩")
    officer.get_by_label("当事人陈述、申辩").fill("一时图方便，愿意清理。")
    officer.get_by_label("复核意见").fill("事实清楚，已考虑配合清理的情节，按最低阶次。")
    press(officer, "听取陈述申辩")
    says(officer, "待决定")
    press(officer, "作出决定")
    press(officer, "作出决定")
    says(officer, "待送达")
    press(officer, "当场交付")
    press(officer, "当场交付")
    says(officer, "待备案")
    picture(officer, "09-decided")
    press(officer, "报备案")
    says(officer, "已备案待缴款")
    picture(officer, "10-recorded")
    decision = re.search(r"\S+罚\S*〔2026〕\S*?号", officer.locator("main").inner_text())
    assert decision

    handler = people.at_desk("weiping-leader")
    handler.goto(f"/desk/incidents/{number}/")
    says(handler, "已当场处罚")
    verifier = people.at_desk("verifier-1")
    verifier.goto("/desk/tasks/")
    press(verifier, "核实通过")
    verifier.get_by_label("看到的情况").fill("到现场看过，垃圾已清走，电话回访反映人满意。")
    press(verifier, "核实通过")
    desk.goto(f"/desk/queue/?open={number}")
    press(desk, "结案")
    desk.get_by_label("给反映人的答复").fill("已当场处罚并清理干净，谢谢您的反映。")
    press(desk, "结案")
    says(desk, "已结案")

    token = run(house, "exchange", "token", "new", "bank", "--scopes", "receipts").split()[-1]
    receipt = {"number": "PJ-0001", "decision": decision[0], "amount": "100.00", "paid_on": "2026-09-01"}
    post(house, "/api/v1/receipts", token, receipt)
    officer.reload()
    press(officer, "结案")
    says(officer, "已结案")

    desk.goto(f"/desk/incidents/{number}/")
    expect(desk.get_by_text("按时响应")).to_be_visible(timeout=15000)
    picture(desk, "11-closed-and-scored")
    code = desk.locator("code").first.inner_text()
    citizen = open_page({"width": 390, "height": 844})
    citizen.goto(f"/track/?code={code}")
    says(citizen, "已当场处罚并清理干净")
    picture(citizen, "12-reporter-reads")
    leader = people.at_desk("leader")
    leader.goto("/desk/cockpit/")
    picture(leader, "13-cockpit")
    run(house, "trail", "verify")
