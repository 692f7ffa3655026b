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
    "行为日": "act_on",
    "行为状态": "act_state",
    "终了日": "act_ended_on",
    "发现日": "discovered_on",
    "举报登记日": "report_registered_on",
    "立案日": "filed_on",
    "生命健康金融": "health_or_finance",
    "有危害后果": "harm",
    "已申辩": "party_defended",
    "有新事实": "new_facts",
    "已重新告知": "re_notified",
    "取得款项": "gross_income",
    "退赔": "refund_due",
    "成本": "cost",
    "可扣成本": "cost_deduction_rule",
    "决定日": "decided_on",
    "行为时上限": "fine_max_at_act",
    "决定时上限": "fine_max_at_decision",
    "鉴定天数": "appraisal_days",
    "特别规定": "special_rule",
    "移送日": "transferred_on",
    "退回日": "returned_on",
    "经批准延长": "extended",
    "中止日": "suspended_on",
    "恢复日": "resumed_on",
    "审核情形": "review_triggers",
    "审核结论": "review_result",
    "复杂重大": "serious_or_complex",
    "已集体讨论": "collective_discussion_held",
    "初次审核": "first_time_reviewer",
    "有法律资格": "legal_qualification",
    "达追诉标准": "prosecution_standard_met",
    "拟处理": "proposed_outcome",
    "收到报告": "report_received_at",
    "批准时间": "approved_at",
    "不立案通知日": "refusal_received_on",
    "立案通知日": "filing_notice_received_on",
    "材料": "materials",
    "已检测": "goods_tested",
    "原处罚": "prior_penalty_kind",
    "已判罚金": "court_fine_imposed",
    "原已罚款": "fined_before",
    "反向移送日": "referral_received_on",
    "分期至": "instalment_until",
    "已救济": "remedy_filed",
    "诉讼中": "suit_pending",
    "有正当理由": "justified_reason",
    "判决生效日": "judgment_effective_on",
    "拆除依据": "order_basis",
    "计划时间": "planned_at",
    "紧急": "urgent",
    "方式": "means",
    "对象": "target",
    "清除地点": "obstruction_place",
    "须立即清除": "needs_immediate_removal",
    "当事人能清除": "party_able",
    "当事人在场": "party_present",
    "检查日": "checked_on",
    "明显危害": "social_harm",
    "无履行能力": "unable_to_perform",
    "有执行权": "self_enforcement_power",
    "已查封": "goods_seized",
    "救济期满": "remedy_period_expired",
    "已催告": "demanded",
    "仍未缴": "still_unpaid",
    "措施": "measure",
    "依据层级": "basis_level",
    "生活必需品": "necessities_of_life",
    "已被查封": "sealed_by_other_organ",
    "无关财物": "unrelated_goods",
    "费用归当事人": "costs_charged_to_party",
    "负责人批准": "leader_approved",
    "查封日": "seized_on",
    "检测天数": "testing_days",
    "检测已告知": "testing_notified",
    "延长批准日": "extension_approved_on",
    "延长已告知": "extension_notified",
    "延长天数": "extension_days",
    "实施时间": "measure_at",
    "已变卖": "goods_sold",
    "变卖价": "sale_price",
    "市场价": "market_price",
    "送达方式": "method",
    "文书": "document",
    "签收人": "signer",
    "签收人年龄": "signer_age",
    "签收日": "signed_on",
    "拒收人": "refused_by",
    "有见证": "witness_present",
    "有音像": "recorded",
    "留置日": "left_on",
    "有确认书": "confirmation_signed",
    "系统发送": "system_sent_at",
    "当事人证明": "party_proof_at",
    "邮寄结果": "mail_result",
    "回执日": "receipt_on",
    "公告日": "published_on",
    "穷尽其他方式": "prior_methods_tried",
    "境内有住所": "domicile_in_prc",
    "直送未果": "direct_attempted",
    "关系": "relation",
    "回避已决定": "recusal_decided",
    "拟作": "act",
    "申请对象": "subject_of_request",
    "条款": "provisions",
    "同一行为": "same_act",
    "已罚款": "first_fine_imposed",
    "再处罚": "second_kind",
    "期满仍继续": "ongoing_after_rectify_deadline",
    "年龄": "age_at_act",
    "出生日": "birth_on",
    "轻重": "proposed_severity",
    "精神状态": "mental_condition",
    "行为时正常": "lucid_at_act",
    "轻微": "minor_violation",
    "及时改正": "corrected_in_time",
    "没有危害": "no_harm",
    "初次": "first_violation",
    "后果轻微": "slight_harm",
    "主张无过错": "no_fault_claimed",
    "证明无过错": "no_fault_proven",
    "法律另有规定": "law_exception",
    "设备已审核": "device_reviewed",
    "标志明显": "device_marked",
    "地点已公布": "location_published",
    "记录已审核": "record_reviewed",
    "依法取得": "lawfully_obtained",
    "符合要求": "meets_requirements",
    "公共安全目的": "purpose_public_security",
    "法律授权": "authorised_by_law",
    "公开字段": "publish_fields",
    "有社会影响": "social_impact",
    "救济告知": "remedy_text",
    "特别依据": "special_basis",
    "阶段": "stage",
    "申请人新理由": "new_reason_by_applicant",
    "处罚名义": "penalty_identity",
    "检查来源": "inspection_source",
    "已报告": "reported_to_head",
    "同一机关": "same_agency",
    "同一对象": "same_object",
    "次数": "planned_visits",
    "有理由": "reason_given",
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
    "＝时效止": ("dates", "limit_end"),
    "＝已过时效": ("flags", "expired"),
    "＝未起算": ("flags", "not_started"),
    "＝没收": ("amounts", "confiscate"),
    "＝适用": ("flags", "applicable_law"),
    "＝稳妥": ("dates", "safe"),
    "＝逾期": ("flags", "overdue"),
    "＝逾期日": ("amounts", "overdue_days"),
    "＝延长后": ("dates", "extended_deadline"),
    "＝已用": ("amounts", "used_working_days"),
    "＝须审核": ("flags", "review_required"),
    "＝须讨论": ("flags", "collective_discussion_required"),
    "＝按工作日": ("dates", "lenient"),
    "＝移送时限": ("dates", "handover_at"),
    "＝缺材料": ("flags", "missing_materials"),
    "＝继续执行": ("flags", "continue_execution"),
    "＝折抵": ("flags", "credited_against_court_fine"),
    "＝新案": ("flags", "new_case"),
    "＝起诉止": ("dates", "suit_deadline"),
    "＝窗口起": ("dates", "window_from"),
    "＝窗口止": ("dates", "window_to"),
    "＝另一起": ("dates", "alternative_from"),
    "＝另一止": ("dates", "alternative_to"),
    "＝超窗口": ("flags", "expired"),
    "＝缴款照旧": ("flags", "payment_duty_continues"),
    "＝加处计": ("flags", "surcharge_counting"),
    "＝最早": ("dates", "earliest"),
    "＝须政府责成": ("flags", "government_order_required"),
    "＝事后通知": ("flags", "notify_afterwards"),
    "＝满三年": ("dates", "three_years_end"),
    "＝不再执行": ("flags", "no_longer_enforced"),
    "＝原届满": ("dates", "expire_original"),
    "＝届满": ("dates", "expire"),
    "＝期内延长": ("flags", "extension_in_time"),
    "＝须解除": ("flags", "must_release"),
    "＝补批止": ("dates", "approval_deadline"),
    "＝退款": ("flags", "refund_proceeds"),
    "＝补偿": ("flags", "compensate"),
    "＝已送达": ("flags", "served"),
    "＝送达": ("dates", "served_on"),
    "＝复议止": ("dates", "reconsideration_deadline"),
    "＝调查不停": ("flags", "investigation_continues"),
    "＝由谁决定": ("flags", "decided_by"),
    "＝条款": ("flags", "provision"),
    "＝下限": ("amounts", "fine_min"),
    "＝上限": ("amounts", "fine_max"),
    "＝可其他处罚": ("flags", "other_penalty_possible"),
    "＝不罚": ("flags", "no_penalty"),
    "＝责令监护": ("flags", "guardian_order_required"),
    "＝须教育": ("flags", "education_required"),
    "＝裁量": ("flags", "discretionary"),
    "＝可作证据": ("flags", "usable_as_evidence"),
    "＝须隐去": ("flags", "must_mask"),
    "＝可推送": ("dates", "not_before"),
    "＝复议前置": ("flags", "reconsideration_first"),
    "＝复议机关": ("flags", "body"),
    "＝应合并": ("flags", "merge"),
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


