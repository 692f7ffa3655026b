"""Departments claim the supervision list; what is not claimed waits visibly, and "no such power" needs the legal office (R65)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import county
from zhifa.apps.appraisal.queries import reform
from zhifa.apps.catalogue.models import Matter
from zhifa.apps.planning import services
from zhifa.apps.planning.models import SupervisionItem
from zhifa.apps.planning.queries import supervision as queries
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.procedure.supervision_claim import CLAIM_GUARDS, SUPERVISION_CLAIM
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 3, 10, tzinfo=county.SHANGHAI)
LATER = AT + timedelta(days=29)


@pytest.fixture(autouse=True)
def compiled(db: None) -> None:
    county.load()
    services.compile_supervision_list(by=county.who("guidance"), at=AT)


def education() -> Any:
    return county.who("regulator-education")


def of(organ: str) -> list[SupervisionItem]:
    return list(SupervisionItem.objects.filter(organ=organ).order_by("matter__code"))


def test_every_matter_with_a_supervisor_is_listed_once_and_compiling_again_changes_nothing() -> None:
    count = SupervisionItem.objects.count()
    again = services.compile_supervision_list(by=county.who("guidance"), at=LATER)
    assert (again.added, again.ended, SupervisionItem.objects.count()) == (0, 0, count)
    assert count + again.unassigned == Matter.objects.count()
    assert again.unassigned == Matter.objects.filter(domain="ecology_environment").count()  # OP-01
    assert {i.organ for i in SupervisionItem.objects.filter(matter__domain="forestry")} == {"natural_resources"}


def test_a_matter_that_ended_leaves_the_list() -> None:
    Matter.objects.filter(domain="archives").update(until=LATER.date())
    touch("catalogue")
    again = services.compile_supervision_list(by=county.who("guidance"), at=LATER)
    assert again.ended == Matter.objects.filter(domain="archives").count()
    with pytest.raises(Blocked):
        services.claim_items(by=county.who("regulator-archives"), at=LATER, items=[of("archives")[0].pk], carrier="执法科")


def test_unclaimed_items_are_shown_with_their_department_and_the_days_they_wait() -> None:
    own = of("education")
    services.claim_items(by=education(), at=LATER, items=[i.pk for i in own[:-2]], carrier="民办教育科")
    row = next(d for d in queries.departments(county.who("leader"), LATER.date()) if d.organ == "education")
    assert (row.claimable, row.claimed, row.waiting, row.oldest) == (len(own), len(own) - 2, 2, 29)
    waiting = queries.items(county.who("leader"), LATER.date(), organ="education", state="unclaimed")
    assert [(i.organ_name, i.days) for i in waiting] == [("淳安县教育局", 29)] * 2


def test_no_such_power_is_confirmed_by_the_legal_office_or_goes_back() -> None:
    first, second = of("education")[:2]
    for item in (first, second):
        services.disclaim_item(by=education(), at=AT, item=item.pk, ground="no_power", reason="由市级教育部门负责")
    by = county.who("legal")
    services.confirm_item(by=by, at=LATER, item=first.pk, reason="核对三定方案，属实")
    services.send_back_item(by=by, at=LATER, item=second.pk, reason="三定方案列有此项")
    for item in (first, second):
        item.refresh_from_db()
    assert (first.state, first.excused_on, second.state, second.disclaimed_on) == ("excused", LATER.date(), "unclaimed", None)
    assert [e.verb for e in trail.story(first.pk)] == ["disclaim", "confirm"]
    row = next(d for d in queries.departments(by, LATER.date()) if d.organ == "education")
    assert (row.claimable, row.excused) == (len(of("education")) - 1, 1)


def test_a_claim_names_who_does_it_and_not_claiming_its_ground() -> None:
    item = of("education")[0]
    with pytest.raises(Blocked):
        services.claim_items(by=education(), at=AT, items=[item.pk], carrier=" ")
    with pytest.raises(Blocked):
        services.disclaim_item(by=education(), at=AT, item=item.pk, ground="no_power", reason=" ")
    with pytest.raises(Blocked):
        services.disclaim_item(by=education(), at=AT, item=item.pk, ground="because", reason="不是")
    with pytest.raises(Invalid):
        services.claim_items(by=education(), at=AT, items=[], carrier="民办教育科")
    with pytest.raises(Stale):
        services.disclaim_item(by=education(), at=AT, item=item.pk, ground="no_power", reason="不是", version=7)


def test_several_claims_are_all_or_none_and_a_department_claims_its_own_only() -> None:
    own, other = of("education")[0], of("archives")[0]
    with pytest.raises(Denied):
        services.claim_items(by=education(), at=AT, items=[own.pk, other.pk], carrier="民办教育科")
    own.refresh_from_db()
    assert own.state == "unclaimed"


def test_departments_read_their_own_items_and_officers_none() -> None:
    assert {i.organ for i in queries.items(education(), AT.date())} == {"education"}
    with pytest.raises(Denied):
        queries.items(county.who("weiping-officer-1"), AT.date())
    with pytest.raises(Denied):
        services.compile_supervision_list(by=county.who("leader"), at=AT)


def test_the_figure_counts_what_is_claimed_with_list_and_unit_from_that_day_on() -> None:
    leader = county.who("leader")
    before = reform.figure(leader, "X3", AT.date() - timedelta(days=1)).figure
    assert (before.share, before.missing[0].code) == (None, "reform.missing.not_compiled")
    item = SupervisionItem.objects.select_related("matter").get(matter__code="HC-002")
    services.claim_items(by=county.who("regulator-housing-construction"), at=LATER, items=[item.pk], carrier="质安站")
    found = [reform.figure(leader, "X3", day).figure for day in (LATER.date() - timedelta(days=1), LATER.date())]
    assert [f.numerator for f in found] == [0, 1]
    assert found[1].denominator == SupervisionItem.objects.count()


def test_the_list_costs_the_same_however_many_items(django_assert_num_queries: Any) -> None:
    leader = county.who("leader")
    queries.items(leader, AT.date())
    with django_assert_num_queries(4):
        queries.items(leader, AT.date())
    with django_assert_num_queries(1):
        queries.departments(leader, AT.date())


def test_the_table_is_complete_and_each_row_has_article_and_guard() -> None:
    table = SUPERVISION_CLAIM
    assert {r.source for r in table.rows} | {r.target for r in table.rows} == set(table.state_labels)
    assert set(table.acts) == set(table.act_labels)
    assert len(table.by_cell) == len(table.rows)
    assert all(r.basis and r.guard in CLAIM_GUARDS for r in table.rows)


CELLS = [(state, act) for state in SUPERVISION_CLAIM.states for act in SUPERVISION_CLAIM.acts]


@pytest.mark.parametrize(("state", "act"), CELLS)
def test_every_cell_does_what_the_table_says(state: str, act: str) -> None:
    item = of("education")[0]
    SupervisionItem.objects.filter(pk=item.pk).update(state=state)
    row = SUPERVISION_CLAIM.row(state, act)
    people = {"claim": education(), "disclaim": education(), "reopen": county.who("guidance")}
    by = people.get(act, county.who("legal"))
    calls = {
        "claim": lambda: services.claim_items(by=by, at=AT, items=[item.pk], carrier="民办教育科"),
        "disclaim": lambda: services.disclaim_item(by=by, at=AT, item=item.pk, ground="no_power", reason="不是"),
        "confirm": lambda: services.confirm_item(by=by, at=AT, item=item.pk, reason="属实"),
        "send_back": lambda: services.send_back_item(by=by, at=AT, item=item.pk, reason="不属实"),
        "reopen": lambda: services.reopen_item(by=by, at=AT, item=item.pk, reason="机构改革"),
    }
    if row is None:
        with pytest.raises(Blocked):
            calls[act]()
        return
    calls[act]()
    item.refresh_from_db()
    assert item.state == row.target
