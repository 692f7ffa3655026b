"""Who may punish since when, whose the three powers are, and where nobody acts after a transfer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhifa.law.authority import BUREAU, TOWNSHIP, Grant, Place
from zhifa.law.authority_index import Index, Plate
from zhifa.law.reform_items import Held
from zhifa.law.reform_registers import BUNDLE, Moved, bundles, moved_on, shifts, subjects, vacuum

pytestmark = pytest.mark.law
SWITCH = date(2021, 12, 1)
PLACES = {code: Place(code, code, True, code) for code in ("a", "b")}


def grant(holder: str, kind: str, power: str = "penalty", **more: object) -> Grant:
    given = {
        "matter": None, "domain": "civil_affairs", "areas": None, "since": None, "until": None, "published_on": None,
        "mandate": "plan", "citation": None, "acting_identity": holder,
    } | more  # fmt: skip
    return Grant(f"{holder}:{kind}:{power}:{given['matter']}", power, holder, kind, **given)  # type: ignore[arg-type]


GRANTS = (
    grant("building_squad", "original_department", domain="housing", until=SWITCH, mandate="old"),
    grant("bureau", BUREAU, domain="housing", since=SWITCH),
    grant("bureau", BUREAU, domain="urban"),
    grant("town", TOWNSHIP, matter="UM-001", domain=None, areas=frozenset("a"), since=SWITCH, published_on=date(2022, 9, 1)),
    grant("paper_town", TOWNSHIP, matter="UM-001", domain=None, areas=frozenset("b"), since=SWITCH),
)


def test_an_abolished_subject_is_one_until_its_last_day_and_stays_in_the_register() -> None:
    found = {s.organ: s for s in subjects(GRANTS)}
    assert found["building_squad"].kinds(date(2021, 10, 1)) == ("original_department",)
    assert found["building_squad"].kinds(SWITCH) == ()
    assert found["building_squad"].stands[0].mandates == ("old",)


def test_a_township_is_a_subject_from_the_publication_of_its_list_and_never_on_paper_alone() -> None:
    found = {s.organ: s for s in subjects(GRANTS)}
    assert "paper_town" not in found
    assert [found["town"].kinds(d) for d in (date(2022, 8, 31), date(2022, 9, 1))] == [(), (TOWNSHIP,)]


def test_the_number_of_subjects_is_told_with_who_came_and_went() -> None:
    rows = shifts(subjects(GRANTS), (date(2021, 9, 30), SWITCH, date(2022, 9, 1)))
    assert [(r.count, r.came, r.went) for r in rows] == [(2, (), ()), (1, (), ("building_squad",)), (2, ("town",), ())]


def test_the_three_powers_of_a_matter_may_be_in_different_hands() -> None:
    whole = [grant("bureau", BUREAU, power, domain="urban") for power in BUNDLE]
    town = grant("town", TOWNSHIP, matter="UM-001", domain=None, areas=frozenset("a"), published_on=SWITCH)
    index = Index((*whole, town), (), PLACES, [Plate("bureau", "县局", None, None)])
    rows = bundles(index, [("UM-001", "urban"), ("UM-002", "urban"), ("UM-003", "urban")], SWITCH)
    assert [(r.matters, r.areas, r.whole) for r in rows] == [
        (("UM-001", "UM-002", "UM-003"), (), True),
        (("UM-001",), ("a",), False),
    ]
    assert {power: rows[1].holders[power] for power in BUNDLE} == {
        "penalty": ("town",), "investigation": ("bureau",), "coercion": ("bureau",),
    }  # fmt: skip


def test_a_matter_is_moved_on_the_day_when_the_bureau_takes_over() -> None:
    held = Held((date.min, SWITCH), (frozenset({"original_department"}), frozenset({BUREAU})), (True, True))
    assert moved_on(held) == SWITCH
    assert moved_on(Held((date.min,), (frozenset({BUREAU}),), (False,))) is None


def days(first: date, count: int, step: int) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n * step) for n in range(count))


LEADS = (*days(date(2021, 1, 5), 14, 20), *days(date(2021, 12, 10), 11, 5))


def test_eleven_leads_and_no_action_after_the_transfer_are_a_vacuum() -> None:
    [row] = vacuum([Moved("CA-001", "某事", "民政", SWITCH, LEADS, (date(2021, 6, 1),))], date(2022, 3, 2), 90)
    assert (row.before, row.leads, row.open, row.dated, row.since) == (14, 11, False, True, SWITCH)


def test_while_the_days_run_it_is_open_and_with_one_action_it_is_none() -> None:
    moved = Moved("CA-001", "某事", "民政", SWITCH, LEADS, ())
    assert [v.open for v in vacuum([moved], date(2022, 2, 1), 90)] == [True]
    acted = Moved("CA-001", "某事", "民政", SWITCH, LEADS, (date(2022, 1, 10),))
    assert vacuum([acted], date(2022, 3, 2), 90) == ()
    assert vacuum([moved], date(2021, 11, 30), 90) == ()


def test_without_the_day_of_the_transfer_the_first_lead_begins_it_and_that_is_said() -> None:
    [row] = vacuum([Moved("CA-001", "某事", "民政", None, (date(2026, 5, 1),), ())], date(2026, 9, 1), 90)
    assert (row.since, row.dated, row.open) == (date(2026, 5, 1), False, False)
