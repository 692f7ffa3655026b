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
    covered = columns(made)
    del covered["hash"]
    return {**covered, "rows": sorted([d.model, str(d.row_id), d.row_version, d.digest] for d in digests)}
