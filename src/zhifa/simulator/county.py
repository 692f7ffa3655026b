"""What the players know of the county: its places, everyday words and people, all from the packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from zhifa.packs.county import CountyData, Entry, load_county

ON_THE_SPOT = 200  # yuan, citizens (行政处罚法 51)
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Place:
    """An area. `polygons`: each an outer ring with its holes, lon/lat degrees; empty when nobody drew it."""

    code: str
    name: str
    kind: str
    parent: str
    polygons: tuple[tuple[Ring, ...], ...]

    def point(self, rng: Random) -> tuple[float, float] | None:
        """Somewhere inside, six digits; None without a shape."""
        if not self.polygons:
            return None
        corners = [corner for polygon in self.polygons for corner in polygon[0]]
        west, east = min(c[0] for c in corners), max(c[0] for c in corners)
        south, north = min(c[1] for c in corners), max(c[1] for c in corners)
        for _ in range(200):
            lon, lat = round(rng.uniform(west, east), 6), round(rng.uniform(south, north), 6)
            if any(within(polygon, lon, lat) for polygon in self.polygons):
                return lon, lat
        return None


def within(polygon: Sequence[Ring], lon: float, lat: float) -> bool:
    """Inside the outer ring and in none of the holes."""
    return crossings(polygon[0], lon, lat) and not any(crossings(hole, lon, lat) for hole in polygon[1:])


def crossings(ring: Ring, lon: float, lat: float) -> bool:
    """A line to the east leaves the ring an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            odd = not odd
    return odd


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with the words that people use for it."""

    code: str
    name: str
    domain: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Player:
    """A person with a demonstration account."""

    username: str
    name: str
    organ: str
    team: str
    roles: frozenset[str]
    areas: tuple[str, ...]

    def has(self, *roles: str) -> bool:
        """Holds one of these duties."""
        return not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class Checked:
    """What inspectors of one field look at in one kind of place: codes of check items."""

    domain: str
    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class County:
    """`cover`: area code → team code of the squad that serves it. `fines`: matter code → yuan that the lowest tier allows to ask a
    citizen for on the spot; `at_once`: those of them that need no order to correct before; `tiers`: matter code → the highest yuan
    of each tier for citizens, mildest first."""

    places: tuple[Place, ...]
    matters: tuple[Matter, ...]
    players: tuple[Player, ...]
    cover: Mapping[str, str]
    fines: Mapping[str, int]
    at_once: frozenset[str]
    tiers: Mapping[str, tuple[int, ...]]
    checks: tuple[Checked, ...] = ()

    @cached_property
    def townships(self) -> tuple[Place, ...]:
        """Where people live: townships and platforms."""
        return tuple(p for p in self.places if p.kind in ("township", "platform"))

    @cached_property
    def waters(self) -> tuple[Place, ...]:
        """Water grids with a shape."""
        return tuple(p for p in self.places if p.kind == "water_grid" and p.polygons)

    @cached_property
    def by_code(self) -> dict[str, Place]:
        """Places by their code."""
        return {p.code: p for p in self.places}

    def with_role(self, *roles: str) -> tuple[Player, ...]:
        """Players who hold one of these duties, in the order of the pack."""
        return tuple(p for p in self.players if p.has(*roles))

    def team(self, code: str, *roles: str) -> tuple[Player, ...]:
        """Players of a team with one of these duties."""
        return tuple(p for p in self.players if p.team == code and p.has(*roles))

    def at_organ(self, code: str, *roles: str) -> tuple[Player, ...]:
        """Players of an organ with one of these duties."""
        return tuple(p for p in self.players if p.organ == code and p.has(*roles))


def read_county(layers: Sequence[str]) -> County:
    """From the packs. Raises PackError."""
    return county_of(load_county(tuple(layers)))


def county_of(data: CountyData) -> County:
    """The tables of the packs as players see them; people without an account do not play."""
    lowest = [e.values for e in data.table("tiers") if e.values["party_kind"] == "citizen" and e.values["order"] == "1"]
    citizens = sorted((e.values for e in data.table("tiers") if e.values["party_kind"] == "citizen"), key=lambda t: int(t["order"]))
    tiers: dict[str, tuple[int, ...]] = {}
    for tier in citizens:
        tiers[tier["matter"]] = (*tiers.get(tier["matter"], ()), int(tier["max"]))
    fines = {t["matter"]: min(int(t["max"]), ON_THE_SPOT) for t in lowest if int(t["min"] or 0) <= ON_THE_SPOT}
    return County(
        places=tuple(_place(e.code, e.values) for e in data.table("areas")),
        matters=tuple(m for e in data.table("matters") if (m := _matter(e)).words),
        players=tuple(_player(e.values) for e in data.table("people") if e.values.get("username")),
        cover={e.values["area"]: e.values["team"] for e in data.table("coverage")},
        fines=fines,
        tiers=tiers,
        checks=_checks(data),
        at_once=frozenset(e.code for e in data.table("matters") if e.code in fines and e.values["precondition"] == "none"),
    )


def _checks(data: CountyData) -> tuple[Checked, ...]:
    kinds = {e.values["kind"] for e in data.table("premises")}
    items: dict[tuple[str, str], list[str]] = {}
    for e in data.table("checklists"):
        for kind in e.values["kinds"].split("、"):
            items.setdefault((e.values["domain"], kind), []).append(e.code)
    return tuple(Checked(d, kind, tuple(codes)) for (d, kind), codes in sorted(items.items()) if kind in kinds)


def _place(code: str, values: Mapping[str, Any]) -> Place:
    shape = values.get("geometry") or {}
    drawn = shape.get("coordinates", ())
    polygons = (drawn,) if shape.get("type") == "Polygon" else drawn
    return Place(code, values["name"], values["kind"], values.get("parent", ""), tuple(tuple(p) for p in polygons))


def _matter(entry: Entry) -> Matter:
    words = entry.values.get("words") or ()
    return Matter(entry.code, entry.values["name"], entry.values["domain"], tuple(words))


def _player(values: Mapping[str, Any]) -> Player:
    roles, areas = (frozenset(values["roles"].split("、")), tuple(values["areas"].split("、")) if values["areas"] else ())
    return Player(values["username"], values["name"], values["organ"], values["team"], roles, areas)
