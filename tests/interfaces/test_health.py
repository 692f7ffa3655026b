"""`/healthz`: the word of the installation about itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError
from django.test import Client

from zhifa.interfaces.frame import health


@pytest.fixture(autouse=True)
def unknown() -> Iterator[None]:
    """No answer of an earlier test is kept."""
    health._migrated = False
    yield
    health._migrated = False


def test_without_packs_it_is_not_ready_and_says_which_are_missing(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.registry, "editions", tuple)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "missing": ["packs: catalogue", "packs: registry"]}


def test_with_packs_it_is_ready(db: None, client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "missing": []})
    assert answer["Cache-Control"] == "no-store"


def test_open_migrations_are_named_before_anything_is_read(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "migrated", lambda: False)
    assert client.get("/healthz").json()["missing"] == ["migrations"]


def test_a_database_that_does_not_answer_is_named_without_its_address(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent() -> bool:
        raise OperationalError("connection to 10.0.0.1 failed")

    monkeypatch.setattr(health, "migrated", silent)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["database: OperationalError"])
