"""The plan's own sentences: changes of the catalogue that the county will make, from request to the day they hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.apps.adjustments.world import AT, EFFECT, ON_THE_DAY, POWERS, back_to, in_effect, published, scored
from tests.county import SHANGHAI, who
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.services import Item
from zhifa.apps.cases.authority import found_on_patrol
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import FormerGrant, PenaltyRange
from zhifa.apps.catalogue.queries import Asked
from zhifa.apps.catalogue.queries.filing import may_file
from zhifa.apps.registry import queries as registry
from zhifa.law.rulings import Blocked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
FENKOU, ZITONG = "330127108", "330127107"
BEFORE = EFFECT - timedelta(days=1)


def thirteen() -> list[str]:
    """Ten of construction and three others, as 象山 withdrew."""
    building = [m.code for m in catalogue.matters(domain="housing_construction")][:10]
    return [*building, *[m.code for m in catalogue.matters(domain="civil_affairs")][:3]]


def test_thirteen_matters_go_back_on_their_day_and_not_before() -> None:
    codes = thirteen()
    owner = {c: "civil_affairs" if catalogue.matter(c).domain == "civil_affairs" else "housing_construction" for c in codes}  # type: ignore[union-attr]
    row = published(*(back_to(c, owner[c]) for c in codes))
    assert len(codes) == 13
    assert {catalogue.authority(matter=c, power="penalty", area=FENKOU, day=EFFECT).holder for c in codes} == {"enforcement_bureau"}

    services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)

    for code in codes:
        assert catalogue.authority(matter=code, power="penalty", area=FENKOU, day=BEFORE).holder == "enforcement_bureau"
        after = catalogue.authority(matter=code, power="penalty", area=FENKOU, day=EFFECT)
        assert (after.status, after.holder) == ("held", owner[code])
        assert not may_file("enforcement_bureau", code, FENKOU, EFFECT).permits
        assert may_file(owner[code], code, FENKOU, EFFECT).permits
    assert catalogue.who_enforces(FENKOU, EFFECT, matter=codes[0])[0].organ == registry.organ("housing_construction").name  # type: ignore[union-attr]
    assert catalogue.proof().faults == ()


def test_what_was_known_before_the_change_is_still_known_so() -> None:
    code = thirteen()[0]
    in_effect(back_to(code))
    asked = Asked(code, "penalty", FENKOU, EFFECT)
    assert catalogue.authority_as_known(asked, ON_THE_DAY - timedelta(days=5)).holder == "enforcement_bureau"
    assert catalogue.authority_as_known(asked, ON_THE_DAY + timedelta(days=1)).holder == "housing_construction"


def test_a_matter_that_ends_is_filed_by_nobody_from_its_day_on() -> None:
    code = thirteen()[0]
    in_effect(Item("end_matter", code))
    assert found_on_patrol(code, FENKOU, BEFORE).organ == "enforcement_bureau"
    with pytest.raises(Blocked) as refused:
        found_on_patrol(code, FENKOU, EFFECT)
    assert "authority.matter_ended" in {r.code for r in refused.value.ruling.reasons}
    assert catalogue.matter(code) is not None
    assert catalogue.proof().faults == ()


def test_an_amended_fine_has_a_row_for_each_version() -> None:
    row = next(m for m in catalogue.matters() if m.ranges and m.ranges[0].maximum and m.ranges[0].tier == "base")
    old = row.ranges[0]
    fresh = {"party_kind": old.party_kind, "tier": "base", "minimum": "300", "maximum": "9000", "precondition": old.precondition}
    in_effect(Item("revise_matter", row.code, {"ranges": [fresh]}))
    kept = PenaltyRange.objects.filter(matter__code=row.code, party_kind=old.party_kind, tier="base").order_by("since")
    found = {(r.since, r.until): r.maximum for r in kept}
    assert found[None, EFFECT] == old.maximum
    assert found[EFFECT, None] == Decimal(9000)


def test_the_main_plate_is_swapped_on_its_day_and_earlier_names_stay() -> None:
    organ = "enforcement_bureau"
    name = registry.acting_identity(organ, BEFORE)
    in_effect(Item("plate", organ, {"main": "淳安县城市管理局"}))
    assert registry.acting_identity(organ, BEFORE) == name
    assert registry.acting_identity(organ, EFFECT) == "淳安县城市管理局"
    assert catalogue.authority(matter="UM-001", power="penalty", area="330127104", day=BEFORE).acting_identity == name


def test_a_township_is_served_by_another_squad_from_the_day_on() -> None:
    in_effect(Item("coverage", ZITONG, {"team": "squad-weiping"}))
    held = [catalogue.authority(matter="UM-001", power="penalty", area=ZITONG, day=d).team for d in (BEFORE, EFFECT)]
    assert held == ["squad-jiangjia", "squad-weiping"]
    assert catalogue.proof().faults == ()


def test_a_township_enforces_in_its_own_name_once_its_list_is_announced_and_loses_what_is_withdrawn() -> None:
    weiping = "330127104"
    in_effect(Item("empower", f"gov-{weiping}", {"matters": ["UM-001"]}))
    asked = {"matter": "UM-001", "power": "penalty", "area": weiping}
    assert catalogue.authority(**asked, day=EFFECT).acting_identity == "威坪镇人民政府"
    assert catalogue.authority(**asked, day=BEFORE).holder == "enforcement_bureau"
    later = date(2026, 12, 1)
    row = published(Item("withdraw_power", f"gov-{weiping}", {"matters": ["UM-001"]}), effective_on=later)
    services.take_effect(by=who("guidance"), at=datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI), change=row.pk)
    assert catalogue.authority(**asked, day=later).holder == "enforcement_bureau"
    assert FormerGrant.objects.filter(holder__code=f"gov-{weiping}").count() == 2
    assert catalogue.proof().faults == ()


def test_a_township_that_passed_no_assessment_is_not_empowered() -> None:
    row = scored(Item("empower", "gov-330127104", {"matters": ["UM-001"]}))
    with pytest.raises(Blocked) as refused:
        services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="同意")
    assert {r.code for r in refused.value.ruling.reasons} == {"change.not_assessed"}


def test_a_team_for_civil_affairs_is_refused_because_nobody_mandates_it() -> None:
    after = {"domain": "civil_affairs", "powers": POWERS, "holder": "civil_affairs", "holder_kind": "professional_team"}
    row = scored(Item("new_grant", "civil_affairs", after))
    with pytest.raises(Blocked) as refused:
        services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="同意")
    assert "change.no_mandate" in {r.code for r in refused.value.ruling.reasons}
