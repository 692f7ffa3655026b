"""A sample of what `make mutate` does in full: a changed number of the packs is noticed by a row."""

from itertools import chain

import pytest

from scripts import mutate
from zhifa.packs.book import load_book

pytestmark = pytest.mark.law


@pytest.fixture(scope="module")
def trial():
    return mutate.Trial()


def test_no_change_of_a_sample_survives(trial):
    left, tried = mutate.survivors(trial, sample=25)
    assert [str(change) for change in left] == []
    assert tried == 25


def test_every_parameter_is_read_by_a_row(trial):
    known = {key for key in load_book(mutate.LAYERS).parameters if not key.startswith(mutate.COUNTYS_OWN)}
    assert known - set(trial.readers) == set(), (
        "add rows to tests/law/rules or tests/law/tables; python -m scripts.mutate shows what they must notice"
    )


def test_a_change_that_nobody_reads_survives_and_one_that_a_row_reads_does_not(trial, monkeypatch):
    some = next(c for c in mutate.changes(trial.packs) if c.parameter == "period.hearing_request" and c.where[-1] == "value")
    assert not trial.survives(some)
    monkeypatch.setattr(trial, "readers", {})
    assert trial.survives(some)


def test_a_holiday_rule_that_no_year_uses_changes_nothing(trial):
    rows = (c for c in mutate.changes(trial.packs) if c.file.name == "provisional.csv" and c.before == "2025")
    assert [trial.survives(c) for c in rows] == [False, False]


def test_every_kind_of_number_is_changed():
    kinds = {(c.file.suffix, str(c.where[-1])) for c in mutate.changes(mutate.Packs())}
    wanted = chain(
        [(".toml", k) for k in ("value", "from", "until", "unit")], [(".csv", k) for k in ("date", "kind", "statutory", "year", "month")]
    )
    assert set(wanted) <= kinds
