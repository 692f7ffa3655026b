"""What a record's hash covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from zhifa.apps.trail.hashing import columns
from zhifa.apps.trail.models import Record, RowDigest
from zhifa.packs.book import load_book


def pack_version() -> str:
    """Layers and editions of the law data that acts in this process rest on."""
    return load_book(tuple(settings.ZHIFA_PACKS), settings.CALENDAR_ROOT).version


def content(made: Record, digests: Iterable[RowDigest]) -> dict[str, Any]:
    """Every column but the hash itself, and the digests in the order of their rows."""
    return covered(columns(made), [(d.model, str(d.row_id), d.row_version, d.digest) for d in digests])


def covered(plain: dict[str, Any], digests: Iterable[tuple[str, str, int, str]]) -> dict[str, Any]:
    """`content` from the plain columns of a record and, for each row, its table, key, version and digest."""
    said = {name: value for name, value in plain.items() if name != "hash"}
    return {**said, "rows": sorted(digests)}
