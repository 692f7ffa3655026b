"""What pages and APIs get to see of incidents and dispatches: frozen, with names looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents.models import Incident
from zhifa.apps.registry import queries as registry
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.incident import INCIDENT

SOURCE_LABELS = {
    "12345": "12345 热线",
    "110": "110 联动",
    "grid": "基层治理四平台",
    "digital_city": "数字城管",
    "citizen": "群众上报",
    "patrol": "巡查发现",
    "department": "部门移送",
    "township": "乡镇上报",
    "remote_sensing": "遥测遥感",
    "desk_call": "来电登记",
    "other": "其他来源",
}
OUTCOME_LABELS = {
    "correct_on_spot": "当场改正",
    "educate": "教育劝导",
    "report_not_found": "现场未发现",
    "recheck_corrected": "限期内已改正",
    "penalised": "已当场处罚",
    "case_ended": "普通程序案件已办结",
    "handed_over": "已移交有权机关",
}


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """One matter of an incident and its task. Instants are aware UTC; `authority` is the ruling as stored (JSON)."""

    id: str
    version: int
    incident_id: str
    incident_number: str
    incident_matter_id: str
    matter_code: str
    matter_name: str
    chosen: dict[str, Any]
    authority: dict[str, Any]
    standing: str
    holder: str
    holder_kind: str
    acting_identity: str
    organ: str
    team: str
    team_name: str
    commander: str
    area: str
    area_name: str
    state: str
    state_label: str
    due_at: datetime | None
    due_basis: str
    late_since: datetime | None
    dispatched_at: datetime | None
    received_at: datetime | None
    arrived_at: datetime | None
    handled_at: datetime | None
    verified_at: datetime | None
    correct_by: datetime | None
    officers: tuple[str, ...]
    outcome: str
    outcome_label: str
    findings: str
    handed_to: str
    handed_to_name: str
    returned: bool
    rework_count: int
    text: str
    address: str
    lon: Decimal | None
    lat: Decimal | None
    danger_to_life: bool
    incident_area: str
    incident_state: str
    interim_team: str
    interim_name: str
    escalated: int
    elevation: str

    @property
    def final(self) -> bool:
        """Waits for nobody."""
        return self.state in DISPATCH.final


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident with its matters. `proposals`: empty in lists. `due_at` is the nearest clock of the incident and its open matters.
    `reports`: how many reports it stands for; `root_id`: what it was merged into, in the end ("" not merged); `escalated`: the highest of
    its clocks."""

    id: str
    version: int
    number: str
    tracking_code: str
    source: str
    source_label: str
    external_id: str
    text: str
    address: str
    lon: Decimal | None
    lat: Decimal | None
    area: str
    area_name: str
    place_area: str
    danger_to_life: bool
    emergency_told_at: datetime | None
    state: str
    state_label: str
    due_at: datetime | None
    due_basis: str
    late_since: datetime | None
    reported_at: datetime
    received_at: datetime
    dispatcher: str
    dispatcher_name: str
    proposals: dict[str, Any]
    answer: str
    closed_at: datetime | None
    reported_by_organ: str
    reports: int
    root_id: str
    escalated: int
    matters: tuple[DispatchRow, ...]


def area_name(code: str) -> str:
    """Its name, or the code itself when the registry does not know it."""
    found = registry.snapshot().areas.get(code)
    return found.name if found else code


def dispatch_row(row: Dispatch, names: dict[str, str] | None = None) -> DispatchRow:
    """Needs incident and incident_matter selected with the row; asks no query of its own when `names` is given."""
    matter, incident = row.incident_matter, row.incident
    place = (names or {}).get(row.area) or (area_name(row.area) if names is None and row.area else row.area)
    return DispatchRow(
        id=str(row.pk),
        version=row.version,
        incident_id=str(incident.pk),
        incident_number=incident.number,
        incident_matter_id=str(matter.pk),
        matter_code=matter.matter_code,
        matter_name=matter.matter_name,
        chosen=matter.chosen,
        authority=matter.authority,
        standing=matter.standing,
        holder=matter.holder,
        holder_kind=matter.holder_kind,
        acting_identity=row.acting_identity,
        organ=row.organ,
        team=row.team,
        team_name=row.team_name,
        commander=matter.commander,
        area=row.area,
        area_name=place,
        state=row.state,
        state_label=DISPATCH.state_labels[row.state],
        due_at=row.due_at,
        due_basis=row.due_basis,
        late_since=row.late_since,
        dispatched_at=row.dispatched_at,
        received_at=row.received_at,
        arrived_at=row.arrived_at,
        handled_at=row.handled_at,
        verified_at=row.verified_at,
        correct_by=row.correct_by,
        officers=tuple(row.officers),
        outcome=row.outcome,
        outcome_label=OUTCOME_LABELS.get(row.outcome, ""),
        findings=row.findings,
        handed_to=row.handed_to,
        handed_to_name=row.handed_to_name,
        returned=row.returned,
        rework_count=row.rework_count,
        text=incident.text,
        address=incident.address,
        lon=incident.lon,
        lat=incident.lat,
        danger_to_life=incident.danger_to_life,
        incident_area=incident.place_area,
        incident_state=incident.state,
        interim_team=row.interim_team,
        interim_name=row.interim_name,
        escalated=row.escalated,
        elevation=row.elevation,
    )


def incident_row(row: Incident, dispatches: Sequence[Dispatch], names: dict[str, str], *, whole: bool = True) -> IncidentRow:
    """`dispatches`: all of this incident, with incident and incident_matter set. Not `whole`: the proposals were not read."""
    matters = tuple(dispatch_row(d, names) for d in dispatches)
    clocks = [(row.due_at, row.due_basis, row.late_since)] if row.due_at else []
    clocks += [(m.due_at, m.due_basis, m.late_since) for m in matters if m.due_at and not m.final]
    due_at, due_basis, late = min(clocks, key=lambda c: c[0] or row.received_at) if clocks else (None, "", None)
    return IncidentRow(
        id=str(row.pk),
        version=row.version,
        number=row.number,
        tracking_code=row.tracking_code,
        source=row.source,
        source_label=SOURCE_LABELS.get(row.source, row.source),
        external_id=row.external_id or "",
        text=row.text,
        address=row.address,
        lon=row.lon,
        lat=row.lat,
        area=row.area,
        area_name=names.get(row.area, row.area),
        place_area=row.place_area,
        danger_to_life=row.danger_to_life,
        emergency_told_at=row.emergency_told_at,
        state=row.state,
        state_label=INCIDENT.state_labels[row.state],
        due_at=due_at,
        due_basis=due_basis,
        late_since=late,
        reported_at=row.reported_at,
        received_at=row.received_at,
        dispatcher=str(row.dispatcher or ""),
        dispatcher_name=row.dispatcher_name,
        proposals=row.proposals if whole else {},
        answer=row.answer,
        closed_at=row.closed_at,
        reported_by_organ=row.reported_by_organ,
        reports=row.reports,
        root_id=str(row.root_id or ""),
        escalated=max([row.escalated, *(m.escalated for m in matters if not m.final)]),
        matters=matters,
    )
