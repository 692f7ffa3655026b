"""The transition tables of the loop as tables: complete, and without a way into nowhere (R13)."""

from __future__ import annotations

import pytest

from zhifa.law.actors import ROLE_LABELS, Actor, Role
from zhifa.law.procedure.dispatch import DISPATCH, OWNER
from zhifa.law.procedure.handling import DISPATCH_GUARDS, INCIDENT_GUARDS, DispatchFacts, IncidentFacts, Target
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.procedure.states import Workflow, permitted
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.law
TABLES = [INCIDENT, DISPATCH]
GUARDS = {"incident": INCIDENT_GUARDS, "dispatch": DISPATCH_GUARDS}


def someone(*roles: Role) -> Actor:
    return Actor("p", "某人", "某岗位", frozenset(roles))


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_state_and_act_has_a_label_and_every_row_a_known_guard(table: Workflow) -> None:
    assert {r.source for r in table.rows} | {r.target for r in table.rows} <= set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert {r.guard for r in table.rows} <= set(GUARDS[table.name])
    assert len(table.by_cell) == len(table.rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_state_can_be_reached_and_every_open_state_can_be_left(table: Workflow) -> None:
    reached, frontier = {table.initial, "unsettled"} & set(table.states), [table.initial, "unsettled"]
    while frontier:
        for row in table.acts_from(frontier.pop()):
            if row.target not in reached:
                reached.add(row.target)
                frontier.append(row.target)
    assert reached == set(table.states)
    assert {s for s in table.states if not table.acts_from(s)} <= table.final


@pytest.mark.parametrize("row", DISPATCH.rows, ids=lambda r: f"{r.source}-{r.act}")
def test_a_dispatch_never_enters_an_open_state_without_a_clock(row) -> None:
    assert row.target in DISPATCH.final or row.clock


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
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
                with pytest.raises(Denied) as denied:
                    permitted(table, state, act, someone(role))
                assert denied.value.ruling.reasons[0].code == "role_may_not"


def target(**values: bool) -> Target:
    return Target("260901-AAAAA", **{"open": True, "accepted": True, "danger": False, **values})


def test_every_open_state_of_a_task_says_who_has_to_act() -> None:
    assert set(OWNER) == set(DISPATCH.states) - DISPATCH.final


def test_every_role_has_a_name() -> None:
    assert set(ROLE_LABELS) == set(Role)


@pytest.mark.parametrize(
    ("guard", "facts", "code"),
    [
        ("owner_held", DispatchFacts(standing="contested", team="weiping"), "owner_not_settled"),
        ("owner_held", DispatchFacts(standing="held", team=""), "owner_not_settled"),
        ("returned_once_with_basis", DispatchFacts(reason="不是我们的", basis="条例 第九条", returned=True), "returned_before"),
        ("returned_once_with_basis", DispatchFacts(reason="不是我们的"), "return_needs_basis"),
        ("returned_once_with_basis", DispatchFacts(basis="条例 第九条"), "reason_required"),
        ("findings_and_evidence", DispatchFacts(evidence=1), "findings_required"),
        ("findings_and_evidence", DispatchFacts(findings="摊位已撤"), "evidence_required"),
        ("order_complete", DispatchFacts(), "order_incomplete"),
        ("penalty_possible", DispatchFacts(penalty_power=False), "penalty_not_yours"),
        ("case_done", DispatchFacts(), "case_not_done"),
        ("receiver_named", DispatchFacts(reason="归他们管"), "receiver_required"),
        ("receiver_named", DispatchFacts(reason="归他们管", receiver="a", own_organ="a"), "receiver_is_sender"),
        ("not_the_handler", DispatchFacts(actor="p", handlers=frozenset({"p"})), "handler_may_not_verify"),
        ("not_the_handler_with_reason", DispatchFacts(actor="p"), "reason_required"),
        ("reason_given", DispatchFacts(reason="  "), "reason_required"),
        ("ruling_complete", DispatchFacts(reason="x"), "owner_required"),
        ("ruling_complete", DispatchFacts(reason="x", team="t"), "ruling_needs_citation"),
        ("ruling_complete", DispatchFacts(reason="x", team="t", basis="条例 第九条", mandated=False), "superior_designates"),
        ("ruling_complete", DispatchFacts(team="t", basis="条例 第九条"), "reason_required"),
        ("owner_held_again", DispatchFacts(reason="x", team="t", incident_open=False), "incident_not_open"),
        ("owner_held_again", DispatchFacts(reason="x", team=""), "owner_not_settled"),
        ("reason_given_while_open", DispatchFacts(reason="x", incident_open=False), "incident_not_open"),
        ("findings_given", DispatchFacts(), "findings_required"),
        ("elevation_stated", DispatchFacts(penalty_power=False, grounds=1), "matter_required"),
        ("elevation_stated", DispatchFacts(elevation="taken", grounds=1), "elevation_taken"),
        ("elevation_stated", DispatchFacts(reason="x"), "elevation_ground_required"),
        ("elevation_stated", DispatchFacts(grounds=1), "reason_required"),
        ("elevation_answered", DispatchFacts(team="t"), "elevation_not_marked"),
        ("elevation_answered", DispatchFacts(elevation="marked"), "owner_required"),
        ("elevation_declined", DispatchFacts(reason="x", elevation="declined"), "elevation_not_marked"),
        ("elevation_declined", DispatchFacts(elevation="marked"), "reason_required"),
        ("penalty_possible", DispatchFacts(elevation="marked"), "elevation_waits"),
    ],
)
def test_a_guard_of_the_dispatch_refuses_with_its_reason(guard: str, facts: DispatchFacts, code: str) -> None:
    refused = DISPATCH_GUARDS[guard](facts)
    assert refused is not None
    assert refused.reasons[0].code == code


@pytest.mark.parametrize(
    ("guard", "facts", "code"),
    [
        ("matters_ruled", IncidentFacts(), "matter_required"),
        ("matters_ruled", IncidentFacts(matters=1, unknown_place=True), "place_required"),
        ("danger_stated", IncidentFacts(), "danger_not_stated"),
        ("answer_given", IncidentFacts(answer=" "), "answer_required"),
        ("all_verified", IncidentFacts(answer="好", open_matters=("油烟",), verified_matters=1), "matters_open"),
        ("all_verified", IncidentFacts(answer="好"), "nothing_verified"),
        ("all_verified", IncidentFacts(verified_matters=1), "answer_required"),
        ("change_stated", IncidentFacts(reason="x"), "nothing_changed"),
        ("nothing_to_handle", IncidentFacts(answer="好", open_matters=("油烟",)), "matters_open"),
        ("nothing_to_handle", IncidentFacts(answer="好", verified_matters=1), "verified_is_closed"),
        ("nothing_to_handle", IncidentFacts(), "answer_required"),
        ("same_thing", IncidentFacts(), "merge_target_required"),
        ("same_thing", IncidentFacts(target=target(circle=True)), "merge_circle"),
        ("same_thing", IncidentFacts(target=target(open=False)), "merge_target_closed"),
        ("same_thing", IncidentFacts(accepted=True, target=target(accepted=False)), "merge_the_other_way"),
        ("same_thing", IncidentFacts(danger=True, target=target()), "merge_loses_danger"),
    ],
)
def test_a_guard_of_the_incident_refuses_with_its_reason(guard: str, facts: IncidentFacts, code: str) -> None:
    refused = INCIDENT_GUARDS[guard](facts)
    assert refused is not None
    assert refused.reasons[0].code == code
