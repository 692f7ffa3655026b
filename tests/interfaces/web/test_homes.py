"""Everybody begins at a page that fits; discipline reads every desk and does nothing; administrators see no case."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.apps.cases.ordinary import play
from tests.interfaces.web.test_desks import PEOPLE, logged_in, reported
from tests.interfaces.web.test_inspections import visited
from tests.interfaces.web.test_passing_the_buck import people, returned  # noqa: F401
from zhifa.apps.accounts.models import User
from zhifa.apps.trail.models import Record
from zhifa.interfaces.handheld.urls import urlpatterns as PHONE
from zhifa.interfaces.web.urls import urlpatterns as DESK
from zhifa.law.actors import ROLE_LABELS, Role

pytestmark = pytest.mark.django_db
HANDY = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"
HOMES = {
    "dispatcher": ("/desk/queue/", "指挥台"),
    "duty_chief": ("/desk/queue/", "指挥台"),
    "squad_leader": ("/desk/tasks/", "中队任务"),
    "officer": ("/desk/tasks/", "本队任务和我的案件"),
    "auxiliary": ("/desk/tasks/", "本队任务"),
    "verifier": ("/desk/tasks/", "等待核实"),
    "township_commander": ("/desk/tasks/", "本乡镇正在办理"),
    "regulator": ("/desk/tasks/", "移交给本部门的"),
    "professional": ("/desk/tasks/", "专业队任务"),
    "guidance": ("/desk/tasks/", "权属待裁定"),
    "leader": ("/desk/cockpit/", "全县执法监管"),
    "legal_reviewer": ("/desk/ordinary/", "等我办理"),
    "approver": ("/desk/ordinary/", "等我办理"),
    "discipline": ("/desk/cockpit/", "全县执法监管"),
    "system_admin": ("/desk/house/", "系统运行"),
    "security_admin": ("/desk/accounts/", "账号和职责"),
    "audit_admin": ("/desk/audit/", "审计"),
}
HOLDERS = {**PEOPLE, "approver": "bureau-head-1"}
# Pages that are nothing but a form for an act of others, or belong to one organ.
FORMS = {"call", "drill_new", "drill_look", "import_template", "plan_new", "plan_amend", "plan_schedule", "visit_new", "visit_join",
         "department", "reveal", "place_options", "office_ask", "change_from_packs",
         "staff_propose", "staff_posts", "staff_station", "staff_command", "staff_appraisals"}  # fmt: skip
UNITS = ("judicial", "finance", "audit", "statistics", "medical-insurance")


@pytest.mark.parametrize("role", HOMES)
def test_each_duty_has_a_demonstration_account_and_a_home(people: None, role: str) -> None:  # noqa: F811
    client = logged_in(HOLDERS[role])
    place, says = HOMES[role]
    assert client.get("/home").headers["Location"] == place
    assert says in client.get(place).content.decode()
    phone = client.get("/home", headers={"User-Agent": HANDY}).headers["Location"]
    assert phone == ("/m/" if role in ("squad_leader", "officer", "auxiliary", "professional") else place)
    assert client.get(phone).status_code == 200


def test_every_duty_of_people_is_among_them_and_on_the_log_in_page(people: None) -> None:  # noqa: F811
    assert set(HOMES) == {role.value for role in Role} - {"connector", "system"}
    page = Client().get("/login").content.decode()
    for role, username in HOLDERS.items():
        assert f'data-account="{username}"' in page
        assert ROLE_LABELS[Role(role)] in page


@pytest.mark.parametrize("unit", UNITS)
def test_every_internal_unit_has_two_officers_and_a_head(people: None, unit: str) -> None:  # noqa: F811
    for username, place in ((f"unit-{unit}", "/desk/tasks/"), (f"unit-{unit}-2", "/desk/tasks/"), (f"head-{unit}", "/desk/ordinary/")):
        assert logged_in(username).get("/home").headers["Location"] == place


@pytest.fixture
def county_at_work(people: None) -> dict[str, Any]:  # noqa: F811
    """One of everything that a desk shows, by the name of the address's part."""
    incident, dispute, visit = reported(n=77), returned(), visited()
    return {
        "number": incident.number,
        "dispatch": dispute.dispatch_id,
        "dispute": dispute.pk,
        "visit": visit.pk,
        "finding": visit.findings.first().pk,
        "case": play.proposed().pk,
        "user": User.objects.get(username="weiping-officer-1").pk,
        "indicator": "closed_in_time",
    }


