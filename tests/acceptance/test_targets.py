"""二、工作目标: what the plan promises for the ends of 2021, 2022 and 2023, computed from Chun'an's catalogue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play
from tests.apps.inspections import world
from tests.county import DAY, SHANGHAI, who
from zhifa.apps.appraisal import services as appraisal
from zhifa.apps.appraisal.queries import drills, reform, registers
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.services import Proposal
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.planning import services as planning
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.services import touch
from zhifa.law.reform import Standing

pytestmark = pytest.mark.django_db
END_2021, END_2022 = date(2021, 12, 31), date(2022, 12, 31)


def test_comprehensive_and_professional_two_tiers_every_body_has_a_class_on_the_day() -> None:
    """R3 综合执法+专业执法"""
    found = registers.register(who("leader"), date(2022, 1, 1), DAY)
    kinds = {s.organ: s.kinds for s in found.subjects}
    assert kinds["market"] == ("professional_team",)
    assert kinds["medical_insurance"] == ("department_internal_unit",)
    assert not [t.name for t in found.teams if not t.kind]


def test_the_bureau_leads_and_professional_teams_join_a_squad_leads_a_joint_check_with_the_market_team() -> None:
    """R3 综合执法引领、专业执法联动"""
    places = world.places(world.WEIPING, "餐饮店")
    theirs, mine = world.submitted(world.MARKET, some=places), world.submitted(world.SQUAD, some=places)
    joint = planning.merge_lines(by=who(world.SQUAD), at=world.AT, line=mine.pk, other=theirs.pk)
    assert (joint.team, joint.participants) == ("squad-weiping", ["enforcement_bureau", "market"])
    planning.agree_to_join(by=who(world.MARKET), at=world.AT, line=joint.pk)
    assert planning.approve_line(by=who("guidance"), at=world.AT, line=joint.pk).state == "approved"


def test_by_the_end_of_2021_all_lists_of_the_professional_domains_are_sorted_and_confirmed() -> None:
    """R4 专业执法领域事项清单100%梳理完成"""
    at = datetime(2021, 12, 20, 10, tzinfo=SHANGHAI)
    assert reform.figure(who("leader"), "X2", END_2021).figure.missing[0].code == "reform.missing.list_drafts"
    for row in appraisal.draft_lists(by=who("guidance"), at=at):
        appraisal.submit_list(by=who("guidance"), at=at, pk=row.pk)
        appraisal.confirm_list(by=who("legal"), at=at + timedelta(days=3), pk=row.pk, document="淳司〔2021〕9号")
    found = reform.figure(who("leader"), "X2", END_2021)
    assert (found.figure.percent, found.reached, found.figure.missing) == (Decimal("100.0"), True, ())
    assert reform.figure(who("leader"), "X2", date(2021, 12, 22)).figure.numerator == 0


def test_by_the_end_of_2021_sixty_per_cent_is_shown_with_taxonomy_and_falls_by_one_nth_with_archives() -> None:
    """R4 到2021年底，综合行政执法事项覆盖60%以上的执法领域"""
    before = reform.figure(who("leader"), "X1", END_2021, "")
    assert (before.figure.numerator, before.figure.denominator, before.figure.taxonomy) == (12, 25, "seed-25")
    assert before.target is not None
    assert (before.target.at_least, before.reached) == (Decimal("0.60"), False)
    eve = reform.figure(who("leader"), "X1", date(2021, 12, 30), "").figure
    Matter.objects.filter(domain="archives").update(until=END_2021)
    touch("catalogue")
    after = reform.figure(who("leader"), "X1", END_2021, "").figure
    assert before.figure.share is not None
    assert after.share is not None
    assert before.figure.share - after.share == Decimal(1) / 25
    assert reform.dropped(eve, after) == ((("archives", "档案"),), ())


def test_by_the_end_of_2022_seventy_per_cent_concentration_and_squads_each_open_their_rows() -> None:
    """R5 到2022年底，覆盖70%以上的执法领域，事项基本集中"""
    found = {s.definition.code: s for s in reform.figures(who("leader"), END_2022)}
    target = reform.figure(who("leader"), "X1", END_2022, "").target
    assert target is not None
    assert target.at_least == Decimal("0.70")
    assert found["X5"].figure.share is not None
    assert found["X5"].figure.numerator == reform.figure(who("leader"), "X5", END_2022, "").figure.numerator
    assert (found["X6.drills"].figure.share, bool(found["X6.drills"].figure.missing)) == (None, True)
    assert [(x.figure.numerator, x.figure.denominator) for x in (found["X4"], found["X8.squads"])] == [(7, 24), (8, 8)]


def test_by_the_end_of_2022_seven_teams_and_eight_squads_have_answered_a_drill_in_fifteen_minutes() -> None:
    """R5 统筹协调指挥机制和平台全面建立"""
    at = datetime(2022, 12, 12, 9, 30, tzinfo=SHANGHAI)
    order = appraisal.send_drill(by=who("duty-chief"), at=at, title="年终指挥演练", words="收到请应答，报在岗人数")
    assert order.minutes == 15
    people = {p.team: p.username for p in registry.people() if p.username and {"squad_leader", "professional"} & set(p.roles)}
    for minute, call in enumerate(order.calls.order_by("team"), 1):
        by = who(people[call.team])
        (waiting,) = drills.waiting(by, at)
        appraisal.answer_drill(by=by, at=at + timedelta(minutes=minute), call=waiting.id)
    found = reform.figure(who("leader"), "X6.drills", END_2022).figure
    assert (found.numerator, found.denominator, found.missing) == (15, 15, ())
    assert found.beside == {"reform.beside.drilled.professional": 7, "reform.beside.drilled.squad": 8}
    assert reform.figure(who("leader"), "X6.drills", date(2022, 12, 11)).figure.numerator is None


def test_by_2023_a_rule_is_digital_only_when_its_cases_pass_and_intelligent_only_when_used() -> None:
    """R6 权力规则化、规则数字化、数字智能化"""
    tested = reform.figure(who("leader"), "X9.2", DAY, "").figure.lines
    assert "UM-001" in {x.subject for x in tested if x.standing is Standing.COUNTED}
    assert reform.figure(who("leader"), "X9.3", DAY, "").figure.numerator == 0
    Matter.objects.get(code="UM-001").ranges.update(maximum=900)
    touch("catalogue")
    line = next(x for x in reform.figure(who("leader"), "X9.2", DAY, "").figure.lines if x.subject == "UM-001")
    assert (line.standing, line.reason.code) == (Standing.LEFT, "reform.untested.failed")


def test_a_rule_that_a_decision_rested_on_is_in_use_from_that_day() -> None:
    """R6 数字智能化：用于作出决定的规则"""
    order = play.ordered()
    cases.serve_order(by=play.first(), at=play.minutes(10), order=order.pk, received_by="当事人本人")
    later = play.AT + timedelta(days=4)
    cases.record_recheck(
        by=play.first(), at=later, order=order.pk, corrected=False, findings="仍在店外摆放", officers_on_scene=[play.second().person]
    )
    case = play.played("established", play.STALL, order=order.pk)
    tier = cases.telling.tiers_of(cases.telling.matter_of(play.STALL), "citizen")[0].code
    cases.notify_party(by=play.first(), at=later, case=case.pk, proposal=Proposal(fine=Decimal(100), tier=tier))
    cases.hear_statement(by=play.first(), at=later, case=case.pk, statement="马上撤回", review="情况属实")
    cases.decide(by=play.first(), at=later, case=case.pk, correction="撤回店内经营")
    before, after = (reform.figure(who("leader"), "X9.3", later.date() - timedelta(days=d)).figure for d in (1, 0))
    assert (before.numerator, after.numerator) == (0, 1)
    assert [x.subject for x in after.lines if x.standing is Standing.COUNTED] == [play.STALL]
    assert reform.figure(who("leader"), "X5.decided", later.date()).figure.numerator == 1
