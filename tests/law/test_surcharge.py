"""The surcharge as properties: monotone, capped, free of the order of remedies."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law.procedure import surcharge
from zhifa.law.procedure.surcharge import Instalment, Interval
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(["cn"])
LAST = date(2026, 3, 31)
FINES = st.decimals(Decimal("0.01"), Decimal(1_000_000), places=2)
LATER = st.integers(0, 400).map(lambda n: LAST + timedelta(days=n))
INTERVALS = st.builds(
    lambda start, length: Interval(LAST + timedelta(days=start), None if length < 0 else LAST + timedelta(days=start + length)),
    st.integers(-30, 200),
    st.integers(-1, 60),
)


def owed(fine, through, **rest):
    return surcharge.amount(BOOK, fine, LAST, unpaid_through=through, **rest).values


@given(FINES, LATER)
def test_a_day_more_never_costs_less_and_nothing_exceeds_the_fine(fine, through):
    today, tomorrow = owed(fine, through), owed(fine, through + timedelta(days=1))
    assert today["surcharge"] <= tomorrow["surcharge"] <= fine
    assert tomorrow["counted_days"] == today["counted_days"] + 1
    assert today["total"] == fine + today["surcharge"]


@given(FINES, LATER, st.lists(INTERVALS, max_size=4).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_the_order_of_remedies_does_not_matter_and_each_day_is_excluded_once(fine, through, remedies):
    given_order, other_order = remedies
    values = owed(fine, through, remedies=given_order)
    assert values == owed(fine, through, remedies=other_order)
    days = [LAST + timedelta(days=n) for n in range(1, (through - LAST).days + 1)]
    counted = [d for d in days if not any(i.first <= d and (i.last is None or d <= i.last) for i in given_order)]
    assert values["counted_days"] == len(counted)


@given(FINES, LATER)
def test_the_day_of_payment_does_not_count(fine, paid_on):
    paid = surcharge.amount(BOOK, fine, LAST, paid_on=paid_on).values
    assert paid["counted_days"] == max(0, (paid_on - LAST).days - 1)


@given(FINES, LATER)
def test_what_the_decision_does_not_state_is_not_owed(fine, through):
    assert owed(fine, through, stated=False)["surcharge"] == 0


def test_an_end_must_be_known():
    with pytest.raises(ValueError, match="unpaid_through"):
        surcharge.amount(BOOK, Decimal(100), LAST)


@given(FINES, LATER, st.lists(INTERVALS, max_size=3), st.integers(1, 60))
def test_splitting_a_remedy_in_two_changes_nothing(fine, through, remedies, cut):
    whole = [Interval(i.first, i.last or through) for i in remedies]
    parts = []
    for interval in whole:
        middle = interval.first + timedelta(days=cut)
        if interval.last is not None and middle <= interval.last:
            parts += [Interval(interval.first, middle - timedelta(days=1)), Interval(middle, interval.last)]
        else:
            parts.append(interval)
    assert owed(fine, through, remedies=whole) == owed(fine, through, remedies=parts)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=4), LATER)
def test_instalments_all_due_on_one_day_owe_what_the_whole_owes_up_to_rounding(amounts, through):
    fine = sum(map(Decimal, amounts), Decimal(0))
    parts = [Instalment(LAST, Decimal(a)) for a in amounts]
    split = surcharge.of_instalments(BOOK, fine, parts, unpaid_through=through).values
    whole = owed(fine, through)
    assert abs(split["surcharge"] - whole["surcharge"]) <= Decimal("0.01") * len(amounts)
    assert split["counted_days"] == whole["counted_days"]
    assert split["surcharge"] <= fine


@given(
    st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 90)), min_size=1, max_size=4).flatmap(
        lambda a: st.tuples(st.just(a), st.permutations(a))
    ),
    LATER,
)
def test_the_order_of_instalments_does_not_matter(two_orders, through):
    totals = []
    for order in two_orders:
        parts = [Instalment(LAST + timedelta(days=after), Decimal(amount)) for amount, after in order]
        fine = sum((p.amount for p in parts), Decimal(0))
        totals.append(surcharge.of_instalments(BOOK, fine, parts, unpaid_through=through).values)
    assert totals[0] == totals[1]


@given(FINES, FINES, LATER)
def test_a_larger_fine_never_owes_less(one, other, through):
    low, high = sorted((one, other))
    assert owed(low, through)["surcharge"] <= owed(high, through)["surcharge"]


@given(FINES)
def test_the_cap_is_reached_on_the_thirty_fourth_day_and_never_passed(fine):
    assert owed(fine, LAST + timedelta(days=34))["surcharge"] == fine
    assert owed(fine, LAST + timedelta(days=33))["surcharge"] <= fine


@given(st.decimals(Decimal("0.01"), Decimal(1_000_000), places=2), st.integers(0, 2000))
def test_surcharge_on_illegal_income_grows_and_stops_at_the_income(income, days):
    def of(n):
        return surcharge.of_price_income(BOOK, income, n, LAST).values["surcharge"]

    assert of(days) <= of(days + 1) <= income
