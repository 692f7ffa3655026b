"""The whole trail as JSON lines, for a program that knows nothing of us (tools/verify_trail.py)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F

from zhifa.apps.trail.content import content
from zhifa.apps.trail.models import LedgerHead, Record
from zhifa.apps.trail.verification import CHUNK, snapshot, with_digests

FORMAT = "zhifa-trail-1"


def export(at: datetime) -> Iterator[str]:
    """Lines: a head, one per record in ledger order (the unsealed tail last), and an end with the number of records and the heads."""
    with snapshot():
        yield _line({"type": "head", "format": FORMAT, "exported_at": at.isoformat()})
        count = 0
        order = ("tenant", F("sealed__number").asc(nulls_last=True), "pk")
        for made, digests in with_digests(Record.objects.select_related("sealed").order_by(*order).iterator(CHUNK)):
            count += 1
            yield _line({"type": "record", "content": content(made, digests), "hash": made.hash, "ledger": _ledger(made)})
        heads = {h.tenant: [h.number, h.hash] for h in LedgerHead.objects.order_by("tenant")}
        yield _line({"type": "end", "records": count, "heads": heads})


def _ledger(made: Record) -> dict[str, Any] | None:
    sealed = getattr(made, "sealed", None)
    if sealed is None:
        return None
    return {"tenant": sealed.tenant, "number": sealed.number, "previous": sealed.previous, "hash": sealed.hash}


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
