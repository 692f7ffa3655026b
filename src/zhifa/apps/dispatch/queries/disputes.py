"""The docket: whose it is, who says what, until when, and what was ruled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhifa.apps.dispatch import permissions
from zhifa.apps.dispatch.models import Dispute
from zhifa.apps.dispatch.queries.rows import DispatchRow, dispatch_row
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor
from zhifa.law.procedure.dispatch import RECEIVER

CAUSES = {"contested": "依据重叠", "unclear": "没有写明", "returned": "退单", "refused": "拒收移交"}
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Party:
    """`spoke`: has a statement in the docket."""

    organ: str
    name: str
    township: bool
    spoke: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. `accepts`: takes it (True), declines (False), leaves it open (None)."""

    organ_name: str
    name: str
    post: str
    text: str
    articles: str
    accepts: bool | None
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One dispute with the task it is about. `due_at`: the clock of the ruling; `decided_at` None: it waits."""

    id: str
    version: int
    number: str
    cause: str
    cause_label: str
    task: DispatchRow
    parties: tuple[Party, ...]
    statements: tuple[Said, ...]
    adjudicator: str
    adjudicator_name: str
    opened_at: datetime
    due_at: datetime | None
    secure_due_at: datetime
    secured_at: datetime | None
    late_since: datetime | None
    decided_at: datetime | None
    decided_by: str
    team_name: str
    reason: str
    citation: str
    authorised_by: str
    void: bool
    precedent: str


def disputes(by: Actor, *, waiting: bool = True) -> tuple[DisputeRow, ...]:
    """Those that the reader may see: waiting by clock, or decided newest first; at most 100 (3 queries)."""
    found = Dispute.objects.filter(tenant=by.tenant, decided_at__isnull=waiting)
    found = found.select_related("dispatch__incident", "dispatch__incident_matter")
    found = found.order_by("dispatch__due_at", "id") if waiting else found.order_by("-decided_at", "-id")
    if by.has(*permissions.DOCKET):
        return _rows(found[:SHOWN])
    if not by.has(*RECEIVER) or not by.organ:
        return ()
    return _rows([d for d in found[: 10 * SHOWN] if by.organ in {p["organ"] for p in d.parties}][:SHOWN])


def count_undecided(by: Actor) -> Tally:
    """How many wait for a ruling in the county."""
    return Tally(Dispute.objects.filter(tenant=by.tenant, decided_at__isnull=True))


def count_unsaid(by: Actor) -> int:
    """How many of them wait for a word of the reader's organ, which is a party (1 query)."""
    found = Dispute.objects.filter(tenant=by.tenant, decided_at__isnull=True).values_list("parties", "statements")
    return sum(by.organ in {p["organ"] for p in parties} - {s["organ"] for s in said} for parties, said in found)


def dispute(by: Actor, pk: UUID) -> DisputeRow | None:
    """One; raises Denied to those who are no party and do not rule or oversee (2 queries)."""
    found = Dispute.objects.filter(tenant=by.tenant, pk=pk).select_related("dispatch__incident", "dispatch__incident_matter").first()
    if found is None:
        return None
    permissions.check_docket(by, {p["organ"] for p in found.parties})
    return _rows([found])[0]


def dispute_of(by: Actor, dispatches: Iterable[UUID | str]) -> dict[str, DisputeRow]:
    """Task id → its newest dispute, for those who may read it (2 queries)."""
    found = Dispute.objects.filter(dispatch_id__in=list(dispatches)).select_related("dispatch__incident", "dispatch__incident_matter")
    seen = [d for d in found.order_by("opened_at", "id") if by.has(*permissions.DOCKET) or by.organ in {p["organ"] for p in d.parties}]
    return {row.task.id: row for row in _rows(seen)}


def _rows(found: Iterable[Dispute]) -> tuple[DisputeRow, ...]:
    names = {a.code: a.name for a in registry.areas()}
    return tuple(_row(d, names) for d in found)


def _row(d: Dispute, names: dict[str, str]) -> DisputeRow:
    spoke = {s["organ"] for s in d.statements}
    return DisputeRow(
        id=str(d.pk),
        version=d.version,
        number=d.number,
        cause=d.cause,
        cause_label=CAUSES[d.cause],
        task=dispatch_row(d.dispatch, names),
        parties=tuple(Party(p["organ"], p["name"], p["township"], p["organ"] in spoke) for p in d.parties),
        statements=tuple(_said(s) for s in d.statements),
        adjudicator=d.adjudicator,
        adjudicator_name=d.adjudicator_name,
        opened_at=d.opened_at,
        due_at=d.dispatch.due_at if d.decided_at is None else None,
        secure_due_at=d.secure_due_at,
        secured_at=d.secured_at,
        late_since=d.late_since,
        decided_at=d.decided_at,
        decided_by=d.decided_by,
        team_name=d.team_name,
        reason=d.reason,
        citation=d.citation,
        authorised_by=d.authorised_by,
        void=d.void,
        precedent=str(d.precedent or ""),
    )


def _said(s: dict[str, Any]) -> Said:
    return Said(s["organ_name"], s["name"], s["post"], s["text"], s["articles"], s["accepts"], datetime.fromisoformat(s["at"]))
