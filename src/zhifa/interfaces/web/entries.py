"""The desks' entries of the top bar: what a role does not need is not shown to it."""

from __future__ import annotations

from zhifa.apps.adjustments.queries import waiting as waiting_changes
from zhifa.apps.adjustments.queries.cutovers import count_waiting as waiting_receipts
from zhifa.apps.cases.queries import count_waiting
from zhifa.apps.dispatch import queries
from zhifa.apps.empowerment.queries import waiting as waiting_assessments
from zhifa.apps.inspections.queries import late_visits
from zhifa.apps.office.permissions import READERS as OFFICE_READERS
from zhifa.apps.office.queries.work import waiting as waiting_requests
from zhifa.apps.staffing.queries import waiting as waiting_transfers
from zhifa.interfaces.frame import clock, navigation, verbs
from zhifa.interfaces.frame.navigation import Entry
from zhifa.interfaces.web import finding
from zhifa.interfaces.web.disputes import waiting_disputes
from zhifa.interfaces.web.drills import waiting_drills
from zhifa.interfaces.web.matching import READERS as MATCHER_READERS
from zhifa.interfaces.web.tasks import came_late, waiting_tasks
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.catalogue_change import CHECKERS, REQUESTERS
from zhifa.law.procedure.catalogue_change import DECIDERS as CHANGE_DECIDERS
from zhifa.law.procedure.cutover import RECEIVERS
from zhifa.law.procedure.drill import ANSWERERS, SENDERS
from zhifa.law.procedure.inspection import FINDING, INSPECTORS
from zhifa.law.procedure.inspection_plan import COORDINATORS
from zhifa.law.procedure.office import ASKERS

CENTRE = frozenset({Role.DISPATCHER, Role.DUTY_CHIEF})
TASKS = frozenset({Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.VERIFIER, Role.GUIDANCE, Role.TOWNSHIP_COMMANDER, Role.REGULATOR,
                   Role.OFFICER, Role.AUXILIARY})  # fmt: skip
READERS = frozenset({Role.LEADER, Role.DISCIPLINE, Role.GUIDANCE, Role.DUTY_CHIEF, Role.DISPATCHER, Role.LEGAL_REVIEWER})

DOCKET = frozenset({Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISCIPLINE, Role.LEGAL_REVIEWER, Role.SQUAD_LEADER,
                    Role.PROFESSIONAL, Role.REGULATOR, Role.TOWNSHIP_COMMANDER})  # fmt: skip
CASES = frozenset({Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.OFFICER, Role.LEGAL_REVIEWER, Role.DISCIPLINE, Role.LEADER, Role.GUIDANCE})

DECIDERS = frozenset({Role.LEGAL_REVIEWER, Role.APPROVER})
ORDINARY = CASES - DECIDERS | {Role.TOWNSHIP_COMMANDER}

INSPECTION = frozenset({*INSPECTORS, *COORDINATORS, Role.APPROVER, Role.DISCIPLINE, Role.LEGAL_REVIEWER, Role.TOWNSHIP_COMMANDER})

CUTOVERS = RECEIVERS | {Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISCIPLINE, Role.LEGAL_REVIEWER}

CHANGES = REQUESTERS | CHECKERS | CHANGE_DECIDERS | {Role.DISCIPLINE}

ASSESSMENTS = frozenset({Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE, Role.VERIFIER, Role.TOWNSHIP_COMMANDER})

OFFICE = frozenset(OFFICE_READERS)

STAFFING = frozenset({Role.GUIDANCE, Role.LEADER, Role.LEGAL_REVIEWER, Role.DISCIPLINE})
APPRAISERS = frozenset({Role.TOWNSHIP_COMMANDER, Role.REGULATOR, Role.APPROVER})

LISTS = frozenset({Role.REGULATOR, Role.GUIDANCE, Role.DISCIPLINE})
JURISTS = frozenset({Role.LEGAL_REVIEWER, Role.APPROVER, Role.GUIDANCE, Role.DISCIPLINE, Role.SQUAD_LEADER, Role.PROFESSIONAL})


ACCOUNT_VERBS = {
    "account.open": "开立账号",
    "account.assign": "增加职责",
    "account.end_assignment": "结束职责",
    "account.close": "停用账号",
    "account.change_password": "修改密码",
    "account.log_in": "登录",
    "account.log_out": "退出登录",
    "account.open_access": "取得程序令牌",
    "account.end_session": "结束登录",
    "account.unlock": "解锁",
    "account.second_factor": "通过两步验证",
    "account.begin_authenticator": "开始设置两步验证",
    "account.confirm_authenticator": "开启两步验证",
    "account.renew_recovery_codes": "换新恢复码",
    "account.remove_authenticator": "关闭两步验证",
    "account.reset_authenticator": "重置两步验证",
    "token.issue": "发放令牌",
    "token.revoke": "收回令牌",
    "load_pack": "装载资料",
    "import_geometry": "导入边界",
    "import_notice": "导入节假日安排通知",
    "recount_deadline": "按新的节假日安排重新计算期限",
    "propose_edition": "提出资料变更",
    "revise_grant": "更正授权",
    "catalogue_change.draft": "起草目录调整",
    "write_change": "按目录调整写入",
}


def _waiting(by: Actor) -> int:
    return queries.counts(by, clock.now())["waiting"]


def _escalated(by: Actor) -> int:
    """What went up to the duty chief, on the queue that is his home."""
    return queries.counts(by, clock.now())["escalated"] if by.has(Role.DUTY_CHIEF) else 0


