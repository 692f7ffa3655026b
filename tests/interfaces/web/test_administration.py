"""The desks of the three administrators, over HTTP."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.interfaces.web.test_desks import PEOPLE, logged_in
from tests.interfaces.web.test_passing_the_buck import people  # noqa: F401
from zhifa.apps.accounts import queries
from zhifa.apps.accounts.models import Session, User
from zhifa.apps.exchange.models import SourceToken
from zhifa.apps.trail.queries import story

pytestmark = pytest.mark.django_db
OTHERS = sorted(set(PEOPLE) - {"system_admin", "security_admin", "audit_admin", "discipline"})


def of(username: str) -> User:
    return User.objects.get(username=username)


def test_the_security_administrator_gives_and_ends_duties(people: None) -> None:  # noqa: F811
    client, user = logged_in("security-admin"), of("verifier-1")
    page = client.get(reverse("web:account", args=[user.pk])).content.decode()
    assert "增加职责" in page
    said = {"role": "dispatcher", "organ": "command_centre", "team": "command-centre", "since": "2026-09-01"}
    assert client.post(reverse("web:account_assign", args=[user.pk]), said).status_code == 302
    duty = user.assignments.get(role="dispatcher")
    assert client.post(reverse("web:account_end_duty", args=[user.pk, duty.pk])).status_code == 302
    duty.refresh_from_db()
    assert duty.until is not None
    assert [e.verb for e in story(user.pk)][-2:] == ["account.assign", "account.end_assignment"]
    assert client.post(reverse("web:account_assign", args=[user.pk]), {"role": "audit_admin"}).status_code == 409


def test_the_system_administrator_helps_but_gives_no_duty(people: None) -> None:  # noqa: F811
    client, user = logged_in("system-admin"), of("verifier-1")
    there = logged_in("verifier-1")
    page = client.get(reverse("web:account", args=[user.pk])).content.decode()
    assert "全部结束" in page
    assert "增加职责" not in page
    assert client.post(reverse("web:account_assign", args=[user.pk]), {"role": "dispatcher"}).status_code == 403
    assert client.post(reverse("web:account_close", args=[user.pk])).status_code == 403
    assert client.post(reverse("web:account_end_sessions", args=[user.pk])).status_code == 302
    assert there.get("/desk/tasks/").headers["Location"].startswith("/login")


def test_an_account_that_is_closed_is_out_at_once(people: None) -> None:  # noqa: F811
    there, user = logged_in("verifier-1"), of("verifier-1")
    assert logged_in("security-admin").post(reverse("web:account_close", args=[user.pk])).status_code == 302
    assert there.get("/desk/tasks/").headers["Location"].startswith("/login")
    assert not Session.objects.filter(user=user, ended_at=None).exists()


def test_a_key_is_shown_once_and_taken_back(people: None) -> None:  # noqa: F811
    client = logged_in("system-admin")
    said = {"source": "12345", "name": "12345 热线", "scopes": ["incidents"]}
    shown = client.post(reverse("web:house_issue"), said).content.decode()
    key = SourceToken.objects.order_by("-id").first()
    assert key is not None
    assert "只显示这一次" in shown
    assert "只显示这一次" not in client.get(reverse("web:house")).content.decode()
    assert client.post(reverse("web:house_revoke", args=[key.pk])).status_code == 302
    key.refresh_from_db()
    assert key.revoked_at is not None
    assert client.post(reverse("web:house_issue"), {"source": "", "scopes": []}).status_code == 422


@pytest.mark.parametrize("role", OTHERS)
def test_the_desks_are_closed_to_everybody_else(people: None, role: str) -> None:  # noqa: F811
    client, user = logged_in(PEOPLE[role]), of("verifier-2")
    for page in (reverse("web:accounts"), reverse("web:account", args=[user.pk]), reverse("web:house"), reverse("web:audit")):
        assert client.get(page).status_code == 403
    for name in ("account_assign", "account_end_sessions", "account_reset_codes", "account_close"):
        assert client.post(reverse(f"web:{name}", args=[user.pk]), {"role": "dispatcher"}).status_code == 403
    assert client.post(reverse("web:house_issue"), {"source": "x", "scopes": ["incidents"]}).status_code == 403


def test_the_list_finds_by_name_and_asks_a_fixed_number_of_questions(people: None, django_assert_max_num_queries) -> None:  # noqa: F811
    client = logged_in("security-admin")
    page = client.get(reverse("web:accounts") + "?words=威坪中队队长").content.decode()
    assert "weiping-leader" in page
    assert "fenkou-leader" not in page
    with django_assert_max_num_queries(3):
        assert len(queries.accounts("330127")) > 100
