"""Ledger heads written down outside the database.

Whoever can rewrite the whole database can rewrite its hashes too; an anchor kept elsewhere (a file of another owner, a
printed line, another machine) proves that the ledger once ended otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from zhifa.apps.trail.models import LedgerHead


@dataclass(frozen=True, slots=True)
class Anchor:
    """The ledger of `tenant` had `number` entries and ended in `hash`."""

    tenant: str
    number: int
    hash: str


def path() -> Path:
    """The anchor file of this installation."""
    return Path(settings.TRAIL_ANCHORS)


def drop(at: datetime) -> int:
    """Append the present heads that are not written down yet; returns how many."""
    known = {(a.tenant, a.number) for a in read([path()])}
    heads = [h for h in LedgerHead.objects.filter(number__gt=0) if (h.tenant, h.number) not in known]
    if heads:
        path().parent.mkdir(parents=True, exist_ok=True)
        with path().open("a", encoding="utf-8") as file:
            file.writelines(f"{h.tenant} {h.number} {h.hash} {at.isoformat(timespec='seconds')}\n" for h in heads)
            file.flush()
            os.fsync(file.fileno())
    return len(heads)


def read(paths: Iterable[Path]) -> Iterator[Anchor]:
    """Anchors of these files; a file that does not exist has none. Raises ValueError for a line that is none."""
    for file in paths:
        if not file.exists():
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                tenant, number, written, *_ = line.split()
                yield Anchor(tenant, int(number), written)
