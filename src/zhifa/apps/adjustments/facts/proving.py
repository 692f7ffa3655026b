"""What the proof would find if the change held: gaps, overlaps, squads and plates that are missing, empowerment on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

from zhifa.apps.adjustments.facts.writing import Write
from zhifa.apps.catalogue.models import Basis, Matter, MatterGrant
from zhifa.apps.catalogue.queries import projecting
from zhifa.apps.catalogue.queries.projecting import Projection
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.catalogue.queries.standing import item_of
from zhifa.apps.registry.models import Coverage, Plate, PlateKind
from zhifa.law import authority_index
from zhifa.law.authority import Cover
from zhifa.law.authority_check import Finding, Item

PROVEN = (Matter, MatterGrant, Coverage, Plate, Basis)


def new_findings(writes: Sequence[Write]) -> tuple[Finding, ...]:
    """Faults that the catalogue does not have now (2 queries)."""
    would = projection(writes)
    return projecting.new_findings(would) if would else ()


def projection(writes: Sequence[Write]) -> Projection | None:
    """The catalogue as it would be; None when nothing that is proven changes (2 queries)."""
    rows = [w.row for w in writes if isinstance(w.row, PROVEN)]
    if not rows:
        return None
    cover, plates = _cover(rows), _plates(rows)
    domains = None if cover or plates else frozenset(d for row in rows for d in _domains(row))
    return Projection(_grants(rows), tuple(_items(rows)), cover, plates, domains)


def _grants(rows: Iterable[object]) -> tuple[MatterGrant, ...]:
    """Powers of a township count as announced: that they are is asked before the effect."""
    found = [copy(row) for row in rows if isinstance(row, MatterGrant)]
    for row in found:
        row.published_on = row.published_on or row.since
    return tuple(found)


def _domains(row: object) -> tuple[str, ...]:
    if isinstance(row, MatterGrant):
        return (row.matter.domain if row.matter else row.domain,)
    matter = row if isinstance(row, Matter) else getattr(row, "matter", None)
    return (matter.domain,) if matter else ()


def _items(rows: Sequence[object]) -> Iterable[Item]:
    known = snapshot()
    for row in rows:
        if isinstance(row, Matter):
            held = known.matters.get(row.code)
            yield Item(row.code, row.domain, row.since, row.until, item_of(held).bases if held else ())


def _cover(rows: Iterable[object]) -> tuple[Cover, ...] | None:
    changed = [row for row in rows if isinstance(row, Coverage)]
    if not changed:
        return None
    ended = {(row.area.code, row.team.code, row.since) for row in changed}
    kept = [c for c in snapshot().registry.coverage if (c.area, c.team, c.since) not in ended]
    return (*kept, *(Cover(row.area.code, row.team.code, row.since, row.until) for row in changed))


def _plates(rows: Iterable[object]) -> tuple[authority_index.Plate, ...] | None:
    changed = [row for row in rows if isinstance(row, Plate)]
    if not changed:
        return None
    ended = {(row.organ.code, row.name, row.since) for row in changed if row.kind == PlateKind.MAIN}
    mains = [p for p in snapshot().registry.plates if p.kind == "main" and (p.organ, p.name, p.since) not in ended]
    kept = [authority_index.Plate(p.organ, p.name, p.since, p.until) for p in mains]
    fresh = [authority_index.Plate(r.organ.code, r.name, r.since, r.until) for r in changed if r.kind == PlateKind.MAIN]
    return (*kept, *fresh)
