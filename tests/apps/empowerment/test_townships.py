"""Coverage, headcount, matters in use and out of use, and what a township should get: the seed's sentences, with data of the county."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product

import pytest

from tests.apps.empowerment.world import AT, DASHU, DAY, FENKOU, PINGMEN, concluded
from tests.cells import ROLES, differs, nothing_recorded
from tests.county import KEEPER, SHANGHAI, who
from zhifa.apps.catalogue.models import MatterGrant
from zhifa.apps.empowerment import queries, services
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.incidents.models import Incident, IncidentMatter
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Role
from zhifa.law.procedure.empowerment import WITHDRAWAL
from zhifa.law.rulings import Denied
from zhifa.packs.county import load_county

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
TENANT = "330127"
SHOP, DUST = "UM-001", "UM-002"


def rows() -> dict[str, queries.TownshipRow]:
    return {t.name: t for t in queries.townships(who("guidance"), DAY)}


def incident(area: str, at: datetime, matter: str = "", number: str = "") -> None:
    number = number or f"T{Incident.objects.count():07d}"
    row = Incident.objects.create(
        tenant=TENANT, number=number, tracking_code=number, source="12345", reported_at=at, received_at=at, text="店外经营", area=area
    )
    if matter:
        IncidentMatter.objects.create(tenant=TENANT, incident=row, matter_code=matter, matter_name=matter, standing="held")


def known_for_a_year() -> None:
    """The house has records since two years ago, of another township."""
    incident(PINGMEN, AT - timedelta(days=730))


def grant(area: str, matter: str, since: date = date(2024, 1, 1)) -> None:
    """大墅镇 holds a matter since long ago."""
    held = MatterGrant.objects.filter(holder_kind="township_government", power="penalty", matter__code=matter).first()
    held.pk, held.id = None, None
    held = MatterGrant(
        **{f.attname: getattr(held, f.attname) for f in MatterGrant._meta.concrete_fields if f.attname not in ("id", "version")}
    )
    held.code, held.areas, held.since, held.holder_id = f"test:{area}:{matter}", [area], since, _government(area)
    held.save(force_insert=True)


def _government(area: str) -> object:
    from zhifa.apps.registry.models import Organ

    return Organ.objects.get(code=f"gov-{area}").pk


def test_every_township_and_platform_has_exactly_one_coverage_relation() -> None:
    found = queries.townships(who("guidance"), DAY)
    assert (len(found), [t for t in found if t.covers != 1]) == (24, [])
    assert sum(t.kind == "township" for t in found) == 23


def test_there_are_eight_squads_and_the_development_zone_has_a_shape_but_no_township_code() -> None:
    assert len(registry.teams("squad")) == 8
    zone = rows()["经济开发区"]
    assert (zone.division_code, zone.mode, zone.kind) == ("", "seat", "platform")
    assert registry.area(zone.area).geometry
    assert sum(t.mode == "seat" for t in rows().values()) == 8


def test_the_headcount_of_fenkou_is_nine_under_two_plates_and_not_eighteen() -> None:
    fenkou = rows()["汾口镇"]
    assert (fenkou.people, fenkou.certified) == (9, 8)
    assert len(fenkou.identities) >= 2
    assert sum(t.people for t in rows().values()) == sum(len(registry.people(t.code)) for t in registry.teams("squad"))


def test_modes_stand_beside_conclusions_and_a_covered_township_has_no_squad_of_its_own() -> None:
    concluded(FENKOU)
    found = rows()
    assert (found["鸠坑乡"].mode, found["鸠坑乡"].squad, found["鸠坑乡"].people) == ("cover", "威坪中队", 0)
    assert (found["汾口镇"].conclusion, found["汾口镇"].matters > 0) == ("pass", True)
    assert next(code for code, _label, _points in found["汾口镇"].aspects) == "economy"


def test_a_township_reads_the_list_and_an_officer_does_not() -> None:
    assert len(queries.townships(who("commander-fenkou"), DAY)) == 24
    with pytest.raises(Denied):
        queries.townships(who("fenkou-officer-1"), DAY)


def test_a_matter_without_lead_and_case_in_twelve_months_in_dashu_is_proposed_by_itself() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    assert services.propose_withdrawals(tenant=TENANT, at=AT) > 0
    row = Withdrawal.objects.get(area=DASHU)
    assert (row.matter_code, row.ground, row.leads, row.cases, row.state) == (SHOP, "zero_use", 0, 0, "proposed")
    assert row.ruling["reasons"][0]["code"] == "empowerment.item_idle"
    assert services.propose_withdrawals(tenant=TENANT, at=AT) == 0


def test_a_matter_that_was_reported_once_is_in_use() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    incident(DASHU, AT - timedelta(days=30), SHOP)
    services.propose_withdrawals(tenant=TENANT, at=AT)
    assert not Withdrawal.objects.filter(area=DASHU).exists()
    used = next(u for u in queries.unused(who("guidance"), DAY) if u.area == DASHU)
    assert (used.leads, used.use.reasons[0].code) == (1, "empowerment.item_used")


def test_disuse_is_not_told_before_a_year_of_records_nor_of_a_new_grant() -> None:
    grant(DASHU, SHOP)
    assert services.propose_withdrawals(tenant=TENANT, at=AT) == 0
    known_for_a_year()
    grant(DASHU, DUST, DAY - timedelta(days=90))
    services.propose_withdrawals(tenant=TENANT, at=AT)
    assert {w.matter_code for w in Withdrawal.objects.filter(area=DASHU)} == {SHOP}
    found = {u.matter: u.use.reasons[0].code for u in queries.unused(who("guidance"), DAY) if u.area == DASHU}
    assert found == {SHOP: "empowerment.item_idle", DUST: "empowerment.item_new"}


def test_a_matter_in_use_again_lapses_and_one_kept_with_a_reason_is_not_asked_for_a_year() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    grant(DASHU, DUST)
    services.propose_withdrawals(tenant=TENANT, at=AT)
    kept, back = (Withdrawal.objects.get(area=DASHU, matter_code=code) for code in (DUST, SHOP))
    services.keep_matter(by=who("guidance"), at=AT, withdrawal=kept.pk, reason="景区开园后需要")
    incident(DASHU, AT, SHOP)
    services.propose_withdrawals(tenant=TENANT, at=AT + timedelta(days=1))
    assert Withdrawal.objects.get(pk=back.pk).state == "lapsed"
    assert Withdrawal.objects.filter(area=DASHU, matter_code=DUST).count() == 1
    services.propose_withdrawals(tenant=TENANT, at=AT + timedelta(days=367))
    assert Withdrawal.objects.filter(area=DASHU, matter_code=DUST, state="proposed").count() == 1


def test_every_cell_of_the_withdrawal() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    services.propose_withdrawals(tenant=TENANT, at=AT)
    row = Withdrawal.objects.get(area=DASHU)
    acts = {
        "keep_matter": lambda by: services.keep_matter(by=by, at=AT, withdrawal=row.pk, reason="需要"),
        "take_back_matter": lambda by: services.take_back_matter(by=by, at=AT, withdrawal=row.pk, reason="不需要"),
    }
    wrong = []
    with nothing_recorded():
        for state in WITHDRAWAL.states:
            Withdrawal.objects.filter(pk=row.pk).update(state=state)
            for (act, do), role in product(acts.items(), ROLES):
                by = replace(who("guidance"), roles=frozenset({role}))
                wrong += differs(WITHDRAWAL, state, act, role, lambda do=do, by=by: do(by))
    assert not wrong


def test_demand_proposes_what_is_frequent_and_light_and_says_why_not() -> None:
    for n in range(3):
        incident(PINGMEN, AT - timedelta(days=n + 1), SHOP)
    incident(PINGMEN, AT - timedelta(days=9), DUST)
    incident(FENKOU, AT - timedelta(days=9), SHOP)
    found = {d.matter: d for d in queries.demand(TENANT, PINGMEN, DAY)}
    assert (found[SHOP].need, found[SHOP].held, found[SHOP].proposed) == (3, False, True)
    assert (found[DUST].need, found[DUST].proposed) == (1, False)
    assert "empowerment.item_rare" in {r.code for r in found[DUST].ruling.reasons}
    assert queries.demand(TENANT, FENKOU, DAY)[0].held, "汾口镇 has it already"


def test_heavy_penalties_stay_with_the_county() -> None:
    from zhifa.apps.catalogue import queries as catalogue

    heavy = next(m for m in catalogue.matters() if "revoke_licence" in m.kinds)
    for n in range(5):
        incident(PINGMEN, AT - timedelta(days=n + 1), heavy.code)
    found = queries.demand(TENANT, PINGMEN, DAY)[0]
    assert (found.proposed, found.ruling.reasons[0].code) == (False, "empowerment.item_heavy")


def test_published_conclusions_leave_out_what_is_under_objection() -> None:
    row = concluded(FENKOU)
    assert [r.code for r in queries.published(TENANT, DAY)] == [row.code]
    services.appeal(by=who("commander-fenkou"), at=AT, assessment=row.pk, reason="有误")
    assert queries.published(TENANT, DAY) == ()


def test_the_list_of_townships_costs_the_same_for_all_of_them(django_assert_max_num_queries) -> None:
    by = who("guidance")
    queries.townships(by, DAY)
    with registry.one_reading(), django_assert_max_num_queries(14):
        queries.townships(by, DAY)


def test_only_the_office_answers_a_proposed_withdrawal() -> None:
    known_for_a_year()
    grant(DASHU, SHOP)
    services.propose_withdrawals(tenant=TENANT, at=datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI))
    row = Withdrawal.objects.get(area=DASHU)
    with pytest.raises(Denied):
        services.take_back_matter(by=replace(who("leader"), roles=frozenset({Role.LEADER})), at=AT, withdrawal=row.pk, reason="不需要")
    assert services.take_back_matter(by=who("guidance"), at=AT, withdrawal=row.pk, reason="不需要").state == "handed_on"


def test_the_demonstration_shows_one_that_passed_one_that_did_not_and_an_open_one() -> None:
    data = load_county(("cn", "zhejiang", "chunan", "demo"))
    assert services.load_pack(by=KEEPER, at=AT, data=data).added == {"assessments": 3}
    assert services.load_pack(by=KEEPER, at=AT, data=data).changed is False
    found = {a.area_name: (str(a.score), a.conclusion, a.layer) for a in queries.assessments(who("guidance"))}
    assert found == {"汾口镇": ("78.0", "pass", "demo"), "屏门乡": ("41.0", "not_empowered", "demo"), "威坪镇": ("None", "", "demo")}
    with pytest.raises(Denied):
        services.load_pack(by=who("guidance"), at=AT, data=data)
