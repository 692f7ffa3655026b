"""The guidance office on desks: units and another grouping, its nine jobs with queues and report, arguments for matters."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.office import world
from tests.interfaces.web.test_desks import PEOPLE, logged_in, people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
__all__ = ["people"]
WEIPING, JIANGJIA = "squad-weiping", "squad-jiangjia"
UNIT_READERS = {"guidance", "leader", "legal_reviewer", "discipline"}


def page(user: str, name: str, *args: object, query: str = "", status: int = 200) -> str:
    answer = logged_in(user).get(reverse(f"web:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("role", PEOPLE)
def test_the_load_of_units_opens_for_its_duties_only(role: str) -> None:
    assert logged_in(PEOPLE[role]).get(reverse("web:units")).status_code == (200 if role in UNIT_READERS else 403)


def test_units_overlaps_and_another_grouping_stand_on_one_page_and_open_their_rows() -> None:
    world.known_for_a_year()
    world.tasks(112, "UM-018", WEIPING, "G")
    world.ordinary_cases(88, "UM-001", WEIPING, "A")
    world.tasks(1, "UM-018", JIANGJIA, "J")
    text = page("guidance", "units", query=f"?source={WEIPING}&target={JIANGJIA}&what=matter:UM-018")
    assert "62.0% → 55.0%" in text
    assert "划转后的执法空档" in text
    assert page("guidance", "unit_pieces", WEIPING, query="?matter=UM-018").count("/desk/incidents/SG") == 112
    assert "威坪中队," in page("guidance", "units", query="?format=csv")
    assert "SJ0" in page("guidance", "unit_pieces", JIANGJIA, query="?format=csv")


def test_a_grouping_that_changes_nothing_is_said_at_the_form() -> None:
    world.tasks(1, "UM-018", WEIPING, "G")
    same = f"?source={WEIPING}&target={WEIPING}&what=domain:urban_management"
    assert "两个机构相同" in page("guidance", "units", query=same, status=422)
    page("guidance", "unit_pieces", "team-market", status=404)