def _escalated_leader(by: Actor) -> int:
    """What went up to the leader, on the cockpit that is his home."""
    return queries.counts(by, clock.now())["escalated_leader"] if by.has(Role.LEADER) else 0


def hang() -> None:
    """Called once at start."""
    finding.hang()
    navigation.register(
        Entry("queue", "指挥台", "inbox", "web:queue", CENTRE, waiting=_waiting, late=_escalated, order=10, home=True),
        Entry("tasks", "待办", "clock", "web:tasks", TASKS, waiting=waiting_tasks, late=came_late, order=20, home=True),
        Entry("department", "移送线索", "next", "web:department", frozenset({Role.REGULATOR}), order=25),
        Entry("incidents", "事件", "story", "web:incidents", READERS | TASKS, order=30, home=False),
        Entry("reviews", "待我审批审核", "law", "web:ordinary_cases", DECIDERS, waiting=count_waiting, order=21, home=True),
        Entry("ordinary", "普通程序", "law", "web:ordinary_cases", ORDINARY, waiting=count_waiting, order=34),
        Entry("cases", "案件", "case", "web:cases", CASES, order=35),
        Entry("disputes", "争议", "law", "web:disputes", DOCKET, waiting=waiting_disputes, order=32),
        Entry("import", "导入", "add", "web:imports", CENTRE, order=38),
        Entry("lists", "清单", "document", "web:lists", LISTS, order=39),
        Entry("changes", "目录调整", "law", "web:changes", CHANGES, waiting=waiting_changes, order=38),
        Entry("cutovers", "切换与对账", "next", "web:cutovers", CUTOVERS, waiting=waiting_receipts, order=42),
        Entry("matching", "匹配", "search", "web:matching", MATCHER_READERS, order=43),
        Entry("inspections", "检查", "search", "web:inspections", INSPECTION, late=late_visits, order=36),
        Entry("supervision", "监管认领", "document", "web:supervision", frozenset({Role.REGULATOR, Role.PROFESSIONAL}), order=37),
        Entry("empowerment", "赋权评估", "score", "web:empowerment", ASSESSMENTS, waiting=waiting_assessments, order=37),
        Entry("office", "综合执法办", "inbox", "web:office", OFFICE, waiting=waiting_requests, order=33),
        Entry("office_requests", "综合执法办请求", "inbox", "web:office_requests", ASKERS - OFFICE, waiting=waiting_requests, order=44),
        Entry("staffing", "编制和人员", "team", "web:staffing", STAFFING, waiting=waiting_transfers, order=44),
        Entry("staff_people", "人员考核", "team", "web:staff_people", APPRAISERS - STAFFING, order=46),
        Entry("rules", "规则", "law", "web:rules", JURISTS, order=45),
        Entry("accounts", "账号和职责", "person", "web:accounts", frozenset({Role.SECURITY_ADMIN}), order=11, home=True),
        Entry("house", "系统运行", "keys", "web:house", frozenset({Role.SYSTEM_ADMIN}), order=11, home=True),
        Entry("accounts_too", "账号和职责", "person", "web:accounts", frozenset({Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN}), order=60),
        Entry("audit", "审计", "seal", "web:audit", frozenset({Role.AUDIT_ADMIN, Role.DISCIPLINE}), order=45, home=True),
        Entry("drills", "演练", "dispatch", "web:drills", ANSWERERS | SENDERS, waiting=waiting_drills, order=44),
        Entry("cockpit", "驾驶舱", "score", "web:cockpit", READERS, late=_escalated_leader, order=40, home=True),
    )
    verbs.register(
        {
            "report": "登记事件",
            "propose_filing": "报请立案",
            "late": "超过时限",
            "score": "计算评价",
            "reveal_reporter": "查看反映人身份",
            "open": "建立任务",
            "draw_up": "编制检查计划",
            "draw_up_joint": "综合查一次",
            "plan_visit": "安排检查",
            "draw_at_random": "双随机抽取",
            **{f"finding.{act}": label for act, label in FINDING.act_labels.items()},
            "receive_merge": "并入一件反映",
            "lose_merge": "拆出一件反映",
            "move_matter": "事项随合并转移",
            "escalate": "升级",
            "state_position": "陈述意见",
            "compile_list": "编制监管事项总目录",
            "list.upload": "上传事项清单",
            "list.take": "导入事项清单",
            "matcher.build": "训练匹配版本",
            "matcher.activate": "启用匹配版本",
            "matcher.roll_back": "回退匹配版本",
            "matcher.add_word": "加日常说法",
            "matcher.end_word": "收回日常说法",
            "draft.accept": "采纳草稿事项",
            "draft.refuse": "不采纳草稿事项",
            "draft.merge": "并入另一条草稿",
            "plan_cutover": "安排切换",
            "assign_coverage": "调整中队覆盖",
            "freeze": "先行锁定",
            "lift_freeze": "解除锁定",
            "change_holder": "随切换移交",
            "return_holder": "交接退回",
            "take_over": "接手办案",
            "open_to": "交接后可查阅",
            "assessment.open": "开展评估",
            "withdrawal.propose": "建议收回",
            "staff_transfer.propose": "提出划转方案",
            "posts.enter": "记一笔编制",
            "staff.station": "派驻人员",
            "staff.end_stationing": "结束派驻",
            "staff.change_command": "调整日常管理和指挥",
            "appraisal.open": "启动年度考核",
            "office_entry.ask": "提出请求",
            "professional_list.draft": "起草清单",
            "drill.send": "发出演练指令",
            "order_sample.record": "登记指令抽查",
            "set_precedent": "立为先例",
            "revoke_precedent": "撤销先例",
            **ACCOUNT_VERBS,
        }
    )
