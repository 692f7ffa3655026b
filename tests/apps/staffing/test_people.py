"""Stationing, the four relations and the appraisal in the database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.apps.staffing.world import AT, JIANGJIA, WATER, appraised
from tests.county import DAY, who
from zhifa.apps.staffing import queries, services
from zhifa.apps.staffing.models import Appraisal, StaffRelation, Stationing
from zhifa.apps.staffing.services import Stationed
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
OCTOBER, WANGFU = date(2026, 10, 1), "gov-330127208"


def stated(
    user: str = "weiping-officer-1", organ: str = WATER, since: date = OCTOBER, until: date | None = None, ground: str = "1号"
) -> Stationed:
    return Stationed(who(user).person, organ, since, until, ground)


def one(user: str, day: date) -> queries.StaffRow:
    return next(p for p in queries.staff(who("guidance"), day) if p.id == who(user).person)


@pytest.mark.usefixtures("vouched")
def test_the_stationed_are_commanded_by_their_host_and_act_for_the_bureau() -> None:
    row = services.station(by=who("guidance"), at=AT, stated=stated())
    there = one("weiping-officer-1", OCTOBER)
    assert (there.organ("command"), there.organ("establishment"), there.host) == (WATER, "enforcement_bureau", WATER)
    assert there.acts_as == "淳安县综合行政执法局"
    services.end_stationing(by=who("guidance"), at=AT, stationing=row.pk, until=date(2026, 12, 1), reason="期满")
    assert one("weiping-officer-1", date(2026, 12, 1)).organ("command") == "gov-330127104"


def test_nobody_is_stationed_at_two_places_or_from_another_house() -> None:
    guidance = who("guidance")
    services.station(by=guidance, at=AT, stated=stated(until=date(2026, 12, 1)))
    with pytest.raises(Blocked, match="not_stationed_twice"):
        services.station(by=guidance, at=AT, stated=stated(organ="archives", since=date(2026, 11, 30)))
    services.station(by=guidance, at=AT, stated=stated(organ="archives", since=date(2026, 12, 1)))
    with pytest.raises(Blocked, match="not_of_the_bureau"):
        services.station(by=guidance, at=AT, stated=stated("team-agriculture-1"))
    with pytest.raises(Blocked, match="host_is_department"):
        services.station(by=guidance, at=AT, stated=stated("weiping-officer-2", "audit"))
    with pytest.raises(Invalid) as wrong:
        services.station(by=guidance, at=AT, stated=stated(organ="nowhere", until=OCTOBER, ground=" "))
    assert set(wrong.value.errors) == {"organ", "until", "ground"}


def test_a_stationing_ends_after_it_began_and_on_the_version_that_was_shown() -> None:
    row = Stationing.objects.get(person=who("water-officer-1").person)
    end = {"by": who("guidance"), "at": AT, "stationing": row.pk}
    with pytest.raises(Blocked, match="before_it_began"):
        services.end_stationing(**end, until=date(2021, 1, 1), reason="错")
    with pytest.raises(Invalid):
        services.end_stationing(**end, until=OCTOBER, reason=" ")
    with pytest.raises(Stale):
        services.end_stationing(**end, until=OCTOBER, reason="期满", version=row.version + 1)


def test_where_a_person_came_from_stands_in_the_dated_relations() -> None:
    before, now = one("water-officer-1", date(2021, 11, 30)), one("water-officer-1", DAY)
    assert [before.organ(k) for k in ("establishment", "party", "pay")] == [WATER] * 3
    assert [now.organ(k) for k in ("establishment", "party", "pay", "command")] == ["enforcement_bureau"] * 3 + [WATER]
    assert (before.earmarked, now.earmarked) == (False, True)


@pytest.mark.usefixtures("vouched")
def test_a_second_change_of_command_ends_the_first_and_the_same_one_is_refused() -> None:
    guidance = who("guidance")
    first = services.change_command(by=guidance, at=AT, stated=stated(organ=WANGFU))
    with pytest.raises(Blocked, match="same_command"):
        services.change_command(by=guidance, at=AT, stated=stated(organ=WANGFU, since=OCTOBER + timedelta(days=1)))
    services.change_command(by=guidance, at=AT, stated=stated(organ=JIANGJIA, since=OCTOBER + timedelta(days=9)))
    assert StaffRelation.objects.get(pk=first.pk).until == OCTOBER + timedelta(days=9)
    assert [one("weiping-officer-1", OCTOBER + timedelta(days=n)).organ("command") for n in (8, 9)] == [WANGFU, JIANGJIA]


@pytest.mark.parametrize("user", ["leader", "bureau-head-1", "commander-weiping", "weiping-leader", "regulator-lake-water", "discipline"])
def test_only_the_office_stations_commands_and_opens_appraisals(user: str) -> None:
    row = Stationing.objects.first()
    assert row is not None
    for act in (
        lambda: services.station(by=who(user), at=AT, stated=stated()),
        lambda: services.end_stationing(by=who(user), at=AT, stationing=row.pk, until=OCTOBER, reason="x"),
        lambda: services.change_command(by=who(user), at=AT, stated=stated(organ=WANGFU)),
        lambda: services.open_appraisals(by=who(user), at=AT, year=2026),
    ):
        with pytest.raises(Denied):
            act()


@pytest.mark.usefixtures("vouched")
def test_a_year_is_opened_for_all_who_are_commanded_by_another_organ_once() -> None:
    opened = services.open_appraisals(by=who("guidance"), at=AT, year=2026)
    rows = Appraisal.objects.select_related("person", "local")
    assert opened == rows.count()
    assert services.open_appraisals(by=who("guidance"), at=AT, year=2026) == 0
    assert not [r for r in rows if r.person.auxiliary or r.local.code == "enforcement_bureau"]
    assert {r.local.code for r in rows if r.person.code.startswith("water")} == {WATER}


def test_the_host_scores_those_who_are_stationed_with_it() -> None:
    services.open_appraisals(by=who("guidance"), at=AT, year=2026)
    row = Appraisal.objects.get(person=who("water-officer-1").person)
    with pytest.raises(Denied):
        services.sign_local(by=who("commander-weiping"), at=AT, appraisal=row.pk, score=Decimal(90))
    services.sign_local(by=who("regulator-lake-water"), at=AT, appraisal=row.pk, score=Decimal(90))
    assert Appraisal.objects.get(pk=row.pk).state == "local_signed"


@pytest.mark.parametrize(
    ("user", "act"),
    [("commander-weiping", "sign_local"), ("bureau-head-1", "sign_local"), ("guidance", "sign_local"), ("head-market", "sign_bureau"),
     ("commander-jiangjia", "sign_bureau"), ("guidance", "sign_bureau"), ("leader", "close_appraisal"),
     ("commander-jiangjia", "close_appraisal")],
)  # fmt: skip
def test_each_side_signs_for_itself_and_the_office_closes(user: str, act: str) -> None:
    row = appraised("88", "92")
    said = {} if act == "close_appraisal" else {"score": Decimal(1)}
    with pytest.raises(Denied):
        getattr(services, act)(by=who(user), at=AT, appraisal=row.pk, **said)


def test_a_score_can_be_corrected_until_it_is_closed() -> None:
    row = appraised("80", "92")
    services.sign_local(by=who("commander-jiangjia"), at=AT, appraisal=row.pk, score=Decimal("88.0"))
    with pytest.raises(Blocked, match="score_range"):
        services.sign_bureau(by=who("bureau-head-1"), at=AT, appraisal=row.pk, score=Decimal(101))
    services.close_appraisal(by=who("guidance"), at=AT, appraisal=row.pk)
    with pytest.raises(Blocked):
        services.sign_local(by=who("commander-jiangjia"), at=AT, appraisal=row.pk, score=Decimal(90))
    shown = queries.appraisal(who("commander-jiangjia"), row.code)
    assert shown is not None
    assert (shown.arithmetic, shown.offers) == ("88 × 60% + 92 × 40% = 89.6", ())


def test_closing_says_which_score_is_missing() -> None:
    with pytest.raises(Blocked, match="bureau_missing"):
        services.close_appraisal(by=who("guidance"), at=AT, appraisal=appraised("88").pk)


def test_a_township_reads_its_own_people_and_no_others() -> None:
    appraised()
    commander = who("commander-jiangjia")
    assert {a.local for a in queries.appraisals(commander, 2026)} == {JIANGJIA}
    assert {p.team for p in queries.staff(commander, DAY)} == {"squad-jiangjia"}
    assert {b.organ for b in queries.benefits(commander)} == {JIANGJIA}
    assert queries.appraisal(who("commander-weiping"), Appraisal.objects.get(person=who("jiangjia-officer-1").person).code) is None
    with pytest.raises(Denied):
        queries.staff(who("weiping-officer-1"), DAY)
