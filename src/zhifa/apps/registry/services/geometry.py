"""Replacing drawn shapes by the county's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

import shapely
from django.conf import settings
from django.db import transaction
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from zhifa.apps.registry import permissions
from zhifa.apps.registry.models import Area, AreaKind
from zhifa.apps.registry.services.loading import renewed
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, save
from zhifa.law.actors import Actor

# Two drawings of one border differ by some metres; that is not an overlap. Square degrees: about 0.01 km².
TOLERANCE = 1e-6
DIVIDING = (AreaKind.TOWNSHIP, AreaKind.PLATFORM)


@transaction.atomic
def import_geometry(*, by: Actor, at: datetime, geojson: Mapping[str, Any], approximate: bool = False) -> int:
    """Shapes of known areas replace what was drawn; returns how many changed.

    Each feature names `code` in its properties; coordinates are CGCS2000 longitude and latitude. Raises `Denied`; `Invalid` when a code
    is unknown, a polygon is broken, townships and platforms overlap, or the county is not covered."""
    permissions.check_keeper(by)
    areas = {a.code: a for a in Area.objects.select_for_update().filter(tenant=settings.ZHIFA_TENANT)}
    shapes = _shapes(geojson, areas)
    merged = {code: shapes.get(code) or _held(area) for code, area in areas.items()}
    _check_partition({code: s for code, s in merged.items() if s is not None}, areas)
    changed = []
    for code, polygon in shapes.items():
        area = areas[code]
        area.geometry, area.approximate, area.geometry_layer = _plain(polygon), approximate, "imported"
        changed.append(save(area))
    edition = renewed("registry")
    trail.record(
        subject=edition, verb="import_geometry", by=by, at=at, rows=changed, facts={"areas": sorted(shapes), "approximate": approximate}
    )
    return len(changed)


def _held(area: Area) -> BaseGeometry | None:
    return shape(area.geometry) if area.geometry else None


def _plain(polygon: BaseGeometry) -> dict[str, Any]:
    return dict(shapely.geometry.mapping(polygon))


def _shapes(geojson: Mapping[str, Any], areas: Mapping[str, Area]) -> dict[str, BaseGeometry]:
    features = geojson.get("features")
    if geojson.get("type") != "FeatureCollection" or not isinstance(features, Sequence) or not features:
        raise Invalid({"geojson": ["需要非空的 GeoJSON FeatureCollection"]})
    found: dict[str, BaseGeometry] = {}
    errors: list[str] = []
    for n, feature in enumerate(features, 1):
        code = str((feature.get("properties") or {}).get("code", ""))
        fault = "没有这个代码的区域" if code not in areas else "代码重复" if code in found else ""
        polygon = None if fault else _polygon(feature)
        if polygon is None:
            errors.append(f"第 {n} 个要素 {code or '（无代码）'}：{fault or '不是有效的面'}")
        else:
            found[code] = polygon
    if errors:
        raise Invalid({"geojson": errors})
    return found


def _polygon(feature: Mapping[str, Any]) -> BaseGeometry | None:
    try:
        found = shape(feature["geometry"])
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None
    good = found.geom_type in ("Polygon", "MultiPolygon") and found.is_valid and not found.is_empty
    west, south, east, north = found.bounds if good else (0, 0, 0, 0)
    return found if good and 73 < west < east < 136 and 3 < south < north < 54 else None


def _check_partition(shapes: Mapping[str, BaseGeometry], areas: Mapping[str, Area]) -> None:
    errors: list[str] = []
    for kinds in (DIVIDING, (AreaKind.WATER_GRID,)):
        parts = {code: s for code, s in shapes.items() if areas[code].kind in kinds}
        errors += [f"{areas[a].name}与{areas[b].name}重叠" for a, b in combinations(sorted(parts), 2) if _overlap(parts[a], parts[b])]
    county = next((s for code, s in shapes.items() if areas[code].kind == AreaKind.COUNTY), None)
    dividing = [s for code, s in shapes.items() if areas[code].kind in DIVIDING]
    if county is not None and dividing:
        blank = county.difference(shapely.union_all(dividing))
        if blank.area > TOLERANCE:
            errors.append(f"县域有空白，约 {blank.area / county.area:.2%}")
    if errors:
        raise Invalid({"geojson": errors})


def _overlap(one: BaseGeometry, other: BaseGeometry) -> bool:
    return bool(one.intersection(other).area > TOLERANCE)
