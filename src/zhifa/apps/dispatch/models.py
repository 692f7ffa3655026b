"""One row per matter of an incident: whose task it is, how far it is, and until when."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Dispatch(Row):
    """`first_team` keeps the first addressee for the score; `returned` allows one return with a basis (R15). The four
    `*_at` instants are when it was recorded; `due_at` is the clock of the present state and `due_basis` its parameter.
    `interim_team` acts while it is disputed whose it is; `escalated` as for incidents. `former_team` had it before the county took it up,
    and still reads it."""

    incident_matter = models.OneToOneField("incidents.IncidentMatter", models.PROTECT, related_name="dispatch")
    incident = models.ForeignKey("incidents.Incident", models.PROTECT, related_name="dispatches")
    area = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=16, default="pending")
    organ = models.CharField(max_length=40, blank=True)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    acting_identity = models.CharField(max_length=80, blank=True)
    first_team = models.CharField(max_length=40, blank=True)
    returned = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    due_basis = models.CharField(max_length=40, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    receive_due_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    arrive_due_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    officers = models.JSONField(default=list, blank=True)  # person ids on site
    outcome = models.CharField(max_length=24, blank=True)
    findings = models.TextField(blank=True)
    correct_by = models.DateTimeField(null=True, blank=True)
    handed_to = models.CharField(max_length=40, blank=True)
    handed_to_name = models.CharField(max_length=80, blank=True)
    rework_count = models.PositiveSmallIntegerField(default=0)
    escalated = models.PositiveSmallIntegerField(default=0)
    interim_team = models.CharField(max_length=40, blank=True)
    interim_name = models.CharField(max_length=80, blank=True)
    elevation = models.CharField(max_length=8, blank=True)  # "" | marked | taken | declined
    former_team = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "team", "state", "due_at"], name="dispatch_team_queue"),
            models.Index(fields=["tenant", "state", "due_at"], name="dispatch_queue"),
            models.Index(fields=["tenant", "organ", "state"], name="dispatch_organ"),
            models.Index(fields=["tenant", "handed_to", "state"], name="dispatch_handed_to"),
            models.Index(fields=["tenant", "area", "state"], name="dispatch_area"),
            models.Index(fields=["tenant", "incident"], name="dispatch_incident"),
            models.Index(fields=["tenant", "interim_team", "state"], name="dispatch_interim"),
            models.Index(fields=["tenant", "former_team", "state"], name="dispatch_former"),
            models.Index(fields=["tenant", "elevation", "state"], name="dispatch_marked"),
        ]


class Dispute(Row):
    """Whose it is, asked of the adjudicator. `cause`: contested | unclear | returned | refused. `parties`: organ codes with
    names, in the order in which they came into it. `statements`: what each side says, with articles. `adjudicator`: guidance
    (条例 17) or superior (处罚法 25), with its `adjudicator_name`. The interim owner secures by `secure_due_at`."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="disputes")
    number = models.CharField(max_length=24)
    cause = models.CharField(max_length=10)
    parties = models.JSONField(default=list)
    statements = models.JSONField(default=list)
    adjudicator = models.CharField(max_length=10)
    adjudicator_name = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    secure_due_at = models.DateTimeField()
    secured_at = models.DateTimeField(null=True, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    team = models.CharField(max_length=40, blank=True)
    team_name = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    authorised_by = models.CharField(max_length=200, blank=True)
    precedent = models.UUIDField(null=True, blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="dispute_number"),
            models.UniqueConstraint(fields=["dispatch"], condition=models.Q(decided_at__isnull=True), name="dispute_one_open"),
        ]
        indexes = [models.Index(fields=["tenant", "decided_at", "opened_at"], name="dispute_docket")]

    def __str__(self) -> str:
        return self.number


class Elevation(Row):
    """A mark that a task crosses areas or is major or complex, and the county's answer. `criteria`: [code, flag] of those met; `areas`:
    codes of other townships; `outside`: names beyond the county. `former`: who had it before. `accepted` None: not answered yet;
    `void`: the task ended before."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="elevations")
    criteria = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    outside = models.JSONField(default=list)
    reason = models.TextField()
    marked_at = models.DateTimeField()
    marked_by = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    late_since = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
    former = models.JSONField(default=dict, blank=True)
    void = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispatch"], condition=models.Q(decided_at__isnull=True), name="elevation_one_open"),
        ]
        indexes = [models.Index(fields=["tenant", "decided_at", "due_at"], name="elevation_waiting")]


class Merge(Row):
    """One incident merged into another: what moved and what was withdrawn, so that it can be taken back. `moved`, `withdrawn`:
    ids of dispatches."""

    incident = models.ForeignKey("incidents.Incident", models.PROTECT, related_name="merges")
    into = models.ForeignKey("incidents.Incident", models.PROTECT, related_name="received_merges")
    state_before = models.CharField(max_length=16)
    due_before = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField(default=list)
    withdrawn = models.JSONField(default=list)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=60)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident"], condition=models.Q(undone_at__isnull=True), name="merge_once"),
        ]
