"""目录调整 step by step: what each refuses, what it keeps, and that a second press and an old form do nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.apps.adjustments.world import (
    AT,
    BUREAU_DOC,
    COUNTY_DOC,
    EFFECT,
    ON_THE_DAY,
    PROVINCE_DOC,
    approved,
    back_to,
    checked,
    drafted,
    in_effect,
    moved,
    published,
    request,
    scored,
    submitted,
)
from tests.county import SHANGHAI, who
from zhifa.apps.adjustments import queries, services
from zhifa.apps.adjustments.models import Change, ChangeItem
from zhifa.apps.adjustments.services import Item
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import MatterGrant
from zhifa.apps.documents.models import Document as Issued
from zhifa.apps.trail import verification
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.apps.trail.models import Record
from zhifa.apps.trail.tally import counted
from zhifa.law.rulings import Blocked, Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
DAY = AT.date()


def why(refused: pytest.ExceptionInfo[Blocked]) -> set[str]:
    return {r.code for r in refused.value.ruling.reasons}


def first(domain: str = "housing_construction") -> str:
    return catalogue.matters(domain=domain)[0].code


def new_matter(**changed: object) -> Item:
    basis = {"role": "penalty", "statute": "ZJSR", "article": 9}
    after = {"name": "在公共楼道违规充电", "domain": "housing_construction", "kinds": ["fine"], "bases": [basis], "ranges": []}
    return Item("new_matter", "HC-900", {**after, **changed})


@pytest.fixture
def statute() -> str:
    from zhifa.apps.catalogue.models import Statute

    code: str = Statute.objects.order_by("code").first().code  # type: ignore[union-attr]
    return code


def test_numbers_run_without_gaps_and_keep_to_their_year() -> None:
    made = [drafted(moved()).code for _n in range(3)]
    assert made == ["TZ2026-001", "TZ2026-002", "TZ2026-003"]
    with pytest.raises(Invalid):
        services.draft_change(by=who("guidance"), at=AT, request=replace(request(), title=" "))
    assert drafted().code == "TZ2026-004"


def test_a_request_keeps_what_the_catalogue_said() -> None:
    item = ChangeItem.objects.get(change=drafted(moved()))
    assert (item.before, item.after, item.name) == ({"team": "squad-jiangjia"}, {"team": "squad-fenkou"}, "调整中队覆盖：330127107")


def test_an_incomplete_request_is_not_sent() -> None:
    for row in (drafted(), drafted(moved(), effective_on=None), drafted(moved(), effective_on=DAY - timedelta(days=1))):
        with pytest.raises(Blocked) as refused:
            services.submit_change(by=who("guidance"), at=AT, change=row.pk)
        assert why(refused) <= {"change.incomplete", "change.effect_in_the_past"}


def test_what_is_wrong_with_an_item_is_told_when_it_is_sent() -> None:
    wrong = {
        "change.subject_unknown": Item("end_matter", "XX-1"),
        "change.nothing_changes": Item("coverage", "330127107", {"team": "squad-jiangjia"}),
        "change.not_in_the_county_list": Item("empower", "gov-330127104", {"matters": [first("audit")]}),
        "change.coercion_to_township": Item("empower", "gov-330127104", {"matters": ["UM-001"], "powers": ["coercion"]}),
        "change.basis_missing": new_matter(bases=[]),
        "change.field_missing": Item("new_grant", first(), {"matter": first(), "powers": ["penalty"]}),
        "change.subject_known": Item("new_matter", first(), {}),
        "change.already_so": Item("withdraw_power", "gov-330127108", {"matters": ["UM-999"]}),
    }
    for code, item in wrong.items():
        with pytest.raises(Blocked) as refused:
            services.submit_change(by=who("guidance"), at=AT, change=drafted(item).pk)
        assert why(refused) & {code, "change.subject_unknown"}, code


def test_the_level_follows_from_the_items(statute: str) -> None:
    beyond = new_matter(bases=[{"role": "penalty", "statute": statute, "article": 9}])
    assert submitted(moved()).level == "bureau"
    assert submitted(moved(), back_to(first())).level == "county"
    assert submitted(beyond).level == "province"
    assert submitted(replace(beyond, after={**(beyond.after or {}), "listed": "省统一目录2021年本"})).level == "county"


def test_every_figure_of_a_sheet_has_its_evidence_and_a_second_sheet_supersedes_the_first() -> None:
    code = first()
    row = scored(back_to(code))
    services.score_change(by=who("guidance"), at=AT + timedelta(days=1), change=row.pk)
    assert row.sheets.count() == 2
    sheet = row.sheets.get(superseded=False)
    assert [f["key"] for f in sheet.figures] == ["frequency", "comprehensiveness", "demand", "difficulty"]
    assert all(f["value"] == sum(e["count"] for e in f["evidence"]) for f in sheet.figures)
    assert sheet.demo
    assert str(sheet.total) == str(sum(float(f["points"]) for f in sheet.figures))


def test_a_request_of_townships_counts_each_township_once() -> None:
    codes = ["UM-001"]
    for user in ("commander-weiping", "commander-weiping", "commander-fenkou"):
        asked = drafted(Item("empower", "gov-330127104", {"matters": codes}), ground="township_request", user=user)
        services.submit_change(by=who(user), at=AT, change=asked.pk)
    row = scored(Item("empower", "gov-330127104", {"matters": codes}))
    figure = next(f for f in row.sheets.get().figures if f["key"] == "demand")
    assert figure["value"] == 2


def test_nobody_checks_or_approves_what_they_asked_for() -> None:
    row = scored(moved())
    Change.objects.filter(pk=row.pk).update(requested_by=who("legal").person)
    with pytest.raises(Blocked) as refused:
        services.check_legality(by=who("legal"), at=AT, change=row.pk, opinion="同意")
    assert why(refused) == {"change.own_request"}


def test_the_head_of_the_bureau_approves_what_is_the_bureaus_and_no_more() -> None:
    row = checked(moved())
    with pytest.raises(Denied):
        services.approve_change(by=who("head-market"), at=AT, change=row.pk, documents=(BUREAU_DOC,))
    assert services.approve_change(by=who("bureau-head-1"), at=AT, change=row.pk, documents=(BUREAU_DOC,)).state == "approved"
    county = checked(back_to(first()))
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("bureau-head-1"), at=AT, change=county.pk, documents=(BUREAU_DOC,))
    assert why(refused) == {"change.higher_level"}


def test_an_approval_needs_organ_number_and_day_and_comes_before_the_effect() -> None:
    row = checked(back_to(first()), effective_on=DAY)
    lacking = replace(COUNTY_DOC, number="")
    late = replace(COUNTY_DOC, issued_on=DAY + timedelta(days=1))
    for document, code in ((lacking, "change.no_document"), (late, "change.document_of_a_later_day")):
        with pytest.raises(Blocked) as refused:
            services.approve_change(by=who("leader"), at=AT, change=row.pk, documents=(document,))
        assert code in why(refused)
    after = replace(COUNTY_DOC, issued_on=DAY + timedelta(days=2))
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=AT + timedelta(days=3), change=row.pk, documents=(after,))
    assert "change.effect_before_approval" in why(refused)


def test_what_goes_beyond_the_provincial_catalogue_needs_the_province(statute: str) -> None:
    row = checked(new_matter(bases=[{"role": "penalty", "statute": statute, "article": 9}]))
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=AT, change=row.pk, documents=(COUNTY_DOC,))
    assert "change.province_approves" in why(refused)
    documents = (COUNTY_DOC, PROVINCE_DOC)
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=AT, change=row.pk, documents=documents)
    assert why(refused) == {"change.against_score"}
    done = services.approve_change(by=who("leader"), at=AT, change=row.pk, documents=documents, reason="巡查中多见")
    assert done.approvals.count() == 2


def test_a_change_that_would_leave_a_gap_or_two_holders_is_not_approved() -> None:
    grant = MatterGrant.objects.get(code="plan:housing_construction:penalty")
    row = checked(Item("revise_grant", grant.code, {"until": EFFECT.isoformat()}))
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=AT, change=row.pk, documents=(COUNTY_DOC,))
    assert why(refused) == {"change.new_faults"}
    code = first()
    twice = checked(back_to(code, "housing_construction"), back_to(code, "civil_affairs"))
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=AT, change=twice.pk, documents=(COUNTY_DOC,))
    assert why(refused) == {"change.new_faults"}


def test_nothing_takes_effect_before_it_is_announced_and_its_day_has_come() -> None:
    row = approved(moved())
    with pytest.raises(Blocked):
        services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    services.publish_change(by=who("guidance"), at=AT, change=row.pk, channel="县政府门户网站")
    with pytest.raises(Blocked) as refused:
        services.take_effect(by=who("guidance"), at=AT, change=row.pk)
    assert why(refused) == {"change.day_not_reached"}


def test_an_announcement_comes_too_late_only_until_the_day_is_moved() -> None:
    row = approved(moved(), effective_on=DAY + timedelta(days=2))
    late = AT + timedelta(days=5)
    with pytest.raises(Blocked) as refused:
        services.publish_change(by=who("guidance"), at=late, change=row.pk, channel="网站")
    assert why(refused) == {"change.published_too_late"}
    services.postpone_change(by=who("guidance"), at=late, change=row.pk, effective_on=EFFECT, reason="公布晚了")
    assert services.publish_change(by=who("guidance"), at=late, change=row.pk, channel="网站").notice == f"{row.code}-G1"


def test_a_postponed_change_is_announced_again_and_the_first_notice_is_marked() -> None:
    row = published(moved())
    services.postpone_change(by=who("guidance"), at=AT, change=row.pk, effective_on=EFFECT + timedelta(days=31), reason="移交未完")
    again = services.publish_change(by=who("guidance"), at=AT, change=row.pk, channel="县政府门户网站")
    assert again.notice == f"{row.code}-G2"
    assert [bool(p.withdrawn_at) for p in row.publications.order_by("number")] == [True, False]


def test_the_announcement_is_a_document_that_names_items_approval_and_day() -> None:
    row = published(moved(), back_to(first()))
    issued = Issued.objects.get(subject_id=row.pk)
    text = str(issued.blocks)
    assert issued.kind == "DOC-K01"
    assert all(part in text for part in ("淳政发〔2026〕9号", "2026年10月1日", "梓桐镇", row.code))


def test_the_clock_brings_announced_changes_into_effect_on_their_day() -> None:
    row = published(moved())
    assert services.take_due_effect(tenant=row.tenant, at=AT) == 0
    assert services.take_due_effect(tenant=row.tenant, at=ON_THE_DAY) == 1
    assert Change.objects.get(pk=row.pk).state == "in_effect"


def test_what_the_dry_run_showed_is_what_is_written() -> None:
    row = published(moved(), back_to(first()))
    page = queries.change(who("guidance"), row.pk, DAY)
    assert page is not None
    services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    after = queries.change(who("guidance"), row.pk, EFFECT)
    assert after is not None
    assert after.written
    assert [(w["table"], w["code"], w["done"]) for w in page.writes] == [(w["table"], w["code"], w["done"]) for w in after.writes]
    assert ("coverage", "created") in {(w["table"], w["done"]) for w in after.writes}


def test_a_change_that_another_one_overtook_is_looked_at_again() -> None:
    row = published(moved("squad-weiping"))
    in_effect(moved("squad-fenkou"))
    with pytest.raises(Blocked) as refused:
        services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    assert why(refused) == {"change.catalogue_moved"}


def test_an_old_form_is_refused_and_leaves_nothing() -> None:
    row = drafted(moved())
    services.amend_change(by=who("guidance"), at=AT, change=row.pk, request=request(moved("squad-weiping")), version=1)
    before = Record.objects.count()
    with pytest.raises(Stale):
        services.submit_change(by=who("guidance"), at=AT, change=row.pk, version=1)
    assert Record.objects.count() == before


def test_an_amended_request_holds_the_new_items_only() -> None:
    row = drafted(moved(), back_to(first()))
    services.amend_change(by=who("guidance"), at=AT, change=row.pk, request=request(moved("squad-weiping")))
    assert [i.after for i in row.items.all()] == [{"team": "squad-weiping"}]


def test_a_second_press_does_nothing() -> None:
    row = in_effect(moved())
    with pytest.raises(Blocked):
        services.take_effect(by=who("guidance"), at=ON_THE_DAY, change=row.pk)
    assert catalogue.proof().faults == ()


def test_departments_and_townships_ask_for_their_own_and_touch_no_other() -> None:
    row = drafted(moved(), user="regulator-housing-construction")
    with pytest.raises(Denied):
        services.withdraw_change(by=who("commander-weiping"), at=AT, change=row.pk, reason="不是我的")
    assert queries.change(who("commander-weiping"), row.pk, DAY) is None
    assert (
        services.withdraw_change(by=who("regulator-housing-construction"), at=AT, change=row.pk, reason="已另行报送").state == "withdrawn"
    )


def test_officers_neither_ask_nor_read() -> None:
    for user in ("weiping-officer-1", "dispatcher-1"):
        with pytest.raises(Denied):
            services.draft_change(by=who(user), at=AT, request=request(moved()))
        with pytest.raises(Denied):
            queries.changes(who(user))


def test_returned_requests_go_round_again() -> None:
    row = scored(moved())
    services.return_change(by=who("legal"), at=AT, change=row.pk, act="object", reason="请写明依据")
    again = services.submit_change(by=who("guidance"), at=AT, change=row.pk)
    assert again.state == "submitted"
    row = services.refuse_change(by=who("guidance"), at=AT, change=row.pk, act="refuse", reason="不需要")
    assert (row.state, row.end_reason) == ("refused", "不需要")


def test_what_the_bureau_revokes_is_announced_no_longer_and_never_holds() -> None:
    row = published(moved())
    services.revoke_change(by=who("leader"), at=AT, change=row.pk, reason="暂缓")
    assert row.publications.get().withdrawn_at is not None
    assert services.take_due_effect(tenant=row.tenant, at=ON_THE_DAY) == 0


def test_the_trail_vouches_for_everything_that_a_change_wrote() -> None:
    code = first()
    old = catalogue.matter(code)
    assert old is not None
    item = Item("revise_matter", code, {"name": "改名后的事项", "remarks": "按修订后的条例"})
    row = in_effect(
        moved(), back_to(first("civil_affairs"), "civil_affairs"), item, Item("empower", "gov-330127104", {"matters": ["UM-002"]})
    )
    assert len(row.written) > 5
    names = ("adjustments", "catalogue", "registry")
    models = [m for m in verification.tracked_models() if m._meta.app_label in names]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "tracked_models", lambda: models)
        found = [str(p) for p in verification.check_tables(verification.Counts()) if p.kind != "table_unknown"]
    assert found == []


def test_the_list_is_found_by_state_words_and_subject_in_one_question(django_assert_num_queries: object) -> None:
    drafted(moved())
    row = submitted(back_to(first()))
    by = who("guidance")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [r.code for r in queries.changes(by, state="submitted")] == [row.code]
    assert len(queries.changes(who("guidance"), text="评估")) == 2
    assert [r.code for r in queries.changes(who("guidance"), subject=first())] == [row.code]
    assert counted([queries.waiting(who("guidance"))]) == [1]


def test_the_steps_say_what_is_done_what_is_next_and_what_is_in_the_way() -> None:
    row = checked(Item("revise_grant", "plan:housing_construction:penalty", {"until": EFFECT.isoformat()}))
    page = queries.change(who("leader"), row.pk, DAY)
    assert page is not None
    assert [s.state for s in page.steps] == ["done", "done", "done", "blocked", "waiting", "waiting"]
    blocked = page.steps[3].ruling
    assert blocked is not None
    assert {r.code for r in blocked.reasons} == {"change.new_faults"}
    offers = {o.act: o.refusal for o in page.offers}
    assert set(offers) == {"approve", "decline", "reject"}
    assert offers["approve"] is not None
    assert offers["decline"] is None


def test_later_day_of_today_is_taken_when_the_day_has_passed() -> None:
    row = approved(moved(), effective_on=DAY)
    later = datetime(2026, 9, 3, 9, 0, tzinfo=SHANGHAI)
    done = services.postpone_change(by=who("guidance"), at=later, change=row.pk, effective_on=date(2026, 9, 3), reason="今天公布今天生效")
    assert done.effective_on == date(2026, 9, 3)
