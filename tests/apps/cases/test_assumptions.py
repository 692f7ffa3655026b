"""What a case rests on: demonstration data, or a matter that nobody of the county has confirmed. One is not the other."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from zhifa.apps.cases.facts import on_compiled, on_demo


@pytest.mark.parametrize(
    ("assumptions", "demo", "compiled"),
    [
        ([], False, False),
        (["assumption.demo_coverage"], True, False),
        (["assumption.compiled_matter"], False, True),
        (["assumption.demo_empowerment", "assumption.compiled_matter"], True, True),
    ],
)
def test_demonstration_and_unconfirmed_matters_are_told_apart(assumptions: list[str], demo: bool, compiled: bool) -> None:
    row: Any = SimpleNamespace(authority={"ruling": {"assumptions": assumptions}})
    assert (on_demo(row), on_compiled(row)) == (demo, compiled)


def test_what_was_settled_without_a_ruling_rests_on_neither() -> None:
    row: Any = SimpleNamespace(authority={})
    assert (on_demo(row), on_compiled(row)) == (False, False)
