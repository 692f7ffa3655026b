"""Whom a case or an order is about, and the places where they trade."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class PartyKind(models.TextChoices):
    CITIZEN = "citizen", "公民"
    ORGANIZATION = "organization", "法人或者其他组织"
    SOLE_TRADER = "sole_trader", "个体工商户"


class IdentifierType(models.TextChoices):
    CITIZEN_ID = "citizen_id", "居民身份证"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    PASSPORT = "passport", "护照或者通行证"
    NONE = "none", "未能提供"


class Party(Row):
    """A citizen, an organisation or a sole trader. The identifier and the phone are shown masked; showing them in clear is
    recorded. `team`: who registered it."""

    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    name = models.CharField(max_length=120)
    identifier_type = models.CharField(max_length=12, choices=IdentifierType.choices)
    identifier = models.CharField(max_length=40, blank=True)
    representative = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=200, blank=True)
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "identifier_type", "identifier"), condition=~models.Q(identifier=""), name="party_identifier"
            ),
        )
        indexes = (models.Index(fields=("tenant", "name"), name="party_name"),)

    def __str__(self) -> str:
        return self.name


class Premises(Row):
    """A place of business. `code`: of the county's list of regulated places, empty for one that an officer added; `kind`: what is
    done there, in a word; `area`: code of the registry. `party` is empty until somebody registered whose it is."""

    code = models.CharField(max_length=24, blank=True)
    kind = models.CharField(max_length=24, blank=True)
    layer = models.CharField(max_length=16, blank=True)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="premises")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    area = models.CharField(max_length=40, blank=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "party", "name", "address"), name="premises_once"),
            models.UniqueConstraint(fields=("tenant", "code"), condition=~models.Q(code=""), name="premises_code"),
        )
        indexes = (models.Index(fields=("tenant", "area", "name"), name="premises_area"),)

    def __str__(self) -> str:
        return self.name
