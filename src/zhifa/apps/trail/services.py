"""Write the trail: one record per act, inside the act's transaction; then seal the records into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from zhifa.apps.trail import bulk, hashing, masking
from zhifa.apps.trail.content import covered, pack_version
from zhifa.apps.trail.models import LedgerEntry, LedgerHead, Record, RowDigest, Unsealed
from zhifa.apps.trail.rows import Row, blank, like, new_id, tenant_default
from zhifa.law.actors import Actor
from zhifa.law.rulings import Ruling

SEALED_AT_ONCE = 1000
AT_ONCE = 500
F = TypeVar("F", bound=Callable[[Sequence[Row]], object])


FOLLOWERS: list[Callable[[Sequence[Row]], object]] = []


def follows(follow: F) -> F:
    """Call this function with the rows of every act, in its transaction: for tables that only repeat what the rows say, so that lists
    are found by an index. No change of a row escapes it, because none may be without a record."""
    FOLLOWERS.append(follow)
    return follow


def record(
    *,
    subject: Row,
    verb: str,
    by: Actor,
    at: datetime,
    rows: Sequence[Row] = (),
    removed: Sequence[Row] = (),
    occurred_on: date | None = None,
    ruling: Ruling | None = None,
    acting_identity: str = "",
    facts: Mapping[str, object] | None = None,
    note: str = "",
    confidential: bool = False,
    corrects: UUID | None = None,
) -> Record:
    """Add the next record of `subject`, after its row and `rows` were saved and `removed` deleted.

    The service holds the lock of the subject's row (a new one needs none). Mobile and identity numbers in `facts` and
    `note` are masked. Raises TransactionManagementError outside a transaction."""
    transaction.get_connection().validate_no_broken_transaction()
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a record belongs to the transaction of its act")
    last = Record.objects.filter(subject_id=subject.pk).order_by("-position").values_list("position", "hash").first()
    made = Record(
        tenant=subject.tenant or tenant_default(),
        subject_type=hashing.label(subject),
        subject_id=subject.pk,
        position=last[0] + 1 if last else 1,
        previous=last[1] if last else "",
        verb=verb,
        at=at,
        occurred_on=occurred_on,
        acting_identity=acting_identity,
        facts=masking.scrub(hashing.plain(dict(facts or {}))),
        note=masking.scrub(note),
        confidential=confidential,
        corrects=corrects,
        pack_version=pack_version(),
        **_actor(by),
        **_ruling(ruling),
    )
    _store(made, _digests(made.pk, [subject, *rows], removed))
    for follow in FOLLOWERS:
        follow([subject, *rows])
    return made


@dataclass(frozen=True, slots=True)
class Birth:
    """The first record of a new object: its row and the rows that come with it, all unsaved, and facts. `beside`: rows that the
    trail does not vouch for and that repeat these (`follows`)."""

    subject: Row
    rows: tuple[Row, ...]
    facts: Mapping[str, object]
    beside: tuple[models.Model, ...] = ()


def record_births(*, verb: str, by: Actor, at: datetime, births: Sequence[Birth]) -> None:
    """Store many new objects of one kind, each with one record as `record` would have made it: one statement per table, or one for
    all when they are few. Call inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a record belongs to the transaction of its act")
    if not births:
        return
    first = births[0].subject
    common = like(
        blank(Record), tenant=first.tenant, subject_type=hashing.label(first), subject_id=first.pk, position=1, verb=verb, at=at,
        pack_version=pack_version(), hash="", **_actor(by),
    )  # fmt: skip
    shared = hashing.columns(common)
    made, digests = [], []
    for birth in births:
        key, subject, facts = new_id(), birth.subject, masking.scrub(hashing.plain(dict(birth.facts)))
        rows = _digests(key, [subject, *birth.rows], ())
        said = {**shared, "id": str(key), "subject_id": str(subject.pk), "facts": facts}
        written = hashing.digest(hashing.canonical(covered(said, _named(rows))))
        made.append({"id": key, "subject_id": subject.pk, "facts": facts, "hash": written})
        digests += rows
    subjects, others = [birth.subject for birth in births], [row for birth in births for row in (*birth.rows, *birth.beside)]
    records = bulk.Lines(Record, made, {name: value for name, value in common.__dict__.items() if name not in made[0]})
    waiting = bulk.Lines(Unsealed, [{"record_id": one["id"]} for one in made], {"tenant": first.tenant})
    bulk.insert(subjects, *_by_model(others), records, bulk.Lines(RowDigest, digests), waiting)


@dataclass(frozen=True, slots=True)
class Act:
    """One of many records of one act: its subject, saved and locked, and further rows as the act left them, with facts. A subject has
    one of them at most."""

    subject: Row
    facts: Mapping[str, object]
    rows: tuple[Row, ...] = ()
    acting_identity: str = ""


