"""赋权评估 through the real services: the seed's two townships, missing facts, who may what, objection and the year that follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest

from tests.apps.empowerment.world import AT, DASHU, DAY, FENKOU, PINGMEN, VALUES, checked, concluded, fact, filled, opened, scored
from tests.cells import ROLES, differs, held, nothing_recorded
from tests.county import who
from zhifa.apps.empowerment import queries, services
from zhifa.apps.empowerment.models import Assessment, Measure
from zhifa.apps.empowerment.services import step
from zhifa.apps.evidence.models import EvidenceFile
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.models import Record
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.empowerment import ASSESSMENT
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def refused(error: pytest.ExceptionInfo[Denied | Blocked]) -> str:
    return error.value.ruling.reasons[0].code


def test_fenkou_reaches_78_of_100_with_eight_certified_officers_and_passes() -> None:
    row = concluded(FENKOU)
    assert (row.score, row.proposal, row.conclusion, row.state) == (Decimal("78.0"), "pass", "pass", "concluded")
    assert row.valid_until == DAY.replace(year=2027) - timedelta(days=1)
    officers = Measure.objects.get(assessment=row, indicator="officers")
    assert (officers.value, officers.origin, len(officers.rows)) == (8, "live", 8)
    assert queries.standing(FENKOU, DAY, row.tenant).code == row.code


def test_pingmen_reaches_41_and_keeps_its_stationed_squad() -> None:
    row = scored(PINGMEN)
    assert (row.score, row.proposal) == (Decimal("41.0"), "not_empowered")
    codes = [r["code"] for r in row.ruling["reasons"]]
    assert codes == ["empowerment.below_defer", "empowerment.few_officers", "empowerment.no_squad"]
    assert row.ruling["assumptions"] == ["assumption.demo_empowerment_scale"]


def test_each_number_opens_its_evidence() -> None:
    row = queries.assessment(who("guidance"), scored(FENKOU).code)
    sheet = queries.sheet(row, DAY)
    assert (sheet.kept, sheet.total) == (True, Decimal("78.0"))
    for indicator in (i for a in sheet.aspects for i in a.indicators):
        if indicator.origin == "stated":
            assert EvidenceFile.objects.get(pk=indicator.file).subject_id == row.id
            assert all((indicator.source, indicator.as_of))
        else:
            assert len(queries.evidence_of(row, indicator.code)) == indicator.counted > 0
        assert indicator.arithmetic


def test_points_add_up_as_shown_and_aspects_hold_all_of_them() -> None:
    row = queries.assessment(who("leader"), scored(FENKOU).code)
    sheet = queries.sheet(row, DAY)
    assert [(a.code, a.reached, a.full) for a in sheet.aspects] == [
        ("economy", Decimal("12.40"), 20), ("population", Decimal("9.00"), 15), ("governance", Decimal("17.20"), 20),
        ("resources", Decimal("21.00"), 25), ("capability", Decimal("18.40"), 20),
    ]  # fmt: skip
    assert sum(i.points for a in sheet.aspects for i in a.indicators) == sheet.total


def test_a_missing_fact_is_no_zero_and_leaves_everything_unclear() -> None:
    row = checked(FENKOU, but=("gdp", "training"))
    assert (row.proposal, bool(row.gaps)) == ("unclear", True)
    gdp = Measure.objects.get(assessment=row, indicator="gdp")
    assert (gdp.value, gdp.points, gdp.origin) == (None, None, "missing")
    with pytest.raises(Blocked) as error:
        services.conclude(by=who("leader"), at=AT, assessment=row.pk, conclusion="pass")
    assert refused(error) == "empowerment.concluded_without_facts"
    assert services.conclude(by=who("leader"), at=AT, assessment=row.pk, conclusion="unclear").conclusion == "unclear"


def test_gaps_are_named_before_the_facts_are_complete() -> None:
    row = filled(FENKOU, but=("gdp",))
    with pytest.raises(Blocked) as error:
        services.complete_facts(by=who("guidance"), at=AT, assessment=row.pk)
    assert error.value.ruling.reasons[0].values["facts"] == "地区生产总值"


def test_counts_of_a_house_younger_than_a_year_are_missing_and_say_so() -> None:
    row = queries.assessment(who("guidance"), opened(FENKOU).code)
    found = {i.code: i for a in queries.sheet(row, DAY).aspects for i in a.indicators}
    assert (found["incidents"].origin, found["incidents"].note.code) == ("missing", "empowerment.note_no_records")
    assert found["officers"].value == 8


def test_a_stated_number_never_replaces_what_the_house_counts_itself() -> None:
    row = opened(FENKOU)
    services.state_fact(by=who("commander-fenkou"), at=AT, assessment=row.pk, fact=fact("officers", 40))
    shown = queries.assessment(who("guidance"), row.code)
    found = {i.code: i for a in queries.sheet(shown, DAY).aspects for i in a.indicators}
    assert (found["officers"].value, found["officers"].origin) == (8, "live")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"indicator": "fine"}, "empowerment.no_such_fact"),
        ({"value": None}, "empowerment.no_value"),
        ({"value": Decimal(-1)}, "empowerment.no_value"),
        ({"source": " "}, "empowerment.no_source"),
        ({"content": None}, "empowerment.no_source"),
        ({"as_of": None}, "empowerment.as_of"),
        ({"as_of": DAY + timedelta(days=1)}, "empowerment.as_of"),
    ],
)
def test_a_number_without_its_document_is_refused(change: dict[str, object], code: str) -> None:
    row = opened(FENKOU)
    with pytest.raises(Blocked) as error:
        services.state_fact(by=who("guidance"), at=AT, assessment=row.pk, fact=replace(fact("gdp", 13), **change))
    assert refused(error) == code


def test_an_unreadable_document_is_refused_and_nothing_stays() -> None:
    row = opened(FENKOU)
    with pytest.raises(Invalid):
        services.state_fact(by=who("guidance"), at=AT, assessment=row.pk, fact=replace(fact("gdp", 13), content=b"x"))
    assert not row.stated.exists()


def test_a_number_stated_again_keeps_its_document_and_the_trail_keeps_both() -> None:
    row = opened(FENKOU)
    services.state_fact(by=who("commander-fenkou"), at=AT, assessment=row.pk, fact=fact("gdp", 12))
    services.state_fact(by=who("commander-fenkou"), at=AT, assessment=row.pk, fact=replace(fact("gdp", 13), content=None))
    assert row.stated.get().value == 13
    assert Record.objects.filter(subject_id=row.pk, verb="state_fact").count() == 2


def test_a_township_states_and_reads_its_own_facts_only() -> None:
    row = opened(PINGMEN)
    with pytest.raises(Denied) as error:
        services.state_fact(by=who("commander-fenkou"), at=AT, assessment=row.pk, fact=fact("gdp", 99))
    assert refused(error) == "empowerment.own_township_only"
    assert queries.assessment(who("commander-fenkou"), row.code) is None
    assert queries.assessments(who("commander-fenkou")) == ()
    with pytest.raises(Denied):
        queries.assessments(who("fenkou-officer-1"))


def test_only_townships_are_assessed_and_only_once_a_year() -> None:
    with pytest.raises(Blocked) as error:
        opened("platform-kaifaqu")
    assert refused(error) == "empowerment.not_a_township"
    opened(FENKOU)
    with pytest.raises(Blocked) as again:
        opened(FENKOU)
    assert refused(again) == "empowerment.already_open"


def test_people_of_the_township_or_its_squad_do_not_verify_it() -> None:
    row = scored(FENKOU)
    insider = replace(who("fenkou-leader"), roles=frozenset({Role.VERIFIER}))
    with pytest.raises(Blocked) as error:
        services.visit_site(by=insider, at=AT, assessment=row.pk, note="看过")
    assert refused(error) == "empowerment.visitor_local"


def test_the_site_is_verified_by_two_people_and_reviewed_by_a_third() -> None:
    row = scored(FENKOU)
    services.visit_site(by=who("verifier-1"), at=AT, assessment=row.pk, note="看过")
    with pytest.raises(Blocked) as error:
        services.confirm_visit(by=who("verifier-1"), at=AT, assessment=row.pk, note="看过")
    assert refused(error) == "empowerment.visitor_same"
    services.confirm_visit(by=who("guidance"), at=AT, assessment=row.pk, note="看过")
    both = replace(who("guidance"), roles=frozenset({Role.LEGAL_REVIEWER}))
    with pytest.raises(Blocked) as again:
        services.check_lawful(by=both, at=AT, assessment=row.pk, note="合法")
    assert refused(again) == "empowerment.reviewer_visited"


def test_a_conclusion_is_never_better_than_the_points_and_worse_only_with_a_reason() -> None:
    row, leader = checked(PINGMEN), who("leader")
    with pytest.raises(Blocked) as error:
        services.conclude(by=leader, at=AT, assessment=row.pk, conclusion="pass", reason="发展需要")
    assert refused(error) == "empowerment.better_than_points"
    other = checked(FENKOU)
    with pytest.raises(Blocked):
        services.conclude(by=leader, at=AT, assessment=other.pk, conclusion="defer")
    assert services.conclude(by=leader, at=AT, assessment=other.pk, conclusion="defer", reason="办案场所改造中").conclusion == "defer"


def test_a_township_objects_in_time_and_the_leader_answers() -> None:
    row, town = concluded(PINGMEN, "not_empowered"), who("commander-330127205")
    with pytest.raises(Blocked) as error:
        services.appeal(by=town, at=AT + timedelta(days=16), assessment=row.pk, reason="游客数有误")
    assert refused(error) == "empowerment.appeal_late"
    services.appeal(by=town, at=AT + timedelta(days=15), assessment=row.pk, reason="游客数有误")
    again = services.reopen(by=who("leader"), at=AT + timedelta(days=16), assessment=row.pk, reason="按文旅部门数字重新核对")
    assert (again.state, again.score, again.conclusion, again.valid_until) == ("opened", None, "", None)


def test_an_upheld_conclusion_stands_and_falls_due_after_its_year() -> None:
    row = concluded(FENKOU)
    services.appeal(by=who("commander-fenkou"), at=AT, assessment=row.pk, reason="车辆数有误")
    services.uphold(by=who("leader"), at=AT, assessment=row.pk, reason="核对无误")
    tenant = row.tenant
    assert services.mark_due(tenant=tenant, at=AT + timedelta(days=300)) == 0
    assert services.mark_due(tenant=tenant, at=AT + timedelta(days=366)) == 1
    assert services.mark_due(tenant=tenant, at=AT + timedelta(days=366)) == 0
    assert queries.standing(FENKOU, DAY + timedelta(days=366), tenant) is None
    assert services.open_assessment(by=who("guidance"), at=AT + timedelta(days=366), area=FENKOU).year == 2027


def test_other_weights_and_facts_are_tried_beside_the_real_result_and_nothing_is_stored() -> None:
    row = queries.assessment(who("guidance"), scored(FENKOU).code)
    before = Record.objects.count()
    real, tried = queries.weighed(row, DAY, facts={"officers": Decimal(3)}, weights={"gdp": Decimal(0), "market_entities": Decimal(0)})
    assert (real.total, real.proposal) == (Decimal("78.0"), "pass")
    assert (tried.proposal, tried.total != real.total) == ("defer", True)
    assert {i.code for a in tried.aspects for i in a.indicators if i.origin == "tried"} == {"officers"}
    assert Record.objects.count() == before
    assert Assessment.objects.get(pk=row.id).score == Decimal("78.0")


def test_every_cell_of_the_assessment() -> None:
    row = scored(FENKOU)
    acts = {
        "state_fact": lambda by, pk: services.state_fact(by=by, at=AT, assessment=pk, fact=replace(fact("gdp", 13), content=None)),
        "complete_facts": lambda by, pk: services.complete_facts(by=by, at=AT, assessment=pk, reason="已说明"),
        "score": lambda by, pk: services.score(by=by, at=AT, assessment=pk),
        "visit_site": lambda by, pk: services.visit_site(by=by, at=AT, assessment=pk, note="看过"),
        "confirm_visit": lambda by, pk: services.confirm_visit(by=by, at=AT, assessment=pk, note="看过"),
        "check_lawful": lambda by, pk: services.check_lawful(by=by, at=AT, assessment=pk, note="合法"),
        "conclude": lambda by, pk: services.conclude(by=by, at=AT, assessment=pk, conclusion="pass"),
        "appeal": lambda by, pk: services.appeal(by=by, at=AT, assessment=pk, reason="有误"),
        "uphold": lambda by, pk: services.uphold(by=by, at=AT, assessment=pk, reason="无误"),
        "reopen": lambda by, pk: services.reopen(by=by, at=AT, assessment=pk, reason="有误"),
        "send_back": lambda by, pk: services.send_back(by=by, at=AT, assessment=pk, reason="有误"),
        "call_off": lambda by, pk: services.call_off(by=by, at=AT, assessment=pk, reason="重复"),
    }
    assert set(acts) == set(ASSESSMENT.acts) - {"fall_due"}
    people: dict[Role, Actor] = {role: replace(who("guidance"), roles=frozenset({role}), areas=frozenset({FENKOU})) for role in ROLES}
    wrong = []
    Assessment.objects.filter(pk=row.pk).update(appeal_until=DAY)
    with nothing_recorded():
        for state in ASSESSMENT.states:
            Assessment.objects.filter(pk=row.pk).update(state=state)
            with held(step, Assessment.objects.get()):
                for (act, do), (role, by) in product(acts.items(), people.items()):
                    wrong += differs(ASSESSMENT, state, act, role, lambda do=do, by=by: do(by, row.pk))
    assert not wrong


def test_an_assessment_of_another_county_is_denied() -> None:
    row = opened(DASHU)
    with pytest.raises(Denied):
        services.score(by=replace(who("guidance"), tenant="330100"), at=AT, assessment=_completed(row).pk)


def _completed(row: Assessment) -> Assessment:
    return services.complete_facts(by=who("guidance"), at=AT, assessment=row.pk, reason="尚未收集")


def test_the_values_of_both_townships_are_those_of_the_stated_indicators() -> None:
    assert len({len(v) for v in VALUES.values()}) == 1
