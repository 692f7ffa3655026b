"""The decision, its deadlines and its money."""

from __future__ import annotations

from django.db import models

from zhifa.apps.cases.models.case import Case, Notice
from zhifa.apps.trail.rows import Row
from zhifa.law.procedure.periods import Deadline as Counted


class Decision(Row):
    """One decision document. A decision withdrawn before it was served stays with its void number."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="decisions")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    warning = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    decided_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "number"), name="decision_number"),
            models.UniqueConstraint(fields=("tenant", "case"), condition=models.Q(withdrawn_at__isnull=True), name="decision_once"),
        )

    def __str__(self) -> str:
        return self.number


class LastDay(Row):
    """A stored last day and how it was counted."""

    kind = models.CharField(max_length=20)
    due = models.DateField()
    nominal = models.DateField()
    counted_from = models.DateField()
    count = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16)
    rule = models.CharField(max_length=12)
    citations = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    ambiguities = models.JSONField(default=list)
    provisional = models.BooleanField(default=False)
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"

    def counted(self, found: Counted) -> None:
        """Take over what the period engine found; the clock runs anew."""
        self.due, self.nominal, self.counted_from = found.due, found.nominal, found.counted_from
        self.count, self.unit, self.rule = found.count, found.unit, found.rule
        self.citations = [str(c) for c in found.citations]
        self.excluded = [d.isoformat() for d in found.excluded]
        self.ambiguities, self.provisional = list(found.ambiguities), found.provisional
        self.met_at = None


class Deadline(LastDay):
    """`kind`: record, payment, cash_to_agency, cash_to_bank."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "kind"), name="deadline_once"),)
        indexes = (models.Index(fields=("tenant", "kind", "due"), condition=models.Q(met_at__isnull=True), name="deadline_open"),)


class Receipt(Row):
    """Money that arrived, as the bank or the Treasury says: only ever imported, each receipt number once per source."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="receipts")
    source = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    surcharge = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    paid_on = models.DateField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "source", "number"), name="receipt_number"),)

    def __str__(self) -> str:
        return self.number


class Collection(Row):
    """A fine taken on the spot against the Treasury's receipt, until it lies at the bank (处罚法 68–71)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="collection")
    fiscal_receipt = models.CharField(max_length=60)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    ground = models.CharField(max_length=60)
    place_type = models.CharField(max_length=16, default="ordinary")
    collected_on = models.DateField()
    ashore_on = models.DateField(null=True, blank=True)
    handed_over_on = models.DateField(null=True, blank=True)
    handed_to = models.CharField(max_length=80, blank=True)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "fiscal_receipt"), name="fiscal_receipt_number"),)

    def __str__(self) -> str:
        return self.fiscal_receipt
