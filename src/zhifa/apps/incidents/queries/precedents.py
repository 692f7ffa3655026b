"""Precedents in force and out of it, and what they make of a ruling of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhifa.apps.incidents.models import Precedent as Row
from zhifa.apps.registry import queries as registry
from zhifa.law.precedents import Precedent, SameQuestion, Weighed, weigh

VERSION = "precedents"  # the data version of precedents


@dataclass(frozen=True, slots=True)
class PrecedentRow:
    """One precedent for pages. `area_names`, `holder_names`: in words; `in_force`: on the day asked for."""

    id: str
    version: int
    number: str
    matter_code: str
    matter_name: str
    area_names: tuple[str, ...]
    holder_names: tuple[str, ...]
    words: tuple[str, ...]
    team_name: str
    follows_coverage: bool
    reason: str
    citation: str
    decided_by: str
    dispute: str
    since: date
    until: date | None
    revoked_reason: str
    in_force: bool


def precedents(tenant: str, day: date) -> tuple[PrecedentRow, ...]:
    """All, newest first (2 queries)."""
    known = registry.snapshot()
    return tuple(_row(r, known, day) for r in Row.objects.filter(tenant=tenant).order_by("-since", "-number"))


def _row(r: Row, known: registry.Snapshot, day: date) -> PrecedentRow:
    return PrecedentRow(
        id=str(r.pk),
        version=r.version,
        number=r.number,
        matter_code=r.matter_code,
        matter_name=r.matter_name,
        area_names=tuple(known.areas[a].name if a in known.areas else a for a in r.areas),
        holder_names=tuple(known.organs[h].name if h in known.organs else h for h in r.holders),
        words=tuple(r.words),
        team_name=r.team_name,
        follows_coverage=r.follows_coverage,
        reason=r.reason,
        citation=r.citation,
        decided_by=r.decided_by,
        dispute=str(r.dispute),
        since=r.since,
        until=r.until,
        revoked_reason=r.revoked_reason,
        in_force=r.since <= day and (r.until is None or day < r.until),
    )


def standing(tenant: str) -> tuple[Precedent, ...]:
    """All as the law weighs them (no query beyond that for the data version, one when they changed)."""
    return registry.kept(VERSION, _standing).get(tenant, ())


def _standing() -> dict[str, tuple[Precedent, ...]]:
    found: dict[str, tuple[Precedent, ...]] = {}
    for r in Row.objects.order_by("id"):
        found[r.tenant] = (*found.get(r.tenant, ()), _weighable(r))
    return found


def _weighable(r: Row) -> Precedent:
    return Precedent(
        number=r.number,
        matter=r.matter_code,
        holders=frozenset(r.holders),
        areas=frozenset(r.areas),
        words=tuple(r.words),
        holder=r.holder,
        holder_kind=r.holder_kind,
        team=r.team,
        follows_coverage=r.follows_coverage,
        citation=r.citation,
        since=r.since,
        until=r.until,
    )


def holders(authority: dict[str, Any]) -> frozenset[str]:
    """Organ codes that hold the power by a stored ruling of the catalogue: one, several (contested) or none."""
    by_catalogue = authority.get("by_catalogue", authority)
    return frozenset(c["holder"] for c in by_catalogue.get("considered", ()) if c["accepted"] and c.get("holder"))


def followed(data: dict[str, Any], known: Sequence[Precedent], matter: str, area: str, text: str, day: date) -> dict[str, Any]:
    """The ruling (JSON) with the precedents about the matter among what was considered; the fitting one decides it."""
    weighed = weigh(known, SameQuestion(matter, area, text, day, holders(data))) if known else ()
    if not weighed:
        return data
    deciding = next((w for w in weighed if w.decides), None)
    team = _team(deciding.precedent, area, day) if deciding else ""
    considered = [_considered(w, bool(team)) for w in weighed]
    if deciding is None or not team:
        return {**data, "considered": [*data["considered"], *considered]}
    return _decided(data, deciding.precedent, team, considered, day)


def _team(one: Precedent, area: str, day: date) -> str:
    """Who acts there and then by the precedent; "" when the squad of the place is not known."""
    if not one.follows_coverage:
        return one.team
    serving = {c.team for c in registry.cover(day) if c.area == area}
    return one.team if one.team in serving else serving.pop() if len(serving) == 1 else ""


def _considered(weighed: Weighed, team_known: bool) -> dict[str, Any]:
    one, code = weighed.precedent, weighed.reason.code
    organ = registry.organ(one.holder)
    return {
        "acting_identity": organ.name if organ else one.holder,
        "holder": one.holder,
        "mandate": one.number,
        "citation": one.citation,
        "accepted": weighed.decides and team_known,
        "assumption": "",
        "precedent": one.number,
        "reason": {
            "code": code if team_known or not weighed.decides else "precedent.no_squad",
            "values": dict(weighed.reason.values),
        },
    }


def _decided(data: dict[str, Any], one: Precedent, team: str, considered: list[dict[str, Any]], day: date) -> dict[str, Any]:
    values = {"number": one.number, "day": one.since.isoformat()}
    yielded = [
        {**c, "accepted": False, "reason": {"code": "precedent.yields", "values": values}} if c["accepted"] else c
        for c in data["considered"]
    ]
    ruling = data["ruling"]
    return {
        **data,
        "status": "settled",
        "holder": one.holder,
        "holder_kind": one.holder_kind,
        "acting_identity": registry.acting_identity(one.holder, day),
        "team": team,
        "precedent": one.number,
        "by_catalogue": {"status": data["status"], "considered": data["considered"]},
        "considered": [*considered, *yielded],
        "ruling": {
            **ruling,
            "outcome": "compute",
            "reasons": [{"code": "precedent.decides", "values": values}],
            "rules": ["JUR-08"],
            "citations": [one.citation],
            "missing": [],
        },
    }
