"""What each kind of document looks like: facts → blocks. One form per kind, from which both PDF and DOCX are drawn.

`facts` are ready words (see `law.documents` for the keys each kind needs); officers are mappings with `name`,
`certificate` and `signed`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from zhifa.apps.documents.announcing import FORMS as ANNOUNCING
from zhifa.apps.documents.blocks import Block, Field, Note, Paragraph, Seal, Sheet, Signatures, Signer, Table
from zhifa.apps.documents.sheets import FORMS as ORDINARY
from zhifa.apps.documents.supervision import FORMS as SUPERVISION
from zhifa.apps.documents.wording import solemn_date
from zhifa.law.documents import DocumentKind

Facts: TypeAlias = Mapping[str, Any]
_PARTY = (("party", "当事人"), ("identifier", "证件"), ("representative", "法定代表人"), ("address", "住址（地址）"), ("phone", "联系电话"))


def sheet(kind: DocumentKind, facts: Facts, *, organ: str, number: str, demo: bool) -> Sheet:
    """The document of this kind; KeyError for a kind without a form."""
    return Sheet(organ, kind.name, number, tuple(FORMS[kind.code](facts)), demo)


def _fields(facts: Facts, labels: Sequence[tuple[str, str]]) -> list[Block]:
    return [Field(label, str(facts[key])) for key, label in labels if facts.get(key)]


def _officers(facts: Facts, role: str = "执法人员") -> list[Signer]:
    return [Signer(role, o["name"], f"执法证号：{o['certificate']}", o.get("signed", "")) for o in facts["officers"]]


def _party_signer(facts: Facts, role: str = "当事人") -> Signer:
    refusal = facts.get("refusal", "")
    return Signer(role, "（未签名）", "", refusal) if refusal else Signer(role, "", "　　年　月　日　时　分")


def _seal(facts: Facts) -> Seal:
    return Seal(facts["organ"], solemn_date(date.fromisoformat(facts["day"])))


def _form(rows: Sequence[tuple[str, object]]) -> Table:
    """A form of two columns: what is asked, what is answered; empty answers are left out."""
    return Table((3, 8), tuple((label, str(value)) for label, value in rows if value), head=False)


def on_the_spot_decision(facts: Facts) -> list[Block]:
    """当场行政处罚决定书: the handwritten form of old, filled from the case."""
    decision = f"依据{facts['basis']}，决定给予你（单位）{facts['penalty']}的行政处罚。"
    correction = facts.get("correction", "")
    return [
        *_fields(facts, _PARTY),
        Paragraph(f"{facts['occurred_at']}，在{facts['place']}，{facts['violation']}", "违法事实："),
        *([Paragraph("；".join(facts["evidence"]) + "。", "证据：")] if facts.get("evidence") else []),
        *([Paragraph(f"上述行为违反了{facts['violated']}的规定。", "定性：")] if facts.get("violated") else []),
        Paragraph(facts["notice"], "告知和听取意见："),
        Paragraph(decision + (f"裁量：{facts['tier']}。" if facts.get("tier") else ""), "处罚决定："),
        *([Paragraph(correction, "责令改正：")] if correction else []),
        *([Paragraph(facts["performance"] + facts["surcharge"], "履行方式和期限：")] if facts.get("fine") else []),
        Paragraph(facts["remedy"], "救济途径："),
        Signatures((*_officers(facts), _party_signer(facts, "当事人（签收）"))),
        _seal(facts),
        Note("本决定书当场交付当事人；一式两份，一份交当事人，一份报所属行政机关备案。"),
    ]


def correction_order(facts: Facts) -> list[Block]:
    """责令限期改正通知书."""
    return [
        *_fields(facts, _PARTY),
        Paragraph(f"{facts['occurred_at']}，在{facts['place']}，{facts['violation']}", "违法事实："),
        Paragraph(f"{facts['basis']}。", "责令改正的依据："),
        Paragraph(facts["demand"], "改正要求："),
        Paragraph(facts["due_on"], "改正期限："),
        Paragraph(facts["recheck"], "复查："),
        Paragraph(facts["remedy"], "救济途径："),
        Signatures((*_officers(facts), _party_signer(facts, "当事人（签收）"))),
        _seal(facts),
        Note("本通知书一式两份，一份送达当事人，一份存档。改正期限自送达的次日起计算。"),
    ]


def return_of_service(facts: Facts) -> list[Block]:
    """送达回证."""
    rows = [
        ("送达文书", facts["document"]),
        ("受送达人", facts["party"]),
        ("送达方式", facts["way"]),
        ("送达时间", facts["served_at"]),
        ("送达地点", facts["place"]),
        ("签收或者拒收情况", facts["acknowledgement"]),
        ("见证人", facts.get("witness")),
        ("备注", facts.get("remarks")),
    ]
    return [_form(rows), Signatures((*_officers(facts, "送达人"), _party_signer(facts, "受送达人")))]


def recheck(facts: Facts) -> list[Block]:
    """复查记录."""
    rows = [
        ("责令改正通知书", facts["order"]),
        ("当事人", facts["party"]),
        ("改正要求", facts.get("demand")),
        ("改正期限", facts.get("due_on")),
        ("复查时间", facts["checked_at"]),
        ("复查地点", facts["place"]),
        ("检查情况", facts["findings"]),
        ("处理结果", facts["result"]),
        ("证据", "\n".join(facts.get("evidence", ()))),
    ]
    return [_form(rows), Signatures((*_officers(facts, "检查人员"), _party_signer(facts, "当事人（或者见证人）")))]


def hand_over(facts: Facts) -> list[Block]:
    """线索移交单."""
    head = ("序号", "证据材料", "校验值（SHA-256 前 16 位）")
    evidence = tuple((str(i), e["name"], e["digest"]) for i, e in enumerate(facts["evidence"], 1))
    return [
        Paragraph(f"{facts['receiver']}：", indent=False),
        Paragraph(
            f"我机关在履行职责中发现下列线索，依法属于你机关职责。依据{facts['basis']}，现将线索和已固定的证据移交你机关，请签收并函复。"
        ),
        *_fields(facts, (("incident", "线索编号"), ("party", "对象"), ("occurred_at", "时间"), ("place", "地点"), ("matter", "涉及事项"))),
        Paragraph(facts["violation"], "事实："),
        Paragraph(facts["fixed_by"], "证据固定方式："),
        Table((1, 5, 4), (head, *evidence)),
        Paragraph(facts["handed_at"], "移交时间："),
        Signatures((*_officers(facts, "移交人"), Signer("接收人", "", "　　年　月　日　时　分"))),
        _seal(facts),
        Note("接收机关签收后本线索方为移交完成；拒收的，应当书面说明理由。"),
    ]


def record_filing(facts: Facts) -> list[Block]:
    """当场行政处罚备案表."""
    rows = [
        ("决定书文号", facts["decision"]),
        ("当事人", facts["party"]),
        ("违法行为", facts["violation"]),
        ("处罚依据", facts.get("basis")),
        ("处罚内容", facts["penalty"]),
        ("决定时间", facts["decided_at"]),
        ("送达情况", facts["served"]),
        ("缴款情况", facts.get("payment")),
        ("备案时间", facts["reported_at"]),
        ("备案期限", facts.get("due")),
    ]
    return [_form(rows), Signatures(tuple(_officers(facts)))]


def fiscal_receipt(facts: Facts) -> list[Block]:
    """The record of an on-the-spot collection; the receipt itself is the Treasury's."""
    rows = [
        ("决定书文号", facts["decision"]),
        ("当事人", facts["party"]),
        ("财政专用票据号", facts["receipt"]),
        ("收缴金额", facts["fine_words"]),
        ("当场收缴的理由", facts["ground"]),
        ("收缴时间", facts["collected_at"]),
        ("抵岸时间", facts.get("ashore_on")),
        ("交至行政机关的期限", facts.get("to_agency")),
        ("缴付银行的期限", facts.get("to_bank")),
    ]
    return [_form(rows), Signatures((*_officers(facts, "收缴人员"), _party_signer(facts, "缴款人")))]


