"""三高 from live facts, with what is behind each figure (R34): counts of need and workload, never of fines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from zhifa.apps.adjustments.facts.asking import special
from zhifa.apps.adjustments.models import Change, Ground
from zhifa.apps.cases.models import Case, OrdinaryCase
from zhifa.apps.catalogue.queries import MatterRow
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.incidents.models import IncidentMatter
from zhifa.apps.inspections.models import Finding
from zhifa.apps.registry.queries.book import county_book, county_layers
from zhifa.law.book import Book
from zhifa.law.calendar import Calendar
from zhifa.law.catalogue_change import Asked
from zhifa.law.jurisdiction import MOVES_WITH_THE_POWER

SHOWN = 20
NOT_ASKED = ("drafted", "returned", "withdrawn", "refused")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was counted for a figure: how many, and the first of them as {label, kind, ref}."""

    kind: str
    count: int
    rows: tuple[dict[str, str], ...] = ()

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"kind": self.kind, "count": self.count, "rows": list(self.rows)}


@dataclass(frozen=True, slots=True)
class Counts:
    """Aspect → value and evidence, for one subject."""

    subject: str
    name: str
    special: bool
    evidence: dict[str, tuple[Evidence, ...]]

    @property
    def values(self) -> dict[str, int]:
        """Aspect → what was counted."""
        return {key: sum(e.count for e in found) for key, found in self.evidence.items()}


def window(day: date, book: Book) -> date:
    """First day of the months that are looked at; raises UnknownParameter."""
    return Calendar.add_months(day, -int(book.value("catalogue_score.months", day)))


def counts(change: Change, items: Sequence[Asked], subject: str, since: datetime, day: date, said: dict[str, Any]) -> Counts:
    """One matter of the catalogue, a matter that the change brings (`said`: its words), or a domain (7 queries)."""
    known = snapshot()
    row = known.matters.get(subject)
    matters = (row,) if row else tuple(m for m in known.matters.values() if m.domain == subject)
    codes = [subject, *(m.code for m in matters)]
    domain = row.domain if row else said.get("domain") or subject
    name = row.name if row else said.get("name") or known.labels.get(subject, subject)
    evidence = {
        "frequency": _frequency(change.tenant, codes, since),
        "comprehensiveness": _comprehensiveness(domain, matters, said),
        "demand": _demand(change, codes, since),
        "difficulty": _difficulty(domain, matters, said),
    }
    return Counts(subject, name, special(domain), evidence)


def _frequency(tenant: str, codes: Sequence[str], since: datetime) -> tuple[Evidence, ...]:
    mine = {"tenant": tenant, "matter_code__in": codes}
    told = (
        IncidentMatter.objects.filter(**mine, incident__received_at__gte=since)
        .select_related("incident")
        .order_by("-incident__received_at")
    )
    found = Finding.objects.filter(**mine, inspection__recorded_at__gte=since).select_related("inspection").order_by("-id")
    summary = Case.objects.filter(**mine, opened_at__gte=since).order_by("-opened_at")
    ordinary = OrdinaryCase.objects.filter(**mine, proposed_at__gte=since).order_by("-proposed_at")
    return (
        Evidence("incident", told.count(), tuple({"label": r.incident.number, "ref": r.incident.number} for r in told[:SHOWN])),
        Evidence("finding", found.count(), tuple({"label": r.inspection.code, "ref": str(r.inspection_id)} for r in found[:SHOWN])),
        Evidence("case", summary.count(), tuple({"label": r.ref, "ref": str(r.pk)} for r in summary[:SHOWN])),
        Evidence("ordinary", ordinary.count(), tuple({"label": r.ref, "ref": str(r.pk)} for r in ordinary[:SHOWN])),
    )


def _comprehensiveness(domain: str, matters: Sequence[MatterRow], said: dict[str, Any]) -> tuple[Evidence, ...]:
    known = snapshot()
    grants = [g for g in known.by_subject.get(domain, ())] + [g for m in matters for g in known.by_subject.get(m.code, ())]
    organs = dict.fromkeys(g.holder for g in grants if g.holder_kind != "township_government")
    laws = dict.fromkeys([b.citation.law for m in matters for b in m.bases] + [b.get("title", "") for b in said.get("bases", ())])
    names = [known.registry.organs[o].name for o in organs if o in known.registry.organs]
    return (
        Evidence("department", len(names), tuple({"label": n, "ref": ""} for n in names[:SHOWN])),
        Evidence("statute", len(laws), tuple({"label": law, "ref": ""} for law in list(laws)[:SHOWN])),
    )


def _demand(change: Change, codes: Sequence[str], since: datetime) -> tuple[Evidence, ...]:
    """Townships whose request names the matter, this one included; each once."""
    asking = Q(requested_at__gte=since) & ~Q(state__in=NOT_ASKED) | Q(pk=change.pk)
    rows = Change.objects.filter(asking, tenant=change.tenant, ground=Ground.TOWNSHIP_REQUEST).prefetch_related("items")
    found: dict[str, dict[str, str]] = {}
    for row in rows.order_by("-requested_at"):
        named = {i.subject for i in row.items.all()} | {m for i in row.items.all() for m in (i.after or {}).get("matters", ())}
        named |= {(i.after or {}).get("matter", "") for i in row.items.all()}
        if named & set(codes):
            label = f"{row.requested_organ_name} {row.code}"
            found.setdefault(row.requested_organ, {"label": label, "ref": str(row.pk)})
    return (Evidence("request", len(found), tuple(found.values())[:SHOWN]),)


def _difficulty(domain: str, matters: Sequence[MatterRow], said: dict[str, Any]) -> tuple[Evidence, ...]:
    """One for each: kinds of penalty that the issuer of a licence decides, a fine counted from goods or income, a measure of coercion, a
    field that keeps its own enforcement."""
    kinds = {k for m in matters for k in m.kinds} | set(said.get("kinds") or ())
    valued = any(r.base for m in matters for r in m.ranges) or any(r.get("base") for r in said.get("ranges", ()))
    coerced = any(m.coercible for m in matters)
    marks = {
        "issuer_kinds": bool(kinds - MOVES_WITH_THE_POWER),
        "valued_fine": valued,
        "coercion": coerced,
        "special_field": special(domain),
    }
    return tuple(Evidence(kind, 1) for kind, found in marks.items() if found)


def details(items: Sequence[Any], subject: str) -> dict[str, Any]:
    """The words of a matter that the change itself brings; empty for others."""
    return next((dict(i.after or {}) for i in items if i.kind == "new_matter" and i.subject == subject), {})


def subjects(items: Sequence[Asked]) -> tuple[str, ...]:
    """Matters and domains that need a sheet, once each."""
    return tuple(dict.fromkeys(s for i in items if i.moves for s in i.subjects))


def demonstrated() -> bool:
    """The weights come from the demonstration layer: no source states them."""
    note = county_book().parameter("catalogue_score.threshold", date.max).note
    return "demo" in county_layers() and note.startswith("演示")
