"""Documents of the ordinary procedure: facts → blocks. Internal papers are forms of two columns, letters to the party run as text.

`facts` as in `forms`; who signs other than an officer is a mapping in `signers` with `role`, `name`, `detail`, `signed`.
"""

from __future__ import annotations

from collections.abc import Callable

from zhifa.apps.documents.blocks import Block, Heading, Note, Paragraph, Signatures, Signer, Table
from zhifa.apps.documents.grids import BY_HAND, PARTY, Facts, Rows, fields, grid, numbered, officers_of, paper, seal, signers_of, text_of
from zhifa.apps.documents.papers import FORMS as BESIDE


def record(labels: Rows, officers: str, party: str) -> Callable[[Facts], list[Block]]:
    """A record: head lines, what was told, the running words, who signs."""

    def draw(facts: Facts) -> list[Block]:
        signing = (
            *officers_of(facts, officers),
            *signers_of(facts),
            Signer(party, "", BY_HAND),
            Signer("见证人", facts.get("witness", ""), BY_HAND),
        )
        return [
            *fields(facts, labels),
            Paragraph(facts["told"], "告知："),
            Paragraph(facts["text"], "记录："),
            Paragraph("以上笔录已交我核对（向我宣读），与实际相符。", indent=True),
            Signatures(signing if facts.get("witness") else signing[:-1]),
        ]

    return draw


def preservation(facts: Facts) -> list[Block]:
    """先行登记保存通知书 with the list of goods."""
    head = ("序号", "物品名称", "数量、规格", "备注")
    goods = tuple((str(n), i["name"], i["quantity"], i.get("note", "")) for n, i in enumerate(facts["items"], 1))
    return [
        *fields(facts, PARTY),
        Paragraph(
            f"因{facts['reason']}，依据《中华人民共和国行政处罚法》第五十六条，{facts['approval']}，"
            "对下列物品先行登记保存。保存期间，当事人或者有关人员不得销毁或者转移。"
        ),
        Table((1, 4, 3, 3), (head, *goods)),
        *fields(facts, (("place", "保存地点"), ("due", "处理期限"))),
        Signatures((*officers_of(facts, "执法人员"), Signer("当事人（签收）", "", BY_HAND))),
        seal(facts),
        Note("本通知书和清单一式两份，一份当场交付当事人，一份存档。"),
    ]


def disposal(facts: Facts) -> list[Block]:
    """先行登记保存处理决定书."""
    return [
        *fields(facts, PARTY),
        Paragraph(
            f"我机关以《先行登记保存通知书》（{facts['notice']}）对下列物品先行登记保存，现依据《行政处罚法》第五十六条作出处理决定。"
        ),
        Paragraph(numbered([f"{i['name']}（{i['quantity']}）" for i in facts["items"]]), "物品："),
        Paragraph(facts["disposition"], "处理方式："),
        *fields(facts, (("disposed_on", "处理时间"),)),
        Signatures((*officers_of(facts, "执法人员"), Signer("当事人（签收）", "", BY_HAND))),
        seal(facts),
    ]


def prior_notice(facts: Facts) -> list[Block]:
    """事先告知书, or 听证告知书 when the right to a hearing is told."""
    return [
        *fields(facts, PARTY),
        Paragraph("我机关对你（单位）涉嫌违法一案调查终结，现将拟作出行政处罚的有关情况告知如下。"),
        Paragraph(numbered(facts["violation"]), "违法事实："),
        Paragraph("；".join(facts["evidence"]) + "。", "证据："),
        *([Paragraph(f"上述行为违反了{facts['violated']}的规定。", "定性：")] if facts.get("violated") else []),
        Paragraph(
            f"依据{facts['basis']}，拟对你（单位）作出{facts['penalty']}的行政处罚。"
            + (f"裁量：{facts['tier']}。" if facts.get("tier") else ""),
            "拟处罚：",
        ),
        Paragraph(facts["defence"], "陈述申辩权："),
        *([Paragraph(facts["right"], "听证权：")] if facts.get("right") else []),
        *fields(facts, (("standard", "听证标准"), ("contact", "联系方式"))),
        Signatures((*officers_of(facts, "承办人"), Signer("当事人（签收）", "", BY_HAND))),
        seal(facts),
        Note("本告知书不是处罚决定。一式两份，一份送达当事人，一份存档。"),
    ]


def summons(facts: Facts) -> list[Block]:
    """听证通知书."""
    return [
        *fields(facts, (("party", "当事人"),)),
        Paragraph(f"根据你（单位）的要求，我机关决定就{facts['cause']}一案举行听证，现通知如下。"),
        *fields(facts, (("held_at", "时间"), ("place", "地点"), ("presider", "主持人"), ("recorder", "记录人"), ("public", "是否公开"))),
        Paragraph(facts["rights"], "权利义务："),
        seal(facts),
        Note("听证由非本案调查人员主持；当事人不承担组织听证的费用。"),
    ]


def hearing_ended(facts: Facts) -> list[Block]:
    """终止听证决定书."""
    return [
        *fields(facts, (("party", "当事人"), ("held_at", "原定听证时间"))),
        Paragraph(f"{facts['ground']}依据《行政处罚法》第六十四条第六项，视为放弃听证权利，决定终止听证。"),
        Signatures(tuple(signers_of(facts))),
        seal(facts),
    ]


