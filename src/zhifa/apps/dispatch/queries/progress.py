"""What the reporter may know by the tracking code: where it stands and the answer, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.dispatch.queries.rows import OUTCOME_LABELS, area_name
from zhifa.apps.incidents.models import Incident
from zhifa.law.procedure.incident import INCIDENT

PLAIN = {
    "pending": "已立案，正在安排队伍",
    "unsettled": "正在确定由哪个机关办理",
    "dispatched": "已派给{team}",
    "received": "{team}已接收，正在前往",
    "on_site": "{team}已到现场",
    "correcting": "已责令改正，等待复查",
    "penalising": "正在依法处理",
    "in_case": "已按普通程序立案办理",
    "handled": "已处置，正在由他人核实",
    "rework": "核实未通过，已要求再次处置",
    "handing_over": "正在移交{receiver}",
    "handed_over": "{receiver}已接收办理",
    "verified": "已处置并核实",
    "withdrawn": "登记有误，已撤销",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One matter as the reporter sees it."""

    matter: str
    text: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Progress:
    """`answer` is what was said to the reporter; empty until then. A report that was merged shows the progress and the answer of
    the incident `together` (its number) with which it is handled."""

    number: str
    received_at: datetime
    area_name: str
    state: str
    state_label: str
    steps: tuple[Step, ...]
    answer: str
    closed_at: datetime | None
    together: str = ""


def progress(tracking_code: str) -> Progress | None:
    """3 queries; None for an unknown code."""
    own = Incident.objects.filter(tracking_code=tracking_code.strip().upper()).select_related("root").first()
    if own is None:
        return None
    row = own.root or own
    tasks = Dispatch.objects.filter(incident=row).exclude(state="withdrawn").select_related("incident_matter").order_by("id")
    return Progress(
        number=own.number,
        received_at=own.received_at,
        area_name=area_name(own.area) if own.area else "",
        state=row.state,
        state_label=INCIDENT.state_labels[row.state],
        steps=tuple(_step(t) for t in tasks),
        answer=row.answer,
        closed_at=row.closed_at,
        together=row.number if own.root else "",
    )


def _step(task: Dispatch) -> Step:
    text = PLAIN[task.state].format(team=task.team_name, receiver=task.handed_to_name)
    return Step(task.incident_matter.matter_name, text, OUTCOME_LABELS.get(task.outcome, ""))
