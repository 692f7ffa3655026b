"""The tables of coercive measures, execution, remedies, publication and credit: complete, every cell, every guard both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from zhifa.law.actors import Actor, Role
from zhifa.law.procedure import coercive_measure_guards, execution_guards, ordinary_guards, publishing, remedy_course_guards
from zhifa.law.procedure.coercion import MeasureFacts, SeizureFacts
from zhifa.law.procedure.coercive_measure import COERCIVE_MEASURE
from zhifa.law.procedure.coercive_measure_guards import STEPS, CoerciveFacts
from zhifa.law.procedure.correction import CORRECTION, OrderFacts
from zhifa.law.procedure.correction import GUARDS as ORDER_GUARDS
from zhifa.law.procedure.execution import EXECUTION
from zhifa.law.procedure.execution_guards import ExecutionFacts
from zhifa.law.procedure.measures import DECISION as MEASURE_DECISION
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_parts import HEARING, TRANSFER
from zhifa.law.procedure.own_enforcement import DECISION, DEMAND
from zhifa.law.procedure.publishing import CREDIT, PUBLICATION, PublishingFacts
from zhifa.law.procedure.remedy_course import REMEDY_COURSE
from zhifa.law.procedure.remedy_course_guards import RemedyFacts
from zhifa.law.procedure.states import Workflow, permitted
from zhifa.law.rulings import Blocked, Denied, Outcome
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(["cn"])
DAY = date(2026, 8, 5)
GUARDS = {
    "coercive_measure": coercive_measure_guards.GUARDS,
    "execution": execution_guards.GUARDS,
    "remedy_course": remedy_course_guards.GUARDS,
    "publication": publishing.GUARDS,
    "credit": publishing.GUARDS,
    "hearing": ordinary_guards.GUARDS,
    "transfer": ordinary_guards.GUARDS,
}
OWN_TABLES = (COERCIVE_MEASURE, EXECUTION, REMEDY_COURSE, PUBLICATION, CREDIT)
BY_NAME = [pytest.param(table, id=table.name) for table in (*OWN_TABLES, HEARING, TRANSFER)]


def someone(*roles: Role) -> Actor:
    return Actor("p", "某人", "某岗位", frozenset(roles))


@pytest.mark.parametrize("table", BY_NAME)
def test_states_acts_and_guards_are_named_and_every_row_cites_its_article(table: Workflow) -> None:
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert {r.guard for r in table.rows} <= set(GUARDS[table.name])
    assert all(r.basis and r.roles and r.guard for r in table.rows)
    assert len(table.by_cell) == len(table.rows)


def test_no_guard_is_without_a_row() -> None:
    for table in OWN_TABLES:
        guards = GUARDS[table.name]
        assert {r.guard for t in OWN_TABLES if GUARDS[t.name] is guards for r in t.rows} == set(guards)


@pytest.mark.parametrize("table", BY_NAME)
def test_every_state_can_be_reached_and_every_open_state_can_be_left(table: Workflow) -> None:
    entries = {table.initial} | ({r.source for r in table.rows} - {r.target for r in table.rows})
    assert entries == {table.initial} or table in (HEARING, TRANSFER), "only a part is entered in several states"
    reached, frontier = set(entries), list(entries)
    while frontier:
        for row in table.acts_from(frontier.pop()):
            if row.target not in reached:
                reached.add(row.target)
                frontier.append(row.target)
    assert reached == set(table.states)
    assert {s for s in table.states if not table.acts_from(s)} <= table.final


@pytest.mark.parametrize("table", BY_NAME)
@pytest.mark.parametrize("role", list(Role))
def test_a_role_may_exactly_what_the_table_gives_it(table: Workflow, role: Role) -> None:
    for state in table.states:
        for act in table.acts:
            row = table.row(state, act)
            if row is None:
                with pytest.raises(Blocked):
                    permitted(table, state, act, someone(role))
            elif role in row.roles:
                assert permitted(table, state, act, someone(role)) is row
            else:
                with pytest.raises(Denied):
                    permitted(table, state, act, someone(role))


@pytest.mark.parametrize("table", [HEARING, TRANSFER], ids=lambda t: t.name)
def test_a_part_has_the_rows_of_the_whole(table: Workflow) -> None:
    assert set(table.rows) == {r for r in ORDINARY_CASE.rows if r.act in table.act_labels}
    assert all(ORDINARY_CASE.state_labels[s] == label for s, label in table.state_labels.items())


@pytest.mark.parametrize("table", BY_NAME)
def test_auxiliaries_and_onlookers_do_nothing_here(table: Workflow) -> None:
    assert not [r for r in table.rows if r.roles & {Role.AUXILIARY, Role.DISCIPLINE, Role.DISPATCHER, Role.CONNECTOR}]


TWO = (Participant("officer"), Participant("officer"))
PLAN = MeasureFacts("seize", "law", TWO)
GOOD = CoerciveFacts(
    PLAN,
    SeizureFacts(date(2026, 7, 20)),
    reason="货物易于转移",
    other_means_suffice=False,
    plainly_minor=False,
    steps=frozenset(STEPS),
    stated=frozenset(MEASURE_DECISION),
    list_in_duplicate=True,
    handed_over=True,
    measure_at=datetime(2026, 8, 4, 10, 0),
    now=datetime(2026, 8, 5, 10, 0),
    tested_until=DAY,
    goods_outcome="confiscated",
    goods_list=True,
    goods_handed_over=True,
    party_told=True,
    returned=True,
)
OVER = SeizureFacts(date(2026, 7, 5))
SOLD = {"goods_sold": True, "sale_price": Decimal(5000), "market_price": Decimal(9000), "returned": None}
MEASURES = [
    ("reason_given", {}, {"reason": " "}),
    ("measure_lawful", {}, {"plan": replace(PLAN, basis_level="department_rule")}),
    ("measure_lawful", {}, {"plan": replace(PLAN, officers=TWO[:1])}),
    ("measure_lawful", {}, {"plan": replace(PLAN, necessities_of_life=True)}),
    ("measure_lawful", {}, {"other_means_suffice": True}),
    ("measure_lawful", {"plan": replace(PLAN, leader_approved=False)}, {"plan": replace(PLAN, unrelated_goods=True)}),
    ("urgency", {"plan": replace(PLAN, urgent=True)}, {}),
    ("urgency", {"plan": replace(PLAN, urgent=True)}, {"plan": replace(PLAN, urgent=True), "steps": frozenset(STEPS[1:])}),
    ("approved_in_time", {}, {"now": datetime(2026, 8, 5, 10, 0, 1)}),
    ("approval_overdue", {"now": datetime(2026, 8, 5, 10, 0, 1)}, {}),
    ("carried_out", {}, {"steps": frozenset(STEPS[:-1])}),
    ("carried_out", {}, {"stated": frozenset(MEASURE_DECISION[1:])}),
    ("carried_out", {}, {"handed_over": False}),
    ("carried_out", {}, {"list_in_duplicate": False}),
    ("testing_told", {}, {"party_told": False}),
    ("testing_told", {}, {"party_told": None}),
    ("testing_told", {}, {"seizure": OVER}),
    ("testing_over", {}, {"tested_until": date(2026, 8, 6)}),
    ("testing_over", {}, {"tested_until": None}),
    ("extension_lawful", {}, {"seizure": OVER}),
    ("extension_lawful", {"seizure": SeizureFacts(date(2026, 7, 6))}, {"seizure": SeizureFacts(date(2026, 7, 20), extension_days=31)}),
    ("extension_lawful", {}, {"seizure": SeizureFacts(date(2026, 7, 20), extension_notified=False)}),
    ("extension_lawful", {}, {"reason": ""}),
    ("period_over", {"seizure": OVER}, {"seizure": SeizureFacts(date(2026, 7, 6))}),
    ("dealt_with", {"seizure": SeizureFacts(date(2026, 7, 6))}, {"seizure": OVER}),
    ("dealt_with", {}, {"undealt": 1}),
    ("dealt_with", {}, {"goods_outcome": "kept"}),
    ("goods_with_case", {}, {"goods_list": False}),
    ("goods_with_case", {}, {"party_told": None}),
    ("goods_returned", {}, {"returned": False}),
    ("goods_returned", {**SOLD, "price_paid": True, "compensated": True}, {**SOLD, "price_paid": True, "compensated": False}),
    ("goods_returned", {**SOLD, "sale_price": Decimal(6300), "price_paid": True}, {**SOLD, "price_paid": False, "compensated": True}),
]

OWN = ExecutionFacts(
    basis_level="law",
    reason="洪水将至",
    stated=frozenset((*DEMAND, *DECISION)),
    demanded_on=date(2026, 7, 20),
    performance_days=10,
    still_owed=True,
    answer_recorded=True,
    answer_reviewed=True,
    planned_at=datetime(2026, 8, 5, 9, 0),
    endangers="pollution",
    performance_on=date(2026, 8, 11),
    obstruction_place="river",
    needs_removal=True,
    party_able=False,
    announced=True,
    remedies_over=True,
    no_remedy_sought=True,
    not_removed=True,
    settled=True,
    ground="unable",
    suspended_on=date(2023, 8, 4),
    social_harm=False,
    unable=True,
    broken=True,
    decision_fell=True,
)
EXECUTIONS = [
    ("reason_given", {}, {"reason": ""}),
    ("demand_complete", {}, {"basis_level": "local_regulation"}),
    ("demand_complete", {}, {"stated": frozenset(DEMAND[1:])}),
    (
        "demand_complete",
        {"stated": frozenset(DEMAND) - {"amount_and_payment"}},
        {"stated": frozenset(DEMAND) - {"amount_and_payment"}, "money": True},
    ),
    ("removable_at_once", {}, {"party_able": True}),
    ("removable_at_once", {}, {"obstruction_place": "other"}),
    ("performed", {"still_owed": False}, {}),
    ("performed", {"still_owed": False}, {"still_owed": None}),
    ("answer_reviewed", {}, {"answer_reviewed": False}),
    ("decision_lawful", {"demanded_on": date(2026, 7, 21)}, {"demanded_on": date(2026, 7, 22)}),
    ("decision_lawful", {"demanded_on": date(2026, 7, 22), "hiding_assets": True}, {"demanded_on": None}),
    ("decision_lawful", {}, {"basis_level": "administrative_regulation"}),
    ("decision_lawful", {}, {"party_answered": True, "answer_recorded": False}),
    ("decision_lawful", {}, {"still_owed": False}),
    ("decision_lawful", {}, {"stated": frozenset(DECISION[1:])}),
    ("time_and_means", {}, {"planned_at": datetime(2026, 8, 5, 22, 0)}),
    ("time_and_means", {}, {"planned_at": None}),
    ("time_and_means", {"planned_at": datetime(2026, 10, 1, 9, 0), "urgent": True}, {"planned_at": datetime(2026, 10, 1, 9, 0)}),
    ("time_and_means", {"planned_at": datetime(2026, 8, 8, 9, 0)}, {"planned_at": datetime(2026, 8, 8, 9, 0), "reason": ""}),
    ("time_and_means", {}, {"means": "cut_utilities", "target": "residence", "urgent": True}),
    ("substitute_lawful", {}, {"endangers": ""}),
    ("substitute_lawful", {"performance_on": date(2026, 8, 10)}, {"performance_on": date(2026, 8, 7)}),
    ("substitute_lawful", {}, {"performance_on": None}),
    ("demolition_lawful", {}, {"remedies_over": False}),
    ("demolition_lawful", {}, {"announced": None}),
    ("demolition_lawful", {}, {"basis_level": "local_regulation"}),
    ("agreement_lawful", {}, {"fine_reduced": Decimal(1)}),
    ("agreement_lawful", {"surcharge_reduced": Decimal(1), "remedied": True}, {"surcharge_reduced": Decimal(1)}),
    ("agreement_broken", {}, {"broken": False}),
    ("finished", {}, {"settled": False}),
    ("pause_lawful", {}, {"ground": "party_dissolved"}),
    ("three_years_over", {}, {"suspended_on": date(2023, 8, 5)}),
    ("three_years_over", {}, {"social_harm": True}),
    ("end_lawful", {"ground": "object_gone"}, {}),
    ("reversal_due", {}, {"decision_fell": False}),
]

REMEDY = RemedyFacts(
    decision_served_on=date(2026, 6, 8),
    lodged_on=DAY,
    told_on=DAY,
    copy_received_on=date(2026, 7, 22),
    complaint_received_on=date(2026, 7, 21),
    papers=True,
    fine_before=Decimal(1000),
    fine_after=Decimal(1000),
    by_court=True,
    same_facts=True,
    same_reasons=True,
    same_result=False,
    repaid=True,
    withdrawn_from_publication=True,
)
REMEDIES = [
    ("told_on", {}, {"told_on": None}),
    ("review_free", {}, {"suing": True}),
    ("review_free", {"lodged_on": date(2026, 8, 8)}, {"lodged_on": None}),
    ("suit_free", {}, {"reviewing": True}),
    ("suit_free", {}, {"procedure": "summary"}),
    ("suit_free", {"procedure": "summary", "review_served_on": date(2026, 7, 21)}, {"lodged_on": None}),
    ("reply_in_time", {}, {"copy_received_on": date(2026, 7, 21)}),
    ("reply_in_time", {"copy_received_on": date(2026, 7, 29), "review_procedure": "simplified"}, {"review_procedure": "simplified"}),
    ("reply_in_time", {}, {"papers": False}),
    ("defence_in_time", {}, {"complaint_received_on": date(2026, 7, 20)}),
    ("defence_in_time", {}, {"papers": None}),
    ("not_worse", {}, {"fine_after": Decimal("1000.01")}),
    ("not_worse", {"fine_after": Decimal(2000), "third_party": True}, {"told_on": None}),
    ("supplement_lawful", {"new_reason": True}, {}),
    ("supplement_lawful", {"new_reason": True, "stage": "suit"}, {"stage": "suit"}),
    ("stay_ordered", {}, {"by_court": False}),
    ("not_the_same", {}, {"same_result": True}),
    ("not_the_same", {"same_result": True, "for_procedure": True}, {"same_result": None}),
    ("put_right", {}, {"repaid": False}),
    ("periods_over", {"decision_served_on": date(2026, 2, 4)}, {"decision_served_on": date(2026, 2, 5)}),
    (
        "periods_over",
        {"procedure": "summary", "decision_served_on": date(2026, 6, 3)},
        {"procedure": "summary", "decision_served_on": date(2026, 6, 8)},
    ),
    ("periods_over", {"review_served_on": date(2026, 7, 20)}, {"review_served_on": date(2026, 7, 21)}),
]

SHOWN = PublishingFacts(
    fields=("violation", "penalty"),
    social_impact=True,
    judged_by_head=True,
    form_kept=True,
    annulled_on=date(2026, 8, 3),
    taken_down=True,
    reasons_published=True,
    decision_served_on=date(2026, 2, 4),
    pushed_on=date(2021, 8, 4),
)
SHOWINGS = [
    ("may_publish", {}, {"fields": ("id_number",)}),
    ("may_publish", {}, {"social_impact": False}),
    ("may_publish", {}, {"judged_by_head": None}),
    ("impact_judged", {}, {"form_kept": False}),
    ("annulled_on", {}, {"annulled_on": None}),
    ("withdrawn_with_reasons", {}, {"taken_down": False}),
    ("withdrawn_with_reasons", {"annulled_on": date(2026, 7, 1)}, {"reasons_published": None}),
    ("never_pushed", {"procedure": "summary"}, {}),
    ("may_be_pushed_later", {}, {"procedure": "summary"}),
    ("may_push", {}, {"decision_served_on": date(2026, 2, 5)}),
    ("may_push", {}, {"remedy_pending": True}),
    ("may_push", {"decision_served_on": date(2026, 7, 1), "upheld": True}, {"procedure": "summary"}),
    ("kept_long_enough", {}, {"pushed_on": date(2021, 8, 5)}),
    ("kept_long_enough", {}, {"pushed_on": None}),
]
WALKS = [
    *((COERCIVE_MEASURE, GOOD, *walk) for walk in MEASURES),
    *((EXECUTION, OWN, *walk) for walk in EXECUTIONS),
    *((REMEDY_COURSE, REMEDY, *walk) for walk in REMEDIES),
    *((PUBLICATION, SHOWN, *walk) for walk in SHOWINGS),
]


@pytest.mark.parametrize(("table", "facts", "guard", "good", "bad"), WALKS, ids=[f"{w[0].name}-{w[2]}-{n}" for n, w in enumerate(WALKS)])
def test_a_guard_lets_pass_what_is_right_and_says_why_not(table, facts, guard, good, bad) -> None:
    passed = GUARDS[table.name][guard](replace(facts, **good), BOOK, DAY)
    assert passed.permits, passed
    refused = GUARDS[table.name][guard](replace(facts, **bad), BOOK, DAY)
    assert refused.outcome in (Outcome.BLOCK, Outcome.ESCALATE), refused
    assert refused.reasons
    assert all(BOOK.sentence(r) != r.code for r in refused.reasons)
    assert refused.citations or refused.missing
    assert all(BOOK.sentences.get(f"missing.{key}") for key in refused.missing), refused.missing


def test_every_guard_is_walked_both_ways() -> None:
    walked = {(table.name, guard) for table, _facts, guard, _good, _bad in WALKS}
    for table in (COERCIVE_MEASURE, EXECUTION, REMEDY_COURSE, PUBLICATION):
        assert {guard for name, guard in walked if name == table.name} == set(GUARDS[table.name])


BOTH = (Participant("officer"), Participant("officer"))
ORDER = OrderFacts("写错了当事人", received_by="张三", due_on=date(2026, 8, 4), findings="仍未清除", people=BOTH)
ORDERS = [
    ("reason_given", {}, {"reason": " "}),
    ("acknowledged", {}, {"received_by": ""}),
    ("acknowledged", {"received_by": "", "refusal_note": "拒绝签收", "witness": "录像"}, {"received_by": "", "refusal_note": "拒绝签收"}),
    ("findings_and_two_officers", {"due_on": DAY}, {"findings": ""}),
    ("findings_and_two_officers", {}, {"people": ORDER.people[:1]}),
    ("period_over", {}, {"due_on": DAY}),
    ("period_over", {"due_on": DAY, "refused_on_spot": True}, {"findings": ""}),
    ("period_over", {}, {"people": ()}),
]


@pytest.mark.parametrize(("guard", "good", "bad"), ORDERS)
def test_a_guard_of_the_order_to_correct_works_both_ways(guard, good, bad) -> None:
    assert {r.guard for r in CORRECTION.rows} == set(ORDER_GUARDS)
    assert ORDER_GUARDS[guard](replace(ORDER, **good), BOOK, DAY).permits
    refused = ORDER_GUARDS[guard](replace(ORDER, **bad), BOOK, DAY)
    assert refused.outcome is Outcome.BLOCK
    assert refused.reasons
