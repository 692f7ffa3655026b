"""Gathering evidence, preserving it, recusal, and the report that ends the investigation (处罚法 40, 43, 46, 55–57)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from zhifa.apps.cases import words
from zhifa.apps.cases.facts import matter_of
from zhifa.apps.cases.models import CaseProposal, CaseRecord, EvidenceItem, OrdinaryCase, Preservation, Recusal
from zhifa.apps.cases.ordinary_facts import preservation_of, proposed, subjects
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, step, store_deadline
from zhifa.apps.cases.services.telling import ONE, tier_of
from zhifa.apps.cases.words import GROUNDS
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.trail.acts import Invalid
from zhifa.law import limitation
from zhifa.law.actors import Actor
from zhifa.law.money import written
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_facts import EVIDENCE_KINDS, TRIGGERS, OrdinaryFacts


def add_evidence(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    kind: str,
    name: str,
    origin: str,
    place: str = "",
    proves: str = "",
    file: UUID | str | None = None,
    collected_at: datetime | None = None,
    version: int | None = None,
) -> OrdinaryCase:
    """A piece under one of the eight kinds. `file`: the stored file of the case (hashed when it arrived); without one it is a thing or
    a paper in the store room."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, piece=(kind, name, origin))

    def change(move: Move) -> None:
        stored = next((e for e in evidence.of(*subjects(move.case)) if str(e.id) == str(file)), None) if file else None
        if file and (stored is None or not stored.stored):
            raise Invalid({"file": [_("案件里没有这个已入库的文件")]})
        if move.case.pieces.filter(file_id=file).exists() if file else False:
            raise Invalid({"file": [_("这个文件已经登记")]})
        people = [h.name for h in move.case.handlers.filter(left_at__isnull=True).order_by("joined_at")]
        piece = EvidenceItem(
            tenant=move.case.tenant,
            case=move.case,
            kind=kind,
            name=name.strip(),
            origin=origin.strip(),
            place=place.strip(),
            proves=proves.strip(),
            collected_at=collected_at or at,
            collected_by=people,
            file_id=stored.id if stored else None,
            sha256=stored.sha256 if stored else "",
        )
        move.save(piece)
        move.said |= {"kind": EVIDENCE_KINDS[kind], "name": piece.name, "sha256": piece.sha256}

    return step(by=by, at=at, case=case, act="add_evidence", version=version, entries=entries, change=change)


def record_site(
    *, by: Actor, at: datetime, case: UUID | str, about: str, text: str, witness: str = "", version: int | None = None
) -> OrdinaryCase:
    """现场笔录 by two officers who showed their certificates."""
    return _record(by, at, case, "record_site", about, text, witness, version)


def record_interview(
    *, by: Actor, at: datetime, case: UUID | str, about: str, text: str, witness: str = "", version: int | None = None
) -> OrdinaryCase:
    """询问笔录: `about` names who was asked and as what."""
    return _record(by, at, case, "record_interview", about, text, witness, version)


_TOLD = "检查（询问）人员已表明身份并出示执法证件；已告知当事人有申请回避、陈述申辩的权利和如实回答、协助调查的义务。"


def _record(by: Actor, at: datetime, case: UUID | str, act: str, about: str, text: str, witness: str, version: int | None) -> OrdinaryCase:
    interview = act == "record_interview"

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, record_text=text if about.strip() else "")

    def change(move: Move) -> None:
        facts = {
            **said.common(move.case),
            "asked" if interview else "about": about.strip(),
            "began_at": moment(at),
            "told": _TOLD,
            "text": words.ended(text),
            "witness": witness.strip(),
            "officers": said.officers(move),
        }
        document = move.issue("DOC-G03" if interview else "DOC-G04", facts)
        kind = "interview" if interview else "site"
        move.save(CaseRecord(tenant=move.case.tenant, case=move.case, kind=kind, about=about.strip(), made_at=at, document_id=document.id))

    return step(by=by, at=at, case=case, act=act, version=version, entries=entries, change=change)


def request_preservation(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    reason: str,
    items: Sequence[Mapping[str, str]],
    place: str,
    version: int | None = None,
) -> OrdinaryCase:
    """Evidence may be lost: ask the head for leave to register and keep `items` (name, quantity, note)."""
    listed = [dict(i) for i in items if i.get("name", "").strip()]

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, items=len(listed) if place.strip() else 0, reason=reason)

    def change(move: Move) -> None:
        move.save(
            Preservation(tenant=move.case.tenant, case=move.case, reason=reason.strip(), items=listed, place=place.strip(), requested_at=at)
        )
        move.said["items"] = [i["name"] for i in listed]

    return step(by=by, at=at, case=case, act="request_preservation", version=version, entries=entries, change=change, note=reason)


