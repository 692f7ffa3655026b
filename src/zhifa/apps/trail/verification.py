"""Find every change made outside the house: in rows, records, ledger and files.

Everything is read in one snapshot of the database, streaming, in a number of queries that does not depend on the number of rows
(digests of records, and anchors: one query per `CHUNK`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F

from zhifa.apps.trail import anchors, hashing
from zhifa.apps.trail.content import content
from zhifa.apps.trail.models import LedgerEntry, LedgerHead, Record, RowDigest, Unsealed
from zhifa.apps.trail.rows import Row, StoredFile

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is stable (row_changed, row_removed, row_unvouched, row_returned, table_unknown, record_changed, chain_broken,
    ledger_broken, record_unsealed, anchor_lost, file_changed, file_missing); `place` names table and row or file, `record` the
    record that proves it."""

    kind: str
    place: str
    record: str
    text: str

    def __str__(self) -> str:
        return f"{self.kind:<16} {self.place}  {self.text}" + (f"  [record {self.record}]" if self.record else "")


@dataclass
class Counts:
    """What was looked at; `unsealed` records are the tail that has no ledger number yet."""

    records: int = 0
    sealed: int = 0
    rows: int = 0
    files: int = 0
    unsealed: list[str] = field(default_factory=list)


def tracked_models() -> list[type[Row]]:
    """Every table whose rows the trail vouches for."""
    return [m for m in apps.get_models() if issubclass(m, Row) and m.tracked]


def verify(counts: Counts, *, files: bool = True, anchor_files: Iterable[Path] = ()) -> Iterator[Problem]:
    """All problems, as they are found; `counts` is filled on the way."""
    with snapshot():
        yield from check_records(counts)
        yield from check_ledger(counts)
        yield from check_anchors(anchor_files)
        yield from check_tables(counts, files=files)


@contextmanager
def snapshot() -> Iterator[None]:
    """One state of the database throughout, without holding up writers."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.rollback()
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def with_digests(records: Iterable[Record]) -> Iterator[tuple[Record, list[RowDigest]]]:
    """Each record with its row digests (one query per chunk)."""
    for chunk in _chunks(records):
        found: dict[UUID, list[RowDigest]] = defaultdict(list)
        for part in RowDigest.objects.filter(record_id__in=[r.pk for r in chunk]):
            found[part.record_id].append(part)
        for made in chunk:
            yield made, found[made.pk]


def check_records(counts: Counts) -> Iterator[Problem]:
    """Each record says what its hash covers, and follows the one before it in the story of its object."""
    before: Record | None = None
    for made, digests in with_digests(Record.objects.order_by("subject_id", "position").iterator(CHUNK)):
        counts.records += 1
        yield from check_record(made, digests)
        first = before is None or before.subject_id != made.subject_id
        position, previous = (1, "") if first or before is None else (before.position + 1, before.hash)
        if made.position != position:
            yield _broken(made, f"position {position} is missing before {made.position}")
        elif made.previous != previous:
            yield _broken(made, "does not follow the record before it")
        before = made


def check_record(made: Record, digests: list[RowDigest]) -> Iterator[Problem]:
    """Recompute one hash with the record's own algorithm."""
    written = hashing.digest(hashing.canonical(content(made, digests)), hashing.algorithm_of(made.hash))
    if written != made.hash:
        yield Problem(
            "record_changed", f"{made.subject_type} {made.subject_id}", str(made.pk), f"{made.verb} by {made.name}: {made.at:%F %T}"
        )


def _broken(made: Record, text: str) -> Problem:
    return Problem("chain_broken", f"{made.subject_type} {made.subject_id}", str(made.pk), text)


def check_ledger(counts: Counts) -> Iterator[Problem]:
    """Numbers run from 1 without gaps, each entry follows the one before and seals the hash that its record has now."""
    heads = {h.tenant: h for h in LedgerHead.objects.all()}
    entries = LedgerEntry.objects.order_by("tenant", "number").values_list(
        "tenant", "number", "previous", "hash", "record_id", "record__hash", "record__tenant"
    )
    for tenant, group in groupby(entries.iterator(CHUNK), key=lambda e: e[0]):
        number, previous = 0, ""
        for entry in group:
            counts.sealed += 1
            yield from _check_entry(entry, number + 1, previous)
            number, previous = entry[1], entry[3]
        head = heads.pop(tenant, None)
        if head is None or (head.number, head.hash) != (number, previous):
            said = head.number if head else 0
            yield Problem(
                "ledger_broken", f"ledger {tenant}", "", f"ends at {number}, its head says {said}: entries are missing at the end"
            )
    for head in heads.values():
        if head.number:
            yield Problem("ledger_broken", f"ledger {head.tenant}", "", f"all {head.number} entries are missing")
    yield from _check_unsealed(counts)


