"""Builds the frozen `Book` of the law core from pack layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhifa.law.book import Ambiguity, Book, Parameter, Sentence, Statute
from zhifa.law.calendar import Calendar
from zhifa.law.citations import Citation
from zhifa.packs.notices import NOTICES, Stamp, stamp
from zhifa.packs.reading import PackError, a_date, layer_path, read_csv, read_toml

PROVISIONAL_UNTIL = 2100


def load_book(layers: Sequence[str] = ("cn",), notices: Path | None = None) -> Book:
    """Parameters, calendar, statutes and sentences of the layers, lowest first; a later layer overrides a key as a whole.
    `notices`: folder of days off that were imported after this edition (`packs.notices`). Cached, anew when that folder changed.
    Raises PackError naming file and entry."""
    return _load(tuple(layers), notices, stamp(notices) if notices else ())


@lru_cache(maxsize=8)
def _load(layers: tuple[str, ...], notices: Path | None = None, stamped: Stamp = ()) -> Book:
    paths = [layer_path(layer) for layer in layers]
    packs = [read_toml(path / "pack.toml") for path in paths]
    parameters: dict[str, tuple[Parameter, ...]] = {}
    sentences: dict[str, Sentence] = {}
    register: dict[str, Ambiguity] = {}
    for path in paths:
        parameters |= _parameters(path)
        sentences |= _sentences(path)
        register |= _register(path)
    return Book(
        version=" ".join(
            (
                *(f"{layer}@{pack.get('edition', '?')}" for layer, pack in zip(layers, packs, strict=True)),
                *(f"notice@{name.removesuffix('.csv')}" for name, _ in stamped if name != NOTICES),
            )
        ),
        edition=a_date("pack.toml as_of", packs[0].get("as_of")),
        calendar=_calendar([*(path / "calendar" for path in paths), *([notices] if notices and stamped else [])]),
        parameters=parameters,
        statutes=_statutes(paths),
        sentences=sentences,
        ambiguities=register,
    )


def _parameters(path: Path) -> dict[str, tuple[Parameter, ...]]:
    found: dict[str, tuple[Parameter, ...]] = {}
    for file in sorted((path / "parameters").glob("*.toml")):
        for key, entries in _leaves(read_toml(file)):
            where = f"{path.name}/parameters/{file.name} {key}"
            if key in found:
                raise PackError(f"{where}: the key is in two files of the layer")
            found[key] = _history(where, key, entries)
    return found


def _leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, inner in table.items():
        if isinstance(inner, dict):
            yield from _leaves(inner, f"{prefix}{name}.")
        else:
            yield prefix + name, inner


def _history(where: str, key: str, entries: list[dict[str, Any]]) -> tuple[Parameter, ...]:
    history = sorted((_parameter(where, key, e) for e in entries), key=lambda p: p.since)
    for earlier, later in pairwise(history):
        if earlier.until is None or earlier.until > later.since:
            raise PackError(f"{where}: the entries from {earlier.since} and {later.since} overlap")
    return tuple(history)


def _parameter(where: str, key: str, entry: Mapping[str, Any]) -> Parameter:
    try:
        until = entry.get("until")
        return Parameter(
            key,
            a_date(where, entry["from"]),
            a_date(where, until) if until else None,
            Decimal(str(entry["value"])),
            entry["unit"],
            Citation.parse(entry["citation"]) if entry.get("citation") else None,
            entry.get("note", ""),
        )
    except (KeyError, InvalidOperation, ValueError) as error:
        raise PackError(f"{where}: {error!r}") from error


def _sentences(path: Path) -> dict[str, Sentence]:
    """`[code]` tables; dots in a code may be written as nested tables."""
    found: dict[str, Sentence] = {}
    for file in sorted((path / "reasons").glob("*.toml")):
        for code, words in _worded(read_toml(file)):
            if code in found:
                raise PackError(f"{path.name}/reasons/{file.name}: {code} is in two files of the layer")
            found[code] = Sentence(words["zh"], words["en"])
    return found


def _worded(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    for name, inner in table.items():
        if not isinstance(inner, dict):
            continue
        if "zh" in inner and "en" in inner:
            yield prefix + name, inner
        yield from _worded(inner, f"{prefix}{name}.")


def _register(path: Path) -> dict[str, Ambiguity]:
    """The register of ambiguities of a layer, if it has one."""
    file, found = path / "ambiguities.toml", {}
    for name, entry in (read_toml(file) if file.is_file() else {}).items():
        try:
            readings = tuple(Sentence(zh, en) for zh, en in zip(entry["readings"], entry["readings_en"], strict=True))
            found[name] = Ambiguity(name, Sentence(entry["zh"], entry["en"]), readings, int(entry["chosen"]))
        except (KeyError, ValueError) as error:
            raise PackError(f"{path.name}/{file.name} {name}: {error}") from error
        if not 0 <= found[name].chosen < len(readings):
            raise PackError(f"{path.name}/{file.name} {name}: no reading number {entry['chosen']}")
    return found


def _calendar(folders: Sequence[Path]) -> Calendar:
    off: set[date] = set()
    makeup: set[date] = set()
    statutory: set[date] = set()
    known: set[int] = set()
    there = [folder for folder in folders if folder.is_dir()]
    for folder in there:
        known |= {int(row["year"]) for _, row in read_csv(folder / NOTICES, "year", "notice")}
        for file in sorted(folder.glob("[0-9]*.csv")):
            for where, row in read_csv(file, "date", "kind", "holiday", "statutory"):
                day = a_date(where, row["date"])
                {"off": off, "makeup": makeup}[row["kind"]].add(day)
                if row["statutory"] == "yes":
                    statutory.add(day)
    for folder in there:
        fixed = set(_provisional(folder / "provisional.csv", known)) if (folder / "provisional.csv").is_file() else set()
        off |= fixed
        statutory |= fixed
    return Calendar(frozenset(off), frozenset(makeup), frozenset(known), frozenset(statutory))


def _provisional(file: Path, known: set[int]) -> Iterator[date]:
    for _, row in read_csv(file, "month", "day", "from_year"):
        for year in range(int(row["from_year"]), PROVISIONAL_UNTIL):
            if year not in known:
                yield date(year, int(row["month"]), int(row["day"]))


def _statutes(paths: Sequence[Path]) -> dict[str, tuple[Statute, ...]]:
    """By title, versions in order of time."""
    found: dict[str, tuple[Statute, ...]] = {}
    for file in (path / "statutes.csv" for path in paths):
        if not file.is_file():
            continue
        for where, row in read_csv(file, "code", "title", "version", "effective_from", "level"):
            entry = Statute(row["code"], row["title"], row["version"], a_date(where, row["effective_from"]), row["level"])
            found[entry.title] = tuple(sorted((*found.get(entry.title, ()), entry), key=lambda s: s.effective_from))
    return found
