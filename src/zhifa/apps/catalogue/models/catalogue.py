"""What may be punished, on which basis, and who holds which power over it since when."""

from __future__ import annotations

from django.db import models

from zhifa.apps.registry.models import Layered


class Level(models.TextChoices):
    LAW = "law", "法律"
    ADMINISTRATIVE_REGULATION = "administrative_regulation", "行政法规"
    LOCAL_REGULATION = "local_regulation", "地方性法规"
    DEPARTMENT_RULE = "department_rule", "部门规章"
    LOCAL_GOVERNMENT_RULE = "local_government_rule", "地方政府规章"
    PLAN = "plan", "方案"


class Precondition(models.TextChoices):
    NONE = "none", "可直接处罚"
    RECTIFY_FIRST = "rectify_first", "责令改正后逾期或者拒不改正才可处罚"


class BasisRole(models.TextChoices):
    PROHIBITION = "prohibition", "违则"
    PENALTY = "penalty", "罚则"
    COERCION = "coercion", "强制依据"


class Statute(Layered):
    """`version`: the date of the text the figures were taken from. `until`: the day on which it went out of force."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    version_date = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=30, choices=Level.choices)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="statute_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Matter(Layered):
    """One 事项. `words`: how citizens say it. `kinds`: penalty kinds of the contract that the penalty article allows.
    `official_code` stays null until the official list is given to us."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    domain = models.CharField(max_length=40)
    subdomain = models.CharField(max_length=40, blank=True)
    origin = models.CharField(max_length=20)
    official_code = models.CharField(max_length=20, null=True, blank=True)  # noqa: DJ001
    precondition = models.CharField(max_length=20, choices=Precondition.choices)
    kinds = models.JSONField(default=list)
    words = models.JSONField(default=list)
    remarks = models.TextField(blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="matter_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Basis(Layered):
    """One article a matter rests on, precise to paragraph and item. `since`: the day from which it does (None: always did); `until`: the
    day on which the article itself was repealed, or another one took its place."""

    code = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="bases")
    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="bases")
    role = models.CharField(max_length=12, choices=BasisRole.choices)
    article = models.PositiveSmallIntegerField()
    sub = models.PositiveSmallIntegerField(null=True, blank=True)
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    item = models.PositiveSmallIntegerField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="basis_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class PenaltyRange(Layered):
    """What one kind of party may be fined in one case (`tier` base, serious …): yuan `minimum`–`maximum` per `unit`, or
    `ratio_*` times `base`. None: the statute states no such limit. `since`, `until` (half-open): a provision that was amended has one
    row for each version (处罚法 37); both empty: as far back as the catalogue goes."""

    code = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="ranges")
    party_kind = models.CharField(max_length=20)
    tier = models.CharField(max_length=40, default="base")
    condition = models.CharField(max_length=60, blank=True)
    minimum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    ratio_minimum = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    ratio_maximum = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    base = models.CharField(max_length=40, blank=True)
    precondition = models.CharField(max_length=20, choices=Precondition.choices, default=Precondition.NONE)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="range_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class DiscretionTier(Layered):
    """One step of the discretion standard inside a statutory range (layer demo until the county gives its own)."""

    code = models.CharField(max_length=40)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="tiers")
    party_kind = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=20)
    condition = models.CharField(max_length=120)
    minimum = models.DecimalField(max_digits=12, decimal_places=2)
    maximum = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="tier_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Mandate(Layered):
    """The document that gives a power: plan, decision, published list. Dates None where no source states them."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    issuer = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="mandate_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class GrantTerms(Layered):
    """What a grant says: `holder` may use `power` over one matter or a whole domain, in some areas (empty: whole county), on dated terms.
    `since`, `until`: when it is valid; `recorded_at`: when we came to know it so (empty: with the edition of the packs)."""

    code = models.CharField(max_length=60)
    power = models.CharField(max_length=30)
    holder = models.ForeignKey("registry.Organ", on_delete=models.PROTECT, related_name="+")
    holder_kind = models.CharField(max_length=30)
    team = models.ForeignKey("registry.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=40, blank=True)
    areas = models.JSONField(default=list)
    kinds = models.JSONField(null=True, blank=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+")
    citation = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    needs_publication = models.BooleanField(default=False)
    assumption = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code


class MatterGrant(GrantTerms):
    """A grant as it is known today."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="grant_code"),)
        ordering = ("code",)


class FormerGrant(GrantTerms):
    """What a grant was known to say until `superseded_at`; who changed it and on what ground. Never changed, never removed."""

    superseded_at = models.DateTimeField()
    superseded_by = models.CharField(max_length=60)
    ground = models.CharField(max_length=200)

    class Meta:
        indexes = (models.Index(fields=("tenant", "superseded_at"), name="former_grant_superseded"),)
        ordering = ("code", "superseded_at")


class OpenPoint(Layered):
    """What no source states. `domain`: matters of this domain have no holder until it is answered (empty: other questions). `finding`:
    the kind of finding of the proof (`law.authority_check.KINDS`) that it acknowledges."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    question = models.TextField()
    policy = models.TextField()
    domain = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    finding = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="open_point_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.title


class Duty(Layered):
    """Who does what after the transfer, said to both sides (JUR-13): what the department keeps, what it no longer does."""

    code = models.CharField(max_length=60)
    organ = models.ForeignKey("registry.Organ", on_delete=models.PROTECT, related_name="duties")
    domain = models.CharField(max_length=40)
    keeps = models.JSONField(default=list)
    loses = models.JSONField(default=list)
    enforcer = models.ForeignKey("registry.Organ", on_delete=models.PROTECT, related_name="enforces")
    text = models.TextField()
    citation = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="duty_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code
