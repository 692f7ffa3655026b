"""赋权评估 on desks: one table and one plot for all townships, numbers that open, acts in the right hands, trying without storing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.empowerment.test_townships import SHOP, TENANT, grant, incident, known_for_a_year
from tests.apps.empowerment.world import AT, DASHU, FENKOU, PDF, PINGMEN, STATED, VALUES, concluded, opened, scored
from tests.county import who
from tests.interfaces.web.test_desks import PEOPLE, logged_in, people
from zhifa.apps.empowerment import services
from zhifa.apps.empowerment.models import Assessment, Withdrawal
from zhifa.apps.trail.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
__all__ = ["people"]
READERS = {"guidance", "leader", "legal_reviewer", "discipline", "verifier", "regulator", "township_commander"}


def page(user: str, name: str, *args: object, query: str = "") -> str:
    answer = logged_in(user).get(reverse(f"web:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("desk", ["empowerment", "empowerment_unused"])
def test_the_desk_opens_for_its_duties_only(desk: str, role: str) -> None:
    assert logged_in(PEOPLE[role]).get(reverse(f"web:{desk}")).status_code == (200 if role in READERS else 403)


def test_all_townships_stand_side_by_side_as_table_and_as_plot() -> None:
    concluded(FENKOU)
    scored(PINGMEN)
    text = page("guidance", "empowerment")
    assert text.count("data-item") == 24
    assert text.count('role="img" aria-label="各乡镇五个方面的得分') == 2  # for a desk and for a phone
    assert [f'<text class="name" x="90" y="{y}">{name}' in text for y, name in ((38, "汾口镇"), (60, "屏门乡"))] == [True, True]
    assert "没有行政区划代码" in text
    csv = logged_in("guidance").get(reverse("web:empowerment") + "?format=csv").content.decode("utf-8-sig")
    assert len(csv.splitlines()) == 25
    assert "汾口镇,330127108,派驻,汾口中队,9,8" in csv


def test_a_township_sees_others_only_when_they_are_concluded() -> None:
    concluded(FENKOU)
    row = scored(PINGMEN)
    text = page("commander-weiping", "empowerment")
    assert "78.0" in text
    assert "41.0" not in text
    assert logged_in("commander-weiping").get(reverse("web:assessment", args=[row.code])).status_code == 404


def test_every_number_of_the_page_opens_its_evidence() -> None:
    row = scored(FENKOU)
    text = page("guidance", "assessment", row.code)
    client = logged_in("guidance")
    for fact in row.stated.all():
        url = reverse("frame:evidence", args=[fact.file_id])
        assert url in text
        answer = client.get(url)
        assert b"".join(answer.streaming_content) == PDF
    for code in ("officers", "squad", "legal_reviewer"):
        assert reverse("web:assessment_evidence", args=[row.code, code]) in text
    assert page("guidance", "assessment_evidence", row.code, "officers").count("<tr><td") == 8
    assert "12 × (8 − 2) ÷ (10 − 2) = 9" in text
    assert logged_in("fenkou-officer-1").get(reverse("frame:evidence", args=[row.stated.first().file_id])).status_code == 404


def test_an_assessment_goes_its_way_through_the_desks() -> None:
    office = logged_in("guidance")
    assert office.post(reverse("web:assessment_new"), {"area": FENKOU}).status_code == 302
    row = Assessment.objects.get()
    facts = reverse("web:assessment_fact", args=[row.code])
    for indicator, value in zip(STATED, VALUES[FENKOU], strict=True):
        file = SimpleUploadedFile("年鉴.pdf", PDF)
        said = {"indicator": indicator, "value": value, "source": "统计年鉴", "as_of": "2026-01-01", "file": file}
        assert logged_in("commander-fenkou").post(facts, said).status_code == 302
    act(office, row, "complete_facts")
    act(office, row, "score")
    act(office, row, "visit_site", note="中队在岗")
    act(logged_in("verifier-1"), row, "confirm_visit", note="询问室一间")
    act(logged_in("legal"), row, "check_lawful", note="符合规定")
    act(logged_in("leader"), row, "conclude", conclusion="pass")
    row.refresh_from_db()
    assert (row.state, str(row.score)) == ("concluded", "78.0")
    assert "有效期至" in page("commander-fenkou", "assessment", row.code)


def act(client, row: Assessment, name: str, **said: str) -> None:
    assert client.post(reverse("web:assessment_act", args=[row.code, name]), said).status_code == 302, name


def test_a_number_without_its_document_keeps_what_was_typed_and_says_why() -> None:
    row = opened(FENKOU)
    said = {"indicator": "gdp", "value": "13", "source": "统计年鉴", "as_of": "2026-01-01"}
    answer = logged_in("guidance").post(reverse("web:assessment_fact", args=[row.code]), said)
    assert answer.status_code == 409
    assert "附上文件" in answer.content.decode()
    assert "统计年鉴" in answer.content.decode()


def test_acts_of_others_are_not_offered_and_refused() -> None:
    row = scored(FENKOU)
    assert reverse("web:assessment_act", args=[row.code, "conclude"]) not in page("guidance", "assessment", row.code)
    assert logged_in("guidance").post(reverse("web:assessment_act", args=[row.code, "conclude"]), {"conclusion": "pass"}).status_code == 409
    assert logged_in("guidance").get(reverse("web:assessment_act", args=[row.code, "nonsense"])).status_code == 404


def test_trying_shows_both_results_and_stores_nothing() -> None:
    row = scored(FENKOU)
    before = Record.objects.filter(subject_type__startswith="empowerment").count()
    text = page("leader", "assessment_what_if", row.code, query="?value_officers=3&weight_gdp=0")
    assert "78.0" in text
    assert "暂缓" in text
    assert Record.objects.filter(subject_type__startswith="empowerment").count() == before
    wrong = logged_in("leader").get(reverse("web:assessment_what_if", args=[row.code]) + "?value_officers=viele")
    assert wrong.status_code == 422


def test_demand_is_shown_and_taken_out_as_rows() -> None:
    for n in range(3):
        incident(PINGMEN, AT - timedelta(days=n + 1), SHOP)
    assert "建议赋权 1 项" in page("guidance", "empowerment_demand", PINGMEN)
    csv = page_csv("guidance", "empowerment_demand", PINGMEN)
    assert csv.splitlines()[1].startswith(f"屏门乡,{SHOP},")
    assert logged_in("commander-fenkou").get(reverse("web:empowerment_demand", args=[PINGMEN])).status_code == 404


def page_csv(user: str, name: str, *args: object) -> str:
    return logged_in(user).get(reverse(f"web:{name}", args=args) + "?format=csv").content.decode("utf-8-sig")


def test_idle_matters_are_listed_and_answered() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    services.propose_withdrawals(tenant=TENANT, at=AT)
    row = Withdrawal.objects.get(area=DASHU)
    assert row.code in page("guidance", "empowerment_unused")
    assert row.code in page_csv("guidance", "empowerment_unused")
    url = reverse("web:withdrawal_act", args=[row.code, "keep_matter"])
    assert url in page("guidance", "empowerment_unused")
    assert url not in page("leader", "empowerment_unused")
    assert logged_in("guidance").post(url, {"reason": "景区需要"}).status_code == 302
    assert Withdrawal.objects.get(pk=row.pk).state == "kept"


def test_the_open_assessment_waits_in_the_bar_of_its_people() -> None:
    from zhifa.apps.empowerment import queries
    from zhifa.apps.trail.tally import counted

    opened(FENKOU)
    told = ("guidance", "commander-fenkou")
    assert {u for u in (*told, "commander-weiping", "leader", "fenkou-officer-1") if counted([queries.waiting(who(u))]) != [0]} == set(told)
