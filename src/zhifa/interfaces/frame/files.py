"""Files for those who may see the object they belong to."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from zhifa.apps.dispatch import queries as dispatch
from zhifa.apps.evidence import queries as evidence
from zhifa.interfaces.frame import acting

INLINE = ("image/jpeg", "image/png", "image/webp", "video/mp4", "audio/mpeg", "application/pdf")


@require_GET
def evidence_file(request: HttpRequest, piece: UUID) -> FileResponse:
    """The bytes as they arrived. Never executed: types that a browser would run are sent as attachments."""
    by = acting.actor(request)
    found = evidence.one(piece)
    if not found.stored or found.subject_id is None or not dispatch.sees(by, found.subject_id):
        raise Http404
    attached = found.media_type not in INLINE
    response = FileResponse(found.path.open("rb"), content_type=found.media_type, as_attachment=attached, filename=found.name)
    response["Cache-Control"] = "private, max-age=3600, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
