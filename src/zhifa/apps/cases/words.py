"""What documents of a case say, made from what is on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from zhifa.apps.cases.models import Case, Handler, Notice
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.parties.models import Party
from zhifa.apps.parties.queries import for_document
from zhifa.apps.registry import queries as registry
from zhifa.law.book import Book
from zhifa.law.citations import Citation, chinese_number
from zhifa.law.money import in_words, written
from zhifa.law.procedure.periods import Deadline
from zhifa.law.procedure.remedy import RemedyNotice, notice_for_summary

GROUNDS = {
    "not_established": "违法事实不能成立",
    "minor_corrected": "违法行为轻微并及时改正，没有造成危害后果",
    "first_offence": "初次违法且危害后果轻微并及时改正",
    "under_fourteen": "不满十四周岁",
    "handled_before": "同一违法行为已经处罚",
}
UNITS = {"natural_days": "日", "working_days": "个工作日", "months": "个月", "years": "年"}


def quoted(citations: Iterable[Citation]) -> str:
    """《…》第…条第…款, joined by 、; a law named just before is not named again."""
    parts: list[str] = []
    before = ""
    for citation in dict.fromkeys(citations):
        law, _, place = str(citation).partition(" ")
        parts.append(("" if law == before else f"《{law}》") + place.replace(" ", ""))
        before = law
    return "、".join(parts)


MEASURES = {"photo": "现场照片{}张", "video": "视频{}段", "audio": "录音{}段", "document": "书面材料{}份", "signature": "签名{}份"}


def evidence_words(kinds: Iterable[str]) -> list[str]:
    """How many pieces of each kind."""
    counted = Counter(kinds)
    return [words.format(counted[kind]) for kind, words in MEASURES.items() if counted[kind]]


def ended(text: str) -> str:
    """A sentence that ends as one."""
    text = text.strip()
    return text if not text or text[-1] in "。！？；" else text + "。"


def party_words(party: Party) -> dict[str, str]:
    """Name with kind, identifier, address in clear: the document goes to the party itself."""
    row = for_document(party.pk)
    identifier = f"{row.identifier_label} {row.identifier}" if row.identifier else ""
    return {
        "party": f"{row.name}（{row.kind_label}）",
        "identifier": identifier,
        "representative": row.representative,
        "address": row.address,
        "phone": row.phone,
    }


def officer_words(handlers: Iterable[Handler], signed: dict[str, str]) -> list[dict[str, str]]:
    """Names, certificates and how each signed. `signed`: person id → sentence."""
    return [{"name": h.name, "certificate": h.certificate, "signed": signed.get(h.person, confirmed(h))} for h in handlers]


def confirmed(handler: Handler) -> str:
    """How an officer stands for the case: from the own account."""
    return f"{moment(handler.joined_at)}以本人账号确认共同执法"


def amount_words(fine: Decimal) -> str:
    """人民币壹佰元整（¥100.00）."""
    return f"人民币{in_words(fine)}（¥{written(fine)}）"


def penalty_words(warning: bool, fine: Decimal | None) -> str:
    """警告 / 罚款… / both."""
    return "，并处".join([*(["警告"] if warning else []), *([f"罚款{amount_words(fine)}"] if fine else [])])


def notice_words(case: Case, notice: Notice) -> str:
    """What was told and what the party answered (处罚法 44, 45)."""
    shown = moment(case.identity_shown_at) if case.identity_shown_at else ""
    told = (
        f"{shown}执法人员出示执法证件；{moment(notice.told_at)}告知拟作出的处罚内容（{penalty_words(notice.warning, notice.fine)}）"
        "及事实、理由、依据和依法享有的陈述、申辩的权利。"
    )
    if notice.waiver_proof:
        return f"{told}当事人明确放弃陈述和申辩（{notice.waiver_proof}）。"
    return f"{told}当事人陈述、申辩：{_ended(notice.statement)}复核：{_ended(notice.review)}"


def performance_words(book: Book, deadline: Deadline) -> str:
    """Within how many days, and until when if it is received today."""
    days = chinese_number(deadline.count)
    return (
        f"自收到本决定书之日起{days}日内（当日收到的，至{plain_date(deadline.due)}止）凭缴款码到指定银行或者通过电子支付系统缴纳罚款；"
        "除法律规定的情形外，执法人员不得当场收缴。"
    )


def surcharge_words(book: Book, day: date) -> str:
    """The rate and the ceiling, without which no surcharge may be taken (强制法 45)."""
    percent = int(book.value("surcharge.daily_rate", day) * 100)
    return f"到期不缴纳的，每日按罚款数额的百分之{chinese_number(percent)}加处罚款，加处罚款的数额不超出罚款的数额。"


def remedy_words(notice: RemedyNotice) -> str:
    """Where to turn, in which order and within which time."""
    days = f"{chinese_number(notice.reconsideration_count)}{UNITS[notice.reconsideration_unit]}"
    suit = f"{chinese_number(notice.suit_count)}{UNITS[notice.suit_unit]}"
    if notice.reconsideration_first:
        return (
            f"如不服本决定，应当自知道本决定之日起{days}内先向{notice.body}申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起"
            f"{suit}内向有管辖权的人民法院提起行政诉讼。行政复议、行政诉讼期间本决定不停止执行，法律另有规定的除外；加处罚款的数额在复议、诉讼期间不予计算。"
        )
    return f"如不服，可以自知道之日起{days}内向{notice.body}申请行政复议，也可以自知道之日起{suit}内依法向有管辖权的人民法院提起行政诉讼。"


def summary_remedy(book: Book, day: date) -> str:
    """The remedy clause of an on-the-spot decision: reconsideration first (复议法 23)."""
    return remedy_words(notice_for_summary(book, day, reconsideration_body()))


def reconsideration_body() -> str:
    """The county government reconsiders what its departments and townships did (复议法 24)."""
    return next((o.name for o in registry.organs("county_government")), "本级人民政府")


def place_words(case: Case) -> dict[str, str]:
    """When and where."""
    return {"occurred_at": moment(case.occurred_at) if case.occurred_at else "", "place": case.place}


def local(day: date | None) -> str:
    """A day, or nothing."""
    return plain_date(day) if day else ""


def _ended(sentence: str) -> str:
    """With one full stop, whether or not it was written with one."""
    return sentence.rstrip("。 ") + "。"