def inspection_notice(facts: Facts) -> list[Block]:
    """行政检查通知书."""
    return [
        Paragraph(f"{facts['party']}：", indent=False),
        Paragraph(f"因{facts['source']}，现依据{facts['basis']}，对你（单位）进行现场检查。"),
        *_fields(facts, (("inspection", "检查编号"), ("visited_at", "检查时间"), ("place", "检查地点"), ("joint", "参加的机关"))),
        Paragraph("；".join(facts["items"]) + "。", "检查事项："),
        Paragraph(facts["rights"], "权利和义务："),
        *([Paragraph(facts["phone"], "监督电话：")] if facts.get("phone") else []),
        Signatures((*_officers(facts, "检查人员"), _party_signer(facts, "被检查人（签收）"))),
        _seal(facts),
        Note("检查人员少于两人或者不出示执法证件的，被检查人有权拒绝检查。本通知书一式两份。"),
    ]


def inspection_record(facts: Facts) -> list[Block]:
    """现场检查笔录."""
    head = ("序号", "检查事项", "结论", "看到的情况")
    answers = tuple((str(i), a["item"], a["result"], a["note"]) for i, a in enumerate(facts["answers"], 1))
    return [
        *_fields(facts, (("inspection", "检查编号"), ("party", "被检查人"), ("visited_at", "检查时间"), ("place", "检查地点"))),
        Paragraph(facts["shown"], "出示证件："),
        Paragraph(facts["rights"], "告知："),
        Table((1, 5, 2, 4), (head, *answers)),
        Paragraph(facts["summary"], "经过和发现："),
        *([Paragraph(facts["statement"], "被检查人陈述：")] if facts.get("statement") else []),
        Paragraph(facts["signature"], "签名情况："),
        Signatures((*_officers(facts, "检查人员"), _party_signer(facts, "被检查人"))),
    ]


def inspection_result(facts: Facts) -> list[Block]:
    """行政检查结果记录."""
    head = ("序号", "发现的问题", "处理结果")
    results = tuple((str(i), r["finding"], r["result"]) for i, r in enumerate(facts["results"], 1))
    return [
        *_fields(facts, (("inspection", "检查编号"), ("party", "被检查人"), ("visited_at", "检查时间"), ("place", "检查地点"))),
        Paragraph(facts["summary"], "检查情况："),
        Table((1, 5, 5), (head, *results)),
        Signatures(tuple(_officers(facts, "检查人员"))),
        Note("本记录由检查人员签名后归档，并向社会公开（依法不公开的除外）。"),
    ]


FORMS: dict[str, Callable[[Facts], list[Block]]] = {
    "DOC-D02": on_the_spot_decision,
    "DOC-I06": correction_order,
    "DOC-S01": return_of_service,
    "DOC-I07": recheck,
    "DOC-C02": hand_over,
    "DOC-I03": inspection_notice,
    "DOC-I05": inspection_record,
    "DOC-I07A": inspection_result,
    "DOC-B01": record_filing,
    "DOC-P02": fiscal_receipt,
    **ANNOUNCING,
    **SUPERVISION,
    **ORDINARY,
}
