"""人员编制 as data on organs: where people are stationed and whose they are, posts as a double-entry ledger, proposals to move people
or posts with powers, and the yearly appraisal. Nothing is deleted; what changes has `since`/`until` (half-open). A row that a pack
brought has a `code` and a `layer`; one that people wrote has neither.
"""

from __future__ import annotations

from django.db import models

from zhifa.apps.registry.models import Layered, Organ, Person
from zhifa.apps.trail.rows import Row

PACKED = ~models.Q(code="")


class Dated(Layered):
    """Something that holds from `since` (None: not stated) until before `until`. `ground`: the document it rests on."""

    code = models.CharField(max_length=100, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    ground = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code or str(self.pk)


class StaffRelation(Dated):
    """Where one relation of a person (code of law.staffing.RELATIONS) differs from what organ, team and stationing imply. `earmarked`:
    专编专用, of the establishment."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=16)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    earmarked = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), condition=PACKED, name="staff_relation_code"),)
        ordering = ("since", "id")


class Stationing(Dated):
    """派驻: the person belongs to the bureau, works at the `host` and acts in the bureau's name."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stationings")
    host = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="stationed")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), condition=PACKED, name="stationing_code"),)
        ordering = ("since", "id")


class StaffFact(Layered):
    """What a department states of its people: `team`, of these `supervising`, and `officers` outside a team; `kind` of their posts."""

    code = models.CharField(max_length=40)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="staff_facts")
    team_name = models.CharField(max_length=60, blank=True)
    team = models.PositiveSmallIntegerField()
    supervising = models.PositiveSmallIntegerField()
    officers = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, blank=True)
    as_of = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="staff_fact_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Documented(Layered):
    """Posts by a document: which organ approved, under which number, on which day."""

    approval_organ = models.CharField(max_length=80)
    approval_number = models.CharField(max_length=60)
    approved_on = models.DateField()

    class Meta:
        abstract = True


class PostCap(Documented):
    """The approved total of posts from `since` on."""

    code = models.CharField(max_length=40)
    count = models.PositiveSmallIntegerField()
    since = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="post_cap_code"),
            models.CheckConstraint(condition=models.Q(since__gte=models.F("approved_on")), name="post_cap_approved_first"),
        )
        ordering = ("since",)

    def __str__(self) -> str:
        return f"{self.since} {self.count}"


class Transfer(Row):
    """A proposal for one department. `rule`, `least`, `most`, `arithmetic`, `ruling`: what the rules gave; `facts`: the numbers behind
    them; `count`: what is proposed, of posts of `kind`. The document and `effective_on` come with the approval."""

    code = models.CharField(max_length=24)
    state = models.CharField(max_length=12, default="proposed")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=16, blank=True)
    rule = models.CharField(max_length=12)
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    count = models.PositiveSmallIntegerField()
    arithmetic = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    facts = models.JSONField(default=dict)
    ruling = models.JSONField(default=dict)
    proposed_by_name = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    approval_organ = models.CharField(max_length=80, blank=True)
    approval_number = models.CharField(max_length=60, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    layer = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="staff_transfer_code"),
            models.UniqueConstraint(
                fields=("tenant", "organ"), condition=models.Q(state__in=("proposed", "approved")), name="staff_transfer_once"
            ),
        )
        ordering = ("-proposed_at", "-id")

    def __str__(self) -> str:
        return self.code


class PostEntry(Documented):
    """Posts of one kind (code of law.staffing.POST_KINDS) from `source` to `destination`. Without a source: what stood when the ledger was
    opened, which only a pack brings. An entry is never changed; what was wrong is entered back under a document of its own."""

    code = models.CharField(max_length=60, blank=True)
    source = models.ForeignKey(Organ, null=True, blank=True, on_delete=models.PROTECT, related_name="posts_given")
    destination = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="posts_received")
    kind = models.CharField(max_length=16)
    count = models.PositiveSmallIntegerField()
    effective_on = models.DateField()
    transfer = models.ForeignKey(Transfer, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    reason = models.CharField(max_length=500, blank=True)
    recorded_by_name = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), condition=PACKED, name="post_entry_code"),
            models.CheckConstraint(condition=models.Q(source__isnull=False) | PACKED, name="post_entry_has_a_source"),
            models.CheckConstraint(condition=models.Q(effective_on__gte=models.F("approved_on")), name="post_entry_approved_first"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="post_entry_counts"),
        )
        ordering = ("effective_on", "id")

    def __str__(self) -> str:
        return self.code or str(self.pk)


class Benefit(Layered):
    """One benefit of a township's own people beside that of the squad there (同等待遇)."""

    code = models.CharField(max_length=100)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="benefits")
    item = models.CharField(max_length=60)
    town = models.CharField(max_length=100)
    squad = models.CharField(max_length=100)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="benefit_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Appraisal(Row):
    """One person, one year. `local`: the township, or the department where the person is stationed; `bureau`: whose people they are. Scores
    of 100, None: not signed. `share`: of the local score in percent, as it was when it was closed with `result`."""

    code = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=16, default="opened")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appraisals")
    local = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    bureau = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="+")
    local_score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    local_signed_by_name = models.CharField(max_length=80, blank=True)
    local_signed_at = models.DateTimeField(null=True, blank=True)
    bureau_score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    bureau_signed_by_name = models.CharField(max_length=80, blank=True)
    bureau_signed_at = models.DateTimeField(null=True, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    result = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="staff_appraisal_code"),
            models.UniqueConstraint(fields=("tenant", "person", "year"), name="staff_appraisal_once"),
        )
        ordering = ("-year", "local", "person")

    def __str__(self) -> str:
        return self.code
