"""The calendar primitives and the period engine, as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law.book import UnknownParameter
from zhifa.law.calendar import Calendar
from zhifa.law.procedure import periods
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(["cn"])
DAYS = st.dates(date(2021, 7, 15), date(2026, 12, 31))
SPAN = [date(2024, 1, 1) + timedelta(days=n) for n in range(1200)]
CALENDARS = st.builds(
    lambda off, makeup: Calendar(frozenset(off), frozenset(makeup)),
    st.sets(st.sampled_from(SPAN), max_size=60),
    st.sets(st.sampled_from(SPAN), max_size=20),
)
COUNTS = st.integers(1, 40)
IN_SPAN = st.sampled_from(SPAN[:900])


@given(CALENDARS, IN_SPAN, COUNTS)
def test_a_working_day_period_ends_on_a_working_day_after_exactly_that_many(calendar, day, count):
    end = calendar.add_working_days(day, count)
    assert not calendar.is_off(end)
    assert calendar.working_days_between(day, end) == count - 1


@given(CALENDARS, IN_SPAN, COUNTS)
def test_a_later_event_never_ends_a_working_day_period_earlier(calendar, day, count):
    assert calendar.add_working_days(day, count) <= calendar.add_working_days(day + timedelta(days=1), count)


@given(CALENDARS, IN_SPAN, COUNTS)
def test_counting_back_undoes_counting_from_a_working_day(calendar, day, count):
    start = calendar.roll(day)
    assert calendar.add_working_days(calendar.add_working_days(start, count), -count) == start


@given(CALENDARS, IN_SPAN)
def test_rolling_stays_or_moves_to_the_first_working_day(calendar, day):
    rolled = calendar.roll(day)
    assert not calendar.is_off(rolled)
    assert all(calendar.is_off(day + timedelta(days=n)) for n in range((rolled - day).days))
    assert calendar.last_working_day(day) <= day <= rolled


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, count):
    end = Calendar.add_months(day, count)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == count
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(DAYS)
def test_a_party_is_never_worse_off_by_rolling_and_an_organ_never_gains(day):
    for deadline in (periods.fine_payment(BOOK, day), periods.suit_direct(BOOK, day)):
        assert deadline.due >= deadline.nominal
        assert not BOOK.calendar.is_off(deadline.due)
        assert deadline.rolled == (deadline.due != deadline.nominal)
    preserved = periods.evidence_preservation(BOOK, day)
    assert preserved.due == preserved.nominal


@given(DAYS)
def test_the_strict_day_leaves_the_full_number_of_working_days_in_between(day):
    days = periods.hearing_summons(BOOK, day)
    assert days.strict < days.lenient < day
    assert BOOK.calendar.working_days_between(days.strict, day) == days.count
    assert BOOK.calendar.working_days_between(days.lenient, day) == days.count - 1


def test_excluded_days_are_the_days_off_that_were_passed_over():
    deadline = periods.hearing_request(BOOK, date(2026, 4, 28))
    assert deadline.excluded == tuple(date(2026, 5, n) for n in range(1, 6))


def test_a_year_without_notice_makes_the_date_provisional():
    assert periods.hearing_request(BOOK, date(2027, 3, 1)).provisional
    assert not periods.hearing_request(BOOK, date(2026, 3, 2)).provisional
    assert BOOK.calendar.is_off(date(2027, 10, 1))


def test_a_day_before_the_data_names_parameter_and_day():
    with pytest.raises(UnknownParameter, match=r"period\.hearing_request on 2020-01-02"):
        periods.hearing_request(BOOK, date(2020, 1, 2))


def test_the_unit_of_a_period_is_dated_too():
    assert periods.reconsideration_reply(BOOK, date(2023, 12, 29), "ordinary").unit == "natural_days"
    assert periods.reconsideration_reply(BOOK, date(2024, 1, 2), "ordinary").unit == "working_days"


@pytest.mark.parametrize(
    ("year", "off", "makeup"),
    [(2025, 28, 5), (2026, 33, 6)],
)
def test_the_calendar_holds_the_announced_days(year, off, makeup):
    calendar = BOOK.calendar
    assert sum(d.year == year for d in calendar.off) == off
    assert sum(d.year == year for d in calendar.makeup) == makeup
    assert all(d.weekday() >= 5 for d in calendar.makeup)
    assert {d for d in calendar.statutory if d.year == year} <= calendar.off


def test_statutory_holidays_are_thirteen_since_2025_and_eleven_before():
    for year, count in ((2021, 11), (2024, 11), (2025, 13), (2026, 13)):
        assert sum(d.year == year for d in BOOK.calendar.statutory) == count


NOTICED = st.builds(lambda off, makeup: (frozenset(off), frozenset(makeup)), st.sets(st.sampled_from(SPAN), max_size=30), st.just(()))


@given(IN_SPAN, NOTICED, st.sampled_from([(periods.hearing_request, "working_days"), (periods.fine_payment, "natural_days")]))
def test_a_provisional_deadline_counted_again_is_the_one_the_notice_gives(day, notice, kind):
    count, unit = kind
    unknown = BOOK.on(Calendar(frozenset(), frozenset(), frozenset()))
    known = BOOK.on(Calendar(*notice, frozenset(range(2020, 2040))))
    assert BOOK.calendar is not unknown.calendar
    before, fresh = count(unknown, day), count(known, day)
    again = periods.recounted(known.calendar, before)
    assert before.provisional
    assert (again.due, again.nominal, again.provisional, again.unit) == (fresh.due, fresh.nominal, False, unit)
    assert again.excluded == fresh.excluded
    assert periods.recounted(known.calendar, again) == again


@given(CALENDARS, IN_SPAN, COUNTS, COUNTS)
def test_a_period_split_in_two_ends_where_the_whole_ends(calendar, day, first, second):
    whole = calendar.add_working_days(day, first + second)
    assert calendar.add_working_days(calendar.add_working_days(day, first), second) == whole
    assert Calendar.add_days(Calendar.add_days(day, first), second) == Calendar.add_days(day, first + second)


@given(CALENDARS, IN_SPAN, COUNTS)
def test_a_longer_period_never_ends_earlier_and_a_day_off_more_never_brings_the_end_forward(calendar, day, count):
    assert calendar.add_working_days(day, count) < calendar.add_working_days(day, count + 1)
    more = Calendar(calendar.off | {calendar.roll(day)}, calendar.makeup - {calendar.roll(day)})
    assert more.add_working_days(day, count) >= calendar.add_working_days(day, count)
    assert more.roll(day) >= calendar.roll(day)


@given(CALENDARS, IN_SPAN, COUNTS)
def test_counting_forward_undoes_counting_back_from_a_working_day(calendar, day, count):
    start = calendar.roll(day)
    assert calendar.add_working_days(calendar.add_working_days(start, -count), count) == start


ORGANS_OWN = (
    periods.decision_service,
    periods.evidence_preservation,
    periods.publication_withdrawal,
    periods.cash_to_agency,
    periods.government_stop_order,
)
ROLLING = (periods.fine_payment, periods.reconsideration_application, periods.suit_direct, periods.suit_after_reconsideration)


@given(CALENDARS, st.sampled_from(SPAN[:600]), st.sampled_from(ORGANS_OWN), st.sampled_from(ROLLING))
def test_an_end_rolls_over_only_where_the_law_has_it(calendar, day, own, rolling):
    book = BOOK.on(calendar)
    assert own(book, day).due == own(book, day).nominal
    found = rolling(book, day)
    assert found.due == calendar.roll(found.nominal)
    assert found.rolled == calendar.is_off(found.nominal)


@given(DAYS, st.integers(1, 30))
def test_natural_periods_take_no_notice_of_days_off(day, more):
    seized = periods.reckon(BOOK, "seizure", day, "PER-04")
    assert seized.due == day + timedelta(days=30)
    later = periods.reckon(BOOK, "seizure", day + timedelta(days=more), "PER-04")
    assert (later.due - seized.due).days == more


def test_every_year_to_2030_can_be_asked_and_says_whether_its_days_off_are_known():
    for year in range(2021, 2031):
        found = periods.hearing_request(BOOK, date(year, 9, 27))
        assert found.provisional == (year > 2026), year
        assert found.due > date(year, 10, 3), year
