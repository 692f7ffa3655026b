"""What was done under each job, and what waits: lines from the rows of the house. `span` None: what is open now, of any year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from zhifa.apps.adjustments.models import Change, Ground
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.planning.models import PlanLine
from zhifa.law.empowerment import CONCLUSIONS
from zhifa.law.office import RESULT_LABELS, Line
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.empowerment import ASSESSMENT
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN
from zhifa.law.procedure.office import OFFICE_ENTRY, OUTCOMES

VISITED = ("recorded", "closed")
ASSESSED = ("concluded", "decided", "due", "called_off")


@dataclass(frozen=True, slots=True)
class Asked:
    """Of one county, on a day; of `year` or, when None, what is open."""

    tenant: str
    day: date
    year: int | None = None

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The year, half-open."""
        assert self.year is not None, "what is open has no year"
        zone = timezone.get_current_timezone()
        return datetime(self.year, 1, 1, tzinfo=zone), datetime(self.year + 1, 1, 1, tzinfo=zone)

    def within(self, name: str, waiting: Q) -> Q:
        """Rows whose instant `name` is in the year; or those that are `waiting`."""
        if self.year is None:
            return waiting
        since, until = self.instants
        return Q(**{f"{name}__gte": since, f"{name}__lt": until})


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def requests(asked: Asked, job: str) -> list[Line]:
    """What was asked of the office under a job (1 query)."""
    found = OfficeEntry.objects.filter(asked.within("asked_at", ~Q(state__in=OFFICE_ENTRY.final)), tenant=asked.tenant, job=job)
    return [_request(row, asked.day) for row in found.order_by("asked_at", "number")]


def _request(row: OfficeEntry, day: date) -> Line:
    waits = row.state not in OFFICE_ENTRY.final
    outcome = OUTCOMES[row.outcome] if row.outcome else OFFICE_ENTRY.state_labels[row.state]
    late = row.state in ("asked", "in_hand") and row.due_on < day
    return Line("request", row.number, row.number, row.title, row.asked_organ_name, _day(row.asked_at), outcome, waits, late)


def _plan_lines(asked: Asked, joint: bool) -> Any:
    """Of the year in which they begin; open ones are those before approval, or approved with visits to come."""
    year = Q(since__year=asked.year) if asked.year else ~Q(state__in=INSPECTION_PLAN.final) & Q(until__gte=asked.day)
    found = PlanLine.objects.filter(year, tenant=asked.tenant, joint=joint)
    places = Count("places", filter=Q(places__dropped=False, places__moved_to__isnull=True), distinct=True)
    return found.annotate(places_count=places).order_by("since", "code")


def _plan(asked: Asked, joint: bool) -> list[Line]:
    lines = list(_plan_lines(asked, joint))
    visited = _visited([line.pk for line in lines])
    return [_plan_line(line, visited.get(line.pk, (0, 0)), asked.day) for line in lines]


def _visited(lines: list[Any]) -> dict[Any, tuple[int, int]]:
    """Line → visits made, problems found (1 query)."""
    made = Inspection.objects.filter(line__in=lines, state__in=VISITED)
    counted = made.values_list("line").annotate(visits=Count("pk", distinct=True), found=Count("findings")).order_by()
    return {line: (visits, found) for line, visits, found in counted}


def _plan_line(line: Any, done: tuple[int, int], day: date) -> Line:
    visits, found = done
    planned = line.places_count * line.times
    outcome, waits, late = INSPECTION_PLAN.state_labels[line.state], line.state not in INSPECTION_PLAN.final, False
    if line.state == "approved":
        waits = not visits or visits < planned
        outcome = RESULT_LABELS["partly_visited" if visits and waits else "unvisited" if waits else "visited"]
        late = waits and line.until < day
    kind, about = "joint_line" if line.joint else "plan_line", f"{line.organ_name} · {line.since} — {line.until}"
    figures = (("visits", visits), ("planned", planned), ("found", found))
    return Line(kind, line.code, str(line.pk), line.title, about, line.since, outcome, waits, late, figures)


