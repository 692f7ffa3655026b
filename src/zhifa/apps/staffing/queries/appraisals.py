"""The appraisals of a year, and where the squads are treated otherwise than the township's own people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.models import Appraisal, Benefit
from zhifa.apps.staffing.queries.offers import Offer, offers
from zhifa.law.actors import Actor, Role
from zhifa.law.book import UnknownParameter
from zhifa.law.empowerment import plain
from zhifa.law.money import PERCENT
from zhifa.law.procedure.staffing import DUAL_APPRAISAL
from zhifa.law.staffing import township_percent


@dataclass(frozen=True, slots=True)
class AppraisalRow:
    """`share` of the local score in percent: as closed, else as it is in force (None: no number is set)."""

    id: UUID
    version: int
    code: str
    year: int
    state: str
    state_label: str
    person_name: str
    team_name: str
    local: str
    local_name: str
    bureau: str
    bureau_name: str
    local_score: Decimal | None
    local_signed_by: str
    bureau_score: Decimal | None
    bureau_signed_by: str
    share: Decimal | None
    result: Decimal | None
    closed_at: datetime | None
    layer: str
    offers: tuple[Offer, ...]

    @property
    def arithmetic(self) -> str:
        """How the result came about."""
        if self.result is None or self.share is None:
            return ""
        rest = PERCENT - self.share
        return f"{plain(self.local_score)} × {plain(self.share)}% + {plain(self.bureau_score)} × {plain(rest)}% = {plain(self.result)}"


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One benefit side by side."""

    organ: str
    organ_name: str
    item: str
    town: str
    squad: str
    differs: bool
    source: str
    layer: str


def _visible(by: Actor) -> Q:
    permissions.check_read_people(by)
    seen = Q(tenant=by.tenant)
    return seen if permissions.reads_all(by) else seen & (Q(local__code=by.organ) | Q(bureau__code=by.organ))


def appraisals(by: Actor, year: int) -> tuple[AppraisalRow, ...]:
    """Of a year, those that this person may read (1 query). Raises Denied."""
    found = Appraisal.objects.filter(_visible(by), year=year).select_related("person__team", "local", "bureau")
    return tuple(_row(by, a) for a in found.order_by("local__code", "person__code"))


def appraisal(by: Actor, code: str) -> AppraisalRow | None:
    """None where it is not there or not theirs to read (1 query). Raises Denied."""
    found = Appraisal.objects.filter(_visible(by), code=code).select_related("person__team", "local", "bureau").first()
    return _row(by, found) if found else None


def _row(by: Actor, a: Appraisal) -> AppraisalRow:
    share = a.share
    if share is None:
        try:
            share = township_percent(county_book(), date(a.year, 12, 31))
        except UnknownParameter:
            share = None
    team = a.person.team.name if a.person.team else ""
    return AppraisalRow(
        a.pk, a.version, a.code, a.year, a.state, DUAL_APPRAISAL.state_labels[a.state], a.person.name, team, a.local.code, a.local.name,
        a.bureau.code, a.bureau.name, a.local_score, a.local_signed_by_name, a.bureau_score, a.bureau_signed_by_name,
        share, a.result, a.closed_at, a.person.layer,
        tuple(o for o in offers(by, DUAL_APPRAISAL, a.state) if _theirs(by, a, o.act)),
    )  # fmt: skip


def _theirs(by: Actor, a: Appraisal, act: str) -> bool:
    side = {"sign_local": a.local.code, "sign_bureau": a.bureau.code}.get(act)
    return side in (None, by.organ)


def benefits(by: Actor) -> tuple[BenefitRow, ...]:
    """What was stated, differences first (1 query). Raises Denied."""
    permissions.check_read_people(by)
    found = Benefit.objects.filter(tenant=by.tenant).select_related("organ")
    if not permissions.reads_all(by) and not by.has(Role.APPROVER):
        found = found.filter(organ__code=by.organ)
    rows = (BenefitRow(b.organ.code, b.organ.name, b.item, b.town, b.squad, b.town != b.squad, b.source, b.layer) for b in found)
    return tuple(sorted(rows, key=lambda b: (not b.differs, b.organ, b.item)))
