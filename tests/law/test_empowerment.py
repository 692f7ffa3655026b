"""The arithmetic of an assessment, what no points outweigh, and which matters suit a township."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law import empowerment
from zhifa.law.actors import Role
from zhifa.law.appraisal import Definition
from zhifa.law.empowerment import ASPECTS, INDICATORS, Band, assess, points, scale
from zhifa.law.procedure.empowerment import ASSESSMENT, WITHDRAWAL
from zhifa.law.procedure.empowerment_guards import ASSESSMENT_GUARDS, WITHDRAWAL_GUARDS
from zhifa.law.rulings import Blocked, Outcome
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
BOOK = load_book(("cn", "zhejiang", "chunan", "demo"))
BARE = load_book(("cn", "zhejiang", "chunan"))
DAY = date(2026, 9, 1)
BAND = Band(Decimal(10), Decimal(20), Decimal(60))
FULL = {i.code: Decimal(10**6) for i in INDICATORS}


def test_the_county_weighs_five_aspects_to_a_hundred_points() -> None:
    by = scale(BOOK, DAY)
    assert {i.aspect for i in INDICATORS} == set(ASPECTS)
    assert sum(b.weight for b in by.bands.values()) == 100
    assert all(b.floor < b.target for b in by.bands.values())
    assert by.assumed, "no document states these numbers"


def test_nothing_that_counts_fines_or_cases_can_be_an_indicator() -> None:
    with pytest.raises(Blocked):
        Definition("case_count", "案件数", 1, ("case_count",), "")


@pytest.mark.parametrize(("value", "expected"), [(20, "0"), (0, "0"), (40, "5"), (60, "10"), (500, "10"), (50, "7.5")])
def test_points_run_straight_between_floor_and_target(value: int, expected: str) -> None:
    assert points(Decimal(value), BAND) == Decimal(expected)


def test_a_missing_fact_has_no_points_at_all() -> None:
    assert points(None, BAND) is None


@given(st.dictionaries(st.sampled_from([i.code for i in INDICATORS]), st.decimals(0, 10**7, places=2), max_size=len(INDICATORS)))
def test_the_total_stays_between_nothing_and_a_hundred_and_is_the_sum_of_what_is_shown(facts: dict[str, Decimal]) -> None:
    found = assess(facts, scale(BOOK, DAY))
    assert 0 <= found.total <= 100
    assert abs(found.total - sum(s.points or 0 for s in found.scored)) <= Decimal("0.05")
    assert sum(got for got, _full in found.aspects.values()) == sum(s.points or 0 for s in found.scored)
    assert (found.proposal == "unclear") == bool(set(FULL) - set(facts))


@given(st.sampled_from([i.code for i in INDICATORS]), st.decimals(0, 10**5, places=1), st.decimals(0, 10**5, places=1))
def test_more_of_anything_is_never_fewer_points(code: str, one: Decimal, other: Decimal) -> None:
    band = scale(BOOK, DAY).bands[code]
    low, high = sorted((one, other))
    assert points(low, band) <= points(high, band)


def test_full_marks_pass_and_each_veto_turns_them_into_a_deferral() -> None:
    by = scale(BOOK, DAY)
    assert (assess(FULL, by).total, assess(FULL, by).proposal) == (100, "pass")
    for code, reason in (("officers", "few_officers"), ("legal_reviewer", "no_legal_review"), ("squad", "no_squad")):
        found = assess({**FULL, code: Decimal(0)}, by)
        assert found.proposal == "defer"
        assert f"empowerment.{reason}" in {r.code for r in found.ruling.reasons}


def test_a_county_that_set_no_weights_gets_no_answer() -> None:
    found = assess(FULL, scale(BARE, DAY))
    assert (found.proposal, found.ruling.missing) == ("unclear", ("empowerment_scale",))
    assert found.ruling.reasons[0].code == "empowerment.no_scale"
    assert not empowerment.suitable((), None, 9, book=BARE, day=DAY).permits
    assert not empowerment.poor(9, 9, book=BARE, day=DAY).permits


def test_an_aspect_without_weight_needs_no_fact() -> None:
    by = scale(BOOK, DAY).changed({"gdp": Decimal(0), "market_entities": Decimal(0)})
    found = assess({k: v for k, v in FULL.items() if k not in ("gdp", "market_entities")}, by)
    assert (found.total, found.missing) == (100, ())


@pytest.mark.parametrize(
    ("kinds", "highest", "need", "code"),
    [
        (("fine",), 5000, 3, "item_suitable"),
        (("fine", "revoke_licence"), 5000, 9, "item_heavy"),
        (("fine", "stop_business"), 5000, 9, "item_heavy"),
        (("fine",), 100000, 9, "item_fine"),
        (("warning",), None, 2, "item_rare"),
    ],
)
def test_frequent_and_light_matters_suit_a_township(kinds: tuple[str, ...], highest: int | None, need: int, code: str) -> None:
    found = empowerment.suitable(kinds, None if highest is None else Decimal(highest), need, book=BOOK, day=DAY)
    assert found.reasons[0].code == f"empowerment.{code}"
    assert found.permits is (code == "item_suitable")


WINDOW = (date(2025, 9, 1), DAY)


@pytest.mark.parametrize(
    ("leads", "cases", "held", "known", "outcome"),
    [
        (0, 0, date(2022, 9, 1), date(2021, 12, 1), Outcome.BLOCK),
        (1, 0, date(2022, 9, 1), date(2021, 12, 1), Outcome.ALLOW),
        (0, 1, date(2022, 9, 1), date(2021, 12, 1), Outcome.ALLOW),
        (0, 0, date(2026, 1, 1), date(2021, 12, 1), Outcome.WARN),
        (0, 0, date(2022, 9, 1), date(2026, 8, 1), Outcome.WARN),
        (0, 0, date(2022, 9, 1), None, Outcome.WARN),
    ],
)
def test_disuse_is_proven_by_a_whole_year_only(leads: int, cases: int, held: date, known: date | None, outcome: Outcome) -> None:
    assert empowerment.idle(leads, cases, held, known, WINDOW).outcome is outcome


@pytest.mark.parametrize(("decided", "undone", "poor"), [(0, 0, False), (2, 2, False), (3, 1, True), (10, 2, False), (10, 3, True)])
def test_quality_is_a_share_of_enough_cases(decided: int, undone: int, poor: bool) -> None:
    assert (empowerment.poor(decided, undone, book=BOOK, day=DAY).outcome is Outcome.BLOCK) is poor


def test_a_conclusion_holds_for_a_year_and_can_be_objected_to_for_fifteen_days() -> None:
    assert empowerment.valid_until(BOOK, DAY) == date(2027, 8, 31)
    assert empowerment.appeal_until(BOOK, DAY) == date(2026, 9, 16)


@pytest.mark.parametrize(("table", "guards"), [(ASSESSMENT, ASSESSMENT_GUARDS), (WITHDRAWAL, WITHDRAWAL_GUARDS)])
def test_the_tables_name_every_state_act_and_guard(table, guards) -> None:
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert {r.guard for r in table.rows} == set(guards)
    assert all(r.basis and r.roles for r in table.rows)
    assert {s for s in table.states if not table.acts_from(s)} == set(table.final)
    assert not [r for r in table.rows if r.roles & {Role.AUXILIARY, Role.DISCIPLINE, Role.OFFICER}]
