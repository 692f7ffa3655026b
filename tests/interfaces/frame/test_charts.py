"""What the server draws of numbers over time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhifa.interfaces.frame.charts import HEIGHT, TOP, Goal, chart

FIRST, MIDDLE, LAST = date(2021, 9, 30), date(2022, 9, 30), date(2023, 9, 30)
HALF, WHOLE = Decimal("0.5"), Decimal(1)


def test_a_number_goes_in_steps_and_leaves_a_gap_where_it_is_not_known() -> None:
    found = chart([(FIRST, HALF), (MIDDLE, None), (LAST, WHOLE)])
    assert len(found.lines) == 2
    assert found.lines[0].startswith("M46.0 ")
    assert found.last is not None
    assert found.last.label == "100.0%"
    assert chart([(FIRST, None), (LAST, None)]).lines == ()


def test_targets_hold_until_they_are_due_and_their_words_stay_inside_the_picture() -> None:
    goals = [Goal(MIDDLE, Decimal("0.6"), "60%"), Goal(LAST, WHOLE, "100%")]
    found = chart([(FIRST, HALF), (LAST, HALF)], goals, chosen=MIDDLE)
    assert found.goals.count("M") == 2
    assert [d.below for d in found.dues] == [True, True]
    assert chart([(FIRST, HALF), (LAST, HALF)], [Goal(None, Decimal("0.7"), "70%")]).dues[0].below is False
    assert found.chosen == found.dues[0].x


def test_counts_have_round_numbers_at_their_side() -> None:
    found = chart([(FIRST, Decimal(13)), (LAST, Decimal(15))], percent=False)
    assert [m.label for m in found.up] == ["0", "5", "10", "15", "20"]
    assert found.up[-1].y == TOP
    assert found.up[0].y < HEIGHT
    assert [m.label for m in found.across] == ["2022", "2023"]


def test_one_day_alone_is_drawn_too() -> None:
    assert len(chart([(FIRST, HALF)]).lines) == 1
