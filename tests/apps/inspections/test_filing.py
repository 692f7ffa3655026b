"""A problem becomes an ordinary case: it waits for the head, and follows his word."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.apps.inspections.world import AT, recorded
from tests.apps.loop.world import PNG
from tests.county import who
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.evidence import services as evidence
from zhifa.apps.inspections import services
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.parties import services as parties
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.verification import Counts, verify
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
OFFICER, HEAD = "weiping-officer-1", "bureau-head-1"
NO_ORDER_FIRST = ("CL-UM-04",)  # its matter needs no order to correct before a penalty
PARTY = {"kind": "sole_trader", "name": "某某餐馆", "identifier_type": "none", "address": "威坪镇"}


def proposed() -> tuple[Inspection, Finding, OrdinaryCase]:
    row, finding = recorded(items=NO_ORDER_FIRST)
    by = who(OFFICER)
    evidence.store(by=by, at=AT, content=PNG, name="门外.png", kind="photo", subject_id=row.pk)
    party = parties.register_party(by=by, at=AT, entries={**dict.fromkeys(("identifier", "representative", "phone"), ""), **PARTY})
    scene = Scene(finding.matter_code, row.area, "威坪镇某某餐馆", None, None)
    suspicion = ordinary.Suspicion(f"行政检查{row.code}", finding.words, AT)
    case = ordinary.propose_filing(by=by, at=AT, suspicion=suspicion, party=party.pk, scene=scene)
    ordinary.join_case(by=who("weiping-officer-2"), at=AT, case=case.pk)
    return row, services.propose_filing(by=by, at=AT, finding=finding.pk, case=case.pk, ref=case.ref), case


def fresh(finding: Finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def closed(row: Inspection) -> Inspection:
    return services.close_visit(by=who(OFFICER), at=AT, visit=row.pk)


def test_the_visit_waits_for_the_head_and_is_settled_by_the_case(county) -> None:
    row, finding, case = proposed()
    assert (finding.state, finding.ordinary, finding.settled_at) == ("proposed", True, None)
    with pytest.raises(Blocked):
        closed(row)
    with pytest.raises(Denied):
        services.filing_approved(by=who(OFFICER), at=AT, case=case.pk)
    ordinary.approve_filing(by=who(HEAD), at=AT, case=case.pk)
    assert fresh(finding).state == "in_case"
    assert [e.verb for e in trail.story(row.pk)][-2:] == ["finding.propose_filing", "finding.filing_approved"]
    assert closed(row).state == "closed"
    assert list(verify(Counts(), files=False)) == []


def test_without_a_case_the_problem_is_open_again_on_a_fresh_clock(county) -> None:
    row, finding, case = proposed()
    ordinary.refuse_filing(by=who(HEAD), at=AT, case=case.pk, reason="情节轻微，先责令改正")
    again = fresh(finding)
    assert (again.state, again.case, again.note) == ("open", None, "情节轻微，先责令改正")
    with pytest.raises(Blocked):
        closed(row)
    services.correct_on_spot(by=who(OFFICER), at=AT, finding=finding.pk, note="已搬回店内")
    assert closed(row).state == "closed"


def test_the_pictures_of_the_visit_are_evidence_of_the_case(county) -> None:
    from zhifa.apps.cases.ordinary_facts import pieces, subjects

    row, _finding, case = proposed()
    assert row.pk in subjects(case)
    assert pieces(case) == 1


def test_a_case_that_came_from_elsewhere_moves_no_problem(county) -> None:
    assert services.filing_approved(by=who(HEAD), at=AT, case=UUID(int=1)) is None
