"""Two reports of one thing, and two of different things."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.algorithms.proximity import Report, address_words, closeness, metres_between, nearest

AT = datetime(2026, 9, 1, 10, tzinfo=UTC)
FIRST = Report("1", "新安大街夜宵摊占道经营，油烟很大", AT, 119.04, 29.6, "千岛湖镇新安大街12号", frozenset({"M1"}))


def test_one_degree_of_latitude_is_111_km() -> None:
    assert metres_between(119, 29, 119, 30) == pytest.approx(111_195, abs=5)
    assert metres_between(119, 29, 119, 29) == 0


def test_address_is_split_into_named_parts() -> None:
    assert address_words("千岛湖镇新安大街 12号") == {"千岛湖镇", "新安大街", "12号"}


def test_second_call_about_the_same_stall_scores_high_and_says_why() -> None:
    again = Report("2", "新安大街路边夜宵摊又占道了，油烟熏人", AT + timedelta(hours=2), 119.0403, 29.6001, "新安大街", frozenset({"M1"}))
    found = closeness(FIRST, again)
    assert found.score > 0.6
    assert dict(found.parts)["matter"] == 1
    assert found.shared == ("M1", "新安大街")
    assert found.metres is not None
    assert found.metres < 50


def test_far_or_old_or_other_things_score_low() -> None:
    far = Report("3", "工地夜里施工太吵", AT - timedelta(days=20), 118.7, 29.4, "威坪镇环镇路", frozenset({"M9"}))
    assert closeness(FIRST, far).score < 0.1


def test_missing_place_lowers_the_score_instead_of_being_guessed() -> None:
    bare = Report("4", FIRST.text, AT)
    found = closeness(FIRST, bare)
    assert found.metres is None
    assert [name for name, _ in found.parts] == ["time", "text"]
    assert found.score < closeness(FIRST, Report("5", FIRST.text, AT, 119.04, 29.6)).score


def test_nearest_lists_best_first_without_itself() -> None:
    others = [Report(str(i), FIRST.text, AT, 119.04 + i / 1000, 29.6) for i in range(6)]
    found = nearest(FIRST, others, top=3)
    assert [c.other for c in found] == ["0", "2", "3"]


reports = st.builds(
    Report,
    st.sampled_from(["a", "b"]),
    st.text(max_size=30),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    st.none() | st.floats(-180, 180),
    st.none() | st.floats(-90, 90),
    st.text(max_size=20),
    st.frozensets(st.sampled_from("xyz")),
)


@given(reports, reports)
def test_score_is_symmetric_and_between_0_and_1(one: Report, other: Report) -> None:
    there, back = closeness(one, other), closeness(other, one)
    assert there.score == back.score
    assert 0 <= there.score <= 1
