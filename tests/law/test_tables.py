"""Every row of every table is asked through the door."""

import pytest

from tests.law import tables
from zhifa.law.questions.door import Door
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan

pytestmark = pytest.mark.law
ROWS = [
    pytest.param(line, wanted, id=label) for file in sorted(tables.HERE.glob("*.csv")) for line, wanted, label in tables.rows(file.stem)
]


@pytest.fixture(scope="module")
def door():
    return Door(load_book(["cn"]), load_plan("chunan"))


@pytest.mark.parametrize(("line", "wanted"), ROWS)
def test_the_answer_is_that_of_the_row(door, line, wanted):
    answer = door.answer(line, 1)
    assert "error" not in answer, answer
    got = [(part, name, answer[part].get(name) if name else answer[part]) for part, name, _ in wanted]
    assert got == wanted
    assert answer["citations"]
    assert answer["rules"]
    assert "…" not in answer["explanation"]
    assert answer["explanation"]
