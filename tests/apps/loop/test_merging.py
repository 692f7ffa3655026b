"""Several reports of one thing: one incident, every reporter kept and answered, and the way back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.apps.loop.test_concurrency import at_once
from tests.apps.loop.world import (
    AT,
    FENKOU,
    GARBAGE,
    PNG,
    STALL,
    accepted,
    dispatched,
    fresh,
    minutes,
    problems,
    received,
    reported,
    verified,
)
from tests.county import source, who
from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.models import Dispatch, Merge
from zhifa.apps.evidence import services as evidence
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.incidents.queries import reporters
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Stale
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db


def merge(row: Incident, into: Incident, by: str = "dispatcher-1", at=AT) -> Incident:
    return services.merge_incident(by=who(by), at=at, incident=row.pk, into=into.number)


def unmerge(row: Incident, at=AT) -> Incident:
    return services.unmerge_incident(by=who("dispatcher-1"), at=at, incident=row.pk, reason="不是同一处")


def code_of(refused) -> str:
    return refused.value.ruling.reasons[0].code


def test_a_merged_report_stops_its_clock_and_is_counted(county) -> None:
    one, two = reported("A"), reported("B")
    survivor = merge(two, one)
    two = fresh(two)
    assert (two.state, two.due_at, two.merged_into, two.root) == ("merged", None, one, one)
    assert survivor.reports == 2
    assert [e.verb for e in trail.story(one.pk)] == ["report", "receive_merge"]
    assert [e.verb for e in trail.story(two.pk)] == ["report", "merge"]
    assert not problems()


def test_every_reporter_is_kept_and_reads_the_one_answer_under_the_own_code(county) -> None:
    sent = received("A", reporter_name="王一", reporter_phone="13800000001")
    other = reported("B", source="grid", reporter_name="李二", reporter_phone="13800000002")
    merge(other, sent.incident)
    people = incidents.reveal_reporter(by=who("dispatcher-1"), at=AT, incident=sent.incident_id, reason="回访")
    assert {p.phone for p in people} == {"13800000001", "13800000002"}
    assert len(reporters.masked(str(sent.incident_id))) == 2
    seen = queries.progress(fresh(other).tracking_code)
    assert (seen.number, seen.together, seen.state) == (other.number, sent.incident.number, "accepted")
    assert seen.steps[0].text.startswith("威坪中队已接收")
    verified(fresh(sent))
    services.close_incident(by=who("dispatcher-1"), at=AT, incident=sent.incident_id, answer="已经清走")
    assert queries.progress(other.tracking_code).answer == "已经清走"


def test_the_same_delivery_after_the_merge_is_still_known(county) -> None:
    one, two = reported("A"), reported("B")
    merge(two, one)
    report = Report(source="12345", text="环镇路有人乱倒生活垃圾", reported_at=AT, external_id="B", area="330127104")
    again = incidents.report_incident(by=source(), at=AT, report=report)
    assert (again.created, again.incident.pk) == (False, two.pk)


def test_evidence_of_the_merged_report_is_seen_by_the_team_of_the_survivor(county) -> None:
    sent, other = received("A"), reported("B")
    evidence.store(by=source(), at=AT, content=PNG, name="b.png", kind="photo", subject_id=other.pk)
    officer = who("weiping-officer-1")
    assert not queries.sees(officer, other.pk)
    merge(other, sent.incident)
    assert queries.sees(officer, other.pk)
    assert queries.incident(officer, other.number) is not None
    assert not queries.sees(who("linqi-officer-1"), other.pk)


@pytest.mark.parametrize(
    "username", ["weiping-leader", "verifier-1", "guidance", "leader", "discipline", "commander-weiping", "system-admin"]
)
def test_only_the_command_centre_merges_and_parts(county, username: str) -> None:
    one, two, three = reported("A"), reported("B"), reported("C")
    with pytest.raises(Denied):
        merge(two, one, username)
    merge(three, one)
    with pytest.raises(Denied):
        services.unmerge_incident(by=who(username), at=AT, incident=three.pk, reason="x")
    assert fresh(two).state == "reported"


def test_a_circle_itself_and_the_unknown_are_refused(county) -> None:
    one, two, three = reported("A"), reported("B"), reported("C")
    merge(two, one)
    for row, into, code in (
        (one, two.number, "merge_circle"),
        (three, three.number, "merge_circle"),
        (three, "NIX", "merge_target_required"),
    ):
        with pytest.raises(Blocked) as refused:
            services.merge_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, into=into)
        assert code_of(refused) == code
    with pytest.raises(Blocked):
        merge(two, three)


def test_a_chain_ends_at_its_root_and_each_link_can_be_taken_back(county) -> None:
    a, b, c, d = (reported(n) for n in "ABCD")
    merge(a, b)
    merge(b, c)
    assert merge(d, a) == c  # resolved: a → b → c
    a, b, c, d = (fresh(x) for x in (a, b, c, d))
    assert [x.root for x in (a, b, d)] == [c, c, c]
    assert (a.merged_into, b.merged_into, d.merged_into) == (b, c, c)
    assert (c.reports, b.reports) == (4, 2)
    unmerge(b)
    a, b, c = (fresh(x) for x in (a, b, c))
    assert (b.state, b.root, a.root, b.reports, c.reports) == ("reported", None, b, 2, 2)
    assert b.due_at == minutes(10)
    unmerge(a)
    assert (fresh(b).reports, fresh(a).reports) == (1, 1)
    assert not problems()


def test_a_link_in_the_middle_leaves_counts_right(county) -> None:
    a, b, c = (reported(n) for n in "ABC")
    merge(a, b)
    merge(b, c)
    unmerge(a)
    assert (fresh(a).root, fresh(b).reports, fresh(c).reports) == (None, 1, 2)
    assert not problems()


def test_into_what_is_closed_or_less_far_nothing_is_merged(county) -> None:
    working, waiting, done = accepted("A")[0].incident, reported("B"), reported("C")
    services.dismiss_incident(by=who("dispatcher-1"), at=AT, incident=done.pk, answer="不属执法")
    for row, into, code in ((waiting, done, "merge_target_closed"), (working, waiting, "merge_the_other_way")):
        with pytest.raises(Blocked) as refused:
            merge(row, into)
        assert code_of(refused) == code


def test_danger_is_never_merged_away(county) -> None:
    danger, calm = reported("A", danger_to_life=True), reported("B")
    with pytest.raises(Blocked) as refused:
        merge(danger, calm)
    assert code_of(refused) == "merge_loses_danger"
    merge(calm, danger)
    assert fresh(danger).due_at == minutes(2)


def test_the_earlier_clock_holds_when_both_wait(county) -> None:
    early = reported("A")
    late = incidents.report_incident(
        by=source(), at=minutes(6), report=Report(source="12345", text="垃圾", reported_at=AT, external_id="B", area="330127104")
    ).incident
    services.mark_late(tenant=early.tenant, at=minutes(11))
    merge(fresh(early), late, at=minutes(12))
    late = fresh(late)
    assert (late.due_at, late.late_since) == (minutes(10), minutes(10))


def test_the_same_matter_that_nobody_received_is_withdrawn_with_a_record(county) -> None:
    kept, twin = accepted("A")[0], dispatched("B")
    merge(twin.incident, kept.incident)
    twin = fresh(twin)
    assert (twin.state, twin.incident.number) == ("withdrawn", Incident.objects.get(external_id="B").number)
    assert [e.verb for e in trail.story(twin.pk)][-2:] == ["recall", "withdraw"]
    assert kept.incident.number in trail.story(twin.pk)[-1].note
    assert not queries.dead_ends(kept.tenant).exists()


def test_work_that_began_moves_with_its_team_and_clock(county) -> None:
    kept, begun = accepted("A")[0], received("B")
    due = begun.due_at
    merge(begun.incident, kept.incident)
    begun = fresh(begun)
    assert (begun.incident, begun.state, begun.due_at, begun.incident_matter.incident) == (kept.incident, "received", due, kept.incident)
    assert fresh(kept).state == "withdrawn"
    assert trail.story(begun.pk)[-1].verb == "move_matter"


def test_two_teams_at_work_both_go_on_and_both_must_be_verified(county) -> None:
    one, two = received("A"), received("B")
    merge(two.incident, one.incident)
    assert {d.state for d in Dispatch.objects.filter(incident=one.incident)} == {"received"}
    verified(fresh(one))
    with pytest.raises(Blocked):
        services.close_incident(by=who("dispatcher-1"), at=AT, incident=one.incident_id, answer="好")


def test_another_matter_moves_and_a_waiting_survivor_loses_its_closing_clock(county) -> None:
    done = verified(received("A"))
    assert fresh(done.incident).due_basis == "loop.minutes.close"
    other = accepted("B", STALL)[0]
    merge(other.incident, done.incident)
    survivor = fresh(done.incident)
    assert (survivor.due_at, fresh(other).incident) == (None, survivor)


def test_a_new_report_after_verification_is_work_and_not_a_duplicate(county) -> None:
    done, again = verified(received("A")), dispatched("B")
    merge(again.incident, done.incident)
    assert (fresh(again).state, fresh(again).incident) == ("dispatched", done.incident)


def test_parting_gives_matters_back_as_they_are_now_and_revives_the_withdrawn(county) -> None:
    kept = accepted("A")[0]
    twin, stall = accepted("B", GARBAGE, STALL)
    merge(twin.incident, kept.incident)
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=stall.pk)
    row = unmerge(Incident.objects.get(external_id="B"), minutes(30))
    assert row.state == "accepted"
    assert [(fresh(x).state, fresh(x).incident_id) for x in (twin, stall)] == [("pending", row.pk), ("dispatched", row.pk)]
    assert fresh(twin).due_at == minutes(40)
    assert fresh(row).due_at is None
    merged, parted = (e for e in trail.story(row.pk) if e.verb in ("merge", "unmerge"))
    assert parted.corrects == merged.id
    assert Merge.objects.get().undone_reason == "不是同一处"
    assert not problems()
    assert not queries.dead_ends(row.tenant).exists()


def test_a_survivor_left_without_matters_waits_for_the_desk(county) -> None:
    kept, begun = accepted("A")[0], received("B")
    merge(begun.incident, kept.incident)
    unmerge(Incident.objects.get(external_id="B"))
    assert fresh(kept).state == "pending"  # revived
    services.withdraw_matter(by=who("dispatcher-1"), at=AT, dispatch=kept.pk, reason="没有这回事")
    row = fresh(kept.incident)
    assert row.due_basis == "loop.minutes.close"
    services.dismiss_incident(by=who("dispatcher-1"), at=AT, incident=row.pk, answer="经核实没有此事")
    assert not problems()


def test_a_closed_survivor_keeps_its_answer_when_one_is_parted(county) -> None:
    sent, other = received("A"), reported("B")
    merge(other, sent.incident)
    verified(fresh(sent))
    services.close_incident(by=who("dispatcher-1"), at=AT, incident=sent.incident_id, answer="好")
    row = unmerge(fresh(other), minutes(60))
    assert (row.state, row.due_at) == ("reported", minutes(70))
    assert (fresh(sent.incident).state, fresh(sent.incident).reports) == ("closed", 1)


def test_a_stale_form_does_not_merge(county) -> None:
    one, two = reported("A"), reported("B")
    incidents.take_incident(by=who("dispatcher-2"), at=AT, incident=two.pk)
    with pytest.raises(Stale):
        services.merge_incident(by=who("dispatcher-1"), at=AT, incident=two.pk, into=one.number, version=1)


def test_nearby_offers_the_likeliest(county) -> None:
    place = {"lon": Decimal("118.786"), "lat": Decimal("29.731")}
    one, two = reported("A", **place), reported("B", **place)
    far = reported("C", area=FENKOU, text="店外摆摊")
    by = who("dispatcher-1")
    found = queries.nearby(by, queries.incident(by, two.number))
    assert [n.number for n in found] == [one.number]
    assert far.number not in [n.number for n in found]


@pytest.mark.django_db(transaction=True)
def test_two_merges_across_each_other_leave_one_survivor(county) -> None:
    one, two = reported("A"), reported("B")
    found = at_once(lambda: merge(one, two), lambda: merge(two, one, "dispatcher-2"))
    assert sum(isinstance(f, Incident) for f in found) == 1
    assert sum(isinstance(f, Blocked | Stale) for f in found) == 1
    states = sorted(fresh(x).state for x in (one, two))
    assert states == ["merged", "reported"]
    assert sum(fresh(x).reports for x in (one, two)) == 3
    assert not problems()


@pytest.mark.django_db(transaction=True)
def test_many_merges_into_one_at_once_lose_nobody(county) -> None:
    root, others = reported("R"), [reported(f"O{n}") for n in range(4)]
    found = at_once(*[lambda x=x: merge(x, root) for x in others])
    assert not [f for f in found if isinstance(f, Exception)]
    assert fresh(root).reports == 5
    assert not problems()


@pytest.mark.django_db(transaction=True)
def test_an_act_on_a_task_that_is_being_merged_is_done_or_refused_but_never_lost(county) -> None:
    kept, sent = accepted("A", STALL)[0], dispatched("B")
    officer = who("weiping-officer-1")
    found = at_once(lambda: merge(sent.incident, kept.incident), lambda: services.receive_dispatch(by=officer, at=AT, dispatch=sent.pk))
    assert isinstance(found[0], Incident)
    assert fresh(sent).incident == kept.incident
    assert fresh(sent).state == ("received" if isinstance(found[1], Dispatch) else "dispatched")
    assert not problems()
