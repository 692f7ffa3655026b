"""The proof over the catalogue as it would be: before anybody approves a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhifa.apps.catalogue.models import GrantTerms
from zhifa.apps.catalogue.queries.snapshot import grant_of, snapshot
from zhifa.apps.catalogue.queries.standing import item_of, register
from zhifa.law.authority import POWERS, Cover
from zhifa.law.authority_check import Finding, Item, check
from zhifa.law.authority_index import Index, Plate

Cell = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Projection:
    """What would be otherwise: grants and items by their codes, and all coverage and main plates where any of them changes (None: as they
    stand). `domains`: whose matters are proven; None: all."""

    grants: tuple[GrantTerms, ...] = ()
    items: tuple[Item, ...] = ()
    cover: tuple[Cover, ...] | None = None
    plates: tuple[Plate, ...] | None = None
    domains: frozenset[str] | None = None


def new_findings(change: Projection) -> tuple[Finding, ...]:
    """Faults of the catalogue as it would be that it does not have as it stands, nobody's open point among them (2 queries)."""
    known, index = snapshot(), projected(change)
    items = {m.code: item_of(m) for m in known.matters.values()}
    would = _of(change.domains, {**items, **{i.code: i for i in change.items}}.values())
    now = _of(change.domains, items.values())
    faults = check(index, would, POWERS, register(known), known.repealed).faults
    if not faults:
        return ()
    held = {cell for f in check(known.index, now, POWERS, register(known), known.repealed).faults for cell in _cells(f)}
    return tuple(f for f in faults if not held.issuperset(_cells(f)))


def projected(change: Projection) -> Index:
    """Who would hold what, where, on which days (2 queries)."""
    known = snapshot()
    stored = {g.id: g for g in known.stored} | {g.code: grant_of(g) for g in change.grants}
    cover = known.registry.coverage if change.cover is None else change.cover
    mains = tuple(Plate(p.organ, p.name, p.since, p.until) for p in known.registry.plates if p.kind == "main")
    return Index(stored.values(), cover, known.index.places, mains if change.plates is None else change.plates)


def _of(domains: frozenset[str] | None, items: Iterable[Item]) -> list[Item]:
    return [i for i in items if domains is None or i.domain in domains]


def _cells(finding: Finding) -> set[Cell]:
    """Every matter and area of a finding with its span."""
    span = f"{finding.since}–{finding.until}"
    return {(finding.kind, f"{finding.power} {span}", m, a) for m in finding.matters or ("",) for a in finding.areas or ("",)}
