"""The merge detection against the definition itself, on random plans."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations

import pytest

from zhifa.algorithms.joint_visits import Planned, close_visits, gap_days, joint_window

pytestmark = pytest.mark.law
FIRST = date(2026, 1, 1)


def some_plans(seed: int) -> list[Planned]:
    any_ = random.Random(seed)
    plans = []
    for key in range(any_.randint(0, 40)):
        since = FIRST + timedelta(days=any_.randint(0, 200))
        plans.append(Planned(key, any_.choice("abcd"), since, since + timedelta(days=any_.choice((0, 0, 3, 20, 90)))))
    return plans


def days(plan: Planned) -> set[date]:
    return {plan.since + timedelta(days=n) for n in range((plan.until - plan.since).days + 1)}


@pytest.mark.parametrize("seed", range(60))
def test_a_pair_is_found_exactly_when_some_two_days_are_close_enough(seed: int) -> None:
    plans, window = some_plans(seed), random.Random(seed).choice((0, 7, 30))
    found = [frozenset((c.first, c.second)) for c in close_visits(plans, window)]
    expected = {
        frozenset((a.key, b.key))
        for a, b in combinations(plans, 2)
        if a.place == b.place and min(abs((x - y).days) for x in days(a) for y in days(b)) <= window
    }
    assert len(found) == len(set(found)), "each pair once"
    assert set(found) == expected


@pytest.mark.parametrize("seed", range(20))
def test_neither_order_nor_a_wider_window_loses_a_pair(seed: int) -> None:
    plans = some_plans(seed)
    narrow = {frozenset((c.first, c.second)) for c in close_visits(plans, 10)}
    assert narrow == {frozenset((c.first, c.second)) for c in close_visits(reversed(plans), 10)}
    assert narrow <= {frozenset((c.first, c.second)) for c in close_visits(plans, 30)}


@pytest.mark.parametrize("seed", range(20))
def test_one_joint_visit_in_the_proposed_window_leaves_nothing_to_merge(seed: int) -> None:
    plans = [p for p in some_plans(seed) if p.place == "a"][:2]
    if len(plans) == 2:
        since, until = joint_window(*plans)
        assert since <= until
        assert not close_visits([Planned("joint", "a", since, until)], 365)
        assert all(gap_days(p, Planned("joint", "a", since, until)) == 0 for p in plans)


def test_a_culture_check_and_a_fire_check_two_days_apart_meet_on_the_day_between() -> None:
    """R8: 7-12 and 7-14 at the same homestays become one visit; 7-13 lies in the window."""
    culture = Planned("culture", "homestay", date(2022, 7, 12), date(2022, 7, 12))
    fire = Planned("fire", "homestay", date(2022, 7, 14), date(2022, 7, 14))
    since, until = joint_window(culture, fire)
    assert since <= date(2022, 7, 13) <= until


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Planned("x", "a", date(2026, 2, 1), date(2026, 1, 1))