def _provision(text):
    name, *pairs = text.split(",")
    values = dict(pair.split("=") for pair in pairs)
    return {"id": name} | {k: {"是": True, "否": False}.get(v, v) for k, v in values.items()}


LISTS = {
    "penalties": _penalty,
    "officers": _person,
    "instalments": _instalment,
    "filings": _filing,
    "hearing_record_facts": str,
    "decision_facts": str,
    "disputants": str,
    "review_triggers": str,
    "materials": str,
    "published_on": str,
    "publish_fields": str,
    "provisions": _provision,
}


COUNTS = {"agents_count", "overdue_days", "appraisal_days", "testing_days", "extension_days", "signer_age", "age_at_act", "planned_visits"}


def _fact(key, cell):
    if key in LISTS:
        return [LISTS[key](part) for part in cell.split(";")] if cell != "无" else []
    if key == "squad_coverage":
        return dict(part.split("=") for part in cell.split(";"))
    if key == "special_rule":
        level, days = cell.split("扣")
        return {"level": level, "excluded_days": int(days)}
    if key in COUNTS:
        return int(cell)
    return {"是": True, "否": False}.get(cell, cell)


def _wanted(part, cell):
    if part == "missing":
        return cell.split(";")
    if cell.startswith("[") and cell.endswith("]"):
        return [item for item in cell[1:-1].split(";") if item]
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
