"""How far the reform is, computed as requirements §5.5 says: 12/25, 19/32, and what cannot be said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from zhifa.law import reform_bodies, reform_command, reform_items
from zhifa.law.authority import BUREAU, TOWNSHIP
from zhifa.law.reform import Definition, Element, Figure, Standing, Target, Taxonomy, target_of
from zhifa.law.reform_bodies import Body, Claim, Former, Term, Township
from zhifa.law.reform_command import DrillCall, OrderSample
from zhifa.law.reform_items import COMPREHENSIVE, OWN, PROFESSIONAL, Held, Lot, Ripeness
from zhifa.law.reform_lists import DomainList, professional_list
from zhifa.law.rulings import Blocked, Reason
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan
from zhifa.packs.reform import load_reform

pytestmark = pytest.mark.law
DAY, BASELINE = date(2021, 12, 31), date(2021, 9, 30)
REFORM = load_reform(("cn", "zhejiang", "chunan"))
assert REFORM is not None
TWELVE = {d.code for d in load_plan("chunan").domains.values() if d.holder == BUREAU}
OWNERS = {d.code: d.holder for d in load_plan("chunan").domains.values()}
SIXTY, SEVENTY = (Target(date(y, 12, 31), Decimal(share), "", "") for y, share in ((2021, "0.6"), (2022, "0.7")))


def held(kind: str, since: date | None = None) -> Held:
    if since is None:
        return Held((date.min,), (frozenset({kind}),), (False,))
    return Held((date.min, since), (frozenset({"original_department"}), frozenset({kind})), (True, True))


def lot(domain: str, kind: str, subdomain: str = "", count: int = 1, **more: object) -> Lot:
    named = tuple((f"{domain}-{subdomain}-{n}", "某事") for n in range(count))
    given = {"since": None, "until": None, "valid_until": None, "held": held(kind), "official": False, "ripe": Ripeness()} | more
    return Lot(domain, domain, subdomain, matters=named, **given)  # type: ignore[arg-type]


def one_each(taxonomy: Taxonomy) -> list[Lot]:
    """One matter in every domain of the taxonomy, held as the plan has it."""
    return [lot(e.domain, OWNERS[e.domain], next(iter(e.subdomains), "")) for e in taxonomy.elements]


def covered(taxonomy: Taxonomy, lots: list[Lot], day: date = DAY) -> Figure:
    return reform_items.coverage(taxonomy, reform_items.on(lots, day), day)


@pytest.mark.parametrize(
    ("code", "count", "size", "percent"), [("seed-25", 12, 25, "48.0"), ("seed-32", 19, 32, "59.4")], ids=["grouped", "counted apart"]
)
def test_the_worked_example_on_the_plans_own_list(code: str, count: int, size: int, percent: str) -> None:
    taxonomy = REFORM.taxonomies[code]
    found = covered(taxonomy, one_each(taxonomy))
    assert (found.numerator, found.denominator, found.percent) == (count, size, Decimal(percent))
    assert (found.reaches(SIXTY), found.taxonomy) == (False, code)


def test_nineteen_names_on_forty_provincial_domains_are_47_5_percent() -> None:
    expanded = [e for e in REFORM.taxonomies["seed-32"].elements if e.domain in TWELVE]
    others = [Element(f"p{n}", "", "") for n in range(21)]
    provincial = Taxonomy("province-40", "", 40, (*expanded, *others))
    found = covered(provincial, one_each(REFORM.taxonomies["seed-32"]))
    assert (found.numerator, found.percent) == (19, Decimal("47.5"))


def test_the_provincial_list_is_not_given_and_so_nothing_is_computed() -> None:
    found = covered(REFORM.taxonomies["province-40"], one_each(REFORM.taxonomies["seed-25"]))
    assert (found.numerator, found.denominator, found.share, found.reaches(SIXTY)) == (None, 40, None, None)
    assert [r.code for r in found.missing] == ["reform.taxonomy_not_given"]


def test_without_its_last_matter_a_domain_drops_out_and_the_share_falls_by_one_nth() -> None:
    taxonomy = REFORM.taxonomies["seed-25"]
    lots = one_each(taxonomy)
    before = covered(taxonomy, lots)
    ended = [replace(x, until=DAY) if x.domain == "archives" else x for x in lots]
    after = covered(taxonomy, ended)
    assert before.share is not None
    assert after.share is not None
    assert before.share - after.share == Decimal(1) / 25
    assert [x.subject for x in after.lines if x.standing is Standing.LEFT and x.reason.code == "reform.no_matter"] == ["archives"]
    assert covered(taxonomy, ended, date(2021, 12, 30)).share == before.share


def test_a_basis_out_of_force_ends_a_matter_too() -> None:
    assert reform_items.on([lot("archives", BUREAU, valid_until=DAY)], DAY) == ()


def test_a_domain_counts_from_the_day_of_the_transfer_or_when_a_township_is_empowered() -> None:
    taxonomy = Taxonomy("t", "", 2, (Element("a", "", "a"), Element("b", "", "b")))
    lots = [lot("a", BUREAU, held=held(BUREAU, date(2021, 12, 1))), lot("b", TOWNSHIP, held=held(TOWNSHIP, date(2022, 9, 1)))]
    assert [covered(taxonomy, lots, d).numerator for d in (date(2021, 11, 30), DAY, date(2022, 9, 1))] == [0, 1, 2]
    early = covered(taxonomy, lots, date(2021, 11, 30))
    assert early.lines[0].reason.code == "reform.held_by.original_department"


def test_matters_whose_transfer_no_source_dates_are_counted_and_said() -> None:
    state = reform_items.on([lot("a", BUREAU, count=3), lot("b", BUREAU, count=2, held=held(BUREAU, DAY))], DAY)
    assert reform_items.moved(state, DAY, frozenset("ab"), 1833).undated == 3


def test_the_share_by_matters_and_the_concentration_show_departments_apart() -> None:
    state = reform_items.on([lot("a", BUREAU, count=6), lot("b", PROFESSIONAL, count=3), lot("c", OWN)], DAY)
    share = reform_items.share("X1.matters", state, DAY, COMPREHENSIVE)
    both = reform_items.share("X5", state, DAY, COMPREHENSIVE | {PROFESSIONAL})
    assert (share.numerator, both.numerator, both.denominator) == (6, 9, 10)
    assert both.beside == {"reform.beside.own": 1}


def test_the_number_of_matters_is_derived_and_the_difference_is_said() -> None:
    state = reform_items.on([lot("a", BUREAU, count=100), lot("b", PROFESSIONAL, count=7)], DAY)
    found = reform_items.moved(state, DAY, frozenset("a"), 1833)
    assert (found.numerator, found.denominator) == (100, 1833)
    assert found.missing[0] == Reason("reform.missing.difference", {"stated": "1833", "known": "100", "difference": "1733"})


def edition(**more: object) -> DomainList:
    named = {"market--0": "某事", "market--1": "某事", "market--9": "旧事"}
    given = {"edition": 1, "drafted_on": BASELINE, "confirmed_on": None, "replaced_on": None, "document": "", "matters": named} | more
    return DomainList("market", "市场监管", **given)  # type: ignore[arg-type]


def test_a_domain_without_list_leaves_the_number_unsaid_and_a_drafted_one_counts_nothing() -> None:
    state = reform_items.on([lot("market", PROFESSIONAL, count=5), lot("archives", BUREAU)], DAY)
    found = professional_list(state, DAY, ())
    assert (found.numerator, found.denominator, found.beside["reform.beside.ready"]) == (None, 5, 5)
    assert found.missing == (Reason("reform.missing.list_drafts", {"domains": "market"}),)
    drafted = professional_list(state, DAY, [edition()])
    assert (drafted.numerator, drafted.denominator, drafted.missing[0].code) == (0, 5, "reform.missing.confirmation")
    assert professional_list(state, date(2021, 9, 29), [edition()]).numerator is None


def test_a_confirmed_list_counts_what_is_on_it_and_in_force_of_all_that_is_on_it_or_came_since() -> None:
    state = reform_items.on([lot("market", PROFESSIONAL, count=5)], DAY)
    confirmed = edition(confirmed_on=DAY, document="文号", struck=frozenset({"market--2"}))
    found = professional_list(state, DAY, [confirmed], detailed=True)
    why = {x.subject: x.reason.code.removeprefix("reform.list_") for x in found.lines}
    assert why == {"market--0": "confirmed", "market--1": "confirmed", "market--3": "newer", "market--4": "newer", "market--9": "lapsed"}
    assert (found.numerator, found.denominator, found.missing) == (2, 5, ())
    assert professional_list(state, DAY, [confirmed]).share == found.share
    assert professional_list(state, date(2021, 12, 30), [confirmed]).numerator == 0
    assert professional_list(state, date(2022, 1, 1), [edition(confirmed_on=DAY, replaced_on=date(2022, 1, 1))]).numerator == 0


def test_what_is_decided_counts_matters_and_is_missing_before_the_first_decision() -> None:
    used = Ripeness((), "", DAY)
    lots = [lot("a", BUREAU, count=2, ripe=used), lot("b", PROFESSIONAL, ripe=used), lot("c", OWN, ripe=used), lot("d", BUREAU, count=9)]
    found = reform_items.decided(reform_items.on(lots, DAY), DAY)
    assert (found.numerator, found.denominator, found.beside) == (3, 4, {"reform.beside.own": 1})
    early = reform_items.decided(reform_items.on(lots, BASELINE), BASELINE)
    assert (early.numerator, early.missing[0].code) == (None, "reform.missing.no_decision")


def test_a_matter_without_official_code_cannot_be_matched_with_the_annex() -> None:
    state = reform_items.on([lot("a", BUREAU), lot("b", BUREAU, official=True, held=held(BUREAU, DAY))], DAY)
    found = reform_items.moved(state, DAY, frozenset("ab"), 1833)
    assert [x.reason.code for x in found.lines] == ["reform.moved_undated_unmatched", "reform.moved"]


def test_a_matter_is_not_tested_without_passing_its_cases_and_not_in_use_before_a_decision() -> None:
    lots = [
        lot("a", BUREAU, ripe=Ripeness(("reform.lacks.tiers",))),
        lot("b", BUREAU, ripe=Ripeness((), "reform.untested.failed", DAY)),
        lot("c", BUREAU, ripe=Ripeness((), "", DAY)),
        lot("d", BUREAU, ripe=Ripeness((), "", None)),
    ]
    state = reform_items.on(lots, DAY)
    assert [reform_items.maturity(n, state, DAY).numerator for n in (1, 2, 3)] == [3, 2, 1]
    before = date(2021, 12, 30)
    assert reform_items.maturity(3, reform_items.on(lots, before), before).numerator == 0


def test_what_may_be_no_indicator_is_no_reform_figure_either() -> None:
    with pytest.raises(Blocked):
        Definition("X5.cases", 1, ("case_count",))


def test_the_target_is_the_next_one_that_is_due() -> None:
    both = (SIXTY, SEVENTY)
    assert [target_of(both, d) for d in (DAY, date(2022, 1, 1), date(2024, 1, 1))] == [SIXTY, SEVENTY, SEVENTY]
    assert target_of((), DAY) is None


def test_the_share_is_compared_unrounded() -> None:
    assert Figure("X1", DAY, 5996, 10000).reaches(SIXTY) is False


def body(code: str, kind: str, **more: object) -> Body:
    return Body(code, code, kind, "market", "市场监管", **more)  # type: ignore[arg-type]


def test_kinds_of_teams_are_told_but_no_share_without_the_baseline() -> None:
    gone = body("old", "professional", terms=(Term("old", None, date(2021, 12, 1)),))
    found = reform_bodies.team_kinds([body("market", "professional"), gone, body("s", "squad")], (), DAY, BASELINE)
    assert (found.numerator, found.denominator) == (1, None)
    assert [(x.subject, x.reason.code) for x in found.lines] == [("market", "reform.team_undated"), ("old", "reform.team_ended")]


def test_kinds_of_teams_are_a_share_of_the_baseline_and_abolished_ones_stay_with_their_approval() -> None:
    ended = Former("渔政队", "农业", "渔政", Term("f", None, date(2021, 12, 1)), "文号 1", "农业农村局")
    younger = Former("临时队", "农业", "临时", Term("g", date(2021, 10, 1), date(2021, 11, 1)), "文号 2", "农业农村局", demo=True)
    own = [body("market", "professional")]
    days = [BASELINE, date(2021, 10, 15), date(2021, 11, 30), DAY]
    found = [reform_bodies.team_kinds(own, (ended, younger), d, BASELINE) for d in days]
    assert [(f.numerator, f.denominator) for f in found] == [(2, 2), (3, 2), (2, 2), (1, 2)]
    gone = next(x for x in found[-1].lines if x.subject == "f")
    assert (gone.standing, gone.reason.values["approval"], gone.group) == (Standing.LEFT, "文号 1", "农业 · 渔政")
    assert found[-1].beside == {"reform.beside.abolished": 1, "reform.beside.demo": 1}
    assert found[-1].missing[0].code == "reform.missing.demo_teams"


def test_a_unit_is_on_the_platform_with_somebody_on_duty_and_a_telephone() -> None:
    duty = (Term("officer", date(2021, 1, 1), date(2022, 1, 1)),)
    units = [
        body("a", "squad", accounts=duty, phone=True, first_task=DAY),
        body("b", "squad", accounts=duty),
        body("c", "squad", phone=True),
    ]
    found = reform_bodies.onboarding(units, DAY)
    assert [x.reason.code for x in found.lines] == ["reform.tasked", "reform.no_phone", "reform.no_account"]
    assert reform_bodies.onboarding(units, date(2022, 1, 1)).numerator == 0


def test_a_drill_is_passed_inside_its_limit_and_teams_that_had_none_leave_the_number_unsaid() -> None:
    teams = [body("a", "squad"), body("m", "professional"), body("u", "internal_unit")]
    found = reform_command.drills(teams, [DrillCall("a", DAY, 15, 15)], DAY)
    assert (found.numerator, found.denominator, found.missing[0].code) == (None, 2, "reform.missing.drills")
    late = reform_command.drills(teams, [DrillCall("a", DAY, 15, 15), DrillCall("m", DAY, 16, 15)], DAY)
    assert [x.reason.code for x in late.lines] == ["reform.drill.in_time", "reform.drill.late"]
    assert late.beside == {"reform.beside.drilled.squad": 1, "reform.beside.drilled.professional": 0}
    again = [DrillCall("a", DAY, 3, 15), DrillCall("m", BASELINE, 3, 15), DrillCall("m", DAY, None, 15)]
    assert [(f.numerator, f.denominator) for f in (reform_command.drills(teams, again, DAY),)] == [(1, 2)]
    assert reform_command.drills(teams, again, BASELINE).numerator is None


def test_directives_outside_of_the_platform_are_found_by_looking_and_the_last_look_counts() -> None:
    teams = [body("a", "squad"), body("m", "professional")]
    none = reform_command.orders(teams, (), DAY)
    assert (none.numerator, none.denominator, none.missing[0].values) == (None, None, {"count": "2", "all": "2"})
    looks = [OrderSample("a", BASELINE, 20, 9), OrderSample("a", DAY, 10, 1), OrderSample("m", DAY, 5, 0)]
    found = reform_command.orders(teams, looks, DAY)
    assert (found.numerator, found.denominator, found.missing) == (14, 15, ())
    assert reform_command.orders(teams, looks, BASELINE).numerator == 11


def test_a_township_has_one_mode_and_may_be_empowered_besides() -> None:
    seat = Township("a", "甲", (Term("s", None, None),), frozenset({"s"}), (Term("m", date(2022, 9, 1), None),))
    both = Township("b", "乙", (Term("s", None, None), Term("t", None, None)), frozenset(), ())
    none = Township("c", "丙", (), frozenset(), ())
    found = reform_bodies.modes([seat, both, none], DAY)
    assert [x.reason.code for x in found.lines] == ["reform.mode.seat", "reform.mode.several_squads", "reform.mode.no_squad"]
    assert (found.numerator, found.denominator, found.beside) == (1, 3, {"reform.beside.empowered": 0})
    assert reform_bodies.modes([seat], date(2022, 9, 1)).beside == {"reform.beside.empowered": 1}


def test_a_squad_needs_two_valid_certificates() -> None:
    squad = body("s", "squad", certificates=(Term("p", None, None), Term("q", None, DAY), Term("p", None, None)))
    assert reform_bodies.staffed([squad], DAY, 2).numerator == 0
    assert reform_bodies.staffed([squad], date(2021, 12, 30), 2).numerator == 1


def claim(**more: object) -> Claim:
    given = {"claimed_on": None, "disclaimed_on": None, "excused_on": None, "ended_on": None, "checked": True, "carrier": True} | more
    return Claim("c", "某事", "县教育局", date(2021, 12, 1), **given)  # type: ignore[arg-type]


def test_an_item_counts_when_claimed_with_list_and_unit_and_leaves_the_list_when_the_legal_office_confirms() -> None:
    claims = [
        claim(claimed_on=DAY),
        claim(claimed_on=DAY, checked=False),
        claim(disclaimed_on=DAY),
        claim(),
        claim(disclaimed_on=DAY, excused_on=DAY),
    ]
    found = reform_bodies.claimed(claims, DAY)
    assert (found.numerator, found.denominator, found.beside) == (1, 4, {"reform.beside.claimed": 2})
    assert found.lines[3].reason == Reason("reform.claim.unclaimed", {"days": "30"})
    assert reform_bodies.claimed(claims, date(2021, 12, 30)).denominator == 5


def test_a_list_that_was_not_compiled_is_missing_and_no_zero() -> None:
    found = reform_bodies.claimed([], DAY)
    assert (found.numerator, found.denominator, found.missing[0].code) == (None, None, "reform.missing.not_compiled")


def test_every_reason_of_a_figure_and_every_figure_has_its_words() -> None:
    book, source = load_book(("cn", "zhejiang", "chunan", "demo")), Path(reform_items.__file__).parents[1]
    files = [*source.glob("law/reform*.py"), *source.glob("apps/appraisal/**/*.py"), source / "packs" / "chunan" / "reform.toml"]
    said = {code for file in files for code in re.findall(r'"(reform\.[\w.]*\w)"', file.read_text(encoding="utf-8"))}
    parts = ("name", "formula", "numerator", "denominator")
    said |= {f"reform.{code}.{part}" for code in REFORM.definitions for part in parts}  # type: ignore[union-attr]
    said |= {f"reform.taxonomy.{code}" for code in REFORM.taxonomies}
    said |= {f"reform.whose.{kind}" for kind in reform_items.CLASSES} | {f"reform.ripe.{n}" for n in (1, 2, 3)}
    assert len(said) > 100
    assert not said - set(book.sentences)
