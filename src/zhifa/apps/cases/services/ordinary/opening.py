"""From a lead to a filed case with at least two officers (处罚法 42, 43, 54)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases import permissions, words
from zhifa.apps.cases.authority import Found, check_not_frozen, for_unit, found_for, found_on_patrol
from zhifa.apps.cases.facts import participants
from zhifa.apps.cases.models import Case, CorrectionOrder, OrdinaryCase, OrdinaryDeadline, OrdinaryHandler
from zhifa.apps.cases.services.opening import Scene, fresh_ref
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.finding import finding_filed, finding_goes_on
from zhifa.apps.cases.services.ordinary.step import Move, meet_deadline, rule_again, step, store_deadline
from zhifa.apps.cases.services.ordinary.task import task_goes_on
from zhifa.apps.documents.wording import moment, plain_date
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.parties.models import Party
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.rows import Row, new_id
from zhifa.law import investigation, limitation
from zhifa.law.actors import Actor
from zhifa.law.procedure import decision, periods
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.rulings import Ruling

PREFIX = "PT"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is suspected, from which lead, since when it was known."""

    clue_source: str
    narrative: str
    occurred_at: datetime
    discovered_on: date | None = None


@transaction.atomic
def propose_filing(
    *,
    by: Actor,
    at: datetime,
    suspicion: Suspicion,
    party: UUID | str,
    incident_matter: UUID | str | None = None,
    scene: Scene | None = None,
    order: UUID | str | None = None,
) -> OrdinaryCase:
    """报请立案 by an officer of the team whose power it is; the head of the organ approves. Raises Denied, Blocked, Invalid."""
    day = timezone.localdate(at)
    source = IncidentMatter.objects.select_related("incident").get(pk=incident_matter) if incident_matter else None
    if source is None and scene is None:
        raise Invalid({"matter": [_("请选择事项和地点")]})
    _check(suspicion, at)
    found = found_for(source, day) if source else found_on_patrol(scene.matter, scene.area, day)  # type: ignore[union-attr]
    found = for_unit(found, by.team)
    permissions.check_holder(by, team=found.team, team_name=found.team_name, organ=found.organ)
    check_not_frozen(found.matter, found.area, at, source)
    place = source.incident.address if source else scene.place.strip()  # type: ignore[union-attr]
    row = OrdinaryCase(
        id=new_id(),
        tenant=by.tenant,
        ref=fresh_ref(PREFIX, at),
        incident_matter=source,
        order=CorrectionOrder.objects.get(pk=order) if order else None,
        party=Party.objects.get(pk=party),
        place=place or found.area_name,
        clue_source=suspicion.clue_source.strip(),
        discovered_on=suspicion.discovered_on or (timezone.localdate(source.incident.reported_at) if source else day),
        occurred_at=suspicion.occurred_at,
        narrative=suspicion.narrative.strip(),
        proposed_at=at,
        **found.columns(),
    )
    return _opened(row, by, at, [_handler(row, by, at)], found.ruling)


def _check(suspicion: Suspicion, at: datetime) -> None:
    errors = {f: [_("必填")] for f in ("clue_source", "narrative") if not getattr(suspicion, f).strip()}
    if suspicion.occurred_at > at:
        errors["occurred_at"] = [_("违法时间不能晚于现在")]
    if errors:
        raise Invalid(errors)


def _opened(row: OrdinaryCase, by: Actor, at: datetime, handlers: list[OrdinaryHandler], ruling: Ruling | None) -> OrdinaryCase:
    acts.save(row)
    rows: list[Row] = [acts.save(h) for h in handlers]
    due = OrdinaryDeadline(tenant=row.tenant, case=row, kind="filing")
    due.counted(periods.reckon(county_book(), "clue_verification", row.discovered_on, "GEN-01", "PER-01"))
    rows.append(acts.save(due))
    facts = {"ref": row.ref, "matter": row.matter_code, "area": row.area, "team": row.team, "source": row.clue_source}
    trail.record(
        subject=row, verb="propose_filing", by=by, at=at, rows=rows, ruling=ruling, acting_identity=row.acting_identity, facts=facts
    )
    return row


def _handler(case: OrdinaryCase, by: Actor, at: datetime) -> OrdinaryHandler:
    return OrdinaryHandler(
        tenant=case.tenant, case=case, person=by.person, name=by.name, certificate=by.certificate, organ=by.organ, joined_at=at
    )


def open_from_summary(*, by: Actor, at: datetime, summary: Case, reason: str) -> OrdinaryCase:
    """The on-the-spot case goes on as an ordinary one, within the caller's transaction: party, facts, officers, order and all
    records stay with it (SIM-10)."""
    row = OrdinaryCase(
        id=new_id(),
        tenant=summary.tenant,
        ref=fresh_ref(PREFIX, at),
        incident_matter=summary.incident_matter,
        summary=summary,
        order=summary.order,
        party=summary.party,
        place=summary.place,
        clue_source=f"当场处罚案件{summary.ref}转普通程序：{reason.strip()}"[:200],
        discovered_on=timezone.localdate(summary.opened_at),
        occurred_at=summary.occurred_at,
        narrative=summary.narrative,
        proposed_at=at,
        **{f: getattr(summary, f) for f in _SHARED},
    )
    kept = [
        OrdinaryHandler(
            tenant=row.tenant, case=row, person=h.person, name=h.name, certificate=h.certificate, organ=h.organ, joined_at=h.joined_at
        )
        for h in summary.handlers.filter(left_at__isnull=True).order_by("joined_at")
    ]
    return _opened(row, by, at, kept, None)


_SHARED = ("matter_code", "matter_name", "area", "organ", "holder_kind", "acting_identity", "team", "team_name", "authority")


