"""One lawful penalty, and everything that stops an unlawful one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.apps.cases import play
from tests.apps.cases.play import AT, minutes, played
from tests.county import who
from zhifa.algorithms.identifiers import citizen_check
from zhifa.apps.cases import queries, services
from zhifa.apps.cases.models import Case, Deadline
from zhifa.apps.cases.services import Proposal, Scene
from zhifa.apps.catalogue.models import PenaltyRange
from zhifa.apps.documents import queries as documents
from zhifa.apps.documents import services as document_services
from zhifa.apps.documents.models import Document
from zhifa.apps.evidence import services as evidence
from zhifa.apps.registry.services import touch
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vouched")]


def codes(refused: pytest.ExceptionInfo[Blocked] | pytest.ExceptionInfo[Denied]) -> set[str]:
    return {r.code for r in refused.value.ruling.reasons}


def test_a_small_fine_goes_from_the_scene_to_the_archive(county) -> None:
    case = played("reported")
    receipt = services.import_receipt(
        by=play.BANK, at=AT + timedelta(days=3), source="nontax", number="R-1", decision=case.decisions.get().number,
        amount=Decimal("20.00"), paid_on=date(2026, 9, 3),
    )  # fmt: skip
    assert receipt.surcharge == 0
    services.close(by=play.first(), at=AT + timedelta(days=3), case=case.pk)
    row = queries.case(play.first(), case.pk)
    assert (row.state, row.done) == ("closed", True)
    assert [d.kind for d in row.documents] == ["DOC-D02", "DOC-S01", "DOC-B01"]
    assert [e.verb for e in trail.story(case.pk)] == [
        "open_case", "confirm_second_officer", "show_identity", "record_facts", "notify_party", "hear_statement", "decide", "serve",
        "report_for_record", "import_receipt", "close",
    ]  # fmt: skip
    assert {d.kind: (d.due, d.met_at is not None) for d in row.deadlines} == {
        "record": (date(2026, 9, 3), True),
        "payment": (date(2026, 9, 16), True),
    }


def test_the_decision_says_what_the_law_asks(county) -> None:
    case = played("decided")
    made = Document.objects.get(pk=case.decisions.get().document_id)
    text = repr(made.blocks)
    assert made.number == "演示综执当罚〔2026〕第0001号"
    for words in (
        "淳安县综合行政执法局", "先向淳安县人民政府申请行政复议", "六十日内", "人民币贰拾元整（¥20.00）", "十五日内", "百分之三",
        "威坪中队执法队员甲", "威坪中队执法队员乙", "《浙江省城市市容和环境卫生管理条例》第三十二条第二款", "11010519491231002X",
        "马上清理，请求从轻", "现场照片1张", "（演示裁量阶次）",
    ):  # fmt: skip
        assert words in text
    assert made.demo


def test_a_township_decides_in_its_own_name_where_it_was_empowered(county) -> None:
    officer = who("fenkou-officer-1")
    case = services.open_case(by=officer, at=AT, scene=Scene(play.STALL, play.FENKOU, "汾口镇老街"))
    assert (case.acting_identity, case.team) == ("汾口镇人民政府", "squad-fenkou")
    bureau = services.open_case(by=officer, at=AT, scene=Scene("UM-020", play.FENKOU, "汾口镇老街"))
    assert bureau.acting_identity in ("汾口镇人民政府", "淳安县综合行政执法局")


def test_another_squad_and_the_old_department_are_refused(county) -> None:
    with pytest.raises(Denied, match=r"case\.not_your_power") as refused:
        services.open_case(by=who("fenkou-officer-1"), at=AT, scene=Scene(play.LITTER, play.WEIPING, "x"))
    assert refused.value.ruling.citations
    regulator = replace(play.first(), roles=frozenset({play.Role.REGULATOR}))
    with pytest.raises(Denied, match=r"case\.officers_only"):
        services.open_case(by=regulator, at=AT, scene=Scene(play.LITTER, play.WEIPING, "x"))


def test_what_nobody_holds_cannot_be_opened(county) -> None:
    with pytest.raises(Blocked):
        services.open_case(by=play.first(), at=AT, scene=Scene("XX-999", play.WEIPING, "x"))


def test_the_second_officer_is_another_certified_person(county) -> None:
    case = play.opened()
    with pytest.raises(Denied, match=r"case\.second_is_lead"):
        services.confirm_second_officer(by=play.first(), at=AT, case=case.pk)
    with pytest.raises(Denied, match="certificate_required"):
        services.confirm_second_officer(by=replace(play.second(), certificate=""), at=AT, case=case.pk)
    stranger = replace(play.second(), person="00000000-0000-7000-8000-000000000000")
    with pytest.raises(Blocked, match=r"officers\.too_few"):
        services.confirm_second_officer(by=stranger, at=AT, case=case.pk)


def test_an_auxiliary_never_stands_for_an_officer(county) -> None:
    case = play.opened()
    helper = replace(play.second(), roles=frozenset({play.Role.AUXILIARY, play.Role.OFFICER}))
    with pytest.raises(Denied, match="auxiliary_may_not"):
        services.confirm_second_officer(by=helper, at=AT, case=case.pk)


def test_the_wrong_colleague_is_released_and_both_entries_stay(county) -> None:
    case = played("paired")
    services.release_second_officer(by=play.first(), at=minutes(2), case=case.pk, reason="乙另有任务")
    services.confirm_second_officer(by=play.leader(), at=minutes(3), case=case.pk)
    row = queries.case(play.first(), case.pk)
    assert [h.name for h in row.handlers] == ["威坪中队执法队员甲", "威坪中队队长"]
    assert Case.objects.get(pk=case.pk).handlers.count() == 3


def test_leads_of_auxiliaries_are_no_evidence_until_an_officer_adopts_them(county) -> None:
    case = played("identified")
    helper = replace(play.second(), roles=frozenset({play.Role.AUXILIARY}), certificate="")
    lead = evidence.store(by=helper, at=AT, content=play.PNG, name="照片.png", kind="photo", subject_id=case.pk)
    said = {"case": case.pk, "narrative": "乱扔果皮", "occurred_at": AT, "party": play.citizen().pk}
    with pytest.raises(Blocked, match="evidence_required"):
        services.record_facts(by=play.first(), at=minutes(3), **said)
    evidence.adopt(by=play.first(), at=minutes(3), evidence_id=lead.pk)
    assert services.record_facts(by=play.first(), at=minutes(4), **said).state == "established"


@pytest.mark.parametrize(
    ("kind", "amount", "permitted"),
    [("citizen", "50", True), ("citizen", "20", True), ("citizen", "51", False), ("citizen", "19", False)],
)
def test_the_fine_keeps_to_the_range_of_the_provision(county, kind: str, amount: str, permitted: bool) -> None:
    case = played("established")
    proposal = replace(play.litter_fine(amount, 3), reason="裁量说明")
    if permitted:
        assert services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=proposal).state == "notified"
    else:
        with pytest.raises(Blocked, match=r"summary\.(above|below)_provision"):
            services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=proposal)


@pytest.mark.parametrize(
    ("party", "amount", "code"),
    [
        ("citizen", "500", "summary.above_limit"),
        ("sole_trader", "500", "summary.sole_trader"),
        ("organization", "2000", ""),
    ],
)
def test_the_limit_of_the_summary_procedure_depends_on_the_party(county, party: str, amount: str, code: str) -> None:
    whom = play.organization() if party == "organization" else play.citizen(kind=party)
    case = played("established", play.CLIPPINGS, party=whom)
    proposal = Proposal(fine=Decimal(amount))
    if code:
        with pytest.raises(Blocked) as refused:
            services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=proposal)
        assert code in codes(refused)
        converted = services.convert_to_ordinary(by=play.first(), at=minutes(5), case=case.pk, reason="超出简易程序限额")
        assert (converted.state, converted.narrative) == ("converted", case.narrative)
    else:
        tier = services.telling.tiers_of(services.telling.matter_of(play.CLIPPINGS), "organization")
        chosen = next((t.code for t in tier if t.minimum <= Decimal(amount) <= t.maximum), "")
        assert (
            services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=replace(proposal, tier=chosen)).state == "notified"
        )


def test_a_kind_the_provision_does_not_have_is_refused(county) -> None:
    case = played("established")
    with pytest.raises(Blocked, match=r"case\.kind_not_in_provision"):
        services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=Proposal(warning=True))


def test_leaving_the_discretion_tier_needs_a_reason_that_is_recorded(county) -> None:
    case = played("established")
    with pytest.raises(Blocked, match=r"case\.outside_tier"):
        services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=play.litter_fine("30", 1))
    with pytest.raises(Blocked, match=r"case\.tier_required"):
        services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=Proposal(fine=Decimal(20)))
    reasoned = replace(play.litter_fine("30", 1), reason="多次劝阻后仍丢弃")
    services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=reasoned)
    last = trail.story(case.pk)[-1]
    assert (last.outcome, last.note) == ("warn", "多次劝阻后仍丢弃")


def test_children_are_not_fined_and_minors_only_leniently(county) -> None:
    child = play.citizen(name="演示儿童", identifier=_born("20150101"))
    case = played("established", party=child)
    with pytest.raises(Blocked, match=r"liability\.child"):
        services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=play.litter_fine())
    dropped = services.drop(by=play.first(), at=minutes(5), case=case.pk, ground="under_fourteen", reason="责令监护人加以管教")
    assert dropped.state == "dropped"


def test_a_provision_with_a_precondition_waits_for_order_serving_and_recheck(county) -> None:
    case = played("established", play.STALL)
    with pytest.raises(Blocked) as refused:
        services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=Proposal(fine=Decimal(100)))
    assert "precondition.no_order" in codes(refused)
    assert {str(c) for c in refused.value.ruling.citations}


def test_after_a_failed_recheck_the_stall_can_be_fined(county) -> None:
    order = play.ordered()
    services.serve_order(by=play.first(), at=minutes(10), order=order.pk, received_by="当事人本人")
    with pytest.raises(Blocked, match=r"precondition\.period_running"):
        services.record_recheck(
            by=play.first(),
            at=AT + timedelta(days=2),
            order=order.pk,
            corrected=False,
            findings="仍在摆",
            officers_on_scene=[play.second().person],
        )
    later = AT + timedelta(days=4)
    services.record_recheck(
        by=play.first(), at=later, order=order.pk, corrected=False, findings="仍在店外摆放", officers_on_scene=[play.second().person]
    )
    case = played("established", play.STALL, order=order.pk)
    tiers = services.telling.tiers_of(services.telling.matter_of(play.STALL), "citizen")
    proposal = Proposal(fine=Decimal(100), tier=tiers[0].code)
    assert services.notify_party(by=play.first(), at=later, case=case.pk, proposal=proposal).state == "notified"


def test_no_decision_before_the_party_was_heard_or_waived(county) -> None:
    case = played("notified")
    with pytest.raises(Blocked, match="act_not_in_state"):
        services.decide(by=play.first(), at=minutes(6), case=case.pk)
    with pytest.raises(Blocked, match=r"case\.waiver_proof_required"):
        services.record_waiver(by=play.first(), at=minutes(5), case=case.pk, proof=" ")
    with pytest.raises(Blocked, match=r"case\.statement_required"):
        services.hear_statement(by=play.first(), at=minutes(5), case=case.pk, statement="有异议", review="")
    assert played("decided", waive=True, party=play.citizen(identifier_type="none", identifier="")).state == "decided"


def test_a_defence_never_makes_it_heavier_but_may_make_it_lighter(county) -> None:
    case = played("heard", proposal=replace(play.litter_fine("30", 2)))
    with pytest.raises(Blocked, match=r"notice\.heavier"):
        services.decide(by=play.first(), at=minutes(6), case=case.pk, fine=Decimal(35))
    services.decide(by=play.first(), at=minutes(6), case=case.pk, fine=Decimal(20))
    assert case.decisions.get().fine == 20


def test_the_same_act_is_not_fined_twice_and_the_first_is_named(county) -> None:
    party = play.citizen()
    one = played("served", party=party)
    again = played("established", party=party)
    with pytest.raises(Blocked, match="double") as refused:
        services.notify_party(by=play.first(), at=minutes(8), case=again.pk, proposal=play.litter_fine())
    assert one.decisions.get().number in [r.values.get("number") for r in refused.value.ruling.reasons]


def test_a_refusal_to_sign_is_noted_and_the_decision_stands(county) -> None:
    case = played("decided")
    with pytest.raises(Blocked, match=r"summary\.refusal_not_noted"):
        services.serve_refused(by=play.first(), at=minutes(7), case=case.pk, refusal_note=" ")
    served = services.serve_refused(by=play.first(), at=minutes(7), case=case.pk, refusal_note="称不服处罚", witness="社区工作者")
    assert served.served_on == AT.date()
    receipt = next(d for d in documents.of_subjects(case.pk) if d.kind == "DOC-S01")
    assert "称不服处罚" in repr(Document.objects.get(pk=receipt.id).blocks)
    decision = Document.objects.get(pk=case.decisions.get().document_id)
    assert "称不服处罚" in decision.noted
    assert "称不服处罚" in repr(decision.blocks)
    assert len(decision.stored_files()) == 2


def test_a_wrong_decision_not_yet_served_is_voided_by_the_leader_and_made_anew(county) -> None:
    case = played("decided")
    with pytest.raises(Denied):
        services.withdraw_decision(by=play.first(), at=minutes(7), case=case.pk, reason="写错")
    services.withdraw_decision(by=play.leader(), at=minutes(7), case=case.pk, reason="地点写错")
    services.decide(by=play.first(), at=minutes(9), case=case.pk)
    assert [d.number[-5:-1] for d in case.decisions.order_by("decided_at")] == ["0001", "0002"]
    (run,) = documents.series(2026)
    assert run.numbers[0][1] == "地点写错"


def test_a_correction_after_the_notice_asks_for_a_new_notice(county) -> None:
    case = played("heard")
    changed = services.correct_entry(
        by=play.first(), at=minutes(6), case=case.pk, changes={"place": "威坪镇环镇路菜场后门"}, reason="地点录错"
    )
    assert changed.state == "established"
    last = trail.story(case.pk)[-1]
    assert last.facts["before"] == {"place": "威坪镇环镇路菜场门口"}
    with pytest.raises(Blocked, match="nothing_changed"):
        services.correct_entry(by=play.first(), at=minutes(7), case=case.pk, changes={"place": changed.place}, reason="x")
    with pytest.raises(Invalid):
        services.correct_entry(by=play.first(), at=minutes(7), case=case.pk, changes={"acting_identity": "某局"}, reason="x")


def test_a_form_shown_before_a_change_is_stale(county) -> None:
    case = played("paired")
    with pytest.raises(Stale):
        services.show_identity(by=play.first(), at=minutes(2), case=case.pk, version=1)


def test_deadlines_say_how_they_were_counted(county) -> None:
    case = played("served")
    row = {d.kind: d for d in queries.case(play.first(), case.pk).deadlines}["payment"]
    assert (row.due, row.nominal, row.counted_from, row.count, row.unit) == (
        date(2026, 9, 16), date(2026, 9, 16), date(2026, 9, 1), 15, "natural_days",
    )  # fmt: skip
    assert row.rule == "PAY-02"
    assert "行政处罚法 第六十七条 第三款" in row.citations
    assert queries.deadlines_open(play.first())


def test_personal_data_of_the_party_are_not_in_the_trail(county) -> None:
    case = played("reported")
    story = repr(trail.story(case.pk, *[d.id for d in documents.of_subjects(case.pk)]))
    assert "11010519491231002X" not in story
    assert "13800000000" not in story


def test_each_sees_only_the_own(county) -> None:
    case = played("decided")
    assert queries.case(play.second(), case.pk)
    assert queries.case(who("fenkou-officer-1"), case.pk) is None
    assert queries.cases(who("fenkou-officer-1")) == ()
    assert [c.id for c in queries.my_open_cases(play.first())] == [case.pk]
    with pytest.raises(Denied):
        document_services.open_file(by=who("fenkou-officer-1"), at=AT, document_id=case.decisions.get().document_id)


def test_reading_a_case_takes_a_known_number_of_queries(county, django_assert_max_num_queries) -> None:
    case = played("reported")
    by = play.first()
    with django_assert_max_num_queries(12):
        row = queries.case(by, case.pk)
    with django_assert_max_num_queries(6):
        queries.allowed_acts(by, row, AT.date())
    for question in (queries.cases, queries.my_open_cases, queries.waiting_for_second, queries.deadlines_open, queries.orders_open):
        with django_assert_max_num_queries(1):
            question(by)


def test_late_reporting_is_possible_and_marked(county) -> None:
    case = played("served")
    services.report_for_record(by=play.leader(), at=AT + timedelta(days=5), case=case.pk)
    assert trail.story(case.pk)[-1].facts["late"] is True
    assert Deadline.objects.get(case=case, kind="record").met_at


def test_a_warning_without_a_fine_closes_without_money(county) -> None:
    case = played("established", "HC-014", party=play.organization()) if _holds("HC-014") else None
    if case is None:
        pytest.fail("HC-014 is a matter of the bureau in the demonstration county")
    services.notify_party(by=play.first(), at=minutes(4), case=case.pk, proposal=Proposal(warning=True))
    services.record_waiver(by=play.first(), at=minutes(5), case=case.pk, proof="书面声明")
    services.decide(by=play.first(), at=minutes(6), case=case.pk)
    services.serve(by=play.first(), at=minutes(7), case=case.pk)
    services.report_for_record(by=play.first(), at=minutes(8), case=case.pk)
    assert services.close(by=play.first(), at=minutes(9), case=case.pk).state == "closed"
    assert not Deadline.objects.filter(case=case, kind="payment").exists()


def _holds(matter: str) -> bool:
    return services.opening.found_on_patrol(matter, play.WEIPING, AT.date()).team == play.first().team


def _born(day: str) -> str:
    """An identity number with this birthday, sound by its check character only."""
    first17 = f"330127{day}001"
    return first17 + citizen_check(first17)


def test_an_amended_provision_is_measured_by_the_lighter_version(county) -> None:
    """The act is of 1 September; on the 2nd the upper limit of the provision was lowered (处罚法 37)."""
    old = PenaltyRange.objects.get(matter__code=play.LITTER)
    lowered = date(2026, 9, 2)
    columns = {f.attname: getattr(old, f.attname) for f in PenaltyRange._meta.concrete_fields if f.name not in ("id", "code")}
    PenaltyRange.objects.filter(pk=old.pk).update(until=lowered)
    PenaltyRange.objects.create(**columns | {"code": "amended", "since": lowered, "minimum": None, "maximum": Decimal(15)})
    touch("catalogue")
    case = played("heard")
    with pytest.raises(Blocked) as refused:
        services.decide(by=play.first(), at=AT + timedelta(days=2), case=case.pk)
    assert {"summary.above_provision", "decision.law_at_decision"} <= codes(refused)
    assert services.decide(by=play.first(), at=minutes(9), case=case.pk).state == "decided"
