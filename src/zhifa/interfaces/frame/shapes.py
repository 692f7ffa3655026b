"""The county's shapes for the map: one answer per edition of the registry, kept by browsers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from zhifa.apps.registry import queries
from zhifa.interfaces.frame import clock


@require_GET
def areas(request: HttpRequest) -> HttpResponse:
    """GeoJSON of all areas with their squad on today's day; `approximate` shapes are drawn by us."""
    today = clock.today()
    tag = f'"{queries.data_version("registry")}-{today}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    response = JsonResponse(collection(tag, today))
    response["ETag"] = tag
    patch_cache_control(response, private=True, max_age=60)
    return response


@lru_cache(maxsize=2)
def collection(tag: str, day: date) -> dict[str, Any]:
    """A FeatureCollection; `team` is the code of the squad that covers the area, `label` says it in words."""
    teams = {t.code: t.name for t in queries.teams()}
    squads = {c.area: c.team for c in queries.cover(day)}
    return {"type": "FeatureCollection", "features": [_feature(a, squads.get(a.code, ""), teams) for a in queries.areas()]}


def _feature(area: queries.AreaRow, team: str, teams: dict[str, str]) -> dict[str, Any]:
    label = f"{area.name} · {teams[team]}" if team in teams else area.name
    properties = {
        "code": area.code,
        "name": area.name,
        "kind": area.kind,
        "parent": area.parent,
        "team": team,
        "team_name": teams.get(team, ""),
        "label": label,
        "approximate": area.approximate,
    }
    return {"type": "Feature", "properties": properties, "geometry": area.geometry}
