"""Plan a cut-over, freeze what it touches, rehearse it, carry it out, call it off. Another squad for an area is a cut-over too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.adjustments import cutover_permissions as permissions
from zhifa.apps.adjustments.facts.flight import Side
from zhifa.apps.adjustments.facts.items import touched
from zhifa.apps.adjustments.models import Change, Cutover
from zhifa.apps.adjustments.services.cutover import carry_out, hand_all, of_change, told
from zhifa.apps.adjustments.services.effect import take_effect
from zhifa.apps.cases.services.opening import fresh_ref
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import forget_reading
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.registry.services.coverage import Assigned, assign_coverage
from zhifa.apps.registry.services.freezing import freeze, lift
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.cutover import CutoverFacts
from zhifa.law.procedure.freezing import Frozen, Subject
from zhifa.law.rulings import Blocked, Refused, refusal

PREFIX = "QH"


@dataclass(frozen=True, slots=True)
class Plan:
    """`freeze_from` None: so many hours before the day as the county states. `cases_move` needs `cases_ground`."""

    freeze_from: datetime | None = None
    cases_move: bool = False
    cases_ground: str = ""


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


@transaction.atomic
def plan_cutover(*, by: Actor, at: datetime, change: str, plan: Plan) -> Cutover:
    """For a change that has a day and is not over. A second plan replaces the first. Raises Denied, Blocked, Invalid."""
    permissions.check_plan(by)
    row = Change.objects.filter(tenant=by.tenant, code=change).first()
    if row is None:
        raise Invalid({"change": [_("没有这个目录调整")]})
    known = of_change(row)
    if known:
        return amend_cutover(by=by, at=at, cutover=known.code, plan=plan)
    if row.effective_on is None or row.in_effect_at or row.ended_at:
        raise Invalid({"change": [_("这个目录调整没有生效日，或者已经结束")]})
    made = Cutover(tenant=by.tenant, code=row.code, title=row.title, change=row, effective_on=row.effective_on, **_author(by, at))
    return _planned(by, at, made, plan, "plan_cutover")


@transaction.atomic
def reassign_coverage(*, by: Actor, at: datetime, assigned: Assigned, ground: str, plan: Plan | None = None) -> Cutover:
    """The area is served by another squad from a day on (R54): planned with its freeze, carried out on the day. Raises Denied, Blocked,
    Invalid."""
    permissions.check_plan(by)
    area, team = registry.area(assigned.area), registry.team(assigned.team)
    wrong: dict[str, list[str]] = {}
    if area is None or area.kind not in ("township", "platform"):
        wrong["area"] = [_("没有这个乡镇或者平台")]
    if team is None or team.kind != "squad":
        wrong["team"] = [_("没有这个派驻中队")]
    elif [c.team for c in registry.cover(assigned.since) if c.area == assigned.area] == [assigned.team]:
        wrong["team"] = [_("这个中队已经覆盖这个区域")]
    if not ground.strip():
        wrong["ground"] = [_("必填")]
    if wrong or area is None or team is None:
        raise Invalid(wrong)
    other = Cutover.objects.filter(tenant=by.tenant, state="planned", area=assigned.area).first()
    if other:
        raise Blocked(refusal("cutover.area_planned", cutover=other.code))
    made = Cutover(
        tenant=by.tenant,
        code=fresh_ref(PREFIX, at),
        title=f"{area.name}改由{team.name}覆盖",
        area=area.code,
        team=team.code,
        ground=ground.strip()[:500],
        effective_on=assigned.since,
        **_author(by, at),
    )
    return _planned(by, at, made, plan or Plan(), "plan_cutover")


def _author(by: Actor, at: datetime) -> dict[str, object]:
    return {"planned_by": by.person, "planned_by_name": by.name, "planned_at": at}


def _planned(by: Actor, at: datetime, row: Cutover, plan: Plan, verb: str) -> Cutover:
    hours = int(county_book().value("cutover.freeze_hours", row.effective_on))
    until = midnight(row.effective_on)
    row.freeze_from = plan.freeze_from or until - timedelta(hours=hours)
    row.cases_move, row.cases_ground = plan.cases_move, plan.cases_ground.strip()[:500]
    if plan.cases_move and not row.cases_ground:
        raise Invalid({"cases_ground": [_("在办案件一并移交的，要写明依据")]})
    today = timezone.localdate(at)
    facts = CutoverFacts(today, row.effective_on, complete=row.freeze_from < until and row.effective_on >= today)
    row.state = permissions.check_act(by, row, "amend", facts).target
    save(row)
    trail.record(subject=row, verb=verb, by=by, at=at, facts=told(row), note=row.ground)
    freeze(by=by, at=at, stated=Frozen(row.code, row.title, row.freeze_from, until, _subjects(row)))
    return row


def _subjects(row: Cutover) -> tuple[Subject, ...]:
    """What the cut-over touches."""
    if row.change is None:
        return (Subject(areas=frozenset({row.area})),)
    found: list[Subject] = []
    for one in map(touched, row.change.items.order_by("order")):
        areas = frozenset(one.areas)
        found += [Subject(matter=code, areas=areas) for code in one.matters] + [Subject(domain=code, areas=areas) for code in one.domains]
        if areas and not one.matters and not one.domains:
            found.append(Subject(areas=areas))
    return tuple(found)


@transaction.atomic
def amend_cutover(*, by: Actor, at: datetime, cutover: str, plan: Plan, version: int | None = None) -> Cutover:
    """Another freeze, another word on the cases on file; the day is that of the change. Raises Denied, Blocked, Stale, Invalid."""
    row = _found(by, cutover, version)
    if row.change and row.change.effective_on:
        row.effective_on = row.change.effective_on
    return _planned(by, at, row, plan, "amend")


@transaction.atomic
def cancel_cutover(*, by: Actor, at: datetime, cutover: str, reason: str, version: int | None = None) -> Cutover:
    """Nothing was moved yet; the freeze is lifted. Raises Denied, Blocked, Stale."""
    row = _found(by, cutover, version)
    facts = CutoverFacts(timezone.localdate(at), row.effective_on, reason=reason)
    row.state, row.end_reason = permissions.check_act(by, row, "cancel", facts).target, reason.strip()[:500]
    save(row)
    trail.record(subject=row, verb="cancel", by=by, at=at, facts=told(row), note=reason)
    lift(by=by, at=at, codes=[row.code])
    return row


def _found(by: Actor, code: str, version: int | None = None) -> Cutover:
    pk = Cutover.objects.filter(tenant=by.tenant, code=code).values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid({"cutover": [_("没有这个切换")]})
    return locked(Cutover, pk, version)


@transaction.atomic
def cut_over(*, by: Actor, at: datetime, cutover: str, version: int | None = None) -> Cutover:
    """切换 on its day or later. Run again, it gives receipts to what was left out, and changes nothing when there is none. Raises Denied,
    Blocked, Stale, Invalid."""
    row = _found(by, cutover, version)
    if row.state in ("handing", "reconciled"):
        return _again(by, at, row)
    if row.change:
        take_effect(by=by, at=at, change=row.change.pk)
        row.refresh_from_db()
        return row
    before = Side.of(snapshot(), max(row.effective_on, timezone.localdate(at)))
    permissions.check_act(by, row, "cut_over", CutoverFacts(timezone.localdate(at), row.effective_on))
    assigned = Assigned(row.area, row.team, row.effective_on)
    assign_coverage(by=by, at=at, assigned=assigned, ground=row.ground, cutover=row.code)
    return carry_out(by=by, at=at, cutover=row, before=before)


def _again(by: Actor, at: datetime, row: Cutover) -> Cutover:
    """What should have moved and has no receipt: as the catalogue stood on the day before."""
    permissions.check_carry_out(by)
    before = Side.of(snapshot(), row.effective_on - timedelta(days=1))
    made = hand_all(by=by, at=at, cutover=row, before=before)
    if made:
        row.state, row.reconciled_at = "handing", None
        save(row)
        facts = {**told(row), "before": row.before, "added": len(made)}
        trail.record(subject=row, verb="cut_over", by=by, at=at, rows=made, facts=facts)
    return row


def rehearse_cutover(*, by: Actor, at: datetime, cutover: str) -> tuple[Cutover, tuple[dict[str, object], ...]]:
    """演练: everything as on the day, then nothing of it is kept. The cut-over as it would be, and its receipts as plain data. Raises
    Denied, Blocked, Invalid."""
    permissions.check_carry_out(by)
    try:
        with transaction.atomic():
            row = _found(by, cutover)
            then = max(at, midnight(row.effective_on))
            done = cut_over(by=by, at=then, cutover=cutover)
            columns = ("kind", "label", "matter_name", "from_name", "to_name", "state", "reason", "cause")
            receipts = tuple(done.receipts.order_by("kind", "label", "id").values(*columns))
            transaction.set_rollback(True)
    finally:
        forget_reading()
    return done, receipts


def cut_over_due(*, tenant: str, at: datetime) -> int:
    """Squads change on their day; what is in the way waits for people. Returns how many were cut over."""
    clock = Actor("", "系统", "系统", frozenset({Role.SYSTEM}), tenant=tenant)
    due: Sequence[str] = list(
        Cutover.objects.filter(tenant=tenant, state="planned", change=None, effective_on__lte=timezone.localdate(at))
        .order_by("effective_on", "code")
        .values_list("code", flat=True)
    )
    done = 0
    for code in due:
        try:
            cut_over(by=clock, at=at, cutover=code)
        except (Refused, Invalid):
            continue
        done += 1
    return done
