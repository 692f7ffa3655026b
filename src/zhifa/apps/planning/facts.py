"""A plan line as the law sees it: what it lacks, on what power it rests, and who else comes to its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from zhifa.algorithms.joint_visits import Close, Planned, close_visits, joint_window
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import Asked
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import CheckItem, MergeWaiver, PlanLine, PlanPlace
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import inspection
from zhifa.law.procedure.inspection_guards import LineFacts

POWERS = ("targeted_inspection", "supervision", "routine_patrol")
COUNTING = ("submitted", "approved")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another line that comes to some of the places too close in time. `open`: neither merged nor waived. `window`: days on which
    one joint visit could take the place of both; `gap`: days between the windows."""

    line: PlanLine
    other: PlanLine
    places: tuple[Premises, ...]
    open: tuple[Premises, ...]
    gap: int
    window: tuple[date, date]
    reason: str


def active(line: PlanLine) -> list[PlanPlace]:
    """Places that still count for it (1 query)."""
    return list(line.places.filter(moved_to__isnull=True, dropped=False).select_related("premises").order_by("premises__name", "id"))


def window_days(day: date) -> int:
    """Inside how many days visits of several organs are to be one."""
    return inspection.window_days(county_book(), day)


def overlaps(line: PlanLine, day: date) -> tuple[Overlap, ...]:
    """Lines of any organ, submitted or approved, that come to its places inside the county's window (3 queries)."""
    own = {p.premises_id: p.premises for p in active(line)}
    rows = PlanPlace.objects.filter(
        Q(line__state__in=COUNTING) & ~Q(line=line), tenant=line.tenant, premises__in=own, moved_to__isnull=True, dropped=False
    ).select_related("line")
    lines = {row.line_id: row.line for row in rows}
    planned = [Planned(row.line_id, row.premises_id, row.line.since, row.line.until) for row in rows]
    planned += [Planned(line.pk, place, line.since, line.until) for place in own]
    close = [c for c in close_visits(planned, window_days(day)) if line.pk in (c.first, c.second)]
    waivers = list(MergeWaiver.objects.filter(Q(line=line, other__in=lines) | Q(line__in=lines, other=line)))
    found = [_overlap(line, lines[key], own, close, waivers) for key in dict.fromkeys(_other(c, line) for c in close)]
    return tuple(sorted(found, key=lambda o: (o.other.since, o.other.code)))


def _other(one: Close, line: PlanLine) -> UUID:
    key = one.second if one.first == line.pk else one.first
    assert isinstance(key, UUID)
    return key


def _overlap(line: PlanLine, other: PlanLine, own: dict[UUID, Premises], close: Iterable[Close], waivers: Iterable[MergeWaiver]) -> Overlap:
    mine = [c for c in close if other.pk in (c.first, c.second)]
    places = [own[c.place] for c in mine]  # type: ignore[index]
    apart = [w for w in waivers if other.pk in (w.line_id, w.other_id)]
    waived = {place for w in apart for place in w.places}
    pair = (Planned(line.pk, "", line.since, line.until), Planned(other.pk, "", other.since, other.until))
    return Overlap(
        line,
        other,
        tuple(places),
        tuple(p for p in places if str(p.pk) not in waived),
        mine[0].gap,
        joint_window(*pair),
        "；".join(w.reason for w in apart),
    )


def power_of(organ: str, domain: str, area: str, day: date) -> str:
    """The power of supervision under which this organ inspects in the field there; "" when it has none. The catalogue is asked with
    a matter of the field, since grants of supervision are the same for all of them (2 queries)."""
    matters = catalogue.matters(domain=domain)
    if not matters or not area:
        return ""
    rulings = catalogue.authorities(Asked(matters[0].code, power, area, day) for power in POWERS)
    return next((power for power, found in zip(POWERS, rulings, strict=True) if found.status == "held" and found.holder == organ), "")


