"""Orders to correct: issued in the right name, served, re-checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.apps.cases import play
from tests.apps.cases.play import AT, minutes, ordered
from tests.county import source, who
from zhifa.apps.cases import queries, services
from zhifa.apps.cases.services import Demand, Scene
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents.models import Document
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vouched")]


def test_an_order_is_served_rechecked_and_corrected(county) -> None:
    order = ordered()
    assert order.number == "演示综执责改〔2026〕第0001号"
    services.serve_order(by=play.first(), at=minutes(5), order=order.pk, received_by="当事人本人")
    done = services.record_recheck(
        by=play.second(),
        at=AT + timedelta(days=2),
        order=order.pk,
        corrected=True,
        findings="已撤回店内",
        officers_on_scene=[play.first().person],
    )
    assert (done.state, done.corrected, done.rechecked_on) == ("corrected", True, date(2026, 9, 3))
    assert [d.kind for d in documents.of_subjects(order.pk)] == ["DOC-I06", "DOC-S01", "DOC-I07"]
    assert [e.verb for e in trail.story(order.pk)] == ["issue_order", "serve_order", "recheck_corrected"]
    text = repr(Document.objects.get(pk=order.document_id).blocks)
    for words in ("撤回店内经营", "2026年9月4日", "六十日内", "六个月内", "《行政处罚法》第二十八条第一款"):
        assert words in text


def test_a_refused_order_needs_note_and_witness_or_recording(county) -> None:
    order = ordered()
    for values in ({}, {"refusal_note": "拒收"}):
        with pytest.raises(Blocked, match=r"order\.not_acknowledged"):
            services.serve_order(by=play.first(), at=minutes(5), order=order.pk, **values)
    services.serve_order(
        by=play.first(), at=minutes(5), order=order.pk, refusal_note="拒收", witness="执法记录仪录像", refused_to_correct=True
    )
    failed = services.record_recheck(
        by=play.first(), at=minutes(20), order=order.pk, corrected=False, findings="当场拒不改正", officers_on_scene=[play.second().person]
    )
    assert failed.state == "not_corrected"


def test_one_officer_alone_neither_orders_nor_rechecks(county) -> None:
    said = Demand("x", "y", AT, AT.date())
    with pytest.raises(Blocked, match=r"officers\.too_few"):
        services.issue_correction_order(
            by=play.first(), at=AT, party=play.citizen().pk, said=said, scene=Scene(play.STALL, play.WEIPING, "某处")
        )
    order = ordered()
    services.serve_order(by=play.first(), at=minutes(5), order=order.pk, received_by="本人")
    with pytest.raises(Blocked, match=r"officers\.too_few"):
        services.record_recheck(by=play.first(), at=AT + timedelta(days=2), order=order.pk, corrected=True, findings="已改")


def test_each_wrong_entry_is_named(county) -> None:
    said = Demand(" ", " ", AT + timedelta(hours=1), AT.date() - timedelta(days=1))
    with pytest.raises(Invalid) as wrong:
        services.issue_correction_order(
            by=play.first(), at=AT, party=play.citizen().pk, said=said, scene=Scene(play.STALL, play.WEIPING, "某处")
        )
    assert set(wrong.value.errors) == {"violation", "demand", "occurred_at", "due_on"}


def test_a_wrong_order_is_withdrawn_by_the_leader_and_its_number_stays_void(county) -> None:
    order = ordered()
    with pytest.raises(Denied):
        services.withdraw_order(by=play.first(), at=minutes(5), order=order.pk, reason="当事人错误")
    services.withdraw_order(by=play.leader(), at=minutes(5), order=order.pk, reason="当事人错误")
    (run,) = documents.series(2026)
    assert run.numbers == ((order.number, "当事人错误"),)


def test_another_team_neither_sees_nor_serves(county) -> None:
    order = ordered()
    stranger = who("fenkou-officer-1")
    assert queries.order(stranger, order.pk) is None
    assert queries.order(play.first(), order.pk).number == order.number
    with pytest.raises(Denied, match="not_your_team"):
        services.serve_order(by=stranger, at=minutes(5), order=order.pk, received_by="本人")
    with pytest.raises(Denied, match="certificate_required"):
        services.serve_order(by=replace(play.first(), certificate=""), at=minutes(5), order=order.pk, received_by="本人")


def test_a_lead_goes_to_the_other_organ_with_its_evidence_and_hashes(county) -> None:
    incident = incidents.report_incident(
        by=source(), at=AT, report=Report("12345", "饭店油烟直排", AT, external_id="A-9", area=play.WEIPING, address="威坪镇环镇路9号")
    ).incident
    _, (task,) = dispatch.accept_incident(by=who("dispatcher-1"), at=AT, incident=incident.pk, matters=[play.LITTER])
    play.picture(task)
    receiver = next(o for o in registry.organs() if o.kind == "original_department")
    said = {"by": play.first(), "at": minutes(9), "incident_matter": task.incident_matter_id, "violation": "油烟直排"}
    sheet = services.issue_hand_over_sheet(**said, receiver=receiver.code, officers_on_scene=[play.second().person])
    assert sheet.number == "演示综执移〔2026〕第0001号"
    text = repr(Document.objects.get(pk=sheet.id).blocks)
    assert receiver.name in text
    assert "现场照片.png" in text
    with pytest.raises(Invalid):
        services.issue_hand_over_sheet(**said, receiver="nobody")
    with pytest.raises(Denied):
        services.issue_hand_over_sheet(**(said | {"by": who("fenkou-officer-1")}), receiver=receiver.code)
