"""四、（一）: penalty, investigation and coercion are three powers; who may fine does not seize for that reason."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.apps.adjustments.world import AT, drafted
from tests.apps.cases import play
from tests.county import who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.services import Item
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.cases.services.ordinary import Suspicion
from zhifa.apps.trail import queries as trail
from zhifa.law import delegation
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db
FENKOU, WEIPING, FUMES, SEWAGE = "330127108", "330127104", "UM-028", "UM-018"


def investigated(user: str, other: str, head: str, area: str, matter: str = FUMES) -> OrdinaryCase:
    """A case on file with two officers on it."""
    said = Suspicion("巡查发现", "饭店的油烟未经处理直接排放。", play.AT)
    case = ordinary.propose_filing(by=who(user), at=play.AT, suspicion=said, party=play.citizen().pk, scene=Scene(matter, area, "新区路"))
    play.picture(case, who(user))  # type: ignore[arg-type]
    ordinary.join_case(by=who(other), at=play.minutes(5), case=case.pk)
    return ordinary.approve_filing(by=who(head), at=play.minutes(9), case=case.pk, opinion="符合立案标准。")


def seize(user: str, case: OrdinaryCase) -> OrdinaryCase:
    goods = [{"name": "排风机", "quantity": "1"}]
    return ordinary.request_seizure(by=who(user), at=play.minutes(20), case=case.pk, reason="防止转移", items=goods, place="店内")


def test_the_township_fines_but_seizing_is_shut_with_the_reason_on_the_page_and_in_the_service() -> None:
    """R36 行政处罚权以及相关的行政监督检查、行政强制职权"""
    case = investigated("fenkou-officer-1", "fenkou-officer-2", "town-head-fenkou", FENKOU)
    assert case.acting_identity == "汾口镇人民政府"
    with pytest.raises(Blocked) as refused:
        seize("fenkou-officer-1", case)
    assert refused.value.ruling.reasons[0].code == "seizure.not_held"
    assert "行政强制法 第十七条" in map(str, refused.value.ruling.citations)
    page = logged_in("fenkou-officer-1").get(reverse("web:ordinary_case", args=[case.pk])).content.decode()
    act = page[page.index('data-label="报请查封、扣押"') - 120 :].split("</form>")[0]
    assert 'aria-disabled="true"' in act
    assert "查封、扣押的权力由淳安县综合行政执法局行使，不能委托" in act


def test_the_bureau_fines_and_seizes_for_the_same_matter_where_a_text_allows_it() -> None:
    """R36 行政处罚权以及相关的行政监督检查、行政强制职权"""
    case = seize("weiping-officer-1", investigated("weiping-officer-1", "weiping-officer-2", "bureau-head-1", WEIPING))
    assert (case.acting_identity, case.state) == ("淳安县综合行政执法局", "investigating")
    assert "request_seizure" in {entry.verb for entry in trail.story(case.pk)}
    other = investigated("weiping-officer-1", "weiping-officer-2", "bureau-head-1", WEIPING, SEWAGE)
    with pytest.raises(Blocked, match=r"seizure\.no_basis"):
        seize("weiping-officer-1", other)


def test_coercion_is_neither_given_to_a_township_nor_entrusted() -> None:
    """R36 行政处罚权以及相关的行政监督检查、行政强制职权"""
    given = Item("empower", "gov-330127104", {"matters": [FUMES], "powers": ["penalty", "coercion"]})
    with pytest.raises(Blocked) as refused:
        services.submit_change(by=who("guidance"), at=AT, change=drafted(given).pk)
    assert "change.coercion_to_township" in {r.code for r in refused.value.ruling.reasons}
    assert not delegation.coercion(entrusted=True, carried_out_by="officer").permits
