"""Whatever the apps' own tests do through services, every row it leaves behind is vouched for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import ModuleType

import pytest

from tests.apps.cases import test_money, test_orders, test_summary_case
from tests.apps.loop import test_loop
from zhifa.apps.trail import verification

pytestmark = pytest.mark.django_db


def scenarios(*modules: ModuleType) -> list[Callable[[None], None]]:
    """Tests that need nothing but the county and do not write past the services themselves."""
    named = (pair for module in modules for pair in inspect.getmembers(module, inspect.isfunction))
    found = [f for name, f in named if name.startswith("test_") and not hasattr(f, "pytestmark")]
    return [f for f in found if list(inspect.signature(f).parameters) == ["county"] and ".update(" not in inspect.getsource(f)]


@pytest.mark.parametrize("scenario", scenarios(test_loop, test_money, test_orders, test_summary_case), ids=lambda f: f.__name__)
def test_every_row_that_loop_and_cases_leave_behind_is_vouched_for(
    county: None, scenario: Callable[[None], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = ("registry", "catalogue")
    models = [m for m in verification.tracked_models() if m._meta.app_label not in loaded]
    monkeypatch.setattr(verification, "tracked_models", lambda: models)
    scenario(county)
    found = verification.check_tables(verification.Counts())
    assert [str(p) for p in found if p.kind != "table_unknown"] == []
