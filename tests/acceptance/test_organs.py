"""四、（一）（三）: what moves by its score, who may enforce on a day, under which plate, and whose approval a change needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.apps.adjustments import world
from tests.apps.cases.ordinary import play
from tests.apps.cases.play import LITTER, WEIPING
from tests.apps.empowerment.test_townships import incident
from tests.county import SHANGHAI, who
from tests.interfaces.web.test_desks import logged_in
from zhifa.apps.adjustments import services
from zhifa.apps.adjustments.models import Change
from zhifa.apps.adjustments.services import Item
from zhifa.apps.appraisal.queries import registers
from zhifa.apps.cases import services as cases
from zhifa.apps.cases.services import Scene, ordinary
from zhifa.apps.catalogue.models import Mandate, MatterGrant
from zhifa.apps.documents.models import Document
from zhifa.apps.registry.models import Organ, Plate, Team
from zhifa.apps.registry.services import touch
from zhifa.law.actors import Actor
from zhifa.law.procedure.catalogue_change_guards import Document as Approving
from zhifa.law.rulings import Blocked, Denied

pytestmark = pytest.mark.django_db
BUREAU, URBAN = "淳安县综合行政执法局", "淳安县城市管理局"
STALLS, FUND = "UM-002", "MI-002"
ASKING = {"330127103": "commander-330127103", "330127104": "commander-weiping", "330127106": "commander-jiangjia"}
BRIGADE, ABOLISHED = "淳安县建设监察大队", date(2021, 12, 1)


def codes(refused: pytest.ExceptionInfo[Blocked]) -> set[str]:
    return {r.code for r in refused.value.ruling.reasons}


def asked_by_three_townships() -> Change:
    """无证占道经营, two dozen reports in two years, asked for by three townships."""
    for n in range(24):
        incident("330127103", world.AT - timedelta(days=n * 20), STALLS)
    for area, user in ASKING.items():
        wanted = world.request(Item("empower", f"gov-{area}", {"matters": [STALLS]}), ground="township_request")
        row = services.draft_change(by=who(user), at=world.AT, request=wanted)
        services.submit_change(by=who(user), at=world.AT, change=row.pk)
    return services.score_change(by=who("guidance"), at=world.AT, change=row.pk)


def test_a_frequent_and_wanted_matter_moves_and_a_special_field_stays_whatever_it_scores() -> None:
    """R34 高频率、高综合、高需求"""
    moves = asked_by_three_townships().sheets.get()
    stays = world.scored(world.back_to(FUND, "enforcement_bureau")).sheets.get()
    assert (moves.subject, moves.proposal, moves.total >= Decimal(60)) == (STALLS, "move", True)
    assert (stays.subject, stays.proposal, stays.total < Decimal(60)) == (FUND, "special", True)
    for sheet in (moves, stays):
        assert [f["key"] for f in sheet.figures] == ["frequency", "comprehensiveness", "demand", "difficulty"]
        assert all(f["value"] == sum(e["count"] for e in f["evidence"]) for f in sheet.figures)


def test_each_moved_matter_shows_its_sheet_and_its_decision() -> None:
    """R34 高频率、高综合、高需求"""
    row = world.in_effect(world.back_to("UM-001", "urban_management"))
    page = logged_in("guidance").get(reverse("web:change", args=[row.pk])).content.decode()
    sheet = row.sheets.get()
    assert all(str(said) in page for said in (sheet.name, sheet.total, *(a.number for a in row.approvals.all())))


def brigade() -> Actor:
    """建设监察大队 as it was: it fined litter in 威坪 until it was abolished, and the bureau has done so since."""
    organ = Organ.objects.create(tenant="330127", code="brigade", name=BRIGADE, kind="original_department")
    team = Team.objects.create(tenant="330127", code="brigade-team", name=BRIGADE, kind="professional", organ=organ)
    said = {"tenant": "330127", "code": "plate-brigade", "organ": organ, "name": BRIGADE, "kind": "main"}
    Plate.objects.create(**said, until=ABOLISHED)
    paper = Mandate.objects.create(tenant="330127", code="brigade", title="关于撤销建设监察大队的通知", number="淳编〔2021〕7号")
    terms = {"tenant": "330127", "power": "penalty", "domain": "urban_management", "mandate": paper, "areas": []}
    MatterGrant.objects.create(**terms, code="brigade", holder=organ, holder_kind="original_department", team=team, until=ABOLISHED)
    MatterGrant.objects.filter(domain="urban_management", power="penalty", code__startswith="plan:").update(since=ABOLISHED)
    touch("registry")
    touch("catalogue")
    return replace(who("weiping-officer-1"), organ="brigade", team="brigade-team")


def filed(by: Actor, day: date) -> cases.Case:
    at = datetime(day.year, day.month, day.day, 10, tzinfo=SHANGHAI)
    return cases.open_case(by=by, at=at, scene=Scene(LITTER, WEIPING, "环镇路"))


def test_a_case_keeps_the_subject_that_was_abolished_and_none_is_filed_by_it_afterwards() -> None:
    """R43 减少执法主体"""
    officer = brigade()
    case = filed(officer, date(2021, 10, 1))
    with pytest.raises(Denied, match="power"):
        filed(officer, date(2021, 12, 2))
    after = filed(who("weiping-officer-1"), date(2021, 12, 2))
    case.refresh_from_db()
    assert [(c.organ, c.acting_identity) for c in (case, after)] == [("brigade", BRIGADE), ("enforcement_bureau", BUREAU)]


def test_an_organ_without_a_name_of_its_own_on_the_day_files_nothing_even_where_a_grant_was_left() -> None:
    """R43 减少执法主体"""
    officer = brigade()
    MatterGrant.objects.filter(code="brigade").update(until=None)
    MatterGrant.objects.filter(domain="urban_management", power="penalty", code__startswith="plan:").update(since=date(2030, 1, 1))
    touch("catalogue")
    with pytest.raises(Blocked) as refused:
        filed(officer, date(2021, 12, 2))
    assert codes(refused) == {"case.subject_not_valid"}


def test_subjects_are_charted_over_time_and_each_change_names_its_documents() -> None:
    """R43 减少执法主体"""
    before = registers.register(who("leader"), date(2021, 10, 1), date(2021, 12, 31))
    brigade()
    found = registers.register(who("leader"), date(2021, 12, 2), date(2021, 12, 31))
    gone = next(s for s in found.shifts if BRIGADE in s.went)
    assert (gone.day, "关于撤销建设监察大队的通知 淳编〔2021〕7号" in gone.why) == (ABOLISHED, True)
    assert next(s for s in found.subjects if s.organ == "brigade").kinds == ()
    assert dict(found.course)[ABOLISHED] == dict(before.course)[max(dict(before.course))]
    page = logged_in("leader").get(reverse("web:reform_subjects"), {"day": "2021-12-02"}).content.decode()
    assert all(said in page for said in ("<svg", BRIGADE, "淳编〔2021〕7号"))


def test_documents_before_the_swap_bear_the_old_plate_afterwards_the_new_one_and_old_ones_stay() -> None:
    """R44 主副牌、挂牌"""
    Plate.objects.filter(code="plate-bureau").update(name=URBAN)
    Plate.objects.filter(code="plate-urban").update(name=BUREAU)
    touch("registry")
    case = play.played("notified")
    before = {d.pk: (d.acting_identity, d.number, d.blocks, d.digest) for d in Document.objects.filter(subject_id=case.pk)}
    world.in_effect(Item("plate", "enforcement_bureau", {"main": BUREAU}))
    day = world.EFFECT + timedelta(days=8)
    ordinary.serve_notice(by=play.first(), at=play.at(day), case=case.pk, delivery=play.handed(case, day))
    issued = Document.objects.filter(subject_id=case.pk)
    assert {d.acting_identity for d in issued if d.pk not in before} == {BUREAU}
    assert {d.pk: (d.acting_identity, d.number, d.blocks, d.digest) for d in issued if d.pk in before} == before
    assert {identity for identity, *_ in before.values()} == {URBAN}


def test_a_change_is_refused_with_a_document_of_too_low_a_level() -> None:
    """R49 分级报批"""
    row = world.checked(world.back_to("UM-001", "urban_management"))
    with pytest.raises(Blocked):
        services.approve_change(by=who("leader"), at=world.AT, change=row.pk, documents=(world.BUREAU_DOC,), reason="需要")


def test_nothing_takes_effect_before_the_day_of_its_approval() -> None:
    """R49 分级报批"""
    row = world.checked(Item("plate", "enforcement_bureau", {"main": URBAN}), effective_on=world.AT.date() + timedelta(days=3))
    at = world.AT + timedelta(days=9)
    late = Approving("county", "淳安县人民政府", "淳政发〔2026〕12号", at.date())
    with pytest.raises(Blocked) as refused:
        services.approve_change(by=who("leader"), at=at, change=row.pk, documents=(late,), reason="需要")
    assert "change.effect_before_approval" in codes(refused)
    assert Change.objects.get(pk=row.pk).state == "checked"
