"""The numbers of the top bar are counted again after any act and after a while, not with every page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import who
from zhifa.interfaces.frame import clock, navigation

pytestmark = pytest.mark.django_db


def test_numbers_are_kept_until_something_happens(county: None, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BADGES_KEPT = 30  # type: ignore[attr-defined]
    asked: list[str] = []
    entry = navigation.Entry("tried", "试", "clock", "frame:home", waiting=lambda by: len(asked.append(by.name) or asked))
    monkeypatch.setattr(navigation, "_ENTRIES", {"tried": entry})
    monkeypatch.setattr(navigation, "_numbers", {})
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    by = who("dispatcher-1")
    shown = [navigation.entries_for(by, "/", seen)[0].waiting for seen in ("1-1", "1-1", "2-1", "2-1")]
    assert shown == [1, 1, 2, 2]
    now += timedelta(seconds=31)
    assert navigation.entries_for(by, "/", "2-1")[0].waiting == 3
    assert navigation.entries_for(who("dispatcher-2"), "/", "2-1")[0].waiting == 4
