"""The trail's own tables. Records, digests and ledger entries are only ever inserted: a database role without UPDATE and
DELETE on them is enough to run.

What stands beside a record is written with it in one transaction and no record is ever removed; the database is not asked again for
every row whether the record is there (that took a third of an insert), the verification asks it of all."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from zhifa.apps.trail.rows import new_id, tenant_default


class AppendOnly(Exception):
    """Somebody tried to change or remove what only grows."""


class _Insertions(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.label}: records are never changed")

    def delete(self) -> NoReturn:
        raise AppendOnly(f"{self.model._meta.label}: records are never removed")


class _Appended(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    objects = _Insertions.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; a second save raises `AppendOnly`."""
        if not self._state.adding:
            raise AppendOnly(f"{self._meta.label}: records are never changed")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raises `AppendOnly`."""
        raise AppendOnly(f"{self._meta.label}: records are never removed")


class Record(_Appended):
    """One act on one object. `previous` and `hash` chain the records of `subject_id` by `position`; the hash covers every
    column and the digests of the rows as the act left them. `corrects`: the record that this one puts right; both stay."""

    tenant = models.CharField(max_length=12, default=tenant_default)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    position = models.PositiveIntegerField()
    verb = models.CharField(max_length=64)
    at = models.DateTimeField()
    occurred_on = models.DateField(null=True)
    person = models.CharField(max_length=36, blank=True)
    name = models.CharField(max_length=80)
    post = models.CharField(max_length=80, blank=True)
    roles = models.JSONField(default=list)
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    acting_identity = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    reasons = models.JSONField(default=list)
    rules = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    ambiguities = models.JSONField(default=list)
    assumptions = models.JSONField(default=list)
    results = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)
    corrects = models.UUIDField(null=True)
    pack_version = models.CharField(max_length=120)
    previous = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject_id", "position"), name="trail_record_position"),)


class RowDigest(_Appended):
    """The digest of one row after the act of `record`; empty when the act removed the row."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="digests", db_constraint=False, db_index=False)
    model = models.CharField(max_length=64)
    row_id = models.UUIDField()
    row_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=("model", "row_id"), name="trail_digest_row"),)
        constraints = (models.UniqueConstraint(fields=("record", "row_id"), name="trail_digest_once"),)


class LedgerEntry(_Appended):
    """The place of a record in the one numbered ledger of a tenant: `hash` covers number, `previous` and the record's hash."""

    tenant = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField()
    record = models.OneToOneField(Record, models.PROTECT, related_name="sealed", db_constraint=False)
    previous = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="trail_ledger_number"),)


class LedgerHead(models.Model):
    """Where the ledger of a tenant ends; its row is the lock between sealers."""

    tenant = models.CharField(primary_key=True, max_length=12)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=80, blank=True)


class Unsealed(models.Model):
    """Records waiting for their ledger number."""

    record = models.OneToOneField(Record, models.PROTECT, primary_key=True, db_constraint=False)
    tenant = models.CharField(max_length=12)


class SubmitKey(models.Model):
    """A form's key that was used: a second press of the same form does nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.CharField(max_length=12, default=tenant_default)
    key = models.CharField(max_length=80)
    person = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "key"), name="trail_submit_key"),)


class Cursor(models.Model):
    """How far one consumer has read one tenant's ledger; `failures` in a row at the next entry, `error` the last of them."""

    handler = models.CharField(max_length=120)
    tenant = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    not_before = models.FloatField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("handler", "tenant"), name="trail_cursor_handler"),)
