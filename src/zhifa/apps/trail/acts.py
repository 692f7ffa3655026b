"""What every service does around an act: lock, save, refuse a stale form, make a second press harmless."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction

from zhifa.apps.trail import bulk
from zhifa.apps.trail.models import SubmitKey
from zhifa.apps.trail.rows import Row, tenant_default
from zhifa.law.actors import Actor

R = TypeVar("R", bound=Row)


class Stale(Exception):
    """The object changed since the form was shown (HTTP 409); `version` is the current one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"current version is {version}")
        self.version = version


class Invalid(Exception):
    """Entries that cannot be taken (HTTP 422): field → messages."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__("; ".join(f"{field}: {', '.join(texts)}" for field, texts in errors.items()))
        self.errors = {field: list(texts) for field, texts in errors.items()}


def locked(model: type[R], pk: UUID | str, version: int | None = None) -> R:
    """The row, locked until the transaction ends. Raises `Stale` when `version` is given and no longer current, and the
    model's DoesNotExist."""
    row: R = model._default_manager.select_for_update().get(pk=pk)
    if version is not None and row.version != version:
        raise Stale(row.version)
    return row


def save(row: R) -> R:
    """Insert a new row, or store a change under the next version."""
    if row._state.adding:
        row.save(force_insert=True)
    else:
        row.version += 1
        row.save(force_update=True)
    return row


def save_all(rows: Sequence[R], *names: str) -> Sequence[R]:
    """Store a change of these columns (attribute names) under the next version, many locked rows of one model at once."""
    for row in rows:
        row.version += 1
    bulk.update(rows, *names, "version")
    return rows


def remove(row: R) -> R:
    """Delete the row and hand it back with its key, for `record(removed=…)`. For what was never of account (a draft): what
    counted once is ended or set aside, not removed."""
    type(row)._base_manager.filter(pk=row.pk).delete()
    return row


def used(key: str, by: Actor) -> bool:
    """This submit key did its act before; never for an empty key (one query)."""
    return bool(key) and SubmitKey.objects.filter(tenant=by.tenant or tenant_default(), key=key).exists()


def once(key: str, by: Actor) -> bool:
    """False when this submit key was used before; an empty key is always new. The key is freed when the act rolls back."""
    if not key:
        return True
    try:
        with transaction.atomic():
            SubmitKey.objects.create(tenant=by.tenant or tenant_default(), key=key, person=by.person)
    except IntegrityError:
        return False
    return True


def forget_keys(before: datetime) -> int:
    """Remove submit keys used before this machine instant (their ids carry it in milliseconds); returns how many."""
    oldest_kept = UUID(int=int(before.timestamp() * 1000) << 80)
    return SubmitKey.objects.filter(pk__lt=oldest_kept).delete()[0]
