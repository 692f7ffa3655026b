"""The argument for a matter: ten dimensions for, two against, missing facts, penalties that exclude, and fines as what the statute says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhifa.law import argument
from zhifa.law.argument import AGAINST, FOR, LABELS, Range, argue, average, heavy, highest, points, scale, simple
from zhifa.law.empowerment import Band
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
D = Decimal
DAY = date(2026, 9, 1)
BOOK = load_book(["cn", "zhejiang", "chunan", "demo"])
SCALE = scale(BOOK, DAY)
BEST = {code: SCALE.bands[code].target if code in FOR else SCALE.bands[code].floor for code in LABELS}


def test_ten_dimensions_speak_for_a_matter_and_two_against_with_a_hundred_points_to_be_had() -> None:
    assert (len(FOR), AGAINST) == (10, ("subjects", "complexity"))
    assert sum(SCALE.bands[code].weight for code in FOR) == 100
    assert (SCALE.lacking, SCALE.assumed) == ((), True)
    assert set(argument.FORMULAS) == set(argument.UNITS) == set(LABELS)


def test_full_marks_are_fit_and_each_dimension_against_takes_points_off() -> None:
    found = argue(BEST, ["fine"], SCALE, book=BOOK, day=DAY)
    assert (found.total, found.recommendation) == (D("100.0"), "fit")
    for code in AGAINST:
        worse = argue(BEST | {code: SCALE.bands[code].target}, ["fine"], SCALE, book=BOOK, day=DAY)
        assert worse.total == D(100) - SCALE.bands[code].weight
    worst = {code: SCALE.bands[code].floor if code in FOR else SCALE.bands[code].target for code in LABELS}
    found = argue(worst, ["fine"], SCALE, book=BOOK, day=DAY)
    assert (found.total, found.recommendation) == (D("0.0"), "unfit")


@pytest.mark.parametrize(("value", "expected"), [(60000, "0.00"), (50000, "0.00"), (25500, "5.00"), (1000, "10.00"), (0, "10.00")])
def test_less_is_better_where_the_target_lies_below_the_floor(value: int, expected: str) -> None:
    assert points(D(value), SCALE.bands["highest"]) == D(expected)


@pytest.mark.parametrize("code", LABELS)
def test_a_missing_fact_has_no_points_and_nothing_is_recommended(code: str) -> None:
    found = argue(BEST | {code: None}, ["fine"], SCALE, book=BOOK, day=DAY)
    assert (found.recommendation, found.missing) == ("unclear", (code,))
    assert next(s for s in found.scored if s.code == code).arithmetic == ""


@pytest.mark.parametrize("kind", ["revoke_licence", "stop_business", "close", "detention"])
def test_a_heavy_penalty_excludes_the_matter_whatever_the_points(kind: str) -> None:
    assert argue(BEST, ["fine", kind], SCALE, book=BOOK, day=DAY).recommendation == "excluded"
    assert heavy([kind], load_book(["cn"]), DAY) == (kind,)
    assert heavy(["fine", "warning"], BOOK, DAY) == ()


def test_a_county_that_set_no_weights_gets_no_recommendation() -> None:
    bare = load_book(["cn"])
    found = argue(BEST, ["fine"], scale(bare, DAY), book=bare, day=DAY)
    assert (found.recommendation, found.total) == ("unclear", D(0))


def test_the_arithmetic_can_be_checked_by_hand() -> None:
    found = {s.code: s for s in argue(BEST | {"complaints": D(5), "subjects": D(50)}, ["fine"], SCALE, book=BOOK, day=DAY).scored}
    assert found["complaints"].arithmetic == "10 × (5 − 0) ÷ (20 − 0) = 2.5"
    assert found["subjects"].arithmetic == "−10 × (50 − 0) ÷ (200 − 0) = −2.5"
    assert found["found"].arithmetic == "20 → 10"
    assert points(D(1), Band(D(10), D(3), D(3))) is None


def test_fines_are_read_from_the_range_of_the_statute() -> None:
    held = [Range("citizen", D(100), D(1000)), Range("organization", None, D(5000)), Range("any", None, None)]
    assert (highest(held), average(held)) == (D(5000), D("1525.00"))
    assert (highest([]), average(held[2:])) == (None, None)


@pytest.mark.parametrize(
    ("ranges", "kinds", "expected"),
    [
        ([Range("any", None, D(50))], ["fine"], 100),
        ([Range("any", D(100), D(1000))], ["fine"], 50),
        ([Range("citizen", D(100), D(1000)), Range("organization", D(5000), D(10000))], ["fine"], 50),
        ([Range("organization", D(5000), D(10000))], ["fine"], 0),
        ([Range("responsible_person", None, D(200))], ["fine"], 100),
        ([], ["warning"], 100),
        ([], ["revoke_licence"], 0),
        ([], ["fine"], None),
    ],
)
def test_the_simple_procedure_fits_always_perhaps_or_never(ranges: list[Range], kinds: list[str], expected: int | None) -> None:
    found = simple(ranges, kinds, book=BOOK, day=DAY)
    assert found == (None if expected is None else D(expected))
