"""What moves with powers, posts that balance, the appraisal under dual management: each rule both ways."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.law import staffing
from zhifa.law.actors import Role
from zhifa.law.book import UnknownParameter
from zhifa.law.procedure.staffing import DUAL_APPRAISAL, STAFF_TRANSFER, STAFFING_GUARDS, StaffingFacts
from zhifa.law.rulings import Outcome
from zhifa.law.staffing import Approved, Department, Move
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
DAY = date(2026, 9, 1)
DOCUMENT = Approved("县编委", "编〔2026〕1号", date(2026, 8, 1))
HELD = {("water", "managed"): 18, ("bureau", "managed"): 192}


@pytest.mark.parametrize(
    ("facts", "rule", "least", "most"),
    [
        (Department(40, 40, 18, 5, 0), "team", 13, 13),
        (Department(40, 40, 5, 5, 3), "team", 0, 0),
        (Department(40, 40, 0, 0, 4), "qualified", 1, 3),
        (Department(40, 40, 0, 0, 1), "qualified", 1, 1),
        (Department(3, 3, 0, 0, 0), "items_only", 0, 0),
        (Department(40, 39, 18, 5, 0), "open", 0, 18),
        (Department(0, 0, 18, 5, 0), "open", 0, 18),
        (Department(40, 40), "unclear", 0, 0),
    ],
)
def test_the_three_rules_give_a_number_or_say_why_they_give_none(facts: Department, rule: str, least: int, most: int) -> None:
    found = staffing.transfer(facts)
    assert (found.rule, found.least, found.most) == (rule, least, most)
    assert found.ruling.permits is (rule in ("team", "qualified", "items_only"))
    assert rule in staffing.TRANSFER_RULES


@pytest.mark.parametrize(
    ("facts", "count", "reason", "outcome"),
    [
        (Department(40, 40, 18, 5, 0), 13, "", Outcome.ALLOW),
        (Department(40, 40, 18, 5, 0), 12, " ", Outcome.BLOCK),
        (Department(40, 40, 18, 5, 0), 12, "一人退休", Outcome.WARN),
        (Department(40, 40, 18, 5, 0), 19, "都要", Outcome.BLOCK),
        (Department(40, 40, 18, 5, 0), -1, "倒扣", Outcome.BLOCK),
        (Department(40, 40, 0, 0, 4), 4, "", Outcome.BLOCK),
        (Department(3, 3, 0, 0, 0), 0, "", Outcome.ALLOW),
        (Department(40, 30, 18, 5, 0), 0, "", Outcome.BLOCK),
        (Department(40, 30, 18, 5, 0), 9, "按划转比例", Outcome.WARN),
        (Department(40, 40), 3, "先划", Outcome.ESCALATE),
    ],
)
def test_another_number_needs_reasons_and_nobody_moves_who_is_not_there(
    facts: Department, count: int, reason: str, outcome: Outcome
) -> None:
    assert staffing.chosen(facts, staffing.transfer(facts), count, reason).outcome is outcome


def move(**changes: object) -> Move:
    given = {"kind": "managed", "source": "water", "destination": "bureau", "count": 13, "effective_on": DAY, "approved": DOCUMENT}
    return Move(**(given | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "cap", "code"),
    [
        ({}, 210, "staffing.balanced"),
        ({}, 209, "staffing.over_cap"),
        ({}, None, "staffing.no_cap"),
        ({"source": "", "count": 1}, 210, "staffing.no_source"),
        ({"destination": "water"}, 210, "staffing.same_place"),
        ({"destination": ""}, 210, "staffing.same_place"),
        ({"count": 0}, 210, "staffing.no_posts"),
        ({"kind": "police"}, 210, "staffing.no_posts"),
        ({"count": 19}, 210, "staffing.not_enough_posts"),
        ({"kind": "other"}, 210, "staffing.not_enough_posts"),
        ({"approved": Approved("县编委", " ", DAY)}, 210, "staffing.no_document"),
        ({"approved": Approved("县编委", "1号")}, 210, "staffing.no_document"),
        ({"effective_on": date(2026, 7, 31)}, 210, "staffing.before_approval"),
        ({"effective_on": date(2026, 8, 1)}, 210, "staffing.balanced"),
    ],
)
def test_an_entry_has_source_and_document_and_stays_within_the_approved_total(
    change: dict[str, object], cap: int | None, code: str
) -> None:
    asked = move(**change)
    found = staffing.posts(asked, HELD, HELD.get((asked.source, asked.kind), 0), cap)
    assert [r.code for r in found.reasons] == [code]
    assert found.permits is (code == "staffing.balanced")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.integers(1, 40)), max_size=12))
def test_whatever_is_entered_no_account_goes_below_zero_and_the_total_stays(moves: list[tuple[str, str, int]]) -> None:
    held = {("a", "other"): 30, ("b", "other"): 20}
    for source, destination, count in moves:
        asked = move(kind="other", source=source, destination=destination, count=count)
        if staffing.posts(asked, held, held.get((source, "other"), 0), 50).permits:
            held = staffing.after(asked, held)
        assert sum(held.values()) == 50
        assert min(held.values()) >= 0


@pytest.mark.parametrize(
    ("earmarked", "kind", "permits"),
    [(True, "township_government", True), (True, "original_department", True), (True, "integrated_department", False),
     (False, "integrated_department", True), (True, "county_government", False)],
)  # fmt: skip
def test_who_holds_an_earmarked_post_is_put_to_no_other_use(earmarked: bool, kind: str, permits: bool) -> None:
    assert staffing.commanded(earmarked, kind, "某局").permits is permits


@pytest.mark.parametrize(
    ("local", "bureau", "result"), [("88", "92", "89.6"), ("100", "0", "60.0"), ("0", "100", "40.0"), ("88.3", "91", "89.4")]
)
def test_the_local_score_is_the_main_one(local: str, bureau: str, result: str) -> None:
    assert staffing.weighted(Decimal(local), Decimal(bureau), Decimal(60)) == Decimal(result)


def test_the_county_sets_sixty_per_cent_and_half_or_less_is_not_the_main_share() -> None:
    book = load_book(("cn", "zhejiang", "chunan"))
    assert staffing.township_percent(book, DAY) == 60
    with pytest.raises(UnknownParameter):
        staffing.township_percent(book, date(2021, 11, 30))
    for share in ("50", "101"):
        wrong = tuple(type(p)(p.key, p.since, p.until, Decimal(share), p.unit, None) for p in book.parameters["staffing.township_percent"])
        changed = type(book)(book.version, book.edition, book.calendar, {"staffing.township_percent": wrong})
        with pytest.raises(UnknownParameter):
            staffing.township_percent(changed, DAY)


@pytest.mark.parametrize(
    ("guard", "facts", "permits"),
    [
        ("posts_balance", StaffingFacts(), True),
        ("posts_balance", StaffingFacts(entry=staffing.approved(Approved(), DAY)), False),
        ("reason_given", StaffingFacts(reason=" "), False),
        ("reason_given", StaffingFacts(reason="退"), True),
        ("score_given", StaffingFacts(), False),
        ("score_given", StaffingFacts(score=Decimal("100.1")), False),
        ("score_given", StaffingFacts(score=Decimal(0)), True),
        ("both_signed", StaffingFacts(bureau=Decimal(92)), False),
        ("both_signed", StaffingFacts(local=Decimal(88)), False),
        ("both_signed", StaffingFacts(local=Decimal(88), bureau=Decimal(92)), True),
    ],
)
def test_every_guard_answers_both_ways(guard: str, facts: StaffingFacts, permits: bool) -> None:
    assert STAFFING_GUARDS[guard](facts).permits is permits


@pytest.mark.parametrize("table", [STAFF_TRANSFER, DUAL_APPRAISAL], ids=lambda t: t.name)
def test_the_tables_name_every_state_act_and_guard(table) -> None:
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert {r.guard for r in table.rows} <= set(STAFFING_GUARDS)
    assert all(r.basis and r.roles for r in table.rows)
    assert {s for s in table.states if not table.acts_from(s)} == set(table.final)
    assert not [r for r in table.rows if r.roles & {Role.AUXILIARY, Role.DISCIPLINE, Role.OFFICER}]
