"""A county read from pack layers: tables of plain rows, composed and frozen, ready for the loaders of the apps.

Tables are CSV files that a jurist edits in a spreadsheet. A later layer may add rows, and may fill in columns of rows that an
earlier layer began (a demonstration prefix on a real plate): the row keeps its layer, the column's own layer is noted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhifa.packs import compiled, composing
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError, layer_path, read_csv, read_toml

REGISTRY = ("areas", "organs", "teams", "plates", "coverage", "people", "certificates")
CATALOGUE = ("statutes", "matters", "bases", "ranges", "tiers", "mandates", "open_points", "grants", "duties")
STAFFING = ("staff_relations", "stationings", "staff_facts", "post_caps", "posts", "benefits")
CAPABILITIES = {
    "registry": REGISTRY,
    "catalogue": CATALOGUE,
    "premises": ("premises",),
    "checklists": ("checklists",),
    "staffing": STAFFING,
}
FILES = ("areas", "organs", "teams", "plates", "coverage", "people", "certificates", "tiers", "mandates", "open_points", "grants",
         "premises", "checklists", *STAFFING)  # fmt: skip
SHEETS = ("statutes", "matters", "bases", "ranges", "words")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `values`: column → text, as in the file; `where`: file and line for error messages."""

    code: str
    layer: str
    values: Mapping[str, Any]
    where: str


@dataclass(frozen=True)
class CountyData:
    """`tables`: name (REGISTRY, CATALOGUE) → rows in load order, parents before children. `editions`: layer → edition. `digests`:
    capability → hash of everything it loads: equal digests mean nothing to do."""

    layers: tuple[str, ...]
    editions: Mapping[str, str]
    tables: Mapping[str, tuple[Entry, ...]]
    digests: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> tuple[Entry, ...]:
        """Rows of a table, empty when no layer has it."""
        return self.tables.get(name, ())


def load_county(layers: Sequence[str]) -> CountyData:
    """The county of these layers, lowest first. Cached per tuple. Raises PackError with file and line."""
    return _load(tuple(layers))


@lru_cache(maxsize=4)
def _load(layers: tuple[str, ...]) -> CountyData:
    tables: dict[str, dict[str, Entry]] = {name: {} for name in (*FILES, *SHEETS)}
    for layer in layers:
        for name, path in _files(layer):
            _merge(tables[name], layer, read_csv(path), composing.KEYS[name])
        for name, rows in compiled.tables(layer_path(layer)):
            _merge(tables[name], layer, rows, composing.KEYS[name])
    _shapes(tables["areas"], layers)
    composing.add_words(tables["matters"], tables["words"])
    plans = [layer for layer in layers if (layer_path(layer) / "plan.toml").is_file()]
    if plans:
        composing.add_allocation(tables, load_plan(plans[-1]), plans[-1], Entry)
    frozen = {name: tuple(rows.values()) for name, rows in tables.items()}
    editions = {layer: str(read_toml(layer_path(layer) / "pack.toml").get("edition", "?")) for layer in layers}
    digests = {name: _digest(frozen, tables) for name, tables in CAPABILITIES.items()}
    return CountyData(layers, editions, frozen, digests)


def _files(layer: str) -> Iterator[tuple[str, Path]]:
    root = layer_path(layer)
    for name, path in (*((n, root / f"{n}.csv") for n in FILES), *((n, root / "catalogue" / f"{n}.csv") for n in SHEETS)):
        if path.is_file():
            yield name, path


def _merge(table: dict[str, Entry], layer: str, rows: Iterable[tuple[str, dict[str, str]]], keys: tuple[str, ...]) -> None:
    counted: dict[str, int] = {}
    for where, row in rows:
        code = composing.code_of(row, keys, counted)
        if not code:
            raise PackError(f"{where}: the row has no code")
        held = table.get(code)
        if held is None:
            table[code] = Entry(code, layer, {"code": code, **row}, where)
        elif held.layer == layer:
            raise PackError(f"{where}: {code} is already in {held.where}")
        else:
            table[code] = Entry(code, held.layer, composing.overlay(held.values, row, layer), held.where)


def _shapes(areas: dict[str, Entry], layers: Sequence[str]) -> None:
    for layer in layers:
        path = layer_path(layer) / "geometry.geojson"
        if not path.is_file():
            continue
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            code = feature["properties"]["code"]
            if code not in areas:
                raise PackError(f"{layer}/geometry.geojson: no area {code}")
            approximate = bool(feature["properties"].get("approximate", True))
            shape = {"geometry": feature["geometry"], "approximate": approximate, "geometry_layer": layer}
            areas[code] = Entry(code, areas[code].layer, {**areas[code].values, **shape}, areas[code].where)


def _digest(tables: Mapping[str, tuple[Entry, ...]], names: Sequence[str]) -> str:
    plain = {name: [(e.code, e.layer, e.values) for e in tables.get(name, ())] for name in names}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()
