"""Every cell of the ordinary table: state × act × role, by the checks and through the services; and the buttons say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from uuid import UUID

import pytest

from tests.apps.cases.ordinary import play
from tests.cells import differs, expected, held, nothing_recorded
from tests.county import who
from zhifa.apps.cases import ordinary_permissions as permissions
from zhifa.apps.cases import queries
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.ordinary_permissions import Standing
from zhifa.apps.cases.services import ordinary
from zhifa.apps.cases.services.ordinary import Delivery, Ground, HandOver, Report, Summons
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts as locking
from zhifa.law.actors import Actor, Role
from zhifa.law.citations import Citation
from zhifa.law.limitation import FINISHED, ActFacts
from zhifa.law.penalties import FINE, Penalty
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_facts import AfterFacts, Coercion, CrimeFacts, OrdinaryFacts, PeriodFacts
from zhifa.law.procedure.ordinary_guards import GUARDS
from zhifa.law.procedure.serving import ServingFacts
from zhifa.law.procedure.surcharge import Instalment
from zhifa.law.rulings import Blocked, Denied

DAY = date(2026, 9, 15)
NOON = datetime(2026, 9, 15, 12, 0)
TWO = (Participant(OFFICER, agency="b"), Participant(OFFICER, agency="b"))
FINE_300 = (Penalty(FINE, Decimal(300)),)
TOLD = ("倾倒污水。",)
# On these facts every guard permits: what is left is the table.
LAWFUL = OrdinaryFacts(
    people=TWO, reason="x", ground="x", changes=1, party_kind="citizen", narrative="x", evidence=1, penalties=FINE_300, notified=FINE_300,
    act=ActFacts(date(2026, 9, 1), FINISHED, discovered_on=date(2026, 9, 1)), statement="x", review="x", waiver_proof="x",
    fine=Decimal(300), due=DAY, paid_on=DAY, amount=Decimal(300), clue_source="x", filed_on=date(2026, 9, 1),
    piece=("physical", "x", "x"), records=1, record_text="x", items=1, coercion=Coercion(True, "某局", (Citation("某法", 30),)),
    findings=TOLD, told_facts=TOLD, decided_facts=TOLD,
    review_result="passed", opinion="x", threshold=Decimal(5000), right_told=True, notice_served_on=date(2026, 9, 8),
    hearing_waived=True, hearing_on=DAY, absent=True, report="x", members=2, recusal_pending=False,
    serving=ServingFacts("direct", signer="party", signed_on=DAY, party_kind="citizen"),
    period=PeriodFacts(added=10, level="department_rule", source="x"),
    crime=CrimeFacts(
        "x", NOON, NOON, "x", "x", frozenset({"transfer_letter", "investigation_report", "goods_list"}), letter="x", sender="x", goods="x"
    ),
    after=AfterFacts(
        served_on=date(2026, 9, 2), hardship="x", proof="x", schedule=((DAY + timedelta(days=9), Decimal(300)),), remedy="suit",
        remedy_on=DAY, court="x", letter="x", ending="other",
    ),
)  # fmt: skip
IN_PARTS = replace(
    LAWFUL.after, parts=(Instalment(DAY, Decimal(100)), Instalment(DAY + timedelta(days=30), Decimal(200))), granted=True, asked=True
)
FACTS = {
    "approve_preservation": replace(LAWFUL, preservation="requested"),
    "register_preservation": replace(LAWFUL, preservation="approved"),
    "dispose_preservation": replace(LAWFUL, preservation="running"),
    "decide_recusal": replace(LAWFUL, recusal_pending=True),
    "summon_hearing": replace(LAWFUL, hearing_on=DAY + timedelta(days=60)),
    "resume_period": replace(LAWFUL, period=replace(LAWFUL.period, suspended=True)),
    "import_instalment": replace(LAWFUL, amount=Decimal(100), after=IN_PARTS),
    "decide_deferral": replace(LAWFUL, after=replace(LAWFUL.after, asked=True, granted=True)),
    "end_remedy": replace(LAWFUL, after=replace(LAWFUL.after, pending="suit")),
    "issue_demand": replace(LAWFUL, due=DAY - timedelta(days=1)),
    "apply_court": replace(LAWFUL, after=replace(LAWFUL.after, served_on=date(2026, 3, 1), demand_served_on=date(2026, 8, 1))),
    "close": replace(LAWFUL, paid=True),
}


def actor(role: Role, person: str = "one") -> Actor:
    return Actor(person, "某人", "岗位", frozenset({role}), organ="b", team="t", certificate="1", tenant="330127")


def stands(state: str, act: str) -> Standing:
    """Officers gather, everybody else never worked on the case; the presider is the one who presides."""
    row = ORDINARY_CASE.row(state, act)
    officers = ("other",) if act == "join_case" or (row and Role.OFFICER not in row.roles) else ("one", "two")
    return Standing("330127", state, "b", "某局", "t", "某中队", officers, officers, "one")


@pytest.mark.parametrize("act", ORDINARY_CASE.acts)
def test_each_act_is_possible_exactly_where_the_table_says(act: str) -> None:
    facts = FACTS.get(act, LAWFUL)
    for state, role in product(ORDINARY_CASE.states, Role):
        row = ORDINARY_CASE.row(state, act)
        if row is not None and role in row.roles:
            found, ruling = permissions.check_act(actor(role), stands(state, act), act, facts, county_book(), DAY)
            assert found == row
            assert ruling.permits
        else:
            with pytest.raises(Blocked if row is None else Denied) as refused:
                permissions.check_act(actor(role), stands(state, act), act, facts, county_book(), DAY)
            assert refused.value.ruling.reasons[0].code in ("act_not_in_state", "role_may_not")


@pytest.mark.parametrize("row", ORDINARY_CASE.rows, ids=lambda r: f"{r.source}-{r.act}")
def test_another_county_another_organ_and_a_lapsed_certificate_are_denied(row) -> None:
    facts, case = FACTS.get(row.act, LAWFUL), stands(row.source, row.act)
    for role in row.roles:
        strangers = [replace(actor(role), tenant="110000")]
        if role is Role.APPROVER:
            strangers.append(replace(actor(role), organ="x"))
        elif role in (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL):
            strangers.append(replace(actor(role), certificate=""))
            if row.act != "join_case":
                strangers.append(replace(actor(role), person="third", team="x"))
        for stranger in strangers:
            with pytest.raises(Denied):
                permissions.check_act(stranger, case, row.act, facts, county_book(), DAY)


@pytest.mark.parametrize("act", sorted(permissions.IN_THE_OFFICE))
def test_who_worked_on_the_case_neither_reviews_nor_presides(act: str) -> None:
    row = next(r for r in ORDINARY_CASE.rows if r.act == act)
    case = replace(stands(row.source, act), handlers=(), ever=("one",))
    for role in row.roles:
        with pytest.raises(Denied, match=r"ordinary\.own_case"):
            permissions.check_act(actor(role), case, act, FACTS.get(act, LAWFUL), county_book(), DAY)


@pytest.mark.parametrize("row", [r for r in ORDINARY_CASE.rows if r.guard], ids=lambda r: f"{r.source}-{r.act}")
def test_every_guard_refuses_bare_facts_with_a_reason_in_words_and_an_article(row) -> None:
    bare = OrdinaryFacts(fine=Decimal(300), filed_on=date(2026, 9, 1), statement_due=DAY)
    if row.guard == "review_not_required":
        bare = replace(bare, triggers=frozenset({"complex"}))
    ruling = GUARDS[row.guard](bare, county_book(), DAY)
    assert not ruling.permits
    for reason in ruling.reasons:
        assert reason.code in county_book().sentences, reason.code
        for language in ("zh", "en"):
            assert "…" not in county_book().sentence(reason, language)
    for key in ruling.missing:
        assert f"missing.{key}" in county_book().sentences, key
    if row.guard not in ("reason_given", "change_stated"):
        assert ruling.citations


def test_the_table_names_every_state_and_act_and_reaches_every_state() -> None:
    assert {r.source for r in ORDINARY_CASE.rows} | {r.target for r in ORDINARY_CASE.rows} == set(ORDINARY_CASE.states)
    assert set(ORDINARY_CASE.acts) == set(ORDINARY_CASE.act_labels)
    assert not [r for r in ORDINARY_CASE.rows if r.source in ORDINARY_CASE.final]
    reached = {ORDINARY_CASE.initial}
    for _ in ORDINARY_CASE.states:
        reached |= {r.target for r in ORDINARY_CASE.rows if r.source in reached}
    assert reached == set(ORDINARY_CASE.states)


def services(at) -> dict[str, Callable[[Actor, UUID], object]]:
    o, give = ordinary, {"at": at}
    handed = Delivery(on=DAY)
    report = Report(("倾倒污水",), "建议处罚", fine=Decimal(300))
    summons = Summons(date(2027, 3, 1), "9时", "会议室", who("guidance").person, "某人")
    second, rule = who("weiping-officer-2").person, Ground("某规章 第一条", "department_rule")
    to_police = HandOver("某公安局", "某人签收", ("investigation_report", "goods_list"))
    return {
        "approve_filing": lambda by, pk: o.approve_filing(by=by, case=pk, **give),
        "refuse_filing": lambda by, pk: o.refuse_filing(by=by, case=pk, reason="x", **give),
        "join_case": lambda by, pk: o.join_case(by=by, case=pk, **give),
        "release_officer": lambda by, pk: o.release_officer(by=by, case=pk, person=second, reason="x", **give),
        "correct_entry": lambda by, pk: o.correct_entry(by=by, case=pk, changes={"place": "新址"}, reason="x", **give),
        "add_evidence": lambda by, pk: o.add_evidence(by=by, case=pk, kind="physical", name="桶", origin="店内", **give),
        "record_site": lambda by, pk: o.record_site(by=by, case=pk, about="现场", text="有污水", **give),
        "record_interview": lambda by, pk: o.record_interview(by=by, case=pk, about="当事人", text="问答", **give),
        "request_preservation": lambda by, pk: o.request_preservation(
            by=by, case=pk, reason="x", items=[{"name": "桶", "quantity": "1"}], place="库房", **give
        ),
        "request_seizure": lambda by, pk: o.request_seizure(by=by, case=pk, reason="x", items=[{"name": "桶"}], place="店内", **give),
        "approve_preservation": lambda by, pk: o.approve_preservation(by=by, case=pk, **give),
        "register_preservation": lambda by, pk: o.register_preservation(by=by, case=pk, **give),
        "dispose_preservation": lambda by, pk: o.dispose_preservation(by=by, case=pk, disposition="退还", **give),
        "request_recusal": lambda by, pk: o.request_recusal(by=by, case=pk, person=second, reason="x", **give),
        "decide_recusal": lambda by, pk: o.decide_recusal(by=by, case=pk, granted=False, reason="x", **give),
        "conclude": lambda by, pk: o.conclude(by=by, case=pk, report=report, **give),
        "pass_review": lambda by, pk: o.pass_review(by=by, case=pk, opinion="x", qualification="A1", **give),
        "reject_review": lambda by, pk: o.reject_review(by=by, case=pk, opinion="x", qualification="A1", **give),
        "skip_review": lambda by, pk: o.skip_review(by=by, case=pk, reason="x", **give),
        "notify": lambda by, pk: o.notify(by=by, case=pk, **give),
        "serve_notice": lambda by, pk: o.serve_notice(by=by, case=pk, delivery=handed, **give),
        "hear_statement": lambda by, pk: o.hear_statement(by=by, case=pk, statement="x", review="x", **give),
        "record_waiver": lambda by, pk: o.record_waiver(by=by, case=pk, proof="声明", **give),
        "request_hearing": lambda by, pk: o.request_hearing(by=by, case=pk, **give),
        "end_waiting": lambda by, pk: o.end_waiting(by=by, case=pk, **give),
        "summon_hearing": lambda by, pk: o.summon_hearing(by=by, case=pk, summons=summons, **give),
        "postpone_hearing": lambda by, pk: o.postpone_hearing(by=by, case=pk, reason="x", **give),
        "withdraw_hearing": lambda by, pk: o.withdraw_hearing(by=by, case=pk, proof="声明", **give),
        "hold_hearing": lambda by, pk: o.hold_hearing(by=by, case=pk, people="各方", text="笔录", **give),
        "end_hearing": lambda by, pk: o.end_hearing(by=by, case=pk, reason="x", **give),
        "report_hearing": lambda by, pk: o.report_hearing(by=by, case=pk, report="x", **give),
        "investigate_again": lambda by, pk: o.investigate_again(by=by, case=pk, reason="x", **give),
        "discuss": lambda by, pk: o.discuss(by=by, case=pk, members=[{"name": "甲"}, {"name": "乙"}], conclusion="x", **give),
        "decide": lambda by, pk: o.decide(by=by, case=pk, **give),
        "decide_no_penalty": lambda by, pk: o.decide_no_penalty(by=by, case=pk, ground="minor_corrected", reason="x", **give),
        "withdraw_decision": lambda by, pk: o.withdraw_decision(by=by, case=pk, reason="x", **give),
        "serve": lambda by, pk: o.serve(by=by, case=pk, delivery=handed, **give),
        "close": lambda by, pk: o.close(by=by, case=pk, **give),
        "archive": lambda by, pk: o.archive(by=by, case=pk, **give),
        "extend_period": lambda by, pk: o.extend_period(by=by, case=pk, ground=rule, days=10, reason="x", **give),
        "suspend_period": lambda by, pk: o.suspend_period(by=by, case=pk, ground=rule, reason="x", **give),
        "resume_period": lambda by, pk: o.resume_period(by=by, case=pk, reason="x", **give),
        "report_crime": lambda by, pk: o.report_crime(by=by, case=pk, offence="x", findings=["x"], **give),
        "approve_transfer": lambda by, pk: o.approve_transfer(by=by, case=pk, reason="x", **give),
        "refuse_transfer": lambda by, pk: o.refuse_transfer(by=by, case=pk, reason="x", **give),
        "hand_to_police": lambda by, pk: o.hand_to_police(by=by, case=pk, handed=to_police, **give),
        "police_filed": lambda by, pk: o.police_filed(by=by, case=pk, letter="x", **give),
        "police_declined": lambda by, pk: o.police_declined(by=by, case=pk, letter="x", **give),
        "contest_refusal": lambda by, pk: o.contest_refusal(by=by, case=pk, reason="x", **give),
        "resume_case": lambda by, pk: o.resume_case(by=by, case=pk, reason="x", **give),
        "hand_over_goods": lambda by, pk: o.hand_over_goods(by=by, case=pk, goods="x", **give),
        "take_back": lambda by, pk: o.take_back(by=by, case=pk, sender="x", letter="x", **give),
        "request_deferral": lambda by, pk: o.request_deferral(by=by, case=pk, hardship="x", proof="x", **give),
        "decide_deferral": lambda by, pk: o.decide_deferral(by=by, case=pk, granted=False, schedule=(), reason="x", **give),
        "record_remedy": lambda by, pk: o.record_remedy(by=by, case=pk, remedy="suit", on=DAY, **give),
        "end_remedy": lambda by, pk: o.end_remedy(by=by, case=pk, result="upheld", letter="x", **give),
        "issue_demand": lambda by, pk: o.issue_demand(by=by, case=pk, **give),
        "serve_demand": lambda by, pk: o.serve_demand(by=by, case=pk, delivery=handed, **give),
        "apply_court": lambda by, pk: o.apply_court(by=by, case=pk, court="x", **give),
        "record_court": lambda by, pk: o.record_court(by=by, case=pk, letter="x", **give),
        "return_court": lambda by, pk: o.return_court(by=by, case=pk, letter="x", **give),
        "end_enforcement": lambda by, pk: o.end_enforcement(by=by, case=pk, ending="other", reason="x", **give),
    }


def one_duty(role: Role) -> Actor:
    """An officer of the case by person, a head, a reviewer, a presider — each with this one duty only."""
    name = {Role.APPROVER: "bureau-head-1", Role.LEGAL_REVIEWER: "legal", Role.GUIDANCE: "guidance"}.get(role, "weiping-officer-1")
    return replace(who(name), roles=frozenset({role}))


def wrong_cells(case: OrdinaryCase) -> list[tuple[str, ...]]:
    """Every cell of this state that the table forbids, through its service: those that are not refused as the table says."""
    acts, people, wrong = services(play.at(date(2026, 12, 1))), {role: one_duty(role) for role in Role}, []
    assert set(acts) == set(ORDINARY_CASE.acts) - {"import_receipt", "import_instalment"}
    with nothing_recorded(), held(locking, case):
        for (act, do), (role, by) in product(acts.items(), people.items()):
            if expected(ORDINARY_CASE, case.state, act, role) != "ok":
                wrong += differs(ORDINARY_CASE, case.state, act, role, lambda do=do, by=by: do(by, case.pk))
    assert OrdinaryCase.objects.get(pk=case.pk).state == case.state
    return wrong


@pytest.mark.django_db
def test_through_the_services_a_cell_without_a_row_is_refused_and_leaves_nothing_behind(county) -> None:
    seen = []
    for case in play.stages():
        assert wrong_cells(case) == []
        seen.append(case.state)
    assert tuple(seen) == play.LINE


@pytest.mark.django_db
@pytest.mark.parametrize("state", play.HEARING)
def test_through_the_services_a_cell_of_a_hearing_without_a_row_is_refused(county, state: str) -> None:
    assert wrong_cells(play.hearing_case(state)) == []


@pytest.mark.django_db
def test_buttons_agree_with_the_table_and_say_their_effect(county) -> None:
    for case in play.stages():
        for by in (play.first(), play.head(), play.reviewer()):
            offers = queries.ordinary_acts(by, case.pk, play.OVER_ON)
            assert tuple(o.act for o in offers) == tuple(r.act for r in ORDINARY_CASE.acts_from(case.state))
            for offer in offers:
                assert offer.effect
                assert "{" not in offer.effect.replace("{identity}", "")
                if not offer.duty:
                    assert offer.refusal is not None
