"""What the documents of an ordinary case say, made from what is on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from zhifa.apps.cases import words
from zhifa.apps.cases.facts import ADOPTED, matter_of
from zhifa.apps.cases.models import CaseProposal, OrdinaryCase
from zhifa.apps.cases.ordinary_facts import subjects
from zhifa.apps.cases.services.ordinary.step import Move
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor
from zhifa.law.citations import chinese_number
from zhifa.law.procedure.ordinary_facts import EVIDENCE_KINDS, TRIGGERS
from zhifa.law.procedure.periods import Deadline
from zhifa.law.procedure.remedy import notice_for_ordinary

UNKNOWN = "尚未查明"


def party(row: OrdinaryCase) -> dict[str, str]:
    """In clear: the documents go to the party or stay in the file. Only a filing that is refused may know of none."""
    if row.party is None:
        return {"party": UNKNOWN, "identifier": "", "representative": "", "address": "", "phone": ""}
    return words.party_words(row.party)


def cause(row: OrdinaryCase) -> str:
    """涉嫌…案."""
    return f"涉嫌{row.matter_name}案"


def own(move: Move) -> str:
    """How somebody signs who is logged in."""
    return f"{moment(move.at)}以本人账号签署"


def signer(role: str, move: Move, detail: str = "") -> dict[str, str]:
    """Who acts, as the one who signs."""
    return {"role": role, "name": f"{move.by.name}（{move.by.post}）", "detail": detail, "signed": own(move)}


def officers(move: Move) -> list[dict[str, str]]:
    """The officers on the case; each stands for it from the own account."""
    found = move.case.handlers.filter(left_at__isnull=True).order_by("joined_at")
    signed = {move.by.person: own(move)}
    return [
        {
            "name": h.name,
            "certificate": h.certificate,
            "signed": signed.get(h.person, f"{moment(h.joined_at)}以本人账号确认共同办案"),
        }
        for h in found
    ]


def handlers(row: OrdinaryCase) -> str:
    """Names and certificates on a line."""
    return "、".join(f"{h.name}（{h.certificate}）" for h in row.handlers.filter(left_at__isnull=True).order_by("joined_at"))


def evidence_list(row: OrdinaryCase) -> list[str]:
    """Under the eight kinds where it was registered so; other adopted files by what they are."""
    registered = list(row.pieces.order_by("collected_at"))
    known = {p.file_id for p in registered}
    lines = [f"{EVIDENCE_KINDS[p.kind]}：{p.name}（{p.origin}）" for p in registered]
    files = [e for e in evidence.of(*subjects(row)) if e.material == ADOPTED and e.stored and e.id not in known]
    lines += words.evidence_words(e.kind for e in files)
    papers = Counter("询问笔录" if r.kind == "interview" else "现场笔录" for r in row.records.all())
    return lines + [f"{name}{count}份" for name, count in papers.items()]


def bases(row: OrdinaryCase) -> dict[str, str]:
    """What was violated and what the penalty rests on, to the item."""
    matter = matter_of(row.matter_code)
    return {
        "violated": words.quoted(b.citation for b in matter.basis("prohibition")),
        "basis": words.quoted(b.citation for b in matter.basis("penalty")),
    }


def tier(proposal: CaseProposal) -> str:
    """The discretion tier, marked when it is a demonstration's."""
    return proposal.tier_words + ("（演示裁量阶次）" if proposal.tier_demo else "")


def penalty(proposal: CaseProposal) -> str:
    """As proposed."""
    return words.penalty_words(proposal.warning, proposal.fine)


def proposes(proposal: CaseProposal) -> str:
    """A penalty, or none on a ground."""
    if proposal.spare_ground:
        return f"拟不予行政处罚（{GROUNDS[proposal.spare_ground]}）"
    return f"拟给予{penalty(proposal)}的行政处罚"


def demo(proposal: CaseProposal) -> bool:
    """The penalty or the right to a hearing rests on a figure of the demonstration."""
    return proposal.tier_demo or proposal.threshold_demo


def triggers(codes: Iterable[str]) -> str:
    """The statutory cases of legal review."""
    return "；".join(TRIGGERS[c] for c in codes) or "不属于应当法制审核的四种情形（内控审核）"


def notice(proposal: CaseProposal) -> str:
    """What was told and what the party answered (处罚法 44, 45, 63)."""
    assert proposal.notice is not None
    served = plain_date(proposal.served_on) if proposal.served_on else ""
    told = f"{served}送达《{proposal.notice.name}》（{proposal.notice.number}），告知拟处罚内容、事实、理由、依据和陈述申辩权"
    told += "、听证权。" if proposal.right_told else "。"
    if proposal.statement:
        told += f"当事人陈述、申辩：{words.ended(proposal.statement)}复核：{words.ended(proposal.review)}"
    elif proposal.waiver_proof:
        told += f"当事人明确放弃陈述和申辩（{proposal.waiver_proof}）。"
    else:
        told += "当事人在告知的期限内没有陈述、申辩。"
    return told + _hearing(proposal)


def _hearing(proposal: CaseProposal) -> str:
    if not proposal.right_told:
        return ""
    held = getattr(proposal, "hearing", None)
    if held is None or held.withdrawn:
        return "当事人没有要求听证。" if not proposal.hearing_waiver_proof else f"当事人放弃听证（{proposal.hearing_waiver_proof}）。"
    day = plain_date(held.on) if held.on else ""
    return f"{day}举行听证，根据听证笔录作出决定。" if held.held_on else f"当事人无正当理由未出席{day}的听证，听证终止。"


def remedy(move: Move, day: date) -> str:
    """Reconsideration within sixty days or a suit within six months, the party chooses (复议法 20, 行诉法 46)."""
    return words.remedy_words(notice_for_ordinary(move.book, day, words.reconsideration_body()))


def defence(due: Deadline) -> str:
    """How long and how the party may answer."""
    days = chinese_number(due.count)
    return (
        f"你（单位）有权进行陈述和申辩。可以自收到本告知书之日起{days}个工作日内以书面、口头或者通过平台提出；"
        "逾期不提出的，视为没有意见，不影响其他权利。我机关不因申辩加重处罚。"
    )


def right(due: Deadline) -> str:
    """The right to a hearing, its period and what follows when it passes."""
    return (
        f"你（单位）有权要求听证。应当自收到本告知书之日起{chinese_number(due.count)}个工作日内提出；逾期不提出的，视为放弃听证权利。"
        "听证公开举行（涉及秘密或者个人隐私的除外），你（单位）不承担听证费用，可以委托一至二人代理。"
    )


def contact(row: OrdinaryCase) -> str:
    """Whom to call: the organ's phone of the registry, and the officers by name."""
    organ = registry.organ(row.organ)
    names = "、".join(row.handlers.filter(left_at__isnull=True).order_by("joined_at").values_list("name", flat=True))
    phone = getattr(organ, "phone", "") or ""
    return f"{row.acting_identity}{row.team_name}，{names}" + (f"，电话{phone}" if phone else "")


def common(row: OrdinaryCase) -> dict[str, Any]:
    """What nearly every paper of the case names."""
    return {**party(row), "cause": cause(row), "place": row.place}


def approved_by(by: Actor, at: str) -> str:
    """机关负责人…于…批准."""
    return f"经机关负责人{by.name}（{by.post}）{at}批准"
