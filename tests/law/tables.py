"""Tables of questions: one row a test. Column names are Chinese; blank cells are absent facts; columns with ＝ are expected.

日期 as ISO, 是/否 for booleans, 罚款200;警告 for penalties, 执法;执法至2026-03-01;辅助 for people.
"""

import csv
import json
import re
from pathlib import Path

HERE = Path(__file__).parent / "tables"
KINDS = {
    "警告": "warning",
    "通报批评": "notice_of_criticism",
    "罚款": "fine",
    "没收违法所得": "confiscate_income",
    "没收物品": "confiscate_goods",
    "暂扣许可": "suspend_licence",
    "吊销许可": "revoke_licence",
    "降级": "downgrade",
    "停业": "stop_business",
    "关闭": "close",
    "限制从业": "restrict_trade",
    "拘留": "detention",
    "其他": "other",
}
KEYS = {
    "送达日": "decision_served_on",
    "告知送达日": "prior_notice_served_on",
    "听证日": "hearing_on",
    "通知送达日": "summons_served_on",
    "代履行日": "performance_on",
    "催告送达日": "demand_served_on",
    "宣告日": "announced_on",
    "登记保存日": "registered_on",
    "撤销日": "annulled_on",
    "收缴日": "collected_on",
    "地点类型": "place_type",
    "抵岸日": "ashore_on",
    "交机关日": "handed_over_on",
    "交邮日": "posted_on",
    "收到日": "received_on",
    "复议决定送达日": "reconsideration_decision_served_on",
    "收到副本日": "copy_received_on",
    "复议程序": "reconsideration_procedure",
    "收到起诉状日": "complaint_received_on",
    "形成日": "formed_on",
    "报告日": "reported_on",
    "当事人": "party_kind",
    "处罚": "penalties",
    "事实确凿": "facts_clear",
    "人员": "officers",
    "已告知": "prior_notice_given",
    "已听申辩": "defence_heard",
    "已放弃申辩": "right_waived",
    "须先责令": "rectify_first",
    "拒不改正": "rectification_refused",
    "法定下限": "statutory_fine_min",
    "法定上限": "statutory_fine_max",
    "有减轻情节": "mitigation",
    "同场其他罚款": "same_scene_other_fines",
    "拒签": "refused_to_sign",
    "已注明": "noted_on_document",
    "当场交付": "delivered_on_spot",
    "程序": "procedure",
    "罚款": "fine",
    "缴纳困难": "payment_difficult",
    "当事人提出": "party_requested",
    "事后难执行": "hard_to_enforce_later",
    "理由已记录": "reason_recorded",
    "票据": "receipt",
    "末日": "due_on",
    "延期至": "deferred_until",
    "截至未缴": "unpaid_through",
    "缴清日": "paid_on",
    "写明加处": "surcharge_stated",
    "申请复议日": "reconsideration_filed_on",
    "起诉日": "suit_filed_on",
    "判决送达日": "judgment_served_on",
    "分期": "instalments",
    "违法所得": "illegal_income",
    "逾期日数": "overdue_days",
    "听证标准": "hearing_threshold",
    "要求日": "requested_on",
    "主持人参与调查": "presider_is_investigator",
    "代理人数": "agents_count",
    "向当事人收费": "charge_party",
    "公开": "held_in_public",
    "保密理由": "confidentiality_ground",
    "依法通知": "summons_lawful",
    "无故缺席": "absent_without_reason",
    "擅自退出": "left_without_permission",
    "笔录事实": "hearing_record_facts",
    "决定事实": "decision_facts",
    "告知罚款": "notified_fine",
    "决定罚款": "decided_fine",
    "活动日": "activity_on",
    "联合方案": "joint_plan",
    "任务": "task",
    "受指挥监督": "supervised",
    "经培训": "trained",
    "考试合格日": "exam_passed_on",
    "申请日": "applied_on",
    "领域": "domain",
    "权力": "power",
    "地点": "place",
    "当日": "on",
    "已赋权": "township_empowered",
    "在乡镇清单": "item_in_town_list",
    "清单已公布": "town_list_published",
    "清单施行日": "town_list_effective_on",
    "在县目录": "item_in_county_catalogue",
    "跨区域": "cross_area",
    "重大复杂": "major_or_complex",
    "覆盖": "squad_coverage",
    "主体": "agency",
    "立案": "filings",
    "处罚种类": "penalty_kind",
    "目录列明": "kind_in_item_list",
    "争议双方": "disputants",
    "行为在本县": "act_in_county",
    "登记在本县": "party_registered_in_county",
}
EXPECTED = {
    "＝动作": ("action", ""),
    "＝含糊": ("ambiguous", ""),
    "＝缺少": ("missing", ""),
    "＝到期": ("dates", "deadline"),
    "＝名义": ("dates", "nominal"),
    "＝严格": ("dates", "latest_strict"),
    "＝宽松": ("dates", "latest_lenient"),
    "＝可决定": ("dates", "decision_not_before"),
    "＝交机关": ("dates", "to_agency"),
    "＝交银行": ("dates", "to_bank"),
    "＝加处起": ("dates", "surcharge_from"),
    "＝第十日": ("dates", "tenth_working_day"),
    "＝可申请": ("dates", "earliest_application"),
    "＝资格至": ("dates", "valid_until"),
    "＝及时": ("flags", "timely"),
    "＝转普通": ("flags", "convert_to_ordinary"),
    "＝成立": ("flags", "valid"),
    "＝须告知听证": ("flags", "hearing_notice_required"),
    "＝在期内": ("flags", "in_time"),
    "＝应当听证": ("flags", "hearing_obligatory"),
    "＝视为放弃": ("flags", "deemed_waived"),
    "＝须重新告知": ("flags", "new_notice_required"),
    "＝县级": ("flags", "county_level"),
    "＝移交线索": ("flags", "hand_over_clue"),
    "＝移送颁证机关": ("flags", "refer_to_issuer"),
    "＝协调": ("flags", "coordinator"),
    "＝有管辖": ("flags", "in_jurisdiction"),
    "＝计日": ("amounts", "counted_days"),
    "＝加处": ("amounts", "surcharge"),
    "＝合计": ("amounts", "total"),
    "＝按总额": ("amounts", "surcharge_alternative"),
    "＝持有": ("authority", "holder"),
    "＝名义主体": ("authority", "acting_identity"),
    "＝队伍": ("authority", "team"),
    "＝指挥": ("authority", "commander"),
}


