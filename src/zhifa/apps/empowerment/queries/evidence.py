"""What stands behind a number: the rows that were counted, named so that a reader finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from zhifa.apps.cases.models import Case, OrdinaryCase
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.empowerment.facts import numbers
from zhifa.apps.empowerment.models import Assessment, Measure
from zhifa.apps.empowerment.permissions import reads_area
from zhifa.apps.empowerment.queries.assessments import AssessmentRow
from zhifa.apps.incidents.models import Incident
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor

SHOWN = 500


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """`kind`: incident, dispatch, case, ordinary_case, person or team. `key`: number or name; `incident`: the number of the incident it
    belongs to. No words of a report and no party: those stand where they may be read."""

    kind: str
    key: str
    about: str
    incident: str = ""
    id: UUID | None = None


def evidence_of(row: AssessmentRow, indicator: str) -> tuple[EvidenceLine, ...]:
    """The first 500 rows behind a number, as kept or as they stand now (2 queries for a scored one)."""
    kept = Measure.objects.filter(assessment=row.id, indicator=indicator).first() if row.scored_at else None
    keys = kept.rows if kept else numbers(Assessment.objects.get(pk=row.id))[indicator].rows
    by_model: dict[str, list[str]] = {}
    for model, pk in keys[:SHOWN]:
        by_model.setdefault(model, []).append(pk)
    return tuple(line for model, ids in by_model.items() for line in _LINES[model](ids))


def _incidents(ids: list[str]) -> Iterable[EvidenceLine]:
    for number, source, received, pk in (
        Incident.objects.filter(pk__in=ids).order_by("number").values_list("number", "source", "received_at", "pk")
    ):
        yield EvidenceLine("incident", number, f"{source} · {timezone.localdate(received)}", number, pk)


def _dispatches(ids: list[str]) -> Iterable[EvidenceLine]:
    rows = Dispatch.objects.filter(pk__in=ids).select_related("incident", "incident_matter").order_by("incident__number")
    for d in rows:
        yield EvidenceLine("dispatch", d.incident.number, f"{d.incident_matter.matter_name} · {d.team_name}", d.incident.number, d.pk)


def _cases(ids: list[str]) -> Iterable[EvidenceLine]:
    for pk, ref, matter in Case.objects.filter(pk__in=ids).order_by("ref").values_list("pk", "ref", "matter_name"):
        yield EvidenceLine("case", ref, matter, id=pk)


def _ordinary(ids: list[str]) -> Iterable[EvidenceLine]:
    for pk, ref, matter in OrdinaryCase.objects.filter(pk__in=ids).order_by("ref").values_list("pk", "ref", "matter_name"):
        yield EvidenceLine("ordinary_case", ref, matter, id=pk)


def _people(ids: list[str]) -> Iterable[EvidenceLine]:
    for p in registry.people_by_id(ids):
        yield EvidenceLine("person", p.name, p.post)


def _teams(codes: list[str]) -> Iterable[EvidenceLine]:
    for code in codes:
        team = registry.team(code)
        if team:
            yield EvidenceLine("team", team.name, " / ".join(p.name for p in team.plates) or team.organ_name)


_LINES = {
    "incidents.incident": _incidents,
    "dispatch.dispatch": _dispatches,
    "cases.case": _cases,
    "cases.ordinarycase": _ordinary,
    "registry.person": _people,
    "registry.team": _teams,
}


def sees(by: Actor, subject: UUID) -> bool:
    """May open the files of this assessment (1 query)."""
    area = Assessment.objects.filter(tenant=by.tenant, pk=subject).values_list("area", flat=True).first()
    return area is not None and reads_area(by, area)
