"""The guidance office through the API."""

from __future__ import annotations

import pytest

from tests.apps.office import world
from tests.interfaces.api.people import Enter

pytestmark = pytest.mark.django_db
WEIPING, JIANGJIA = "squad-weiping", "squad-jiangjia"


def test_units_and_another_grouping_say_what_the_page_says(enter: Enter) -> None:
    world.known_for_a_year()
    world.tasks(112, "UM-018", WEIPING, "G")
    world.ordinary_cases(88, "UM-001", WEIPING, "A")
    guidance = enter("guidance")
    found = {u["code"]: u for u in guidance.get("/office/units")["units"]}
    assert found[WEIPING]["load"]["percent"] == "62.0"
    tried = {u["code"]: u for u in guidance.get(f"/office/units/what-if?source={WEIPING}&target={JIANGJIA}&matters=UM-018")}
    assert (tried[WEIPING]["after"]["percent"], tried[WEIPING]["pieces"], tried[JIANGJIA]["pieces"]) == ("55.0", -112, 112)
    assert len(guidance.get(f"/office/units/{WEIPING}/rows?matter=UM-018")) == 112
    assert guidance.send("GET", f"/office/units/what-if?source=nobody&target={WEIPING}&domain=market").status_code == 404
    assert enter("weiping-officer-1").send("GET", "/office/units").status_code == 403
