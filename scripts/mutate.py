"""`make mutate`: changes each number and each date of the packs in turn; at least one row of tests/law must fail for each.

In process: a pack file is read once, one value of it is changed in memory, the book is built again and the rows that read the changed
parameter are run, then all others. What the loader itself refuses is found, too. A change that leaves the book the same (a holiday
rule that no year without notice uses) is no change. `--sample N` takes N changes spread over all files; `--file NAME` one file.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.law.checks import Check, all_checks
from zhifa.law.book import Book, Parameter
from zhifa.packs import book as loading
from zhifa.packs.reading import ROOT, layer_path, read_csv, read_toml

LAYERS = ("cn", "zhejiang", "chunan", "demo")
DAY = timedelta(days=1)
REMOVED = object()
COUNTYS_OWN = (
    "empowerment.", "catalogue_score.", "cutover.", "units.", "argument.", "office.", "staffing.", "loop.minutes.accept_cutover",
    "loop.minutes.cutover_", "loop.minutes.drill", "loop.elevation_days",
)  # fmt: skip
"""Weights, scales and clocks of the county, no numbers of the law: the apps' own tests read them (tests/apps/empowerment, adjustments)."""
OTHER_UNIT = {"working_days": "natural_days", "natural_days": "working_days", "months": "years", "years": "months"}


@dataclass(frozen=True)
class Change:
    """One value of one file. `where`: keys down to it (TOML) or number of the row and column (CSV; REMOVED drops the row).
    `parameter`: key whose readers are run first."""

    file: Path
    where: tuple[Any, ...]
    before: object
    after: object
    parameter: str = ""

    def __str__(self) -> str:
        place = ".".join(str(part) for part in self.where)
        after = "removed" if self.after is REMOVED else self.after
        return f"{self.file.relative_to(ROOT)} {place}: {self.before} → {after}"

    @property
    def layer(self) -> str:
        """The layer that the file belongs to."""
        return self.file.relative_to(ROOT).parts[0]


class Packs:
    """Pack files as read, each once, with at most one change in them."""

    def __init__(self) -> None:
        self._tables: dict[Path, dict[str, Any]] = {}
        self._rows: dict[Path, list[tuple[str, dict[str, str]]]] = {}
        self.change: Change | None = None

    def toml(self, path: Path) -> dict[str, Any]:
        """As `reading.read_toml`."""
        if path not in self._tables:
            self._tables[path] = read_toml(path)
        if self.change is None or self.change.file != path:
            return self._tables[path]
        table = copy.deepcopy(self._tables[path])
        inner: Any = table
        for key in self.change.where[:-1]:
            inner = inner[key]
        inner[self.change.where[-1]] = self.change.after
        return table

    def csv(self, path: Path, *columns: str) -> Iterator[tuple[str, dict[str, str]]]:
        """As `reading.read_csv`."""
        if path not in self._rows:
            self._rows[path] = list(read_csv(path, *columns))
        for number, (where, row) in enumerate(self._rows[path]):
            if self.change is None or self.change.file != path or self.change.where[0] != number:
                yield where, row
            elif self.change.after is not REMOVED:
                yield where, {**row, self.change.where[1]: str(self.change.after)}

    def build(self, layers: tuple[str, ...]) -> Book:
        """The book of these layers; raises PackError, ValueError or KeyError when the loader refuses it."""
        with patch.object(loading, "read_toml", self.toml), patch.object(loading, "read_csv", self.csv):
            return loading._load.__wrapped__(layers)


def changes(packs: Packs) -> Iterator[Change]:
    """Every change that is tried, file by file."""
    for layer in LAYERS:
        folder = layer_path(layer)
        for file in sorted((folder / "parameters").glob("*.toml")):
            yield from _of_parameters(packs, file)
        for file in sorted((folder / "calendar").glob("[0-9]*.csv")):
            yield from _of_rows(packs, file, {"date": _days, "kind": _kinds, "statutory": _flags}, removed=True)
        if (folder / "calendar").is_dir():
            yield from _of_rows(packs, folder / "calendar" / "notices.csv", {"year": _counts})
            yield from _of_rows(
                packs, folder / "calendar" / "provisional.csv", dict.fromkeys(("month", "day", "from_year"), _counts), removed=True
            )
        if layer == "cn":
            yield from _of_rows(packs, folder / "statutes.csv", {"version": _days, "effective_from": _days})


def _of_parameters(packs: Packs, file: Path) -> Iterator[Change]:
    for key, path, entry in _entries(packs.toml(file)):
        if key.startswith(COUNTYS_OWN):
            continue
        for after in _numbers(entry["value"]):
            yield Change(file, (*path, "value"), entry["value"], after, key)
        if entry["unit"] in OTHER_UNIT:
            yield Change(file, (*path, "unit"), entry["unit"], OTHER_UNIT[entry["unit"]], key)
        for name in ("from", "until"):
            for after in _days(entry.get(name)):
                yield Change(file, (*path, name), entry[name], after, key)


