"""What a record's hash covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from zhifa.apps.trail.hashing import plain
from zhifa.apps.trail.models import Record, RowDigest


def pack_version() -> str:
    """Version of the law data that acts rest on in this process."""
    return "+".join(settings.ZHIFA_PACKS)


def content(made: Record, digests: Iterable[RowDigest]) -> dict[str, Any]:
    """Every column but the hash itself, and the digests in the order of their rows."""
    columns = {f.attname: plain(getattr(made, f.attname)) for f in made._meta.concrete_fields if f.attname != "hash"}
    rows = sorted([d.model, str(d.row_id), d.row_version, d.digest] for d in digests)
    return {**columns, "rows": rows}
