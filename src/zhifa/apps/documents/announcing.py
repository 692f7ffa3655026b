"""Announcements to the public: facts → blocks."""

from __future__ import annotations

from collections.abc import Callable

from zhifa.apps.documents.blocks import Block, Note, Paragraph, Signatures, Table
from zhifa.apps.documents.grids import Facts, fields, seal, signers_of


def catalogue_change(facts: Facts) -> list[Block]:
    """执法事项目录调整公告."""
    head = ("序号", "调整", "内容")
    rows = tuple((str(n), line["kind"], line["text"]) for n, line in enumerate(facts["items"], 1))
    return [
        *fields(facts, (("notice", "公告编号"), ("change", "调整编号"))),
        Paragraph(facts["title"], indent=False),
        Paragraph(f"{facts['ground']}。经批准（{facts['approval']}），对行政执法事项目录作如下调整，自{facts['effective']}起施行："),
        Table((1, 2, 8), (head, *rows)),
        Paragraph("生效前已经立案的案件，由原机关继续办理；生效后发现的违法行为，由新的机关办理。"),
        Signatures(tuple(signers_of(facts))),
        seal(facts),
        Note(f"公布方式：{facts['channel']}。" if facts.get("channel") else "本公告向社会公布。"),
    ]


FORMS: dict[str, Callable[[Facts], list[Block]]] = {"DOC-K01": catalogue_change}
