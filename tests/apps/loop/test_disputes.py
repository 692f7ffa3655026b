"""Nobody passes the buck: a return with a basis, an interim owner, a ruling, a precedent, and the next one routes itself."""

from __future__ import annotations

import pytest

from tests.apps.loop.world import AT, FENKOU, GARBAGE, STALL, WEIPING, accepted, dispatched, fresh, minutes, problems, received, reported
from tests.county import who
from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.models import Dispute
from zhifa.apps.incidents.models import Precedent
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.incidents.queries.triage import propose
from zhifa.apps.trail import queries as trail
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
BASIS = "浙江省综合行政执法条例 第九条"
HOUSING = "housing_construction"


def returned(number: str = "A", whose: str = HOUSING, **values: object):
    sent = dispatched(number, **values)
    return services.return_dispatch(by=who("weiping-leader"), at=AT, dispatch=sent.pk, reason="应由住建部门办理", basis=BASIS, whose=whose)


def rule(sent, username: str = "guidance", **values: object):
    given = {"team": "squad-weiping", "reason": "目录载明由县局办理", "citation": BASIS, **values}
    return services.settle_owner(by=who(username), at=minutes(60), dispatch=sent.pk, ruling=services.Adjudication(**given))


def code_of(refused) -> str:
    return refused.value.ruling.reasons[0].code


def test_a_return_opens_a_dispute_and_the_returning_team_keeps_acting(county) -> None:
    sent = returned()
    dispute = Dispute.objects.get()
    assert (sent.state, sent.interim_team, dispute.cause) == ("unsettled", "squad-weiping", "returned")
    assert [p["organ"] for p in dispute.parties] == ["enforcement_bureau", HOUSING]
    assert dispute.statements[0]["articles"] == BASIS
    due = sent.due_at
    secured = services.secure(by=who("weiping-officer-1"), at=minutes(20), dispatch=sent.pk, findings="已拉警戒线，拍照固定")
    assert (secured.state, secured.due_at) == ("unsettled", due)
    assert fresh(dispute).secured_at == minutes(20)
    with pytest.raises(Denied) as refused:
        services.secure(by=who("linqi-officer-1"), at=AT, dispatch=sent.pk, findings="不是我们")
    assert code_of(refused) == "not_the_interim"
    assert not problems()


def test_organs_of_one_level_have_their_common_superior(county) -> None:
    sent = returned()
    dispute = Dispute.objects.get()
    assert (dispute.adjudicator, dispute.adjudicator_name) == ("superior", "淳安县人民政府")
    with pytest.raises(Blocked) as refused:
        rule(sent)
    assert code_of(refused) == "superior_designates"
    assert "行政处罚法 第二十五条 第二款" in [str(c) for c in refused.value.ruling.citations]
    rule(sent, authorised_by="县府办〔2026〕12号")
    assert fresh(dispute).authorised_by == "县府办〔2026〕12号"


def test_a_county_leader_designates_himself(county) -> None:
    sent = returned()
    assert rule(sent, "leader").state == "pending"


def test_a_township_against_a_county_organ_goes_to_the_guidance_office(county) -> None:
    sent = dispatched("A", area=FENKOU)
    services.return_dispatch(
        by=who(sent.team.removeprefix("squad-") + "-leader"),
        at=AT,
        dispatch=sent.pk,
        reason="应由县局办理",
        basis=BASIS,
        whose="enforcement_bureau",
    )
    dispute = Dispute.objects.get()
    assert {p["township"] for p in dispute.parties} == {True, False}
    assert (dispute.adjudicator, dispute.adjudicator_name) == ("guidance", "县综合行政执法指导机构")


def test_one_party_alone_goes_to_the_guidance_office(county) -> None:
    sent = returned(whose="")
    assert Dispute.objects.get().adjudicator == "guidance"
    assert rule(sent).state == "pending"


@pytest.mark.parametrize("username", ["weiping-leader", "dispatcher-1", "duty-chief", "verifier-1", "commander-weiping", "discipline"])
def test_only_adjudicators_rule(county, username: str) -> None:
    sent = returned()
    with pytest.raises(Denied):
        rule(sent, username, authorised_by="x")


def test_a_ruling_needs_reason_citation_and_owner(county) -> None:
    sent = returned()
    for values, code in (
        ({"team": ""}, "owner_required"),
        ({"citation": " "}, "ruling_needs_citation"),
        ({"reason": ""}, "reason_required"),
    ):
        with pytest.raises(Blocked) as refused:
            rule(sent, "leader", **values)
        assert code_of(refused) == code
    assert not Precedent.objects.exists()


