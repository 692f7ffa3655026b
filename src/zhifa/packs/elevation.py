"""Reads a county's `elevation.toml`: what the county takes up, and who is next door."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from zhifa.law.citations import Citation
from zhifa.law.procedure.elevation import AREAS, CROSS_AREA, MAJOR, MARKED, OUTSIDE, Criterion, Elevations, Neighbour
from zhifa.packs.reading import PackError, a_date, layer_path, read_toml

FILE = "elevation.toml"


@lru_cache(maxsize=4)
def load_elevations(layer: str = "chunan") -> Elevations:
    """Of a county layer; raises PackError naming the entry."""
    data = read_toml(layer_path(layer) / FILE)
    try:
        neighbours = tuple(Neighbour(n["name"], n["superior"]) for n in data["neighbours"])
        return Elevations(data["ground"], tuple(_criterion(layer, c) for c in data["criteria"]), neighbours)
    except KeyError as error:
        raise PackError(f"{layer}/{FILE}: {error} is missing") from error


def _criterion(layer: str, row: dict[str, Any]) -> Criterion:
    where = f"{layer}/{FILE} {row['code']}"
    if row["flag"] not in (CROSS_AREA, MAJOR) or row["by"] not in (AREAS, OUTSIDE, MARKED):
        raise PackError(f"{where}: flag or by: {row['flag']!r}, {row['by']!r}")
    if not row.get("note"):
        raise PackError(f"{where}: a criterion says where it comes from")
    until, cited = row.get("until"), row.get("citation")
    return Criterion(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        flag=row["flag"],
        by=row["by"],
        since=a_date(where, row["from"]),
        until=a_date(where, until) if until else None,
        citation=Citation.parse(cited) if cited else None,
        note=row["note"],
    )
