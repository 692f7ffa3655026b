"""Lists that an organ must publish: what it may fine for in its own name, as of which day, and what changed from list to list.

Nothing here is in effect before it was published, and nothing that was not published by `today` is told at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from zhifa.apps.catalogue.queries.exporting import KINDS
from zhifa.apps.catalogue.queries.rows import MandateRow, MatterRow
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.registry.queries import PlateRow
from zhifa.law.authority import BUREAU, POWERS, TOWNSHIP, Grant
from zhifa.law.citations import Citation

PENALTY = "penalty"
DEMO_PREFIX = "assumption.demo"


@dataclass(frozen=True, slots=True)
class ListVersion:
    """One list of an organ, in effect from `day` (None: no source states since when) until before `until` (None: open). `added`,
    `removed`: codes of matters against the list before."""

    organ: str
    organ_name: str
    kind: str
    day: date | None
    until: date | None
    count: int
    domains: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    published_on: date | None


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One matter of a list with the powers that the organ holds over it."""

    matter: MatterRow
    powers: tuple[str, ...]
    since: date | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """The list of an organ on a day with all that its announcement says. `area`: of a township. `domains`: label and count, in the order
    of the plan. `plates`: names of its team. `elsewhere`: townships that act in their own name (of the bureau's list)."""

    version: ListVersion
    versions: tuple[ListVersion, ...]
    name: str
    area: str
    area_name: str
    lines: tuple[NoticeLine, ...]
    domains: tuple[tuple[str, int], ...]
    added: tuple[MatterRow, ...]
    removed: tuple[MatterRow, ...]
    mandates: tuple[MandateRow, ...]
    citations: tuple[str, ...]
    kinds: tuple[str, ...]
    plates: tuple[str, ...]
    elsewhere: tuple[tuple[str, int], ...]
    phone: str
    demo: bool

    @property
    def unconfirmed(self) -> int:
        """How many of its matters were compiled from the texts and nobody of the county has confirmed."""
        return sum(line.matter.unconfirmed for line in self.lines)


def notice_organ(area: str, today: date) -> str:
    """The government of the township when it has published a list; "" elsewhere (2 queries)."""
    known = snapshot()
    government = known.registry.governments.get(area)
    return government.code if government and _versions(known, government.code, today) else ""


def notice_versions(today: date) -> tuple[ListVersion, ...]:
    """Every list of every organ: the bureau's first, then by township, newest first (2 queries)."""
    known = snapshot()
    organs = {g.holder: g.holder_kind for g in known.stored if g.power == PENALTY and g.holder_kind in (BUREAU, TOWNSHIP)}
    ordered = sorted(organs, key=lambda o: (organs[o] != BUREAU, o))
    return tuple(v for organ in ordered for v in reversed(_versions(known, organ, today)))


def notice(organ: str, day: date, today: date) -> NoticeRow | None:
    """The list of an organ that was in effect on a day; None when it had published none by then (2 queries)."""
    known = snapshot()
    versions = _versions(known, organ, today)
    version = next((v for v in versions if (v.day is None or v.day <= day) and (v.until is None or day < v.until)), None)
    if version is None or not version.count:
        return None
    return _row(known, versions, version, day, today)


def published_grants(today: date) -> tuple[Grant, ...]:
    """All grants but those that must be published and were not by today (2 queries)."""
    return tuple(g for g in snapshot().stored if _told(g, today))


def last_publication(today: date) -> date | None:
    """The last day up to today on which a grant that must be published was (2 queries)."""
    return max((g.published_on for g in published_grants(today) if g.needs_publication and g.published_on), default=None)


def _versions(known: Snapshot, organ: str, today: date) -> tuple[ListVersion, ...]:
    """A list changes when grants do; what the law itself adds to a domain or ends in it changes how many matters it counts, not the
    list."""
    grants = _own(known, organ, today)
    days = sorted({d for g in grants for d in (effective(g), g.until) if d})
    found: list[ListVersion] = []
    before: frozenset[str] = frozenset()
    for day, until in zip((None, *days), (*days, None), strict=True):
        held = frozenset(m.code for g in grants if _in_force(g, day or date.min) for m in _matters(known, g))
        if held == before:
            found[-1:] = [replace(v, until=until) for v in found[-1:]]
            continue
        found.append(_version(known, grants, _Span(day, until), held, before, today))
        before = held
    return tuple(found)


class _Span(NamedTuple):
    day: date | None
    until: date | None

    def seen(self, today: date) -> date:
        """The day on which its matters are counted: today, else its nearest one."""
        last = date.fromordinal(self.until.toordinal() - 1) if self.until else date.max
        return max(min(today, last), self.day or date.min)


