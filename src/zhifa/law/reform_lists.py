"""X2: matters of the professional domains against the lists that the legal office confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhifa.law.reform import Figure, Line, Standing, made
from zhifa.law.reform_items import PROFESSIONAL, Today
from zhifa.law.rulings import Reason

COMMA = "、"


@dataclass(frozen=True, slots=True)
class DomainList:
    """One edition of a domain's list. `matters`: code → name of what is on it; `struck`: codes that were taken off. Counted from
    `confirmed_on` until before `replaced_on`; None: not yet."""

    domain: str
    domain_name: str
    edition: int
    drafted_on: date
    confirmed_on: date | None
    replaced_on: date | None
    document: str
    matters: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()

    def counts(self, day: date) -> bool:
        """It is the confirmed list of its domain on the day."""
        begun = self.confirmed_on is not None and self.confirmed_on <= day
        return begun and (self.replaced_on is None or day < self.replaced_on)


def professional_list(state: Iterable[Today], day: date, lists: Sequence[DomainList], detailed: bool = False) -> Figure:
    """X2: matters of the confirmed lists with a basis in force and a professional team, of all that are on them; where none is confirmed,
    of all that our catalogue has, which is said. While a domain has no list at all, how many are confirmed cannot be said."""
    standing = {x.domain: x for x in lists if x.counts(day)}
    drafted = {x.domain for x in lists if x.drafted_on <= day}
    own = [t for t in state if PROFESSIONAL in t.kinds]
    lines: list[Line] = []
    seen: dict[str, set[str]] = {}
    for t in own:
        seen.setdefault(t.lot.domain, set()).update(code for code, _ in t.lot.matters)
        found = standing.get(t.lot.domain)
        lines += _on_list(t, found, detailed) if found else _without(t, t.lot.domain in drafted, detailed)
    for found in standing.values():
        lines += _lapsed(found, seen.get(found.domain, set()))
    names = {t.lot.domain: t.lot.domain_name for t in own}
    return replace(made("X2", day, tuple(lines), missing=_missing(names, drafted, set(standing))), beside=_beside(own, lines))


def _beside(own: Sequence[Today], lines: Sequence[Line]) -> dict[str, int]:
    confirmed = sum(line.weight for line in lines if line.standing is Standing.COUNTED)
    return {"reform.beside.ready": sum(t.lot.weight for t in own), "reform.beside.confirmed": confirmed}


def _on_list(today: Today, found: DomainList, detailed: bool) -> list[Line]:
    listed = [m for m in today.lot.matters if m[0] in found.matters]
    others = [m for m in today.lot.matters if m[0] not in found.matters and m[0] not in found.struck]
    words = {"edition": str(found.edition), "document": found.document}
    counted = _lines(today, listed, Standing.COUNTED, Reason("reform.list_confirmed", words), detailed)
    return counted + _lines(today, others, Standing.LEFT, Reason("reform.list_newer", words), detailed)


def _without(today: Today, drafted: bool, detailed: bool) -> list[Line]:
    standing = Standing.LEFT if drafted else Standing.OPEN
    return _lines(today, today.lot.matters, standing, Reason("reform.list_waits" if drafted else "reform.list_not_drafted"), detailed)


def _lapsed(found: DomainList, seen: set[str]) -> list[Line]:
    """On the list, but today without a basis in force or no longer with a professional team."""
    gone = [(code, name) for code, name in found.matters.items() if code not in seen]
    return [Line(code, name, Standing.LEFT, Reason("reform.list_lapsed"), found.domain_name) for code, name in gone]


def _lines(today: Today, matters: Sequence[tuple[str, str]], standing: Standing, reason: Reason, detailed: bool) -> list[Line]:
    lot = today.lot
    if detailed:
        return [Line(code, name, standing, reason, lot.domain_name) for code, name in matters]
    return [Line(lot.domain, lot.domain_name, standing, reason, lot.domain_name, len(matters))] if matters else []


def _missing(names: Mapping[str, str], drafted: set[str], confirmed: set[str]) -> tuple[Reason, ...]:
    undrafted = [name for code, name in names.items() if code not in drafted]
    waiting = [name for code, name in names.items() if code in drafted and code not in confirmed]
    found = []
    if undrafted:
        found.append(Reason("reform.missing.list_drafts", {"domains": COMMA.join(undrafted)}))
    if waiting:
        found.append(Reason("reform.missing.confirmation", {"domains": COMMA.join(waiting)}))
    return tuple(found)