def _penalty(text):
    kind, amount = re.fullmatch(r"([^0-9.]+)([0-9.]*)", text).groups()
    return {"kind": KINDS[kind]} | ({"amount": amount} if amount else {})


def _person(text):
    role, agency, until = re.fullmatch(r"(执法|无证|辅助|第三方)(?:@([^至]+))?(?:至([0-9-]+))?", text).groups()
    person = {"role": {"执法": "officer", "无证": "officer", "辅助": "auxiliary", "第三方": "third_party"}[role]}
    if role == "无证":
        person["certified"] = False
    return person | ({"agency": agency} if agency else {}) | ({"cert_valid_to": until} if until else {})


def _instalment(text):
    due, amount, paid = re.fullmatch(r"([0-9-]+)付([0-9.]+)(?:缴([0-9-]+))?", text).groups()
    return {"due_on": due, "amount": amount} | ({"paid_on": paid} if paid else {})


def _filing(text):
    agency, at = text.split("@")
    return {"agency": agency, "filed_at": at}


LISTS = {
    "penalties": _penalty,
    "officers": _person,
    "instalments": _instalment,
    "filings": _filing,
    "hearing_record_facts": str,
    "decision_facts": str,
    "disputants": str,
}


def _fact(key, cell):
    if key in LISTS:
        return [LISTS[key](part) for part in cell.split(";")] if cell != "无" else []
    if key == "squad_coverage":
        return dict(part.split("=") for part in cell.split(";"))
    if key in ("agents_count", "overdue_days"):
        return int(cell)
    return {"是": True, "否": False}.get(cell, cell)


def _wanted(part, cell):
    if part == "missing":
        return cell.split(";")
    value = {"是": True, "否": False}.get(cell, cell)
    return int(value) if part == "amounts" and re.fullmatch("[0-9]+", cell) else value


def rows(topic):
    """(line of JSON, expected [(part, name, value)], label) for every row of the topic's table."""
    with (HERE / f"{topic}.csv").open(encoding="utf-8", newline="") as lines:
        for n, row in enumerate(csv.DictReader(lines), 2):
            facts = {KEYS[h]: _fact(KEYS[h], c) for h, c in row.items() if h in KEYS and c}
            question = {"id": f"{topic}:{n}", "topic": topic, "facts": {"ask": row["问"], **facts}}
            if row.get("休") or row.get("班"):
                question["calendar"] = {"off_days": (row.get("休") or "").split(), "makeup_workdays": (row.get("班") or "").split()}
            unknown = set(row) - set(KEYS) - set(EXPECTED) - {"问", "说明", "休", "班"}
            assert not unknown, f"{topic}.csv: unknown columns {unknown}"
            wanted = [(*EXPECTED[h], _wanted(EXPECTED[h][0], c)) for h, c in row.items() if h in EXPECTED and c]
            yield json.dumps(question, ensure_ascii=False), wanted, f"{topic}:{n} {row['说明']}"
