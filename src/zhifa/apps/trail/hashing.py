"""Canonical text of a value and its digest.

A digest is written `algorithm:hex`, so records made with different algorithms stand in one chain and each is checked with
its own. SM3 (GB/T 32905) where the linked OpenSSL has it, else SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from django.db import models

from zhifa.apps.trail.rows import Row
from zhifa.law.citations import Citation

_CANONICAL = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_ODD = re.compile(rb"(?:^|[:,\[])-?(?:0\.0000|[0-9][0-9.]*(?:e[-+0-9]|(?<=\.0)(?:[,\]}]|$)))")  # floats that `plain` writes otherwise
_ALIKE = frozenset({str, int, bool, UUID})
_PLAIN = frozenset({str, int, bool, type(None)})


@cache
def algorithm() -> str:
    """The algorithm of new records on this machine."""
    return "sm3" if "sm3" in hashlib.algorithms_available else "sha256"


def plain(value: Any) -> Any:
    """The JSON form that survives a round trip through both databases: numbers without type play, instants in UTC."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is dict:
        return {k if type(k) is str else str(k): v if type(v) in _PLAIN else plain(v) for k, v in value.items()}
    if kind is list:
        return [v if type(v) in _PLAIN else plain(v) for v in value]
    return _unusual(value)


def _unusual(value: Any) -> Any:
    """What is no plain JSON yet: subclasses, floats, instants and the like."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else _decimal(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, frozenset | set):
        return sorted((plain(v) for v in value), key=canonical)
    return _scalar(value)


def _decimal(value: float) -> float | str:
    """Text where a power of ten is written: those are the floats that writers of JSON write differently."""
    written = repr(value)
    return written if "e" in written else value


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, timedelta):
        return value / timedelta(microseconds=1) // 1
    if isinstance(value, bytes | memoryview | bytearray):
        return bytes(value).hex()
    if isinstance(value, UUID | Citation):
        return str(value)
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8: the same bytes as `tools/verify_trail.py` makes with Python's own writer."""
    try:
        return orjson.dumps(value, option=_CANONICAL)
    except TypeError:  # whole numbers beyond 64 bits
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(content: bytes, name: str = "") -> str:
    """`algorithm:hex` of the bytes; `name` defaults to this machine's algorithm."""
    name = name or algorithm()
    made = _started(name).copy()
    made.update(content)
    return f"{name}:{made.hexdigest()}"


@cache
def _started(name: str) -> hashlib._Hash:
    """Copied for each digest: OpenSSL looks an algorithm up anew for each that is made by name."""
    return hashlib.new(name)


def algorithm_of(written: str) -> str:
    """The algorithm named in a written digest."""
    return written.partition(":")[0]


def label(row: Row | type[Row]) -> str:
    """`incidents.incident`."""
    return row._meta.label_lower


def columns(row: models.Model) -> dict[str, Any]:
    """Column → plain value of a row, as a read would give it back."""
    held = row.__dict__
    return {name: None if (v := held[name]) is None else to(v) for name, to in _columns(type(row))}


def row_digest(row: Row, name: str = "") -> str:
    """Digest of everything that the trail vouches for in this row (`Row.business_state`)."""
    if type(row).business_state is Row.business_state:
        return digest(_row_text(row), name)
    to = dict(_columns(type(row)))
    state = {k: v if v is None else to[k](v) if k in to else plain(v) for k, v in row.business_state().items()}
    return digest(canonical([label(row), state]), name)


def _row_text(row: Row) -> bytes:
    """`canonical` of label and columns. JSON is taken as orjson writes it where that is its plain form: taking it apart in Python took
    longer than all other columns."""
    held, shown = row.__dict__, {}
    for column, kind, to in _written_alike(type(row)):
        value = held[column]
        if value is None or type(value) is kind:
            shown[column] = value
        else:
            shown[column] = _json_text(value) if to is plain else to(value)
    try:
        return orjson.dumps([label(row), shown], option=_CANONICAL)
    except TypeError:  # whole numbers beyond 64 bits
        return canonical([label(row), columns(row)])


def _json_text(value: Any) -> Any:
    try:
        text = orjson.dumps(value, option=_CANONICAL)
    except TypeError:
        return plain(value)
    suspect = b".0" in text or b"e+" in text or b"e-" in text  # a look that costs nothing before the one that is sure
    return plain(value) if suspect and _ODD.search(text) else orjson.Fragment(text)


@cache
def _columns(model: type[models.Model]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    return tuple((f.attname, _written(f)) for f in model._meta.concrete_fields)


@cache
def _written_alike(model: type[models.Model]) -> tuple[tuple[str, type | None, Callable[[Any], Any]], ...]:
    """`_columns` with the type whose values orjson writes as their plain form is written (None: no such type)."""
    kinds = (_USUAL.get(type(_target(f)), (None, None))[0] for f in model._meta.concrete_fields)
    return tuple((name, kind if kind in _ALIKE else None, to) for (name, to), kind in zip(_columns(model), kinds, strict=True))


def _target(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    """The field whose values a foreign key holds."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _written(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """How a value of this column that was just set becomes the plain form of what is read back (`"50"` in a Decimal column is
    50.00). Each column finds its way once: this runs for every column of every row that an act leaves."""
    field = _target(field)
    if isinstance(field, models.JSONField | models.BinaryField):
        return plain
    usual, read = _USUAL.get(type(field)), field.to_python
    if isinstance(field, models.DecimalField) and field.decimal_places is not None:
        step = Decimal(1).scaleb(-field.decimal_places)
        return lambda value: format(read(value).quantize(step), "f")
    if usual is None:
        return lambda value: plain(read(value))
    kind, shown = usual
    return lambda value: shown(value) if type(value) is kind else plain(read(value))


def _same(value: Any) -> Any:
    return value


# Field → the type its values nearly always have, and their plain form.
_USUAL: dict[type[models.Field[Any, Any]], tuple[type, Callable[[Any], Any]]] = {
    models.CharField: (str, _same),
    models.TextField: (str, _same),
    models.PositiveIntegerField: (int, _same),
    models.IntegerField: (int, _same),
    models.BooleanField: (bool, _same),
    models.UUIDField: (UUID, str),
    models.DateTimeField: (datetime, _instant),
    models.DateField: (date, date.isoformat),
}
