"""目录调整: the table is complete, every guard answers both ways, the score follows the county's weights (R34, R37, R38, R49, R59)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhifa.law.actors import Role
from zhifa.law.catalogue_change import (
    BUREAU_LEVEL,
    COUNTY_LEVEL,
    COVERAGE,
    EMPOWER,
    NEW_GRANT,
    NEW_MATTER,
    PLATE,
    PROFESSIONAL,
    PROVINCE_LEVEL,
    REVISE_MATTER,
    Asked,
    level_of,
)
from zhifa.law.catalogue_score import KEEP, MOVE, SPECIAL, score
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE
from zhifa.law.procedure.catalogue_change_guards import GUARDS, ChangeFacts, Document, would
from zhifa.law.rulings import Ruling
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
DAY = date(2026, 9, 1)
BUREAU = "county_enforcement_bureau"
MOVED = Asked(NEW_GRANT, "某事项交县局", ("UM-001",), BUREAU, "urban_management", frozenset({"fine"}), "省统一目录2021年本")
COUNTY = Document(COUNTY_LEVEL, "淳安县人民政府", "淳政发〔2026〕9号", DAY - timedelta(days=2))
PROVINCE = Document(PROVINCE_LEVEL, "浙江省人民政府", "浙政函〔2026〕3号", DAY - timedelta(days=9))
WHOLE = ChangeFacts(
    day=DAY,
    actor="b",
    requester="a",
    roles=frozenset({Role.LEADER}),
    items=(MOVED,),
    scored=frozenset({"UM-001"}),
    level=COUNTY_LEVEL,
    opinion="符合条例七至十条",
    documents=(COUNTY,),
    effective_on=DAY,
    published_on=DAY,
    channel="县政府门户网站",
    new_day=DAY + timedelta(days=30),
    reason="等部门移交完毕",
)


def ruled(guard: str, **changed: object) -> Ruling:
    return GUARDS[guard](replace(WHOLE, **changed))  # type: ignore[arg-type]


def codes(found: Ruling) -> set[str]:
    return {r.code for r in found.reasons}


def test_the_table_names_everything_cites_every_row_and_has_a_guard_for_each() -> None:
    table = CATALOGUE_CHANGE
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert all(r.basis and r.roles and r.guard for r in table.rows)
    assert {r.guard for r in table.rows} == set(GUARDS)
    assert {s for s in table.states if not table.acts_from(s)} == table.final


def test_what_is_whole_passes_every_guard() -> None:
    assert {guard for guard in GUARDS if not ruled(guard).permits} == set()


@pytest.mark.parametrize(
    ("guard", "changed", "code"),
    [
        ("words_given", {"lacking": ("title",)}, "change.incomplete"),
        ("request_complete", {"lacking": ("change_items",)}, "change.incomplete"),
        ("request_complete", {"effective_on": DAY - timedelta(days=1)}, "change.effect_in_the_past"),
        ("request_complete", {"items": (replace(MOVED, faults=(("change.nothing_changes", ()),)),)}, "change.nothing_changes"),
        ("scores_computed", {"weights": False}, "change.no_weights"),
        ("lawful", {"actor": "a"}, "change.own_request"),
        ("lawful", {"opinion": " "}, "change.no_opinion"),
        ("lawful", {"scored": frozenset()}, "change.not_scored"),
        ("lawful", {"items": (replace(MOVED, holder_kind=PROFESSIONAL, domain="civil_affairs"),)}, "change.no_mandate"),
        ("lawful", {"items": (replace(MOVED, penalties=frozenset({"fine", "revoke_licence"}), listed=""),)}, "change.kind_stays"),
        ("approval_stated", {"actor": "a"}, "change.own_request"),
        ("approval_stated", {"roles": frozenset({Role.APPROVER})}, "change.higher_level"),
        ("approval_stated", {"documents": (replace(COUNTY, number=""),)}, "change.no_document"),
        ("approval_stated", {"level": PROVINCE_LEVEL}, "change.province_approves"),
        ("approval_stated", {"documents": (replace(COUNTY, issued_on=DAY + timedelta(days=1)),)}, "change.document_of_a_later_day"),
        ("approval_stated", {"effective_on": DAY - timedelta(days=3)}, "change.effect_before_approval"),
        ("lawful", {"unassessed": ("某镇",)}, "change.not_assessed"),
        ("approval_stated", {"against": ("某事项",), "reason": ""}, "change.against_score"),
        ("approval_stated", {"new_faults": ("UM-001 汾口镇 2026-09-01 起没有主体",)}, "change.new_faults"),
        ("announced_before_effect", {"channel": ""}, "change.no_channel"),
        ("announced_before_effect", {"effective_on": DAY - timedelta(days=1)}, "change.published_too_late"),
        ("day_reached", {"published_on": None}, "change.not_published"),
        ("day_reached", {"effective_on": DAY + timedelta(days=1)}, "change.day_not_reached"),
        ("day_reached", {"new_faults": ("x",)}, "change.new_faults"),
        ("later_day", {"new_day": DAY - timedelta(days=1)}, "change.not_a_later_day"),
        ("later_day", {"new_day": DAY}, "change.not_a_later_day"),
        ("later_day", {"reason": ""}, "reason_required"),
        ("reason_given", {"reason": ""}, "reason_required"),
    ],
)
def test_each_thing_in_the_way_is_told(guard: str, changed: dict[str, object], code: str) -> None:
    found = ruled(guard, **changed)
    assert not found.permits
    assert code in codes(found)


def test_what_the_form_will_ask_for_does_not_stand_in_the_way_before() -> None:
    bare = ChangeFacts(day=DAY, actor="b", requester="a", roles=WHOLE.roles, effective_on=DAY, published_on=DAY)
    assert {guard for guard in GUARDS if not would(bare, guard).permits} == set()
    assert not would(replace(bare, actor="a"), "lawful").permits


def test_the_province_approves_what_goes_beyond_its_catalogue_and_the_county_what_moves_powers() -> None:
    beyond = replace(MOVED, kind=NEW_MATTER, listed="")
    assert level_of([Asked(REVISE_MATTER, "x"), Asked(COVERAGE, "y")]) == BUREAU_LEVEL
    assert level_of([Asked(COVERAGE, "y"), MOVED]) == COUNTY_LEVEL
    assert level_of([Asked(PLATE, "z")]) == COUNTY_LEVEL
    assert level_of([Asked(EMPOWER, "镇", ("UM-001",), "township_government")]) == COUNTY_LEVEL
    assert level_of([MOVED, beyond]) == PROVINCE_LEVEL
    assert ruled("approval_stated", level=PROVINCE_LEVEL, documents=(COUNTY, PROVINCE)).permits


def test_kinds_that_belong_to_the_issuer_move_where_the_provincial_catalogue_names_them() -> None:
    named = replace(MOVED, penalties=frozenset({"fine", "revoke_licence"}))
    assert ruled("lawful", items=(named,)).permits
    back = replace(named, holder_kind="original_department", listed="")
    assert ruled("lawful", items=(back,)).permits


def test_a_team_for_a_mandated_field_is_lawful() -> None:
    team = replace(MOVED, holder_kind=PROFESSIONAL, domain="health")
    assert ruled("lawful", items=(team,), mandated=frozenset({"health"})).permits


def test_the_seed_case_of_stalls_without_licence_scores_92_and_is_proposed_to_move() -> None:
    book = load_book(("cn", "zhejiang", "chunan", "demo"))
    counts = {"frequency": 31, "comprehensiveness": 5, "demand": 3, "difficulty": 2}
    found = score(book, DAY, counts, special=False)
    assert (found.total, found.proposal) == (Decimal("92.5"), MOVE)


def test_the_seed_case_of_the_medical_fund_stays_whatever_it_scores() -> None:
    book = load_book(("cn", "zhejiang", "chunan", "demo"))
    few = {"frequency": 4, "comprehensiveness": 3, "demand": 1, "difficulty": 3}
    assert score(book, DAY, few, special=False).proposal == KEEP
    assert score(book, DAY, few, special=True).proposal == SPECIAL


def test_more_than_the_full_value_gives_no_more_points() -> None:
    book = load_book(("cn", "zhejiang", "chunan", "demo"))
    most = {"frequency": 9999, "comprehensiveness": 99, "demand": 99, "difficulty": 0}
    assert score(book, DAY, most, special=False).total == Decimal(100)
