"""Which ordinary cases there are for somebody: all in reach, and those that wait for this person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from zhifa.apps.cases import ordinary_permissions as permissions
from zhifa.apps.cases import permissions as shared
from zhifa.apps.cases.models import Case, OrdinaryCase
from zhifa.apps.cases.queries.ordinary.reading import row_of, title_of
from zhifa.apps.cases.queries.ordinary.rows import OrdinaryLine, OrdinaryRow
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.summary_case import FIELD

FOR_OFFICERS = (
    "investigating", "reviewed", "notified", "waiting", "decided", "closed", "spared", "transferring", "with_police", "police_refusal",
    "police_case",
)  # fmt: skip
FOR_HEADS = ("proposed", "answered", "paid", "excused", "enforced", "transferred", "crime_reported")


def seen(by: Actor) -> QuerySet[OrdinaryCase]:
    """What this person may see."""
    mine = OrdinaryCase.objects.filter(permissions.mine(by)).values("pk")
    return OrdinaryCase.objects.filter(permissions.visible(by) | Q(pk__in=mine))


def _lines(found: QuerySet[OrdinaryCase]) -> tuple[OrdinaryLine, ...]:
    nearest = Min("deadlines__due", filter=Q(deadlines__met_at__isnull=True))
    warned = Max("deadlines__warned", filter=Q(deadlines__kind="decision", deadlines__met_at__isnull=True))
    rows = found.select_related("party").annotate(next_due=nearest, warned=warned).order_by("-proposed_at", "-id")
    return tuple(_line(c, c.next_due, c.warned or 0) for c in rows)


def _line(c: OrdinaryCase, due: date | None, warned: int) -> OrdinaryLine:
    return OrdinaryLine(
        c.id,
        c.ref,
        title_of(c),
        c.state,
        ORDINARY_CASE.state_labels[c.state],
        c.acting_identity,
        c.team_name,
        c.place,
        c.proposed_at,
        due,
        warned,
        c.state in ORDINARY_CASE.final,
    )


def ordinary_cases(by: Actor, states: Iterable[str] | None = None) -> tuple[OrdinaryLine, ...]:
    """Ordinary cases this person may see, newest first (1 query)."""
    found = seen(by)
    return _lines(found.filter(state__in=list(states)) if states is not None else found)


def ordinary_waiting(by: Actor) -> tuple[OrdinaryLine, ...]:
    """What waits for this person: to approve, to review, to preside, or to go on with as an officer (1 query)."""
    return _lines(_waiting(by))


def count_waiting(by: Actor) -> Tally:
    """How many."""
    return Tally(_waiting(by))


def _waiting(by: Actor) -> QuerySet[OrdinaryCase]:
    mine = Q(pk__in=())
    if by.has(Role.APPROVER):
        asked = (
            Q(preservations__approved_at__isnull=True, preservations__isnull=False)
            | Q(recusals__granted__isnull=True, recusals__isnull=False)
            | Q(deferrals__granted__isnull=True, deferrals__isnull=False)
        )
        mine |= Q(organ=by.organ) & (Q(state__in=FOR_HEADS) | asked)
    if by.has(Role.LEGAL_REVIEWER):
        mine |= Q(state__in=("reported", "hearing_requested"))
    if by.person and by.has(Role.LEGAL_REVIEWER, Role.GUIDANCE):
        mine |= Q(hearings__presider=by.person, state__in=("hearing_summoned", "hearing_held"))
    if by.person and by.has(*FIELD):
        mine |= Q(handlers__person=by.person, handlers__left_at__isnull=True, state__in=FOR_OFFICERS)
        mine |= Q(team=by.team, state="proposed") & ~Q(handlers__person=by.person) if by.team else Q(pk__in=())
    return OrdinaryCase.objects.filter(pk__in=OrdinaryCase.objects.filter(Q(tenant=by.tenant) & mine).values("pk"))


def ordinary_of(by: Actor, *incident_matters: UUID) -> tuple[OrdinaryLine, ...]:
    """Ordinary cases from these matters of incidents (1 query)."""
    return _lines(seen(by).filter(incident_matter__in=incident_matters))


def ordinary_case(by: Actor, case_id: UUID | str) -> OrdinaryRow | None:
    """Everything on file, when this person may see it (about 26 queries)."""
    found = seen(by).filter(pk=case_id).select_related("party", "incident_matter__dispatch").first()
    return row_of(found) if found else None


def sees(by: Actor, subject: UUID) -> bool:
    """The reader may see this case, ordinary or on the spot, whose file is asked for (at most 2 queries)."""
    if seen(by).filter(pk=subject).exists():
        return True
    mine = Case.objects.filter(shared.mine(by)).values("pk")
    return Case.objects.filter(shared.visible(by) | Q(pk__in=mine), pk=subject).exists()
