"""Read the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhifa.apps.trail.models import Cursor, LedgerHead, Record, Unsealed
from zhifa.apps.trail.rows import tenant_default


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a story. `number` is the ledger number (None: not sealed yet); `note` and `facts` are empty when the
    record is confidential and the reader did not ask with the right to."""

    id: UUID
    subject_type: str
    subject_id: UUID
    tenant: str
    verb: str
    at: datetime
    occurred_on: date | None
    person: str
    name: str
    post: str
    acting_identity: str
    outcome: str
    reasons: tuple[dict[str, Any], ...]
    rules: tuple[str, ...]
    citations: tuple[str, ...]
    assumptions: tuple[str, ...]
    facts: dict[str, Any]
    note: str
    confidential: bool
    corrects: UUID | None
    pack_version: str
    hash: str
    number: int | None


def story(*subject_ids: UUID | str, confidential: bool = False) -> tuple[Entry, ...]:
    """The records of these objects as one story, oldest first (one query)."""
    found = Record.objects.filter(subject_id__in=subject_ids).select_related("sealed").order_by("at", "id")
    return tuple(entry(r, confidential=confidential) for r in found)


def entry(made: Record, *, confidential: bool = False) -> Entry:
    """The row that leaves the app."""
    open_ = confidential or not made.confidential
    sealed = getattr(made, "sealed", None)
    return Entry(
        id=made.id,
        subject_type=made.subject_type,
        subject_id=made.subject_id,
        tenant=made.tenant,
        verb=made.verb,
        at=made.at,
        occurred_on=made.occurred_on,
        person=made.person,
        name=made.name,
        post=made.post,
        acting_identity=made.acting_identity,
        outcome=made.outcome,
        reasons=tuple(made.reasons),
        rules=tuple(made.rules),
        citations=tuple(made.citations),
        assumptions=tuple(made.assumptions),
        facts=made.facts if open_ else {},
        note=made.note if open_ else "",
        confidential=made.confidential,
        corrects=made.corrects,
        pack_version=made.pack_version,
        hash=made.hash,
        number=sealed.number if sealed else None,
    )


# As text: every open page asks it every two seconds.
_TIP = (
    "SELECT (SELECT id FROM trail_record WHERE tenant = %s ORDER BY id DESC LIMIT 1), "
    "(SELECT number FROM trail_ledgerhead WHERE tenant = %s)"
)


def tip(tenant: str = "") -> str:
    """A token that changes with every act (one query, by two keys). The newest record alone would hide one that began earlier
    and was committed later; the sealer gives that one a ledger number within a second."""
    tenant = tenant or tenant_default()
    with connection.cursor() as cursor:
        cursor.execute(_TIP, (tenant, tenant))
        newest, head = cursor.fetchone()
    return f"{newest or 0}-{head or 0}"


@dataclass(frozen=True, slots=True)
class Reader:
    """A consumer of the ledger: how far it is, where the ledger ends, and why it stands still (empty: it does not)."""

    name: str
    tenant: str
    number: int
    end: int
    failures: int
    error: str


def readers() -> tuple[Reader, ...]:
    """Every consumer that has begun to read (two queries)."""
    ends = dict(LedgerHead.objects.values_list("tenant", "number"))
    places = Cursor.objects.order_by("handler", "tenant")
    return tuple(Reader(c.handler, c.tenant, c.number, ends.get(c.tenant, 0), c.failures, c.error) for c in places)


@dataclass(frozen=True, slots=True)
class Ledger:
    """How far the ledger is: its last number, records not sealed yet, and when the last act was recorded."""

    number: int
    unsealed: int
    last_at: datetime | None


def ledger(tenant: str = "") -> Ledger:
    """Three queries."""
    tenant = tenant or tenant_default()
    number = LedgerHead.objects.filter(tenant=tenant).values_list("number", flat=True).first()
    last = Record.objects.filter(tenant=tenant).order_by("-id").values_list("at", flat=True).first()
    return Ledger(number or 0, Unsealed.objects.filter(tenant=tenant).count(), last)


def latest(tenant: str, *, types: Iterable[str] = (), verbs: Iterable[str] = (), person: str = "", limit: int = 100) -> tuple[Entry, ...]:
    """The newest records, newest first (one query): of these subject types (`accounts.user`), of these verbs, by people whose name
    contains `person`; nothing named is no condition. Confidential ones come without facts and note."""
    found = Record.objects.filter(tenant=tenant).select_related("sealed")
    found = found.filter(subject_type__in=list(types)) if types else found
    found = found.filter(verb__in=list(verbs)) if verbs else found
    found = found.filter(name__contains=person) if person else found
    return tuple(entry(r) for r in found.order_by("-id")[:limit])
