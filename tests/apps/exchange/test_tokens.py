from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from zhifa.apps.exchange import queries, services
from zhifa.apps.exchange.models import SourceToken
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.queries import story
from zhifa.interfaces.cli import main as cli
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied

pytestmark = pytest.mark.django_db
ADMIN = Actor("a", "系统管理员", "", frozenset({Role.SYSTEM_ADMIN}), tenant="330127")


def issued(at: datetime, **rest: object) -> str:
    return services.issue_token(by=ADMIN, at=at, source="hotline-12345", name="12345 热线", **rest)  # type: ignore[arg-type]


def test_a_token_speaks_for_its_source_and_is_nowhere_in_the_database(at: datetime) -> None:
    token = issued(at)
    actor = queries.actor_for_token(token, at)
    assert actor == Actor("", "12345 热线", "hotline-12345", frozenset({Role.CONNECTOR}), tenant="330127")
    row = SourceToken.objects.get()
    assert token not in str([*row.business_state().values(), story(row.pk)])
    assert queries.actor_for_token(token + "x", at) is None


def test_a_token_opens_only_its_scopes_and_only_while_it_is_valid(at: datetime) -> None:
    token = issued(at, scopes=["incidents"], until=at + timedelta(days=1))
    assert queries.actor_for_token(token, at, "incidents")
    assert queries.actor_for_token(token, at, "media") is None
    assert queries.actor_for_token(token, at - timedelta(seconds=1)) is None
    assert queries.actor_for_token(token, at + timedelta(days=1)) is None


def test_a_revoked_token_opens_nothing_and_stays_listed(at: datetime) -> None:
    token = issued(at)
    (row,) = queries.tokens()
    for _ in range(2):
        services.revoke_token(by=ADMIN, at=at, token_id=row.id, reason="泄露")
    assert queries.actor_for_token(token, at) is None
    assert queries.tokens()[0].revoked_at == at
    assert [(e.verb, e.note) for e in story(row.id)] == [("token.issue", ""), ("token.revoke", "泄露")]


def test_a_wrong_request_for_a_token_names_each_field(at: datetime) -> None:
    with pytest.raises(Invalid) as refused:
        services.issue_token(by=ADMIN, at=at, source="热线", name="", scopes=["all"], until=at)
    assert set(refused.value.errors) == {"source", "scopes", "until"}


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SYSTEM_ADMIN, Role.SYSTEM)])
def test_only_the_system_administrator_handles_keys(role: Role, at: datetime) -> None:
    by = Actor("p", "某", "", frozenset({role}), tenant="330127")
    issued(at)
    with pytest.raises(Denied):
        services.issue_token(by=by, at=at, source="x", name="x")
    with pytest.raises(Denied):
        services.revoke_token(by=by, at=at, token_id=queries.tokens()[0].id)


def test_the_command_prints_the_token_once(capsys: pytest.CaptureFixture[str]) -> None:
    from zhifa.interfaces.frame import clock

    assert cli.main(["exchange", "token", "new", "camera-1", "--scopes", "media"]) == 0
    token = capsys.readouterr().out.strip()
    assert queries.actor_for_token(token, clock.now(), "media") is not None
    assert cli.main(["exchange", "token", "list"]) == 0
    listed = capsys.readouterr().out
    assert "camera-1" in listed
    assert token not in listed
    assert cli.main(["exchange", "token", "revoke", listed.split()[0]]) == 0
    assert queries.actor_for_token(token, clock.now()) is None
    assert cli.main(["exchange", "token", "new", "错"]) == 2
