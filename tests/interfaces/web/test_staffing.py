"""编制和人员 on desks: the ledger balances, the arithmetic is shown, acts in the right hands, everything as a file."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.apps.staffing.world import AT, JIANGJIA, WATER, appraised, proposed
from tests.county import who
from tests.interfaces.web.test_desks import PEOPLE, logged_in, people
from zhifa.apps.staffing.models import Appraisal, PostEntry, StaffRelation, Stationing, Transfer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
__all__ = ["people"]
READERS = {"guidance", "leader", "legal_reviewer", "discipline"}
DOCUMENT = {"approval_organ": "县机构编制主管部门", "approval_number": "演示编〔2026〕3号", "approved_on": "2026-08-20"}


def page(user: str, name: str, *args: object, query: str = "") -> str:
    answer = logged_in(user).get(reverse(f"web:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", PEOPLE)
def test_the_desks_open_for_their_duties_only(role: str) -> None:
    client = logged_in(PEOPLE[role])
    assert client.get(reverse("web:staffing")).status_code == (200 if role in READERS else 403)
    both = READERS | {"township_commander", "regulator"}
    assert client.get(reverse("web:staff_people")).status_code == (200 if role in both else 403)
    for name in ("staff_propose", "staff_posts", "staff_station", "staff_command", "staff_appraisals"):
        assert client.get(reverse(f"web:{name}")).status_code == (200 if role == "guidance" else 403), name


def test_the_ledger_the_arithmetic_and_the_stationed_stand_on_one_page() -> None:
    text = page("leader", "staffing")
    for words in (
        "期初 210 = 现在 210 ≤ 核定总额 210",
        "18 − 5 = 13",
        "仅划转事项",
        "水政中队执法队员甲",
        "淳安县综合行政执法局",
        "没有填报",
    ):
        assert words in text
    assert "提出方案" not in text
    assert f"?organ={WATER}&amp;count=13" in page("guidance", "staffing")


def test_a_proposal_goes_its_way_through_the_desks() -> None:
    office, leader = logged_in("guidance"), logged_in("leader")
    short = office.post(reverse("web:staff_propose"), {"organ": WATER, "count": "12"})
    assert (short.status_code, "偏离规则的，请写明理由" in short.content.decode()) == (409, True)
    assert office.post(reverse("web:staff_propose"), {"organ": WATER, "count": "13"}).status_code == 302
    row = Transfer.objects.get()
    act = reverse("web:staff_transfer_act", args=[row.code, "approve_transfer"])
    assert "18 − 5 = 13" in leader.get(act).content.decode()
    early = leader.post(act, DOCUMENT | {"effective_on": "2026-08-19", "version": row.version})
    assert (early.status_code, "早于批准日" in early.content.decode()) == (409, True)
    assert leader.post(act, DOCUMENT | {"effective_on": "2026-09-01", "version": row.version}).status_code == 302
    text = page("leader", "staffing")
    assert "期初 210 = 现在 210 ≤ 核定总额 210" in text
    assert "已批准并记账" in text
    csv = logged_in("discipline").get(reverse("web:staffing") + "?format=ledger").content.decode("utf-8-sig")
    assert f"淳安县千岛湖生态综合保护局,淳安县综合行政执法局,参公事业,13,县机构编制主管部门 演示编〔2026〕3号,2026-08-20,{row.code}" in csv


def test_a_post_without_source_is_refused_on_the_page_with_what_to_do() -> None:
    said = DOCUMENT | {"destination": "enforcement_bureau", "kind": "managed", "count": "1", "effective_on": "2026-09-01", "reason": "新增"}
    answer = logged_in("guidance").post(reverse("web:staff_posts"), said)
    assert (answer.status_code, "编制不能没有来源" in answer.content.decode()) == (409, True)
    assert logged_in("guidance").post(reverse("web:staff_posts"), said | {"source": WATER}).status_code == 302
    assert PostEntry.objects.filter(code="").get().count == 1


def test_stationing_and_command_are_set_and_ended_at_the_desk() -> None:
    office, officer = logged_in("guidance"), who("weiping-officer-1").person
    said = {"person": officer, "organ": WATER, "since": "2026-09-01", "ground": "演示派驻〔2026〕2号"}
    assert office.post(reverse("web:staff_station"), said).status_code == 302
    row = Stationing.objects.get(person=officer)
    end = office.post(reverse("web:staff_station_end", args=[row.pk]), {"until": "2026-10-01", "reason": "期满", "version": row.version})
    assert (end.status_code, Stationing.objects.get(pk=row.pk).until) == (302, date(2026, 10, 1))
    said = {"person": officer, "organ": JIANGJIA, "since": "2026-11-01", "ground": "演示调整〔2026〕1号"}
    assert office.post(reverse("web:staff_command"), said).status_code == 302
    assert StaffRelation.objects.get(person=officer).kind == "command"


def test_an_appraisal_is_opened_signed_and_closed_at_the_desks() -> None:
    assert logged_in("guidance").post(reverse("web:staff_appraisals"), {"year": "2026"}).status_code == 302
    row = Appraisal.objects.get(person=who("jiangjia-officer-1").person)

    def act(user: str, name: str, **said: str) -> int:
        return logged_in(user).post(reverse("web:staff_appraisal_act", args=[row.code, name]), said).status_code

    assert [act("bureau-head-1", "sign_bureau", score="92"), act("guidance", "close_appraisal")] == [302, 409]
    assert [act("commander-weiping", "sign_local", score="88"), act("commander-jiangjia", "sign_local", score="101")] == [404, 422]
    assert [act("commander-jiangjia", "sign_local", score="88"), act("guidance", "close_appraisal")] == [302, 302]
    text = page("commander-jiangjia", "staff_people", query="?year=2026")
    assert "88 × 60% + 92 × 40% = 89.6" in text
    assert "威坪中队执法队员甲" not in text
    assert "周转房" in text


@pytest.mark.parametrize("wanted", ["people", "appraisals", "benefits"])
def test_people_and_appraisals_are_files_too(wanted: str) -> None:
    appraised("88", "92")
    answer = logged_in("guidance").get(reverse("web:staff_people") + f"?format={wanted}&year=2026")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Disposition"].endswith(f'"{wanted}.csv"')
    assert len(lines) > 3


@pytest.mark.parametrize("wanted", ["transfers", "stationing"])
def test_departments_and_stationings_are_files_too(wanted: str) -> None:
    proposed()
    text = logged_in("leader").get(reverse("web:staffing") + f"?format={wanted}").content.decode("utf-8-sig")
    assert ("18 − 5 = 13" in text) is (wanted == "transfers")
    assert "淳安县千岛湖生态综合保护局" in text


def test_reports_group_by_each_relation_and_speak_english() -> None:
    assert page("guidance", "staff_people", query="?by=pay").count("<details open>") == 1
    assert AT
    client = logged_in("leader")
    client.cookies["django_language"] = "en"
    text = client.get(reverse("web:staffing")).content.decode()
    assert "approved total" in text


def test_an_unknown_act_or_proposal_is_not_found() -> None:
    row = proposed()
    for url in (
        reverse("web:staff_transfer_act", args=[row.code, "sign_local"]),
        reverse("web:staff_transfer_act", args=["HB-0", "approve_transfer"]),
    ):
        assert logged_in("leader").get(url).status_code == 404
