"""Every cell state × act × role of both tables, through the real services: allowed exactly where the table has a row for the
role, refused with a reason everywhere else, and a refusal leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from tests.cells import ROLES, Act, differs, held, nothing_recorded
from tests.county import SHANGHAI, source, who
from zhifa.apps.dispatch import services
from zhifa.apps.dispatch.models import Dispatch, Elevation
from zhifa.apps.dispatch.services import step
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.incident import INCIDENT

pytestmark = pytest.mark.django_db
RULING = services.Adjudication(team="squad-weiping", reason="裁定", citation="浙江省综合行政执法条例 第九条")
CROSSING = services.Crossing("车辆从威坪开往汾口", areas=["330127108"])
ANSWERS = ("take_up", "decline_elevation")
AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def actor(role: Role) -> Actor:
    """A certified officer of the squad by person, with this one duty only."""
    return replace(who("weiping-officer-1"), roles=frozenset({role}))


@pytest.fixture
def sent(county) -> Dispatch:
    report = Report(source="12345", text="乱倒生活垃圾", reported_at=AT, external_id="Z-1", area="330127104")
    row = incidents.report_incident(by=source(), at=AT, report=report).incident
    _, made = services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=["UM-018"])
    evidence.store(by=who("weiping-officer-1"), at=AT, content=PNG, name="a.png", kind="photo", subject_id=made[0].pk)
    return made[0]


def dispatch_acts() -> dict[str, Act]:
    other, later = who("weiping-officer-2").person, AT + timedelta(hours=2)
    give = {"at": AT}
    return {
        "dispatch": lambda by, pk: services.dispatch_matter(by=by, dispatch=pk, **give),
        "settle": lambda by, pk: services.settle_owner(by=by, dispatch=pk, ruling=RULING, **give),
        "secure": lambda by, pk: services.secure(by=by, dispatch=pk, findings="已拉起警戒线", **give),
        "revive": lambda by, pk: services.revive_matter(by=by, dispatch=pk, reason="撤错了", **give),
        "withdraw": lambda by, pk: services.withdraw_matter(by=by, dispatch=pk, reason="登记有误", **give),
        "recall": lambda by, pk: services.recall_dispatch(by=by, dispatch=pk, reason="派早了", **give),
        "receive": lambda by, pk: services.receive_dispatch(by=by, dispatch=pk, **give),
        "return": lambda by, pk: services.return_dispatch(by=by, dispatch=pk, reason="不归", basis="条例 第九条", **give),
        "arrive": lambda by, pk: services.arrive(by=by, dispatch=pk, officers=[other], **give),
        "correct_on_spot": lambda by, pk: services.record_outcome(by=by, dispatch=pk, outcome="correct_on_spot", findings="已改", **give),
        "educate": lambda by, pk: services.record_outcome(by=by, dispatch=pk, outcome="educate", findings="已劝", **give),
        "report_not_found": lambda by, pk: services.record_outcome(by=by, dispatch=pk, outcome="report_not_found", findings="无", **give),
        "order_correction": lambda by, pk: services.order_correction(
            by=by, dispatch=pk, findings="占道", demand="撤回", correct_by=later, **give
        ),
        "recheck_corrected": lambda by, pk: services.recheck(by=by, dispatch=pk, corrected=True, findings="已改", officers=[other], **give),
        "recheck_failed": lambda by, pk: services.recheck(by=by, dispatch=pk, corrected=False, findings="未改", officers=[other], **give),
        "start_penalty": lambda by, pk: services.start_penalty(by=by, dispatch=pk, may_penalise=True, **give),
        "finish_penalty": lambda by, pk: services.finish_penalty(by=by, dispatch=pk, case_done=True, findings="已罚", **give),
        "abandon_penalty": lambda by, pk: services.abandon_penalty(by=by, dispatch=pk, reason="事实不清", **give),
        "file_case": lambda by, pk: services.file_case(by=by, dispatch=pk, may_penalise=True, **give),
        "finish_case": lambda by, pk: services.finish_case(by=by, dispatch=pk, case_done=True, findings="已结案", **give),
        "refuse_case": lambda by, pk: services.refuse_case(by=by, dispatch=pk, reason="不予立案", **give),
        "hand_over": lambda by, pk: services.hand_over(by=by, dispatch=pk, receiver="agriculture", reason="渔政", **give),
        "accept_hand_over": lambda by, pk: services.accept_hand_over(by=by, dispatch=pk, **give),
        "refuse_hand_over": lambda by, pk: services.refuse_hand_over(by=by, dispatch=pk, reason="不归", **give),
        "take_back": lambda by, pk: services.take_back(by=by, dispatch=pk, reason="对方没有回应", **give),
        "verify": lambda by, pk: services.verify_dispatch(by=by, dispatch=pk, findings="已看过", **give),
        "send_back": lambda by, pk: services.send_back(by=by, dispatch=pk, reason="还在", **give),
        "reopen": lambda by, pk: services.reopen_dispatch(by=by, dispatch=pk, reason="又来了", **give),
        "mark_elevation": lambda by, pk: services.mark_elevation(by=by, dispatch=pk, crossing=CROSSING, **give),
        "take_up": lambda by, pk: services.take_up(by=by, dispatch=pk, team="squad-qiandaohu", **give),
        "decline_elevation": lambda by, pk: services.decline_elevation(by=by, dispatch=pk, reason="本地可查清", **give),
    }


def incident_acts(other: str) -> dict[str, Act]:
    give = {"at": AT}
    return {
        "take": lambda by, pk: incidents.take_incident(by=by, incident=pk, **give),
        "correct": lambda by, pk: incidents.correct_incident(by=by, incident=pk, changes={"address": "新址"}, reason="听错", **give),
        "accept": lambda by, pk: services.accept_incident(by=by, incident=pk, matters=["UM-017"], **give),
        "accept_urgent": lambda by, pk: services.accept_urgent(by=by, incident=pk, emergency_told=True, **give),
        "dismiss": lambda by, pk: services.dismiss_incident(by=by, incident=pk, answer="不属执法", **give),
        "add_matter": lambda by, pk: services.add_matter(by=by, incident=pk, matter="UM-017", **give),
        "close": lambda by, pk: services.close_incident(by=by, incident=pk, answer="已办结", **give),
        "merge": lambda by, pk: services.merge_incident(by=by, incident=pk, into=other, **give),
        "unmerge": lambda by, pk: services.unmerge_incident(by=by, incident=pk, reason="不是一回事", **give),
        "reopen": lambda by, pk: services.reopen_incident(by=by, incident=pk, reason="又来了", **give),
    }


def test_every_cell_of_the_dispatch(sent: Dispatch) -> None:
    acts, people = dispatch_acts(), {role: actor(role) for role in ROLES}
    assert set(acts) == set(DISPATCH.acts)
    wrong = []
    services.mark_elevation(by=who("dispatcher-1"), at=AT, dispatch=sent.pk, crossing=CROSSING)
    with nothing_recorded():
        for state, marked in product(DISPATCH.states, ("", "marked")):
            interim = "squad-weiping" if state == "unsettled" else ""
            officer = people[Role.OFFICER]
            Elevation.objects.update(decided_at=None if marked else AT)
            Dispatch.objects.filter(pk=sent.pk).update(
                state=state, handed_to=officer.organ, officers=[], interim_team=interim, elevation=marked
            )
            row = Dispatch.objects.select_related("incident", "incident_matter").get()
            with held(step, row, row.incident):
                for (act, do), (role, by) in product(acts.items(), people.items()):
                    if (act in ANSWERS) != bool(marked):
                        continue
                    wrong += differs(DISPATCH, state, act, role, lambda do=do, by=by: do(by, sent.pk))
    assert not wrong


def test_every_cell_of_the_incident(sent: Dispatch) -> None:
    acts, people = incident_acts(another()), {role: actor(role) for role in ROLES}
    assert set(acts) == set(INCIDENT.acts) - {"evaluate", "unmerge_working"}
    wrong = []
    with nothing_recorded():
        for state, (act, do) in product(INCIDENT.states, acts.items()):
            Incident.objects.filter(pk=sent.incident_id).update(state=state, danger_to_life=True)
            Dispatch.objects.filter(pk=sent.pk).update(state="withdrawn" if act == "dismiss" else "verified")
            for role, by in people.items():
                wrong += differs(INCIDENT, state, act, role, lambda do=do, by=by: do(by, sent.incident_id))
    assert not wrong


def another() -> str:
    """A second accepted incident with danger to life, into which any may be merged."""
    report = Report(source="12345", text="又有人倒垃圾", reported_at=AT, external_id="Z-2", area="330127104", danger_to_life=True)
    row = incidents.report_incident(by=source(), at=AT, report=report).incident
    services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=["UM-018"])
    return row.number


def test_only_time_evaluates(sent: Dispatch) -> None:
    assert not services.evaluate_incident(incident=sent.incident_id, at=AT)
    Incident.objects.filter(pk=sent.incident_id).update(state="closed")
    assert services.evaluate_incident(incident=sent.incident_id, at=AT)
