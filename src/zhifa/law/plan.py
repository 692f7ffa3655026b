"""A county's allocation of powers, as data: which organ holds which domain, which squad serves which place, and names.

Built by `packs.plan.load_plan`; the rules door turns it into grants for `law.authority`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhifa.law.authority import Place


@dataclass(frozen=True, slots=True)
class DomainPlan:
    """`holder`: contract code of the kind of organ that holds the penalty power, "" when the plan names nobody. `team`:
    domain code of the professional team."""

    code: str
    name: str
    holder: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Names and allocation. `kept`: powers that stay with the department; `moved`: powers that go with the penalty power;
    `catalogued`: those of the moved powers that need an entry in the county catalogue; `squads`: seat → squad;
    `labels`: kind of holder → how people call it."""

    bureau: str
    government: str
    superior: str
    guidance: str
    government_suffix: str
    township_suffixes: tuple[str, ...]
    kept: frozenset[str]
    moved: frozenset[str]
    catalogued: frozenset[str]
    domains: Mapping[str, DomainPlan]
    squads: Mapping[str, str]
    labels: Mapping[str, str]
    mandate: str = ""

    def is_township(self, name: str) -> bool:
        """A township or town, or its government; platforms are neither."""
        return name.removesuffix(self.government_suffix).endswith(self.township_suffixes)

    def government_of(self, place: str) -> str:
        """The name in which a township acts."""
        return place if place.endswith(self.government_suffix) else place + self.government_suffix

    def place(self, name: str) -> Place:
        """The place with its commander; a platform has none."""
        township = self.is_township(name)
        return Place(name, name, township, self.government_of(name) if township else "")
