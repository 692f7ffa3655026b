"""Orders to correct: issue, serve, re-check (处罚法 28; APP-01, APP-18). The loop's task moves beside them; the door does both
in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases import permissions, words
from zhifa.apps.cases.authority import found_for, found_on_patrol
from zhifa.apps.cases.facts import matter_of, on_compiled, on_demo, participants
from zhifa.apps.cases.models import CorrectionOrder
from zhifa.apps.cases.naming import name_of_the_day
from zhifa.apps.cases.services.opening import Scene
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.services import Owner
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.parties.models import Party
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.rows import new_id
from zhifa.law.actors import Actor
from zhifa.law.citations import Citation
from zhifa.law.procedure import officers
from zhifa.law.procedure.correction import CORRECTION, GUARDS, OrderFacts
from zhifa.law.procedure.remedy import notice_for_ordinary
from zhifa.law.procedure.states import permitted
from zhifa.law.rulings import Blocked, Denied, Ruling, refusal

BASIS = Citation("行政处罚法", 28, 1)


@dataclass(frozen=True, slots=True)
class Demand:
    """What the order says: what was found and when, what is to be done until when."""

    violation: str
    demand: str
    occurred_at: datetime
    due_on: date


@transaction.atomic
def issue_correction_order(
    *,
    by: Actor,
    at: datetime,
    party: UUID | str,
    said: Demand,
    officers_on_scene: Sequence[str] = (),
    incident_matter: UUID | str | None = None,
    scene: Scene | None = None,
) -> CorrectionOrder:
    """责令限期改正通知书 in the name of the organ that holds the power, by two certified officers (`officers_on_scene`: ids of
    the colleagues). Raises Denied, Blocked, Invalid naming each field."""
    day = timezone.localdate(at)
    source = IncidentMatter.objects.select_related("incident").get(pk=incident_matter) if incident_matter else None
    if source is None and scene is None:
        raise Invalid({"matter": [_("请选择事项和地点")]})
    _check_demand(said, at, day)
    found = found_for(source, day) if source else found_on_patrol(scene.matter, scene.area, day)  # type: ignore[union-attr]
    permissions.check_holder(by, team=found.team, team_name=found.team_name, organ=found.organ)
    people = _people(by, officers_on_scene)
    ruling = _two(people, day)
    whom = Party.objects.get(pk=party)
    place = (source.incident.address if source else scene.place) or found.area_name  # type: ignore[union-attr]
    row = CorrectionOrder(
        id=new_id(),
        tenant=by.tenant,
        incident_matter=source,
        party=whom,
        officers=list(people),
        place=place,
        violation=said.violation.strip(),
        demand=said.demand.strip(),
        occurred_at=said.occurred_at,
        due_on=said.due_on,
        issued_at=at,
        **{k: v for k, v in found.columns().items() if k != "holder_kind"},
    )
    document = documents.issue(by=by, at=at, kind="DOC-I06", owner=_owner(row), facts=_order_facts(row, by, at), demo=found.demo)
    row.number, row.document_id = document.number, document.id
    acts.save(row)
    facts = {"number": row.number, "matter": row.matter_code, "due_on": row.due_on.isoformat(), "demand": row.demand}
    trail.record(subject=row, verb="issue_order", by=by, at=at, ruling=ruling, acting_identity=row.acting_identity, facts=facts)
    return row


def _check_demand(said: Demand, at: datetime, day: date) -> None:
    errors = {f: [_("必填")] for f, v in (("violation", said.violation), ("demand", said.demand)) if not v.strip()}
    if said.occurred_at > at:
        errors["occurred_at"] = [_("违法时间不能晚于现在")]
    if said.due_on < day:
        errors["due_on"] = [_("改正期限不能早于今天")]
    if errors:
        raise Invalid(errors)


def _people(by: Actor, others: Sequence[str]) -> dict[str, str]:
    known = {p.id: p.organ for p in registry.people_by_id([o for o in others if o != by.person])}
    return {by.person: by.organ, **known}


def _two(people: Mapping[str, str], day: date) -> Ruling:
    ruling = officers.qualified(participants(dict(people), day), day, county_book())
    if not ruling.permits:
        raise Blocked(ruling)
    return ruling


def _owner(row: CorrectionOrder) -> Owner:
    return Owner(row.pk, row.organ, row.acting_identity, row.team, row.area, tuple(row.officers), on_compiled(row))


def officer_words(people: Sequence[str], by: Actor, at: datetime) -> list[dict[str, str]]:
    """Names and certificates of the day; only the one who acts has signed from the own account."""
    day = timezone.localdate(at)
    certificates = registry.certificates(people, day)
    names = {p.id: p.name for p in registry.people_by_id(people)}
    signed = f"{moment(at)}以本人账号签署"
    return [
        {
            "name": by.name if p == by.person else names.get(p, ""),
            "certificate": certificates.get(p, ""),
            "signed": signed if p == by.person else "",
        }
        for p in people
        if p == by.person or p in names
    ]


def _order_facts(row: CorrectionOrder, by: Actor, at: datetime) -> dict[str, Any]:
    matter, day = matter_of(row.matter_code), timezone.localdate(at)
    book = county_book()
    return {
        **words.party_words(row.party),
        "occurred_at": moment(row.occurred_at),
        "place": row.place,
        "violation": words.ended(row.violation),
        "basis": words.quoted((*matter.citations, BASIS)),
        "demand": words.ended(row.demand),
        "due_on": f"于{plain_date(row.due_on)}前（含当日）改正完毕。",
        "recheck": "期满后由两名执法人员到场复查并制作复查记录；逾期不改正的，依法处理。",
        "remedy": words.remedy_words(notice_for_ordinary(book, day, words.reconsideration_body())),
        "officers": officer_words(row.officers, by, at),
    }


def _step(
    by: Actor,
    at: datetime,
    order: UUID | str,
    act: str,
    version: int | None,
    entries: OrderFacts,
    change: Callable[[CorrectionOrder], Mapping[str, Any]],
    note: str = "",
) -> CorrectionOrder:
    with transaction.atomic():
        row = acts.locked(CorrectionOrder, order, version)
        found = permitted(CORRECTION, row.state, act, by)
        if by.tenant != row.tenant or by.team != row.team:
            raise Denied(refusal("not_your_team", team=row.team_name or row.team))
        permissions.check_enforcer(by)
        facts_now = replace(entries, due_on=row.due_on, refused_on_spot=row.refused_on_spot)
        ruling = GUARDS[found.guard](facts_now, county_book(), timezone.localdate(at))
        if not ruling.permits:
            raise Blocked(ruling)
        told = ruling if ruling.reasons else None
        name_of_the_day(row, timezone.localdate(at))
        said = change(row)
        row.state = found.target
        acts.save(row)
        facts = {"number": row.number, "state": row.state, **said}
        trail.record(subject=row, verb=act, by=by, at=at, ruling=told, acting_identity=row.acting_identity, facts=facts, note=note)
    return row


def serve_order(
    *,
    by: Actor,
    at: datetime,
    order: UUID | str,
    received_by: str = "",
    refusal_note: str = "",
    witness: str = "",
    refused_to_correct: bool = False,
    version: int | None = None,
) -> CorrectionOrder:
    """Handed over: signed by `received_by`, or refused with a note and a witness or recording (民诉法 87–89).
    `refused_to_correct`: the party declared on the spot that it will not correct."""

    entries = OrderFacts(received_by=received_by, refusal_note=refusal_note, witness=witness)

    def change(row: CorrectionOrder) -> Mapping[str, Any]:
        refused = f"拒绝签收：{refusal_note.strip()}" if refusal_note.strip() else ""
        how = refused or f"{received_by.strip()}签收"
        row.served_on, row.served_how, row.refused_on_spot = timezone.localdate(at), how[:200], refused_to_correct
        facts = {
            "document": f"责令限期改正通知书（{row.number}）",
            "party": words.party_words(row.party)["party"],
            "way": "直接送达（留置）" if refused else "直接送达",
            "served_at": moment(at),
            "place": row.place,
            "acknowledgement": how,
            "witness": witness.strip(),
            "refusal": refused,
            "remarks": "当事人当场表示拒不改正" if refused_to_correct else "",
            "officers": officer_words(row.officers, by, at),
        }
        if refused:
            noting = f"{moment(at)}{refused}；见证：{witness.strip()}"
            documents.note_refusal(by=by, at=at, document_id=row.document_id, note=noting[:200])
        documents.issue(by=by, at=at, kind="DOC-S01", owner=_owner(row), facts=facts, demo=_demo(row))
        return {"served_on": row.served_on.isoformat(), "how": how, "refused_to_correct": refused_to_correct}

    return _step(by, at, order, "serve_order", version, entries, change)


def _demo(row: CorrectionOrder) -> bool:
    return on_demo(row)


def record_recheck(
    *,
    by: Actor,
    at: datetime,
    order: UUID | str,
    corrected: bool,
    findings: str,
    officers_on_scene: Sequence[str] = (),
    version: int | None = None,
) -> CorrectionOrder:
    """复查 by two certified officers. "Not corrected" only after the last day, unless the party refused at once (APP-18)."""
    act = "recheck_corrected" if corrected else "recheck_failed"
    people, day = _people(by, officers_on_scene), timezone.localdate(at)

    entries = OrderFacts(findings=findings, people=participants(dict(people), day))

    def change(row: CorrectionOrder) -> Mapping[str, Any]:
        row.rechecked_on, row.corrected, row.findings = day, corrected, findings.strip()
        facts = {
            "order": row.number,
            "party": words.party_words(row.party)["party"],
            "demand": row.demand,
            "due_on": plain_date(row.due_on),
            "checked_at": moment(at),
            "place": row.place,
            "findings": row.findings,
            "result": "已按要求改正" if corrected else "未按要求改正，依法处理",
            "evidence": words.evidence_words(e.kind for e in evidence.of(row.pk) if e.material == "adopted" and e.stored),
            "officers": officer_words(tuple(people), by, at),
        }
        documents.issue(by=by, at=at, kind="DOC-I07", owner=_owner(row), facts=facts, demo=_demo(row))
        return {"corrected": corrected, "rechecked_on": day.isoformat(), "officers": list(people)}

    return _step(by, at, order, act, version, entries, change, note=findings.strip())


def withdraw_order(*, by: Actor, at: datetime, order: UUID | str, reason: str, version: int | None = None) -> CorrectionOrder:
    """An order issued by mistake: it and its number stay, void, with the reason."""

    entries = OrderFacts(reason=reason)

    def change(row: CorrectionOrder) -> Mapping[str, Any]:
        documents.void(by=by, at=at, document_id=row.document_id, reason=reason)
        return {}

    return _step(by, at, order, "withdraw_order", version, entries, change, note=reason)
