"""Lists and numbers of the desks. Every number is the length of a list that the same filter opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.facts import owner
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.queries.rows import SOURCE_LABELS, DispatchRow, IncidentRow, dispatch_row, incident_row
from zhifa.apps.incidents import permissions as incident_permissions
from zhifa.apps.incidents.models import Incident, QueueEntry
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import keeping
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import DISPATCH

OPEN = ("reported", "accepted")
CLOSED = ("closed", "evaluated", "dismissed")
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


def _view(view: str, at: datetime) -> Q:
    """The filter of queue entries behind a view of open incidents at that instant; raises KeyError for an unknown one."""
    return {
        "waiting": Q(waits=True),
        "open": Q(),
        "late": Q(clock__lt=at),
        "escalated": Q(level__gte=1),
        "escalated_leader": Q(level__gte=2),
        "unsettled": Q(unsettled=True),
        "handled": Q(handled=True),
        "dead_ends": Q(clock__isnull=True),
    }[view]


def _seen(by: Actor, view: str, at: datetime) -> QuerySet[QueueEntry]:
    return QueueEntry.objects.filter(incident_permissions.in_queue(incident_permissions.sight(by)) & _view(view, at))


def incidents(
    by: Actor, view: str = "waiting", *, at: datetime, area: str = "", text: str = "", page: int = 1, total: int | None = None
) -> Page:
    """Danger first, then by nearest clock; closed and all by the newest (4 queries: count, ids, incidents, tasks; none while nobody
    acted since somebody of the same sight looked). `total`: when the caller has counted already."""
    key = ("incidents", incident_permissions.sight(by), view, area, text, page)
    return keeping.kept(key, at, lambda: _page(_listed(by, view, at), area, text, page, total))


def _page(listed: tuple[QuerySet[Any], tuple[str, ...]], area: str, text: str, page: int, total: int | None) -> Page:
    found, order = listed
    told = "" if found.model is Incident else "incident__"
    if area:
        found = found.filter(area=area)
    if text:
        said = {f"{told}text__contains": text}, {f"{told}number__startswith": text.upper()}, {f"{told}address__contains": text}
        found = found.filter(Q(**said[0]) | Q(**said[1]) | Q(**said[2]))
    total = found.count() if total is None else total
    pages = max(1, -(-total // PAGE))
    number = min(max(page, 1), pages)
    ids = list(found.order_by(*order).values_list("pk", flat=True)[(number - 1) * PAGE : number * PAGE])
    return Page(incident_rows(ids), total, number, pages)


def _listed(by: Actor, view: str, at: datetime) -> tuple[QuerySet[Any], tuple[str, ...]]:
    """The list and its order. Closed ones have no entry in the queue."""
    if view not in ("closed", "all"):
        return _seen(by, view, at), ("-danger", "clock", "pk")
    found = Incident.objects.filter(incident_permissions.visible(by))
    if view == "closed":
        found = found.filter(state__in=CLOSED)
    return found.distinct() if by.team or by.organ else found, ("-closed_at", "-id")


def incident_rows(ids: Iterable[UUID], *, whole: bool = False) -> tuple[IncidentRow, ...]:
    """In the order of `ids` (2 queries), with their proposals when `whole`; the caller has checked that the reader may see them."""
    ids = list(ids)
    names = {a.code: a.name for a in registry.areas()}
    rows = (Incident.objects.all() if whole else Incident.objects.defer("proposals")).in_bulk(ids)
    matters: dict[UUID, list[Dispatch]] = defaultdict(list)
    for d in Dispatch.objects.filter(incident_id__in=ids).select_related("incident_matter").order_by("id"):
        d.incident = rows[d.incident_id]
        matters[d.incident_id].append(d)
    return tuple(incident_row(rows[pk], matters[pk], names, whole=whole) for pk in ids)


def incident(by: Actor, number: str) -> IncidentRow | None:
    """By number, when the reader may see it or what it was merged into (at most 5 queries)."""
    found = Incident.objects.filter(tenant=by.tenant, number=number).values_list("pk", "root_id").first()
    if found is None or not Incident.objects.filter(incident_permissions.visible(by), pk__in=[pk for pk in found if pk]).exists():
        return None
    return incident_rows([found[0]], whole=True)[0]


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
    """view → how many, for the views of open incidents (1 query, none while nobody acted since somebody of the same sight looked)."""
    return keeping.kept(("counts", incident_permissions.sight(by)), at, lambda: _counts(by, at))


def _counts(by: Actor, at: datetime) -> dict[str, int]:
    views = [view for view in VIEWS if view not in ("all", "closed")]
    numbers = {f"in_{view}": Count("pk", filter=_view(view, at) or None) for view in views}  # a view may bear a column's name
    found = _seen(by, "open", at).aggregate(**numbers)
    return {view: found[f"in_{view}"] for view in views}


def _tasks(by: Actor, states: Iterable[str], marked: bool) -> QuerySet[Dispatch]:
    wanted = Q(state__in=tuple(states))
    if marked:
        wanted |= Q(elevation="marked", state__in=OPEN_DISPATCH)
    return Dispatch.objects.filter(permissions.at_work(by) & wanted)


def dispatches(by: Actor, *, states: Iterable[str] = OPEN_DISPATCH, limit: int = 100, marked: bool = False) -> tuple[DispatchRow, ...]:
    """Tasks of the reader's work in these states, danger first, then by clock (2 queries). `marked`: also those that wait for the
    county to take them up."""
    found = _tasks(by, states, marked).select_related("incident", "incident_matter")
    names = {a.code: a.name for a in registry.areas()}
    return tuple(dispatch_row(d, names) for d in found.order_by("-incident__danger_to_life", "due_at", "id")[:limit])


def count_tasks(by: Actor, *, states: Iterable[str], late: bool = False, marked: bool = False) -> Tally:
    """How many tasks `dispatches` would list without a limit, or how many of them missed their clock."""
    found = _tasks(by, states, marked)
    return Tally(found.filter(late_since__isnull=False) if late else found)


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


def dead_ends(tenant: str) -> QuerySet[Incident]:
    """Open incidents that wait for nobody: neither a clock of their own nor an open task with one. Read from the rows themselves and
    not from the queue."""
    clocked = Dispatch.objects.filter(incident=OuterRef("pk"), state__in=OPEN_DISPATCH, due_at__isnull=False)
    return Incident.objects.filter(~Exists(clocked), tenant=tenant, state__in=OPEN, due_at__isnull=True)


def orphans(tenant: str) -> tuple[str, ...]:
    """Ids of open tasks without anybody who has to act or without a clock: none, by construction (R15; 1 query)."""
    found = Dispatch.objects.filter(tenant=tenant, state__in=OPEN_DISPATCH).only("state", "team", "interim_team", "due_at")
    return tuple(str(d.pk) for d in found.iterator() if not owner(d) or d.due_at is None)


def cockpit(by: Actor, at: datetime) -> Cockpit:
    """Six figures' worth of county for its leaders (6 queries)."""
    seen = _seen(by, "open", at)
    names = {a.code: a.name for a in registry.areas()}
    counted = counts(by, at)
    places = seen.values("area").annotate(open=Count("pk"), late=Count("pk", filter=_view("late", at))).order_by("-open", "area")
    oldest = list(seen.order_by("incident__received_at", "pk").values_list("pk", flat=True)[:8])
    return Cockpit(
        open=counted["open"],
        late=counted["late"],
        unsettled=counted["unsettled"],
        dead_ends=counted["dead_ends"],
        escalated=counted["escalated_leader"],
        by_area=tuple(_place(p["area"], names, p["open"], p["late"]) for p in places),
        oldest=incident_rows(oldest),
    )


def _place(code: str, names: dict[str, str], open_here: int, late_here: int) -> tuple[str, str, int, int]:
    return code, names.get(code, code or "地点不明"), open_here, late_here
