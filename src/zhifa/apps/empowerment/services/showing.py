"""The assessments of a demonstration, made by its own people through the same services as real ones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.empowerment.services import assessing
from zhifa.apps.empowerment.services.stating import Statement, state_fact
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.services import Loaded
from zhifa.law.actors import Actor, Role
from zhifa.packs.assessments import ShownAssessment, shown_assessments
from zhifa.packs.county import CountyData

SEEN = "演示：中队和办案场所与填报一致"


@transaction.atomic
def load_pack(*, by: Actor, at: datetime, data: CountyData) -> Loaded:
    """Once: townships that have an assessment already are left alone. Raises `Denied`, PackError."""
    check_keeper(by)
    done = set(Assessment.objects.filter(tenant=by.tenant).values_list("area", flat=True))
    fresh = [one for one in shown_assessments(data.layers) if one.area not in done]
    for one in fresh:
        _show(at, one, {role: _somebody(by, role) for role in (Role.GUIDANCE, Role.VERIFIER, Role.LEGAL_REVIEWER, Role.LEADER)})
    return Loaded("assessments", bool(fresh), {"assessments": len(fresh)} if fresh else {}, 0, "")


def _somebody(by: Actor, role: Role) -> Actor:
    """The first person of the county with this duty."""
    found = next(p for p in registry.people() if role in p.roles)
    return Actor(found.id, found.name, found.post, frozenset({role}), found.organ, found.team, frozenset(found.areas), tenant=by.tenant)


def _show(at: datetime, one: ShownAssessment, people: dict[Role, Actor]) -> None:
    office = people[Role.GUIDANCE]
    row = assessing.open_assessment(by=office, at=at, area=one.area, layer=one.layer)
    for fact in one.facts:
        said = Statement(fact.indicator, fact.value, fact.source, fact.as_of, one.document, f"{fact.indicator}.pdf")
        state_fact(by=office, at=at, assessment=row.pk, fact=said)
    if one.state == "concluded":
        _conclude(at, row, people)


def _conclude(at: datetime, row: Assessment, people: dict[Role, Actor]) -> None:
    pk = row.pk
    assessing.complete_facts(by=people[Role.GUIDANCE], at=at, assessment=pk)
    scored = assessing.score(by=people[Role.GUIDANCE], at=at, assessment=pk)
    assessing.visit_site(by=people[Role.GUIDANCE], at=at, assessment=pk, note=SEEN)
    assessing.confirm_visit(by=people[Role.VERIFIER], at=at, assessment=pk, note=SEEN)
    assessing.check_lawful(by=people[Role.LEGAL_REVIEWER], at=at, assessment=pk, note="演示：程序和材料符合规定")
    assessing.conclude(by=people[Role.LEADER], at=at, assessment=pk, conclusion=scored.proposal)