def approve_filing(*, by: Actor, at: datetime, case: UUID | str, opinion: str = "", version: int | None = None) -> OrdinaryCase:
    """批准立案: lead, jurisdiction of this day, limitation and duplicate checked; the ninety days begin (处罚法 54, 60)."""

    def change(move: Move) -> None:
        row = move.case
        check_not_frozen(row.matter_code, row.area, at, row.incident_matter)
        found = rule_again(move)
        row.filed_at = at
        _filed_in_time(move)
        due = decision.deadline(move.book, move.day)
        store_deadline(move, "decision", due)
        move.issue("DOC-G01", _filing_words(move, found, opinion, due.due))
        finding_filed(move)

    return step(by=by, at=at, case=case, act="approve_filing", version=version, change=change, note=opinion)


def _filed_in_time(move: Move) -> None:
    """Later than the days for verifying a clue is no bar, but is told (GEN-01)."""
    due = investigation.filing_due(move.book, move.case.discovered_on, extended=False).values["deadline"]
    meet_deadline(move, "filing")
    if move.day > due:
        move.said["late_since"] = due.isoformat()


def _filing_words(move: Move, found: Found, opinion: str, due: date) -> dict[str, Any]:
    row = move.case
    act = move.facts.act
    assert act is not None  # guard filing_lawful
    limit = limitation.penalty_barred(act, move.book, move.day).values.get("limit_end")
    return {
        **said.common(row),
        "source": row.clue_source,
        "occurred_at": moment(row.occurred_at) if row.occurred_at else "",
        "violation": words.ended(row.narrative),
        "evidence": said.evidence_list(row) or [f"已固定材料{move.facts.evidence}件"],
        **said.bases(row),
        "jurisdiction": f"{found.acting_identity}（{found.area_name}），{words.quoted(found.ruling.citations[:3])}",
        "limitation": f"发现日{plain_date(act.discovery)}，时效届满日{plain_date(limit)}，未超过" if limit and act.discovery else "未超过",
        "duplicate": "未发现同一当事人同一违法行为已处罚或者已立案",
        "handlers": said.handlers(row),
        "opinion": f"同意立案。{opinion.strip()}",
        "filed_at": moment(move.at),
        "due": f"至{plain_date(due)}作出决定（立案之日起九十日，行政处罚法第六十条）",
        "signers": [said.signer("审批人（机关负责人）", move)],
    }


def refuse_filing(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """不予立案, with the reason, as a document; the task it came from goes back to the scene."""

    def change(move: Move) -> None:
        _filed_in_time(move)
        move.issue("DOC-G02", _refusal_words(move, reason))
        task_goes_on(move, reason)
        finding_goes_on(move, reason)

    return step(by=by, at=at, case=case, act="refuse_filing", version=version, change=change, note=reason)


def _refusal_words(move: Move, reason: str) -> dict[str, Any]:
    row = move.case
    return {
        **said.common(row),
        "source": row.clue_source,
        "violation": words.ended(row.narrative) or said.UNKNOWN,
        "evidence": said.evidence_list(row) or [f"已固定材料{move.facts.evidence}件"],
        "handlers": said.handlers(row),
        "reason": words.ended(reason),
        "opinion": "不予立案。",
        "refused_at": moment(move.at),
        "signers": [said.signer("审批人（机关负责人）", move)],
    }


def join_case(*, by: Actor, at: datetime, case: UUID | str, reason: str = "", version: int | None = None) -> OrdinaryCase:
    """An officer joins from the own account; from another organ only with the joint plan named in `reason` (条例 29)."""

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        own = participants({by.person: by.organ}, timezone.localdate(at))
        return replace(facts, people=(*facts.people, *own), reason=reason, joining=by.person)

    def change(move: Move) -> None:
        move.save(_handler(move.case, by, at))
        move.said["officers"] = list(move.case.handlers.filter(left_at__isnull=True).values_list("name", flat=True))

    return step(by=by, at=at, case=case, act="join_case", version=version, entries=entries, change=change, note=reason)


def release_officer(*, by: Actor, at: datetime, case: UUID | str, person: str, reason: str, version: int | None = None) -> OrdinaryCase:
    """An officer leaves the case; what was done before stays."""

    def change(move: Move) -> None:
        handler = move.case.handlers.filter(person=person, left_at__isnull=True).first()
        if handler is None:
            raise Invalid({"person": [_("不在办案人员中")]})
        handler.left_at = at
        move.save(handler)
        move.said["released"] = handler.name

    return step(by=by, at=at, case=case, act="release_officer", version=version, change=change, note=reason)


_CORRECTABLE = ("place", "narrative", "occurred_at", "clue_source", "party", "order")


def correct_entry(
    *, by: Actor, at: datetime, case: UUID | str, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> OrdinaryCase:
    """Put a wrong entry right, with the reason; old and new stand in the trail. `changes`: place, narrative, occurred_at,
    clue_source, party (id), order (id)."""
    unknown = sorted(set(changes) - set(_CORRECTABLE))
    if unknown:
        raise Invalid({field: [_("这一项不能更正")] for field in unknown})

    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, changes=sum(str(_current(row, k)) != str(v) for k, v in changes.items()), reason=reason)

    def change(move: Move) -> None:
        move.said["corrected"] = sorted(changes)
        move.said["before"] = {k: str(_current(move.case, k)) for k in changes if k not in ("party", "narrative")}
        for key, value in changes.items():
            setattr(move.case, f"{key}_id" if key in ("party", "order") else key, value)

    return step(by=by, at=at, case=case, act="correct_entry", version=version, entries=entries, change=change, note=reason)


def _current(row: OrdinaryCase, key: str) -> object:
    return getattr(row, f"{key}_id") or "" if key in ("party", "order") else getattr(row, key)
