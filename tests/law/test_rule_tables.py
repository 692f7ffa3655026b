"""Every row of every table of rules that services ask directly."""

import pytest

from tests.law import rule_tables
from zhifa.law import rulebook
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law
ROWS = rule_tables.rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_the_law_answers_as_the_row_says(row):
    row.check(load_book(row.layers.split(" ")))


def test_every_row_names_a_rule_that_its_function_is_registered_under_or_serves():
    known = {r.id for r in rulebook.registered()}
    assert {row.label for row in ROWS if row.label.split(" ")[1] not in known} == set()