def plan(asked: Asked) -> list[Line]:
    """检查计划 of one organ each (2 queries)."""
    return _plan(asked, joint=False)


def joint(asked: Asked) -> list[Line]:
    """综合查一次 of several organs (2 queries)."""
    return _plan(asked, joint=True)


def disputes(asked: Asked) -> list[Line]:
    """职责争议; those that became void are left out (1 query)."""
    found = Dispute.objects.filter(asked.within("opened_at", Q(decided_at__isnull=True)), tenant=asked.tenant, void=False)
    return [_dispute(d) for d in found.select_related("dispatch__incident_matter").order_by("opened_at", "number")]


def _dispute(row: Dispute) -> Line:
    parties = "、".join(p["name"] for p in row.parties if p.get("name"))
    waits = row.decided_at is None
    outcome = RESULT_LABELS["undecided" if waits else "precedent" if row.precedent else "decided"]
    about = parties if waits else f"{parties} → {row.team_name}"
    title = row.dispatch.incident_matter.matter_name
    return Line("dispute", row.number, str(row.pk), title, about, _day(row.opened_at), outcome, waits, waits and row.late_since is not None)


def hand_overs(asked: Asked) -> list[Line]:
    """移送: what one organ gave to another (1 query)."""
    waiting = Q(state="handing_over")
    found = Dispatch.objects.filter(asked.within("dispatched_at", waiting), tenant=asked.tenant).exclude(handed_to="")
    return [
        Line(
            "hand_over", d.incident.number, d.incident.number, d.incident_matter.matter_name, f"{d.team_name} → {d.handed_to_name}",
            _day(d.dispatched_at) if d.dispatched_at else asked.day, DISPATCH.state_labels[d.state], d.state == "handing_over",
            d.state == "handing_over" and d.late_since is not None,
        )
        for d in found.select_related("incident", "incident_matter").order_by("dispatched_at", "pk")
    ]  # fmt: skip


def assessments(asked: Asked) -> list[Line]:
    """赋权评估 of a year (1 query)."""
    mine = Q(year=asked.year) if asked.year else ~Q(state__in=ASSESSED)
    found = Assessment.objects.filter(mine, tenant=asked.tenant).order_by("since", "code")
    return [
        Line(
            "assessment", a.code, a.code, a.area_name, f"{a.year}" if a.score is None else f"{a.year} · {a.score}", a.until,
            CONCLUSIONS[a.conclusion] if a.conclusion else ASSESSMENT.state_labels[a.state], a.state not in ASSESSED,
        )
        for a in found
    ]  # fmt: skip


def _changes(asked: Asked, ground: str, kind: str) -> list[Line]:
    waiting = ~Q(state__in=CATALOGUE_CHANGE.final)
    found = Change.objects.filter(asked.within("requested_at", waiting), tenant=asked.tenant, ground=ground)
    return [
        Line(
            kind, c.code, str(c.pk), c.title, c.requested_organ_name, _day(c.requested_at), CATALOGUE_CHANGE.state_labels[c.state],
            c.state not in CATALOGUE_CHANGE.final,
        )
        for c in found.order_by("requested_at", "code")
    ]  # fmt: skip


LIVE: dict[str, tuple[Callable[[Asked], list[Line]], ...]] = {
    "plan": (plan,),
    "disputes": (disputes,),
    "links": (hand_overs,),
    "joint": (joint,),
    "support": (assessments, lambda asked: _changes(asked, Ground.TOWNSHIP_REQUEST, "township_change")),
    "law_link": (lambda asked: _changes(asked, Ground.LAW_AMENDED, "law_change"),),
    "analysis": (lambda asked: _changes(asked, Ground.EVALUATION, "evaluation_change"),),
}


def lines(asked: Asked, job: str) -> list[Line]:
    """Requests first, then what the house does under the job anyway (at most 3 queries)."""
    return [*requests(asked, job), *(line for read in LIVE.get(job, ()) for line in read(asked))]
