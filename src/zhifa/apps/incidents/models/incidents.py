"""An incident, who reported it, and the matters found in it."""

from __future__ import annotations

from django.db import models

from zhifa.apps.trail.rows import Row


class Incident(Row):
    """One event in the county, whoever told us. Open with an owner and a clock, or closed with a verified reason (R13).

    `area`: code of the township or platform that answers for the place, `place_area`: the innermost area (a water grid);
    both empty while the place is unknown. `merged_into`: what a dispatcher merged it into; `root`: where that chain ends, which
    answers for all; `reports`: how many reports it stands for, its own included. `escalated`: to whom the missed clock went
    (1 the duty chief, 2 the leader). Reference data are named by their codes, names stand in the trail as of the act."""

    number = models.CharField(max_length=16)
    tracking_code = models.CharField(max_length=12)
    source = models.CharField(max_length=32)
    external_id = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001  one source has no ids: NULL keeps the pair unique
    body_digest = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()
    received_at = models.DateTimeField()
    text = models.TextField()
    address = models.CharField(max_length=200, blank=True)
    lon = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    area = models.CharField(max_length=40, blank=True)
    place_area = models.CharField(max_length=40, blank=True)
    danger_to_life = models.BooleanField(default=False)
    emergency_told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=16, default="reported")
    due_at = models.DateTimeField(null=True, blank=True)
    due_basis = models.CharField(max_length=40, blank=True)
    late_since = models.DateTimeField(null=True, blank=True)
    dispatcher = models.UUIDField(null=True, blank=True)
    dispatcher_name = models.CharField(max_length=60, blank=True)
    reported_by_organ = models.CharField(max_length=40, blank=True)
    proposals = models.JSONField(default=dict, blank=True)
    answer = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False)
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="stands_for", db_index=False)
    reports = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="incident_number"),
            models.UniqueConstraint(fields=["tenant", "tracking_code"], name="incident_tracking_code"),
            models.UniqueConstraint(fields=["tenant", "source", "external_id"], name="incident_source_external_id"),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "danger_to_life", "due_at"], name="incident_queue"),
            models.Index(fields=["tenant", "area", "state"], name="incident_area"),
            models.Index(fields=["tenant", "lat", "lon"], name="incident_place"),
            models.Index(fields=["tenant", "received_at"], name="incident_received"),
            models.Index(fields=["tenant", "-closed_at", "-id"], name="incident_closed"),
            models.Index(fields=["merged_into"], name="incident_merged", condition=models.Q(merged_into__isnull=False)),
            models.Index(fields=["root"], name="incident_root", condition=models.Q(root__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number


class Reporter(Row):
    """Who reported: confidential, apart from the incident so that no list can show it by accident."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reporters")
    name = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    wants_reply = models.BooleanField(default=True)


class IncidentMatter(Row):
    """One matter found in an incident, with the ruling whose it is as it stood on that day. `matter_code` is empty only for
    an emergency that is secured before anybody knows what it is."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="matters")
    matter_code = models.CharField(max_length=40, blank=True)
    matter_name = models.CharField(max_length=200)
    chosen = models.JSONField(default=dict, blank=True)
    authority = models.JSONField(default=dict, blank=True)
    standing = models.CharField(max_length=12)  # held | contested | unclear | settled
    holder = models.CharField(max_length=40, blank=True)
    holder_kind = models.CharField(max_length=40, blank=True)
    acting_identity = models.CharField(max_length=80, blank=True)
    team = models.CharField(max_length=40, blank=True)
    commander = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "incident"], name="incident_matter")]


class MatchCorrection(Row):
    """What a dispatcher made of the matcher's proposal: a new version of it may learn from this. `matcher`: number of the version that
    proposed (0: the words alone)."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    text = models.TextField()
    proposed = models.JSONField(default=list)
    accepted = models.JSONField(default=list)
    matcher = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
