"""What leaves the app about visits: frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.inspections import words
from zhifa.apps.inspections.models import Finding, Inspection
from zhifa.apps.parties.queries import PremisesRow, premises_row
from zhifa.apps.planning.queries import CheckItemRow
from zhifa.law.procedure.inspection import FINDING, INSPECTION
from zhifa.law.rulings import Ruling


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One visit in a list. `joined` are names; `open_findings` how many problems wait; `escalated`: 1 the head of the organ, 2 the
    guidance office was told that it is late."""

    id: UUID
    version: int
    code: str
    state: str
    state_label: str
    premises: PremisesRow
    organ: str
    organ_name: str
    acting_identity: str
    team: str
    joined: tuple[str, ...]
    domain: str
    source_label: str
    source_ref: str
    planned_on: date
    until: date
    visited_on: date | None
    due_at: datetime | None
    due_basis: str
    late_since: datetime | None
    escalated: int
    officers: tuple[str, ...]
    open_findings: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An item with what was found; `result` is empty while nobody answered."""

    item: CheckItemRow
    result: str
    result_label: str
    note: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A problem. `filing` says whether the reader's organ may act on it itself (None in lists)."""

    id: UUID
    item: str
    title: str
    words: str
    matter_code: str
    matter_name: str
    state: str
    state_label: str
    outcome: str
    order_id: UUID | None
    order_number: str
    correct_by: date | None
    refused: bool
    incident_number: str
    case_id: UUID | None
    case_ref: str
    ordinary: bool
    settled: bool
    filing: Ruling | None = None


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Everything on file. `assigned`: id and name of the people who were drawn to go. `near` are other visits to the place inside the
    county's window, `in_year` those of this organ."""

    visit: VisitRow
    answers: tuple[AnswerRow, ...]
    findings: tuple[FindingRow, ...]
    documents: tuple[DocumentRow, ...]
    near: tuple[EntryRow, ...]
    in_year: int
    window: int
    cap: int
    merge_reason: str
    cap_reason: str
    arrived_at: datetime | None
    shown_at: datetime | None
    recorded_at: datetime | None
    summary: str
    signature: str
    people: tuple[str, ...]
    assigned: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One bar of the calendar: a visit (`visit_id`) or a planned window (`line_id`). `close`: another organ comes inside the
    county's window of days. `place` is filled where entries of several places stand together."""

    organ: str
    organ_name: str
    since: date
    until: date
    label: str
    state_label: str
    visit_id: UUID | None = None
    line_id: UUID | None = None
    joint: bool = False
    close: bool = False
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PlaceCalendar:
    """A place with everything that comes there, by date. `close`: some of it should be one visit."""

    premises: PremisesRow
    entries: tuple[EntryRow, ...]
    close: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An act of this person's duties; `refusal` is None when it can be done."""

    act: str
    label: str
    refusal: Ruling | None


def visit_row(row: Inspection, names: Mapping[str, str], open_findings: int) -> VisitRow:
    """`names`: organ code → name. The premises are joined by the query."""
    return VisitRow(
        id=row.id,
        version=row.version,
        code=row.code,
        state=row.state,
        state_label=INSPECTION.state_labels[row.state],
        premises=premises_row(row.premises),
        organ=row.organ,
        organ_name=row.organ_name,
        acting_identity=row.acting_identity,
        team=row.team,
        joined=tuple(names.get(o, o) for o in row.joined),
        domain=row.domain,
        source_label=words.SOURCES[row.source],
        source_ref=row.source_ref,
        planned_on=row.planned_on,
        until=row.until,
        visited_on=row.visited_on,
        due_at=row.due_at,
        due_basis=row.due_basis,
        late_since=row.late_since,
        escalated=row.escalated,
        officers=tuple(row.officers),
        open_findings=open_findings,
    )


def finding_row(f: Finding, filing: Ruling | None = None) -> FindingRow:
    """The row that leaves the app."""
    return FindingRow(
        f.id,
        f.item,
        f.title,
        f.words,
        f.matter_code,
        f.matter_name,
        f.state,
        FINDING.state_labels[f.state],
        words.outcome(f),
        f.order,
        f.order_number,
        f.correct_by,
        f.refused,
        f.incident_number,
        f.case,
        f.case_ref,
        f.ordinary,
        f.settled_at is not None,
        filing,
    )