def decision(facts: Facts) -> list[Block]:
    """行政处罚决定书 of the ordinary procedure (处罚法 59)."""
    correction = facts.get("correction", "")
    return [
        *fields(facts, PARTY),
        Paragraph(facts["procedure"], "案由和经过："),
        Paragraph(numbered(facts["violation"]), "违法事实："),
        Paragraph("；".join(facts["evidence"]) + "。", "证据："),
        Paragraph(facts["notice"], "告知和听取意见："),
        *([Paragraph(f"上述行为违反了{facts['violated']}的规定。", "定性：")] if facts.get("violated") else []),
        Paragraph(
            f"依据{facts['basis']}，决定给予你（单位）{facts['penalty']}的行政处罚。"
            + (f"裁量：{facts['tier']}。" if facts.get("tier") else ""),
            "处罚决定：",
        ),
        *([Paragraph(correction, "责令改正：")] if correction else []),
        *([Paragraph(facts["performance"] + facts["surcharge"], "履行方式和期限：")] if facts.get("fine") else []),
        Paragraph(facts["remedy"], "救济途径："),
        seal(facts),
        Note("本决定书一式三份，一份送达当事人，一份存档，一份备用。"),
    ]


def no_penalty(facts: Facts) -> list[Block]:
    """不予行政处罚决定书."""
    return [
        *fields(facts, PARTY),
        Paragraph(text_of(facts["violation"]), "查明的事实："),
        Paragraph(f"{facts['ground']}。依据{facts['basis']}，决定不予行政处罚。", "决定："),
        Paragraph(facts["education"], "教育情况："),
        Paragraph(facts["remedy"], "救济途径："),
        seal(facts),
    ]


def _in_lines(digest: str) -> str:
    """A hash is one word of 64 letters, wider than a page."""
    return "\n".join(digest[n : n + 32] for n in range(0, len(digest), 32))


def archive_index(facts: Facts) -> list[Block]:
    """Cover, list of contents and list of hashes of the archived case."""
    contents = tuple((str(n), i["name"], i["number"], i["day"], i["pages"]) for n, i in enumerate(facts["index"], 1))
    hashes = tuple((str(n), i["name"], _in_lines(i["digest"])) for n, i in enumerate(facts["index"], 1))
    labels = (
        ("decision", "决定书文号"),
        ("cause", "案由"),
        ("party", "当事人"),
        ("filed", "立案"),
        ("closed", "结案"),
        ("result", "处理结果"),
    )
    return [
        grid(facts, labels),
        Signatures(tuple(officers_of(facts, "立卷人"))),
        Heading("卷内目录"),
        Table((3, 9, 9, 7, 4), (("序号", "文书或者材料", "文号", "日期", "页次"), *contents)),
        Heading("校验清单（SHA-256）"),
        Table((3, 9, 20), (("序号", "文书或者材料", "校验值"), *hashes)),
    ]


_CASE = (("party", "当事人"), ("cause", "案由"))
FORMS: dict[str, Callable[[Facts], list[Block]]] = {
    "DOC-G01": paper(
        (
            ("source", "案件来源"), ("party", "当事人"), ("place", "发生地"), ("occurred_at", "违法时间"), ("violation", "涉嫌违法行为"),
            ("evidence", "初步证据"), ("basis", "拟适用依据"), ("jurisdiction", "管辖判断"), ("limitation", "时效判断"),
            ("duplicate", "一事不再罚查重"), ("handlers", "办案人员"), ("opinion", "审批意见"),
            ("filed_at", "立案时刻"), ("due", "办案期限"),
        )
    ),
    "DOC-G03": record((("asked", "被询问人"), ("began_at", "询问时间"), ("place", "询问地点"), ("cause", "案由")), "询问人", "被询问人"),
    "DOC-G04": record((("about", "检查对象"), ("began_at", "检查时间"), ("place", "检查地点"), ("cause", "案由")), "检查人员", "当事人"),
    "DOC-G06": preservation,
    "DOC-G07": disposal,
    "DOC-G14": paper(
        (
            *_CASE, ("findings", "查明的事实"), ("evidence", "证据"), ("basis", "依据"), ("limitation", "时效判断"), ("tier", "裁量"),
            ("proposal", "处理建议"), ("opinion", "承办意见"), ("review", "是否法制审核"), ("serious", "是否集体讨论"),
        ),
        officers="承办人",
    ),
    "DOC-R01": paper((*_CASE, ("proposal", "送审意见"), ("items", "审核事项"), ("result", "审核结论"), ("opinion", "审核意见"))),
    "DOC-N01": prior_notice,
    "DOC-N02": prior_notice,
    "DOC-N03": paper(
        (*_CASE, ("notice", "告知书"), ("statement", "陈述、申辩"), ("review", "复核意见")), officers="承办人", party="当事人"
    ),
    "DOC-H01": summons,
    "DOC-H03": paper(
        (*_CASE, ("held_at", "时间"), ("place", "地点"), ("public", "是否公开"), ("people", "参加人"), ("text", "听证内容")), party="当事人"
    ),
    "DOC-H04": paper((*_CASE, ("held_at", "听证时间"), ("report", "听证意见"))),
    "DOC-H05": hearing_ended,
    "DOC-R02": paper((*_CASE, ("proposal", "讨论事项"), ("held_at", "时间"), ("members", "参加人及意见"), ("conclusion", "结论"))),
    "DOC-D01": decision,
    "DOC-D03": no_penalty,
    "DOC-E09": paper(
        (
            *_CASE, ("decision", "决定书"), ("served", "送达情况"), ("performed", "履行情况"), ("goods", "财物处理"),
            ("opinion", "审批意见"),
        )
    ),
    "DOC-A01": archive_index,
    **BESIDE,
}  # fmt: skip
