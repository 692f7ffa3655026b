"""Areas on the map: reading them, finding the innermost one at a point, checking that they neither overlap nor leave gaps.

Coordinates are lon/lat in degrees (CGCS2000, taken as equal to WGS-84). A county is small enough for one local scale, so that
surfaces are computed on degrees stretched by the cosine of the latitude (error < 0.5 % within a county).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = 111.32
LON_RANGE, LAT_RANGE = (-180.0, 180.0), (-90.0, 90.0)
MAX_VERTICES = 200_000


class BadGeometry(ValueError):
    """`code` names what is wrong (not_polygon, out_of_range, invalid, empty, too_large); the message says where."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_polygon(geojson: Mapping[str, Any]) -> BaseGeometry:
    """GeoJSON Polygon or MultiPolygon (or a Feature holding one) → a valid geometry; raises BadGeometry."""
    node = geojson.get("geometry", geojson) if geojson.get("type") == "Feature" else geojson
    if not isinstance(node, Mapping) or node.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadGeometry("not_polygon", "expected a GeoJSON Polygon or MultiPolygon")
    try:
        geometry = shape(dict(node))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError) as e:
        raise BadGeometry("invalid", f"coordinates cannot be read: {e}") from e
    if geometry.is_empty:
        raise BadGeometry("empty", "the polygon has no coordinates")
    check_polygon(geometry)
    return geometry


def check_polygon(geometry: BaseGeometry) -> None:
    """Raises BadGeometry unless the polygon is simple, within the range of lon/lat and of a bearable size."""
    if shapely.get_num_coordinates(geometry) > MAX_VERTICES:
        raise BadGeometry("too_large", f"more than {MAX_VERTICES} vertices")
    west, south, east, north = geometry.bounds
    if not (LON_RANGE[0] <= west <= east <= LON_RANGE[1] and LAT_RANGE[0] <= south <= north <= LAT_RANGE[1]):
        raise BadGeometry("out_of_range", f"not lon/lat degrees: {west}, {south}, {east}, {north}")
    if not geometry.is_valid:
        raise BadGeometry("invalid", shapely.is_valid_reason(geometry))


def write_polygon(geometry: BaseGeometry, digits: int = 6) -> dict[str, Any]:
    """The GeoJSON geometry, rounded (6 digits ≈ 0.1 m) without breaking its validity."""
    return dict(mapping(shapely.set_precision(geometry, 10**-digits)))


def square_km(geometry: BaseGeometry) -> float:
    """Surface in km²."""
    if geometry.is_empty:
        return 0.0
    return float(geometry.area) * KM_PER_DEGREE**2 * cos(radians(geometry.centroid.y))


class AreaIndex:
    """Point → areas that contain it, the innermost (smallest) first. A point on a shared border belongs to both neighbours;
    the smaller, then the lower code, comes first, so that the answer is always the same."""

    def __init__(self, areas: Iterable[tuple[str, BaseGeometry]]) -> None:
        ranked = sorted(areas, key=lambda a: (a[1].area, a[0]))
        self.codes = tuple(code for code, _ in ranked)
        self._shapes = [geometry for _, geometry in ranked]
        for geometry in self._shapes:
            shapely.prepare(geometry)
        self._tree = shapely.STRtree(self._shapes)

    def containing(self, lon: float, lat: float) -> tuple[str, ...]:
        """All areas at this point, innermost first."""
        found = self._tree.query(Point(lon, lat), predicate="intersects")
        return tuple(self.codes[i] for i in sorted(found.tolist()))

    def innermost(self, lon: float, lat: float) -> str | None:
        """The smallest area at this point, None outside of all."""
        found = self.containing(lon, lat)
        return found[0] if found else None

    def innermost_many(self, points: Sequence[tuple[float, float]]) -> tuple[str | None, ...]:
        """`innermost` for many (lon, lat) in one pass."""
        if not points:
            return ()
        inputs, trees = self._tree.query(shapely.points(np.asarray(points, dtype=float)), predicate="intersects")
        best = np.full(len(points), len(self.codes), dtype=int)
        np.minimum.at(best, inputs, trees)
        return tuple(self.codes[i] if i < len(self.codes) else None for i in best.tolist())


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two areas that claim the same ground."""

    first: str
    second: str
    square_km: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Ground of the outline that no area claims; lon/lat of a point inside it."""

    square_km: float
    lon: float
    lat: float


def overlaps(areas: Sequence[tuple[str, BaseGeometry]], tolerance_km2: float = 1e-4) -> tuple[Overlap, ...]:
    """Pairs of areas that share more than `tolerance_km2`, the largest first."""
    shapes = [geometry for _, geometry in areas]
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    found = []
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i < j and (shared := square_km(shapes[i].intersection(shapes[j]))) > tolerance_km2:
            found.append(Overlap(areas[i][0], areas[j][0], shared))
    return tuple(sorted(found, key=lambda o: -o.square_km))


def gaps(areas: Sequence[tuple[str, BaseGeometry]], outline: BaseGeometry, tolerance_km2: float = 1e-4) -> tuple[Gap, ...]:
    """Pieces of the outline that no area covers and that are larger than `tolerance_km2`, the largest first."""
    rest = outline.difference(shapely.union_all([geometry for _, geometry in areas]))
    found = []
    for piece in polygons_of(rest):
        surface = square_km(piece)
        if surface > tolerance_km2:
            inside = piece.representative_point()
            found.append(Gap(surface, inside.x, inside.y))
    return tuple(sorted(found, key=lambda g: -g.square_km))


def polygons_of(geometry: BaseGeometry) -> tuple[Polygon, ...]:
    """The polygons in any geometry; lines and points left over by set operations are dropped."""
    if isinstance(geometry, Polygon):
        return () if geometry.is_empty else (geometry,)
    return tuple(p for part in getattr(geometry, "geoms", ()) for p in polygons_of(part))


def cells_around(seats: Mapping[str, tuple[float, float]], outline: BaseGeometry) -> dict[str, BaseGeometry]:
    """Voronoi: each seat (lon, lat) gets the ground of the outline that is nearer to it than to any other seat, measured with
    the local scale. Seats must differ; raises BadGeometry otherwise. A seat outside of the outline gets what is left to it."""
    if len(set(seats.values())) != len(seats):
        raise BadGeometry("invalid", "two seats at the same place")
    stretch = cos(radians(outline.centroid.y))
    flat = {code: Point(lon * stretch, lat) for code, (lon, lat) in seats.items()}
    ground = shapely.transform(outline, lambda xy: xy * (stretch, 1.0))
    if len(flat) == 1:
        return {next(iter(seats)): outline}
    cells = shapely.voronoi_polygons(MultiPoint(list(flat.values())), extend_to=ground)
    found: dict[str, BaseGeometry] = {}
    for cell in cells.geoms:
        owner = next(code for code, seat in flat.items() if cell.covers(seat))
        piece = MultiPolygon(polygons_of(cell.intersection(ground)))
        found[owner] = shapely.transform(piece, lambda xy: xy / (stretch, 1.0))
    return {code: found[code] for code in seats}


def simplified(areas: Sequence[tuple[str, BaseGeometry]], tolerance_m: float) -> tuple[tuple[str, BaseGeometry], ...]:
    """Fewer vertices; common borders stay common, so that no gap or overlap appears between neighbours. A bend goes when the
    triangle it makes is smaller than a square of `tolerance_m` metres."""
    shapes = shapely.coverage_simplify([geometry for _, geometry in areas], tolerance_m / 1000 / KM_PER_DEGREE)
    return tuple((code, geometry) for (code, _), geometry in zip(areas, shapes, strict=True))
