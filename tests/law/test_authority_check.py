"""The proof finds every gap and overlap that asking the rule day by day would find, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.authority_cases import DAY, KINDS, MATTERS, PLACES, POWERS, covers, grants, naive, plates
from zhifa.law.authority import Cover, Grant
from zhifa.law.authority_check import Acknowledged, Base, Item, Report, check
from zhifa.law.authority_index import Index, Plate
from zhifa.law.citations import Citation

pytestmark = pytest.mark.law
ITEMS = [Item(code, domain) for code, domain in MATTERS.items()]
WEEK = [DAY + timedelta(days=n) for n in range(-4, 5)]
COVER = [Cover(area, "squad-1", None, None) for area in PLACES]
PLATES = [Plate(organ, f"名：{organ}", None, None) for organ in KINDS]
BUREAU = Grant("b", "penalty", "bureau", KINDS["bureau"], "县局", "m", None, None, "urban_management", None, None, None, None)
TOWN = replace(BUREAU, id="t", holder="gov", holder_kind=KINDS["gov"], matter="M-1", areas=frozenset({"town"}), needs_publication=True)
URBAN = [item for item in ITEMS if item.domain == "urban_management"]


def proved(*given_grants: Grant, items: list[Item] = URBAN, **more: object) -> Report:
    index = Index(given_grants, more.pop("cover", COVER), PLACES, more.pop("plates", PLATES))
    return check(index, items, ["penalty"], **more)


def said(report: Report) -> list[tuple[object, ...]]:
    return [(f.kind, f.matters, f.areas, f.since, f.until, f.detail) for f in report.findings]


@settings(max_examples=100)
@given(st.lists(grants(), max_size=7), st.lists(covers(), max_size=3), st.lists(plates(), max_size=3))
def test_gaps_and_overlaps_are_those_of_asking_the_rule_day_by_day(given_grants, given_covers, given_plates):
    report = check(Index(given_grants, given_covers, PLACES, given_plates), ITEMS, POWERS)
    asked = {county: asked_day_by_day(given_grants, given_covers, given_plates, county) for county in (False, True)}
    assert said_by(report, county_level=False) == asked[False]
    assert asked[True] - asked[False] <= said_by(report, county_level=True) <= asked[True]


def said_by(report: Report, county_level: bool) -> set[tuple[object, ...]]:
    return {
        (f.kind, f.power, matter, area, day)
        for f in report.findings
        if f.kind in ("gap", "overlap") and f.county_level == county_level
        for matter in f.matters
        for area in f.areas
        for day in WEEK
        if f.since <= day < f.until
    }


def asked_day_by_day(grants: list[Grant], covers: list[Cover], plates: list[Plate], county_level: bool) -> set[tuple[object, ...]]:
    kinds, found = {"unclear": "gap", "contested": "overlap"}, set()
    for power, matter, area, day in product(POWERS, MATTERS, PLACES, WEEK):
        ruled = naive(grants, covers, plates, power=power, matter=matter, area=area, day=day, county_level=county_level)
        if ruled.status in kinds:
            found.add((kinds[ruled.status], power, matter, area, day))
    return found


@given(st.lists(grants(), max_size=6), st.sampled_from(WEEK))
def test_the_proof_of_one_day_is_that_day_of_the_whole_proof(given_grants, day):
    index = Index(given_grants, COVER, PLACES, PLATES)
    whole, one = check(index, ITEMS, POWERS), check(index, ITEMS, POWERS, day=day)
    assert one.findings == tuple(f for f in whole.findings if f.since <= day < f.until)


def test_one_holder_everywhere_on_all_days_is_proved():
    report = proved(BUREAU)
    assert (report.findings, report.cells, report.spans) == ((), 4, 4)


def test_the_day_before_the_first_grant_is_a_gap():
    assert said(proved(replace(BUREAU, since=DAY))) == [("gap", ("M-1", "M-2"), ("town", "zone"), date.min, DAY, ())]


def test_two_organs_of_one_rank_are_an_overlap_while_both_grants_last():
    other = replace(BUREAU, id="o", holder="dept", holder_kind=KINDS["dept"], until=DAY)
    assert said(proved(BUREAU, other)) == [("overlap", ("M-1", "M-2"), ("town", "zone"), date.min, DAY, ("bureau", "dept"))]


def test_a_published_list_above_the_bureau_is_no_overlap_and_an_unpublished_one_is_named():
    assert said(proved(BUREAU, replace(TOWN, published_on=date(2020, 1, 1), since=DAY))) == []
    late = replace(TOWN, since=DAY, published_on=DAY + timedelta(days=9))
    assert said(proved(BUREAU, late)) == [("unpublished", ("M-1",), ("town",), DAY, DAY + timedelta(days=9), ("gov",))]


def test_a_list_that_claims_to_need_no_publication_is_named_too():
    assert [f.kind for f in proved(BUREAU, replace(TOWN, needs_publication=False)).findings] == ["unpublished"]


def test_a_name_without_a_plate_is_named_for_the_days_without_one():
    worn = [Plate("bureau", "县局", DAY, None)]
    assert said(proved(BUREAU, plates=worn)) == [("no_plate", ("M-1", "M-2"), ("town", "zone"), date.min, DAY, ("bureau",))]


def test_no_squad_or_two_are_named_where_the_bureau_needs_one():
    twice = [*COVER, Cover("town", "squad-2", DAY, None)]
    assert said(proved(BUREAU, cover=twice)) == [("no_squad", ("M-1", "M-2"), ("town",), DAY, date.max, ())]


def test_a_base_that_is_gone_is_named_while_the_matter_stands():
    items = [Item("M-1", "urban_management", until=DAY + timedelta(days=5), bases=(Base("某条例 第三条", DAY), Base("某法 第一条", None)))]
    assert said(proved(BUREAU, items=items)) == [("repealed", ("M-1",), (), DAY, DAY + timedelta(days=5), ("某条例 第三条",))]


def test_a_grant_under_a_repealed_law_is_named():
    given_grant = replace(BUREAU, citation=Citation("某条例", 8))
    found = proved(given_grant, repealed={"某条例": DAY}).findings
    assert [(f.kind, f.since, f.detail) for f in found] == [("repealed", DAY, ("某条例 第八条", "bureau"))]


def test_a_matter_is_proved_for_its_own_life_only():
    items = [Item("M-1", "urban_management", since=DAY), Item("M-2", "urban_management")]
    assert said(proved(replace(BUREAU, since=DAY), items=items)) == [("gap", ("M-2",), ("town", "zone"), date.min, DAY, ())]


def test_an_open_point_acknowledges_its_kind_in_its_domain_and_nothing_else():
    register = [Acknowledged("OP-1", "gap", "archives"), Acknowledged("OP-2", "no_squad", "")]
    report = proved(BUREAU, items=ITEMS, cover=[], register=register)
    assert {(f.kind, f.acknowledged) for f in report.findings} == {("gap", "OP-1"), ("no_squad", "OP-2")}
    assert report.faults == ()
    assert [f.kind for f in proved(items=URBAN, register=register).faults] == ["gap"]


def test_a_matter_that_only_the_township_holds_has_nobody_for_major_cases():
    listed = replace(TOWN, published_on=date(2020, 1, 1), areas=frozenset(PLACES))
    found = proved(listed, items=[ITEMS[0]], day=DAY).findings
    assert [(f.kind, f.county_level, f.areas) for f in found] == [("gap", True, ("town", "zone"))]
