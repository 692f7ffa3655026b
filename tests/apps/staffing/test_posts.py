"""Proposals and entries in the database: once, in the right hands, balanced on every day, never without document."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.apps.staffing.world import AT, CIVIL, DOCUMENT, EFFECT, RELIGION, WATER, approved, moved, proposed
from tests.county import DAY, who
from zhifa.apps.registry.models import Organ
from zhifa.apps.staffing import queries, services
from zhifa.apps.staffing.models import PostEntry, StaffFact, Transfer
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.models import Record
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]


def balance(organ: str, day: date, kind: str = "managed") -> int:
    found = [a.balance for a in queries.ledger(who("leader"), day).accounts if (a.organ, a.kind) == (organ, kind)]
    return found[0] if found else 0


@pytest.mark.usefixtures("vouched")
def test_an_approved_proposal_moves_its_posts_on_its_day_and_not_before() -> None:
    row = approved()
    assert (row.state, row.entries.get().count) == ("approved", 13)
    assert [balance(WATER, day) for day in (DAY, EFFECT - timedelta(days=1), EFFECT)] == [18, 18, 5]
    assert balance("enforcement_bureau", EFFECT) == 181
    shown = next(d for d in queries.departments(who("leader"), DAY) if d.organ == WATER)
    assert (shown.behind, shown.transfer.document if shown.transfer else "") == (True, "县机构编制主管部门 演示编〔2026〕3号")
    assert not next(d for d in queries.departments(who("leader"), EFFECT) if d.organ == WATER).behind


def test_posts_that_a_later_entry_takes_are_not_given_twice() -> None:
    approved()
    with pytest.raises(Blocked, match="not_enough_posts"):
        services.enter_posts(by=who("guidance"), at=AT, move=moved(count=6, effective_on=DAY), reason="调剂")
    services.enter_posts(by=who("guidance"), at=AT, move=moved(count=5, effective_on=DAY), reason="调剂")
    assert [balance(WATER, day) for day in (DAY, EFFECT)] == [13, 0]


def test_a_department_is_proposed_once_and_again_after_it_was_sent_back_or_withdrawn() -> None:
    row = proposed()
    with pytest.raises(Blocked, match="already_proposed"):
        proposed()
    services.send_back_transfer(by=who("leader"), at=AT, transfer=row.pk, reason="再核人数")
    second = proposed()
    services.withdraw_transfer(by=who("guidance"), at=AT, transfer=second.pk, reason="人数有误")
    approved()
    with pytest.raises(Blocked, match="already_transferred"):
        proposed()


def test_matters_alone_move_without_an_entry_but_not_without_a_document() -> None:
    row = proposed(RELIGION, 0)
    before = PostEntry.objects.count()
    with pytest.raises(Blocked, match="before_approval"):
        services.approve_transfer(
            by=who("leader"),
            at=AT,
            transfer=row.pk,
            document=DOCUMENT,
            effective_on=DOCUMENT.issued_on - timedelta(days=1),  # type: ignore[operator]
        )
    services.approve_transfer(by=who("leader"), at=AT, transfer=row.pk, document=DOCUMENT, effective_on=EFFECT)
    assert PostEntry.objects.count() == before


def test_without_stated_facts_nothing_is_proposed_and_a_part_of_the_qualified_is_a_range() -> None:
    with pytest.raises(Blocked, match="facts_missing"):
        proposed("archives", 3, "先划")
    with pytest.raises(Blocked, match="deviates"):
        proposed(CIVIL, 4)
    assert (proposed(CIVIL, 2).least, Transfer.objects.get().most) == (1, 3)
    with pytest.raises(Blocked, match="not_a_department"):
        proposed("audit", 1)
    with pytest.raises(Invalid):
        proposed("nowhere", 1)


def test_an_entry_that_names_no_known_organ_or_no_reason_is_refused() -> None:
    for change, reason, field in (({"destination": "nowhere"}, "调剂", "destination"), ({}, " ", "reason")):
        with pytest.raises(Invalid) as wrong:
            services.enter_posts(by=who("guidance"), at=AT, move=moved(**change), reason=reason)
        assert set(wrong.value.errors) == {field}


def test_the_database_itself_takes_no_entry_without_source_or_before_its_document() -> None:
    bureau = Organ.objects.get(code="enforcement_bureau")
    given = {"destination": bureau, "kind": "managed", "count": 1, "approval_organ": "x", "approval_number": "1"}
    for wrong in ({"source": None, "effective_on": DAY, "approved_on": DAY},
                  {"source": Organ.objects.get(code=WATER), "effective_on": DAY, "approved_on": EFFECT}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            PostEntry.objects.create(**given, **wrong)


@pytest.mark.parametrize(
    "user", ["leader", "legal", "discipline", "regulator-lake-water", "commander-weiping", "weiping-officer-1", "system-admin"]
)
def test_only_the_office_proposes_and_enters(user: str) -> None:
    before = Record.objects.count()
    for act in (
        lambda: services.propose_transfer(by=who(user), at=AT, organ=WATER, count=13),
        lambda: services.enter_posts(by=who(user), at=AT, move=moved(), reason="调剂"),
    ):
        with pytest.raises(Denied):
            act()
    assert Record.objects.count() == before


@pytest.mark.parametrize("user", ["guidance", "legal", "regulator-lake-water", "bureau-head-1"])
def test_only_the_leader_approves(user: str) -> None:
    row = proposed()
    with pytest.raises(Denied):
        services.approve_transfer(by=who(user), at=AT, transfer=row.pk, document=DOCUMENT, effective_on=EFFECT)


@pytest.mark.parametrize("user", ["regulator-lake-water", "commander-weiping", "weiping-officer-1", "dispatcher-1"])
def test_the_ledger_is_read_by_the_offices_of_the_county(user: str) -> None:
    for ask in (queries.ledger, queries.departments, queries.stationings):
        with pytest.raises(Denied):
            ask(who(user), DAY)


def test_reading_asks_a_known_number_of_questions(django_assert_max_num_queries) -> None:
    queries.departments(who("leader"), DAY)
    with django_assert_max_num_queries(3):
        queries.ledger(who("leader"), DAY)
    facts = StaffFact.objects.count()
    with django_assert_max_num_queries(60):
        found = queries.departments(who("leader"), DAY)
    assert sum(d.team is not None for d in found) == facts