def lacking(line: PlanLine, places: int) -> tuple[str, ...]:
    """Keys that are not filled."""
    given = {"title": line.title.strip(), "items": line.items, "places": places, "times": line.times, "domain": line.domain}
    return tuple(key for key, value in given.items() if not value)


def line_facts(line: PlanLine, own: str, day: date, **said: object) -> LineFacts:
    """The guards' facts (3 queries)."""
    organs = dict.fromkeys(line.participants)
    still = [p.name for o in overlaps(line, day) for p in o.open]
    return LineFacts(
        lacking=lacking(line, line.places.filter(moved_to__isnull=True, dropped=False).count()),
        power=bool(line.power),
        overlaps=tuple(dict.fromkeys(still)),
        window=window_days(day),
        own=own,
        participants=tuple(organs) if line.joint else (),
        agreed=tuple(line.agreed),
        **said,  # type: ignore[arg-type]
    )


def lines_now(tenant: str, premises: Iterable[UUID]) -> list[PlanPlace]:
    """Planned visits of all organs to these places (1 query)."""
    found = PlanPlace.objects.filter(
        tenant=tenant, premises__in=list(premises), line__state__in=COUNTING, moved_to__isnull=True, dropped=False
    )
    return list(found.select_related("line", "premises").order_by("line__since"))


def fields_of(organ: str, day: date) -> tuple[str, ...]:
    """Domains with a checklist in which this organ has a power of supervision somewhere in the county (4 queries)."""
    places = [a.code for a in registry.areas() if a.kind in ("township", "platform")]
    domains = CheckItem.objects.order_by("domain").values_list("domain", flat=True).distinct()
    first = {d: m[0].code for d in domains if (m := catalogue.matters(domain=d))}
    asked = [(d, Asked(code, power, area, day)) for d, code in first.items() for power in POWERS for area in places]
    rulings = catalogue.authorities(a for _d, a in asked)
    held = {d for (d, _a), found in zip(asked, rulings, strict=True) if found.status == "held" and found.holder == organ}
    return tuple(d for d in first if d in held)


def open_overlaps(tenant: str, day: date, drafts_of: str = "") -> dict[UUID, int]:
    """Line → how many of its places another line visits inside the window, neither merged nor waived. Lines of all organs that
    count, and the drafts of one organ (2 queries for any number)."""
    asked = Q(line__state__in=COUNTING) | Q(line__state="drafted", line__organ=drafts_of)
    rows = PlanPlace.objects.filter(asked, tenant=tenant, moved_to__isnull=True, dropped=False).select_related("line")
    drafts = {r.line_id for r in rows if r.line.state == "drafted"}
    apart = {
        (pair, place)
        for w in MergeWaiver.objects.filter(tenant=tenant)
        for pair in ((w.line_id, w.other_id), (w.other_id, w.line_id))
        for place in w.places
    }
    planned = [Planned(r.line_id, r.premises_id, r.line.since, r.line.until) for r in rows]
    found: defaultdict[UUID, set[Hashable]] = defaultdict(set)
    for c in close_visits(planned, window_days(day)):
        for line, other in ((c.first, c.second), (c.second, c.first)):
            if other not in drafts and ((line, other), str(c.place)) not in apart:
                found[line].add(c.place)  # type: ignore[index]
    return {line: len(places) for line, places in found.items()}


def supervisors(day: date) -> tuple[dict[str, str], int]:
    """Matter in effect → organ that holds the power of supervision over it, asked at one place since that power is the same everywhere; and
    how many matters nobody supervises (2 queries)."""
    place = next((a.code for a in registry.areas() if a.kind in ("township", "platform")), "")
    rows = [m for m in catalogue.matters() if m.valid(day)] if place else []
    found = catalogue.holders(Asked(m.code, "supervision", place, day) for m in rows)
    held = {m.code: h.holder for m, h in zip(rows, found, strict=True) if h.status == "held"}
    return held, len(rows) - len(held)
