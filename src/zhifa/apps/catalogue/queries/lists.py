"""Department lists, how a file would be read, and the drafts that came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from zhifa.algorithms import grids
from zhifa.apps.catalogue import permissions
from zhifa.apps.catalogue.models import Basis, DepartmentList, DraftMatter, DraftState, ListedRow, ListMapping, Statute
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor
from zhifa.packs.lists import Known, Layout, Listed, Texts, laid_out, read_rows

SHOWN = 50
TRANSFERRING = ("original_department", "integrated_department")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One file. `counts`: outcome → rows, empty before it was taken."""

    id: str
    version: int
    sender: str
    sender_name: str
    name: str
    state: str
    columns: dict[str, str]
    counts: dict[str, int]
    uploaded_by: str
    uploaded_at: datetime
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft matter; see `DraftMatter` for the lists inside."""

    id: str
    version: int
    code: str
    name: str
    official_code: str
    domain: str
    domain_label: str
    kinds: tuple[str, ...]
    bases: tuple[dict[str, Any], ...]
    sources: tuple[dict[str, Any], ...]
    sender_names: tuple[str, ...]
    findings: tuple[dict[str, Any], ...]
    known_as: tuple[str, ...]
    remarks: str
    state: str
    state_label: str
    into: str
    reason: str
    decided_by: str
    decided_at: datetime | None

    @property
    def missing(self) -> tuple[dict[str, Any], ...]:
        """What nobody has answered yet."""
        return tuple(f for f in self.findings if f["missing"])


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of one row. `findings`: code, words, missing."""

    line: int
    lines: tuple[int, ...]
    outcome: str
    name: str
    draft: str
    findings: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Reading:
    """A file as it would be taken with these columns."""

    layout: Layout
    columns: dict[str, str]
    rows: tuple[Listed, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Kind → rows; `unclear`: matters with something missing."""
        unclear = sum(r.kind == "matter" and any(f.missing for f in r.findings) for r in self.rows)
        return {**Counter(r.kind for r in self.rows), "unclear": unclear}


def senders(by: Actor) -> dict[str, str]:
    """Code → name of the departments whose lists this person may bring (registry's snapshot)."""
    own = permissions.readable_sender(by)
    return {o.code: o.name for o in registry.organs() if o.kind in TRANSFERRING and own in ("", o.code)}


def known(sender: str) -> Known:
    """What rows are read against (4 queries)."""
    shot, organ = snapshot(), registry.organ(sender)
    statutes = tuple(Statute.objects.filter(tenant=settings.ZHIFA_TENANT))
    texts = [(s.code, s.title, s.version_date.isoformat() if s.version_date else "") for s in statutes]
    ended = {s.code: s.until.isoformat() for s in statutes if s.until}
    have = {title for _, title, _ in texts}
    texts += [("", s.title, s.version) for rows in county_book().statutes.values() for s in rows if s.title not in have]
    roles: dict[tuple[str, int, int], set[str]] = {}
    for statute, article, sub, role in Basis.objects.filter(tenant=settings.ZHIFA_TENANT).values_list(
        "statute__code", "article", "sub", "role"
    ):
        roles.setdefault((statute, article, sub or 0), set()).add(role)
    single = {place: next(iter(found)) for place, found in roles.items() if len(found) == 1}
    return Known(Texts.of(texts, single, ended), shot.labels, sender, organ.name if organ else sender, organ.domain if organ else "")


def read_list(sender: str, content: bytes, columns: Mapping[str, str] | None = None) -> Reading:
    """How the bytes would be taken: by these columns, else as the sender's last file. Raises Unreadable (5 queries)."""
    kept = ListMapping.objects.filter(tenant=settings.ZHIFA_TENANT, sender=sender).values_list("columns", flat=True).first() or {}
    lines = grids.lines(content)
    layout = laid_out(lines, columns or kept)
    chosen = {f: h for f, h in (columns if columns is not None else layout.columns).items() if h in layout.headings}
    return Reading(layout, chosen, read_rows(lines, layout, chosen, known(sender)))


def reading(by: Actor, file: ListRow, columns: Mapping[str, str] | None = None) -> Reading:
    """The same of a file that was uploaded (6 queries)."""
    permissions.check_list(by, file.sender)
    row = DepartmentList.objects.get(pk=file.id, tenant=by.tenant)
    return read_list(row.sender, row.original.read_bytes(), columns)


def lists(by: Actor) -> tuple[ListRow, ...]:
    """Newest first, of those that this person may see (1 query and those of the snapshots); raises Denied."""
    own = permissions.readable_sender(by)
    found = DepartmentList.objects.filter(tenant=by.tenant, **({"sender": own} if own else {}))
    names = organ_names()
    return tuple(_list(r, names) for r in found[:SHOWN])


def one_list(by: Actor, pk: UUID) -> ListRow | None:
    """1 query; raises Denied."""
    own = permissions.readable_sender(by)
    found = DepartmentList.objects.filter(tenant=by.tenant, pk=pk, **({"sender": own} if own else {})).first()
    return _list(found, organ_names()) if found else None


def list_report(file: ListRow) -> tuple[ReportRow, ...]:
    """Rows in the order of the file (1 query)."""
    rows = ListedRow.objects.filter(file_id=UUID(file.id))
    return tuple(ReportRow(r.line, tuple(r.lines), r.outcome, r.name, r.draft, tuple(r.findings)) for r in rows)


def drafts(by: Actor, *, sender: str = "", state: str = "", text: str = "") -> tuple[DraftRow, ...]:
    """Drafts by name, of those that this person may see (1 query and those of the snapshots); raises Denied."""
    own = permissions.readable_sender(by) or sender
    found = DraftMatter.objects.filter(tenant=by.tenant, **({"state": state} if state else {}))
    if text:
        found = found.filter(name__contains=text)
    names, labels = organ_names(), snapshot().labels
    return tuple(_draft(d, names, labels) for d in found.order_by("name", "code") if not own or own in d.senders)


def draft(by: Actor, code: str) -> DraftRow | None:
    """1 query; raises Denied."""
    own = permissions.readable_sender(by)
    found = DraftMatter.objects.filter(tenant=by.tenant, code=code).first()
    return _draft(found, organ_names(), snapshot().labels) if found and (not own or own in found.senders) else None


def count_drafts(by: Actor) -> int:
    """Drafts that wait for a decision (1 query)."""
    return DraftMatter.objects.filter(tenant=by.tenant, state=DraftState.PROPOSED).count()


def kept_layout(sender: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """Headings and columns of this sender's last list; empty when there was none (1 query)."""
    kept = ListMapping.objects.filter(tenant=settings.ZHIFA_TENANT, sender=sender).first()
    return (tuple(kept.headings), dict(kept.columns)) if kept else ((), {})


def organ_names() -> dict[str, str]:
    """Code → name of every organ (registry's snapshot)."""
    return {o.code: o.name for o in registry.organs()}


def _list(r: DepartmentList, names: Mapping[str, str]) -> ListRow:
    return ListRow(
        id=str(r.pk),
        version=r.version,
        sender=r.sender,
        sender_name=names.get(r.sender, r.sender),
        name=r.name,
        state=r.state,
        columns=dict(r.columns),
        counts=dict(r.counts),
        uploaded_by=r.uploaded_by,
        uploaded_at=r.uploaded_at,
        taken_at=r.taken_at,
    )


def _draft(d: DraftMatter, names: Mapping[str, str], labels: Mapping[str, str]) -> DraftRow:
    return DraftRow(
        id=str(d.pk),
        version=d.version,
        code=d.code,
        name=d.name,
        official_code=d.official_code,
        domain=d.domain,
        domain_label=labels.get(d.domain, d.domain),
        kinds=tuple(d.kinds),
        bases=tuple(d.bases),
        sources=tuple({**s, "sender_name": names.get(s["sender"], s["sender"])} for s in d.sources),
        sender_names=tuple(names.get(s, s) for s in d.senders),
        findings=tuple(d.findings),
        known_as=tuple(d.known_as),
        remarks=d.remarks,
        state=d.state,
        state_label=DraftState(d.state).label,
        into=d.into,
        reason=d.reason,
        decided_by=d.decided_by,
        decided_at=d.decided_at,
    )
