"""The authority function on grants as the registry has them: time, place, publication, rank, contest, gap."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law import authority, jurisdiction
from zhifa.law.authority import Cover, Grant, OpenPoint, Place, Question
from zhifa.law.rulings import Outcome

pytestmark = pytest.mark.law
DAY = date(2026, 5, 6)
TOWN = Place("330127110", "汾口镇", True, "汾口镇人民政府")
BUREAU = Grant(
    "g1", "penalty", "bureau", "county_enforcement_bureau", "县综合行政执法局", "m1", None, None, "urban_management", None, None, None, None
)
LIST = Grant(
    "g2",
    "penalty",
    "town",
    "township_government",
    "汾口镇人民政府",
    "m2",
    None,
    "M-1",
    "urban_management",
    frozenset({TOWN.area}),
    date(2026, 1, 1),
    None,
    date(2025, 12, 20),
    needs_publication=True,
)
COVER = (Cover(TOWN.area, "squad-3", None, None, "demo.coverage"),)
ASKED = Question("penalty", "urban_management", "M-1", TOWN, DAY)


def reasons(found):
    return {c.grant.id: c.reason.code.removeprefix("authority.") for c in found.considered}


def test_a_published_list_beats_the_bureau_and_the_bureau_is_shown_as_yielding():
    found = authority.rule(ASKED, [BUREAU, LIST], COVER)
    assert (found.status, found.holder, found.acting_identity, found.team) == ("held", "town", "汾口镇人民政府", "")
    assert reasons(found) == {"g1": "yields_to_township", "g2": "grant_applies"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"published_on": None}, "not_published"),
        ({"published_on": date(2026, 5, 7)}, "not_published"),
        ({"since": date(2026, 5, 7)}, "not_yet_in_force"),
        ({"until": DAY}, "no_longer_in_force"),
        ({"areas": frozenset({"elsewhere"})}, "other_area"),
    ],
)
def test_a_list_that_does_not_apply_leaves_the_bureau_with_its_squad(change, reason):
    found = authority.rule(ASKED, [BUREAU, replace(LIST, **change)], COVER)
    assert (found.holder, found.team, found.commander) == ("bureau", "squad-3", "汾口镇人民政府")
    assert reasons(found)["g2"] == reason
    assert found.ruling.assumptions == ("demo.coverage",)


@pytest.mark.parametrize("flag", ["cross_area", "major_or_complex"])
def test_cross_area_and_major_cases_go_to_the_county_without_a_squad(flag):
    found = authority.rule(replace(ASKED, **{flag: True}), [BUREAU, LIST], ())
    assert (found.holder, found.team, found.county_level, found.ruling.outcome) == ("bureau", "", True, Outcome.COMPUTE)
    assert reasons(found)["g2"] == "county_level"


def test_a_grant_of_the_matter_beats_a_grant_of_the_domain():
    kept = replace(BUREAU, id="g3", holder="dept", holder_kind="original_department", acting_identity="县住建局", matter="M-1")
    found = authority.rule(ASKED, [BUREAU, kept], COVER)
    assert found.holder == "dept"
    assert reasons(found)["g1"] == "yields_to_matter"


def test_two_holders_of_one_rank_are_contested_and_nobody_is_chosen():
    other = replace(BUREAU, id="g3", holder="dept", acting_identity="县住建局", assumption="demo.grant")
    found = authority.rule(ASKED, [BUREAU, other], COVER)
    assert (found.status, found.holder, found.ruling.outcome) == ("contested", "", Outcome.ESCALATE)
    assert found.ruling.assumptions == ("demo.grant",)


def test_nobody_is_unclear_and_an_open_point_says_why():
    found = authority.rule(ASKED, [replace(BUREAU, power="licence"), replace(BUREAU, domain="market")], COVER)
    assert (found.status, found.considered, found.ruling.missing) == ("unclear", (), ("grant",))
    found = authority.rule(ASKED, [], (), [OpenPoint("o1", "urban_management", "authority.open_point")])
    assert [r.code for r in found.ruling.reasons] == ["authority.open_point"]


def test_without_a_place_only_area_grants_ask_for_it():
    found = authority.rule(replace(ASKED, place=None), [LIST], ())
    assert (found.status, found.ruling.missing) == ("unclear", ("place",))
    found = authority.rule(replace(ASKED, place=None), [BUREAU], ())
    assert (found.status, found.holder, found.ruling.missing) == ("held", "bureau", ("place",))


def test_no_squad_or_two_keep_the_holder_and_ask_for_the_coverage():
    for cover in ((), (Cover(TOWN.area, "a", None, None), Cover(TOWN.area, "b", None, None)), (Cover(TOWN.area, "a", None, DAY),)):
        found = authority.rule(ASKED, [BUREAU], cover)
        assert (found.holder, found.team, found.commander, found.ruling.missing) == ("bureau", "", "", ("squad_coverage",))


@given(st.permutations([BUREAU, LIST, replace(LIST, id="g4", published_on=None), replace(BUREAU, id="g5", until=DAY)]))
def test_the_order_of_grants_does_not_matter(grants):
    found = authority.rule(ASKED, grants, COVER)
    assert (found.holder, found.grant.id) == ("town", "g2")


def test_only_the_holder_files_and_a_former_holder_hands_the_clue_over():
    held = authority.rule(ASKED, [BUREAU], COVER)
    assert jurisdiction.may_file("bureau", held).permits
    refused = jurisdiction.may_file("dept", held, former_holder=True)
    assert (refused.outcome, refused.rules, refused.values) == (Outcome.BLOCK, ("JUR-13",), {"hand_over_clue": True})
    assert jurisdiction.may_file("town", held).rules == ("JUR-04",)
    assert not jurisdiction.may_file("bureau", authority.rule(ASKED, [], ())).permits


NAMES = st.sampled_from(["bureau", "town", "dept"])
KINDS = {"bureau": "county_enforcement_bureau", "town": "township_government", "dept": "original_department"}
EDGES = st.sampled_from([None, DAY, DAY.replace(day=1), DAY.replace(month=7)])


@st.composite
def grants(draw):
    holder = draw(NAMES)
    matter = draw(st.sampled_from([None, "M-1", "M-2"]))
    return Grant(
        f"g{draw(st.integers(0, 99))}",
        draw(st.sampled_from(["penalty", "supervision"])),
        holder,
        KINDS[holder],
        f"名义：{holder}",
        "m",
        None,
        matter,
        draw(st.sampled_from(["urban_management", "archives"])),
        draw(st.sampled_from([None, frozenset({TOWN.area}), frozenset({"elsewhere"})])),
        draw(EDGES),
        draw(EDGES),
        draw(EDGES),
        needs_publication=holder == "town",
    )


def naively(question, given):
    """The holder by the words of the rule alone: throw out, one after the other, what does not apply; then the township's published list,
    then the grant of the very matter, then the others."""
    fit = [g for g in given if g.power == question.power]
    fit = [g for g in fit if g.matter == question.matter] + [g for g in fit if not g.matter and g.domain == question.domain]
    fit = [g for g in fit if not g.since or g.since <= question.day]
    fit = [g for g in fit if not g.until or question.day < g.until]
    fit = [g for g in fit if g.areas is None or question.place.area in g.areas]
    lists = [g for g in fit if g.holder == "town" and g.published_on and g.published_on <= question.day]
    lists = [] if question.cross_area or question.major_or_complex else lists
    others = [g for g in fit if g.holder != "town"]
    for group in (lists, others):
        for layer in ([g for g in group if g.matter], group):
            if layer:
                holders = {g.holder for g in layer}
                return ("held", holders.pop()) if len(holders) == 1 else ("contested", "")
    return "unclear", ""


@given(st.lists(grants(), max_size=8), st.booleans(), st.booleans())
def test_the_ruling_is_that_of_a_naive_reading(given_grants, cross, major):
    asked = replace(ASKED, cross_area=cross, major_or_complex=major)
    found = authority.rule(asked, given_grants, COVER)
    assert (found.status, found.holder) == naively(asked, given_grants)


@given(st.lists(grants(), max_size=6), st.lists(grants(), max_size=4))
def test_grants_of_other_matters_and_powers_change_nothing(mine, others):
    foreign = [replace(g, power="routine_patrol") for g in others] + [replace(g, matter="M-9") for g in others]
    found, mixed = authority.rule(ASKED, mine, COVER), authority.rule(ASKED, [*foreign, *mine], COVER)
    assert (found.status, found.holder, found.grant) == (mixed.status, mixed.holder, mixed.grant)
