"""Which squad serves an area from a day on, and what is frozen before a cut-over (R54, R100)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.county import KEEPER
from zhifa.apps.catalogue.models import MatterGrant
from zhifa.apps.catalogue.services import Terms, revise_grant
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.models import Coverage, Freeze
from zhifa.apps.registry.queries.freezes import check_frozen
from zhifa.apps.registry.services.coverage import Assigned, assign_coverage
from zhifa.apps.registry.services.freezing import freeze, lift
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.models import Record
from zhifa.law.procedure.freezing import Frozen, Subject, held_back
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
ZITONG, JIANGJIA, WEIPING = "330127107", "squad-jiangjia", "squad-weiping"
FIRST = date(2026, 10, 1)


def serving(day: date) -> list[str]:
    return [c.team for c in registry.cover(day) if c.area == ZITONG]


def stated(at: datetime, *subjects: Subject) -> Frozen:
    return Frozen("QH-1", "梓桐镇改由威坪中队覆盖", at, at + timedelta(days=2), subjects)


def test_an_area_is_served_by_another_squad_from_its_day_on_and_by_the_old_one_until_then(county: None, at: datetime) -> None:
    made = assign_coverage(by=KEEPER, at=at, assigned=Assigned(ZITONG, WEIPING, FIRST), ground="队务会议")
    assert serving(FIRST - timedelta(days=1)) == [JIANGJIA]
    assert serving(FIRST) == [WEIPING]
    assert Record.objects.get(subject_id=made.pk).facts["before"] == [JIANGJIA]


def test_the_same_coverage_twice_changes_nothing(county: None, at: datetime) -> None:
    first, second = (assign_coverage(by=KEEPER, at=at, assigned=Assigned(ZITONG, WEIPING, FIRST), ground="队务会议") for _ in range(2))
    assert first.pk == second.pk
    back = assign_coverage(by=KEEPER, at=at, assigned=Assigned(ZITONG, JIANGJIA, FIRST), ground="撤回")
    assert serving(FIRST) == [JIANGJIA]
    assert back.code != first.code
    assert Coverage.objects.filter(area__code=ZITONG).count() == 3


@pytest.mark.parametrize(
    ("area", "team", "ground", "field"),
    [("nowhere", WEIPING, "x", "area"), (ZITONG, "team-market", "x", "team"), (ZITONG, WEIPING, " ", "ground")],
)
def test_only_a_squad_serves_a_township_or_platform_and_for_a_reason(
    county: None, at: datetime, area: str, team: str, ground: str, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        assign_coverage(by=KEEPER, at=at, assigned=Assigned(area, team, FIRST), ground=ground)
    assert list(wrong.value.errors) == [field]


def test_what_is_frozen_is_not_assigned_otherwise_until_the_freeze_is_lifted(county: None, at: datetime) -> None:
    freeze(by=KEEPER, at=at, stated=stated(at, Subject(areas=frozenset({ZITONG}))))
    assigned = Assigned(ZITONG, WEIPING, FIRST)
    with pytest.raises(Blocked) as refused:
        assign_coverage(by=KEEPER, at=at, assigned=assigned, ground="队务会议")
    values = refused.value.ruling.reasons[0].values
    assert refused.value.ruling.reasons[0].code == "freeze.coverage"
    assert values["until"] == "2026-09-03 10:00"
    assign_coverage(by=KEEPER, at=at, assigned=Assigned("330127208", "squad-linqi", FIRST), ground="别的乡镇")
    assign_coverage(by=KEEPER, at=at, assigned=assigned, ground="切换本身", cutover="QH-1")
    assert lift(by=KEEPER, at=at, codes=["QH-1"]) == 1
    assert lift(by=KEEPER, at=at, codes=["QH-1"]) == 0
    check_frozen("coverage", at, area=ZITONG)


def test_a_freeze_begins_at_its_moment_and_never_stops_what_saves_lives(county: None, at: datetime) -> None:
    freeze(by=KEEPER, at=at, stated=stated(at + timedelta(hours=1), Subject(matter="UM-001", areas=frozenset({ZITONG}))))
    what = {"matter": "UM-001", "area": ZITONG}
    check_frozen("filing", at, **what)
    later = at + timedelta(hours=1)
    with pytest.raises(Blocked):
        check_frozen("filing", later, **what)
    with pytest.raises(Blocked):
        check_frozen("filing", later + timedelta(days=9), **what)
    check_frozen("filing", later, **what, emergency=True)
    check_frozen("filing", later, matter="UM-002", area=ZITONG)
    check_frozen("filing", later, matter="UM-001", area="330127104")


def test_a_grant_is_not_revised_while_a_cut_over_moves_it(county: None, at: datetime) -> None:
    grant = MatterGrant.objects.filter(matter__code="UM-001", holder__code="gov-330127108", power="penalty").get()
    freeze(by=KEEPER, at=at, stated=stated(at, Subject(matter="UM-001", areas=frozenset({"330127108"}))))
    terms = Terms(grant.since, FIRST, grant.published_on)
    with pytest.raises(Blocked) as refused:
        revise_grant(by=KEEPER, at=at, code=grant.code, version=grant.version, terms=terms, ground="收回")
    assert refused.value.ruling.reasons[0].code == "freeze.grant"


def test_a_freeze_stated_again_replaces_the_first(county: None, at: datetime) -> None:
    for days in (0, 3):
        freeze(by=KEEPER, at=at, stated=stated(at + timedelta(days=days), Subject(domain="urban_management")))
    row = Freeze.objects.get()
    assert row.since == at + timedelta(days=3)
    assert row.version == 2
    assert held_back("filing", None) is None
