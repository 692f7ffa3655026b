"""What the packs of the county hold."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from zhifa.packs import composing
from zhifa.packs.book import load_book
from zhifa.packs.county import CountyData, load_county
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import PackError

LAYERS = ("cn", "zhejiang", "chunan", "demo")


@pytest.fixture(scope="module")
def county() -> CountyData:
    return load_county(LAYERS)


def test_every_domain_of_the_plan_has_matters(county: CountyData) -> None:
    counted = Counter(e.values["domain"] for e in county.table("matters"))
    assert set(counted) == set(load_plan("chunan").domains)
    assert sum(counted.values()) >= 120


def test_every_matter_has_prohibition_penalty_and_words(county: CountyData) -> None:
    roles: dict[str, set[str]] = {}
    for basis in county.table("bases"):
        roles.setdefault(basis.values["matter"], set()).add(basis.values["role"])
    for matter in county.table("matters"):
        assert {"prohibition", "penalty"} <= roles[matter.code], matter.code
        assert len(matter.values["words"]) >= 6, matter.code


def test_people_are_named_by_post_only(county: CountyData) -> None:
    for person in county.table("people"):
        assert person.layer == "demo"
        assert any(mark in person.values["name"] for mark in ("员", "队长", "领导", "值班长", "负责人")), person.values["name"]


def test_each_squad_has_a_leader_three_certified_officers_and_an_auxiliary(county: CountyData) -> None:
    certified = {c.values["person"] for c in county.table("certificates")}
    for squad in (t for t in county.table("teams") if t.values["kind"] == "squad"):
        mine = [p for p in county.table("people") if p.values["team"] == squad.code]
        officers = [p for p in mine if "officer" in p.values["roles"] and p.code in certified]
        assert len(officers) >= 3, squad.code
        assert sum("squad_leader" in p.values["roles"] for p in mine) == 1
        assert sum(p.values["auxiliary"] == "yes" and p.code not in certified for p in mine) == 1


def test_discretion_tiers_stay_inside_the_statutory_range(county: CountyData) -> None:
    ranges = [e.values for e in county.table("ranges")]
    for tier in county.table("tiers"):
        row = tier.values
        fitting = [r for r in ranges if r["matter"] == row["matter"] and r["party_kind"] in (row["party_kind"], "any")]
        assert any(Decimal(r["min"] or 0) <= Decimal(row["min"]) <= Decimal(row["max"]) <= Decimal(r["max"]) for r in fitting), tier.code
        assert tier.layer == "demo"


def test_without_the_demo_layer_nothing_invented_remains() -> None:
    bare = load_county(LAYERS[:3])
    for table in ("coverage", "people", "certificates", "tiers"):
        assert bare.table(table) == ()
    assert not any(a.values.get("geometry") for a in bare.table("areas"))
    assert not any(g.values.get("assumption") for g in bare.table("grants"))
    assert not any(p.values.get("prefix") for p in bare.table("plates"))
    assert {e.layer for name in bare.tables for e in bare.table(name)} == {"zhejiang", "chunan"}


def test_the_hearing_threshold_is_a_demo_value_only() -> None:
    assert load_book(LAYERS).value("hearing.threshold.citizen", date(2026, 9, 1)) == 5000
    with pytest.raises(LookupError):
        load_book(LAYERS[:3]).value("hearing.threshold.citizen", date(2026, 9, 1))


def test_an_overlay_fills_columns_and_keeps_the_layer(county: CountyData) -> None:
    plate = next(p for p in county.table("plates") if p.code == "plate-bureau")
    assert (plate.layer, plate.values["name"]) == ("chunan", "淳安县综合行政执法局")
    assert (plate.values["prefix"], plate.values["prefix_layer"]) == ("演示综执", "demo")


def test_the_same_code_twice_in_a_layer_is_an_error() -> None:
    from zhifa.packs.county import _merge

    rows = [("a.csv:2", {"code": "x"}), ("a.csv:3", {"code": "x"})]
    with pytest.raises(PackError, match=r"a\.csv:3"):
        _merge({}, "chunan", iter(rows), composing.KEYS["areas"])


def test_no_pack_file_holds_a_sentence_of_a_statute() -> None:
    """Marks are words, not sentences."""
    for sheet in Path(composing.__file__).parent.glob("*/catalogue/bases.csv"):
        for line in sheet.read_text(encoding="utf-8").splitlines()[1:]:
            mark = line.rsplit(",", 1)[1]
            assert len(mark) <= 14, line
            assert "，" not in mark


def test_premises_are_demonstration_places_inside_their_areas(county: CountyData) -> None:
    shapes = {a.code: shape(a.values["geometry"]) for a in county.table("areas") if a.values.get("geometry")}
    for place in county.table("premises"):
        assert place.layer == "demo"
        assert "（演示）" in place.values["name"]
        assert shapes[place.values["area"]].contains(Point(float(place.values["lon"]), float(place.values["lat"]))), place.code


def test_each_check_item_has_a_criterion_a_matter_of_its_field_and_a_place_to_ask_it(county: CountyData) -> None:
    matters = {m.code: m.values["domain"] for m in county.table("matters")}
    kinds = {p.values["kind"] for p in county.table("premises")}
    for item in county.table("checklists"):
        assert matters[item.values["matter"]] == item.values["domain"], item.code
        assert len(item.values["criterion"]) >= 8, item.code
        assert set(item.values["kinds"].split("、")) <= kinds, item.code
