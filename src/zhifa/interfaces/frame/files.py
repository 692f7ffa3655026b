"""Files for those who may see the object they belong to."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zhifa.apps.cases import queries as cases
from zhifa.apps.dispatch import queries as dispatch
from zhifa.apps.documents import services as documents
from zhifa.apps.empowerment import queries as empowerment
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.inspections import queries as inspections
from zhifa.interfaces.frame import acting, clock

INLINE = ("image/jpeg", "image/png", "image/webp", "video/mp4", "audio/mpeg", "application/pdf")


@require_GET
def evidence_file(request: HttpRequest, piece: UUID) -> FileResponse:
    """The bytes as they arrived. Never executed: types that a browser would run are sent as attachments."""
    by = acting.actor(request)
    found = evidence.one(piece)
    if (
        not found.stored
        or found.subject_id is None
        or not any(app.sees(by, found.subject_id) for app in (dispatch, cases, inspections, empowerment))
    ):
        raise Http404
    attached = found.media_type not in INLINE
    response = FileResponse(found.path.open("rb"), content_type=found.media_type, as_attachment=attached, filename=found.name)
    response["Cache-Control"] = "private, max-age=3600, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def document_file(request: HttpRequest, document: UUID, form: str) -> HttpResponse:
    """An issued document as PDF (shown) or DOCX (saved); an opening by others than its makers is recorded."""
    if form not in ("pdf", "docx"):
        raise Http404
    found = documents.open_file(by=acting.actor(request), at=clock.now(), document_id=document, form=form)
    response = HttpResponse(found.content, content_type=found.content_type)
    kept = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = content_disposition_header(kept == "attachment", found.name) or kept
    response["Cache-Control"] = "private, no-store"
    return response
