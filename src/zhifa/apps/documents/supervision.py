"""Documents before an inspection: facts → blocks."""

from __future__ import annotations

from collections.abc import Callable

from zhifa.apps.documents.blocks import Block, Note, Paragraph, Signatures, Table
from zhifa.apps.documents.grids import Facts, fields, grid, paper, seal, signers_of


def plan(facts: Facts) -> list[Block]:
    """行政检查计划."""
    labels = (
        ("title", "检查名称"),
        ("plan", "计划编号"),
        ("field", "领域"),
        ("items", "检查事项"),
        ("scope", "检查对象"),
        ("frequency", "频次"),
        ("window", "检查时间"),
        ("together", "与其他检查的关系"),
    )
    return [
        grid(facts, labels),
        Signatures(tuple(signers_of(facts))),
        seal(facts),
        Note("本计划向社会公开。检查人员不少于两人，并出示执法证件。"),
    ]


def joint_scheme(facts: Facts) -> list[Block]:
    """联合检查方案."""
    head = ("机关", "承担的检查事项")
    return [
        *fields(facts, (("plan", "计划编号"), ("initiator", "发起机关"), ("participants", "参与机关"), ("window", "检查时间"))),
        Paragraph("分工：", indent=False),
        Table((3, 7), (head, *((d["organ"], d["items"]) for d in facts["division"]))),
        grid(facts, (("objects", "检查对象"), ("items", "检查表"))),
        Signatures(tuple(signers_of(facts))),
        seal(facts),
        Note("各参与机关同时到场，只去一次，各自在职责范围内作出处理。"),
    ]


def random_draw(facts: Facts) -> list[Block]:
    """双随机抽查结果, with everything that is needed to draw again and get the same."""
    head = ("序号", "检查对象", "检查人员")
    drawn = tuple((str(n), d["place"], d["officers"]) for n, d in enumerate(facts["drawn"], 1))
    labels = (("draw", "抽取编号"), ("plan", "检查计划"), ("pool", "对象库"), ("people", "人员库"), ("drawn_at", "抽取时间"))
    return [
        *fields(facts, labels),
        *fields(facts, (("method", "抽取方法"), ("seed", "随机种子"), ("digest", "对象库、人员库校验值"))),
        Table((1, 5, 5), (head, *drawn)),
        Signatures(tuple(signers_of(facts))),
        Note("任何人用同样的名单、方法和种子重新计算，都得到同样的结果。"),
    ]


APPROVAL = (
    ("inspection", "检查编号"),
    ("party", "检查对象"),
    ("place", "检查地点"),
    ("reason", "检查理由"),
    ("source", "来由类别"),
    ("basis", "检查依据"),
    ("items", "检查事项"),
    ("people", "检查人员"),
    ("planned", "拟检查时间"),
    ("near", "前后其他检查"),
    ("opinion", "审批意见"),
)
FORMS: dict[str, Callable[[Facts], list[Block]]] = {
    "DOC-I01": plan,
    "DOC-I02": paper(APPROVAL),
    "DOC-I04": joint_scheme,
    "DOC-I08": random_draw,
}
