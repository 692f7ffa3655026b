"""Scores of the loop: what decides them, and what may never be one (处罚法 74)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from zhifa.law import appraisal
from zhifa.law.appraisal import FORBIDDEN, Definition, State, Verdict
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.law
NOON = datetime(2026, 9, 1, 12, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("fact", sorted(FORBIDDEN))
def test_fines_case_counts_and_log_ins_cannot_be_defined_as_an_indicator(fact: str) -> None:
    with pytest.raises(Blocked) as refused:
        Definition("mine", "我的指标", 1, ("received_at", fact), "…")
    assert "行政处罚法 第七十四条 第三款" in [str(c) for c in refused.value.ruling.citations]


def test_no_definition_that_ships_uses_a_forbidden_fact() -> None:
    assert not {f for d in appraisal.DEFINITIONS.values() for f in d.facts} & FORBIDDEN


@pytest.mark.parametrize(
    ("received", "arrived", "verdict"),
    [
        (None, None, Verdict(State.PENDING)),
        (NOON, None, Verdict(State.PENDING)),
        (NOON, NOON + HOUR, Verdict(State.FINAL, True)),
        (NOON + HOUR, NOON + HOUR, Verdict(State.FINAL, False)),
        (NOON, NOON + 3 * HOUR, Verdict(State.FINAL, False)),
    ],
)
def test_response_is_on_time_when_both_clocks_were_kept(received, arrived, verdict) -> None:
    given = {"receive_due_at": NOON, "received_at": received, "arrive_due_at": NOON + 2 * HOUR, "arrived_at": arrived}
    assert appraisal.response(**given) == verdict


def test_solved_waits_for_the_window_and_one_recurrence_decides() -> None:
    ends = NOON + timedelta(days=30)
    assert appraisal.solved(verified_at=None, recurrences=0, window_ends=None, at=NOON).state is State.PENDING
    assert appraisal.solved(verified_at=NOON, recurrences=0, window_ends=ends, at=ends - HOUR).state is State.PENDING
    assert appraisal.solved(verified_at=NOON, recurrences=0, window_ends=ends, at=ends) == Verdict(State.FINAL, True)
    assert appraisal.solved(verified_at=NOON, recurrences=1, window_ends=ends, at=NOON + HOUR) == Verdict(State.FINAL, False)


def test_a_first_dispatch_was_right_when_the_same_team_finished_it() -> None:
    right = appraisal.first_dispatch_right
    assert right(first_team="a", final_team="a", handed_over=False, done=False).state is State.PENDING
    assert right(first_team="a", final_team="a", handed_over=False, done=True) == Verdict(State.FINAL, True)
    assert right(first_team="a", final_team="b", handed_over=False, done=True) == Verdict(State.FINAL, False)
    assert right(first_team="a", final_team="a", handed_over=True, done=True) == Verdict(State.FINAL, False)
