"""Beside and after the main line of an ordinary case: its days, its way to the police, deferral, remedies, demand, the court."""

from __future__ import annotations

from django.db import models

from zhifa.apps.cases.models.ordinary import OfCase, OrdinaryCase


class PeriodChange(OfCase):
    """Days that do not count toward the ninety (处罚法 60), by a law, a regulation or a rule. `kind`: extension | suspension; a
    suspension has no `days` until it ends."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="period_changes")
    kind = models.CharField(max_length=12)
    level = models.CharField(max_length=30)
    source = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    days = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=80)


class Transfer(OfCase):
    """A suspected crime (移送规定 5–12). `approved` None: the head has not decided. `answer`: filed | declined | returned, by `letter`."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="transfers")
    offence = models.CharField(max_length=120)
    findings = models.JSONField(default=list)
    reported_at = models.DateTimeField()
    reported_by = models.JSONField(default=list)
    approved = models.BooleanField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    receipt = models.CharField(max_length=200, blank=True)
    materials = models.JSONField(default=list)
    goods = models.CharField(max_length=500, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, blank=True)
    letter = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)


class Deferral(OfCase):
    """The party asked to pay later or in parts (处罚法 66). `schedule`: [{due, amount}] as granted."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="deferrals")
    hardship = models.CharField(max_length=1000)
    proof = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    schedule = models.JSONField(default=list)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)


class Remedy(OfCase):
    """Reconsideration or suit against the decision; the surcharge stands still meanwhile (处罚法 73). `result`: upheld | revoked |
    withdrawn."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="remedies")
    kind = models.CharField(max_length=16)
    filed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=12, blank=True)
    letter = models.CharField(max_length=120, blank=True)


class Demand(OfCase):
    """催告: the last call before the court (强制法 54)."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="demands")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    served_on = models.DateField(null=True, blank=True)
    served_how = models.CharField(max_length=200, blank=True)


class CourtApplication(OfCase):
    """An application to the court for enforcement (强制法 53–58). `accepted` None: no answer yet."""

    case = models.ForeignKey(OrdinaryCase, models.PROTECT, related_name="applications")
    court = models.CharField(max_length=120)
    applied_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")
    accepted = models.BooleanField(null=True, blank=True)
    letter = models.CharField(max_length=120, blank=True)
    answered_on = models.DateField(null=True, blank=True)
