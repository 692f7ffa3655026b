"""Frozen rows of an ordinary case: everything on file, parties masked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhifa.apps.cases.queries.rows import DeadlineRow, DecisionRow, ReceiptRow
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.evidence.queries import EvidenceRow
from zhifa.apps.parties.queries import PartyRow


@dataclass(frozen=True, slots=True)
class OrdinaryLine:
    """A case in a list. `next_due`: the nearest open last day; `warned`: warnings given that the ninety days end."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    identity: str
    team_name: str
    place: str
    proposed_at: datetime
    next_due: date | None
    warned: int
    done: bool


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """An officer on the case now."""

    person: str
    name: str
    certificate: str


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A registered piece of evidence; `sha256` empty for what is no file."""

    kind_label: str
    name: str
    origin: str
    collected_at: datetime
    collected_by: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """What was reported, told and answered. `spare`: the ground on which no penalty is proposed; `threshold_demo`: whether the right to
    a hearing rests on a figure of the demonstration."""

    position: int
    findings: tuple[str, ...]
    opinion: str
    warning: bool
    fine: Decimal | None
    tier: str
    tier_words: str
    tier_demo: bool
    triggers: tuple[str, ...]
    serious: bool
    spare_ground: str
    spare: str
    right_told: bool
    threshold_words: str
    threshold_demo: bool
    reported_at: datetime
    notified_at: datetime | None
    served_on: date | None
    served_how: str
    statement: str
    review: str
    waiver_proof: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Somebody's word on the case: a legal review, a discussion, a recusal, a preservation, a hearing."""

    what: str
    who: str
    result: str
    text: str
    at: datetime | date | None


@dataclass(frozen=True, slots=True)
class OrdinaryRow:
    """An ordinary case with everything on file."""

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
    organ: str
    team: str
    team_name: str
    authority: dict[str, Any]
    demo: bool
    summary_id: UUID | None
    incident_matter_id: UUID | None
    party: PartyRow | None
    clue_source: str
    occurred_at: datetime | None
    narrative: str
    proposed_at: datetime
    filed_at: datetime | None
    refiled_on: date | None
    served_on: date | None
    served_how: str
    officers: tuple[OfficerRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    pieces: tuple[PieceRow, ...]
    proposals: tuple[ProposalRow, ...]
    notes: tuple[NoteRow, ...]
    decisions: tuple[DecisionRow, ...]
    receipts: tuple[ReceiptRow, ...]
    documents: tuple[DocumentRow, ...]
    evidence: tuple[EvidenceRow, ...]

    @property
    def proposal(self) -> ProposalRow | None:
        """The report that stands."""
        return self.proposals[-1] if self.proposals else None

    @property
    def decision(self) -> DecisionRow | None:
        """The decision in force."""
        return next((d for d in self.decisions if d.withdrawn_at is None), None)

    @property
    def bound(self) -> DocumentRow | None:
        """The archived file."""
        return self.paper("DOC-A01")

    def paper(self, *kinds: str) -> DocumentRow | None:
        """The newest paper of these kinds that is in force."""
        return next((d for d in reversed(self.documents) if d.kind in kinds and not d.void_reason), None)
