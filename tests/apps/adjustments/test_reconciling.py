"""Powers that go back or over, and the work in flight to the last item (R37, R56, R116)."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.apps.adjustments import flying, world
from tests.apps.cases.ordinary import play
from tests.apps.loop.world import problems
from tests.county import KEEPER, SHANGHAI, source, who
from zhifa.apps.adjustments.models import Change, Cutover, Receipt
from zhifa.apps.adjustments.queries import cutovers
from zhifa.apps.adjustments.queries.impact import coverage_impact, impact
from zhifa.apps.adjustments.services import Item, take_effect
from zhifa.apps.adjustments.services.cutover_planning import Plan, cut_over, plan_cutover, reassign_coverage
from zhifa.apps.adjustments.services.cutover_receiving import Chosen, accept_receipts, refuse_receipts
from zhifa.apps.cases.authority import found_on_patrol, still_its_case
from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDeadline
from zhifa.apps.cases.services import Scene, open_case
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.models import Mandate, Matter, MatterGrant
from zhifa.apps.dispatch import services as dispatch
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.incidents import services as incidents
from zhifa.apps.incidents.facts import Report
from zhifa.apps.registry.models import Organ
from zhifa.apps.registry.services import touch
from zhifa.apps.registry.services.coverage import Assigned
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, save
from zhifa.law.rulings import Blocked

pytestmark = pytest.mark.django_db

FENKOU, TOWN = "330127108", "gov-330127108"
TURN = date(2026, 12, 1)
MIDNIGHT = datetime(2026, 12, 1, 0, 0, tzinfo=SHANGHAI)
DEPARTMENTS = (
    "archives", "lake_water", "development_reform", "education", "ethnic_religious", "civil_affairs", "human_resources",
    "housing_construction", "urban_management",
)  # fmt: skip


def held_by(organ: str, matter: str, *powers: str) -> list[MatterGrant]:
    """This department has these powers over one matter, whatever the domain says."""
    rows = []
    for power in powers:
        row = MatterGrant(
            code=f"test:{organ}:{matter}:{power}", power=power, holder=Organ.objects.get(code=organ), holder_kind="original_department",
            matter=Matter.objects.get(code=matter), mandate=Mandate.objects.order_by("code")[0],
        )  # fmt: skip
        save(row)
        trail.record(subject=row, verb="load", by=KEEPER, at=world.AT)
        rows.append(row)
    touch("catalogue")
    return rows


def nine_departments() -> list[tuple[str, str]]:
    """(department, matter) for nine departments, one matter each."""
    codes = Matter.objects.filter(domain="urban_management", precondition="none").order_by("code").values_list("code", flat=True)
    pairs = list(zip(DEPARTMENTS, codes, strict=False))
    for organ, matter in pairs:
        held_by(organ, matter, "penalty")
    return pairs


def announced(pairs: list[tuple[str, str]]) -> Change:
    """Announced: from 12-01 on these matters are the bureau's, as their domain is."""
    row = Change(
        code="TZ2026-900", title="九部门事项划转", ground="work_need", ground_text="划转", state="published", level="county",
        effective_on=TURN, requested_organ="enforcement_bureau", requested_organ_name="县综合行政执法局", requested_by="x",
        requested_by_name="x", requested_at=world.AT, published_at=world.AT,
    )  # fmt: skip
    save(row)
    items = []
    for n, (organ, matter) in enumerate(pairs):
        subject = f"test:{organ}:{matter}:penalty"
        items.append(
            save(row.items.model(change=row, order=n, kind="revise_grant", subject=subject, name=subject,
                                 before={"until": None}, after={"until": TURN.isoformat()}))
        )  # fmt: skip
    trail.record(subject=row, verb="publish", by=KEEPER, at=world.AT, rows=items)
    return row


