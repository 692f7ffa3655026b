"""Questions about visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from zhifa.apps.documents import queries as documents
from zhifa.apps.inspections import permissions
from zhifa.apps.inspections.facts import day_of, disturbance
from zhifa.apps.inspections.models import Answer, Finding, Inspection
from zhifa.apps.inspections.queries.acts import finding_offers, visit_offers
from zhifa.apps.inspections.queries.calendar import calendar, entry
from zhifa.apps.inspections.queries.draws import DrawRow, ResultRow, draws, published_draws, published_results
from zhifa.apps.inspections.queries.places import PlaceHistory, PlaceLine, PlaceLines, chosen_places, place_history, places
from zhifa.apps.inspections.queries.rows import (
    AnswerRow,
    EntryRow,
    FindingRow,
    Offer,
    PlaceCalendar,
    VisitPage,
    VisitRow,
    finding_row,
    visit_row,
)
from zhifa.apps.inspections.words import RESULTS
from zhifa.apps.planning import queries as planning
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.inspection import AHEAD, HEAD, INSPECTION, INSPECTORS

__all__ = [
    "OPEN",
    "AnswerRow",
    "DrawRow",
    "EntryRow",
    "FindingRow",
    "Offer",
    "PlaceCalendar",
    "PlaceHistory",
    "PlaceLine",
    "PlaceLines",
    "ResultRow",
    "VisitPage",
    "VisitRow",
    "before_visit",
    "calendar",
    "chosen_places",
    "draws",
    "finding",
    "finding_offers",
    "late_visits",
    "of_line",
    "page",
    "place_history",
    "places",
    "published_draws",
    "published_results",
    "sees",
    "visit_offers",
    "visits",
    "visits_of_case",
]

OPEN = tuple(s for s in INSPECTION.states if s not in INSPECTION.final)


def seen(by: Actor) -> QuerySet[Inspection]:
    """Visits that this person may see."""
    return Inspection.objects.alias(joined_text=Cast("joined", TextField())).filter(permissions.visible(by))


def sees(by: Actor, visit_id: UUID) -> bool:
    """May look at the material of this visit (1 query)."""
    return seen(by).filter(pk=visit_id).exists()


def visits(by: Actor, states: Iterable[str] = OPEN) -> tuple[VisitRow, ...]:
    """Nearest clock first. Raises Denied (1 query and the registry's)."""
    permissions.check_read(by)
    waiting = Count("findings", filter=Q(findings__settled_at__isnull=True))
    found = seen(by).filter(state__in=list(states)).select_related("premises").annotate(waiting=waiting)
    names = _names()
    return tuple(visit_row(v, names, v.waiting) for v in found.order_by("due_at", "planned_on", "code"))


def _names() -> dict[str, str]:
    return {o.code: o.name for o in registry.organs()}


def page(by: Actor, visit_id: UUID | str) -> VisitPage | None:
    """Everything on file of a visit that this person may see. Raises Denied (7 queries and the registry's)."""
    permissions.check_read(by)
    v = seen(by).filter(pk=visit_id).select_related("premises").first()
    if v is None:
        return None
    found = tuple(finding_row(f) for f in v.findings.order_by("item"))
    given = {a.item: a for a in v.answers.all()}
    answers = tuple(_answer(item, given) for item in planning.items(codes=v.items))
    beside = disturbance(v.premises_id, v.organ, day_of(v), v.tenant, v.pk)
    refused = f"拒绝签名：{v.refusal_note}；见证：{v.witness}" if v.refusal_note else ""
    return VisitPage(
        visit=visit_row(v, _names(), sum(not f.settled for f in found)),
        answers=answers,
        findings=found,
        documents=documents.of_subjects(v.id, *(f.order_id for f in found if f.order_id)),
        near=tuple(entry(other) for other in beside.near),
        in_year=beside.in_year,
        window=beside.window,
        cap=beside.cap,
        merge_reason=v.merge_reason,
        cap_reason=v.cap_reason,
        arrived_at=v.arrived_at,
        shown_at=v.shown_at,
        recorded_at=v.recorded_at,
        summary=v.summary,
        signature=refused or v.signed_by,
        people=tuple(p.name for p in registry.people_by_id(v.officers)),
        assigned=tuple((p.id, p.name) for p in registry.people_by_id(v.assigned)) if v.assigned else (),
    )


def _answer(item: planning.CheckItemRow, given: dict[str, Answer]) -> AnswerRow:
    row = given.get(item.code)
    return AnswerRow(item, row.result, RESULTS[row.result], row.note) if row else AnswerRow(item, "", "", "")


def of_line(by: Actor, line: UUID) -> tuple[EntryRow, ...]:
    """Visits made from a line of the plan, and those that gave way to it: place, organ and day, nothing that was found. Raises
    Denied (1 query)."""
    permissions.check_read(by)
    found = Inspection.objects.filter(Q(line=line) | Q(gave_way_to=line), tenant=by.tenant).select_related("premises")
    return tuple(replace(entry(v), place=v.premises.name) for v in found.order_by("planned_on", "code"))


def late_visits(by: Actor) -> Tally | int:
    """Late ones that wait for this person: of inspectors their own, of the head and the guidance office what went up to them; 0 for
    everybody else."""
    if not by.has(*INSPECTORS, *HEAD, Role.GUIDANCE):
        return 0
    level = 2 if by.has(Role.GUIDANCE) else 1 if by.has(Role.APPROVER) else 0
    return Tally(seen(by).filter(late_since__isnull=False, due_at__isnull=False, escalated__gte=level))


def before_visit(by: Actor, visit_id: UUID | str) -> VisitRow | None:
    """A visit of any organ that nobody has set out for yet, for who may join it. Raises Denied (1 query and the registry's)."""
    permissions.check_read(by)
    v = Inspection.objects.filter(tenant=by.tenant, pk=visit_id, state__in=AHEAD).select_related("premises").first()
    return visit_row(v, _names(), 0) if v else None


def finding(by: Actor, finding_id: UUID | str) -> tuple[FindingRow, VisitPage] | None:
    """A problem with its visit (8 queries and the registry's)."""
    found = Finding.objects.filter(pk=finding_id).first()
    shown = page(by, found.inspection_id) if found else None
    return (finding_row(found), shown) if found and shown else None


def visits_of_case(case: UUID) -> tuple[UUID, ...]:
    """Ids of the visits whose problem led to this case: their pictures and records are its evidence (1 query)."""
    return tuple(Finding.objects.filter(case=case).values_list("inspection_id", flat=True))
