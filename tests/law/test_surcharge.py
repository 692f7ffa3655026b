"""The surcharge as properties: monotone, capped, free of the order of remedies."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law.procedure import surcharge
from zhifa.law.procedure.surcharge import Interval
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
