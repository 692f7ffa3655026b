"""Several reports of one thing become one incident; every reporter, number and piece of evidence stays and is answered.

What becomes of the matters of the incident that is merged, and why:
* the other already has the same matter open and nobody received ours yet: ours is recalled and withdrawn (one team, one way);
* ours is received or further and theirs is not: theirs is withdrawn, ours moves with its team, clock and evidence;
* both are at work, or the other has no such matter, or finished it: ours moves as it is. Work that began is never thrown away.
Each of these is a record on the task. Nothing is merged into what is less far or less urgent, so no clock gets longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhifa.apps.dispatch.facts import standing
from zhifa.apps.dispatch.models import Dispatch, Merge
from zhifa.apps.dispatch.services.sending import recall_dispatch, revive_matter, withdraw_matter
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import held
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail import queries as story
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Stale, locked, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.handling import HELD, IncidentFacts, Target

OPEN = ("reported", "accepted")
NOT_BEGUN = ("pending", "dispatched")


@transaction.atomic
def merge_incident(*, by: Actor, at: datetime, incident: UUID, into: str, version: int | None = None) -> Incident:
    """合并到 the open incident numbered `into`, or to what that one was itself merged into. Returns the surviving incident.

    Raises Denied, Blocked (a circle, closed, less far or less urgent), Stale (also when one of them was merged meanwhile)."""
    row, target, family = _locked_pair(by, incident, into, version)
    permissions.check_act(by, row, "merge", _facts(row, target))
    assert target is not None  # guard same_thing came first
    receipt = Merge(tenant=row.tenant, incident=row, into=target, state_before=row.state, due_before=row.due_at, at=at, by_name=by.name)
    _bring(receipt, by, at)
    row.refresh_from_db()
    target.refresh_from_db()
    _inherit(row, target)
    row.merged_into = row.root = target
    incidents.move(row, "merge", at=at)
    for one in family:
        one.root = target
        save(one)
    _follow(target, at)
    words = {"into": target.number, "moved": len(receipt.moved), "withdrawn": len(receipt.withdrawn), **held(row)}
    trail.record(subject=row, verb="merge", by=by, at=at, rows=[save(receipt), *family], facts=words)
    brought = {"merged": row.number, "reports": target.reports, **held(target)}
    trail.record(subject=target, verb="receive_merge", by=by, at=at, facts=brought)
    return target


def _locked_pair(by: Actor, incident: UUID, into: str, version: int | None) -> tuple[Incident, Incident | None, list[Incident]]:
    """Both incidents and what was merged into the first, locked in the order of their keys, so that two merges at once cannot
    wait for each other."""
    named = Incident.objects.filter(tenant=by.tenant, number=into.strip().upper()).first()
    root = (named.root_id or named.pk) if named else None
    mine = Q(pk=incident) | Q(root_id=incident) | Q(pk=root)
    rows = {r.pk: r for r in Incident.objects.select_for_update().filter(mine).order_by("pk")}
    row, target = locked(Incident, incident, version), rows.get(root) if root else None
    if target is not None and target.root_id is not None and target.pk != row.pk and target.root_id != row.pk:
        raise Stale(row.version)
    return row, target, [r for r in rows.values() if r.root_id == row.pk]


def _facts(row: Incident, target: Incident | None) -> IncidentFacts:
    if target is None:
        return IncidentFacts()
    found = Target(
        number=target.number,
        open=target.state in OPEN,
        accepted=target.state == "accepted",
        danger=target.danger_to_life,
        circle=target.pk == row.pk or target.root_id == row.pk,
    )
    return IncidentFacts(accepted=row.state == "accepted", danger=row.danger_to_life, target=found)


def _bring(receipt: Merge, by: Actor, at: datetime) -> None:
    """Withdraw one of each pair of the same matter, move the rest; notes both in the receipt."""
    for one in _sent(receipt.incident):
        twin = None if one.state in DISPATCH.final else next((t for t in _sent(receipt.into) if _same_matter(one, t)), None)
        if twin and one.state in NOT_BEGUN:
            _withdraw(one, receipt, f"与 {receipt.into.number} 的同一事项合并办理", by, at)
            continue
        if twin and twin.state in NOT_BEGUN:
            _withdraw(twin, receipt, f"{receipt.incident.number} 的同一事项已在办理", by, at)
        _move(locked(Dispatch, one.pk), receipt.into, by, at)
        receipt.moved.append(str(one.pk))


def _sent(incident: Incident) -> list[Dispatch]:
    """Tasks in their present state, but for those withdrawn."""
    return list(Dispatch.objects.filter(incident=incident).exclude(state="withdrawn").select_related("incident_matter").order_by("id"))


def _same_matter(one: Dispatch, other: Dispatch) -> bool:
    code = one.incident_matter.matter_code
    return bool(code) and code == other.incident_matter.matter_code and other.state not in DISPATCH.final


def _withdraw(row: Dispatch, receipt: Merge, reason: str, by: Actor, at: datetime) -> None:
    if row.state == "dispatched":
        recall_dispatch(by=by, at=at, dispatch=row.pk, reason=reason)
    withdraw_matter(by=by, at=at, dispatch=row.pk, reason=reason)
    receipt.withdrawn.append(str(row.pk))


def _move(row: Dispatch, to: Incident, by: Actor, at: datetime) -> None:
    """The task goes on in the other incident: same state, team, clock, officers and evidence."""
    before, matter = row.incident.number, row.incident_matter
    row.incident = matter.incident = to
    save(matter)
    save(row)
    trail.record(subject=row, verb="move_matter", by=by, at=at, rows=[matter], facts={"from": before, "to": to.number, **standing(row)})


def _inherit(row: Incident, target: Incident) -> None:
    """The survivor stands for one more report; between two that wait to be accepted the earlier clock holds."""
    target.reports += row.reports
    if target.state == row.state == "reported" and row.due_at and target.due_at and row.due_at < target.due_at:
        target.due_at, target.due_basis = row.due_at, row.due_basis
        target.late_since, target.escalated = row.late_since, row.escalated


def _follow(incident: Incident, at: datetime) -> None:
    """An accepted incident has a clock of its own exactly when none of its matters has one; saves."""
    if incident.state != "accepted":
        save(incident)
        return
    at_work = incident.dispatches.exclude(state__in=DISPATCH.final).exists()
    if at_work or incident.due_at is None:
        incidents.wind(incident, "" if at_work else "close", at)
    else:
        save(incident)


@transaction.atomic
def unmerge_incident(*, by: Actor, at: datetime, incident: UUID, reason: str, version: int | None = None) -> Incident:
    """拆分: it was another thing after all. Its matters return in the state they have now, withdrawn ones are revived, and both
    the merge and its correction stay in the trail."""
    row, family = _locked_family(incident, version)
    receipt = Merge.objects.select_for_update().filter(incident=row, undone_at__isnull=True).first()
    working = receipt is not None and receipt.state_before == "accepted"
    act = "unmerge_working" if working else "unmerge"
    permissions.check_act(by, row, act, IncidentFacts(reason=reason))
    root = row.root
    rows = _part(row, family)
    incidents.move(row, act, at=at, clock="" if working else "accept")
    if receipt and root:
        _give_back(receipt, row, family[root.pk], by, at, reason)
        rows.append(receipt)
    row.refresh_from_db()
    _follow(row, at)
    merged = [e.id for e in story.story(row.pk) if e.verb == "merge"]
    facts = {"from": root.number if root else "", **held(row)}
    trail.record(subject=row, verb="unmerge", by=by, at=at, rows=rows, facts=facts, note=reason, corrects=merged[-1] if merged else None)
    return row


def _locked_family(incident: UUID, version: int | None) -> tuple[Incident, dict[UUID, Incident]]:
    """Everything that stands under one root, locked in the order of keys."""
    root = Incident.objects.values_list("root_id", flat=True).get(pk=incident) or incident
    rows = {r.pk: r for r in Incident.objects.select_for_update().filter(Q(pk=root) | Q(root_id=root)).order_by("pk")}
    row = rows.get(incident)
    if row is None or (version is not None and row.version != version):
        raise Stale(row.version if row else 0)
    return row, rows


def _part(row: Incident, family: dict[UUID, Incident]) -> list[Row]:
    """Take the incident and what was merged into it out of the family; returns the other rows that changed, saved."""
    changed: list[Row] = []
    above = family.get(row.merged_into_id) if row.merged_into_id else None
    root_id, row.merged_into, row.root = row.root_id, None, None
    while above is not None:
        above.reports -= row.reports
        if above.pk != root_id:
            changed.append(save(above))
        above = family.get(above.merged_into_id) if above.merged_into_id else None
    for one in _below(row, family.values()):
        one.root = row
        changed.append(save(one))
    return changed


def _below(row: Incident, family: Iterable[Incident]) -> list[Incident]:
    found, frontier = [], [row.pk]
    family = list(family)
    while frontier:
        above = frontier.pop()
        children = [one for one in family if one.merged_into_id == above]
        found += children
        frontier += [one.pk for one in children]
    return found


def _give_back(receipt: Merge, row: Incident, root: Incident, by: Actor, at: datetime, reason: str) -> None:
    """Matters return, withdrawn ones are revived where that can be; the survivor is left with an owner and a clock."""
    for one in Dispatch.objects.select_for_update(of=("self",)).filter(pk__in=receipt.moved, incident=root).order_by("id"):
        _move(one, row, by, at)
    _follow(root, at)
    for pk in receipt.withdrawn:
        found = Dispatch.objects.select_related("incident", "incident_matter").get(pk=pk)
        held_by = found.incident_matter.standing in HELD and bool(found.team)
        if found.state == "withdrawn" and found.incident.state == "accepted" and held_by:
            revive_matter(by=by, at=at, dispatch=found.pk, reason=reason)
    root.refresh_from_db()
    receipt.undone_at, receipt.undone_reason = at, reason.strip()
    save(receipt)
    trail.record(subject=root, verb="lose_merge", by=by, at=at, facts={"unmerged": row.number, "reports": root.reports, **held(root)})
