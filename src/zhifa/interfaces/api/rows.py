"""Incidents and tasks as their readers get them. Who reported is never among it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Schema


class FieldOut(Schema):
    """A member of an act's body. `choices`: value and label."""

    name: str
    label: str
    required: bool
    choices: list[list[str]] | None = None


class WhyNotOut(Schema):
    """Why an act cannot be done now."""

    detail: str
    rules: list[str]
    citations: list[str]
    missing: list[str]


class OfferOut(Schema):
    """An act of the caller's duties. `why_not` is null when it can be done; `url`: where to send `fields` to."""

    act: str
    label: str
    effect: str
    target: str
    url: str
    why_not: WhyNotOut | None
    fields: list[FieldOut]


class EvidenceOut(Schema):
    """A file. `material`: lead, adopted or set_aside."""

    id: UUID
    sha256: str
    name: str
    kind: str
    size: int | None
    stored: bool
    material: str
    captured_at: datetime | None
    version: int


class CaseLineOut(Schema):
    """A case in a list. `next_due`: the nearest open last day; `done`: nothing is left to do on the scene."""

    id: UUID
    ref: str
    title: str
    state: str
    state_label: str
    team_name: str
    place: str
    opened_at: datetime
    next_due: date | None
    done: bool


class TaskOut(Schema):
    """One matter of an incident and how far it is. `authority`: the ruling whose it is, as it was stored."""

    id: UUID
    version: int
    incident_number: str
    matter_code: str
    matter_name: str
    authority: dict[str, Any]
    standing: str
    holder: str
    acting_identity: str
    organ: str
    team: str
    team_name: str
    area: str
    area_name: str
    state: str
    state_label: str
    due_at: datetime | None
    due_basis: str
    late_since: datetime | None
    received_at: datetime | None
    arrived_at: datetime | None
    handled_at: datetime | None
    verified_at: datetime | None
    correct_by: datetime | None
    officers: list[str]
    outcome: str
    findings: str
    handed_to: str
    handed_to_name: str
    returned: bool
    interim_team: str
    interim_name: str
    elevation: str
    escalated: int
    rework_count: int
    text: str
    address: str
    lon: float | None
    lat: float | None
    danger_to_life: bool


class MarkOut(Schema):
    """Why the county should take a task up, and its answer. `criteria`: codes; `accepted` null: not answered yet."""

    criteria: list[str]
    areas: list[str]
    outside: list[str]
    reason: str
    marked_at: datetime
    due_at: datetime
    late_since: datetime | None
    accepted: bool | None
    decided_at: datetime | None
    answer: str


class TaskDetailOut(TaskOut):
    """With what the caller can do and what was gathered."""

    offers: list[OfferOut]
    evidence: list[EvidenceOut]
    cases: list[CaseLineOut]
    mark: MarkOut | None


class QueueMatterOut(Schema):
    """One matter in a queue row."""

    id: UUID
    matter_code: str
    matter_name: str
    standing: str
    state: str
    team_name: str
    due_at: datetime | None


class QueueRowOut(Schema):
    """One line of a queue."""

    number: str
    version: int
    source: str
    external_id: str
    text: str
    address: str
    area: str
    area_name: str
    lon: float | None
    lat: float | None
    danger_to_life: bool
    state: str
    state_label: str
    due_at: datetime | None
    due_basis: str
    late_since: datetime | None
    received_at: datetime
    dispatcher_name: str
    reports: int
    escalated: int
    matters: list[QueueMatterOut]


class QueueOut(Schema):
    """One page; `total` counts all that the filter finds."""

    view: str
    total: int
    number: int
    pages: int
    rows: list[QueueRowOut]


class IncidentOut(QueueRowOut):
    """The whole incident. `proposals`: what the text seems to be and whose that would be."""

    id: UUID
    tracking_code: str
    place_area: str
    reported_at: datetime
    reported_by_organ: str
    emergency_told_at: datetime | None
    proposals: dict[str, Any]
    answer: str
    closed_at: datetime | None
    matters: list[TaskOut]  # type: ignore[assignment]
    offers: list[OfferOut]
    evidence: list[EvidenceOut]


class DoneOut(Schema):
    """After an act. `repeated`: this Idempotency-Key had done it before. The object is null when it left the caller's reach."""

    said: str
    repeated: bool
    incident: IncidentOut | None = None
    dispatch: TaskDetailOut | None = None
