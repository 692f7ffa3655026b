"""The twelve facts of a matter in a township, each with the rows or articles it was read from. What the house cannot say is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhifa.apps.adjustments.models import Change, Ground
from zhifa.apps.cases.models import OrdinaryCase
from zhifa.apps.cases.models.beside import Transfer
from zhifa.apps.catalogue.queries import MatterRow
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.empowerment.facts import COMPLAINTS, Span
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.inspections.models import Finding
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import CheckItem
from zhifa.apps.registry import queries as registry
from zhifa.law import argument
from zhifa.law.argument import Range
from zhifa.law.book import Book
from zhifa.law.empowerment import plain
from zhifa.law.rulebook import why
from zhifa.law.rulings import Reason

SECONDS = Decimal(timedelta(days=1).total_seconds())
NOT_ASKED = ("drafted", "returned", "withdrawn", "refused")


@dataclass(frozen=True, slots=True)
class Evidence:
    """`kind`: incident, visit, ordinary_case, change, request, premises, team or article. `ref`: what its page is addressed by; "" where
    there is none."""

    kind: str
    key: str
    ref: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` None: the house cannot say, and `note` why."""

    value: Decimal | None
    note: Reason | None = None
    rows: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """One matter in one township over the span; `known`: since when the house has records."""

    span: Span
    matter: MatterRow
    book: Book
    day: date


def _counted(about: About, rows: Iterable[Evidence]) -> Fact:
    """A count is one only when records cover all twelve months."""
    found, span = tuple(rows), about.span
    if span.full:
        return Fact(Decimal(len(found)), None, found)
    if span.known_since is None:
        return Fact(None, why("empowerment.note_no_records"), found)
    return Fact(None, why("empowerment.note_short", since=span.known_since, count=len(found)), found)


def _told(about: About) -> list[IncidentMatter]:
    since, until = about.span.instants
    found = IncidentMatter.objects.filter(
        tenant=about.span.tenant, matter_code=about.matter.code, incident__area=about.span.area, incident__received_at__gte=since,
        incident__received_at__lt=until, incident__merged_into__isnull=True,
    )  # fmt: skip
    return list(found.exclude(incident__state="dismissed").select_related("incident").order_by("incident__received_at", "pk"))


def _incident(row: IncidentMatter) -> Evidence:
    at = timezone.localdate(row.incident.received_at)
    return Evidence("incident", row.incident.number, row.incident.number, f"{row.incident.source} · {at}")


def _findings(about: About) -> list[Evidence]:
    found = Finding.objects.filter(
        tenant=about.span.tenant, matter_code=about.matter.code, inspection__area=about.span.area,
        inspection__planned_on__gte=about.span.since, inspection__planned_on__lt=about.span.until,
    )  # fmt: skip
    rows = found.select_related("inspection").order_by("inspection__planned_on", "pk")
    return [Evidence("visit", f.inspection.code, str(f.inspection_id), f.title) for f in rows]


def _stations(about: About) -> Fact:
    """Teams of departments with their seat in the township; a county that registers none says nothing."""
    seated = [t for t in registry.teams() if t.seat and t.kind != "squad" and t.organ != "command_centre"]
    if not seated:
        return Fact(None, why("argument.note_no_stations"))
    here = [t for t in seated if t.seat == about.span.area and t.domain in ("", about.matter.domain)]
    return Fact(Decimal(len(here)), None, tuple(Evidence("team", t.name, "", t.organ_name) for t in here))


def _ranges(about: About) -> list[Any]:
    return [r for r in about.matter.ranges if (r.since is None or r.since <= about.day) and (r.until is None or about.day < r.until)]


def _statute(about: About) -> dict[str, Fact]:
    """What the articles say: fines as ranges, procedure, number of articles."""
    held = _ranges(about)
    ranges = [Range(r.party_kind, r.minimum, r.maximum) for r in held]
    articles = tuple(Evidence("article", str(c), "") for c in dict.fromkeys(b.citation for b in about.matter.basis("penalty")))
    said = "；".join(f"{plain(r.minimum) or '0'}—{plain(r.maximum)}" for r in held if r.maximum is not None)
    fined = "fine" in about.matter.kinds
    note = why("argument.note_statute", ranges=said) if said else why("argument.note_no_sum" if fined else "argument.note_no_fine")
    found = {"highest": argument.highest(ranges), "average": argument.average(ranges)}
    if not fined:
        found = dict.fromkeys(found, Decimal(0))
    simple = argument.simple(ranges, about.matter.kinds, book=about.book, day=about.day)
    cited = tuple(Evidence("article", str(c), "") for c in dict.fromkeys(b.citation for b in about.matter.bases))
    return {
        **{code: Fact(value, note, articles) for code, value in found.items()},
        "simple": Fact(simple, note, articles),
        "complexity": Fact(Decimal(len(cited)), None, cited),
    }


