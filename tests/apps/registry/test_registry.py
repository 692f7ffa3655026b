"""Loading, places, plates, people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.conf import settings
from shapely import Point
from shapely.geometry import shape

from tests import county
from zhifa.apps.registry import queries, services
from zhifa.apps.registry.models import Area, Organ, Person
from zhifa.apps.trail.models import Record
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied
from zhifa.packs.county import CountyData, Entry, load_county

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> CountyData:
    return load_county(tuple(settings.ZHIFA_PACKS))


@pytest.fixture
def loaded() -> None:
    county.load()


def changed(data: CountyData, code: str, **values: str) -> CountyData:
    rows = tuple(replace(e, values={**e.values, **values}) if e.code == code else e for e in data.table("organs"))
    added = Entry("county_bureau_new", "chunan", {"code": "county_bureau_new", "name": "新机构", "kind": "public_security"}, "test:1")
    tables = {**data.tables, "organs": (*rows, added)}
    return replace(data, tables=tables, digests={**data.digests, "registry": "newer"})


def test_loading_twice_changes_nothing(empty: None, data: CountyData, at: datetime) -> None:
    first = services.load_pack(by=county.KEEPER, at=at, data=data)
    records = Record.objects.count()
    again = services.load_pack(by=county.KEEPER, at=at, data=data)
    assert first.changed
    assert first.added["areas"] == Area.objects.count() == 43
    assert not again.changed
    assert Record.objects.count() == records == 1


def test_a_newer_edition_is_proposed_and_not_applied(empty: None, data: CountyData, at: datetime) -> None:
    services.load_pack(by=county.KEEPER, at=at, data=data)
    newer = changed(data, "archives", name="淳安县档案馆")
    found = services.load_pack(by=county.KEEPER, at=at, data=newer)
    assert (found.changed, found.proposed) == (False, 2)
    assert Organ.objects.get(code="archives").name == "淳安县档案局"
    shown = {p.code: p for p in queries.proposals("registry")}
    assert shown["archives"].after is not None
    assert shown["archives"].after["name"] == "淳安县档案馆"
    assert shown["county_bureau_new"].before is None
    services.load_pack(by=county.KEEPER, at=at, data=newer)
    assert len(queries.proposals()) == 2


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SYSTEM, Role.SYSTEM_ADMIN)])
def test_only_the_keeper_loads_and_draws(role: Role, data: CountyData, at: datetime) -> None:
    by = Actor("", "某人", "某岗", frozenset({role}))
    records = Record.objects.count()
    with pytest.raises(Denied):
        services.load_pack(by=by, at=at, data=data)
    with pytest.raises(Denied):
        services.import_geometry(by=by, at=at, geojson={})
    assert Record.objects.count() == records


def test_random_points_in_the_outline_have_one_township_or_platform(loaded: None) -> None:
    outline = shape(queries.area("330127").geometry or {})
    chance = random.Random(330127)
    west, south, east, north = outline.bounds
    inside = 0
    while inside < 1000:
        lon, lat = chance.uniform(west, east), chance.uniform(south, north)
        if not outline.contains(Point(lon, lat)):
            continue
        inside += 1
        kinds = [a.kind for a in queries.areas_at(lon, lat)]
        assert sum(k in ("township", "platform") for k in kinds) == 1, (lon, lat, kinds)
        assert kinds.count("water_grid") <= 1
        found = queries.area_at(lon, lat)
        assert found is not None
        assert queries.governed(found.code) is not None


def test_a_point_on_the_lake_lies_in_a_water_grid_of_one_township(loaded: None) -> None:
    grids = queries.areas("water_grid")
    assert len(grids) == 18
    for grid in grids:
        point = shape(grid.geometry or {}).representative_point()
        found = queries.area_at(point.x, point.y)
        assert found is not None
        assert found.code == grid.code
        township = queries.governed(grid.code)
        assert township is not None
        assert township.code == grid.parent


def test_outside_the_county_is_nowhere(loaded: None) -> None:
    assert queries.area_at(120.2, 30.2) is None


def test_the_development_zone_is_a_place_without_division_code(loaded: None) -> None:
    zone = queries.area("platform-kaifaqu")
    assert zone is not None
    assert (zone.kind, zone.division_code, zone.township) == ("platform", "", False)
    assert zone.geometry
    assert len(queries.areas("township")) == 23
    assert all(a.division_code.startswith("330127") for a in queries.areas("township"))


def test_shapes_are_marked_as_drawn_by_us(loaded: None) -> None:
    assert all(a.approximate and a.geometry_layer == "demo" for a in queries.areas())


def test_the_command_centre_sits_in_the_bureau_and_acts_for_the_government(loaded: None) -> None:
    centre = queries.organ("command_centre")
    assert centre is not None
    assert (centre.host, centre.authority) == ("enforcement_bureau", "county_government")


def test_the_bureau_has_a_main_a_secondary_and_a_hung_plate(loaded: None, today: date) -> None:
    kinds = {p.kind: p.name for p in queries.plates("enforcement_bureau", today) if not p.team}
    assert kinds == {"main": "淳安县综合行政执法局", "secondary": "淳安县城市管理局", "hung": "淳安县综合行政执法办"}
    assert queries.acting_identity("enforcement_bureau", today) == "淳安县综合行政执法局"
    plate = queries.plate("enforcement_bureau", today)
    assert plate is not None
    assert (plate.prefix, plate.layer) == ("演示综执", "demo")


def test_one_team_two_plates_in_the_empowered_township(loaded: None) -> None:
    squad = queries.team("squad-fenkou")
    assert squad is not None
    assert {p.name for p in squad.plates if p.valid(date(2026, 9, 1))} == {"汾口中队", "汾口镇综合行政执法队"}
    assert {p.name for p in squad.plates if p.valid(date(2022, 8, 31))} == {"汾口中队"}
    assert len(queries.people("squad-fenkou")) == Person.objects.filter(team__code="squad-fenkou").count() == 9


def test_there_are_eight_squads_and_each_area_has_one(loaded: None, today: date) -> None:
    assert len(queries.teams("squad")) == 8
    covered = [c.area for c in queries.cover(today)]
    assert sorted(covered) == sorted(a.code for a in queries.areas() if a.kind in ("township", "platform"))


def test_certificates_are_dated_and_never_held_by_auxiliaries(loaded: None, today: date) -> None:
    squad = queries.people("squad-weiping")
    held = queries.certified([p.id for p in squad], today)
    assert {p.auxiliary for p in squad if p.id in held} == {False}
    assert len(held) == 4
    assert queries.certified([p.id for p in squad], date(2029, 1, 1)) == frozenset()


def test_reference_data_cost_one_query(loaded: None, django_assert_num_queries: object, today: date) -> None:
    queries.snapshot()
    with django_assert_num_queries(4):  # type: ignore[operator]
        queries.area_at(119.05, 29.6)
        queries.teams()
        queries.cover(today)
        queries.people("squad-weiping")
