"""Journey (b): goods in front of the shop → order to correct → re-check → corrected, no penalty; and a penalty without that
order is refused with the article."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.acting import People, choose_only, press, report_call, run, says, scene

MATTER = "UM-001"


def test_from_a_call_to_a_corrected_shop_without_penalty(house, open_page, sign_in, picture, tmp_path: Path) -> None:
    people = People(open_page, sign_in)
    desk = people.at_desk("dispatcher-1")
    number = report_call(desk, "水果店把货架摆到店外人行道上，走路都难", "汾口镇", "中心路6号")
    choose_only(desk, MATTER)
    says(desk, "汾口镇人民政府")
    desk.keyboard.press("a")
    says(desk, "待派遣")
    picture(desk, "21-township-name")
    desk.keyboard.press("d")

    officer = people.on_phone("fenkou-officer-1")
    officer.goto("/m/")
    officer.locator("a.task").first.click()
    press(officer, "接收")
    press(officer, "到场")
    officer.get_by_label("同行执法人员").select_option(label="汾口中队执法队员乙")
    press(officer, "到场")
    officer.set_input_files("input[type=file]", scene(tmp_path, "店外.jpg", (90, 120, 80)))
    says(officer, "照片已保存")
    press(officer, "当场处罚（简易程序）")
    says(officer, "现在不能处罚")
    picture(officer, "22-penalty-refused")
    press(officer, "责令限期改正")
    officer.get_by_label("违法事实").fill("未经批准在店门外人行道摆放货架两个。")
    officer.get_by_label("改正要求").fill("将货架全部撤回店内。")
    officer.get_by_label("同行执法人员").select_option(label="汾口中队执法队员乙")
    officer.get_by_label("当事人类型").select_option("sole_trader")
    officer.get_by_label("姓名或名称").fill("中心路水果店")
    officer.get_by_label("证件类型").select_option("none")
    officer.get_by_label("住址或经营地址").fill("汾口镇中心路6号")
    officer.get_by_label("签收人").fill("经营者本人")
    picture(officer, "23-order")
    press(officer, "责令限期改正")
    says(officer, "限期改正中")
    picture(officer, "24-waiting")
    officer.set_input_files("input[type=file]", scene(tmp_path, "已撤回.jpg", (200, 200, 190)))
    press(officer, "复查")
    officer.get_by_label("同行执法人员").select_option(label="汾口中队执法队员乙")
    officer.get_by_label("已改正", exact=True).check()
    officer.get_by_label("复查情况").fill("货架已全部撤回店内，人行道畅通。")
    picture(officer, "25-recheck")
    press(officer, "复查")
    says(officer, "待核实")

    verifier = people.at_desk("verifier-1")
    verifier.goto("/desk/tasks/")
    picture(verifier, "26-verifier")
    press(verifier, "核实通过")
    verifier.get_by_label("看到的情况").fill("视频和照片可见货架已撤回。")
    press(verifier, "核实通过")
    desk.goto(f"/desk/queue/?open={number}")
    press(desk, "结案")
    desk.get_by_label("给反映人的答复").fill("店家已把货架撤回店内。")
    press(desk, "结案")
    says(desk, "已结案")
    desk.goto(f"/desk/incidents/{number}/")
    says(desk, "限期内已改正")
    picture(desk, "27-corrected")
    run(house, "trail", "verify")