def addresses(patterns: list[Any], space: str, known: dict[str, Any]) -> dict[str, str]:
    """name → address of every pattern whose parts are all known."""
    found = {}
    for pattern in patterns:
        parts = list(pattern.pattern.converters)
        if isinstance(pattern, URLPattern) and pattern.name and all(p in known for p in parts):
            found[pattern.name] = reverse(f"{space}:{pattern.name}", kwargs={p: known[p] for p in parts})
    return found


def test_discipline_reads_every_page_of_the_desk(county_at_work: dict[str, Any]) -> None:
    client = logged_in("discipline")
    known = {k: v for k, v in county_at_work.items() if k != "indicator"}
    found = {name: client.get(place).status_code for name, place in addresses(DESK, "web", known).items() if name not in FORMS}
    asked = {name: status for name, status in found.items() if status not in (400, 405)}  # an act, or a part that wants words
    wrong = {name: status for name, status in asked.items() if status != 200}
    assert set(wrong) <= {"case"}  # the id is that of an ordinary case
    assert {"queue", "incident", "ordinary_case", "dispute", "visit", "imports", "accounts", "account", "house", "audit"} <= set(asked)


ACTS = ("take", "accept", "dismiss", "dispatch", "settle", "verify", "approve_filing", "decide", "join_case", "add_evidence", "close",
        "arrive", "record_visit", "correct_on_spot", "receive")  # fmt: skip


OTHER = uuid4()


def test_discipline_does_nothing_at_any_address(county_at_work: dict[str, Any]) -> None:
    client = logged_in("discipline")
    before = Record.objects.count()
    passed = set()
    fixed = set()
    for act in ACTS:
        known = {**county_at_work, "act": act, "kind": "educate", "duty": OTHER, "token": OTHER, "session": OTHER, "item": "CL-UM-02"}
        for space, patterns in (("web", DESK), ("handheld", PHONE)):
            for name, place in addresses(patterns, space, known).items():
                if place in fixed:
                    continue
                fixed.add(place)
                answer = client.post(place, {"reason": "试试", "note": "试试", "matters": ["UM-018"], "version": "1"})
                if answer.status_code < 400:
                    passed.add((name, place))
    assert not {name for name, place in passed if client.get(place).status_code != 200}  # a page that only shows itself does nothing
    assert Record.objects.count() == before


CONTENT = ("queue", "incident", "ordinary_case", "ordinary_cases", "cases", "dispute", "disputes", "visit", "imports", "cockpit")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_no_case_and_not_each_others_desks(county_at_work: dict[str, Any], role: str) -> None:
    client = logged_in(PEOPLE[role])
    shown = addresses(DESK, "web", county_at_work)
    text = reported(n=78).number
    for name in CONTENT:
        answer = client.get(shown[name])
        assert answer.status_code in (403, 404) or text not in answer.content.decode()
        if name in ("queue", "incident", "ordinary_case", "dispute", "visit", "imports", "cockpit"):
            assert answer.status_code in (403, 404), name
    own = {"system_admin": {"house", "accounts"}, "security_admin": {"accounts"}, "audit_admin": {"audit", "accounts"}}[role]
    for name in ("house", "accounts", "audit"):
        assert client.get(shown[name]).status_code == (200 if name in own else 403)


def test_the_audit_administrator_reads_who_did_what_but_not_the_content_of_a_case(county_at_work: dict[str, Any]) -> None:
    everything = reverse("web:audit") + "?view=all"
    page = logged_in("audit-admin").get(everything).content.decode()
    assert "威坪中队队长" in page
    assert "应由住建部门办理" not in page
    assert "应由住建部门办理" in logged_in("discipline").get(everything).content.decode()