def test_on_the_first_of_december_nine_departments_hand_over_263_items_and_none_is_lost(vouched: None) -> None:
    pairs = nine_departments()
    open_cases = [flying.case(f"BM{n:03}", pairs[n % 9][1], "330127104", organ=pairs[n % 9][0]) for n in range(214)]
    held = [flying.goods(open_cases[n]) for n in range(37)]
    unpaid = [flying.case(f"FK{n:03}", pairs[n % 9][1], "330127104", "served", organ=pairs[n % 9][0]) for n in range(12)]
    other = flying.case("QT001", pairs[0][1], "330127104", organ="education")
    days = dict(OrdinaryDeadline.objects.values_list("case_id", "due"))
    change = announced(pairs)
    by, today = who("guidance"), date(2026, 11, 20)

    told = impact(by, change.pk, today)
    assert told is not None
    assert {g.kind: (g.total, g.moves) for g in told.groups} == {"ordinary_case": (214, 0), "fine": (12, 0), "goods": (37, 0)}
    ground = Plan(cases_move=True, cases_ground="县委办〔2026〕12号：在办案件一并移交")
    plan_cutover(by=by, at=world.AT, change=change.code, plan=ground)
    told = impact(by, change.pk, today)
    assert told is not None
    assert (told.total, told.moves, told.stays) == (263, 263, 0)
    assert {s.to_name for s in told.shifts if "威坪" in s.to_name}

    cut_over(by=by, at=MIDNIGHT, cutover=change.code)
    found = cutovers.reconciliation(by, change.code, TURN)
    assert found is not None
    assert {one.kind: one.before for one in found.lines} == {"ordinary_case": 214, "goods": 37, "fine": 12}
    assert (found.total.before, found.total.handed, found.even) == (263, 263, True)
    moved = OrdinaryCase.objects.filter(pk__in=[c.pk for c in (*open_cases, *unpaid)])
    assert set(moved.values_list("organ", "team")) == {("enforcement_bureau", "squad-weiping")}
    assert OrdinaryCase.objects.get(pk=other.pk).organ == "education"
    assert dict(OrdinaryDeadline.objects.values_list("case_id", "due")) == days

    leader, second = who("weiping-leader", TURN), who("weiping-officer-1", TURN)
    accept_receipts(by=leader, at=MIDNIGHT, chosen=Chosen(change.code), officers=[leader.person, second.person])
    found = cutovers.reconciliation(by, change.code, TURN)
    assert found is not None
    assert (found.total.accepted, found.row.state, found.even, len(held)) == (263, "reconciled", True, 37)
    handlers = moved[0].handlers
    assert handlers.filter(left_at=None).count() == 2
    assert handlers.filter(left_at=MIDNIGHT).count() == 1
    assert problems() == []


def withdrawn(*matters: str) -> Item:
    return Item("withdraw_power", TOWN, {"matters": list(matters)})


def town_case() -> OrdinaryCase:
    """Of 汾口镇人民政府, in its own name, by its squad."""
    return flying.case("FK1", "UM-018", FENKOU, organ=TOWN, holder_kind="township_government", name="汾口镇人民政府", team="squad-fenkou")


def test_thirteen_matters_withdrawn_leave_open_cases_with_the_old_holder_and_refuse_new_filings(county: None) -> None:
    own = MatterGrant.objects.filter(holder__code=TOWN, power="penalty").exclude(matter__code="UM-018").order_by("matter__code")
    row = town_case()
    change = world.published(withdrawn("UM-018", *own.values_list("matter__code", flat=True)[:12]))
    told = impact(who("guidance"), change.pk, world.EFFECT)
    assert told is not None
    assert [(r.label, r.moves, r.reason) for g in told.groups for r in g.rows] == [("FK1", False, "fate.filed_stays")]
    take_effect(by=who("guidance"), at=world.ON_THE_DAY, change=change.pk)
    kept = OrdinaryCase.objects.get(pk=row.pk)
    assert (kept.organ, kept.acting_identity, kept.team) == (TOWN, "汾口镇人民政府", "squad-fenkou")
    assert Receipt.objects.get().state == "stays"
    assert Cutover.objects.get().state == "reconciled"
    assert catalogue.authority(matter="UM-018", power="penalty", area=FENKOU, day=world.EFFECT).holder == "enforcement_bureau"
    assert still_its_case(kept, flying.FILED.date(), world.EFFECT).organ == TOWN
    assert found_on_patrol("UM-018", FENKOU, world.EFFECT).organ == "enforcement_bureau"
    with pytest.raises(Blocked) as refused:
        still_its_case(kept, None, world.EFFECT)
    assert refused.value.ruling.reasons[0].code == "case.power_moved"


