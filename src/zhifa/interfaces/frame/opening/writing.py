"""A dataset as CSV and JSON in pieces, its dictionary, and its schemas: Table Schema for the CSV, JSON Schema for the JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from zhifa.algorithms.sheets import harmless
from zhifa.packs.opening import OpenDataset, OpenField

PIECE = 200  # rows
MARK = "\ufeff"  # spreadsheets read UTF-8 only with it
BETWEEN = "、"
JSON_TYPES = {"string": "string", "integer": "integer", "number": "string", "date": "string", "boolean": "boolean", "list": "array"}
DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
DICTIONARY = ("field", "name", "type", "unit", "required", "meaning", "source")


def csv_pieces(dataset: OpenDataset, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Header first. No cell is ever a formula."""
    names = [f.name for f in dataset.fields]
    yield MARK + _lines([names])
    for piece in _pieces(rows):
        yield _lines([[harmless(cell(row[n])) for n in names] for row in piece])


def json_pieces(head: Mapping[str, Any], dataset: OpenDataset, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """An object: the members of `head`, then `rows`."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": ['
    first = True
    for piece in _pieces(rows):
        written = ",\n".join(json.dumps(_object(dataset.fields, row), ensure_ascii=False) for row in piece)
        yield written if first else ",\n" + written
        first = False
    yield "]}"


def _object(fields: Iterable[OpenField], row: Mapping[str, Any]) -> dict[str, Any]:
    return {f.name: (row[f.name] or "") if f.kind == "string" else plain(row[f.name]) for f in fields}


def _pieces(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        yield piece


def cell(value: Any) -> str:
    """As a table says it; nothing for what is not stated."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return BETWEEN.join(map(str, value)) if isinstance(value, tuple | list) else str(plain(value))


def plain(value: Any) -> Any:
    """As JSON says it: days and amounts as text, so that no reader rounds them."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return list(value) if isinstance(value, tuple) else value


def dictionary_csv(dataset: OpenDataset) -> str:
    """The dictionary of a dataset as a table."""
    rows = [[f.name, f.title, f.kind, f.unit, cell(f.required), f.meaning, f.source] for f in dataset.fields]
    return MARK + _lines([list(DICTIONARY), *([harmless(c) for c in row] for row in rows)])


def table_schema(dataset: OpenDataset) -> dict[str, Any]:
    """Table Schema (Frictionless) of the CSV; `unit` and `source` are ours."""
    fields = [_column(f) for f in dataset.fields]
    key = {"primaryKey": list(dataset.key)} if dataset.key else {}
    return {"title": dataset.title, "description": dataset.about, "fields": fields, "missingValues": [""], **key}


def _column(field: OpenField) -> dict[str, Any]:
    said: dict[str, Any] = {"name": field.name, "title": field.title, "type": field.kind, "description": field.meaning}
    if field.kind == "list":
        said["delimiter"] = BETWEEN
    if field.required:
        said["constraints"] = {"required": True}
    return {**said, **({"unit": field.unit} if field.unit else {}), "source": field.source}


def json_schema(dataset: OpenDataset) -> dict[str, Any]:
    """JSON Schema (2020-12) of the JSON answer."""
    members = {f.name: _member(f) for f in dataset.fields}
    row = {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}
    text = {"type": "string"}
    licence = {"type": "object", "properties": {"name": text, "text": text, "url": text}, "required": ["name", "text", "url"]}
    head = {
        "name": {"const": dataset.name},
        "title": text,
        "about": text,
        "version": text,
        "editions": {"type": "object", "additionalProperties": text},
        "demo": {"type": "boolean"},
        "licence": licence,
        "schema": text,
        "rows": {"type": "array", "items": row},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": dataset.title,
        "description": dataset.about,
        "type": "object",
        "properties": head,
        "required": list(head),
        "additionalProperties": False,
    }


def _member(field: OpenField) -> dict[str, Any]:
    kind: Any = JSON_TYPES[field.kind]
    said: dict[str, Any] = {"title": field.title, "description": field.meaning}
    if field.kind == "list":
        said["items"] = {"type": "string"}
    if field.kind == "date":
        said["format"] = "date"
    if field.kind == "number":
        said["pattern"] = DECIMAL
    if field.required and field.kind == "string":
        said["minLength"] = 1
    return {**said, "type": kind if field.required or field.kind in ("list", "string") else [kind, "null"]}


def _lines(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
