"""Who did how much of what in a year, and with how many certified people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from zhifa.apps.cases.models import Case, OrdinaryCase
from zhifa.apps.dispatch.models import Dispatch
from zhifa.apps.empowerment.facts import Span, known_since, year_before
from zhifa.apps.inspections.models import Inspection
from zhifa.apps.registry.models import Certificate
from zhifa.law.regrouping import Work

NEVER_DONE = ("planned", "approved", "cancelled")


@dataclass(frozen=True, slots=True)
class Window:
    """The twelve months before a day, and how many days of them the house has records of."""

    span: Span
    days: int


def window(tenant: str, day: date) -> Window:
    """1 query."""
    span = Span(tenant, "", year_before(day), day, known_since(tenant))
    first = max(span.since, span.known_since) if span.known_since else day
    return Window(span, max((day - first).days, 0))


def _tasks(span: Span) -> Any:
    since, until = span.instants
    found = Dispatch.objects.filter(tenant=span.tenant, dispatched_at__gte=since, dispatched_at__lt=until)
    return found.exclude(team="").exclude(state="withdrawn").annotate(code=F("incident_matter__matter_code"))


def _visits(span: Span) -> Any:
    found = Inspection.objects.filter(tenant=span.tenant, planned_on__gte=span.since, planned_on__lt=span.until)
    return found.exclude(team="").exclude(state__in=NEVER_DONE)


def _summary(span: Span) -> Any:
    since, until = span.instants
    return (
        Case.objects.filter(tenant=span.tenant, opened_at__gte=since, opened_at__lt=until).exclude(team="").annotate(code=F("matter_code"))
    )


def _ordinary(span: Span) -> Any:
    since, until = span.instants
    found = OrdinaryCase.objects.filter(tenant=span.tenant, filed_at__gte=since, filed_at__lt=until)
    return found.exclude(team="").annotate(code=F("matter_code"))


OF_MATTERS = {"task": _tasks, "summary_case": _summary, "ordinary_case": _ordinary}


def works(span: Span, domains: dict[str, str]) -> tuple[Work, ...]:
    """Every unit's pieces by matter; visits by domain. `domains`: matter → domain (4 queries)."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for kind, rows in OF_MATTERS.items():
        for team, code, number in rows(span).values_list("team", "code").annotate(number=Count("pk")).order_by():
            found[team, domains.get(code, ""), code, kind] += number
    for team, domain, number in _visits(span).values_list("team", "domain").annotate(number=Count("pk")).order_by():
        found[team, domain, "", "visit"] += number
    return tuple(Work(*key, number) for key, number in sorted(found.items()))


def certified(tenant: str, day: date, teams: Iterable[str]) -> dict[str, int]:
    """Unit → people with a certificate valid on the day, auxiliary staff left out, each once (1 query)."""
    held = Certificate.objects.filter(tenant=tenant, person__active=True, person__auxiliary=False, since__lte=day, until__gte=day)
    counted = dict(held.values_list("person__team__code").annotate(number=Count("person", distinct=True)).order_by())
    return {team: counted.get(team, 0) for team in teams}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work: `key` is a number that people know, `ref` what its page is addressed by."""

    kind: str
    key: str
    ref: str
    matter: str
    on: date


def pieces(span: Span, team: str, matter: str = "", domain: str = "", codes: Iterable[str] = (), limit: int = 500) -> tuple[Piece, ...]:
    """What a unit's load was counted from, newest first: all, of one `matter`, or of a `domain` with the matters `codes` (4 queries)."""
    named = Q(code=matter) if matter else Q(code__in=list(codes)) if domain else Q()
    found = [
        Piece("task", d.incident.number, d.incident.number, d.incident_matter.matter_name, timezone.localdate(d.dispatched_at))
        for d in _tasks(span).filter(named, team=team).select_related("incident", "incident_matter").order_by("-dispatched_at")[:limit]
    ]
    for kind, rows, at in (("summary_case", _summary, "opened_at"), ("ordinary_case", _ordinary, "filed_at")):
        chosen = rows(span).filter(named, team=team).order_by(f"-{at}")[:limit]
        found += [Piece(kind, c.ref, str(c.pk), c.matter_name, timezone.localdate(getattr(c, at))) for c in chosen]
    if not matter:
        visits = _visits(span).filter(Q(domain=domain) if domain else Q(), team=team).order_by("-planned_on")[:limit]
        found += [Piece("visit", v.code, str(v.pk), "", v.visited_on or v.planned_on) for v in visits]
    return tuple(sorted(found, key=lambda p: (p.on, p.key), reverse=True)[:limit])