def test_a_withdrawn_power_takes_open_tasks_back_to_the_county_in_its_own_name(vouched: None) -> None:
    report = Report("12345", "镇口有人乱倒生活垃圾", world.AT, "T-1", area=FENKOU)
    incident = incidents.report_incident(by=source(), at=world.AT, report=report).incident
    task = dispatch.accept_incident(by=who("dispatcher-1"), at=world.AT, incident=incident.pk, matters=("UM-018",))[1][0]
    task = dispatch.dispatch_matter(by=who("dispatcher-1"), at=world.AT, dispatch=task.pk)
    assert (task.organ, task.team) == (TOWN, "squad-fenkou")
    change = world.in_effect(withdrawn("UM-018"))
    back = Dispatch.objects.select_related("incident_matter").get(pk=task.pk)
    assert (back.organ, back.team, back.due_at) == ("enforcement_bureau", "squad-fenkou", task.due_at)
    assert back.incident_matter.acting_identity == back.acting_identity == "淳安县综合行政执法局"
    accept_receipts(by=who("fenkou-leader", world.EFFECT), at=world.ON_THE_DAY, chosen=Chosen(change.code))
    assert Cutover.objects.get().state == "reconciled"
    assert problems() == []


def test_a_case_filed_by_the_old_squad_is_decided_by_it_after_the_area_changed_hands(county: None) -> None:
    case = play.played("answered")
    reassign_coverage(
        by=who("guidance"), at=play.at(date(2026, 9, 14)), assigned=Assigned("330127104", "squad-linqi", date(2026, 9, 15)),
        ground="局务会议",
    )  # fmt: skip
    cut_over(by=who("guidance"), at=play.at(date(2026, 9, 15), 0, 5), cutover=Cutover.objects.get().code)
    receipt = Receipt.objects.get()
    assert (receipt.kind, receipt.state, receipt.reason) == ("ordinary_case", "stays", "fate.filed_stays")
    play.moves(case)["decided"]()
    row = OrdinaryCase.objects.get(pk=case.pk)
    assert (row.state, row.team, row.acting_identity) == ("decided", "squad-weiping", "淳安县综合行政执法局")


def test_no_new_case_is_filed_on_what_is_frozen(county: None) -> None:
    reassign_coverage(
        by=who("guidance"), at=world.AT, assigned=Assigned("330127104", "squad-linqi", world.EFFECT), ground="局务会议",
        plan=Plan(freeze_from=world.AT),
    )  # fmt: skip
    with pytest.raises(Blocked) as refused:
        open_case(by=play.first(), at=world.AT, scene=Scene("UM-017", "330127104", "环镇路"))
    assert refused.value.ruling.reasons[0].code == "freeze.filing"


def test_a_case_that_moves_needs_two_officers_and_goes_back_whole(county: None) -> None:
    held_by("education", "UM-017", "penalty")
    row = flying.case("JY1", "UM-017", "330127104", organ="education")
    change = announced([("education", "UM-017")])
    by = who("guidance")
    plan_cutover(by=by, at=world.AT, change=change.code, plan=Plan(cases_move=True, cases_ground="一并移交"))
    cut_over(by=by, at=MIDNIGHT, cutover=change.code)
    leader = who("weiping-leader", TURN)
    for officers in ((), (leader.person,), (leader.person, who("weiping-auxiliary-1").person)):
        with pytest.raises((Invalid, Blocked)):
            accept_receipts(by=leader, at=MIDNIGHT, chosen=Chosen(change.code), officers=officers)
    refuse_receipts(by=leader, at=MIDNIGHT, chosen=Chosen(change.code), reason="案情复杂，由原部门办结")
    back = OrdinaryCase.objects.get(pk=row.pk)
    assert (back.organ, back.team, back.acting_identity) == ("education", "", "education")
    assert back.handlers.filter(left_at=None).count() == 1


