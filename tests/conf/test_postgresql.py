"""A connection that answered a moment ago is believed; one that failed is asked."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_living_connection_is_asked_once_in_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    monkeypatch.setattr(connection, "_answered", float("-inf"))
    with CaptureQueriesContext(connection) as captured:
        assert connection.is_usable()
        assert connection.is_usable()
        assert connection.is_usable()
    assert len(captured) <= 1


def test_after_an_error_it_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.ensure_connection()
    assert connection.is_usable()
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", lambda wrapper: False)
    assert connection.is_usable()
    monkeypatch.setattr(connection, "errors_occurred", True)
    assert not connection.is_usable()
