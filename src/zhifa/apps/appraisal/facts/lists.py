"""The professional domains with their matters on a day, and the lists of them as reform figures count them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from zhifa.apps.appraisal.facts.reform import Holdings
from zhifa.apps.appraisal.models import ProfessionalList
from zhifa.apps.catalogue.queries.snapshot import Snapshot, snapshot
from zhifa.apps.registry.queries import kept
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.authority import Grant
from zhifa.law.reform_items import PROFESSIONAL
from zhifa.law.reform_lists import DomainList

VERSION = "professional_lists"


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain with a professional team. `matters`: code → name, those in the catalogue that it punishes on the day."""

    code: str
    name: str
    organ: str
    organ_name: str
    matters: dict[str, str]


def professional_domains(day: date) -> tuple[Domain, ...]:
    """Domains of which a professional team punishes something on the day, by code (2 queries at most)."""
    known = snapshot()
    held = Holdings(known.index)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in known.matters.values():
        if row.valid(day) and PROFESSIONAL in held.of(known.index.subject("penalty", row.code, row.domain)).on(day)[0]:
            found[row.domain][row.code] = row.name
    return tuple(_domain(known, code, matters, day) for code, matters in sorted(found.items()))


def _domain(known: Snapshot, code: str, matters: dict[str, str], day: date) -> Domain:
    grants = (g for subject in (code, *matters) for g in known.by_subject.get(subject, ()))
    holder = next((g.holder for g in grants if _professional(g, day)), "")
    organ = known.registry.organs.get(holder)
    return Domain(code, known.labels.get(code, code), holder, organ.name if organ else holder, matters)


def _professional(grant: Grant, day: date) -> bool:
    begun = grant.since is None or grant.since <= day
    stands = begun and (grant.until is None or day < grant.until)
    return stands and grant.power == "penalty" and grant.holder_kind == PROFESSIONAL


def domain_lists() -> tuple[DomainList, ...]:
    """All editions of all lists, kept in this process until one changes (1 query when none did)."""
    return kept(VERSION, _read)


def _read() -> tuple[DomainList, ...]:
    rows = ProfessionalList.objects.filter(tenant=tenant_default()).order_by("domain", "edition").prefetch_related("matters")
    return tuple(
        DomainList(
            row.domain,
            row.domain_name,
            row.edition,
            row.drafted_on,
            row.confirmed_on,
            row.replaced_on,
            row.document,
            {m.code: m.name for m in row.matters.all() if not m.struck},
            frozenset(m.code for m in row.matters.all() if m.struck),
        )
        for row in rows
    )
