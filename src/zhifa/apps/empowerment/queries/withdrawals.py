"""What townships hold and do not use, or use badly, and what was proposed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.empowerment.facts import held_matters, known_since, year_before
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.empowerment.permissions import COUNTY_WIDE, check_read, reads_area
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import empowerment
from zhifa.law.actors import Actor
from zhifa.law.procedure.empowerment import WITHDRAWAL
from zhifa.law.rulings import Ruling

GROUNDS = {"zero_use": "12个月没有使用", "low_quality": "办理质量低"}


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """As in the table, with words for state and ground."""

    id: UUID
    version: int
    code: str
    state: str
    state_label: str
    ground: str
    ground_label: str
    area: str
    area_name: str
    organ: str
    matter_code: str
    matter_name: str
    since: date
    until: date
    leads: int
    cases: int
    decided: int
    undone: int
    ruling: dict[str, Any]
    proposed_at: datetime
    answer: str
    answered_by_name: str


_COPIED = [name for name in WithdrawalRow.__dataclass_fields__ if name not in ("state_label", "ground_label")]


def _row(row: Withdrawal) -> WithdrawalRow:
    copied: dict[str, Any] = {name: getattr(row, name) for name in _COPIED}
    return WithdrawalRow(**copied, state_label=WITHDRAWAL.state_labels[row.state], ground_label=GROUNDS[row.ground])


def _visible(by: Actor) -> Q:
    check_read(by)
    seen = Q(tenant=by.tenant)
    return seen if by.has(*COUNTY_WIDE) else seen & Q(area__in=by.areas)


def withdrawals(by: Actor, *, state: str = "", limit: int = 500) -> tuple[WithdrawalRow, ...]:
    """Proposed ones first (1 query). Raises Denied."""
    found = Withdrawal.objects.filter(_visible(by))
    rows = (found.filter(state=state) if state else found).order_by("-proposed_at", "area", "matter_code")[:limit]
    return tuple(sorted((_row(r) for r in rows), key=lambda r: r.state != "proposed"))


def withdrawal(by: Actor, code: str) -> WithdrawalRow | None:
    """None where it is not there or not theirs to read (1 query). Raises Denied."""
    found = Withdrawal.objects.filter(_visible(by), code=code).first()
    return _row(found) if found else None


@dataclass(frozen=True, slots=True)
class UseRow:
    """A matter that a township holds, with its use in twelve months, and what follows from it."""

    area: str
    area_name: str
    matter: str
    matter_name: str
    held_since: date | None
    leads: int
    cases: int
    decided: int
    undone: int
    use: Ruling
    quality: Ruling


def unused(by: Actor, day: date) -> tuple[UseRow, ...]:
    """Every matter that townships hold, idle ones first (11 queries for any number). Raises Denied."""
    check_read(by)
    book, known, window = county_book(), known_since(by.tenant), (year_before(day), day)
    rows = []
    for held in held_matters(by.tenant, day):
        if not reads_area(by, held.area):
            continue
        place, matter = registry.area(held.area), catalogue.matter(held.matter)
        use = empowerment.idle(held.leads, held.cases, held.since, known, window)
        quality = empowerment.poor(held.decided, held.undone, book=book, day=day)
        rows.append(
            UseRow(
                area=held.area,
                area_name=place.name if place else held.area,
                matter=held.matter,
                matter_name=matter.name if matter else held.matter,
                held_since=held.since,
                leads=held.leads,
                cases=held.cases,
                decided=held.decided,
                undone=held.undone,
                use=use,
                quality=quality,
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.leads + r.cases, r.area, r.matter)))
