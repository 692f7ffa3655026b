"""The supervision list: who claimed what, what waits for whom since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.planning import permissions
from zhifa.apps.planning.models import CheckItem, SupervisionItem, SupervisionList
from zhifa.law.actors import Actor
from zhifa.law.procedure.supervision_claim import DEPARTMENTS, SUPERVISION_CLAIM
from zhifa.law.reform_bodies import Claim

HEAVY = ("matter__kinds", "matter__words", "matter__remarks")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item; `days`: how long it has waited (0 once it is settled); `checked`: there is an implementation list; `acts`: what this
    person's duty and organ may do with it now."""

    id: UUID
    version: int
    matter: str
    name: str
    domain_label: str
    organ: str
    organ_name: str
    state: str
    state_label: str
    listed_on: date
    days: int
    carrier: str
    ground: str
    reason: str
    checked: bool
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """How far one department is. `claimable`: without those that the legal office excused; `oldest`: days that the longest waits."""

    organ: str
    name: str
    claimable: int
    claimed: int
    waiting: int
    disclaimed: int
    excused: int
    oldest: int


@dataclass(frozen=True, slots=True)
class CompiledRow:
    """When the list was last compiled, by whom, and what that changed."""

    day: date
    by: str
    added: int
    ended: int
    unassigned: int


def items(by: Actor, day: date, *, organ: str = "", state: str = "", text: str = "") -> tuple[ItemRow, ...]:
    """Items that this person may read, those that wait longest first. Raises Denied (2 queries and the catalogue's)."""
    found = _mine(by)
    found = found.filter(organ=organ) if organ else found
    found = found.filter(state=state) if state else found
    found = found.filter(Q(matter__name__contains=text) | Q(matter__code=text)) if text else found
    checked, labels = _checked(by.tenant), catalogue.domain_labels()
    found = found.select_related("matter").defer(*HEAVY)
    return tuple(_item(i, by, day, checked, labels) for i in found.order_by("listed_on", "organ", "matter__code"))


def item(by: Actor, pk: UUID, day: date) -> ItemRow | None:
    """One item. Raises Denied (2 queries and the catalogue's)."""
    found = _mine(by).filter(pk=pk).select_related("matter").first()
    return _item(found, by, day, _checked(by.tenant), catalogue.domain_labels()) if found else None


def departments(by: Actor, day: date) -> tuple[DepartmentRow, ...]:
    """Departments by what still waits. Raises Denied (1 query)."""
    counted = _mine(by).order_by().values("organ", "organ_name", "state").annotate(count=Count("pk"), first=Min("listed_on"))
    rows: dict[tuple[str, str], dict[str, tuple[int, date]]] = {}
    for one in counted:
        rows.setdefault((one["organ"], one["organ_name"]), {})[one["state"]] = one["count"], one["first"]
    found = [_department(organ, name, states, day) for (organ, name), states in rows.items()]
    return tuple(sorted(found, key=lambda d: (-d.oldest, -d.waiting, d.name)))


def compiled() -> CompiledRow | None:
    """The last compilation; None when there was none (1 query)."""
    row = SupervisionList.objects.order_by("-compiled_at").first()
    return CompiledRow(row.compiled_at.date(), row.compiled_by, row.added, row.ended, row.unassigned) if row else None


def claims(tenant: str) -> tuple[Claim, ...]:
    """All items as the reform figure counts them (2 queries)."""
    checked = _checked(tenant)
    names = ("matter__code", "matter__name", "organ_name", "carrier")
    days = ("listed_on", "claimed_on", "disclaimed_on", "excused_on", "ended_on")
    rows = SupervisionItem.objects.filter(tenant=tenant).values_list(*names, *days)
    return tuple(_claim(row[0] in checked, *row) for row in rows)


def _claim(checked: bool, code: str, name: str, organ_name: str, carrier: str, *days: date) -> Claim:
    listed, claimed, disclaimed, excused, ended = days
    return Claim(code, name, organ_name, listed, claimed, disclaimed, excused, ended, checked, bool(carrier))


def _mine(by: Actor) -> QuerySet[SupervisionItem]:
    own = permissions.supervised(by)
    found = SupervisionItem.objects.filter(tenant=by.tenant, ended_on__isnull=True)
    return found.filter(organ=own) if own else found


def _checked(tenant: str) -> frozenset[str]:
    return frozenset(CheckItem.objects.filter(tenant=tenant).values_list("matter__code", flat=True))


def _item(row: SupervisionItem, by: Actor, day: date, checked: frozenset[str], labels: dict[str, str]) -> ItemRow:
    mine = [t for t in SUPERVISION_CLAIM.acts_from(row.state) if not by.roles.isdisjoint(t.roles)]
    acts = tuple(t.act for t in mine if t.roles != DEPARTMENTS or by.organ == row.organ)
    waits = row.state not in SUPERVISION_CLAIM.final
    return ItemRow(
        id=row.id,
        version=row.version,
        matter=row.matter.code,
        name=row.matter.name,
        domain_label=labels.get(row.matter.domain, row.matter.domain),
        organ=row.organ,
        organ_name=row.organ_name,
        state=row.state,
        state_label=SUPERVISION_CLAIM.state_labels[row.state],
        listed_on=row.listed_on,
        days=(day - row.listed_on).days if waits else 0,
        carrier=row.carrier,
        ground=row.ground,
        reason=row.reason,
        checked=row.matter.code in checked,
        acts=acts,
    )


def _department(organ: str, name: str, states: Mapping[str, tuple[int, date]], day: date) -> DepartmentRow:
    count = {state: states.get(state, (0, day))[0] for state in SUPERVISION_CLAIM.states}
    oldest = max(((day - first).days for state, (_, first) in states.items() if state not in SUPERVISION_CLAIM.final), default=0)
    claimable = sum(count.values()) - count["excused"]
    settled = count["claimed"], claimable - count["claimed"], count["disclaimed"], count["excused"]
    return DepartmentRow(organ, name, claimable, *settled, oldest)
