"""Canonical text of a value and its digest.

A digest is written `algorithm:hex`, so records made with different algorithms stand in one chain and each is checked with
its own. SM3 (GB/T 32905) where the linked OpenSSL has it, else SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from zhifa.apps.trail.rows import Row
from zhifa.law.citations import Citation

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
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, frozenset | set):
        return sorted((plain(v) for v in value), key=canonical)
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
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
    """Sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(content: bytes, name: str = "") -> str:
    """`algorithm:hex` of the bytes; `name` defaults to this machine's algorithm."""
    name = name or algorithm()
    return f"{name}:{hashlib.new(name, content).hexdigest()}"


def algorithm_of(written: str) -> str:
    """The algorithm named in a written digest."""
    return written.partition(":")[0]


def label(row: Row | type[Row]) -> str:
    """`incidents.incident`."""
    return row._meta.label_lower


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    """What a read would give back for a value just written (`"50"` in a Decimal column is 50.00)."""
    if value is None or isinstance(field, models.JSONField | models.BinaryField):
        return value
    value = field.to_python(value)
    if isinstance(field, models.DecimalField) and field.decimal_places is not None:
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return value


def row_digest(row: Row, name: str = "") -> str:
    """Digest of everything that the trail vouches for in this row (`Row.business_state`)."""
    columns = {f.attname: f for f in row._meta.concrete_fields}
    state = {k: _stored(columns[k], v) if k in columns else v for k, v in row.business_state().items()}
    return digest(canonical([label(row), plain(state)]), name)
