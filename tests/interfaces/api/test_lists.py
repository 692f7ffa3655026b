"""A list of exactly two rows is a list: the framework takes a pair for a status and a body."""

from __future__ import annotations

import ast
import inspect
from typing import get_origin

import pytest

from zhifa.interfaces.api.door import api

LISTS = [
    operation
    for _prefix, router in api._routers
    for path in router.path_operations.values()
    for operation in path.operations
    if get_origin(getattr(operation.response_models.get(200), "model_fields", {}).get("response", None) and
                  operation.response_models[200].model_fields["response"].annotation) is list
]  # fmt: skip


@pytest.mark.parametrize("operation", LISTS, ids=lambda o: o.view_func.__name__)
def test_what_answers_with_a_list_makes_one(operation: object) -> None:
    tree = ast.parse(inspect.getsource(operation.view_func))  # type: ignore[attr-defined]
    returned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    assert returned
    for value in returned:
        made = isinstance(value, ast.List | ast.ListComp)
        assert made or (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "list"), ast.unparse(value)


def test_the_lists_of_the_door_are_known() -> None:
    names = {operation.view_func.__name__ for operation in LISTS}
    assert {"cases", "waiting", "tasks", "visits", "lines", "standing", "disputes", "numbers", "decided_and_paid"} <= names
