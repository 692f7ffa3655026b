"""The desk of cut-overs: another squad for an area, from the plan over the impact list to the last receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import county
from tests.apps.adjustments.world import moved, submitted
from tests.county import source, who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.adjustments.models import Change, Cutover, Receipt
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
ZITONG = "330127107"


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    """The county."""
    county.load()


def task() -> Dispatch:
    """Sent to the squad of 姜家."""
    at = clock.now()
    report = Report("12345", "镇口有人乱倒生活垃圾", at, "T-1", area=ZITONG)
    incident = incidents.report_incident(by=source(), at=at, report=report).incident
    row = services.accept_incident(by=who("dispatcher-1"), at=at, incident=incident.pk, matters=("UM-018",))[1][0]
    return services.dispatch_matter(by=who("dispatcher-1"), at=at, dispatch=row.pk)


def text(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def sent(client: Client, name: str, /, *args: Any, **words: Any) -> Any:
    return client.post(reverse(f"web:{name}", args=args), words)


def planned(office: Client) -> str:
    words = {"area": ZITONG, "team": "squad-weiping", "since": (clock.today() + timedelta(days=3)).isoformat(), "ground": "局务会议"}
    assert sent(office, "cutover_coverage", **{**words, "ground": ""}).status_code == 422
    assert sent(office, "cutover_coverage", **words).status_code == 302
    return Cutover.objects.get().code


def test_an_area_goes_to_another_squad_from_the_plan_to_the_last_receipt(monkeypatch: pytest.MonkeyPatch) -> None:
    office, leader, before = logged_in("guidance"), logged_in("weiping-leader"), task()
    code = planned(office)
    page = text(office, "cutover", code)
    assert "影响清单" in page
    assert "威坪中队" in page
    assert before.incident.number in page
    assert before.incident.number in text(office, "cutover_impact", code)
    assert sent(office, "cutover_act", code, "cut_over").status_code == 409
    assert sent(office, "cutover_act", code, "amend", cases_move="on").status_code == 422
    later = clock.now() + timedelta(days=4)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", later.date)
    office, leader = logged_in("guidance"), logged_in("weiping-leader")
    assert sent(office, "cutover_act", code, "cut_over").status_code == 302
    assert "1/1" in text(office, "cutover", code)
    desk = text(leader, "cutovers")
    assert "等您单位接收" in desk
    assert before.incident.number in desk
    assert "都不选表示全部" in text(leader, "cutover_act", code, "accept_receipt")
    assert sent(leader, "cutover_act", code, "refuse_receipt").status_code == 422
    assert sent(leader, "cutover_act", code, "accept_receipt").status_code == 302
    assert Receipt.objects.get().state == "accepted"
    assert "已对账" in text(office, "cutover", code)
    assert before.incident.number in text(leader, "cutover_receipts", code)
    assert Dispatch.objects.get(pk=before.pk).team == "squad-weiping"


def test_the_page_of_a_change_shows_what_it_touches_and_where_its_cut_over_is_planned() -> None:
    before = task()
    submitted(moved("squad-weiping"), effective_on=clock.today() + timedelta(days=9))
    change, office = Change.objects.get(), logged_in("guidance")
    page = text(office, "change", change.pk)
    assert "影响清单" in page
    assert before.incident.number in page
    assert "安排切换" in page
    assert before.incident.number in text(office, "change_impact", change.pk)
    assert sent(office, "change_cutover", change.pk, cases_move="on").status_code == 422
    assert sent(office, "change_cutover", change.pk).status_code == 302
    assert Cutover.objects.get().change == change
    page = text(office, "change", change.pk)
    assert "先行锁定" in page
    assert "安排切换" not in page
    assert "影响清单" in text(office, "cutover", change.code)


@pytest.mark.parametrize("user", ["weiping-leader", "dispatcher-1", "leader", "discipline"])
def test_others_read_but_do_not_plan(user: str) -> None:
    code = planned(logged_in("guidance"))
    client = logged_in(user)
    text(client, "cutover", code)
    text(client, "cutovers")
    words = {"area": "330127208", "team": "squad-linqi", "since": "2999-01-01", "ground": "x"}
    assert sent(client, "cutover_coverage", **words).status_code in (403, 409)
    assert sent(client, "cutover_act", code, "cancel", reason="x").status_code in (403, 409)
    assert Cutover.objects.get().state == "planned"


def test_administrators_do_not_read_receipts_and_unknown_codes_are_not_found() -> None:
    admin, office = logged_in("security-admin"), logged_in("guidance")
    assert admin.get(reverse("web:cutovers")).status_code == 403
    assert office.get(reverse("web:cutover", args=["none"])).status_code == 404
    assert office.get(reverse("web:cutover_impact", args=["none"])).status_code == 404
