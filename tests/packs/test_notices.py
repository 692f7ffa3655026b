"""A notice of days off that comes after the packs: read strictly, kept, and known to the next book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhifa.packs.book import load_book
from zhifa.packs.notices import keep, read_notice, stamp
from zhifa.packs.reading import PackError

FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
DAYS = """2027-01-01,off,元旦,yes
2027-02-05,off,春节,yes
2027-02-06,off,春节,yes
2027-02-08,off,春节,yes
2027-02-20,makeup,春节,no
2027-05-01,off,劳动节,yes
2027-05-02,off,劳动节,yes
2027-05-03,off,劳动节,no
2027-10-01,off,国庆节,yes
2027-10-02,off,国庆节,yes
2027-10-03,off,国庆节,yes
2027-10-04,off,国庆节,no
"""


def written(folder: Path, days: str = DAYS) -> Path:
    file = folder / "演示2027.csv"
    file.write_text("date,kind,holiday,statutory\n" + days, encoding="utf-8")
    return file


def test_a_year_without_notice_is_provisional_until_the_notice_is_kept(tmp_path: Path) -> None:
    before = load_book(["cn"], tmp_path / "kept")
    assert before.calendar.is_provisional(date(2027, 5, 3))
    assert not before.calendar.is_off(date(2027, 5, 3))
    keep(read_notice(written(tmp_path), "演示通知", FIXED), tmp_path / "kept")
    after = load_book(["cn"], tmp_path / "kept")
    assert not after.calendar.is_provisional(date(2027, 5, 3))
    assert after.calendar.is_off(date(2027, 5, 3))
    assert not after.calendar.is_off(date(2027, 2, 20))
    assert after.calendar.is_provisional(date(2028, 5, 3))
    assert after.version == f"{before.version} notice@2027"
    assert not load_book(["cn"]).calendar.is_off(date(2027, 5, 3))


def test_a_notice_kept_again_replaces_the_earlier_one(tmp_path: Path) -> None:
    for days in (DAYS, DAYS.replace("2027-05-03,off,劳动节,no\n", "")):
        keep(read_notice(written(tmp_path, days), "演示通知", FIXED), tmp_path / "kept")
    assert {name for name, _ in stamp(tmp_path / "kept")} == {"2027.csv", "notices.csv"}
    assert not load_book(["cn"], tmp_path / "kept").calendar.is_off(date(2027, 5, 3))


def test_a_new_year_may_begin_in_the_old_one(tmp_path: Path) -> None:
    assert read_notice(written(tmp_path, "2026-12-31,off,元旦,no\n" + DAYS), "演示通知", FIXED).year == 2027


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("2027-05-01,off,劳动节,yes\n", ""), "2027-05-01"),
        (("2027-02-20,makeup", "2027-02-22,makeup"), "weekend"),
        (("makeup,春节,no", "makeup,春节,yes"), "not worked"),
        (("2027-01-01,off", "2025-01-01,off"), "not a day of the notice"),
        (("2027-02-20,makeup", "2027-02-20,halfday"), "kind"),
        (("元旦,yes", "元旦,maybe"), "statutory is"),
        (("2027-02-06,off", "2027-02-05,off"), "each once"),
        (("2027-02-06,off", "6.2.2027,off"), "not a date"),
    ],
)
def test_what_is_no_notice_is_refused_with_the_day(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    with pytest.raises(PackError, match=fault):
        read_notice(written(tmp_path, DAYS.replace(*change)), "演示通知", FIXED)


def test_a_notice_needs_a_title(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="title"):
        read_notice(written(tmp_path), " ", FIXED)
