"""Questions about cases and orders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from zhifa.apps.cases import permissions
from zhifa.apps.cases.facts import evidence_subjects, on_demo
from zhifa.apps.cases.models import Case, CorrectionOrder, Deadline
from zhifa.apps.cases.queries import rows
from zhifa.apps.cases.queries.acts import Offer, allowed_acts
from zhifa.apps.cases.queries.opening import precondition
from zhifa.apps.cases.queries.ordinary import (
    LEADING,
    Days,
    OrdinaryLine,
    OrdinaryRow,
    Station,
    count_waiting,
    ordinary_acts,
    ordinary_case,
    ordinary_cases,
    ordinary_of,
    ordinary_offers,
    ordinary_waiting,
    sees,
    timeline,
)
from zhifa.apps.cases.queries.rows import CaseLine, CaseRow, DeadlineRow, OrderRow
from zhifa.apps.documents import queries as documents
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.parties import queries as parties
from zhifa.law.actors import Actor
from zhifa.law.procedure.summary_case import DONE_ON_SITE, SUMMARY_CASE

__all__ = [
    "LEADING",
    "CaseLine",
    "CaseRow",
    "Days",
    "DeadlineRow",
    "Offer",
    "OrderRow",
    "OrdinaryLine",
    "OrdinaryRow",
    "Station",
    "allowed_acts",
    "case",
    "cases",
    "cases_of",
    "count_waiting",
    "deadlines_open",
    "done_for",
    "lines_by_matter",
    "my_open_cases",
    "order",
    "orders_of",
    "orders_open",
    "ordinary_acts",
    "ordinary_case",
    "ordinary_cases",
    "ordinary_of",
    "ordinary_offers",
    "ordinary_waiting",
    "precondition",
    "sees",
    "timeline",
    "waiting_for_second",
]


def _seen(by: Actor) -> QuerySet[Case]:
    mine = Case.objects.filter(permissions.mine(by)).values("pk")
    return Case.objects.filter(permissions.visible(by) | Q(pk__in=mine))


def _lines(found: QuerySet[Case]) -> tuple[CaseLine, ...]:
    nearest = Min("deadlines__due", filter=Q(deadlines__met_at__isnull=True))
    ordered = found.select_related("party").annotate(next_due=nearest).order_by("-opened_at", "-id")
    return tuple(rows.case_line(c, c.next_due) for c in ordered)


def cases(by: Actor, states: Iterable[str] | None = None) -> tuple[CaseLine, ...]:
    """Cases this person may see, newest first (1 query)."""
    found = _seen(by)
    return _lines(found.filter(state__in=list(states)) if states is not None else found)


def cases_of(by: Actor, *incident_matters: UUID) -> tuple[CaseLine, ...]:
    """Cases opened from these matters of incidents (1 query)."""
    return _lines(_seen(by).filter(incident_matter__in=incident_matters))


def lines_by_matter(by: Actor, incident_matters: Iterable[UUID]) -> dict[str, tuple[CaseLine, ...]]:
    """Matter of an incident (id) → its cases, for a page of several (2 queries)."""
    asked = list(incident_matters)
    lines = {line.id: line for line in cases_of(by, *asked)}
    found: dict[str, tuple[CaseLine, ...]] = {}
    for pk, matter in Case.objects.filter(pk__in=lines).values_list("pk", "incident_matter"):
        found[str(matter)] = (*found.get(str(matter), ()), lines[pk])
    return found


def my_open_cases(by: Actor) -> tuple[CaseLine, ...]:
    """Cases on which this officer is now and that are not over (1 query)."""
    own = Case.objects.filter(tenant=by.tenant, handlers__person=by.person, handlers__left_at__isnull=True)
    return _lines(Case.objects.filter(pk__in=own.values("pk")).exclude(state__in=SUMMARY_CASE.final))


def waiting_for_second(by: Actor) -> tuple[CaseLine, ...]:
    """Cases of the own team that wait for a second officer who is not yet on them (1 query)."""
    found = Case.objects.filter(tenant=by.tenant, team=by.team, state=SUMMARY_CASE.initial)
    return _lines(found.exclude(handlers__person=by.person, handlers__left_at__isnull=True))


def done_for(incident_matter: UUID) -> bool:
    """A case from this matter needs nothing more on the scene: reported for record, or ended otherwise (1 query)."""
    return Case.objects.filter(incident_matter=incident_matter, state__in=DONE_ON_SITE).exists()


def case(by: Actor, case_id: UUID | str) -> CaseRow | None:
    """Everything on file, when this person may see it (12 queries)."""
    related = ("party", "order__party", "collection", "incident_matter__dispatch")
    found = _seen(by).filter(pk=case_id).select_related(*related).first()
    return _row(found) if found else None


def _row(c: Case) -> CaseRow:
    collection = getattr(c, "collection", None)
    return CaseRow(
        id=c.id,
        version=c.version,
        tenant=c.tenant,
        ref=c.ref,
        title=rows.title_of(c),
        state=c.state,
        state_label=SUMMARY_CASE.state_labels[c.state],
        done=c.state in DONE_ON_SITE,
        incident_matter_id=c.incident_matter_id,
        matter_code=c.matter_code,
        matter_name=c.matter_name,
        area=c.area,
        place=c.place,
        organ=c.organ,
        holder_kind=c.holder_kind,
        acting_identity=c.acting_identity,
        team=c.team,
        team_name=c.team_name,
        authority=c.authority,
        demo=on_demo(c),
        party=parties.row(c.party) if c.party else None,
        order=rows.order_row(c.order) if c.order else None,
        occurred_at=c.occurred_at,
        narrative=c.narrative,
        facts_clear=c.facts_clear,
        opened_at=c.opened_at,
        identity_shown_at=c.identity_shown_at,
        served_on=c.served_on,
        served_how=c.served_how,
        ended_at=c.ended_at,
        end_ground=c.end_ground,
        handlers=tuple(rows.handler_row(h) for h in c.handlers.filter(left_at__isnull=True).order_by("joined_at")),
        notices=tuple(rows.notice_row(n) for n in c.notices.order_by("position")),
        decisions=tuple(rows.decision_row(d) for d in c.decisions.order_by("decided_at")),
        deadlines=tuple(rows.deadline_row(d) for d in c.deadlines.order_by("due")),
        receipts=tuple(rows.receipt_row(r) for r in c.receipts.order_by("paid_on", "id")),
        collection=rows.collection_row(collection) if collection else None,
        documents=documents.of_subjects(c.id, *((c.order_id,) if c.order_id else ())),
        evidence=evidence.of(*evidence_subjects(c)),
    )


def deadlines_open(by: Actor, until: date | None = None) -> tuple[DeadlineRow, ...]:
    """Open last days of cases that this person may see, nearest first; those up to `until` (1 query)."""
    found = Deadline.objects.filter(met_at__isnull=True, case__in=_seen(by)).order_by("due", "id")
    return tuple(rows.deadline_row(d) for d in (found.filter(due__lte=until) if until else found))


def order(by: Actor, order_id: UUID | str) -> OrderRow | None:
    """One order to correct, when this person may see it (1 query)."""
    found = CorrectionOrder.objects.filter(permissions.visible(by), pk=order_id).select_related("party").first()
    return rows.order_row(found) if found else None


def orders_of(by: Actor, *incident_matters: UUID) -> tuple[OrderRow, ...]:
    """Orders issued from these matters of incidents, oldest first (1 query)."""
    found = CorrectionOrder.objects.filter(permissions.visible(by), incident_matter__in=incident_matters)
    return tuple(rows.order_row(o) for o in found.select_related("party").order_by("issued_at"))


def orders_open(by: Actor) -> tuple[OrderRow, ...]:
    """Orders that wait for serving or re-check, nearest last day first (1 query)."""
    found = CorrectionOrder.objects.filter(permissions.visible(by), state__in=("issued", "running"))
    return tuple(rows.order_row(o) for o in found.select_related("party").order_by("due_on", "id"))
