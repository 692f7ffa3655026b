"""The row every table of ours stands on: UUIDv7 key, tenant, version."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """Time-ordered, so that inserts stay at the end of the index, and made without a central sequence."""
    return uuid7()


def tenant_default() -> str:
    """The county this installation serves by default (settings, from the pack's division code)."""
    return str(settings.ZHIFA_TENANT)


class Row(models.Model):
    """`version` counts changes: a form carries the version it showed and an act on an older one is refused."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=12, default=tenant_default, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def business_state(self) -> dict[str, Any]:
        """Column → value of everything that the trail vouches for (all concrete columns)."""
        return {f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields}
