"""One item against the catalogue as it stands: what it says now, and whom it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.apps.adjustments.models import ChangeItem
from zhifa.apps.catalogue.queries import MatterRow
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.registry import queries as registry
from zhifa.law import catalogue_change as law
from zhifa.law.authority import TOWNSHIP

MATTER_WORDS = ("name", "subdomain", "official_code", "precondition", "kinds", "words", "remarks")


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom an item concerns: codes. Empty `matters` with a domain: all of the domain; empty areas: the whole county."""

    matters: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()


def touched(item: ChangeItem) -> Touched:
    """For lists of what a change concerns (2 queries)."""
    known, after = snapshot(), item.after or {}
    if item.kind in (law.NEW_MATTER, law.REVISE_MATTER, law.END_MATTER):
        return Touched(matters=(item.subject,))
    if item.kind == law.NEW_GRANT:
        areas = tuple(after.get("areas") or ())
        organs = tuple(o for o in (after.get("holder", ""), (item.before or {}).get("holder", "")) if o)
        if after.get("matter"):
            return Touched((after["matter"],), (), areas, organs)
        return Touched((), (after.get("domain", ""),), areas, organs)
    if item.kind == law.REVISE_GRANT:
        grant = next((g for g in known.stored if g.id == item.subject), None)
        if grant is None:
            return Touched()
        matters, domains = ((grant.matter,), ()) if grant.matter else ((), (grant.domain or "",))
        return Touched(matters, domains, tuple(sorted(grant.areas or ())), (grant.holder,))
    if item.kind == law.COVERAGE:
        return Touched(areas=(item.subject,))
    if item.kind == law.PLATE:
        return Touched(organs=(item.subject,))
    organ = known.registry.organs.get(item.subject)
    return Touched(tuple(after.get("matters", ())), (), (organ.area,) if organ else (), (item.subject,))


def said_now(kind: str, subject: str, after: Mapping[str, Any] | None, day: date) -> dict[str, Any] | None:
    """What the catalogue says on a day about what the item changes, in its terms; None: nothing (2 queries)."""
    known, asked = snapshot(), after or {}
    if kind in (law.REVISE_MATTER, law.END_MATTER):
        row = known.matters.get(subject)
        return _matter_now(row, asked, day) if row else None
    if kind == law.NEW_GRANT:
        return _holder_now(known, asked, day)
    if kind == law.REVISE_GRANT:
        grant = next((g for g in known.stored if g.id == subject), None)
        return {key: _plain(getattr(grant, key)) for key in asked} if grant else None
    if kind == law.COVERAGE:
        serving = [c.team for c in known.registry.cover_of(subject) if valid(c.since, c.until, day)]
        return {"team": serving[0]} if serving else None
    if kind == law.PLATE:
        return {"main": registry.acting_identity(subject, day)} if subject in known.registry.organs else None
    if kind in (law.EMPOWER, law.WITHDRAW_POWER):
        return {"matters": sorted(held_by(known, subject, day) & set(asked.get("matters", ())))}
    return None


def _matter_now(row: MatterRow, asked: Mapping[str, Any], day: date) -> dict[str, Any]:
    if not asked:
        return {"name": row.name, "domain": row.domain, "until": _plain(row.until)}
    found: dict[str, Any] = {key: _plain(getattr(row, key)) for key in MATTER_WORDS if key in asked}
    if changed := [*asked.get("ranges", ()), *asked.get("gone_ranges", ())]:
        keys = {(r["party_kind"], r.get("tier") or "base") for r in changed}
        found["ranges"] = [range_data(r) for r in row.ranges if (r.party_kind, r.tier) in keys and valid(r.since, r.until, day)]
    if "bases" in asked or "ended" in asked:
        found["bases"] = [str(b.citation) for b in row.bases if b.until is None or day < b.until]
    return found


def range_data(row: Any) -> dict[str, Any]:
    """A range as an item says it."""
    keys = ("party_kind", "tier", "condition", "minimum", "maximum", "unit", "ratio_minimum", "ratio_maximum", "base", "precondition")
    return {key: _plain(getattr(row, key)) for key in keys}


def _holder_now(known: Snapshot, asked: Mapping[str, Any], day: date) -> dict[str, Any]:
    row = known.matters.get(asked.get("matter") or "")
    domain = row.domain if row else asked.get("domain", "")
    area = next(iter(asked.get("areas") or sorted(known.index.places)), "")
    held = known.index.on("penalty", row.code if row else "", domain, area, day)
    return {"holder": held.holder, "acting_identity": held.acting_identity, "status": held.status}


def held_by(known: Snapshot, organ: str, day: date) -> set[str]:
    """Matters that a township may punish by its own list on a day, published or not."""
    own = (g for g in known.stored if g.holder == organ and g.holder_kind == TOWNSHIP and g.power == "penalty" and g.matter)
    return {g.matter for g in own if g.matter and valid(g.since, g.until, day)}


def valid(since: date | None, until: date | None, day: date) -> bool:
    """Half-open; None: no limit."""
    return (since is None or since <= day) and (until is None or day < until)


def _plain(value: Any) -> Any:
    """JSON as an item holds it."""
    if value is None or isinstance(value, bool | int | str | dict):
        return value
    if isinstance(value, list | tuple | frozenset):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