def test_both_sides_speak_and_nobody_else(county) -> None:
    returned()
    dispute = Dispute.objects.get()
    said = services.Statement("绿化管养不是处罚事项", "条例 第十六条", accepts=False)
    services.state_position(by=who("regulator-housing-construction"), at=minutes(5), dispute=dispute.pk, statement=said)
    assert [s["organ"] for s in fresh(dispute).statements] == ["enforcement_bureau", HOUSING]
    for username in ("regulator-education", "dispatcher-1", "weiping-officer-1", "guidance", "discipline"):
        with pytest.raises(Denied):
            services.state_position(by=who(username), at=AT, dispute=dispute.pk, statement=said)
    with pytest.raises(Blocked):
        services.state_position(by=who("regulator-housing-construction"), at=AT, dispute=dispute.pk, statement=services.Statement(" ", ""))


def test_the_docket_is_read_by_parties_adjudicators_and_overseers(county) -> None:
    returned()
    pk = Dispute.objects.get().pk
    for username in ("guidance", "leader", "duty-chief", "discipline", "regulator-housing-construction", "weiping-leader"):
        assert len(queries.disputes(who(username))) == 1
        assert queries.dispute(who(username), pk)
    for username in ("regulator-education", "commander-weiping", "weiping-auxiliary-1"):
        assert queries.disputes(who(username)) == ()
        with pytest.raises(Denied):
            queries.dispute(who(username), pk)


def test_dispute_ruling_precedent_and_the_next_one_routes_itself(county) -> None:
    sent = returned()
    rule(sent, "leader", team="squad-linqi", reason="由临岐中队就近办理")
    made = Precedent.objects.get()
    assert (made.matter_code, made.areas, made.holders) == (GARBAGE, [WEIPING], ["enforcement_bureau"])
    assert fresh(Dispute.objects.get()).precedent == made.pk
    proposal = propose(sent.tenant, "环镇路乱倒生活垃圾", WEIPING, minutes(90).date())["candidates"][0]["authority"]
    assert (proposal["status"], proposal["precedent"]) == ("settled", made.number)
    follows = Precedent.objects.get().follows_coverage
    assert follows
    later = accepted("B")[0]
    assert later.state == "pending"
    matter = later.incident_matter
    # 威坪由威坪中队独家覆盖：先例跟随覆盖关系，主体仍是县局
    assert (matter.standing, matter.holder, matter.team) == ("settled", "enforcement_bureau", "squad-weiping")
    considered = matter.authority["considered"]
    assert [c["reason"]["code"] for c in considered if c["accepted"]] == ["precedent.decides"]
    assert any(c["reason"]["code"] == "precedent.yields" for c in considered)
    assert matter.authority["ruling"]["citations"] == [BASIS]
    assert not problems()


def test_a_professional_team_named_by_a_ruling_gets_the_next_one(county) -> None:
    sent = returned()
    rule(sent, "leader", team="team-agriculture", reason="由农业专业队办理")
    later = accepted("B")[0]
    assert (later.state, later.team, later.acting_identity) == ("pending", "team-agriculture", "淳安县农业农村局")
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=later.pk)
    elsewhere = accepted("C", area="330127103")[0]
    assert elsewhere.team == "squad-linqi"
    why = [c["reason"]["code"] for c in elsewhere.incident_matter.authority["considered"]]
    assert "precedent.other_area" in why


@pytest.mark.parametrize(
    ("values", "number", "then"),
    [
        ({"scope": "county"}, {"area": "330127103"}, "team-agriculture"),
        ({"scope": "none"}, {}, "squad-weiping"),
        ({"words": ("河边", "湖边")}, {}, "squad-weiping"),
        ({"words": ("河边", "湖边")}, {"text": "湖边乱倒生活垃圾"}, "team-agriculture"),
    ],
)
def test_a_precedent_reaches_as_far_as_the_ruling_says(county, values, number, then) -> None:
    sent = returned()
    rule(sent, "leader", team="team-agriculture", **values)
    assert accepted("B", **number)[0].team == then
    assert accepted("C", STALL)[0].team == "squad-weiping"


def test_nobody_holds_it_until_it_is_ruled_and_then_everybody_knows(county) -> None:
    from zhifa.apps.catalogue import queries as catalogue

    matter = catalogue.matters("ecology_environment")[0].code
    sent = accepted("A", matter)[0]
    assert (sent.state, sent.interim_team) == ("unsettled", "squad-weiping")
    assert Dispute.objects.get().cause == "unclear"
    rule(sent, "leader", reason="县政府指定", scope="county")
    assert accepted("B", matter)[0].state == "pending"
    away = accepted("C", matter, area="330127103")[0]
    assert (away.state, away.team) == ("pending", "squad-linqi")  # follows the coverage


