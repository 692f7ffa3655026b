"""Papers beside and after the main line of the ordinary procedure: facts → blocks, as in `sheets`."""

from __future__ import annotations

from collections.abc import Callable

from zhifa.apps.documents.blocks import Block, Note, Paragraph, Seal, Signatures, Signer
from zhifa.apps.documents.grids import BY_HAND, PARTY, Facts, fields, numbered, officers_of, paper, seal, signers_of

CASE = (("party", "当事人"), ("cause", "案由"))


def letter(*texts: tuple[str, str], to: str = "party", head: str = "", signing: str = "", note: str = "") -> Callable[[Facts], list[Block]]:
    """A letter: addressee, what it says under labels (`texts`: key, label; lists are numbered), who signs, the seal."""

    def draw(facts: Facts) -> list[Block]:
        said = [(facts[key], label) for key, label in texts if facts.get(key)]
        people = (*(officers_of(facts, signing) if signing else ()), *signers_of(facts))
        ending: list[Block] = [*([Signatures(people)] if people else []), seal(facts), *([Note(note)] if note else [])]
        return [
            *(fields(facts, PARTY) if to == "party" else [Paragraph(f"{facts[to]}：", indent=False)]),
            *([Paragraph(head.format_map(facts))] if head else []),
            *[Paragraph(numbered(value) if isinstance(value, list) else str(value), f"{label}：") for value, label in said],
            *ending,
        ]

    return draw


def announcement(facts: Facts) -> list[Block]:
    """听证公告."""
    sealed: Seal = seal(facts)
    return [
        Paragraph(f"我机关定于{facts['held_at']}在{facts['place']}就{facts['cause']}公开举行听证，公民可以持有效证件参加旁听。"),
        sealed,
    ]


def goods_list(facts: Facts) -> list[Block]:
    """涉案物品移交清单, signed by both sides."""
    drawn = paper((*CASE, ("receiver", "接收机关"), ("notice", "立案通知书"), ("goods", "移交的物品和材料")))(facts)
    return [*drawn, Signatures((*officers_of(facts, "移交人"), Signer("接收人", "", BY_HAND)))]


FORMS: dict[str, Callable[[Facts], list[Block]]] = {
    "DOC-G02": paper(
        (
            ("source", "案件来源"), ("party", "当事人"), ("place", "发生地"), ("violation", "涉嫌违法行为"), ("evidence", "核查证据"),
            ("handlers", "核查人员"), ("reason", "不予立案理由"), ("opinion", "审批意见"), ("refused_at", "决定时刻"),
        )
    ),
    "DOC-G13": letter(
        ("person", "申请回避的对象"), ("ground", "申请理由"), ("result", "决定"), ("reason", "决定理由"),
        head="关于{cause}办案人员的回避申请，依据《行政处罚法》第四十三条，决定如下。",
        note="回避决定作出之前不停止调查。",
    ),
    "DOC-G16": paper((*CASE, ("change", "变更事项"), ("basis", "依据"), ("reason", "理由"), ("due", "变更后的期限"))),
    "DOC-H02": announcement,
    "DOC-D04": letter(
        ("violation", "查明的事实"), ("guardian", "监护人"), ("demand", "要求"),
        head="当事人违法时不满十四周岁，依据《行政处罚法》第三十条不予行政处罚，责令监护人加以管教。",
    ),
    "DOC-P01": letter(
        ("hardship", "申请情况"), ("result", "决定"), ("schedule", "缴纳期次"), ("consequence", "逾期后果"),
        head="你（单位）因经济困难申请延期（分期）缴纳{decision}的罚款，依据《行政处罚法》第六十六条第二款，决定如下。",
    ),
    "DOC-E01": letter(
        ("deadline", "履行期限"), ("way", "履行方式"), ("amount", "金额和给付方式"), ("right", "陈述申辩权"),
        head="{decision}已经送达，你（单位）逾期没有履行。依据《行政强制法》第五十四条，现催告如下；逾期仍不履行的，依法申请人民法院强制执行。",
        signing="承办人",
    ),
    "DOC-E05": letter(
        ("party", "被执行人"), ("cause", "案由"), ("decision", "决定书及事实、理由、依据"), ("demand", "当事人意见和催告情况"),
        ("amount", "申请强制执行标的"), ("window", "申请期限"),
        to="court",
        head="被执行人在法定期限内不申请行政复议、不提起行政诉讼，又不履行行政处罚决定。依据《行政强制法》第五十三条，申请强制执行。",
        note="附：决定书和送达回证、催告书和送达回证、证据材料。",
    ),
    "DOC-E08": letter(
        ("ground", "终结的情形"), ("reason", "理由"),
        head="{decision}的执行，依据《行政强制法》第四十条决定终结。",
    ),
    "DOC-T01": paper(
        (
            *CASE, ("offence", "涉嫌罪名"), ("findings", "事实"), ("evidence", "证据"), ("reported_at", "报告时刻"),
            ("due", "负责人决定期限"),
        ),
        officers="专案人员",
    ),
    "DOC-T02": letter(
        ("party", "当事人"), ("offence", "涉嫌罪名"), ("findings", "案件情况"), ("materials", "附送材料"), ("approval", "批准情况"),
        ("receipt", "回执"),
        to="receiver",
        head="我机关办理的{cause}涉嫌犯罪，依据《行政执法机关移送涉嫌犯罪案件的规定》第三条、第六条移送你机关，请在回执上签字。",
        signing="承办人",
    ),
    "DOC-D05": letter(
        ("receiver", "移送机关"), ("goods", "一并移送的财物"),
        head="你（单位）的行为涉嫌犯罪，我机关依据《行政处罚法》第二十七条、第五十七条第一款第四项将{cause}移送公安机关，现予告知。",
    ),
    "DOC-T03": goods_list,
    "DOC-T04": letter(
        ("party", "当事人"), ("notice", "不予立案通知书"), ("reason", "事实和理由"),
        to="receiver",
        head="我机关移送的{cause}收到不予立案通知，依据《行政执法机关移送涉嫌犯罪案件的规定》第九条，提请复议或者建议立案监督。",
        signing="承办人",
    ),
    "DOC-T06": paper(
        (*CASE, ("sender", "来函机关"), ("letter", "文号"), ("materials", "移来材料"), ("due", "办案期限")), officers="接收人"
    ),
}  # fmt: skip
