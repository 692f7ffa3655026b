"""Load of units: hours against people, what several of them do, and what another grouping changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhifa.law.regrouping import Move, Scale, Work, loads, overlaps, regrouped, scale, tried
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
D = Decimal
BY = Scale({"task": D(4), "visit": D(3), "summary_case": D(3), "ordinary_case": D(40)}, D(1600), 28)
PEOPLE = {"first": 4, "second": 4, "empty": 0}
WORKS = (
    Work("second", "urban_management", "UM-009", "ordinary_case", 88),
    Work("second", "housing_construction", "HC-021", "task", 112),
    Work("first", "urban_management", "UM-001", "task", 640),
    Work("first", "housing_construction", "HC-021", "task", 10),
    Work("first", "urban_management", "", "visit", 8),
)
GREENERY = Move("second", "first", "", ("HC-021",))


def test_moving_greenery_from_the_second_to_the_first_unit_changes_the_forecast_from_62_to_55_percent() -> None:
    found = {c.before.unit: c for c in tried(PEOPLE, WORKS, GREENERY, BY, 365)}
    second = found["second"]
    assert (second.before.percent, second.after.percent) == (D("62.0"), D("55.0"))
    assert found["first"].after.hours - found["first"].before.hours == second.before.hours - second.after.hours == 448
    assert [c.differs for c in found.values()] == [True, True, False]


def test_a_domain_moves_whole_and_only_from_its_source() -> None:
    moved = regrouped(WORKS, Move("second", "first", "housing_construction"))
    assert [w.unit for w in moved] == ["second", "first", "first", "first", "first"]
    assert sum(w.pieces for w in moved) == sum(w.pieces for w in WORKS)
    assert regrouped(WORKS, Move("second", "first")) == WORKS


def test_without_people_there_is_no_load_and_short_records_give_no_forecast() -> None:
    assert loads(PEOPLE, WORKS, BY, 365)["empty"].percent is None
    short = loads(PEOPLE, WORKS, BY, 27)["second"]
    assert (short.hours, short.yearly, short.percent) == (D(3968), None, None)
    half = loads(PEOPLE, WORKS, BY, 73)["second"]
    assert (half.yearly, half.percent) == (D("19840.0"), D("310.0"))
    assert loads(PEOPLE, WORKS, BY, 0)["second"].percent is None


def test_a_matter_of_several_units_overlaps_and_unnamed_work_does_not() -> None:
    [found] = overlaps((*WORKS, Work("second", "urban_management", "", "visit", 3)))
    assert (found.matter, found.units, found.count) == ("HC-021", (("second", 112), ("first", 10)), 122)


def test_the_county_s_numbers_are_read_and_what_is_not_set_is_named() -> None:
    set_here = scale(load_book(["cn", "zhejiang", "chunan"]), date(2026, 9, 1))
    assert (set_here.lacking, set_here.assumed, set_here.hours["task"] > 0) == ((), True, True)
    bare = scale(load_book(["cn"]), date(2026, 9, 1))
    assert "units.hours.person_year" in bare.lacking
    assert loads(PEOPLE, WORKS, bare, 365)["first"].percent is None
