"""What the three rules say of each department, and the proposals that were made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhifa.apps.registry import queries as registry
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import department
from zhifa.apps.staffing.models import StaffFact, Transfer
from zhifa.apps.staffing.queries.offers import Offer, offers
from zhifa.apps.trail.tally import Tally
from zhifa.law import staffing as law
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.staffing import STAFF_TRANSFER
from zhifa.law.rulings import Ruling
from zhifa.law.staffing import POST_KINDS, TRANSFER_RULES


@dataclass(frozen=True, slots=True)
class TransferRow:
    """A proposal as it was made and answered."""

    id: UUID
    version: int
    code: str
    state: str
    state_label: str
    organ: str
    organ_name: str
    rule: str
    rule_label: str
    kind: str
    kind_label: str
    count: int
    arithmetic: str
    reason: str
    ruling: dict[str, Any]
    proposed_by_name: str
    document: str
    approved_on: date | None
    effective_on: date | None
    answer: str
    layer: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department whose matters moved: its facts, what the rules give with the arithmetic, and its proposal. `behind`: the matters moved
    and the people or posts that should have followed did not (编随事走)."""

    organ: str
    organ_name: str
    matters: int
    moved: int
    team_name: str
    team: int | None
    supervising: int | None
    officers: int | None
    kind_label: str
    rule: str
    rule_label: str
    least: int
    most: int
    arithmetic: str
    ruling: Ruling
    source: str
    layer: str
    transfer: TransferRow | None
    offers: tuple[Offer, ...]
    behind: bool


def departments(by: Actor, day: date) -> tuple[DepartmentRow, ...]:
    """Every department whose powers the plan moves (4 queries). Raises Denied."""
    permissions.check_read(by)
    facts: dict[str, StaffFact] = {}
    for fact in StaffFact.objects.filter(tenant=by.tenant).select_related("organ").order_by("as_of"):
        facts[fact.organ.code] = fact
    made: dict[str, Transfer] = {}
    for row in Transfer.objects.filter(tenant=by.tenant).select_related("organ").order_by("proposed_at", "id"):
        made[row.organ.code] = row
    return tuple(_department(by, o, facts.get(o.code), made.get(o.code), day) for o in registry.organs("original_department"))


def _department(by: Actor, organ: registry.OrganRow, fact: StaffFact | None, made: Transfer | None, day: date) -> DepartmentRow:
    asked = department(fact, organ.code, organ.domain, day)
    found = law.transfer(asked)
    moved = made is not None and made.state == "approved" and made.effective_on is not None and made.effective_on <= day
    row = _row(made) if made else None
    kind = POST_KINDS.get(fact.kind, "") if fact else ""
    return DepartmentRow(
        organ.code, organ.name, asked.matters, asked.moved, fact.team_name if fact else "", asked.team, asked.supervising, asked.officers,
        kind, found.rule, TRANSFER_RULES[found.rule], found.least, found.most, found.arithmetic, found.ruling,
        fact.source if fact else "", fact.layer if fact else "", row, offers(by, STAFF_TRANSFER, made.state) if made else (),
        bool(found.least) and not moved,
    )  # fmt: skip


def transfer(by: Actor, code: str) -> TransferRow | None:
    """None where it is not there (1 query). Raises Denied."""
    permissions.check_read(by)
    found = Transfer.objects.filter(tenant=by.tenant, code=code).select_related("organ").first()
    return _row(found) if found else None


def waiting(by: Actor) -> Tally | int:
    """Proposals that wait for this leader."""
    return Tally(Transfer.objects.filter(tenant=by.tenant, state="proposed")) if by.has(Role.LEADER) else 0


def _row(t: Transfer) -> TransferRow:
    return TransferRow(
        t.pk, t.version, t.code, t.state, STAFF_TRANSFER.state_labels[t.state], t.organ.code, t.organ.name, t.rule, TRANSFER_RULES[t.rule],
        t.kind, POST_KINDS.get(t.kind, ""), t.count, t.arithmetic, t.reason, dict(t.ruling), t.proposed_by_name,
        f"{t.approval_organ} {t.approval_number}".strip(), t.approved_on, t.effective_on, t.answer, t.layer,
    )  # fmt: skip
