"""Everything the tables of this folder say, as checks that run against any book: the tests run them against the packs, and
`scripts.mutate` against packs with one number changed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from tests.law import rule_tables, tables
from zhifa.law.book import Book
from zhifa.law.questions.door import Door
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Check:
    """`layers`: of the book that it is to be run against; `run` raises AssertionError."""

    label: str
    layers: tuple[str, ...]
    run: Callable[[Book], None]


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Questions, rules, notices, fixed days, and the days on which values begin and end."""
    return (*_questions(), *_rules(), *_notices(), *_fixed_days(), *_cited())


def answered(door: Door, line: str, wanted: list[tuple[str, str, object]]) -> None:
    """The door answers the line as its row says."""
    answer = door.answer(line, 1)
    assert "error" not in answer, answer
    got = [(part, name, answer[part].get(name) if name else answer[part]) for part, name, _ in wanted]
    assert got == wanted
    assert answer["citations"]
    assert answer["rules"]
    assert "…" not in answer["explanation"]
    assert answer["explanation"]


def _questions() -> Iterator[Check]:
    plan = load_plan("chunan")
    for file in sorted(tables.HERE.glob("*.csv")):
        for line, wanted, label in tables.rows(file.stem):
            yield Check(label, ("cn",), lambda book, line=line, wanted=wanted: answered(Door(book, plan), line, wanted))


def _rules() -> Iterator[Check]:
    for row in rule_tables.rows():
        yield Check(row.label, tuple(row.layers.split(" ")), row.check)


def _days(year: int, cell: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in cell.split("、") if day}


def _notices() -> Iterator[Check]:
    """By year: what the notices announce is off, worked or a statutory holiday, and nothing else is."""
    found: dict[int, tuple[set[date], set[date], set[date]]] = {}
    with (HERE / "notices.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            first, last = date.fromisoformat(row["放假起"]), date.fromisoformat(row["放假止"])
            for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
                found.setdefault(day.year, (set(), set(), set()))[0].add(day)
            for place, cell, year in ((1, row["调休上班"], first.year), (2, row["法定节假日"], last.year)):
                for day in _days(year, cell):
                    found.setdefault(day.year, (set(), set(), set()))[place].add(day)
    for year, days in sorted(found.items()):
        yield Check(f"notices:{year}", ("cn",), lambda book, year=year, days=days: _announced(book, year, days))


def _announced(book: Book, year: int, days: tuple[set[date], set[date], set[date]]) -> None:
    calendar = book.calendar
    held = (calendar.off, calendar.makeup, calendar.statutory)
    assert [{d for d in part if d.year == year} for part in held] == list(days)
    assert not calendar.is_provisional(date(year, 1, 1))


def _fixed_days() -> Iterator[Check]:
    with (HERE / "fixed_days.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Check(f"fixed_days:{row['年']}", ("cn",), lambda book, row=row: _fixed(book, row))


def _fixed(book: Book, row: dict[str, str]) -> None:
    year, calendar = int(row["年"]), book.calendar
    if row["临时历"] == "是":
        assert calendar.is_provisional(date(year, 1, 1))
        assert {d for d in calendar.off if d.year == year} == _days(year, row["固定法定节假日"])
    elif not row["固定法定节假日"] and calendar.is_provisional(date(year, 1, 1)):
        assert not {d for d in calendar.off if d.year == year}


def _cited() -> Iterator[Check]:
    for key, history in load_book(("cn",)).parameters.items():
        if any(entry.citation for entry in history):
            yield Check(f"cited:{key}", ("cn",), lambda book, key=key: _begins_with_its_text(book, key))


def _begins_with_its_text(book: Book, key: str) -> None:
    """A value begins on a day on which a version of the text it cites takes effect, and ends on the day on which another one does."""
    for entry in book.parameters.get(key, ()):
        if entry.citation is not None:
            days = {s.effective_from for s in book.statutes[entry.citation.law]}
            assert entry.since in days, entry
            assert entry.until is None or any(entry.until == s.effective_from for v in book.statutes.values() for s in v), entry
