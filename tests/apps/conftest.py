"""What the tests of the apps share."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

APPS = ("parties", "evidence", "documents", "incidents", "dispatch", "cases")


@pytest.fixture
def vouched(county: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever the test did through services, every row that it leaves behind is vouched for. A test that writes past the services
    itself, or really commits, is left out."""
    from zhifa.apps.trail import verification

    yield
    if ".update(" in inspect.getsource(request.function) or "transactional_db" in request.fixturenames:
        return
    models = [m for m in verification.tracked_models() if m._meta.app_label in APPS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "tracked_models", lambda: models)
        found = list(verification.check_tables(verification.Counts()))
    assert [str(p) for p in found if p.kind != "table_unknown"] == []
