"""Imports and what became of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.models import Import, ImportedRow
from zhifa.law.actors import Actor

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One file. `by_name`: who started it last."""

    id: str
    version: int
    source: str
    name: str
    size: int
    state: str
    headings: tuple[str, ...]
    columns: dict[str, str]
    rows: int
    done: int
    created: int
    repeated: int
    refused: int
    run: int
    by_name: str
    uploaded_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of one line: created | repeated | refused; `errors`: field → sentences."""

    line: int
    outcome: str
    external_id: str
    number: str
    errors: dict[str, list[str]]


def imports(by: Actor) -> tuple[ImportRow, ...]:
    """Newest first (1 query); raises Denied."""
    permissions.check_read_imports(by)
    return tuple(_row(r) for r in Import.objects.filter(tenant=by.tenant).order_by("-uploaded_at", "-id")[:SHOWN])


def one(by: Actor, pk: UUID) -> ImportRow | None:
    """1 query; raises Denied."""
    permissions.check_read_imports(by)
    found = Import.objects.filter(tenant=by.tenant, pk=pk).first()
    return _row(found) if found else None


def report(row: ImportRow, *, refused_only: bool = False, limit: int | None = None) -> Iterator[ReportRow]:
    """Rows of the last run in the order of the file (1 query, streaming)."""
    found = ImportedRow.objects.filter(file_id=UUID(row.id), run=row.run).order_by("line")
    if refused_only:
        found = found.filter(outcome="refused")
    for r in found[:limit].iterator(500):
        yield ReportRow(r.line, r.outcome, r.external_id, r.number, r.errors)


def _row(r: Import) -> ImportRow:
    return ImportRow(
        id=str(r.pk),
        version=r.version,
        source=r.source,
        name=r.name,
        size=r.size,
        state=r.state,
        headings=tuple(r.headings),
        columns=dict(r.columns),
        rows=r.rows,
        done=r.done,
        created=r.created,
        repeated=r.repeated,
        refused=r.refused,
        run=r.run,
        by_name=r.by.get("name", ""),
        uploaded_at=r.uploaded_at,
        finished_at=r.finished_at,
    )
