"""The reform figures of Chun'an: any day, every row, what falls when something ends, and what the house does not know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests import county
from zhifa.apps.appraisal.queries import reform
from zhifa.apps.catalogue.models import Matter, MatterGrant
from zhifa.apps.registry.services import touch
from zhifa.law.reform import Standing
from zhifa.law.rulings import Denied
from zhifa.packs.reform import load_former_teams

pytestmark = pytest.mark.django_db
YEAR_END = date(2021, 12, 31)
SWITCH = date(2021, 12, 1)


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    county.load()


def leader() -> Any:
    return county.who("leader")


def shown(code: str, day: date = YEAR_END, taxonomy: str = "") -> reform.Shown:
    return reform.figure(leader(), code, day, taxonomy)


def test_all_figures_of_a_year_end_have_denominator_version_and_target() -> None:
    found = {s.definition.code: s for s in reform.figures(leader(), YEAR_END)}
    assert {code.split(".")[0] for code in found} == {f"X{n}" for n in range(1, 10)}
    x1 = found["X1"]
    assert (x1.figure.numerator, x1.figure.denominator, x1.figure.percent, x1.figure.taxonomy) == (12, 25, Decimal("48.0"), "seed-25")
    assert x1.target is not None
    assert (x1.target.due, x1.target.at_least, x1.reached) == (YEAR_END, Decimal("0.60"), False)
    for code in ("X2", "X6.drills", "X3"):
        assert found[code].figure.share is None
        assert found[code].figure.missing


def test_removing_the_last_matter_of_archives_lowers_the_share_by_one_nth_and_says_which_domain_dropped() -> None:
    before = shown("X1").figure
    Matter.objects.filter(domain="archives").update(until=YEAR_END)
    touch("catalogue")
    after, eve = shown("X1").figure, shown("X1", date(2021, 12, 30)).figure
    assert before.share == eve.share
    assert before.share is not None
    assert after.share is not None
    assert before.share - after.share == Decimal(1) / 25
    assert reform.dropped(eve, after) == ((("archives", "档案"),), ())


def test_the_same_rows_under_another_taxonomy_give_another_share() -> None:
    found = shown("X1", taxonomy="seed-32").figure
    assert found.denominator == 32
    none = {x.name for x in found.lines if x.reason.code == "reform.no_matter"}
    assert found.numerator == 19 - len(none)
    assert shown("X1", taxonomy="province-40").figure.share is None
    with pytest.raises(LookupError):
        shown("X1", taxonomy="seed-99")


def test_matters_that_a_taxonomy_does_not_place_are_named() -> None:
    assert {domain for domain, _, _ in reform.unplaced(YEAR_END, "seed-25")} == {"生态环境"}


def test_a_matter_without_subdomain_is_placed_by_the_law_that_penalises_it() -> None:
    before = shown("X1", taxonomy="seed-32").figure
    Matter.objects.filter(domain="housing_construction", subdomain="人防").update(subdomain="")
    touch("catalogue")
    assert shown("X1", taxonomy="seed-32").figure.lines == before.lines
    assert {domain for domain, _, _ in reform.unplaced(YEAR_END, "seed-32")} == {"生态环境"}


def test_each_figure_opens_exactly_its_rows() -> None:
    for row in reform.figures(leader(), YEAR_END):
        detail = shown(row.definition.code).figure
        counted = sum(x.weight for x in detail.lines if x.standing is Standing.COUNTED)
        assert (detail.numerator, detail.denominator) == (row.figure.numerator, row.figure.denominator)
        assert detail.numerator in (None, counted, len({x.group for x in detail.lines}))


def test_before_the_switch_the_department_punishes_and_after_it_the_bureau() -> None:
    for power in ("penalty", "investigation", "coercion"):
        own = MatterGrant.objects.get(code=f"plan:civil_affairs:{power}")
        kept = MatterGrant.objects.get(code="plan:civil_affairs:supervision")
        MatterGrant.objects.filter(pk=own.pk).update(since=SWITCH)
        before = MatterGrant(code=f"before:civil_affairs:{power}", power=power, domain="civil_affairs", until=SWITCH)
        before.holder, before.holder_kind, before.mandate = kept.holder, "original_department", own.mandate
        before.save()
    touch("catalogue")
    early = shown("X1", date(2021, 11, 30)).figure
    line = next(x for x in early.lines if x.subject == "civil_affairs")
    assert (early.numerator, line.reason.code) == (11, "reform.held_by.original_department")
    assert shown("X1", SWITCH).figure.numerator == 12
    assert [f.numerator for f in reform.series(leader(), "X1", SWITCH) if f.day in (date(2021, 11, 30), SWITCH)] == [11, 12]


def test_a_rule_is_tested_only_when_its_cases_pass_and_in_use_only_when_a_decision_rested_on_it() -> None:
    tested = {x.subject for x in shown("X9.2", county.DAY).figure.lines if x.standing is Standing.COUNTED}
    assert "UM-001" in tested
    assert shown("X9.3", county.DAY).figure.numerator == 0
    Matter.objects.get(code="UM-001").ranges.update(maximum=900)
    touch("catalogue")
    line = next(x for x in shown("X9.2", county.DAY).figure.lines if x.subject == "UM-001")
    assert (line.standing, line.reason.code) == (Standing.LEFT, "reform.untested.failed")


def test_the_count_is_derived_and_never_the_plans_number() -> None:
    found = shown("X7").figure
    held = Matter.objects.filter(domain__in=reform.basis().transferred).count()
    assert (found.numerator, found.denominator) == (held, 1833)
    assert found.missing[0].values["difference"] == str(1833 - held)
    assert found.undated == held  # OP-03: no source dates the transfer


def test_townships_and_squads() -> None:
    modes, squads = shown("X8", county.DAY).figure, shown("X8.squads", county.DAY).figure
    assert (modes.numerator, modes.denominator) == (24, 24)
    assert modes.beside == {"reform.beside.empowered": 1, "reform.beside.demo": 24}
    assert shown("X8", date(2022, 8, 31)).figure.beside["reform.beside.empowered"] == 0
    assert (squads.numerator, squads.denominator) == (8, 8)
    assert shown("X8.squads", YEAR_END).figure.numerator == 0  # certificates begin in 2022


def test_kinds_of_teams_fall_from_the_baseline_of_the_demonstration_and_say_so() -> None:
    days = (date(2021, 9, 30), YEAR_END, date(2022, 12, 31))
    assert [(shown("X4", d).figure.numerator, shown("X4", d).figure.denominator) for d in days] == [(24, 24), (9, 24), (7, 24)]
    found = shown("X4", days[-1]).figure
    assert found.missing[0].code == "reform.missing.demo_teams"
    water = next(x for x in found.lines if x.subject == "former-water")
    assert water.reason.values == {"day": "2021-12-01", "approval": "淳编演示〔2021〕1号", "into": "淳安县综合行政执法局"}
    course = {f.day: f.numerator for f in reform.series(leader(), "X4", county.DAY)}
    assert (course[date(2021, 11, 30)], course[date(2021, 12, 1)], course[date(2022, 6, 30)]) == (24, 9, 7)


def test_without_the_demonstration_the_baseline_is_missing_and_no_share_is_said() -> None:
    assert load_former_teams(("cn", "zhejiang", "chunan")) == ()


def test_the_series_has_month_ends_snapshots_and_days_of_change() -> None:
    days = [f.day for f in reform.series(leader(), "X1", county.DAY)]
    assert days == sorted(set(days))
    assert {date(2021, 9, 30), YEAR_END, date(2022, 12, 31), date(2022, 9, 1), county.DAY} <= set(days)


def test_whoever_does_not_read_the_cockpit_is_refused() -> None:
    for name in ("weiping-officer-1", "regulator-housing-construction", "system-admin"):
        with pytest.raises(Denied):
            reform.figures(county.who(name), YEAR_END)


def test_figures_rows_and_series_cost_what_they_say(django_assert_num_queries: Any) -> None:
    by = leader()
    reform.figures(by, YEAR_END)
    asks = [
        (14, lambda: reform.figures(by, YEAR_END)),
        (14, lambda: reform.figures(by, date(2022, 12, 31), "seed-32")),
        (5, lambda: reform.figure(by, "X7", YEAR_END)),
        (8, lambda: reform.figure(by, "X6", YEAR_END)),
        (7, lambda: reform.series(by, "X3", county.DAY)),
        (5, lambda: reform.series(by, "X8", county.DAY)),
    ]
    for count, ask in asks:
        with django_assert_num_queries(count):
            ask()
