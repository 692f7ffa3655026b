"""The county's own shapes replace the drawn ones."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from shapely.affinity import translate
from shapely.geometry import mapping, shape

from tests import county
from zhifa.apps.registry import queries, services
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    county.load()


def feature(code: str, geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": json.loads(json.dumps(geometry))}


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def held(code: str) -> dict[str, Any]:
    found = queries.area(code)
    assert found is not None
    assert found.geometry is not None
    return found.geometry


def test_an_imported_shape_is_used_at_once_and_recorded(at: datetime) -> None:
    before = queries.data_version("registry")
    count = services.import_geometry(by=county.KEEPER, at=at, geojson=collection(feature("330127108", held("330127108"))))
    area = queries.area("330127108")
    assert area is not None
    assert (count, area.approximate, area.geometry_layer) == (1, False, "imported")
    assert queries.data_version("registry") != before
    assert Record.objects.filter(verb="import_geometry").count() == 1


def refused(at: datetime, *features: dict[str, Any]) -> str:
    with pytest.raises(Invalid) as caught:
        services.import_geometry(by=county.KEEPER, at=at, geojson=collection(*features))
    return "；".join(caught.value.errors["geojson"])


def test_an_unknown_code_is_refused(at: datetime) -> None:
    assert "没有这个代码的区域" in refused(at, feature("330199", held("330127108")))


def test_a_code_may_come_once(at: datetime) -> None:
    one = feature("330127108", held("330127108"))
    assert "代码重复" in refused(at, one, one)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[118.4, 29.4], [118.5, 29.5], [118.5, 29.4], [118.4, 29.5], [118.4, 29.4]]]},
        {"type": "Point", "coordinates": [118.4, 29.4]},
        {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]},
        {"type": "Polygon"},
        None,
    ],
)
def test_a_broken_shape_is_refused(at: datetime, geometry: Any) -> None:
    assert "不是有效的面" in refused(at, feature("330127108", geometry))


def test_overlap_and_blank_are_refused_and_nothing_changes(at: datetime) -> None:
    before = held("330127108")
    moved = mapping(translate(shape(before), 0.05, 0))
    said = refused(at, feature("330127108", moved))
    assert "重叠" in said
    assert "空白" in said
    assert held("330127108") == before


def test_an_empty_collection_is_refused(at: datetime) -> None:
    with pytest.raises(Invalid):
        services.import_geometry(by=county.KEEPER, at=at, geojson={"type": "FeatureCollection", "features": []})