@pytest.mark.parametrize("seed", range(4))
def test_before_is_what_was_moved_what_stays_and_what_was_returned(county: None, seed: int) -> None:
    """Random work of random holders in random states; random answers."""
    any_ = random.Random(seed)
    pairs = nine_departments()[:3]
    states = ("proposed", "investigating", "answered", "served", "paid", "archived")
    for n in range(40):
        organ, matter = any_.choice(pairs)
        row = flying.case(
            f"S{n}", matter, any_.choice(("330127104", "330127107")), any_.choice(states), organ=any_.choice((organ, "market"))
        )
        if any_.random() < 0.3:
            flying.goods(row)
    change = announced(pairs)
    by = who("guidance")
    move = any_.random() < 0.5
    plan_cutover(by=by, at=world.AT, change=change.code, plan=Plan(cases_move=move, cases_ground="一并移交" if move else ""))
    told = impact(by, change.pk, TURN)
    cut_over(by=by, at=MIDNIGHT, cutover=change.code)
    found = cutovers.reconciliation(by, change.code, TURN)
    assert found is not None
    assert told is not None
    assert found.even
    assert {g.kind: g.total for g in told.groups} == {one.kind: one.before for one in found.lines}
    assert {g.kind: g.stays for g in told.groups} == {one.kind: one.stays for one in found.lines}
    for user, mate in (("weiping-leader", "weiping-officer-1"), ("jiangjia-leader", "jiangjia-officer-1")):
        leader, second = who(user, TURN), who(mate, TURN)
        waiting = [r.id for r in cutovers.waiting(leader)]
        some = tuple(i for i in waiting if any_.random() < 0.4)
        if some:
            refuse_receipts(by=leader, at=MIDNIGHT, chosen=Chosen(change.code, some), reason="退回")
        if len(some) < len(waiting):
            accept_receipts(by=leader, at=MIDNIGHT, chosen=Chosen(change.code), officers=[leader.person, second.person])
    found = cutovers.reconciliation(by, change.code, TURN)
    assert found is not None
    total = found.total
    assert found.even
    assert total.handed == 0
    assert total.before == total.accepted + total.stays + total.returned
    assert found.row.state == "reconciled"
    assert Receipt.objects.values("kind", "item").distinct().count() == Receipt.objects.count()
    assert problems() == []


def test_the_impact_of_another_squad_is_shown_before_it_is_cut_over(county: None) -> None:
    report = Report("12345", "镇口有人乱倒生活垃圾", world.AT, "T-1", area="330127107")
    incident = incidents.report_incident(by=source(), at=world.AT, report=report).incident
    dispatch.accept_incident(by=who("dispatcher-1"), at=world.AT, incident=incident.pk, matters=("UM-018",))
    row = reassign_coverage(by=who("guidance"), at=world.AT, assigned=Assigned("330127107", "squad-weiping", world.EFFECT), ground="x")
    told = coverage_impact(who("leader"), row.code, world.AT.date())
    assert told is not None
    assert [(g.kind, g.total, g.moves) for g in told.groups] == [("task", 1, 1)]
    assert told.groups[0].rows[0].to_name == "威坪中队"
    assert [(s.to_name, s.areas) for s in told.shifts] == [("淳安县综合行政执法局（威坪中队）", 1)]
    assert {b.kind for b in told.besides} >= {"people"}
    assert coverage_impact(who("leader"), "none", world.AT.date()) is None


def test_the_impact_list_asks_the_same_number_of_questions_whatever_is_in_flight(county: None, django_assert_max_num_queries) -> None:
    pairs = nine_departments()[:2]
    change = announced(pairs)
    for n in range(3):
        flying.goods(flying.case(f"A{n}", pairs[0][1], "330127104", organ=pairs[0][0]))
    impact(who("guidance"), change.pk, TURN)
    with CaptureQueriesContext(connection) as few:
        impact(who("guidance"), change.pk, TURN)
    for n in range(30):
        flying.goods(flying.case(f"B{n}", pairs[1][1], "330127104", organ=pairs[1][0]))
    with django_assert_max_num_queries(len(few)):
        impact(who("guidance"), change.pk, TURN)
