"""The loop as services: from a call to the scored, closed incident, with every way that bends off."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tests.county import SHANGHAI, source, who
from zhifa.apps.appraisal import queries as appraisal
from zhifa.apps.appraisal import services as scoring
from zhifa.apps.appraisal.models import Score
from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident, MatchCorrection
from zhifa.apps.incidents.queries.triage import propose
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vouched")]
AT = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
WEIPING = (Decimal("118.785"), Decimal("29.7305"))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def report(text: str = "环镇路有人乱倒生活垃圾", **values: object) -> Report:
    given = {"source": "12345", "text": text, "reported_at": AT, "external_id": "A-1", "area": "330127104", **values}
    return Report(**given)  # type: ignore[arg-type]


def reported(**values: object) -> Incident:
    return incidents.report_incident(by=source(), at=AT, report=report(**values)).incident


def accepted(matter: str = "UM-018", **values: object) -> Dispatch:
    row = reported(**values)
    _, sent = services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=[matter])
    return sent[0]


def ruling(reason: str) -> services.Adjudication:
    return services.Adjudication(team="squad-weiping", reason=reason, citation="浙江省综合行政执法条例 第九条")


def on_site(**values: object) -> Dispatch:
    sent = accepted(**values)
    officer, other = who("weiping-officer-1"), who("weiping-officer-2")
    services.dispatch_matter(by=who("dispatcher-1"), at=AT + timedelta(minutes=1), dispatch=sent.pk)
    services.receive_dispatch(by=officer, at=AT + timedelta(minutes=5), dispatch=sent.pk)
    services.arrive(by=officer, at=AT + timedelta(minutes=30), dispatch=sent.pk, officers=[other.person])
    return Dispatch.objects.get(pk=sent.pk)


def with_picture(sent: Dispatch) -> Dispatch:
    evidence.store(by=who("weiping-officer-1"), at=AT, content=PNG, name="现场.png", kind="photo", subject_id=sent.pk)
    return sent


def handled(**values: object) -> Dispatch:
    sent = with_picture(on_site(**values))
    at = AT + timedelta(minutes=50)
    return services.record_outcome(
        by=who("weiping-officer-1"), at=at, dispatch=sent.pk, outcome="correct_on_spot", findings="当事人已清理干净"
    )


def test_a_report_is_matched_ruled_placed_and_put_on_a_clock(county) -> None:
    row = reported(area="", lon=WEIPING[0], lat=WEIPING[1])
    assert row.area == "330127104"
    first = row.proposals["candidates"][0]
    assert first["words"]
    assert first["authority"]["acting_identity"] == "淳安县综合行政执法局"
    assert first["authority"]["team"] == "squad-weiping"
    assert row.due_basis == "loop.minutes.accept"
    assert row.due_at == AT + timedelta(minutes=10)
    assert [e.verb for e in trail.story(row.pk)] == ["report"]


def test_the_same_report_twice_is_one_incident_and_another_content_is_refused(county) -> None:
    one = incidents.report_incident(by=source(), at=AT, report=report())
    again = incidents.report_incident(by=source(), at=AT + timedelta(hours=1), report=report())
    assert (one.created, again.created) == (True, False)
    assert one.incident == again.incident
    with pytest.raises(incidents.ConflictingReport):
        incidents.report_incident(by=source(), at=AT, report=report("别的内容"))
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"source": "nobody"}, "source"),
        ({"external_id": None}, "external_id"),
        ({"area": "330127999"}, "area"),
        ({"area": "", "lon": Decimal(200), "lat": Decimal(0)}, "lon"),
        ({"area": "", "lon": Decimal(118)}, "lon"),
        ({"reported_at": AT + timedelta(days=1)}, "reported_at"),
        ({"reported_at": AT - timedelta(days=400)}, "reported_at"),
        ({"reporter_phone": "<script>"}, "reporter_phone"),
        ({"address": "a\x00b"}, "address"),
    ],
)
def test_a_wrong_report_names_the_wrong_field_and_leaves_nothing(county, values, field) -> None:
    with pytest.raises(Invalid) as wrong:
        reported(**values)
    assert field in wrong.value.errors
    assert not Incident.objects.exists()


def test_who_reported_is_seen_by_the_centre_alone_for_a_reason_that_is_kept(county) -> None:
    row = reported(reporter_name="王某某", reporter_phone="13800001234")
    for username in ("weiping-officer-1", "weiping-leader", "discipline", "leader"):
        with pytest.raises(Denied):
            incidents.reveal_reporter(by=who(username), at=AT, incident=row.pk, reason="想看")
    with pytest.raises(Blocked):
        incidents.reveal_reporter(by=who("dispatcher-1"), at=AT, incident=row.pk, reason=" ")
    people = incidents.reveal_reporter(by=who("dispatcher-1"), at=AT, incident=row.pk, reason="回访")
    assert people[0].phone == "13800001234"
    assert trail.story(row.pk)[-1].verb == "reveal_reporter"
    assert "13800001234" not in str([e.facts for e in trail.story(row.pk, confidential=True)])


def test_a_second_dispatcher_is_told_who_has_taken_it(county) -> None:
    row = reported()
    incidents.take_incident(by=who("dispatcher-1"), at=AT, incident=row.pk)
    with pytest.raises(Blocked) as refused:
        incidents.take_incident(by=who("dispatcher-2"), at=AT, incident=row.pk)
    assert refused.value.ruling.reasons[0].values["name"] == who("dispatcher-1").name


def test_a_stale_form_is_refused(county) -> None:
    row = reported()
    incidents.take_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, version=1)
    with pytest.raises(Stale):
        services.accept_incident(by=who("dispatcher-2"), at=AT, incident=row.pk, matters=["UM-018"], version=1)
    assert not Dispatch.objects.exists()


def test_a_correction_keeps_both_entries(county) -> None:
    row = reported()
    incidents.correct_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, changes={"area": "330127108"}, reason="听错了地名")
    row.refresh_from_db()
    assert row.area == "330127108"
    assert row.proposals["candidates"][0]["authority"]["acting_identity"] == "汾口镇人民政府"
    told = trail.story(row.pk)[-1]
    assert told.facts["changed"]["area"] == ["330127104", "330127108"]
    with pytest.raises(Blocked):
        incidents.correct_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, changes={"area": "330127108"}, reason="再改一次")


def test_no_matter_of_enforcement_is_answered_and_remembered(county) -> None:
    row = reported(text="环镇路的乱倒垃圾其实是社区在集中清运")
    with pytest.raises(Blocked):
        services.dismiss_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, answer="")
    services.dismiss_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, answer="是社区集中清运，当天运走")
    row.refresh_from_db()
    assert (row.state, row.due_at) == ("dismissed", None)
    kept = MatchCorrection.objects.get()
    assert kept.accepted == []
    assert kept.matcher == row.proposals["matcher"]["number"] == 0
    assert propose(row.tenant, row.text, row.area, AT.date())["candidates"] == row.proposals["candidates"], "one answer teaches nothing"
    progress = queries.progress(row.tracking_code)
    assert progress is not None
    assert progress.answer == "是社区集中清运，当天运走"


def test_one_incident_holds_several_matters_each_with_its_own_owner(county) -> None:
    row = reported(text="湖边有人电鱼，还乱倒生活垃圾")
    _, sent = services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=["UM-018", "AG-001"])
    assert [(d.team, d.acting_identity) for d in sent] == [
        ("squad-weiping", "淳安县综合行政执法局"),
        ("team-agriculture", "淳安县农业农村局"),
    ]


def test_an_incident_without_a_place_is_not_accepted(county) -> None:
    row = reported(area="")
    with pytest.raises(Blocked) as refused:
        services.accept_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, matters=["UM-018"])
    assert refused.value.ruling.missing == ("area",)


def test_nobody_holds_the_environment_and_nothing_is_dispatched_in_silence(county) -> None:
    matters = [m for m in queries_of("ecology_environment")]
    if not matters:
        pytest.fail("the catalogue has no matter of the acknowledged open point")
    sent = accepted(matters[0])
    assert sent.state == "unsettled"
    assert sent.incident_matter.standing == "unclear"
    with pytest.raises(Blocked):
        services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    services.settle_owner(by=who("guidance"), at=AT, dispatch=sent.pk, ruling=ruling("先行处置，另函请示"))
    sent.refresh_from_db()
    assert (sent.state, sent.team, sent.incident_matter.standing) == ("pending", "squad-weiping", "settled")


def queries_of(domain: str) -> list[str]:
    from zhifa.apps.catalogue import queries as catalogue

    return [m.code for m in catalogue.matters(domain)]


def test_the_whole_loop_ends_verified_scored_and_answered(county) -> None:
    sent = handled()
    assert sent.state == "handled"
    verifier = who("verifier-1")
    with pytest.raises(Blocked):
        services.close_incident(by=who("dispatcher-1"), at=AT, incident=sent.incident_id, answer="已处理")
    services.verify_dispatch(by=verifier, at=AT + timedelta(hours=2), dispatch=sent.pk, findings="现场已干净，与反映人通话确认")
    incident = Incident.objects.get(pk=sent.incident_id)
    assert incident.due_basis == "loop.minutes.close"
    services.close_incident(by=who("dispatcher-1"), at=AT + timedelta(hours=3), incident=incident.pk, answer="已清理并教育当事人")
    scoring.score_dispatch(dispatch=sent.pk, at=AT + timedelta(hours=3))
    held = {s.indicator: (s.state, s.value) for s in Score.objects.all()}
    assert held == {"response": ("final", True), "solved": ("pending", None), "first_dispatch_right": ("final", True)}
    later = AT + timedelta(days=31)
    assert scoring.settle_pending(tenant=incident.tenant, at=later) == 1
    incident.refresh_from_db()
    assert incident.state == "evaluated"
    assert all((s.state, s.value) == ("final", True) for s in Score.objects.all())
    shares = {s.indicator: (s.yes, s.final, s.pending) for s in appraisal.shares(who("leader"))}
    assert shares["solved"] == (1, 1, 0)


def test_every_score_is_what_its_formula_gives_for_its_rows(county) -> None:
    sent = handled()
    services.verify_dispatch(by=who("verifier-1"), at=AT + timedelta(hours=2), dispatch=sent.pk, findings="已看过")
    scoring.score_dispatch(dispatch=sent.pk, at=AT + timedelta(hours=2))
    for score in Score.objects.all():
        found = scoring.recomputed(score)
        assert (found.verdict.state.value, found.verdict.value, found.facts, found.rows) == (
            score.state,
            score.value,
            score.facts,
            score.rows,
        )


def test_the_same_thing_at_the_same_place_within_the_window_was_not_solved(county) -> None:
    place = {"area": "", "lon": WEIPING[0], "lat": WEIPING[1]}
    sent = handled(**place)
    services.verify_dispatch(by=who("verifier-1"), at=AT + timedelta(hours=2), dispatch=sent.pk, findings="已看过")
    scoring.score_dispatch(dispatch=sent.pk, at=AT + timedelta(hours=2))
    later = AT + timedelta(days=3)
    again = incidents.report_incident(by=source(), at=later, report=report(reported_at=later, external_id="A-2", **place)).incident
    services.accept_incident(by=who("dispatcher-1"), at=later, incident=again.pk, matters=["UM-018"])
    assert scoring.score_recurrence(incident=again.pk, at=later) == 1
    score = Score.objects.get(dispatch=sent, indicator="solved")
    assert (score.state, score.value, score.facts["recurrences"]) == ("final", False, [again.number])


def test_who_handled_it_cannot_verify_it(county) -> None:
    sent = handled()
    Dispatch.objects.filter(pk=sent.pk).update(officers=[who("dispatcher-1").person])
    with pytest.raises(Blocked) as refused:
        services.verify_dispatch(by=who("dispatcher-1"), at=AT, dispatch=sent.pk, findings="我看过了")
    assert refused.value.ruling.reasons[0].code == "handler_may_not_verify"


def test_what_is_not_solved_goes_back_to_the_team(county) -> None:
    sent = handled()
    services.send_back(by=who("verifier-1"), at=AT + timedelta(hours=1), dispatch=sent.pk, reason="垃圾还在")
    sent.refresh_from_db()
    assert (sent.state, sent.rework_count, sent.outcome) == ("rework", 1, "")
    assert sent.due_at is not None


def test_one_officer_or_an_auxiliary_is_not_two(county) -> None:
    sent = accepted()
    officer = who("weiping-officer-1")
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    services.receive_dispatch(by=officer, at=AT, dispatch=sent.pk)
    for companions in ([], [officer.person], [who("weiping-auxiliary-1").person]):
        with pytest.raises(Blocked) as refused:
            services.arrive(by=officer, at=AT, dispatch=sent.pk, officers=companions)
        assert "行政处罚法 第四十二条 第一款" in [str(c) for c in refused.value.ruling.citations]
    with pytest.raises(Denied):
        services.arrive(by=who("weiping-auxiliary-1"), at=AT, dispatch=sent.pk, officers=[officer.person, who("weiping-officer-2").person])


def test_another_squad_may_not_touch_the_task(county) -> None:
    sent = accepted()
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    with pytest.raises(Denied) as refused:
        services.receive_dispatch(by=who("linqi-officer-1"), at=AT, dispatch=sent.pk)
    assert refused.value.ruling.reasons[0].code == "not_your_team"
    assert queries.dispatch(who("linqi-officer-1"), sent.pk) is None
    assert queries.dispatch(who("weiping-officer-1"), sent.pk) is not None


def test_a_result_without_evidence_is_refused(county) -> None:
    sent = on_site()
    with pytest.raises(Blocked) as refused:
        services.record_outcome(by=who("weiping-officer-1"), at=AT, dispatch=sent.pk, outcome="educate", findings="已劝导")
    assert refused.value.ruling.missing == ("evidence",)


def test_a_return_needs_a_basis_happens_once_and_is_settled(county) -> None:
    sent = accepted()
    leader = who("weiping-leader")
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    with pytest.raises(Blocked):
        services.return_dispatch(by=leader, at=AT, dispatch=sent.pk, reason="不归我们", basis="")
    services.return_dispatch(by=leader, at=AT, dispatch=sent.pk, reason="应由农业农村部门办理", basis="浙江省综合行政执法条例 第九条")
    with pytest.raises(Denied):
        services.settle_owner(by=leader, at=AT, dispatch=sent.pk, ruling=ruling("就是我们"))
    services.settle_owner(by=who("guidance"), at=AT, dispatch=sent.pk, ruling=ruling("目录载明由县局办理"))
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    with pytest.raises(Blocked) as refused:
        services.return_dispatch(by=leader, at=AT, dispatch=sent.pk, reason="还是不归", basis="条例 第九条")
    assert refused.value.ruling.reasons[0].code == "returned_before"


def test_a_hand_over_is_done_only_when_the_other_organ_accepts(county) -> None:
    sent = on_site()
    officer = who("weiping-officer-1")
    services.hand_over(by=officer, at=AT, dispatch=sent.pk, receiver="agriculture", reason="是渔政事项")
    sent.refresh_from_db()
    assert sent.state == "handing_over"
    assert sent.due_at is not None
    with pytest.raises(Denied):
        services.accept_hand_over(by=who("linqi-leader"), at=AT, dispatch=sent.pk)
    other = next(p for p in everybody() if p.organ == sent.handed_to and p.has(*RECEIVERS))
    services.refuse_hand_over(by=other, at=AT, dispatch=sent.pk, reason="现场没有渔具")
    sent.refresh_from_db()
    assert sent.state == "unsettled"


def everybody():
    from zhifa.apps.registry import queries as registry

    return [who(p.username) for p in registry.people() if p.username]


def receivers():
    from zhifa.law.procedure.dispatch import RECEIVER

    return tuple(RECEIVER)


RECEIVERS = receivers()


def test_an_order_to_correct_is_rechecked_and_ends_without_penalty(county) -> None:
    sent = on_site(matter="UM-001")
    officer, other = who("weiping-officer-1"), who("weiping-officer-2")
    until = AT + timedelta(hours=3)
    with pytest.raises(Invalid):
        services.order_correction(by=officer, at=AT, dispatch=sent.pk, findings="占道", demand="撤除", correct_by=AT)
    services.order_correction(by=officer, at=AT, dispatch=sent.pk, findings="桌椅摆到门外", demand="撤回店内", correct_by=until)
    sent.refresh_from_db()
    assert (sent.state, sent.due_at) == ("correcting", until)
    services.recheck(by=officer, at=until, dispatch=sent.pk, corrected=True, findings="已全部撤回", officers=[other.person])
    sent.refresh_from_db()
    assert (sent.state, sent.outcome) == ("handled", "recheck_corrected")


def test_danger_to_life_goes_first_to_the_nearest_squad(county) -> None:
    row = reported(text="燃气泄漏有人晕倒", danger_to_life=True)
    assert row.due_at == AT + timedelta(minutes=2)
    incident, sent = services.accept_urgent(by=who("dispatcher-1"), at=AT, incident=row.pk, emergency_told=True)
    assert incident.emergency_told_at == AT
    assert (sent[0].team, sent[0].state, sent[0].due_at) == ("squad-weiping", "pending", AT + timedelta(minutes=2))
    ordinary = reported(external_id="A-9")
    with pytest.raises(Blocked):
        services.accept_urgent(by=who("dispatcher-1"), at=AT, incident=ordinary.pk, emergency_told=True)


def test_an_undo_before_receipt_leaves_both_in_the_trail(county) -> None:
    sent = accepted()
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    services.recall_dispatch(by=who("dispatcher-1"), at=AT + timedelta(minutes=1), dispatch=sent.pk, reason="派早了")
    sent.refresh_from_db()
    assert sent.state == "pending"
    assert [e.verb for e in trail.story(sent.pk)] == ["open", "dispatch", "recall"]
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    services.receive_dispatch(by=who("weiping-leader"), at=AT, dispatch=sent.pk)
    with pytest.raises(Blocked):
        services.recall_dispatch(by=who("dispatcher-1"), at=AT, dispatch=sent.pk, reason="又派早了")


def test_what_passes_its_time_is_marked_once(county) -> None:
    row = reported()
    later = AT + timedelta(minutes=11)
    assert services.mark_late(tenant=row.tenant, at=AT) == 0
    assert services.mark_late(tenant=row.tenant, at=later) == 1
    assert services.mark_late(tenant=row.tenant, at=later + timedelta(minutes=1)) == 0
    row.refresh_from_db()
    assert row.late_since == row.due_at


def test_no_open_incident_is_ever_without_owner_and_clock(county) -> None:
    tenant = who("dispatcher-1").tenant
    steps = [reported, accepted, on_site, handled]
    for n, make in enumerate(steps):
        make(external_id=f"B-{n}")
        assert not queries.dead_ends(tenant).exists()
    sent = handled(external_id="B-9")
    services.verify_dispatch(by=who("verifier-1"), at=AT, dispatch=sent.pk, findings="已看过")
    assert not queries.dead_ends(tenant).exists()


def test_each_sees_only_its_own(county) -> None:
    sent = accepted()
    number = sent.incident.number
    seen = {
        u: queries.incident(who(u), number) is not None
        for u in ("dispatcher-1", "leader", "discipline", "weiping-officer-1", "linqi-officer-1")
    }
    assert seen == {"dispatcher-1": True, "leader": True, "discipline": True, "weiping-officer-1": True, "linqi-officer-1": False}


def test_the_queue_counts_its_queries(county, django_assert_num_queries) -> None:
    for n in range(5):
        accepted(external_id=f"C-{n}")
    by = who("dispatcher-1")
    queries.incidents(by, "open", at=AT)
    with django_assert_num_queries(5):
        page = queries.incidents(by, "open", at=AT)
    assert page.total == 5
    with django_assert_num_queries(2):
        assert len(queries.dispatches(by)) == 5