def request_seizure(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    reason: str,
    items: Sequence[Mapping[str, str]],
    place: str,
    version: int | None = None,
) -> OrdinaryCase:
    """Ask the head to decide on sealing or seizing `items`, where this organ holds the power of coercion over the matter. What follows is
    decided and carried out on its own papers (强制法 18, 24)."""
    listed = [i["name"].strip() for i in items if i.get("name", "").strip()]

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, items=len(listed) if place.strip() else 0, reason=reason)

    def change(move: Move) -> None:
        basis = [str(c) for c in move.facts.coercion.basis]
        move.said |= {"items": listed, "place": place.strip(), "basis": basis}

    return step(by=by, at=at, case=case, act="request_seizure", version=version, entries=entries, change=change, note=reason)


def approve_preservation(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> OrdinaryCase:
    """The head of the organ allows it (处罚法 56)."""

    def change(move: Move) -> None:
        held = _held(move)
        held.approved_at, held.approved_by = at, f"{by.name}（{by.post}）"
        move.save(held)

    return step(by=by, at=at, case=case, act="approve_preservation", version=version, change=change)


def _held(move: Move) -> Preservation:
    held = preservation_of(move.case)
    assert held is not None  # the guard asked for its stage
    return held


def register_preservation(*, by: Actor, at: datetime, case: UUID | str, version: int | None = None) -> OrdinaryCase:
    """Notice and list are handed over; seven working days to deal with the goods begin."""

    def change(move: Move) -> None:
        held = _held(move)
        due = periods.evidence_preservation(move.book, move.day)
        assert held.approved_at is not None
        facts = {
            **said.common(move.case),
            "reason": held.reason,
            "approval": f"经机关负责人{held.approved_by}于{moment(held.approved_at)}批准",
            "items": held.items,
            "place": held.place,
            "due": f"至{plain_date(due.due)}前（含当日）作出处理决定（七个工作日）",
            "officers": said.officers(move),
        }
        held.document_id = move.issue("DOC-G06", facts).id
        held.registered_on = move.day
        move.save(held)
        store_deadline(move, "preservation", due)

    return step(by=by, at=at, case=case, act="register_preservation", version=version, change=change)


def dispose_preservation(*, by: Actor, at: datetime, case: UUID | str, disposition: str, version: int | None = None) -> OrdinaryCase:
    """What becomes of the goods: given back, evidence copied, handed over, measures taken."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, reason=disposition)

    def change(move: Move) -> None:
        held = _held(move)
        assert held.document is not None
        facts = {
            **said.common(move.case),
            "notice": held.document.number,
            "items": held.items,
            "disposition": words.ended(disposition),
            "disposed_on": plain_date(move.day),
            "officers": said.officers(move),
        }
        held.disposition, held.disposed_on = disposition.strip(), move.day
        move.issue("DOC-G07", facts)
        move.save(held)
        move.said["late"] = bool(move.facts.preservation_due and move.day > move.facts.preservation_due)
        meet_deadline(move, "preservation")

    return step(by=by, at=at, case=case, act="dispose_preservation", version=version, entries=entries, change=change, note=disposition)


def request_recusal(*, by: Actor, at: datetime, case: UUID | str, person: str, reason: str, version: int | None = None) -> OrdinaryCase:
    """The party, or the officer, asks that `person` stay out. Investigation goes on; no decision until the head decided (43)."""

    def change(move: Move) -> None:
        handler = move.case.handlers.filter(person=person, left_at__isnull=True).first()
        if handler is None:
            raise Invalid({"person": [_("不在办案人员中")]})
        move.save(Recusal(tenant=move.case.tenant, case=move.case, person=person, name=handler.name, ground=reason.strip(), asked_at=at))
        move.said["person"] = handler.name

    return step(by=by, at=at, case=case, act="request_recusal", version=version, change=change, note=reason)


def decide_recusal(*, by: Actor, at: datetime, case: UUID | str, granted: bool, reason: str, version: int | None = None) -> OrdinaryCase:
    """Granted: the officer leaves the case. Decides on the oldest open request."""

    def change(move: Move) -> None:
        asked = move.case.recusals.filter(granted__isnull=True).order_by("asked_at").first()
        assert asked is not None  # guard recusal_asked
        asked.granted, asked.decided_by, asked.decided_at = granted, by.name, at
        move.save(asked)
        facts = {
            **said.common(move.case),
            "person": asked.name,
            "ground": words.ended(asked.ground),
            "result": f"同意回避，{asked.name}退出本案。" if granted else "驳回回避申请。",
            "reason": words.ended(reason),
            "signers": [said.signer("机关负责人", move)],
        }
        document = move.issue("DOC-G13", facts)
        move.said |= {"person": asked.name, "granted": granted, "number": document.number}
        for handler in move.case.handlers.filter(person=asked.person, left_at__isnull=True) if granted else ():
            handler.left_at = at
            move.save(handler)

    return step(by=by, at=at, case=case, act="decide_recusal", version=version, change=change, note=reason)


@dataclass(frozen=True, slots=True)
class Report:
    """What the investigation found and proposes. `findings`: one sentence each; `triggers`: codes of the statutory cases of legal
    review; `serious`: complex or serious, so that the heads discuss it together; `spare`: no penalty is proposed, on this ground
    (a code of `GROUNDS`)."""

    findings: tuple[str, ...]
    opinion: str
    warning: bool = False
    fine: Decimal | None = None
    range_tier: str = "base"
    quantity: Decimal = ONE
    tier: str = ""
    mitigation: str = ""
    spare: str = ""
    triggers: tuple[str, ...] = ()
    serious: bool = False
    reason: str = ""


def conclude(*, by: Actor, at: datetime, case: UUID | str, report: Report, version: int | None = None) -> OrdinaryCase:
    """案件调查终结报告: what is proposed must be possible in law already now."""
    unknown = [t for t in report.triggers if t not in TRIGGERS]
    if unknown:
        raise Invalid({"triggers": [_("没有这种情形")]})
    if report.spare and (report.spare not in GROUNDS or report.fine or report.warning):
        raise Invalid({"spare": [_("拟不予处罚的，选择一种法定情形，不填处罚")]})
    findings = [words.ended(f) for f in report.findings if f.strip()]
    drafts: list[CaseProposal] = []

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        draft = _draft(row, report, findings, at, facts.party_kind)
        drafts.append(draft)
        facts = proposed(facts, matter_of(row.matter_code), report.warning, report.fine, draft)
        return replace(facts, findings=tuple(findings), spared=report.spare, reason=report.reason)

    def change(move: Move) -> None:
        proposal = drafts[0]
        move.issue("DOC-G14", _report_words(move, proposal), demo=proposal.tier_demo)
        move.save(proposal)
        move.said |= {
            "warning": proposal.warning,
            "spare": proposal.spare_ground,
            "fine": written(proposal.fine) if proposal.fine else "",
            "triggers": list(report.triggers),
            "serious": report.serious,
        }

    return step(by=by, at=at, case=case, act="conclude", version=version, entries=entries, change=change, note=report.reason)


def _draft(row: OrdinaryCase, report: Report, findings: list[str], at: datetime, party_kind: str) -> CaseProposal:
    tier = tier_of(matter_of(row.matter_code), party_kind, report.tier)
    return CaseProposal(
        tenant=row.tenant,
        case=row,
        position=row.proposals.count() + 1,
        findings=findings,
        opinion=report.opinion.strip(),
        warning=report.warning,
        fine=report.fine,
        range_tier=report.range_tier,
        quantity=report.quantity,
        tier=report.tier,
        tier_words=f"{tier.name}：{tier.condition}" if tier else "",
        tier_demo=bool(tier and tier.layer == "demo"),
        mitigation=report.mitigation.strip(),
        spare_ground=report.spare,
        triggers=list(report.triggers),
        serious=report.serious,
        reported_at=at,
    )


def _report_words(move: Move, proposal: CaseProposal) -> dict[str, Any]:
    act = move.facts.act
    limit = limitation.penalty_barred(act, move.book, move.day).values.get("limit_end") if act else None
    return {
        **said.common(move.case),
        "findings": proposal.findings,
        "evidence": said.evidence_list(move.case),
        **said.bases(move.case),
        "limitation": f"时效届满日{plain_date(limit)}，未超过" if limit else "未超过",
        "tier": said.tier(proposal),
        "proposal": said.proposes(proposal),
        "opinion": words.ended(proposal.opinion),
        "review": said.triggers(proposal.triggers),
        "serious": "情节复杂或者重大违法行为，提请机关负责人集体讨论" if proposal.serious else "不需要",
        "officers": said.officers(move),
    }
