"""The dictionary of the open data: datasets and fields as data that a jurist edits, and the licence of the county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from zhifa.packs.reading import PackError, layer_path, read_toml

FILE = "open_data.toml"
TYPES = frozenset({"string", "integer", "number", "date", "boolean", "list"})


@dataclass(frozen=True, slots=True)
class OpenField:
    """One column. `kind`: one of TYPES. `required`: never empty. `unit` "": none."""

    name: str
    title: str
    kind: str
    unit: str
    meaning: str
    source: str
    required: bool


@dataclass(frozen=True, slots=True)
class OpenDataset:
    """One table. `key`: fields that name a row, none when nothing does."""

    name: str
    title: str
    title_en: str
    about: str
    key: tuple[str, ...]
    fields: tuple[OpenField, ...]


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what one may use the data; 未载明 until a layer of the county states it."""

    name: str
    text: str
    url: str


def datasets() -> Mapping[str, OpenDataset]:
    """By name, in the order of the dictionary. Raises PackError."""
    return _datasets()


@lru_cache(maxsize=1)
def _datasets() -> dict[str, OpenDataset]:
    data = read_toml(layer_path("cn") / FILE)
    return {name: _dataset(name, said) for name, said in data.items() if name != "licence"}


def _dataset(name: str, said: Mapping[str, Any]) -> OpenDataset:
    try:
        fields = tuple(_field(name, row) for row in said["fields"])
        found = OpenDataset(name, said["title"], said["title_en"], said["about"], tuple(said["key"]), fields)
    except KeyError as missing:
        raise PackError(f"{FILE}: {name} has no {missing}") from missing
    names = [f.name for f in fields]
    if len(set(names)) != len(names) or not set(found.key) <= set(names):
        raise PackError(f"{FILE}: {name} names a field twice or keys by none of its own")
    return found


def _field(dataset: str, row: Sequence[str]) -> OpenField:
    if len(row) != 6 or row[2] not in TYPES:
        raise PackError(f"{FILE}: {dataset} has a field that is not [name, title, type, unit, meaning, source]: {row}")
    name, title, kind, unit, meaning, source = row
    return OpenField(name.removesuffix("!"), title, kind, unit, meaning, source, name.endswith("!"))


def licence(layers: Sequence[str]) -> Licence:
    """Of the last layer that states one."""
    said: dict[str, Any] = {}
    for layer in dict.fromkeys(("cn", *layers)):
        path = layer_path(layer) / FILE
        if path.is_file():
            said = read_toml(path).get("licence", said)
    return Licence(said.get("name", ""), said.get("text", ""), said.get("url", ""))
