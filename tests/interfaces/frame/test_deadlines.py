"""Deadlines in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from zhifa.interfaces.frame.deadlines import chip, moment, span

NOW = datetime(2026, 9, 1, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(seconds=20), "0 分"),
        (timedelta(minutes=8), "8 分"),
        (timedelta(hours=2, minutes=5), "2 小时 5 分"),
        (timedelta(hours=2), "2 小时"),
        (timedelta(hours=7, minutes=59), "7 小时"),
        (timedelta(days=3, hours=5), "3 天"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(length: timedelta, words: str) -> None:
    assert span(length) == words


@pytest.mark.parametrize(
    ("due", "level", "text", "until"),
    [
        (NOW + timedelta(hours=2), "ok", "剩 2 小时", "今天 16:00"),
        (NOW + timedelta(minutes=8), "soon", "剩 8 分", "今天 14:08"),
        (NOW, "soon", "剩 0 分", "今天 14:00"),
        (NOW - timedelta(minutes=12), "late", "超 12 分", "今天 13:48"),
        (NOW - timedelta(hours=26), "late", "超 1 天", "昨天 12:00"),
        (date(2026, 9, 1), "soon", "剩 10 小时", "今天"),
        (date(2026, 9, 4), "ok", "剩 3 天", "9月4日"),
        (date(2026, 8, 31), "late", "超 14 小时", "昨天"),
        (date(2027, 1, 3), "ok", "剩 124 天", "2027年1月3日"),
    ],
)
def test_a_chip_says_how_long_and_until_when(due: date, level: str, text: str, until: str) -> None:
    shown = chip(due, NOW)
    assert (shown.level, shown.text, shown.until) == (level, text, until)


def test_amber_begins_in_the_last_fifth_when_the_start_is_known() -> None:
    started = NOW - timedelta(days=8)
    assert chip(NOW + timedelta(days=2, minutes=1), NOW, started=started).level == "ok"
    assert chip(NOW + timedelta(days=1), NOW, started=started).level == "soon"


def test_a_kept_deadline_stops() -> None:
    kept = chip(NOW + timedelta(hours=1), NOW + timedelta(days=1), done_at=NOW)
    missed = chip(NOW - timedelta(hours=1), NOW + timedelta(days=1), done_at=NOW)
    assert (kept.level, kept.text) == ("done", "按时完成")
    assert (missed.level, missed.text) == ("late", "逾期完成")


def test_the_same_in_english() -> None:
    with translation.override("en"):
        assert chip(NOW + timedelta(hours=2), NOW).text == "2 h left"
        assert moment(date(2026, 9, 4), NOW) == "4 Sep"
        assert moment(NOW, NOW) == "today 14:00"