def _entries(table: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    for name, inner in table.items():
        if isinstance(inner, dict):
            yield from _entries(inner, (*path, name))
        else:
            for number, entry in enumerate(inner):
                yield ".".join((*path, name)), (*path, name, number), entry


def _of_rows(packs: Packs, file: Path, columns: Mapping[str, Callable[[Any], Iterator[object]]], removed: bool = False) -> Iterator[Change]:
    for number, (_, row) in enumerate(packs.csv(file, *columns)):
        for column, others in columns.items():
            for after in others(row[column]):
                yield Change(file, (number, column), row[column], after)
        if removed:
            yield Change(file, (number, "row"), " ".join(row.values()), REMOVED)


def _numbers(value: object) -> Iterator[object]:
    """One unit of the last place up and down, as the file writes it."""
    if isinstance(value, int):
        yield from (value + 1, value - 1)
        return
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return
    last = Decimal(1).scaleb(int(number.as_tuple().exponent))
    yield from (str(number + last), str(number - last))


def _counts(text: str) -> Iterator[object]:
    yield from (int(text) + 1, int(text) - 1)


def _days(value: object) -> Iterator[object]:
    if value:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        yield from ((day + DAY, day - DAY) if isinstance(value, date) else ((day + DAY).isoformat(), (day - DAY).isoformat()))


def _kinds(text: str) -> Iterator[object]:
    yield "makeup" if text == "off" else "off"


def _flags(text: str) -> Iterator[object]:
    yield "no" if text == "yes" else "yes"


class _Recorder(dict[str, tuple[Parameter, ...]]):
    """Parameters that remember which of them were asked for."""

    asked: set[str]

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def readers(packs: Packs, checks: tuple[Check, ...]) -> dict[str, list[Check]]:
    """Parameter → the checks that read it. Raises AssertionError when a check fails on the packs as they are."""
    found: dict[str, list[Check]] = {}
    books: dict[tuple[str, ...], Book] = {}
    for check in checks:
        if check.layers not in books:
            books[check.layers] = packs.build(check.layers)
        recorder = _Recorder(books[check.layers].parameters)
        recorder.asked = set()
        check.run(replace(books[check.layers], parameters=recorder))
        for key in recorder.asked:
            found.setdefault(key, []).append(check)
    return found


class Trial:
    """Tries changes one after the other."""

    def __init__(self) -> None:
        self.packs, self.checks = Packs(), all_checks()
        self.readers = readers(self.packs, self.checks)
        self.found: dict[str, int] = {}
        self._made: tuple[Change | None, dict[tuple[str, ...], Book]] = (None, {})
        self._true: dict[tuple[str, ...], Book] = {}

    def survives(self, change: Change) -> bool:
        """No check fails, the loader takes it, and it changes what the book says."""
        last = "loader"
        try:
            if self._same(change):
                return False
            for check in self.readers.get(change.parameter, []) if change.parameter else self._days_first():
                if change.layer in check.layers:
                    last = check.label
                    check.run(self._book(change, check.layers))
        except Exception:  # whatever goes wrong with a changed number is a number that was noticed
            self.found[last] = self.found.get(last, 0) + 1
            return False
        return True

    def _days_first(self) -> list[Check]:
        """All checks, those of days and texts before the others, and those that found most before the rest."""
        return sorted(
            self.checks, key=lambda c: (not c.label.startswith(("notices", "fixed_days", "statutes")), -self.found.get(c.label, 0))
        )

    def _book(self, change: Change, layers: tuple[str, ...]) -> Book:
        if self._made[0] is not change:
            self._made = (change, {})
        if layers not in self._made[1]:
            self.packs.change = change
            try:
                self._made[1][layers] = self.packs.build(layers)
            finally:
                self.packs.change = None
        return self._made[1][layers]

    def _same(self, change: Change) -> bool:
        layers = ("cn",) if change.layer == "cn" else LAYERS
        if layers not in self._true:
            self._true[layers] = self.packs.build(layers)
        parts = [(b.calendar, b.parameters, b.statutes) for b in (self._book(change, layers), self._true[layers])]
        return parts[0] == parts[1]


def chosen(every: list[Change], sample: int) -> list[Change]:
    """All, or `sample` of them at equal distances."""
    return every if not 0 < sample < len(every) else [every[n * len(every) // sample] for n in range(sample)]


def survivors(trial: Trial, sample: int = 0, file: str = "") -> tuple[list[Change], int]:
    """(changes that nothing notices, changes tried)."""
    tried = chosen([c for c in changes(trial.packs) if file in str(c.file)], sample)
    return [c for c in tried if trial.survives(c)], len(tried)


def main() -> int:
    """1 when a change survives."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutate", description=__doc__)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--file", default="")
    options = parser.parse_args()
    began = time.monotonic()
    left, tried = survivors(Trial(), options.sample, options.file)
    for change in left:
        print(f"survives: {change}")
    print(f"{tried} changes, {len(left)} survive, {time.monotonic() - began:.0f} s", file=sys.stderr if left else sys.stdout)
    return 1 if left else 0


if __name__ == "__main__":
    raise SystemExit(main())
