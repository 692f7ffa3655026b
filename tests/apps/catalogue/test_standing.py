"""The county is proved, and what was known earlier stays known: grants have a time in which they are valid and one in which we know it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests import county
from zhifa.apps.catalogue import queries, services
from zhifa.apps.catalogue.models import MatterGrant, Statute
from zhifa.apps.catalogue.queries import standing
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.catalogue.services import Terms
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.authority_check import check
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
DAY, AT = county.DAY, datetime(2026, 9, 1, 10, tzinfo=county.SHANGHAI)
FENKOU, LISTED = "330127108", "gov-330127108:penalty:UM-001"
ENDED = Terms(date(2022, 9, 1), date(2026, 7, 1), date(2022, 8, 15))


@pytest.fixture(autouse=True)
def loaded() -> None:
    county.load()


def revise(terms: Terms = ENDED, version: int = 1, ground: str = "县政府决定收回（演示）", at: datetime = AT) -> None:
    services.revise_grant(by=county.KEEPER, at=at, code=LISTED, version=version, terms=terms, ground=ground)


def holder(day: date = DAY) -> str:
    return queries.holders([queries.Asked("UM-001", "penalty", FENKOU, day)])[0].holder


def test_every_power_over_every_matter_has_one_holder_on_all_days_but_for_the_acknowledged_open_point() -> None:
    report = queries.proof()
    assert report.faults == ()
    assert {(f.kind, f.domain, f.acknowledged) for f in report.findings} == {("gap", "ecology_environment", "OP-01")}
    assert report.cells == report.matters * report.areas * 7 > 30_000
    assert date(2022, 9, 1) in report.days


def test_the_proof_of_the_county_costs_two_queries(django_assert_num_queries: object) -> None:
    queries.matters()
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.proof(DAY)


def test_without_coverage_the_bureaus_squads_are_an_acknowledged_open_point() -> None:
    known = snapshot()
    bare = replace(known, registry=replace(known.registry, coverage=()))
    items = [standing.item_of(m) for m in bare.matters.values()]
    report = check(bare.index, items, ("penalty",), standing.register(bare))
    assert ("no_squad", "OP-10") in {(f.kind, f.acknowledged) for f in report.findings}
    assert report.faults == ()


def test_matters_and_grants_under_a_repealed_statute_are_faults_from_that_day() -> None:
    gone = date(2026, 7, 1)
    for title in ("浙江省城市市容和环境卫生管理条例", "浙江省综合行政执法条例"):
        Statute.objects.filter(title=title).update(until=gone)
    touch("catalogue")
    found = [f for f in queries.proof().faults if f.kind == "repealed"]
    assert {f.since for f in found} == {gone}
    assert ("UM-001",) in {f.matters for f in found}
    assert not any(f.kind == "repealed" for f in queries.proof(gone - timedelta(days=1)).findings)


def test_a_withdrawn_empowerment_is_known_from_then_on_and_before_it_as_it_was() -> None:
    assert holder() == "gov-330127108"
    revise()
    assert holder() == "enforcement_bureau"
    assert holder(date(2026, 6, 30)) == "gov-330127108"
    question = queries.Asked("UM-001", "penalty", FENKOU, DAY)
    assert queries.authority_as_known(question, AT - timedelta(minutes=1)).holder == "gov-330127108"
    assert queries.authority_as_known(question, AT).holder == "enforcement_bureau"


def test_each_state_of_knowledge_is_answered_when_a_grant_changes_twice() -> None:
    revise()
    later = AT + timedelta(days=3)
    revise(replace(ENDED, until=None), version=2, at=later)
    question = queries.Asked("UM-001", "penalty", FENKOU, DAY)
    instants = (AT - timedelta(days=1), AT + timedelta(days=1), later)
    assert [queries.authority_as_known(question, i).holder for i in instants] == ["gov-330127108", "enforcement_bureau", "gov-330127108"]
    known = queries.grant_history(LISTED)
    assert [(f.grant.until, f.recorded_at, f.superseded_at) for f in known] == [(date(2026, 7, 1), AT, later), (None, None, AT)]
    assert {f.superseded_by for f in known} == {county.KEEPER.name}


def test_a_revision_is_in_the_trail_with_its_ground() -> None:
    revise()
    grant = MatterGrant.objects.get(code=LISTED)
    last = trail.story(grant.pk)[-1]
    assert (last.verb, last.note) == ("revise_grant", "县政府决定收回（演示）")


def test_only_the_keeper_revises_a_grant() -> None:
    with pytest.raises(Denied):
        services.revise_grant(by=county.who("dispatcher-1"), at=AT, code=LISTED, version=1, terms=ENDED, ground="x")


def test_a_revision_on_an_older_version_is_refused() -> None:
    revise()
    with pytest.raises(Stale):
        revise()


@pytest.mark.parametrize(
    ("terms", "ground", "at", "field"),
    [
        (replace(ENDED, until=date(2022, 9, 1)), "x", AT, "until"),
        (ENDED, " ", AT, "ground"),
    ],
)
def test_terms_that_end_before_they_begin_and_no_ground_are_refused(terms: Terms, ground: str, at: datetime, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        revise(terms, ground=ground, at=at)
    assert set(refused.value.errors) == {field}


def test_an_unknown_grant_and_a_time_before_the_last_revision_are_refused() -> None:
    with pytest.raises(Invalid):
        services.revise_grant(by=county.KEEPER, at=AT, code="nothing", version=1, terms=ENDED, ground="x")
    revise()
    with pytest.raises(Invalid) as refused:
        revise(version=2, at=AT - timedelta(days=1))
    assert set(refused.value.errors) == {"at"}
