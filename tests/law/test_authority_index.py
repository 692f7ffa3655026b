"""The index of grants says what the rule says, on every day, for random grants, squads and plates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.law.authority_cases import DAY, KINDS, MATTERS, PLACES, POWERS, covers, grants, naive, plates
from zhifa.law.authority import Cover, Grant
from zhifa.law.authority_index import Index, Plate

pytestmark = pytest.mark.law
WEEK = [DAY + timedelta(days=n) for n in range(-4, 5)]


@settings(max_examples=150)
@given(
    st.lists(grants(), max_size=7),
    st.lists(covers(), max_size=4),
    st.lists(plates(), max_size=4),
    st.sampled_from(sorted(MATTERS)),
    st.sampled_from(["", *sorted(PLACES)]),
    st.booleans(),
)
def test_the_index_says_what_the_rule_says_on_every_day(given_grants, given_covers, given_plates, matter, area, county_level):
    index = Index(given_grants, given_covers, PLACES, given_plates)
    for power in POWERS:
        for day in WEEK:
            asked = {"power": power, "matter": matter, "area": area, "day": day, "county_level": county_level}
            found, ruled = index.on(domain=MATTERS[matter], **asked), naive(given_grants, given_covers, given_plates, **asked)
            assert (found.status, found.holder, found.holder_kind, found.acting_identity, found.team, found.commander) == (
                ruled.status,
                ruled.holder,
                ruled.holder_kind,
                ruled.acting_identity,
                ruled.team,
                ruled.commander,
            ), asked
            assert (found.grant and found.grant.id) == (ruled.grant and ruled.grant.id)
            assert ("squad_coverage" in ruled.ruling.missing) == (found.squads != 1 and bool(area))
            if found.status == "contested":
                assert set(found.rivals) == {c.grant.holder for c in ruled.considered if c.accepted}


@given(st.lists(grants(), max_size=7), st.lists(covers(), max_size=3), st.lists(plates(), max_size=3))
def test_between_two_change_days_nothing_changes(given_grants, given_covers, given_plates):
    index = Index(given_grants, given_covers, PLACES, given_plates)
    changes = index.change_days()
    for matter, domain in MATTERS.items():
        for day, following in pairwise(WEEK):
            if following not in changes:
                for area in PLACES:
                    assert index.on("penalty", matter, domain, area, day) == index.on("penalty", matter, domain, area, following)


def grant(**values: object) -> Grant:
    base = Grant("g", "penalty", "bureau", KINDS["bureau"], "县局", "m", None, None, "urban_management", None, None, None, None)
    return replace(base, **values)


def test_matters_without_grants_of_their_own_share_the_subject_of_their_domain():
    index = Index([grant(), grant(id="h", matter="M-2")], (), PLACES, ())
    domain = index.subject("penalty", "", "urban_management")
    assert index.subject("penalty", "M-1", "urban_management") is domain
    assert index.subject("penalty", "M-2", "urban_management") is not domain


def test_a_line_gives_the_spans_with_their_holders():
    old = grant(id="old", holder="dept", holder_kind=KINDS["dept"], until=date(2022, 1, 1))
    index = Index(
        [old, grant(since=date(2022, 1, 1))], [Cover("town", "squad-1", None, None)], PLACES, [Plate("bureau", "县局", None, None)]
    )
    line = index.line(index.subject("penalty", "M-1", "urban_management"), "town")
    assert [(since, until, h.holder, h.team, h.stamped) for since, until, h in line.spans()] == [
        (date.min, date(2022, 1, 1), "dept", "", False),
        (date(2022, 1, 1), date.max, "bureau", "squad-1", True),
    ]


def test_an_empowerment_on_paper_only_is_named():
    town = grant(id="t", holder="gov", holder_kind=KINDS["gov"], since=DAY, published_on=DAY + timedelta(days=2), needs_publication=True)
    index = Index([grant(), town], (), PLACES, ())
    found = [index.on("penalty", "M-1", "urban_management", "town", DAY + timedelta(days=n)) for n in range(-1, 4)]
    assert [(f.holder, len(f.unpublished)) for f in found] == [("bureau", 0), ("bureau", 1), ("bureau", 1), ("gov", 0), ("gov", 0)]


def test_a_special_rule_for_an_organ_above_the_county_prevails_for_its_days():
    town = grant(id="t", holder="gov", holder_kind=KINDS["gov"], matter="M-1")
    city = grant(id="c", holder="city", holder_kind="superior_organ", since=DAY, until=DAY + timedelta(days=2))
    index = Index([grant(), town, city], (), PLACES, ())
    found = [index.on("penalty", "M-1", "urban_management", "town", DAY + timedelta(days=n)).holder for n in range(-1, 3)]
    assert found == ["gov", "city", "city", "gov"]
