"""What the second database need not be asked again."""

from __future__ import annotations

import json
from pathlib import Path

from tests import statements

FIRST_RUN = {
    "services": [[1, 2, 3], 1.0],
    "sqlite_only": [[9], 1.0],
    "page_as_the_service": [[1, 3], 0.1],
    "page_with_a_list": [[1, 4], 0.1],
    "slow_page_with_the_list": [[1, 4], 5.0],
    "page_with_two_lists": [[4, 5, 6], 0.1],
    "page_like_sqlite": [[9], 0.1],
}


def test_a_door_is_spared_exactly_when_others_ask_all_that_it_asks(tmp_path: Path) -> None:
    (tmp_path / "gw0.json").write_text(json.dumps(FIRST_RUN))
    doors = {name for name in FIRST_RUN if "page" in name} | {"new_page"}
    spared = statements.spare(tmp_path, doors, {"services", "new_service"})
    assert spared == {"page_as_the_service", "page_with_a_list", "slow_page_with_the_list"}
    asked = {shape for name in (doors | {"services"}) - spared for shape in FIRST_RUN.get(name, [[]])[0]}
    assert asked == {1, 2, 3, 4, 5, 6, 9}


def test_lists_of_any_length_and_any_number_of_rows_are_one_statement() -> None:
    assert statements.shape("a IN (%s, %s, %s)") == statements.shape("a IN (%s, %s)")
    assert statements.shape("VALUES (%s, %s), (%s, %s)") == statements.shape("VALUES (%s, %s), (%s, %s), (%s, %s)")
    assert statements.shape("a = %s") != statements.shape("b = %s")
    assert statements.shape("SAVEPOINT s1") == 0
