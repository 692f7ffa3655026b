"""Before anybody leaves: a visit is put on the calendar beside those of all other organs, approved or exempt, joined or moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.documents import services as documents
from zhifa.apps.inspections import permissions, words
from zhifa.apps.inspections.facts import around, visit_facts
from zhifa.apps.inspections.models import Draw, Inspection
from zhifa.apps.inspections.services.step import hold_places, step, told, wind
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.facts import active, overlaps, power_of
from zhifa.apps.planning.models import CheckItem, PlanLine
from zhifa.apps.planning.services.lines import code_of
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection import WINDOW
from zhifa.law.procedure.inspection_guards import SOURCES, undisturbed
from zhifa.law.rulings import Blocked, Denied, refusal

ANNUAL_PLAN = "annual_plan"
ROUTINE = "routine"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit asked for outside the plan. `source` and `source_ref` say where it comes from; `merge_reason`, `cap_reason`: why it is
    made beside others, or once more this year."""

    premises: UUID | str
    domain: str
    items: tuple[str, ...]
    planned_on: date
    source: str = ROUTINE
    source_ref: str = ""
    until: date | None = None
    merge_reason: str = ""
    cap_reason: str = ""


@transaction.atomic
def plan_visit(*, by: Actor, at: datetime, visit: Visit) -> Inspection:
    """安排检查: refused when another visit comes too close and nobody says why. An exempt origin needs no approval (INS-03).

    Raises Denied, Blocked, Invalid naming each field."""
    permissions.check_plan(by)
    place = _checked(visit, timezone.localdate(at))
    row = _row(by, at, place, visit)
    return _open(by, at, row)


def _checked(visit: Visit, today: date) -> Premises:
    wrong: dict[str, list[str]] = {}
    place = Premises.objects.filter(pk=visit.premises).first()
    known = set(CheckItem.objects.filter(code__in=visit.items, domain=visit.domain).values_list("code", flat=True))
    if place is None:
        wrong["premises"] = [_("没有这个场所")]
    if not visit.items or len(known) != len(set(visit.items)):
        wrong["items"] = [_("请从所选领域的清单中选择检查项")]
    if visit.source not in SOURCES or visit.source == ANNUAL_PLAN:
        wrong["source"] = [_("请选择检查的来由；计划内的检查从计划安排")]
    if visit.planned_on < today or (visit.until and visit.until < visit.planned_on):
        wrong["planned_on"] = [_("日期不能早于今天，结束日期不能早于开始日期")]
    if wrong or place is None:
        raise Invalid(wrong)
    return place


def _row(by: Actor, at: datetime, place: Premises, visit: Visit, line: PlanLine | None = None) -> Inspection:
    organ, day = registry.organ(by.organ), timezone.localdate(at)
    return Inspection(
        tenant=by.tenant,
        code=code_of(at).replace("JJ", "XJ", 1),
        line=line,
        premises=place,
        area=place.area,
        source=visit.source,
        source_ref=visit.source_ref.strip(),
        organ=by.organ,
        organ_name=organ.name if organ else by.organ,
        acting_identity=registry.acting_identity(by.organ, day),
        team=by.team,
        domain=visit.domain,
        power=power_of(by.organ, visit.domain, place.area, day),
        items=list(visit.items),
        planned_on=visit.planned_on,
        until=visit.until or visit.planned_on,
        merge_reason=visit.merge_reason.strip(),
        cap_reason=visit.cap_reason.strip(),
        proposer=by.person,
    )


def _open(by: Actor, at: datetime, row: Inspection) -> Inspection:
    """Insert, and release at once what needs no approval. The clock of what waits for the head is the window."""
    if not row.power:
        raise Blocked(refusal("inspection.no_power", rules=("GEN-02",)))
    hold_places([row.premises_id])
    ruling = undisturbed(visit_facts(row, by, **around(row, row.planned_on)))
    if not ruling.permits:
        raise Blocked(ruling)
    wind(row, WINDOW, at)
    save(row)
    trail.record(subject=row, verb="plan_visit", by=by, at=at, ruling=ruling, acting_identity=row.acting_identity, facts=told(row))
    return row if row.source == ROUTINE else step(by=by, at=at, visit=row.pk, act="release")


