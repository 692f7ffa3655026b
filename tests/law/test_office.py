"""The guidance office's jobs in figures, and the table of a request."""

from __future__ import annotations

from datetime import date

import pytest

from zhifa.law import office
from zhifa.law.actors import Role
from zhifa.law.office import JOBS, KIND_LABELS, Line
from zhifa.law.procedure.office import GUARDS, OFFICE_ENTRY, OUTCOMES, EntryFacts
from zhifa.law.rulings import Outcome

pytestmark = pytest.mark.law
DAY = date(2026, 9, 1)


def line(kind: str, outcome: str, *, waits: bool = False, late: bool = False) -> Line:
    return Line(kind, "n", "r", "t", "a", DAY, outcome, waits, late)


def test_the_regulation_names_nine_jobs_by_item() -> None:
    assert [office.citation(job).item for job in JOBS] == list(range(1, 10))
    assert str(office.citation("support")).endswith("第十二条 第五项")
    with pytest.raises(ValueError, match="tuple"):
        office.citation("nothing")


def test_support_is_asked_for_by_townships_and_work_is_assigned_by_the_leader() -> None:
    assert office.askers("support") == {Role.TOWNSHIP_COMMANDER, Role.SQUAD_LEADER}
    assert office.askers("assigned") == {Role.LEADER}
    assert Role.GUIDANCE in office.askers("exchange")


def test_lines_are_grouped_by_kind_with_their_outcomes_the_most_frequent_first() -> None:
    found = office.groups(
        [line("dispute", "已裁定"), line("request", "已解决"), line("request", "办理中", waits=True, late=True), line("request", "已解决")]
    )
    assert [g.kind for g in found] == ["request", "dispute"]
    assert (found[0].total, found[0].open, found[0].late, found[0].outcomes) == (3, 1, 1, (("已解决", 2), ("办理中", 1)))
    assert office.groups([]) == ()
    assert set(KIND_LABELS) >= {g.kind for g in found}


def test_the_table_names_every_state_act_and_guard_and_cites_its_article() -> None:
    table = OFFICE_ENTRY
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert {r.guard for r in table.rows} == set(GUARDS)
    assert all(r.basis and r.roles for r in table.rows)
    assert {s for s in table.states if not table.acts_from(s)} == set(table.final)


@pytest.mark.parametrize(
    ("guard", "facts", "outcome"),
    [
        ("always", EntryFacts(), Outcome.ALLOW),
        ("reason_given", EntryFacts(reason=" "), Outcome.BLOCK),
        ("reason_given", EntryFacts(reason="重复"), Outcome.ALLOW),
        ("answer_given", EntryFacts(), Outcome.BLOCK),
        ("answer_given", EntryFacts(answer="已协调"), Outcome.ALLOW),
        ("outcome_said", EntryFacts(outcome="great"), Outcome.BLOCK),
        ("outcome_said", EntryFacts(outcome="solved"), Outcome.ALLOW),
        ("outcome_said", EntryFacts(outcome="partly"), Outcome.BLOCK),
        ("outcome_said", EntryFacts(outcome="unsolved", reason="还缺设备"), Outcome.ALLOW),
    ],
)
def test_every_guard_both_ways(guard: str, facts: EntryFacts, outcome: Outcome) -> None:
    assert (GUARDS[guard](facts).outcome is Outcome.ALLOW) == (outcome is Outcome.ALLOW)


def test_only_the_outcomes_of_the_table_exist() -> None:
    assert set(OUTCOMES) == {"solved", "partly", "unsolved"}
