"""Pictures and other files from the scene, and what an officer makes of them."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Status
from pydantic import Field

from zhifa.apps.dispatch import queries
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence import services
from zhifa.interfaces.api import doing
from zhifa.interfaces.api.acts import REFUSALS, Said
from zhifa.interfaces.api.rows import EvidenceOut
from zhifa.interfaces.api.shapes import Instant, Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame.loop.spec import ActSpec, Bare, Reasoned
from zhifa.law.actors import Actor

router = Router(tags=["evidence"])
BYTES = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}


class About(Strict):
    """What is known of the file. `captured_at`: when it was taken, also long before it could be sent."""

    name: str = Field(min_length=1, max_length=120)
    kind: str = Field("photo", max_length=16)
    captured_at: Instant | None = None
    lon: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    note: str = Field("", max_length=200)


def _adopt(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return services.adopt(by=by, at=at, evidence_id=pk)


def _set_aside(by: Actor, at: datetime, pk: UUID, said: dict[str, Any], version: int | None) -> object:
    return services.set_aside(by=by, at=at, evidence_id=pk, reason=said["reason"])


EVIDENCE_ACTS: dict[str, ActSpec] = {
    "adopt": ActSpec(Bare, _adopt, _("已采用为证据")),
    "set_aside": ActSpec(Reasoned, _set_aside, _("已排除，原件保留")),
}


@router.post(
    "/dispatches/{dispatch}/evidence",
    response={201: EvidenceOut, 200: EvidenceOut, **REFUSALS},
    summary="送达现场照片等材料",
    openapi_extra=BYTES,
)
def bring(request: HttpRequest, dispatch: UUID, about: Query[About]) -> Status[Any]:
    """The raw bytes. 200: this Idempotency-Key brought them before. From an auxiliary it is a lead until an officer adopts it."""
    if queries.dispatch(caller(request), dispatch) is None:
        raise Http404
    return brought(request, dispatch, about)


def brought(request: HttpRequest, subject: UUID, about: About) -> Status[Any]:
    """Stores the body as material of this task or case, once per Idempotency-Key. Raises Http404."""
    known = about.model_dump()
    kept: list[UUID] = []

    def store(by: Actor, at: datetime) -> None:
        kept.append(services.store(by=by, at=at, content=request.body, subject_id=subject, **known).pk)

    if doing.once(request, store):
        return Status(201, evidence.one(kept[0]))
    known_before = [piece for piece in evidence.of(subject) if piece.name == about.name]
    if not known_before:
        raise Http404
    return Status(200, known_before[-1])


@router.post("/evidence/{piece}/acts/{act}", response={200: EvidenceOut, **REFUSALS}, summary="采用或排除材料")
def judge(request: HttpRequest, piece: UUID, act: str, body: Said = None) -> Any:
    """adopt or set_aside, by an enforcer with a certificate who can see what it belongs to."""
    subject, spec = evidence.one(piece).subject_id, EVIDENCE_ACTS.get(act)
    if spec is None or subject is None or not queries.sees(caller(request), subject):
        raise Http404
    doing.perform(request, partial(spec.filled, caller(request)), spec.call, piece, body)
    return evidence.one(piece)
