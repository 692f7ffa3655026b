"""The registry as one immutable value per process, rebuilt when the data version changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import shapely
from django.conf import settings
from shapely.geometry import shape

from zhifa.apps.registry.models import Area, AreaKind, Coverage, Organ, Plate, Team
from zhifa.apps.registry.queries.rows import AreaRow, OrganRow, PlateRow, TeamRow
from zhifa.apps.registry.queries.versions import data_version
from zhifa.law.authority import Cover

_INNERMOST = (AreaKind.WATER_GRID, AreaKind.PLATFORM, AreaKind.TOWNSHIP, AreaKind.COUNTY)
_kept: dict[str, Snapshot] = {}


@dataclass(frozen=True)
class Snapshot:
    """`token`: the data version it was built from (empty: nothing loaded)."""

    token: str
    areas: dict[str, AreaRow]
    organs: dict[str, OrganRow]
    teams: dict[str, TeamRow]
    plates: tuple[PlateRow, ...]
    coverage: tuple[Cover, ...]

    @cached_property
    def shapes(self) -> tuple[list[AreaRow], shapely.STRtree]:
        """Areas with a shape, and the tree over them in the same order."""
        rows = [a for a in self.areas.values() if a.geometry]
        polygons = [shape(a.geometry or {}) for a in rows]
        shapely.prepare(polygons)
        return rows, shapely.STRtree(polygons)

    def at(self, lon: float, lat: float) -> tuple[AreaRow, ...]:
        """Areas around a point, innermost first."""
        rows, tree = self.shapes
        hits = sorted(tree.query(shapely.Point(lon, lat), predicate="intersects"))
        return tuple(sorted((rows[i] for i in hits), key=lambda a: _INNERMOST.index(AreaKind(a.kind))))

    def governed(self, code: str) -> AreaRow | None:
        """The township or platform that an area is or lies in (a water grid lies in one township)."""
        row = self.areas.get(code)
        while row and row.kind == AreaKind.WATER_GRID:
            row = self.areas.get(row.parent)
        return row

    @cached_property
    def _covering(self) -> dict[str, tuple[Cover, ...]]:
        found: dict[str, tuple[Cover, ...]] = {}
        for cover in self.coverage:
            found[cover.area] = (*found.get(cover.area, ()), cover)
        return found

    def cover_of(self, area: str) -> tuple[Cover, ...]:
        """Coverage of one area on all days."""
        return self._covering.get(area, ())

    @cached_property
    def governments(self) -> dict[str, OrganRow]:
        """Area code → the government of the township."""
        return {o.area: o for o in self.organs.values() if o.area and o.kind == "township_government"}


def snapshot() -> Snapshot:
    """One query when nothing changed, six when it must be rebuilt."""
    token = data_version("registry")
    kept = _kept.get(settings.ZHIFA_TENANT)
    if kept and token and kept.token == token:
        return kept
    built = _build(token)
    _kept[settings.ZHIFA_TENANT] = built
    return built


def _code(row: Any) -> str:
    return str(row.code) if row else ""


def _build(token: str) -> Snapshot:
    mine = {"tenant": settings.ZHIFA_TENANT}
    plates = tuple(_plate(p) for p in Plate.objects.filter(**mine).select_related("organ", "team"))
    areas = {a.code: _area(a) for a in Area.objects.filter(**mine).select_related("parent")}
    organs = {o.code: _organ(o) for o in Organ.objects.filter(**mine).select_related("host", "authority", "area")}
    teams = {t.code: _team(t, plates) for t in Team.objects.filter(**mine).select_related("organ", "seat")}
    cover = tuple(
        Cover(c.area.code, c.team.code, c.since, c.until, "assumption.demo_coverage" if c.layer == "demo" else "")
        for c in Coverage.objects.filter(**mine).select_related("area", "team")
    )
    return Snapshot(token, areas, organs, teams, plates, cover)


def _area(a: Area) -> AreaRow:
    return AreaRow(a.code, a.name, a.kind, a.division_code, _code(a.parent), a.approximate, a.geometry_layer, a.layer, a.geometry)


def _organ(o: Organ) -> OrganRow:
    return OrganRow(o.code, o.name, o.kind, o.domain, _code(o.host), _code(o.authority), _code(o.area), o.phone, o.note, o.layer)


def _plate(p: Plate) -> PlateRow:
    return PlateRow(p.name, p.prefix, p.prefix_layer or p.layer, p.organ.code, _code(p.team), p.kind, p.since, p.until)


def _team(t: Team, plates: tuple[PlateRow, ...]) -> TeamRow:
    own = tuple(p for p in plates if p.team == t.code)
    return TeamRow(t.code, t.name, t.kind, t.organ.code, t.organ.name, _code(t.seat), t.domain, t.phone, t.note, t.layer, own)
