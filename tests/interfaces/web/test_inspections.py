"""The pages of planning and inspection open for their people and say why to the others; a visit is made over HTTP."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.county import who
from tests.interfaces.web.test_desks import PEOPLE, logged_in
from zhifa.apps.cases.models import Case, CorrectionOrder
from zhifa.apps.inspections import services
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.inspections.services import Signed, Visit
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import PlanLine
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
INSPECTORS = {"squad_leader", "officer", "regulator", "professional"}
READERS = INSPECTORS | {"township_commander", "guidance", "leader", "legal_reviewer", "discipline", "dispatcher", "duty_chief"}
PAGES = {
    "web:inspections": READERS,
    "web:calendar": READERS,
    "handheld:visits": INSPECTORS,
}


@pytest.fixture
def people(county) -> None:
    """The demonstration's accounts: loaded with the county."""


@pytest.mark.parametrize("page", sorted(PAGES))
def test_each_page_opens_for_its_people_and_for_nobody_else(people: None, page: str) -> None:
    wrong = []
    for role, username in PEOPLE.items():
        status = logged_in(username).get(reverse(page)).status_code
        if status != (200 if role in PAGES[page] else 403):
            wrong.append((role, status))
    assert not wrong


def place(area: str = "330127104") -> Premises:
    return Premises.objects.filter(area=area, kind="餐饮店").order_by("code").first()  # type: ignore[return-value]


def posted(username: str, url: str, data: dict[str, object], status: int = 302) -> None:
    answer = logged_in(username).post(url, data)
    assert answer.status_code == status, answer.content.decode()[:2000]


def visited(username: str = "weiping-officer-1", second: str = "weiping-officer-2") -> Inspection:
    """A visit planned, reached and recorded over HTTP, with one problem."""
    items = ["CL-UM-02", "CL-UM-05"]
    asked = {"premises": place().pk, "items": items, "planned_on": clock.today(), "source": "complaint", "source_ref": "TS-1"}
    posted(username, reverse("web:visit_new") + "?field=urban_management", asked)
    row = Inspection.objects.get()
    posted(username, reverse("handheld:visit_act", args=[row.pk, "arrive"]), {"partner": who(second).person})
    posted(username, reverse("handheld:visit_act", args=[row.pk, "show_certificates"]), {})
    for item, result, note in ((items[0], "no", "门外有货架"), (items[1], "yes", "")):
        posted(username, reverse("handheld:visit_answer", args=[row.pk, item]), {"result": result, "note": note})
    signed = {"summary": "逐项检查", "signed_by": "经营者"}
    posted(username, reverse("handheld:visit_act", args=[row.pk, "record_visit"]), signed)
    row.refresh_from_db()
    return row


ORDER = {
    "demand": "货架搬回店内", "kind": "sole_trader", "name": "某某餐馆", "identifier_type": "none", "address": "威坪镇",
    "received_by": "经营者",
}  # fmt: skip


def test_a_finding_becomes_an_order_and_after_the_re_check_the_visit_is_closed(people: None) -> None:
    row = visited()
    finding, partner = Finding.objects.get(inspection=row), who("weiping-officer-2").person
    url = reverse("handheld:finding_act", args=[finding.pk, "order_correction"])
    posted("weiping-officer-1", url, {**ORDER, "due_on": clock.today(), "partner": partner})
    finding.refresh_from_db()
    order = CorrectionOrder.objects.get()
    assert (finding.state, finding.order, finding.order_number) == ("correcting", order.pk, order.number)
    url = reverse("handheld:finding_act", args=[finding.pk, "recheck_corrected"])
    posted("weiping-officer-1", url, {"note": "已搬回", "partner": partner})
    order.refresh_from_db()
    assert order.state == "corrected"
    posted("weiping-officer-1", reverse("handheld:visit_act", args=[row.pk, "close"]), {})
    row.refresh_from_db()
    assert row.state == "closed"


def test_a_finding_becomes_a_case_of_the_team_that_holds_the_power(people: None) -> None:
    finding = Finding.objects.get(inspection=visited())
    posted("weiping-officer-1", reverse("handheld:finding_act", args=[finding.pk, "start_case"]), {})
    finding.refresh_from_db()
    assert (finding.state, finding.case_ref) == ("in_case", Case.objects.get().ref)


def test_a_department_gets_the_reason_instead_of_an_order(people: None) -> None:
    by, now = who("regulator-urban-management"), clock.now()
    asked = Visit(place().pk, "urban_management", ("CL-UM-02",), clock.today(), "complaint", "TS-2")
    row = services.plan_visit(by=by, at=now, visit=asked)
    services.arrive(by=by, at=now, visit=row.pk, officers=[who("regulator-urban-management-2").person])
    services.show_certificates(by=by, at=now, visit=row.pk)
    services.check_item(by=by, at=now, visit=row.pk, item="CL-UM-02", result="no", note="门外有货架")
    services.record_visit(by=by, at=now, visit=row.pk, signed=Signed("检查", signed_by="经营者"))
    finding = Finding.objects.get()
    url = reverse("handheld:finding_act", args=[finding.pk, "start_case"])
    posted("regulator-urban-management", url, {}, status=409)
    assert not Case.objects.exists(), "the case that was tried went with the refusal"
    posted("regulator-urban-management", reverse("handheld:finding_act", args=[finding.pk, "hand_over"]), {"note": "请查处"})
    finding.refresh_from_db()
    assert finding.incident_number


def test_a_form_keeps_what_was_typed_and_says_who_else_comes(people: None) -> None:
    by, now = who("team-market-1"), clock.now()
    services.plan_visit(by=by, at=now, visit=Visit(place().pk, "market", ("CL-MK-01",), clock.today()))
    client = logged_in("regulator-urban-management")
    asked = {"premises": place().pk, "items": ["CL-UM-02"], "planned_on": clock.today(), "source": "routine"}
    answer = client.post(reverse("web:visit_new"), asked)
    assert answer.status_code == 409
    assert "淳安县市场监督管理局" in answer.content.decode()
    assert client.post(reverse("web:visit_new"), {**asked, "items": []}).status_code == 422
    row = Inspection.objects.get()
    assert client.get(reverse("web:visit_join", args=[row.pk])).status_code == 200
    assert client.post(reverse("web:visit_join", args=[row.pk]), {"items": ["CL-UM-02"]}).status_code == 302
    assert client.get(reverse("web:visit", args=[row.pk])).status_code == 200


def test_a_page_of_another_organ_is_not_found(people: None) -> None:
    row = visited()
    for username in ("team-market-1", "fenkou-officer-1"):
        assert logged_in(username).get(reverse("web:visit", args=[row.pk])).status_code == 404
        assert logged_in(username).get(reverse("handheld:visit", args=[row.pk])).status_code == 404


def test_the_desk_asks_a_fixed_number_of_questions(people: None) -> None:
    client = logged_in("team-market-1")

    def asked() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse("web:inspections")).status_code == 200
        return len(counted)

    def drawn(n: int) -> None:
        chosen = [str(p.pk) for p in Premises.objects.filter(kind="农家乐")[: n + 1]]
        line = {"title": f"检查{n}", "since": clock.today(), "until": clock.today(), "times": 1, "items": ["CL-MK-01"], "places": chosen}
        posted("team-market-1", reverse("web:plan_new"), line)
        row = PlanLine.objects.get(title=f"检查{n}")
        posted("team-market-1", reverse("web:plan_act", args=[row.pk, "submit"]), {})

    drawn(0)
    asked()
    few = asked()
    for n in (1, 2, 3):
        drawn(n)
    assert asked() == few
    assert few <= 45