def test_a_place_without_a_squad_is_held_by_the_command_centre(county, monkeypatch) -> None:
    from zhifa.apps.catalogue import queries as catalogue
    from zhifa.apps.registry import queries as registry

    monkeypatch.setattr(registry, "cover", lambda day: ())
    sent = accepted("A", catalogue.matters("ecology_environment")[0].code)[0]
    assert sent.interim_team == "command-centre"
    services.secure(by=who("dispatcher-1"), at=AT, dispatch=sent.pk, findings="已通知属地网格员看守现场")
    assert queries.orphans(sent.tenant) == ()


def test_a_precedent_is_revoked_with_a_reason_and_stays_in_the_trail(county) -> None:
    sent = returned()
    rule(sent, "leader", team="team-agriculture")
    made = Precedent.objects.get()
    for username in ("dispatcher-1", "weiping-leader", "discipline"):
        with pytest.raises(Denied):
            services.revoke_precedent(by=who(username), at=AT, precedent=made.pk, reason="不对")
    with pytest.raises(Blocked):
        services.revoke_precedent(by=who("guidance"), at=AT, precedent=made.pk, reason=" ")
    services.revoke_precedent(by=who("guidance"), at=minutes(90), precedent=made.pk, reason="目录已调整")
    with pytest.raises(Blocked):
        services.revoke_precedent(by=who("guidance"), at=AT, precedent=made.pk, reason="再撤")
    assert accepted("B")[0].team == "squad-weiping"
    row = precedents.precedents(sent.tenant, AT.date())[0]
    assert (row.in_force, row.revoked_reason) == (False, "目录已调整")
    assert [e.verb for e in trail.story(made.pk)] == ["set_precedent", "revoke_precedent"]
    assert not problems()


def test_a_refused_hand_over_is_a_dispute_and_comes_back_to_who_handed_it_over(county) -> None:
    sent = received("A")
    services.hand_over(by=who("weiping-officer-1"), at=AT, dispatch=sent.pk, receiver="agriculture", reason="是渔政事项")
    services.refuse_hand_over(by=who("team-agriculture-1"), at=AT, dispatch=sent.pk, reason="不是渔具")
    sent, dispute = fresh(sent), Dispute.objects.get()
    assert (sent.state, sent.interim_team, dispute.cause) == ("unsettled", "squad-weiping", "refused")
    assert {p["organ"] for p in dispute.parties} == {"enforcement_bureau", "agriculture"}


def test_a_withdrawn_matter_leaves_nothing_to_rule_on(county) -> None:
    sent = returned()
    services.withdraw_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk, reason="登记有误")
    dispute = Dispute.objects.get()
    assert (dispute.void, queries.disputes(who("guidance"))) == (True, ())
    said = services.Statement("迟到的意见", "")
    with pytest.raises(Blocked):
        services.state_position(by=who("regulator-housing-construction"), at=AT, dispute=dispute.pk, statement=said)


def test_who_does_not_secure_in_time_is_marked_once(county) -> None:
    sent = returned()
    assert services.mark_late(tenant=sent.tenant, at=minutes(121)) >= 1
    assert fresh(Dispute.objects.get()).late_since == minutes(120)
    services.mark_late(tenant=sent.tenant, at=minutes(122))
    assert [e.verb for e in trail.story(Dispute.objects.get().pk)] == ["late"]


def test_a_returned_task_is_returned_no_second_time(county) -> None:
    sent = returned()
    rule(sent, "leader", team="squad-linqi")
    services.dispatch_matter(by=who("dispatcher-1"), at=AT, dispatch=sent.pk)
    with pytest.raises(Blocked) as refused:
        services.return_dispatch(by=who("linqi-leader"), at=AT, dispatch=sent.pk, reason="也不归", basis=BASIS)
    assert code_of(refused) == "returned_before"


def test_a_dispute_moves_with_its_matter_when_the_incident_is_merged(county) -> None:
    sent, kept = returned("A"), accepted("B", STALL)[0]
    services.merge_incident(by=who("dispatcher-1"), at=AT, incident=sent.incident_id, into=kept.incident.number)
    assert queries.disputes(who("guidance"))[0].task.incident_number == kept.incident.number
    assert reported("C").state == "reported"
