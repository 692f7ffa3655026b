"""Lists and numbers of the desks. Every number is the length of a list that the same filter opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.facts import owner
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.queries.rows import SOURCE_LABELS, DispatchRow, IncidentRow, dispatch_row, incident_row
from zhifa.apps.incidents import permissions as incident_permissions
from zhifa.apps.incidents.models import Incident
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH

OPEN = ("reported", "accepted")
OPEN_DISPATCH = tuple(s for s in DISPATCH.states if s not in DISPATCH.final)
PAGE = 20
VIEWS = {
    "waiting": "等我处理",
    "open": "未结",
    "late": "超时",
    "escalated": "已报值班长",
    "escalated_leader": "已报县领导",
    "unsettled": "权属待定",
    "handled": "待核实",
    "dead_ends": "断头",
    "closed": "已结",
    "all": "全部",
}


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One report that another incident stands for. `into`: number of the incident that it was merged into first."""

    id: str
    number: str
    source_label: str
    external_id: str
    text: str
    address: str
    received_at: datetime
    into: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `total` counts all that the filter finds."""

    rows: tuple[IncidentRow, ...]
    total: int
    number: int
    pages: int


def _having(**filters: object) -> Exists:
    return Exists(Dispatch.objects.filter(incident=OuterRef("pk"), **filters))


def _view(view: str, at: datetime) -> Q:
    """The filter behind a view name at that instant; raises KeyError for an unknown one."""
    waits = Q(state="reported") | Q(state="accepted", due_at__isnull=False) | Q(_having(state__in=("pending", "unsettled")))
    return {
        "waiting": Q(state__in=OPEN) & waits,
        "open": Q(state__in=OPEN),
        "late": Q(state__in=OPEN) & (Q(due_at__lt=at) | Q(_having(due_at__lt=at, state__in=OPEN_DISPATCH))),
        "escalated": Q(state__in=OPEN) & (Q(escalated__gte=1) | Q(_having(escalated__gte=1, state__in=OPEN_DISPATCH))),
        "escalated_leader": Q(state__in=OPEN) & (Q(escalated__gte=2) | Q(_having(escalated__gte=2, state__in=OPEN_DISPATCH))),
        "unsettled": Q(state__in=OPEN) & Q(_having(state="unsettled")),
        "handled": Q(state__in=OPEN) & Q(_having(state="handled")),
        "dead_ends": Q(state__in=OPEN, due_at__isnull=True) & ~Q(_having(state__in=OPEN_DISPATCH, due_at__isnull=False)),
        "closed": Q(state__in=("closed", "evaluated", "dismissed")),
        "all": Q(),
    }[view]


def _seen(by: Actor, view: str, at: datetime, area: str = "", text: str = "") -> QuerySet[Incident]:
    found = Incident.objects.filter(incident_permissions.visible(by) & _view(view, at))
    if area:
        found = found.filter(area=area)
    if text:
        found = found.filter(Q(text__contains=text) | Q(number__startswith=text.upper()) | Q(address__contains=text))
    return found.distinct() if by.team or by.organ else found


def incidents(by: Actor, view: str = "waiting", *, at: datetime, area: str = "", text: str = "", page: int = 1) -> Page:
    """Danger first, then by nearest clock (4 queries: count, ids, incidents, dispatches)."""
    found = _seen(by, view, at, area, text)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    nearest = Min("dispatches__due_at", filter=Q(dispatches__state__in=OPEN_DISPATCH))
    clock = Coalesce(Least("due_at", nearest), "due_at", nearest)
    order = ("-closed_at", "-id") if view == "closed" else ("-danger_to_life", "clock", "id")
    ids = list(found.annotate(clock=clock).order_by(*order).values_list("pk", flat=True)[(number - 1) * PAGE : number * PAGE])
    return Page(incident_rows(ids), total, number, pages)


def incident_rows(ids: Iterable[UUID]) -> tuple[IncidentRow, ...]:
    """In the order of `ids` (3 queries); the caller has checked that the reader may see them."""
    ids = list(ids)
    names = {a.code: a.name for a in registry.areas()}
    rows = Incident.objects.in_bulk(ids)
    matters: dict[UUID, list[Dispatch]] = defaultdict(list)
    for d in Dispatch.objects.filter(incident_id__in=ids).select_related("incident_matter").order_by("id"):
        d.incident = rows[d.incident_id]
        matters[d.incident_id].append(d)
    return tuple(incident_row(rows[pk], matters[pk], names) for pk in ids)


def incident(by: Actor, number: str) -> IncidentRow | None:
    """By number, when the reader may see it or what it was merged into (at most 5 queries)."""
    found = Incident.objects.filter(tenant=by.tenant, number=number).values_list("pk", "root_id").first()
    if found is None or not Incident.objects.filter(incident_permissions.visible(by), pk__in=[pk for pk in found if pk]).exists():
        return None
    return incident_rows([found[0]])[0]


def merged(root: UUID) -> tuple[MergedRow, ...]:
    """What was merged into an incident, oldest first; the caller has checked that the reader may see it (1 query)."""
    rows = Incident.objects.filter(root_id=root).select_related("merged_into").order_by("received_at", "id")
    return tuple(
        MergedRow(str(r.pk), r.number, SOURCE_LABELS.get(r.source, r.source), r.external_id or "", r.text, r.address, r.received_at,
                  r.merged_into.number if r.merged_into else "")
        for r in rows
    )  # fmt: skip


def number_of(pk: UUID) -> str:
    """The number of an incident (1 query)."""
    return str(Incident.objects.values_list("number", flat=True).get(pk=pk))


def sees(by: Actor, subject: UUID) -> bool:
    """The reader may see this incident or dispatch, or what the incident was merged into (at most 3 queries)."""
    if Dispatch.objects.filter(permissions.visible(by), Q(pk=subject) | Q(incident_id=subject)).exists():
        return True
    root = Incident.objects.filter(tenant=by.tenant, pk=subject).values_list("root_id", flat=True).first()
    return Incident.objects.filter(incident_permissions.visible(by), pk__in=[pk for pk in (subject, root) if pk]).exists()


def exists(tenant: str, number: str) -> bool:
    """There is such an incident, whoever may see it (1 query)."""
    return Incident.objects.filter(tenant=tenant, number=number).exists()


def counts(by: Actor, at: datetime) -> dict[str, int]:
    """view → how many, for the views of open incidents (1 query)."""
    open_views = [view for view in VIEWS if view not in ("all", "closed")]
    numbers = {f"in_{view}": Count("pk", filter=_view(view, at), distinct=True) for view in open_views}  # a view may bear a column's name
    found = Incident.objects.filter(incident_permissions.visible(by), state__in=OPEN).aggregate(**numbers)
    return {view: found[f"in_{view}"] for view in open_views}


def dispatches(by: Actor, *, states: Iterable[str] = OPEN_DISPATCH, limit: int = 100) -> tuple[DispatchRow, ...]:
    """Tasks that the reader may see in these states, danger first, then by clock (2 queries)."""
    found = Dispatch.objects.filter(permissions.visible(by), state__in=tuple(states)).select_related("incident", "incident_matter")
    names = {a.code: a.name for a in registry.areas()}
    return tuple(dispatch_row(d, names) for d in found.order_by("-incident__danger_to_life", "due_at", "id")[:limit])


def dispatch(by: Actor, pk: UUID) -> DispatchRow | None:
    """One task, when the reader may see it (2 queries)."""
    found = Dispatch.objects.filter(permissions.visible(by), pk=pk).select_related("incident", "incident_matter").first()
    return dispatch_row(found) if found else None


def of_matter(by: Actor, incident_matter: UUID) -> DispatchRow | None:
    """The task of this matter of an incident, when the reader may see it (2 queries)."""
    found = Dispatch.objects.filter(permissions.visible(by), incident_matter=incident_matter).select_related("incident", "incident_matter")
    row = found.first()
    return dispatch_row(row) if row else None


@dataclass(frozen=True, slots=True)
class Cockpit:
    """The county now. `dead_ends`: open incidents or matters without owner or clock, which must be 0 (R13)."""

    open: int
    late: int
    unsettled: int
    dead_ends: int
    escalated: int
    by_area: tuple[tuple[str, str, int, int], ...]
    oldest: tuple[IncidentRow, ...]


def dead_ends(tenant: str, at: datetime) -> QuerySet[Incident]:
    """Open incidents that wait for nobody: neither a clock of their own nor an open matter with one."""
    return Incident.objects.filter(_view("dead_ends", at), tenant=tenant)


def orphans(tenant: str) -> tuple[str, ...]:
    """Ids of open tasks without anybody who has to act or without a clock: none, by construction (R15; 1 query)."""
    found = Dispatch.objects.filter(tenant=tenant, state__in=OPEN_DISPATCH).only("state", "team", "interim_team", "due_at")
    return tuple(str(d.pk) for d in found.iterator() if not owner(d) or d.due_at is None)


def cockpit(by: Actor, at: datetime) -> Cockpit:
    """Six figures' worth of county for its leaders (9 queries)."""
    seen = _seen(by, "open", at)
    names = {a.code: a.name for a in registry.areas()}
    late = set(_seen(by, "late", at).values_list("pk", flat=True))
    places: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for pk, area in seen.values_list("pk", "area"):
        places[area][0] += 1
        places[area][1] += pk in late
    oldest = list(seen.order_by("received_at").values_list("pk", flat=True)[:8])
    return Cockpit(
        open=sum(n for n, _ in places.values()),
        late=len(late),
        unsettled=_seen(by, "unsettled", at).count(),
        dead_ends=dead_ends(by.tenant, at).count(),
        escalated=_seen(by, "escalated_leader", at).count(),
        by_area=tuple(_place(code, names, *numbers) for code, numbers in sorted(places.items(), key=lambda item: -item[1][0])),
        oldest=incident_rows(oldest),
    )


def _place(code: str, names: dict[str, str], open_here: int, late_here: int) -> tuple[str, str, int, int]:
    return code, names.get(code, code or "地点不明"), open_here, late_here
