"""Merging by one key, the docket, imports and what went up, as pages."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.algorithms.test_sheets import xlsx
from tests.county import source, who
from tests.interfaces.web.test_desks import PEOPLE, logged_in
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch, Dispute
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.models import Import, Incident, Precedent
from zhifa.apps.outbox import running
from zhifa.interfaces.frame import clock

pytestmark = pytest.mark.django_db
PLACE = {"lon": Decimal("118.786"), "lat": Decimal("29.731")}
HEAD = ("工单编号", "来电时间", "诉求内容", "所在乡镇")


@pytest.fixture
def people(county) -> None:
    """The demonstration's accounts: loaded with the county."""


def reported(n: str, **values: object) -> Incident:
    now = clock.now()
    given = {"text": "环镇路菜场有人乱倒生活垃圾", "external_id": n, "area": "330127104", "reported_at": now, **PLACE, **values}
    return incidents.report_incident(by=source(), at=now, report=incidents.Report(source="12345", **given)).incident


def returned() -> Dispute:
    row, now, by = reported("D"), clock.now(), who("dispatcher-1")
    _, sent = services.accept_incident(by=by, at=now, incident=row.pk, matters=["UM-018"])
    services.dispatch_matter(by=by, at=now, dispatch=sent[0].pk)
    said = {"reason": "应由住建部门办理", "basis": "浙江省综合行政执法条例 第十六条", "whose": "housing_construction"}
    services.return_dispatch(by=who("weiping-leader"), at=now, dispatch=sent[0].pk, **said)
    return Dispute.objects.get()


def test_one_key_merges_into_the_likeliest_and_one_press_takes_it_back(people) -> None:
    one, two = reported("A"), reported("B")
    client = logged_in("dispatcher-1")
    page = client.get(reverse("web:incident", args=[two.number])).content.decode()
    assert f"合并到 {one.number}" in page
    assert 'data-key="m"' in page
    answer = client.post(reverse("web:incident_act", args=[two.number, "merge"]), {"into": one.number, "version": two.version})
    assert answer["Location"].endswith(f"?open={one.number}")
    assert client.session["zhifa_quiet"][0]["undo"]["label"] == "撤回合并"
    desk = client.get(answer["Location"]).content.decode()
    assert "2 人次" in desk
    assert two.number in desk
    merged = client.get(reverse("web:incident", args=[two.number])).content.decode()
    assert "一并办理和答复" in merged
    client.post(reverse("web:incident_act", args=[two.number, "unmerge"]), {"reason": "刚才合并有误"})
    two.refresh_from_db()
    assert two.state == "reported"


def test_a_refused_merge_is_offered_with_its_reason(people) -> None:
    danger, calm = reported("A", danger_to_life=True), reported("B")
    page = logged_in("dispatcher-1").get(reverse("web:incident", args=[danger.number])).content.decode()
    assert f"{calm.number} 没有标记" in page


def test_the_reporter_of_a_merged_report_reads_the_answer_on_the_public_page(people, client) -> None:
    one, two = reported("A"), reported("B")
    services.merge_incident(by=who("dispatcher-1"), at=clock.now(), incident=two.pk, into=one.number)
    page = client.get(reverse("portal:progress", args=[two.tracking_code])).content.decode()
    assert one.number in page
    assert "同一件" in page


@pytest.mark.parametrize("role", PEOPLE)
def test_the_docket_opens_for_its_readers(people, role: str) -> None:
    dispute = returned()
    client = logged_in(PEOPLE[role])
    parties = {"squad_leader", "regulator"}
    reads = {"dispatcher", "duty_chief", "guidance", "leader", "discipline", "legal_reviewer"} | parties
    readers = reads | {"professional", "township_commander"}
    assert client.get(reverse("web:disputes")).status_code == (200 if role in readers else 403)
    assert client.get(reverse("web:dispute", args=[dispute.pk])).status_code == (200 if role in reads else 403)
    said = client.post(reverse("web:dispute_statement", args=[dispute.pk]), {"text": "意见"})
    assert said.status_code == (302 if role in parties else 409 if role in reads else 403)
    ruling = {"team": "squad-weiping", "reason": "理由", "citation": "条例 第九条", "authorised_by": "县府办〔2026〕1号", "scope": "area"}
    ruled = client.post(reverse("web:dispute_ruling", args=[dispute.pk]), ruling)
    assert ruled.status_code == (302 if role in ("guidance", "leader") else 409 if role in reads else 403)
    assert Precedent.objects.exists() == (role in ("guidance", "leader"))