def _criminal(about: About) -> Fact:
    """The share of the county's ordinary cases in the matter that went to the police (2 queries)."""
    since, until = about.span.instants
    mine = OrdinaryCase.objects.filter(tenant=about.span.tenant, matter_code=about.matter.code)
    cases = list(mine.filter(filed_at__gte=since, filed_at__lt=until).order_by("ref"))
    if not cases:
        return Fact(None, why("argument.note_no_cases"))
    moved = set(Transfer.objects.filter(case__in=cases, approved=True).values_list("case_id", flat=True))
    share = (Decimal(len(moved)) * 100 / len(cases)).quantize(Decimal("0.1"))
    rows = tuple(Evidence("ordinary_case", c.ref, str(c.pk), c.matter_name) for c in cases)
    return Fact(share, why("argument.note_cases", yes=len(moved), all=len(cases)), rows)


def _duration(about: About) -> Fact:
    """Days from receiving to finishing, here (1 query)."""
    since, until = about.span.instants
    found = Dispatch.objects.filter(
        tenant=about.span.tenant, area=about.span.area, incident_matter__matter_code=about.matter.code, received_at__gte=since,
        received_at__lt=until, handled_at__isnull=False,
    )  # fmt: skip
    rows = list(found.select_related("incident").order_by("received_at"))
    spent = [Decimal((d.handled_at - d.received_at).total_seconds()) / SECONDS for d in rows if d.handled_at and d.received_at]
    if not spent:
        return Fact(None, why("argument.note_no_handled"))
    mean = (sum(spent, Decimal(0)) / len(spent)).quantize(Decimal("0.1"))
    evidence = tuple(Evidence("incident", d.incident.number, d.incident.number, d.team_name) for d in rows)
    return Fact(mean, why("argument.note_handled", count=len(spent)), evidence)


def _demand(about: About) -> Fact:
    """What the township asked for: changes of the catalogue and support that name the matter (3 queries)."""
    since, until = about.span.instants
    code, area = about.matter.code, about.span.area
    governing = [o.code for o in registry.organs("township_government") if o.area == area]
    asked = Change.objects.filter(tenant=about.span.tenant, ground=Ground.TOWNSHIP_REQUEST, requested_organ__in=governing)
    asked = asked.filter(requested_at__gte=since, requested_at__lt=until).exclude(state__in=NOT_ASKED)
    rows = [Evidence("change", c.code, str(c.pk), c.title) for c in asked.prefetch_related("items") if code in _named(c)]
    support = OfficeEntry.objects.filter(tenant=about.span.tenant, asked_organ__in=governing, matter=code)
    support = support.filter(Q(asked_at__gte=since, asked_at__lt=until)).exclude(state="withdrawn")
    rows += [Evidence("request", e.number, e.number, e.title) for e in support.order_by("asked_at")]
    return _counted(about, rows)


def _named(change: Change) -> set[str]:
    return {
        code
        for item in change.items.all()
        for code in (item.subject, (item.after or {}).get("matter", ""), *(item.after or {}).get("matters", ()))
    }


def _subjects(about: About) -> Fact:
    """Places here at which a checklist asks about the matter (2 queries)."""
    items = list(CheckItem.objects.filter(tenant=about.span.tenant, matter__code=about.matter.code).values_list("kinds", flat=True))
    if not items:
        return Fact(None, why("argument.note_no_checklist"))
    kinds = {kind for found in items for kind in found}
    places = Premises.objects.filter(tenant=about.span.tenant, area=about.span.area, kind__in=kinds).order_by("name")
    rows = tuple(Evidence("premises", p.name, str(p.pk), p.kind) for p in places)
    return Fact(Decimal(len(rows)), None, rows)


def facts(about: About) -> dict[str, Fact]:
    """Dimension → fact (about 10 queries)."""
    told = _told(about)
    return {
        "complaints": _counted(about, (_incident(m) for m in told if m.incident.source in COMPLAINTS)),
        "transfers": _counted(about, (_incident(m) for m in told if m.incident.source == "department")),
        "stations": _stations(about),
        **_statute(about),
        "criminal": _criminal(about),
        "duration": _duration(about),
        "demand": _demand(about),
        "found": _counted(about, [*map(_incident, told), *_findings(about)]),
        "subjects": _subjects(about),
    }
