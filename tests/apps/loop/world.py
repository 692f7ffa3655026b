"""Small helpers of the loop's tests: reports, tasks in a given state, everybody."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.county import SHANGHAI, source, who
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.trail.verification import Counts, verify

AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
WEIPING, FENKOU = "330127104", "330127108"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
GARBAGE, STALL = "UM-018", "UM-001"


def minutes(n: float) -> datetime:
    return AT + timedelta(minutes=n)


def reported(number: str, **values: object) -> Incident:
    given = {"source": "12345", "text": "环镇路有人乱倒生活垃圾", "reported_at": AT, "external_id": number, "area": WEIPING, **values}
    return incidents.report_incident(by=source(str(given["source"])), at=AT, report=Report(**given)).incident  # type: ignore[arg-type]


def accepted(number: str, *matters: str, **values: object) -> list[Dispatch]:
    row = reported(number, **values)
    return services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=matters or (GARBAGE,))[1]


def dispatched(number: str, **values: object) -> Dispatch:
    sent = accepted(number, **values)[0]
    return services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)


def received(number: str, **values: object) -> Dispatch:
    sent = dispatched(number, **values)
    return services.receive_dispatch(by=who("weiping-officer-1"), at=AT, dispatch=sent.pk)


def verified(sent: Dispatch, at: datetime = AT) -> Dispatch:
    """From received to verified."""
    officer, other = who("weiping-officer-1"), who("weiping-officer-2")
    services.arrive(by=officer, at=at, dispatch=sent.pk, officers=[other.person])
    evidence.store(by=officer, at=at, content=PNG, name="a.png", kind="photo", subject_id=sent.pk)
    services.record_outcome(by=officer, at=at, dispatch=sent.pk, outcome="correct_on_spot", findings="已清理")
    return services.verify_dispatch(by=who("verifier-1"), at=at, dispatch=sent.pk, findings="已看过")


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def problems() -> list[str]:
    """What `zhifa trail verify` finds."""
    return [str(p) for p in verify(Counts(), files=False)]