def _version(known: Snapshot, grants: list[Grant], span: _Span, held: frozenset[str], before: frozenset[str], today: date) -> ListVersion:
    rows = [known.matters[code] for code in held if known.matters[code].valid(span.seen(today))]
    standing = [g for g in grants if _in_force(g, span.day or date.min)]
    return ListVersion(
        organ=grants[0].holder,
        organ_name=known.registry.organs[grants[0].holder].name,
        kind=grants[0].holder_kind,
        day=span.day,
        until=span.until,
        count=len(rows),
        domains=len({row.domain for row in rows}),
        added=tuple(sorted(held - before)),
        removed=tuple(sorted(before - held)),
        published_on=max((g.published_on for g in standing if g.published_on), default=None),
    )


def _row(known: Snapshot, versions: tuple[ListVersion, ...], version: ListVersion, day: date, today: date) -> NoticeRow:
    organ = known.registry.organs[version.organ]
    standing = [g for g in _own(known, organ.code, today, POWERS) if _in_force(g, day)]
    lines = _lines(known, standing, day)
    penal = [g for g in standing if g.power == PENALTY]
    teams = list(dict.fromkeys(g.team for g in penal if g.team))
    borne = [p for p in known.registry.plates if p.organ == organ.code and p.kind == "main" and p.valid(day)]
    area = known.registry.areas.get(organ.area)
    domains = _domains(lines)
    return NoticeRow(
        version=replace(version, count=len(lines), domains=len(domains)),
        versions=versions,
        name=borne[0].name if borne else organ.name,
        area=organ.area if version.kind == TOWNSHIP else "",
        area_name=area.name if area else "",
        lines=lines,
        domains=domains,
        added=tuple(known.matters[c] for c in version.added),
        removed=tuple(known.matters[c] for c in version.removed),
        mandates=tuple(known.mandates[m] for m in dict.fromkeys(g.mandate for g in penal)),
        citations=tuple(dict.fromkeys(_plainly(g.citation) for g in penal if g.citation)),
        kinds=tuple(k for k in KINDS if any(g.kinds is not None and k in g.kinds for g in penal)),
        plates=tuple(p.name for t in teams for p in _both(known, t, organ.code, day)),
        elsewhere=_elsewhere(known, day, today) if version.kind == BUREAU else (),
        phone=next((known.registry.teams[t].phone for t in teams if known.registry.teams[t].phone), "") or organ.phone,
        demo=any(g.assumption.startswith(DEMO_PREFIX) for g in penal),
    )


def _lines(known: Snapshot, standing: Iterable[Grant], day: date) -> tuple[NoticeLine, ...]:
    held: dict[str, dict[str, Grant]] = {}
    for grant in standing:
        for row in _matters(known, grant):
            if row.valid(day):
                held.setdefault(row.code, {})[grant.power] = grant
    order = {domain: n for n, domain in enumerate(known.labels)}
    found = [
        NoticeLine(known.matters[code], tuple(p for p in POWERS if p in by), effective(by[PENALTY]), by[PENALTY].published_on)
        for code, by in held.items()
        if PENALTY in by
    ]
    return tuple(sorted(found, key=lambda line: (order.get(line.matter.domain, len(order)), line.matter.code)))


def _domains(lines: Iterable[NoticeLine]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(line.matter.domain_label for line in lines).items())


def _both(known: Snapshot, team: str, organ: str, day: date) -> list[PlateRow]:
    borne = [p for p in known.registry.plates if p.team == team and p.valid(day)]
    return sorted(borne, key=lambda p: p.organ != organ)


def _elsewhere(known: Snapshot, day: date, today: date) -> tuple[tuple[str, int], ...]:
    found = []
    for organ in dict.fromkeys(g.holder for g in known.stored if g.holder_kind == TOWNSHIP):
        held = {g.matter for g in _own(known, organ, today) if _in_force(g, day)}
        if held:
            found.append((known.registry.organs[organ].name, len(held)))
    return tuple(found)


def _own(known: Snapshot, organ: str, today: date, powers: tuple[str, ...] = (PENALTY,)) -> list[Grant]:
    """What the organ holds and was published by today where it must be."""
    own = (g for g in known.stored if g.holder == organ and g.power in powers and g.holder_kind in (BUREAU, TOWNSHIP))
    return [g for g in own if _told(g, today)]


def _told(grant: Grant, today: date) -> bool:
    return not grant.needs_publication or (grant.published_on is not None and grant.published_on <= today)


def effective(grant: Grant) -> date | None:
    """The first day of effect: not before it was published where it must be; None: no source states it."""
    if grant.needs_publication and grant.published_on:
        return max(grant.since or grant.published_on, grant.published_on)
    return grant.since


def _in_force(grant: Grant, day: date) -> bool:
    first = effective(grant)
    return (first is None or first <= day) and (grant.until is None or day < grant.until)


def _matters(known: Snapshot, grant: Grant) -> Iterable[MatterRow]:
    if grant.matter:
        return (known.matters[grant.matter],) if grant.matter in known.matters else ()
    return known.of_domain.get(grant.domain or "", ())


def _plainly(citation: Citation) -> str:
    law, _, place = str(citation).partition(" ")
    return f"《{law}》{place.replace(' ', '')}"
