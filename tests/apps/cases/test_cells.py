"""Every cell of the table: state × act × role, and the buttons say what the services do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from tests.apps.cases import play
from zhifa.apps.cases import permissions, queries, services
from zhifa.apps.cases.permissions import Standing
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor, Role
from zhifa.law.penalties import FINE, Penalty
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.procedure.on_spot_collection import SUMMARY, CollectionFacts
from zhifa.law.procedure.summary_case import SUMMARY_CASE
from zhifa.law.procedure.summary_guards import GUARDS, CaseFacts
from zhifa.law.rulings import Blocked, Denied, Refused

DAY = date(2026, 9, 1)
TWO = (Participant(OFFICER, agency="b"), Participant(OFFICER, agency="b"))
FINE_20 = (Penalty(FINE, Decimal(20)),)
# On these facts every guard permits: what is left is the table.
LAWFUL = CaseFacts(
    people=TWO, reason="x", ground="x", changes=1, party_kind="citizen", narrative="x", evidence=1, penalties=FINE_20,
    statement="x", heard=True, review="x", waiver_proof="x", notified=FINE_20, delivered=True, refusal_noted=True, fine=Decimal(20),
    collection=CollectionFacts(SUMMARY, Decimal(20), "citizen"), fiscal_receipt="x", due=DAY, paid_on=DAY, amount=Decimal(20),
)  # fmt: skip
BARE = CaseFacts()


def actor(role: Role, person: str = "one") -> Actor:
    return Actor(person, "某人", "岗位", frozenset({role}), organ="b", team="t", certificate="1", tenant="330127")


def on_which(act: str) -> CaseFacts:
    return {
        "hand_over_cash": replace(LAWFUL, collected=True),
        "close": replace(LAWFUL, fine=Decimal(0)),
    }.get(act, LAWFUL)


@pytest.mark.parametrize(("state", "act"), list(product(SUMMARY_CASE.states, SUMMARY_CASE.acts)))
def test_each_act_is_possible_exactly_where_the_table_says(state: str, act: str) -> None:
    handlers = ("other",) if act == "confirm_second_officer" else ("one", "two")
    case = Standing("330127", state, "t", "某中队", handlers)
    row = SUMMARY_CASE.row(state, act)
    for role in Role:
        if row is not None and role in row.roles:
            found, ruling = permissions.check_act(actor(role), case, act, on_which(act), county_book(), DAY)
            assert found == row
            assert ruling.permits
        else:
            expected = Blocked if row is None else Denied
            with pytest.raises(expected) as refused:
                permissions.check_act(actor(role), case, act, on_which(act), county_book(), DAY)
            assert refused.value.ruling.reasons[0].code in ("act_not_in_state", "role_may_not")


@pytest.mark.parametrize("row", SUMMARY_CASE.rows, ids=lambda r: f"{r.source}-{r.act}")
def test_a_stranger_another_county_and_a_lapsed_certificate_are_denied(row) -> None:
    case = Standing("330127", row.source, "t", "某中队", ("other", "third"))
    for role in row.roles:
        foreign = replace(actor(role), tenant="110000")
        with pytest.raises(Denied):
            permissions.check_act(foreign, case, row.act, on_which(row.act), county_book(), DAY)
        if role in (Role.CONNECTOR, Role.SYSTEM):
            continue
        with pytest.raises(Denied):
            permissions.check_act(replace(actor(role), certificate=""), case, row.act, on_which(row.act), county_book(), DAY)
        if row.act != "confirm_second_officer":
            with pytest.raises(Denied):
                permissions.check_act(replace(actor(role), team="x"), case, row.act, on_which(row.act), county_book(), DAY)


@pytest.mark.parametrize("row", [r for r in SUMMARY_CASE.rows if r.guard], ids=lambda r: f"{r.source}-{r.act}")
def test_every_guard_refuses_bare_facts_with_a_reason_in_words_and_an_article(row) -> None:
    ruling = GUARDS[row.guard](replace(BARE, fine=Decimal(20)) if row.guard == "nothing_to_pay" else BARE, county_book(), DAY)
    assert not ruling.permits
    for reason in ruling.reasons:
        assert reason.code in county_book().sentences, reason.code
        for language in ("zh", "en"):
            assert "…" not in county_book().sentence(reason, language)
    if row.guard not in ("reason_given", "change_stated"):
        assert ruling.citations


def test_the_tables_name_every_state_and_act_and_reach_every_state() -> None:
    for workflow in (SUMMARY_CASE, CORRECTION):
        assert {r.source for r in workflow.rows} | {r.target for r in workflow.rows} == set(workflow.states)
        assert set(workflow.acts) == set(workflow.act_labels)
        assert not [r for r in workflow.rows if r.source in workflow.final]
        reached = {workflow.initial}
        for _ in workflow.states:
            reached |= {r.target for r in workflow.rows if r.source in reached}
        assert reached == set(workflow.states)
        assert workflow.by_cell


@pytest.mark.django_db
@pytest.mark.parametrize("state", play.STEPS)
def test_buttons_agree_with_the_table_and_say_their_effect(county, state: str) -> None:
    case = play.played(state)
    row = queries.case(play.first(), case.pk)
    offers = {o.act: o for o in queries.allowed_acts(play.first(), row, DAY)}
    assert tuple(offers) == tuple(r.act for r in SUMMARY_CASE.acts_from(state))
    for offer in offers.values():
        assert offer.effect
        assert "{" not in offer.effect
        if not offer.duty:
            assert offer.refusal is not None
    going_on = {
        "paired": "show_identity", "identified": None, "established": "notify_party", "notified": "hear_statement", "heard": "decide",
        "decided": "serve", "served": "report_for_record",
    }.get(state)  # fmt: skip
    if going_on:
        assert offers[going_on].refusal is None
    for other in queries.allowed_acts(replace(play.leader(), team="squad-x"), row, DAY):
        assert other.refusal is not None or other.act == "confirm_second_officer"


@pytest.mark.django_db
def test_a_button_that_needs_an_order_first_says_so(county) -> None:
    case = play.played("established", play.STALL)
    row = queries.case(play.first(), case.pk)
    offer = {o.act: o for o in queries.allowed_acts(play.first(), row, DAY)}["notify_party"]
    assert offer.refusal is not None
    assert "precondition.no_order" in [r.code for r in offer.refusal.reasons]


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_only_officers_open_cases_and_issue_orders(county, role: Role) -> None:
    by = replace(play.first(), roles=frozenset({role}))
    party, scene = play.citizen().pk, services.Scene(play.LITTER, play.WEIPING, "某处")
    said = services.Demand("x", "y", play.AT, DAY)
    orders = {"by": by, "at": play.AT, "party": party, "said": said, "scene": scene, "officers_on_scene": [play.second().person]}
    if role in (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL):
        assert services.open_case(by=by, at=play.AT, scene=scene).state == "opened"
        assert services.issue_correction_order(**orders).state == "issued"
    else:
        with pytest.raises(Refused):
            services.open_case(by=by, at=play.AT, scene=scene)
        with pytest.raises(Refused):
            services.issue_correction_order(**orders)
