"""A visit as the law sees it: who comes, who else comes, what is answered, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries.filing import may_file
from zhifa.apps.dispatch.facts import participants
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.facts import active, window_days
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import inspection
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection_guards import FindingFacts, VisitFacts
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.rulings import Outcome, Ruling


@dataclass(frozen=True, slots=True)
class Disturbance:
    """Other visits to a place. `near`: those of any organ inside the county's window, `in_year`: of one organ in the calendar year."""

    near: tuple[Inspection, ...]
    in_year: int
    window: int
    cap: int


def day_of(visit: Inspection) -> date:
    """When they came, or mean to come."""
    return visit.visited_on or visit.planned_on


def takes_part(visit: Inspection, organ: str) -> bool:
    """Leads or joined."""
    return organ == visit.organ or organ in visit.joined


def disturbance(premises: UUID, organ: str, day: date, tenant: str, but: UUID | None = None) -> Disturbance:
    """What else comes to the place around that day (1 query)."""
    window, cap = window_days(day), inspection.cap_per_year(county_book(), day)
    first = min(date(day.year, 1, 1), day - timedelta(days=window))
    last = max(date(day.year, 12, 31), day + timedelta(days=window))
    found = Inspection.objects.filter(tenant=tenant, premises=premises).exclude(state="cancelled")
    found = found.filter(Q(planned_on__range=(first, last)) | Q(visited_on__range=(first, last))).order_by("planned_on", "code")
    visits = [v for v in found if v.pk != but]
    return Disturbance(
        near=tuple(v for v in visits if abs((day_of(v) - day).days) <= window),
        in_year=sum(takes_part(v, organ) and day_of(v).year == day.year for v in visits),
        window=window,
        cap=cap,
    )


def around(visit: Inspection, day: date) -> dict[str, Any]:
    """The guards' facts about other visits (1 query)."""
    found = disturbance(visit.premises_id, visit.organ, day, visit.tenant, visit.pk)
    own = {visit.organ, *visit.joined}
    return {
        "near_own": sum(takes_part(v, visit.organ) for v in found.near),
        "near_others": tuple(f"{v.organ_name}（{day_of(v):%m-%d}）" for v in found.near if v.organ not in own),
        "window": found.window,
        "visits": found.in_year,
        "cap": found.cap,
    }


def people(visit: Inspection, by: Actor, others: Sequence[str], at: Any) -> tuple[Participant, ...]:
    """Who stands there: the one who acts and the colleagues named (2 queries)."""
    named = [p for p in dict.fromkeys(others) if p != by.person]
    return (Participant(OFFICER, certified=bool(by.certificate), agency=by.organ), *participants(named, at))


def unanswered(visit: Inspection) -> tuple[str, ...]:
    """Items without a result (1 query)."""
    given = set(visit.answers.values_list("item", flat=True))
    return tuple(code for code in visit.items if code not in given)


def open_findings(visit: Inspection) -> tuple[str, ...]:
    """Problems that are not settled (1 query)."""
    return tuple(visit.findings.filter(settled_at__isnull=True).order_by("item").values_list("title", flat=True))


def visit_facts(visit: Inspection, by: Actor, **more: Any) -> VisitFacts:
    """What is on file, and what the act brought (no query)."""
    return VisitFacts(
        source=visit.source,
        source_ref=visit.source_ref,
        power=bool(more.pop("power", visit.power)),
        proposer=visit.proposer,
        actor=by.person,
        organ=visit.organ,
        own=by.organ,
        joined=tuple(visit.joined),
        planned_on=visit.planned_on,
        merge_reason=more.pop("merge_reason", "") or visit.merge_reason,
        cap_reason=more.pop("cap_reason", "") or visit.cap_reason,
        items=len(visit.items),
        assigned=tuple(visit.assigned),
        **more,
    )


def inspectors(organ: str, team: str, day: date) -> tuple[str, ...]:
    """Ids of certified people of the team, or of the organ where there is none; no auxiliaries (2 queries)."""
    found = [p.id for p in (registry.people(team) if team else registry.people(None, organ)) if not p.auxiliary]
    certified = registry.certified(found, day)
    return tuple(p for p in found if p in certified)


def undrawn(line: PlanLine) -> dict[str, Premises]:
    """Places of the line without a visit, by id (2 queries)."""
    made = set(line.inspections.exclude(state="cancelled").values_list("premises_id", flat=True))
    return {str(p.premises_id): p.premises for p in active(line) if p.premises_id not in made}


def filing(by: Actor, finding: Finding, area: str, day: date) -> Ruling:
    """May this organ or team act on the matter itself? Otherwise the lead goes to the holder (JUR-13). 2 queries."""
    if catalogue.matter(finding.matter_code) is None:
        return Ruling(Outcome.ALLOW)
    found = catalogue.authority(matter=finding.matter_code, power="penalty", area=area, day=day)
    if found.status == "held" and found.team and found.team == by.team:
        return Ruling(Outcome.ALLOW, rules=("JUR-04",))
    return may_file(by.organ, finding.matter_code, area, day)


def finding_facts(finding: Finding, people: Iterable[Participant] = (), **more: Any) -> FindingFacts:
    """What is on file, and what the act brought (no query)."""
    return FindingFacts(matter=finding.matter_code, due_on=finding.correct_by, refused=finding.refused, people=tuple(people), **more)
