"""Who enforces what where I live, in whose name, on what basis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from zhifa.apps.catalogue.queries.rows import DomainHere, MatterRow, NameHere, WhoRow
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.law.authority import AuthorityRuling, Place, Question

DEMO_PREFIX = "assumption.demo"


def who_enforces(area: str, day: date, text: str = "", matter: str = "") -> tuple[WhoRow, ...]:
    """For a matter, or all matters that `text` speaks of (empty: all): organ, name on documents, basis, since, team and phone. Raises
    LookupError for an unknown area (2 queries)."""
    known = snapshot()
    if known.place(area) is None:
        raise LookupError(f"no township or platform {area!r}")
    wanted = text.strip()
    rows = [m for m in known.matters.values() if (not matter or m.code == matter) and (not wanted or _speaks_of(m, wanted))]
    return tuple(_who(known, m, area, day) for m in rows)


def who_for(matters: Iterable[str], area: str, day: date) -> tuple[WhoRow, ...]:
    """The same for these matters, in their order; unknown ones are left out. Rules as many as were asked for (2 queries)."""
    known = snapshot()
    if known.place(area) is None:
        raise LookupError(f"no township or platform {area!r}")
    return tuple(_who(known, known.matters[code], area, day) for code in matters if code in known.matters)


def domains_here(area: str, day: date) -> tuple[DomainHere, ...]:
    """The domains of the plan with the names that hold the penalty in the area on the day, most matters first. Rules nothing: reads the
    index (2 queries). Raises LookupError for an unknown area."""
    known = snapshot()
    place = known.place(area)
    if place is None:
        raise LookupError(f"no township or platform {area!r}")
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for row in known.matters.values():
        if row.valid(day):
            held = known.index.on("penalty", row.code, row.domain, place.area, day)
            counted.setdefault(row.domain, Counter())[held.status, held.acting_identity] += 1
    order = [*known.labels, *(d for d in counted if d not in known.labels)]
    return tuple(_domain(known, domain, counted[domain]) for domain in order if domain in counted)


def _domain(known: Snapshot, domain: str, counted: Counter[tuple[str, str]]) -> DomainHere:
    names = tuple(NameHere(status, name, count) for (status, name), count in counted.most_common())
    return DomainHere(domain, known.labels.get(domain, domain), counted.total(), names)


def _speaks_of(row: MatterRow, text: str) -> bool:
    return text in row.name or text in row.domain_label or any(text in word or word in text for word in row.words)


def _who(known: Snapshot, row: MatterRow, area: str, day: date) -> WhoRow:
    place = known.place(area)
    assert place is not None
    return who_row(known, row, place, day, known.rule(Question("penalty", row.domain, row.code, place, day)))


def who_row(known: Snapshot, row: MatterRow, place: Place, day: date, found: AuthorityRuling) -> WhoRow:
    """A ruling on the matter at the place, in names."""
    organ = known.registry.organs.get(found.holder)
    team = known.registry.teams.get(found.team)
    duty = known.duties.get(row.domain)
    return WhoRow(
        matter=row.code,
        matter_name=row.name,
        domain=row.domain,
        domain_label=row.domain_label,
        area=place.area,
        area_name=place.name,
        status=found.status,
        organ=organ.name if organ else "",
        acting_identity=found.acting_identity,
        team=found.team,
        team_name=team.name if team else "",
        team_plates=_plates(known, team.code if team else "", found, day),
        commander=found.commander,
        phone=(team.phone if team else "") or (organ.phone if organ else ""),
        since=max((d for d in (found.grant.since, row.since) if d), default=None) if found.grant else None,
        basis=row.basis_text,
        mandate=known.mandates.get(found.grant.mandate) if found.grant else None,
        duty_text=duty.text if duty else "",
        reasons=tuple(r.code for r in found.ruling.reasons),
        assumptions=found.ruling.assumptions,
        demo=any(a.startswith(DEMO_PREFIX) for a in found.ruling.assumptions),
    )


def _plates(known: Snapshot, team: str, found: AuthorityRuling, day: date) -> tuple[str, ...]:
    """The names of the team in the holder's name first: 一支队伍、两块牌子."""
    borne = [p for p in known.registry.plates if p.team == team and team and p.valid(day)]
    return tuple(p.name for p in sorted(borne, key=lambda p: p.organ != found.holder))
