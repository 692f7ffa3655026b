"""Files that a report named by their hash."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Status

from zhifa.apps.evidence.services import store_declared
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import MediaOut, Sha256
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock

router = Router(tags=["media"])


@router.put(
    "/{sha256}",
    response={201: MediaOut, 200: MediaOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut},
    summary="送达一个申报过的文件",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def bring(request: HttpRequest, sha256: Path[Sha256]) -> Status[Any]:
    """The raw bytes. 201: they complete a declared file. 200: they were here already. 404: no report of this token named this hash."""
    rows = store_declared(by=caller(request), at=clock.now(), sha256=sha256, content=request)  # type: ignore[arg-type]
    return Status(201 if rows else 200, {"sha256": sha256, "rows": rows})
