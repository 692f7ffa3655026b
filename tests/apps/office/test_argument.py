"""The argument for a matter of a township: each fact from rows or articles, what the house cannot say, who reads it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.office import world
from tests.county import who
from zhifa.apps.cases.models import OrdinaryCase, Transfer
from zhifa.apps.office import services
from zhifa.apps.office.queries import argument
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import CheckItem
from zhifa.law.rulings import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
WEIPING, SHOP, TEAM = "330127104", "UM-001", "squad-weiping"


def argued(matter: str = SHOP, by: str = "guidance", area: str = WEIPING) -> argument.ArgumentRow:
    found = argument.argue(who(by), area, matter, world.DAY)
    assert found is not None
    return found


def facts(matter: str = SHOP) -> dict[str, argument.DimensionRow]:
    return {d.code: d for d in argued(matter).dimensions}


def test_what_people_reported_and_departments_transferred_is_counted_with_its_rows() -> None:
    world.known_for_a_year()
    world.tasks(4, SHOP, TEAM, "A")
    world.tasks(2, SHOP, TEAM, "B", source="department")
    world.tasks(3, SHOP, TEAM, "C", source="patrol")
    world.tasks(1, SHOP, TEAM, "F", area="330127108")
    world.tasks(1, "UM-012", TEAM, "E")
    found = facts()
    assert [(found[c].value, found[c].counted) for c in ("complaints", "transfers", "found")] == [(4, 4), (2, 2), (9, 9)]
    assert {r.key for r in found["transfers"].rows} == {"SB0", "SB1"}


def test_records_of_less_than_a_year_are_missing_and_not_a_count() -> None:
    world.tasks(4, SHOP, TEAM, "A")
    found = facts()
    assert (found["complaints"].value, found["complaints"].points, found["complaints"].counted) == (None, None, 4)
    assert argued().recommendation == "unclear"
    assert "信访投诉" in argued().missing


def test_how_heavy_the_penalty_is_comes_from_the_articles_and_names_them() -> None:
    found = facts()
    assert (found["highest"].value, found["average"].value, found["simple"].value) == (1000, Decimal("550.00"), 50)
    assert [r.kind for r in found["highest"].rows] == ["article"]
    assert found["complexity"].value == found["complexity"].counted > 0


def test_the_time_taken_is_the_mean_of_what_was_finished_here() -> None:
    assert facts()["duration"].value is None
    at = world.AT - timedelta(days=20)
    world.tasks(1, SHOP, TEAM, "A", received_at=at, handled_at=at + timedelta(days=2))
    world.tasks(1, SHOP, TEAM, "B", received_at=at, handled_at=at + timedelta(days=5))
    world.tasks(1, SHOP, TEAM, "C", received_at=at)
    found = facts()["duration"]
    assert (found.value, found.counted) == (Decimal("3.5"), 2)


def test_the_share_of_cases_that_went_to_the_police_is_missing_without_a_case() -> None:
    assert facts()["criminal"].value is None
    world.ordinary_cases(4, SHOP, TEAM, "Z")
    one = OrdinaryCase.objects.get(ref="Z0")
    Transfer.objects.create(tenant=world.TENANT, case=one, offence="演示", reported_at=world.AT, approved=True)
    found = facts()["criminal"]
    assert (found.value, found.counted) == (Decimal("25.0"), 4)


def test_what_the_township_asked_for_in_this_matter_is_its_need() -> None:
    assert facts()["demand"].value is None
    world.known_for_a_year()
    assert facts()["demand"].value == 0
    asked = services.Request("support", "请求指导", "店外经营", WEIPING, SHOP)
    row = services.ask(by=who("commander-weiping"), at=world.AT - timedelta(days=2), request=asked)
    services.ask(by=who("commander-weiping"), at=world.AT - timedelta(days=2), request=services.Request("support", "别的", "别的"))
    found = facts()["demand"]
    assert (found.value, [r.key for r in found.rows]) == (1, [row.number])


def test_regulated_places_are_those_at_which_a_checklist_asks_about_the_matter() -> None:
    item = CheckItem.objects.select_related("matter").first()
    assert item is not None
    Premises.objects.create(tenant=world.TENANT, kind=item.kinds[0], name="演示店", address="演示路", area=WEIPING)
    found = facts(item.matter.code)["subjects"]
    assert (found.value, "演示店" in {r.key for r in found.rows}) == (found.counted, True)
    CheckItem.objects.filter(matter__code=SHOP).delete()
    assert facts()["subjects"].value is None


def test_stations_that_nobody_registered_are_missing() -> None:
    assert facts()["stations"].value is None


@pytest.mark.parametrize(("user", "seen"), [("commander-weiping", True), ("commander-fenkou", False), ("discipline", True)])
def test_a_township_reads_its_own_arguments_only(user: str, seen: bool) -> None:
    assert (argument.argue(who(user), WEIPING, SHOP, world.DAY) is not None) == seen


@pytest.mark.parametrize("user", ["weiping-officer-1", "dispatcher-1", "system-admin"])
def test_others_do_not_read_arguments(user: str) -> None:
    with pytest.raises(Denied):
        argument.argue(who(user), WEIPING, SHOP, world.DAY)


def test_what_is_no_township_or_no_matter_has_no_argument() -> None:
    assert argument.argue(who("guidance"), "platform-kaifaqu", SHOP, world.DAY) is None
    assert argument.argue(who("guidance"), WEIPING, "XX-1", world.DAY) is None


def test_the_number_of_questions_does_not_grow_with_the_rows() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            argued()
        return len(seen)

    world.tasks(1, SHOP, TEAM, "A", received_at=world.AT - timedelta(days=3), handled_at=world.AT - timedelta(days=2))
    world.ordinary_cases(1, SHOP, TEAM, "Y")
    asked()
    few = asked()
    world.tasks(20, SHOP, TEAM, "B", received_at=world.AT - timedelta(days=3), handled_at=world.AT - timedelta(days=2))
    world.ordinary_cases(10, SHOP, TEAM, "Z")
    assert asked() <= few <= 20
