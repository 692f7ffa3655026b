"""Rules that services ask directly: precondition, remedy clause, reporting for record."""

from datetime import date

import pytest

from zhifa.law.procedure import precondition, remedy, summary
from zhifa.law.rulings import Outcome
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(["cn"])
SERVED, DUE = date(2026, 5, 6), date(2026, 5, 11)


@pytest.mark.parametrize(
    ("order", "recheck", "corrected", "on_spot", "code"),
    [
        (None, None, None, False, "no_order"),
        (SERVED, None, None, False, "no_recheck"),
        (SERVED, DUE, False, False, "period_running"),
        (SERVED, date(2026, 5, 12), False, False, "met"),
        (SERVED, date(2026, 5, 12), True, False, "corrected"),
        (SERVED, None, None, True, "met"),
        (SERVED, None, True, True, "corrected"),
    ],
)
def test_a_penalty_waits_for_order_period_and_recheck(order, recheck, corrected, on_spot, code):
    found = precondition.may_penalise(True, order, DUE, recheck, corrected, on_spot)
    assert found.reasons[0].code == f"precondition.{code}"
    assert found.permits == (code == "met")
    assert found.rules == ("APP-18",)


def test_a_provision_without_precondition_asks_for_nothing():
    assert precondition.may_penalise(False, None, None, None, None).outcome is Outcome.ALLOW


def test_a_summary_penalty_puts_reconsideration_first():
    notice = remedy.notice_for_summary(BOOK, SERVED, "县人民政府")
    assert (notice.text, notice.reconsideration_first, notice.body) == ("reconsideration_first", True, "县人民政府")
    assert (notice.reconsideration_count, notice.reconsideration_unit) == (60, "natural_days")
    assert (notice.suit_count, notice.suit_unit) == (15, "natural_days")


def test_an_ordinary_penalty_leaves_the_choice():
    notice = remedy.notice_for_ordinary(BOOK, SERVED, "县人民政府")
    assert (notice.reconsideration_first, notice.suit_count, notice.suit_unit) == (False, 6, "months")


def test_a_summary_penalty_is_reported_within_the_internal_default():
    assert summary.report_for_record_until(BOOK, date(2026, 4, 30)) == date(2026, 5, 7)
