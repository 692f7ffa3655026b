"""The row every table of ours stands on: UUIDv7 key, tenant, version."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.base import ModelState
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """Time-ordered, so that inserts stay at the end of the index, and made without a central sequence."""
    return uuid7()


def tenant_default() -> str:
    """The county this installation serves by default (settings, from the pack's division code)."""
    return str(settings.ZHIFA_TENANT)


M = TypeVar("M", bound=models.Model)


def like(row: M, **values: object) -> M:
    """A new unsaved row with the columns of `row` but for these (attribute names); the caller gives the key. For many rows of one kind:
    Django's constructor looks up every default and relation of each anew."""
    made = type(row).__new__(type(row))
    made.__dict__ = {**row.__dict__, **values, "_state": ModelState()}
    return made


@cache
def blank(model: type[M]) -> M:
    """A row with nothing but defaults, to make others like it: never saved, never changed."""
    return model()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a row stands for: where it lies and the SHA-256 (hex) its bytes must have."""

    path: Path
    sha256: str


class Row(models.Model):
    """`version` counts changes: a form carries the version it showed and an act on an older one is refused.

    `tracked`: the trail vouches for every row of this table (`zhifa trail verify` finds any other). Only tables that decide
    nothing (counters, leases, read marks) set it to False."""

    tracked: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=12, default=tenant_default, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def business_state(self) -> dict[str, Any]:
        """Column → value of everything that the trail vouches for (all concrete columns)."""
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields}

    def stored_files(self) -> tuple[StoredFile, ...]:
        """Files whose bytes the trail vouches for together with this row."""
        return ()
