"""What was read is believed until somebody acts or a while went by, and not read again with every page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.apps.loop import world
from tests.county import who
from zhifa.apps.trail import keeping, queries
from zhifa.interfaces.frame import clock, navigation

pytestmark = pytest.mark.django_db


def test_numbers_are_kept_until_something_happens(county: None, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.QUIET_KEPT = 30  # type: ignore[attr-defined]
    asked: list[str] = []
    entry = navigation.Entry("tried", "试", "clock", "frame:home", waiting=lambda by: len(asked.append(by.name) or asked))
    monkeypatch.setattr(navigation, "_ENTRIES", {"tried": entry})
    monkeypatch.setattr(keeping, "_kept", {})
    tips = iter(("1-1", "1-1", "2-1", "2-1", "2-1", "2-1"))
    monkeypatch.setattr(queries, "tip", lambda: next(tips))
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)

    def shown(username: str) -> int:
        with keeping.looking():
            return navigation.entries_for(who(username), "/")[0].waiting

    assert [shown("dispatcher-1") for _ in range(4)] == [1, 1, 2, 2]
    now += timedelta(seconds=31)
    assert shown("dispatcher-1") == 3
    assert shown("dispatcher-2") == 4


def test_outside_a_look_nothing_is_believed(settings: object) -> None:
    settings.QUIET_KEPT = 30  # type: ignore[attr-defined]
    built: list[int] = []
    now = clock.now()
    assert [keeping.kept("tried", now, lambda: len(built.append(1) or built)) for _ in range(2)] == [1, 2]


def test_a_list_is_shared_by_readers_of_one_sight_and_read_anew_after_an_act(
    county: None, settings: object, client: Client, django_assert_max_num_queries: Any
) -> None:
    settings.QUIET_KEPT = 30  # type: ignore[attr-defined]
    row = world.reported("kept-1")
    page = "/desk/incidents/?view=open"
    client.force_login(get_user_model().objects.get(username="guidance"))
    assert row.number in client.get(page).content.decode()
    with django_assert_max_num_queries(5):
        assert row.number in client.get(page).content.decode()
    other = world.reported("kept-2")
    assert other.number in client.get(page).content.decode()
