"""What the registry tells others: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class AreaRow:
    """`parent` is a code. `approximate`: the shape is not a legal boundary. `geometry`: GeoJSON mapping or None."""

    code: str
    name: str
    kind: str
    division_code: str
    parent: str
    approximate: bool
    geometry_layer: str
    layer: str
    geometry: dict[str, Any] | None

    @property
    def township(self) -> bool:
        """A township by the State's division code."""
        return self.kind == "township"


@dataclass(frozen=True, slots=True)
class OrganRow:
    """`host`, `authority`, `area` are codes, empty where there is none."""

    code: str
    name: str
    kind: str
    domain: str
    host: str
    authority: str
    area: str
    phone: str
    note: str
    layer: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """`organ`, `seat` are codes; `plates` all names it bears, own name first."""

    code: str
    name: str
    kind: str
    organ: str
    organ_name: str
    seat: str
    domain: str
    phone: str
    note: str
    layer: str
    plates: tuple[PlateRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlateRow:
    """`layer`: where the prefix comes from, as it is what documents print."""

    name: str
    prefix: str
    layer: str
    organ: str
    team: str
    kind: str
    since: date | None
    until: date | None

    def valid(self, day: date) -> bool:
        """Borne on this day; an unstated limit does not restrict."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`id` is the key that `Actor.person` carries; `organ`, `team` are codes."""

    id: str
    code: str
    name: str
    post: str
    organ: str
    team: str
    roles: tuple[str, ...]
    areas: tuple[str, ...]
    username: str
    auxiliary: bool
    layer: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """`editions`: layer → edition; `rows`: how many rows the load brought."""

    capability: str
    digest: str
    editions: dict[str, str]
    loaded_at: datetime
    rows: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """`before` None: a new row; `after` None: a row that the newer edition no longer has. `digest`: of the edition."""

    capability: str
    table: str
    code: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    proposed_at: datetime
    digest: str
