"""Questions about issued documents. Answers are frozen rows without the text of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from zhifa.apps.documents import pdf
from zhifa.apps.documents.blocks import Sheet
from zhifa.apps.documents.models import Document, NumberSeries
from zhifa.apps.documents.notices import basis_of, closing, notice_sheet, preamble, title
from zhifa.apps.trail.rows import tenant_default

__all__ = [
    "DocumentRow",
    "SeriesRow",
    "basis_of",
    "closing",
    "document",
    "notice_pdf",
    "notice_sheet",
    "of_subjects",
    "preamble",
    "row",
    "series",
    "title",
]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """`number` is empty for kinds without one; `digest` is that of the PDF; `void_reason` is empty while it stands;
    `noted`: a refusal to sign noted on it."""

    id: UUID
    kind: str
    name: str
    number: str
    subject_id: UUID
    acting_identity: str
    demo: bool
    issued_at: datetime
    digest: str
    size: int
    void_reason: str
    noted: str


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series with all its numbers: (number as written, reason when void)."""

    acting_identity: str
    kind: str
    year: int
    last: int
    numbers: tuple[tuple[str, str], ...]


def row(document: Document) -> DocumentRow:
    """The row that leaves the app."""
    return DocumentRow(
        document.id,
        document.kind,
        document.name,
        document.number,
        document.subject_id,
        document.acting_identity,
        document.demo,
        document.issued_at,
        document.digest,
        document.size,
        document.void_reason,
        document.noted,
    )


def document(document_id: UUID | str) -> DocumentRow | None:
    """1 query."""
    found = Document.objects.filter(pk=document_id, tenant=tenant_default()).first()
    return row(found) if found else None


def of_subjects(*subject_ids: UUID | str) -> tuple[DocumentRow, ...]:
    """Everything issued for these cases, orders or dispatches, oldest first (1 query)."""
    found = Document.objects.filter(subject_id__in=subject_ids, tenant=tenant_default()).defer("blocks").order_by("issued_at", "id")
    return tuple(row(d) for d in found)


def series(year: int) -> tuple[SeriesRow, ...]:
    """The register of numbers of a year, void ones included (2 queries)."""
    found = NumberSeries.objects.filter(tenant=tenant_default(), year=year).order_by("acting_identity", "kind")
    return tuple(
        SeriesRow(
            s.acting_identity, s.kind, s.year, s.last, tuple((n.text, n.reason) for n in sorted(s.numbers.all(), key=lambda n: n.number))
        )
        for s in found.prefetch_related("numbers")
    )


def notice_pdf(sheet: Sheet, day: date) -> bytes:
    """An announcement as PDF, the same bytes for the same words: it is drawn anew and not issued (no query). Raises `pdf.NoFonts`."""
    return pdf.render(sheet, datetime(day.year, day.month, day.day, tzinfo=UTC))
