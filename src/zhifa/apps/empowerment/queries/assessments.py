"""Assessments: what they say, what can be done with them, which conclusion stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhifa.apps.empowerment import permissions
from zhifa.apps.empowerment.models import Assessment
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor, Role
from zhifa.law.empowerment import CONCLUSIONS
from zhifa.law.procedure.empowerment import ASSESSMENT, TOWNSHIP
from zhifa.law.rulings import Denied, Ruling, refusal

DONE = ("concluded", "appealed", "decided", "due")


@dataclass(frozen=True, slots=True)
class VisitRow:
    """Who was there, and what they saw."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """As in the table; `proposal_label`, `conclusion_label`: Chinese, empty while there is none. `ruling`: plain data for “为什么？”."""

    id: UUID
    version: int
    code: str
    area: str
    area_name: str
    year: int
    state: str
    state_label: str
    since: date
    until: date
    opened_by_name: str
    gaps: str
    score: Decimal | None
    proposal: str
    proposal_label: str
    ruling: dict[str, Any]
    scored_at: datetime | None
    visits: tuple[VisitRow, ...]
    checked_by_name: str
    check_note: str
    conclusion: str
    conclusion_label: str
    conclusion_note: str
    concluded_at: datetime | None
    concluded_by_name: str
    appeal: str
    answer: str
    appeal_until: date | None
    valid_until: date | None
    layer: str

    @property
    def final(self) -> bool:
        """A conclusion was said."""
        return self.state in DONE


_COPIED = [
    name for name in AssessmentRow.__dataclass_fields__ if name not in ("state_label", "proposal_label", "conclusion_label", "visits")
]


def _row(row: Assessment) -> AssessmentRow:
    return AssessmentRow(
        **{name: getattr(row, name) for name in _COPIED},
        state_label=ASSESSMENT.state_labels[row.state],
        proposal_label=CONCLUSIONS.get(row.proposal, ""),
        conclusion_label=CONCLUSIONS.get(row.conclusion, ""),
        visits=tuple(VisitRow(v["name"], v["note"]) for v in row.visits),
    )


def _visible(by: Actor) -> Q:
    permissions.check_read(by)
    seen = Q(tenant=by.tenant)
    return seen if by.has(*permissions.COUNTY_WIDE) else seen & Q(area__in=by.areas)


def assessments(by: Actor, *, area: str = "", limit: int = 200) -> tuple[AssessmentRow, ...]:
    """Newest first (1 query). Raises Denied."""
    found = Assessment.objects.filter(_visible(by))
    return tuple(_row(r) for r in (found.filter(area=area) if area else found).order_by("-id")[:limit])


def may_read(by: Actor, area: str) -> bool:
    """What concerns this township (no query). Raises Denied for duties that read nothing here."""
    permissions.check_read(by)
    return permissions.reads_area(by, area)


def assessment(by: Actor, code: str) -> AssessmentRow | None:
    """None where it is not there or not theirs to read (1 query). Raises Denied."""
    found = Assessment.objects.filter(_visible(by), code=code).first()
    return _row(found) if found else None


def standing(area: str, day: date, tenant: str) -> AssessmentRow | None:
    """The conclusion in force for a township on a day: a catalogue change that empowers it names its code (1 query)."""
    found = Assessment.objects.filter(tenant=tenant, area=area, state__in=("concluded", "decided"), valid_until__gte=day)
    row = found.order_by("-concluded_at").first()
    return _row(row) if row else None


def published(tenant: str, day: date) -> tuple[AssessmentRow, ...]:
    """The newest conclusion of each township that is not under objection, for everybody; demonstration ones say so (1 query)."""
    newest: dict[str, Assessment] = {}
    for row in Assessment.objects.filter(tenant=tenant, state__in=("concluded", "decided", "due")).order_by("area", "-concluded_at"):
        newest.setdefault(row.area, row)
    return tuple(_row(r) for r in newest.values())


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that the state knows and this person's duty allows."""

    act: str
    label: str
    refusal: Ruling | None = None


def offers(by: Actor, row: AssessmentRow) -> tuple[Offer, ...]:
    """Acts of this person's duty in this state; those of another township are not shown (no query)."""
    found = []
    for t in ASSESSMENT.acts_from(row.state):
        if by.roles.isdisjoint(t.roles) or t.act == "state_fact":
            continue
        foreign = by.roles.isdisjoint(t.roles - TOWNSHIP) and row.area not in by.areas
        found.append(Offer(t.act, ASSESSMENT.act_labels[t.act], refusal("empowerment.own_township_only") if foreign else None))
    return tuple(found)


WAITS_FOR = {
    Role.GUIDANCE: ("opened", "facts_complete", "scored", "visited"),
    Role.VERIFIER: ("scored", "visited"),
    Role.LEGAL_REVIEWER: ("verified",),
    Role.LEADER: ("checked", "appealed"),
    Role.TOWNSHIP_COMMANDER: ("opened",),
}


def waiting(by: Actor) -> Tally | int:
    """How many wait for this person's duty."""
    states = {s for role in by.roles for s in WAITS_FOR.get(role, ())}
    try:
        return Tally(Assessment.objects.filter(_visible(by), state__in=states)) if states else 0
    except Denied:
        return 0
