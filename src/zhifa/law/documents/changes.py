"""The announcement of a change of the catalogue."""

from __future__ import annotations

from zhifa.law.actors import Role
from zhifa.law.citations import Citation
from zhifa.law.documents.kinds import PENALTY_LAW, REGULATION, DocumentKind, requirements

NOTICE = DocumentKind(
    "DOC-K01",
    "执法事项目录调整公告",
    "",
    (
        *requirements(Citation(REGULATION, 7), title="标题", change="调整编号", items="调整内容", approval="批准机关、文号和日期"),
        *requirements(Citation(PENALTY_LAW, 24, 1), effective="生效日", organ="公布机关", day="公布日期"),
    ),
    signers=frozenset({Role.GUIDANCE}),
)
