"""What the API says of a case of either procedure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Schema

from zhifa.interfaces.api.rows import EvidenceOut, OfferOut


class PartyOut(Schema):
    """Identifier and phone are masked."""

    kind: str
    name: str
    identifier_type: str
    identifier: str
    representative: str
    phone: str
    address: str


class OfficerOut(Schema):
    """An officer on the case."""

    person: str
    name: str
    certificate: str


class DecisionOut(Schema):
    """`withdrawn_at`: its number is void."""

    number: str
    warning: bool
    fine: Decimal | None
    decided_at: datetime
    withdrawn_at: datetime | None


class DeadlineOut(Schema):
    """A last day and what it rests on."""

    kind: str
    label: str
    due: date
    rule: str
    citations: list[str]
    met_at: datetime | None


class DocumentOut(Schema):
    """`digest`: of the PDF."""

    id: UUID
    kind: str
    name: str
    number: str
    demo: bool
    digest: str
    void_reason: str


class OnFileOut(Schema):
    """What a case of either procedure has on file. Sums are text, so that no fen is lost."""

    id: UUID
    version: int
    ref: str
    title: str
    state: str
    state_label: str
    done: bool
    matter_code: str
    matter_name: str
    place: str
    acting_identity: str
    team: str
    team_name: str
    demo: bool
    party: PartyOut | None
    occurred_at: datetime | None
    narrative: str
    served_on: date | None
    served_how: str
    decisions: list[DecisionOut]
    deadlines: list[DeadlineOut]
    documents: list[DocumentOut]
    evidence: list[EvidenceOut]
    offers: list[OfferOut]