def _check_entry(entry: tuple[Any, ...], number: int, previous: str) -> Iterator[Problem]:
    tenant, said, before, written, record_id, record_hash, record_tenant = entry
    place = f"ledger {tenant} {said}"
    if said != number:
        yield Problem("ledger_broken", place, str(record_id), f"number {number} is missing")
    elif before != previous:
        yield Problem("ledger_broken", place, str(record_id), "does not follow the entry before it")
    sealed = hashing.digest(hashing.canonical([tenant, said, before, record_hash]), hashing.algorithm_of(written))
    if sealed != written or record_tenant != tenant:
        yield Problem("ledger_broken", place, str(record_id), "seals another record than the one it names")


def _check_unsealed(counts: Counts) -> Iterator[Problem]:
    waiting = set(Unsealed.objects.values_list("pk", flat=True))
    for pk in Record.objects.filter(sealed__isnull=True).order_by("pk").values_list("pk", flat=True).iterator(CHUNK):
        counts.unsealed.append(str(pk))
        if pk not in waiting:
            yield Problem("record_unsealed", "ledger", str(pk), "has no ledger number and waits for none: its entry was removed")


def check_anchors(files: Iterable[Path]) -> Iterator[Problem]:
    """The ledger still passes through every head that was written down outside."""
    for chunk in _chunks(anchors.read(files)):
        kept = LedgerEntry.objects.filter(number__in={a.number for a in chunk}).values_list("tenant", "number", "hash")
        found = {(tenant, number): written for tenant, number, written in kept}
        for anchor in chunk:
            if found.get((anchor.tenant, anchor.number)) != anchor.hash:
                yield Problem("anchor_lost", f"ledger {anchor.tenant} {anchor.number}", "", "was another one when the anchor was dropped")


def check_tables(counts: Counts, *, files: bool = True) -> Iterator[Problem]:
    """Every row is as its last record left it, and nothing is there that no record vouches for."""
    models = {hashing.label(m): m for m in tracked_models()}
    for name in RowDigest.objects.order_by("model").values_list("model", flat=True).distinct():
        if name not in models:
            yield Problem("table_unknown", str(name), "", "records vouch for rows of a table that is not here")
    seen: set[Path] = set()
    for name, model in models.items():
        for row, last in _paired(name, model):
            yield from _check_row(name, row, last)
            if row is not None:
                counts.rows += 1
                for stored in row.stored_files() if files else ():
                    if stored.path not in seen:
                        seen.add(stored.path)
                        counts.files += 1
                        yield from _check_file(name, row, last, stored)


@dataclass(frozen=True, slots=True)
class _Last:
    """What the newest record says of one row."""

    row_id: UUID
    digest: str
    record: UUID


def _last_digests(name: str) -> Iterator[_Last]:
    kept = RowDigest.objects.filter(model=name).order_by(
        "row_id", "row_version", F("record__sealed__number").asc(nulls_last=True), "record_id"
    )
    lines = kept.values_list("row_id", "digest", "record_id").iterator(CHUNK)
    for row_id, group in groupby(lines, key=lambda line: line[0]):
        *_, (_, written, record) = group
        yield _Last(row_id, written, record)


def _paired(name: str, model: type[Row]) -> Iterator[tuple[Row | None, _Last | None]]:
    """Rows and digests side by side, both in the order of their ids."""
    rows, lasts = iter(model._base_manager.order_by("pk").iterator(CHUNK)), _last_digests(name)
    row, last = next(rows, None), next(lasts, None)
    while row is not None or last is not None:
        if last is None or (row is not None and row.pk < last.row_id):
            yield row, None
            row = next(rows, None)
        elif row is None or last.row_id < row.pk:
            yield None, last
            last = next(lasts, None)
        else:
            yield row, last
            row, last = next(rows, None), next(lasts, None)


def _check_row(name: str, row: Row | None, last: _Last | None) -> Iterator[Problem]:
    record = str(last.record) if last else ""
    if row is None:
        if last and last.digest:
            yield Problem("row_removed", f"{name} {last.row_id}", record, "is gone; this record still vouches for it")
    elif last is None:
        yield Problem("row_unvouched", f"{name} {row.pk}", "", "is there, and no record vouches for it")
    elif not last.digest:
        yield Problem("row_returned", f"{name} {row.pk}", record, "is there although this record removed it")
    elif hashing.row_digest(row, hashing.algorithm_of(last.digest)) != last.digest:
        yield Problem("row_changed", f"{name} {row.pk}", record, f"version {row.version} is not as this record left it")


def _check_file(name: str, row: Row, last: _Last | None, stored: StoredFile) -> Iterator[Problem]:
    record, place = str(last.record) if last else "", f"{name} {row.pk}"
    try:
        with stored.path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        yield Problem("file_missing", place, record, f"{stored.path} cannot be read")
        return
    if found != stored.sha256:
        yield Problem("file_changed", place, record, f"{stored.path} has other bytes")