def record_acts(*, verb: str, by: Actor, at: datetime, acts: Sequence[Act], ruling: Ruling | None = None, note: str = "") -> None:
    """What `record` stores for each, in few statements for all: one query for the ends of the chains of every 500 subjects and one insert
    per table. Call inside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a record belongs to the transaction of its act")
    ends = _chain_ends([one.subject.pk for one in acts])
    shared = {**_actor(by), **_ruling(ruling), "pack_version": pack_version(), "note": masking.scrub(note), "verb": verb, "at": at}
    made, digests = [], []
    for one in acts:
        position, previous = ends.get(one.subject.pk, (0, ""))
        row = Record(
            tenant=one.subject.tenant,
            subject_type=hashing.label(one.subject),
            subject_id=one.subject.pk,
            position=position + 1,
            previous=previous,
            acting_identity=one.acting_identity,
            facts=masking.scrub(hashing.plain(dict(one.facts))),
            **shared,
        )
        found = _digests(row.pk, [one.subject, *one.rows], ())
        row.hash = hashing.digest(hashing.canonical(covered(hashing.columns(row), _named(found))))
        made.append(row)
        digests += found
    waiting = [{"record_id": one.pk, "tenant": one.tenant} for one in made]
    bulk.insert(made, bulk.Lines(RowDigest, digests), bulk.Lines(Unsealed, waiting))
    rows = [row for one in acts for row in (one.subject, *one.rows)]
    for follow in FOLLOWERS:
        follow(rows)


def _chain_ends(subjects: Sequence[UUID]) -> dict[UUID, tuple[int, str]]:
    """Subject → position and hash of its last record."""
    ends: dict[UUID, tuple[int, str]] = {}
    for start in range(0, len(subjects), AT_ONCE):
        found = Record.objects.filter(subject_id__in=subjects[start : start + AT_ONCE]).order_by("subject_id", "position")
        ends |= {pk: (position, written) for pk, position, written in found.values_list("subject_id", "position", "hash")}
    return ends


def _by_model(rows: Iterable[models.Model]) -> list[list[models.Model]]:
    """The rows in groups of one model."""
    groups: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    return list(groups.values())


def _actor(by: Actor) -> dict[str, Any]:
    return {
        "person": by.person,
        "name": by.name,
        "post": by.post,
        "roles": sorted(role.value for role in by.roles),
        "organ": by.organ,
        "team": by.team,
    }


def _ruling(ruling: Ruling | None) -> dict[str, Any]:
    if ruling is None:
        return {}
    return {
        "outcome": ruling.outcome.value,
        "reasons": masking.scrub([{"code": r.code, "values": hashing.plain(dict(r.values))} for r in ruling.reasons]),
        "rules": list(ruling.rules),
        "citations": [str(c) for c in ruling.citations],
        "ambiguities": list(ruling.ambiguities),
        "assumptions": list(ruling.assumptions),
        "results": masking.scrub(hashing.plain(dict(ruling.values))),
    }


def _digests(record: UUID, rows: Iterable[Row], removed: Iterable[Row]) -> list[dict[str, Any]]:
    """The columns of a `RowDigest` for each row."""
    found = {row.pk: _digest_of(record, row, row.version, hashing.row_digest(row)) for row in rows}
    found |= {row.pk: _digest_of(record, row, row.version + 1, "") for row in removed}
    return list(found.values())


def _digest_of(record: UUID, row: Row, version: int, written: str) -> dict[str, Any]:
    return {"id": new_id(), "record_id": record, "model": hashing.label(row), "row_id": row.pk, "row_version": version, "digest": written}


def _named(digests: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, int, str]]:
    return [(d["model"], str(d["row_id"]), d["row_version"], d["digest"]) for d in digests]


def _store(made: Record, digests: list[dict[str, Any]]) -> Record:
    made.hash = hashing.digest(hashing.canonical(covered(hashing.columns(made), _named(digests))))
    waiting = bulk.Lines(Unsealed, [{"record_id": made.pk, "tenant": made.tenant}])
    bulk.insert([made], bulk.Lines(RowDigest, digests), waiting)
    return made


def seal(tenant: str = "") -> int:
    """Give ledger numbers to records that wait, oldest first, at most `SEALED_AT_ONCE`; returns how many. Any number of
    sealers may run: the head's row is their lock, so numbers have no gaps."""
    tenant = tenant or tenant_default()
    LedgerHead.objects.get_or_create(tenant=tenant)
    with transaction.atomic():
        head = LedgerHead.objects.select_for_update().get(tenant=tenant)
        waiting = list(Unsealed.objects.filter(tenant=tenant).order_by("pk").values_list("pk", "record__hash")[:SEALED_AT_ONCE])
        if waiting:
            bulk.insert(bulk.Lines(LedgerEntry, [_entry(head, pk, written) for pk, written in waiting], {"tenant": tenant}))
            Unsealed.objects.filter(pk__in=[pk for pk, _ in waiting]).delete()
            head.save(update_fields=["number", "hash"])
    return len(waiting)


def seal_all() -> int:
    """Seal what waits in every ledger; returns how many records."""
    return sum(seal(tenant) for tenant in Unsealed.objects.values_list("tenant", flat=True).distinct())


def _entry(head: LedgerHead, record_id: UUID, record_hash: str) -> dict[str, Any]:
    """The columns of the next ledger entry; the head moves to it."""
    previous = head.hash
    head.number += 1
    head.hash = hashing.digest(hashing.canonical([head.tenant, head.number, previous, record_hash]))
    return {"id": new_id(), "number": head.number, "record_id": record_id, "previous": previous, "hash": head.hash}