@transaction.atomic
def schedule_line(
    *,
    by: Actor,
    at: datetime,
    line: UUID | str,
    days: Mapping[str, date],
    merge_reason: str = "",
    cap_reason: str = "",
    draw: Draw | None = None,
) -> tuple[Inspection, ...]:
    """Visits of an approved line. `days`: id of a place → day inside the line's window. A waiver given in the plan carries over.
    `draw`: what drew the places, and the people who go there.

    Raises Denied, Blocked, Invalid."""
    permissions.check_plan(by)
    row = ready_line(by, line)
    places = {str(p.premises_id): p.premises for p in active(row)}
    made = dict.fromkeys(str(pk) for pk in row.inspections.exclude(state="cancelled").values_list("premises_id", flat=True))
    wrong = [places[k].name if k in places else k for k, day in days.items() if k not in places or not row.since <= day <= row.until]
    if wrong or not days:
        raise Invalid({"days": [_("日期要在计划的窗口之内，场所要在计划之内：%(which)s") % {"which": "、".join(wrong)}]})
    hold_places(places[key].pk for key in days)
    waived = _waived(row, timezone.localdate(at))
    return tuple(
        _scheduled(by, at, row, places[key], day, merge_reason or waived.get(key, ""), cap_reason, draw)
        for key, day in days.items()
        if key not in made
    )


def ready_line(by: Actor, line: UUID | str, version: int | None = None) -> PlanLine:
    """The approved line, locked, of an organ that takes part. Raises Denied, Blocked, Stale."""
    row = locked(PlanLine, line, version)
    if by.organ not in row.participants or by.tenant != row.tenant:
        raise Denied(refusal("inspection.not_your_organ", organ=row.organ_name))
    if row.state != "approved":
        raise Blocked(refusal("plan.not_approved", state=row.state))
    return row


def _waived(line: PlanLine, day: date) -> dict[str, str]:
    return {str(p.pk): o.reason for o in overlaps(line, day) for p in o.places if p not in o.open}


def _scheduled(
    by: Actor, at: datetime, line: PlanLine, place: Premises, day: date, merge_reason: str, cap_reason: str, draw: Draw | None
) -> Inspection:
    asked = Visit(place.pk, line.domain, tuple(line.items), day, ANNUAL_PLAN, line.code, line.until, merge_reason, cap_reason)
    row = _row(by, at, place, asked, line)
    row.power = row.power or (line.power if line.joint else "")
    row.joined = [o for o in line.participants if o != by.organ]
    row.draw = draw
    row.assigned = next((d["people"] for d in draw.drawn if d["place"] == str(place.pk)), []) if draw else []
    return _open(by, at, row)


def approve_visit(*, by: Actor, at: datetime, visit: UUID | str, version: int | None = None) -> Inspection:
    """负责人批准: object and reason were reported beforehand (INS-03), as a document."""

    def change(row: Inspection) -> None:
        near = around(row, row.planned_on)["near_others"]
        documents.issue(by=by, at=at, kind="DOC-I02", owner=words.owner(row), facts=words.approval(row, by, at, near))

    return step(by=by, at=at, visit=visit, act="approve", version=version, change=change)


def cancel_visit(*, by: Actor, at: datetime, visit: UUID | str, reason: str, version: int | None = None) -> Inspection:
    """取消: before anybody went."""
    return step(by=by, at=at, visit=visit, act="cancel", version=version, note=reason, facts=lambda row: {"reason": reason})


def reschedule_visit(
    *, by: Actor, at: datetime, visit: UUID | str, planned_on: date, reason: str, merge_reason: str = "", version: int | None = None
) -> Inspection:
    """改期: the new day is looked at like the first one."""

    def change(row: Inspection) -> None:
        row.planned_on, row.until = planned_on, max(planned_on, row.until)
        row.merge_reason = merge_reason.strip() or row.merge_reason

    def facts(row: Inspection) -> dict[str, object]:
        hold_places([row.premises_id])
        return {"reason": reason, "new_day": planned_on, "merge_reason": merge_reason, **around(row, planned_on)}

    return step(
        by=by,
        at=at,
        visit=visit,
        act="reschedule",
        version=version,
        note=reason,
        facts=facts,
        change=change,
    )


def join_visit(
    *, by: Actor, at: datetime, visit: UUID | str, domain: str, items: tuple[str, ...], version: int | None = None
) -> Inspection:
    """并入综合查一次: this organ comes along with its items instead of coming on its own (条例 13)."""
    known = set(CheckItem.objects.filter(code__in=items, domain=domain).values_list("code", flat=True))
    if not items or len(known) != len(set(items)):
        raise Invalid({"items": [_("请从所选领域的清单中选择检查项")]})

    def change(row: Inspection) -> None:
        row.joined = [*row.joined, by.organ]
        row.items = list(dict.fromkeys([*row.items, *items]))

    def facts(row: Inspection) -> dict[str, object]:
        return {"power": power_of(by.organ, domain, row.area, timezone.localdate(at))}

    return step(by=by, at=at, visit=visit, act="join", version=version, facts=facts, change=change, said={"items_added": list(items)})
