"""Where and who: areas, organs with their plates, teams with their coverage, people with their certificates.

Nothing is deleted; what changes has `since`/`until` (half-open). `layer` names the pack layer a row comes from: `demo` means that
no source states it, and every page that shows it says so.
"""

from __future__ import annotations

import uuid

from django.db import models

from zhifa.apps.trail.rows import Row, tenant_default


class AreaKind(models.TextChoices):
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"
    PLATFORM = "platform", "平台"
    WATER_GRID = "water_grid", "水上网格"


class OrganKind(models.TextChoices):
    COUNTY_GOVERNMENT = "county_government", "县人民政府"
    COMMAND_CENTRE = "command_centre", "指挥中心"
    COUNTY_ENFORCEMENT_BUREAU = "county_enforcement_bureau", "县综合行政执法局"
    ORIGINAL_DEPARTMENT = "original_department", "业务主管部门"
    INTEGRATED_DEPARTMENT = "integrated_department", "管执一体部门"
    PROFESSIONAL_DEPARTMENT = "professional_department", "专业执法主管部门"
    TOWNSHIP_GOVERNMENT = "township_government", "乡镇人民政府"
    PUBLIC_SECURITY = "public_security", "公安机关"
    SUPERIOR_ORGAN = "superior_organ", "上级机关"


class PlateKind(models.TextChoices):
    MAIN = "main", "主牌"
    SECONDARY = "secondary", "副牌"
    HUNG = "hung", "挂牌"
    TEAM = "team", "队伍牌子"


class TeamKind(models.TextChoices):
    SQUAD = "squad", "派驻中队"
    PROFESSIONAL = "professional", "专业执法队"
    INTERNAL_UNIT = "internal_unit", "内设机构"
    INTEGRATED = "integrated", "整合执法队"
    COMMAND_CENTRE = "command_centre", "指挥中心"


class Layered(Row):
    """A row that a pack brought; `layer` is the innermost pack layer that shaped it."""

    layer = models.CharField(max_length=20, default="")

    class Meta:
        abstract = True


class Area(Layered):
    """`division_code` is empty where the State gave none (platforms, water grids). `geometry`: GeoJSON (lon, lat)."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=AreaKind.choices)
    division_code = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    geometry = models.JSONField(null=True, blank=True)
    approximate = models.BooleanField(default=True)
    geometry_layer = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="area_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Organ(Layered):
    """`host` shelters it (the command centre sits in the bureau), `authority` is in whose authority it acts (the county
    government); `area`: the township it governs."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=OrganKind.choices)
    domain = models.CharField(max_length=40, blank=True)
    host = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="hosted")
    authority = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="authorised")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="governments")
    phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="organ_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Team(Layered):
    """A body of people that acts in the name of `organ`. `domain`: the field of a professional team or internal unit."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=TeamKind.choices)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="teams")
    seat = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="seated_teams")
    domain = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="team_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Plate(Layered):
    """A name under which an organ (or one of its teams) appears from `since` until before `until`; None: not stated.
    `prefix` heads document numbers; it comes from `prefix_layer`."""

    code = models.CharField(max_length=40)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="plates")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="plates")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=PlateKind.choices)
    prefix = models.CharField(max_length=20, blank=True)
    prefix_layer = models.CharField(max_length=20, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="plate_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Coverage(Layered):
    """Which squad serves an area, and when (1+X)."""

    code = models.CharField(max_length=60)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="coverage")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="coverage")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="coverage_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Person(Layered):
    """Named by post in the demonstration (威坪中队执法队员甲), never by a realistic name. `roles`: codes of `law.actors.Role`."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    post = models.CharField(max_length=60)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="people")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    roles = models.JSONField(default=list)
    areas = models.JSONField(default=list)
    username = models.CharField(max_length=60, blank=True)
    auxiliary = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="person_code"),)
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Certificate(Layered):
    """Enforcement certificate; valid on `since` … `until` inclusive of the last day, as printed on it (处罚法 42)."""

    number = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "number"), name="certificate_number"),)
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class Freeze(Row):
    """先行锁定: what a change is about to move may not be filed, re-dispatched or re-assigned between `since` and `until`, unless it was
    lifted before. `code`, `title`: of the cut-over. `subjects`: [{matter, domain, areas}], codes; an empty one means any."""

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    since = models.DateTimeField()
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    subjects = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="freeze_code"),)

    def __str__(self) -> str:
        return self.code


class Edition(Row):
    """One pack edition as read by one capability."""

    capability = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    editions = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "capability"), name="edition_capability"),)

    def __str__(self) -> str:
        return f"{self.capability} {self.digest[:8]}"


class DataVersion(models.Model):
    """The version of one body of reference data (registry, catalogue, precedents …): another token with every change, by which
    processes know that what they keep in memory is of yesterday. Decides nothing, so the trail does not vouch for it."""

    tenant = models.CharField(max_length=12, default=tenant_default)
    name = models.CharField(max_length=20)
    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "name"), name="data_version_name"),)

    def __str__(self) -> str:
        return f"{self.name} {self.token}"


class Proposal(Row):
    """A difference between a newer pack edition and the database: shown to people, never applied silently."""

    capability = models.CharField(max_length=20)
    table = models.CharField(max_length=30)
    code = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "capability", "table", "code", "digest"), name="proposal_once"),)

    def __str__(self) -> str:
        return f"{self.table} {self.code}"
