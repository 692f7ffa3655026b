"""Who acts: a person in a post, on one day. Frozen, so that what was checked is what is recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Duties that permissions and transition tables speak of (requirements §2.1)."""

    DISPATCHER = "dispatcher"  # 值班调度员
    DUTY_CHIEF = "duty_chief"  # 值班长
    SQUAD_LEADER = "squad_leader"  # 中队长
    OFFICER = "officer"  # 执法队员
    AUXILIARY = "auxiliary"  # 协辅人员
    VERIFIER = "verifier"  # 核查员: verifies what others handled
    TOWNSHIP_COMMANDER = "township_commander"  # 乡镇指挥
    REGULATOR = "regulator"  # 主管部门监管员
    PROFESSIONAL = "professional"  # 专业执法队
    GUIDANCE = "guidance"  # 县综合执法办
    LEADER = "leader"  # 县领导
    LEGAL_REVIEWER = "legal_reviewer"  # 法制审核员
    APPROVER = "approver"  # 机关负责人: approves filing and preservation, decides (处罚法 54, 56, 57)
    DISCIPLINE = "discipline"  # 纪检监察: reads everything, changes nothing
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    CONNECTOR = "connector"  # a source system with a token
    SYSTEM = "system"  # clocks and jobs


ROLE_LABELS: dict[Role, str] = {
    Role.DISPATCHER: "值班调度员",
    Role.DUTY_CHIEF: "值班长",
    Role.SQUAD_LEADER: "中队长",
    Role.OFFICER: "执法队员",
    Role.AUXILIARY: "协辅人员",
    Role.VERIFIER: "核查员",
    Role.TOWNSHIP_COMMANDER: "乡镇指挥",
    Role.REGULATOR: "主管部门监管员",
    Role.PROFESSIONAL: "专业执法队",
    Role.GUIDANCE: "县综合执法办",
    Role.LEADER: "县领导",
    Role.LEGAL_REVIEWER: "法制审核员",
    Role.APPROVER: "机关负责人",
    Role.DISCIPLINE: "纪检监察",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
    Role.CONNECTOR: "来源系统",
    Role.SYSTEM: "系统",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """`person` is the id of registry.Person (empty for source systems and jobs). `organ`, `team`, `areas` are codes of the
    registry: the organ whose people they are, the team they serve in, the areas their post covers. `certificate` is the
    number of the enforcement certificate valid on the day the actor was built (empty: none; 处罚法 42)."""

    person: str
    name: str
    post: str
    roles: frozenset[Role]
    organ: str = ""
    team: str = ""
    areas: frozenset[str] = field(default_factory=frozenset)
    certificate: str = ""
    tenant: str = ""

    def has(self, *roles: Role) -> bool:
        """Holds at least one of these."""
        return not self.roles.isdisjoint(roles)