def test_a_ruling_without_the_superiors_order_is_refused_and_keeps_what_was_typed(people) -> None:
    dispute = returned()
    client = logged_in("guidance")
    given = {"team": "squad-weiping", "reason": "目录载明由县局办理", "citation": "条例 第九条"}
    answer = client.post(reverse("web:dispute_ruling", args=[dispute.pk]), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "淳安县人民政府" in page
    assert "目录载明由县局办理" in page
    assert client.post(reverse("web:dispute_ruling", args=[dispute.pk]), {**given, "authorised_by": "批示"}).status_code == 302
    row = Precedent.objects.get()
    docket = client.get(reverse("web:disputes")).content.decode()
    assert row.number in docket
    later = reported("E")
    desk = logged_in("dispatcher-1").get(reverse("web:incident", args=[later.number])).content.decode()
    assert f"照先例</span> {row.number}" in desk or f"照先例 {row.number}" in desk
    assert "同一问题已有裁定先例" in desk
    client.post(reverse("web:revoke_precedent", args=[row.pk]), {"reason": "目录调整"})
    assert "已撤销" in client.get(reverse("web:disputes")).content.decode()


def test_a_file_is_uploaded_looked_at_imported_and_reported(people) -> None:
    client = logged_in("dispatcher-1")
    when = clock.now().astimezone(clock.ZONE).strftime("%Y-%m-%d %H:%M")
    content = xlsx(HEAD, ("G-1", when, "环镇路乱倒生活垃圾", "威坪镇"), ("", "昨天", "不行的行", "无此镇"))
    upload = {"source": "12345", "file": SimpleUploadedFile("9月.xlsx", content)}
    answer = client.post(reverse("web:imports"), upload)
    row = Import.objects.get()
    assert answer["Location"] == reverse("web:import", args=[row.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "其中 1 行读不了" in page
    columns = {**row.columns, "intent": "start", "version": row.version}
    assert client.post(answer["Location"], columns).status_code == 302
    assert "正在导入" in client.get(answer["Location"]).content.decode()
    worker = running.Worker("w", lambda: clock.now())
    while worker.step():
        pass
    page = client.get(answer["Location"]).content.decode()
    assert "导入完成" in page
    assert "没有叫“无此镇”的乡镇或平台" in page
    report = client.get(reverse("web:import_report", args=[row.pk]))
    assert report["Content-Type"].endswith("spreadsheetml.sheet")
    again = client.post(reverse("web:imports"), {"source": "12345", "file": SimpleUploadedFile("9月.xlsx", content)})
    assert again["Location"] == answer["Location"]
    assert "早已上传过" in client.session["zhifa_quiet"][-1]["text"]
    assert Incident.objects.count() == 1


def test_a_hostile_file_is_refused_on_the_form(people) -> None:
    client = logged_in("dispatcher-1")
    answer = client.post(reverse("web:imports"), {"source": "12345", "file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 bomb")})
    assert answer.status_code == 422
    assert "已损坏" in answer.content.decode()
    assert not Import.objects.exists()
    assert client.get(reverse("web:import_template")).status_code == 200


@pytest.mark.parametrize("role", sorted(set(PEOPLE) - {"dispatcher", "duty_chief", "discipline"}))
def test_imports_are_closed_to_everybody_else(people, role: str) -> None:
    client = logged_in(PEOPLE[role])
    for url in (reverse("web:imports"), reverse("web:import_template")):
        assert client.get(url).status_code == 403


def test_what_went_up_is_on_the_home_of_chief_and_leader(people) -> None:
    row, tenant = reported("A"), who("leader").tenant
    Incident.objects.filter(pk=row.pk).update(due_at=clock.now() - timedelta(minutes=300))
    services.mark_late(tenant=tenant, at=clock.now())
    services.escalate(tenant=tenant, at=clock.now())
    assert "已报值班长" in logged_in("duty-chief").get(reverse("web:queue")).content.decode()
    assert "已报县领导" in logged_in("duty-chief").get(reverse("web:queue")).content.decode()
    cockpit = logged_in("leader").get(reverse("web:cockpit"))
    figure = next(f for f in cockpit.context["figures"] if str(f.label) == "已报县领导")
    assert figure.value == 1
    assert row.text[:10] in logged_in("leader").get(figure.url).content.decode()
    assert not Dispatch.objects.exists()
