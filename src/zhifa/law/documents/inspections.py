"""Documents before an inspection: the plan that is published, the head's approval, the scheme of a joint visit, the random draw."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.documents.kinds import REGULATION, RESULTS_LAW, DocumentKind, requirements

COORDINATORS = frozenset({Role.GUIDANCE, Role.LEADER})
HEADS = frozenset({Role.APPROVER})
DRAWERS = frozenset({Role.REGULATOR, Role.PROFESSIONAL, Role.SQUAD_LEADER})
PLAN = DocumentKind(
    "DOC-I01",
    "行政检查计划",
    "",
    (
        *requirements(Citation(REGULATION, 12), title="检查名称", items="检查事项", scope="检查对象", frequency="频次", window="检查时间"),
        *requirements(Citation(REGULATION, 12), organ="行政机关名称", day="日期"),
    ),
    signers=COORDINATORS,
)
APPROVAL = DocumentKind(
    "DOC-I02",
    "行政检查审批表",
    "",
    (
        *requirements(Citation(RESULTS_LAW, 36, 1), party="检查对象", place="检查地点", reason="检查理由", source="来由类别"),
        *requirements(Citation(RESULTS_LAW, 36, 1), basis="检查依据", items="检查事项", people="检查人员", planned="拟检查时间"),
        *requirements(Citation(RESULTS_LAW, 36, 1), opinion="审批意见", signers="审批人"),
    ),
    sealed=False,
    signers=HEADS,
)
JOINT_SCHEME = DocumentKind(
    "DOC-I04",
    "联合检查方案",
    "",
    (
        *requirements(Citation(REGULATION, 14), initiator="发起机关", participants="参与机关", division="分工", objects="检查对象"),
        *requirements(Citation(REGULATION, 14), window="检查时间", items="检查表", organ="行政机关名称", day="日期"),
    ),
    signers=COORDINATORS,
)
RANDOM_DRAW = DocumentKind(
    "DOC-I08",
    "双随机抽查结果",
    "",
    (
        *requirements(Citation(REGULATION, 21, 1), plan="检查计划", pool="对象库", people="人员库", method="抽取方法", seed="随机种子"),
        *requirements(Citation(REGULATION, 21, 1), drawn_at="抽取时间", drawn="抽取结果", organ="行政机关名称", day="日期"),
    ),
    sealed=False,
    signers=DRAWERS,
)
