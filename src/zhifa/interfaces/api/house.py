"""Acts of the system administrator: keys of source systems, and the clock of a demonstration."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhifa.apps.exchange import queries, services
from zhifa.interfaces.api.acts import REFUSALS
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Instant, Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.law.actors import Role
from zhifa.law.rulings import Blocked, Denied, refusal

router = Router(tags=["house"])


class KeyIn(Strict):
    """For whom, for what, and until when."""

    source: str = Field(min_length=1, max_length=40)
    name: str = Field("", max_length=80)
    scopes: list[str] = sorted(queries.USUAL_SCOPES)
    until: Instant | None = None


class TokenOut(Schema):
    """Shown once: only the hash is kept."""

    id: UUID
    token: str


class ClockIn(Strict):
    """From `start` (default: now) on at `rate` times the machine's speed; 0 stops it."""

    start: Instant | None = None
    rate: float = Field(1, ge=0, le=100_000, allow_inf_nan=False)


class ClockOut(Schema):
    """The house time. `demonstration`: it runs by itself, apart from the machine's."""

    now: datetime
    rate: float
    demonstration: bool


@router.post("/source-tokens", response={201: TokenOut, **REFUSALS}, summary="发放来源系统令牌")
def issue(request: HttpRequest, body: KeyIn) -> Status[Any]:
    """By the system administrator; the giving is in the trail."""
    token = services.issue_token(by=caller(request), at=clock.now(), **body.model_dump())
    return Status(201, {"id": queries.token_id(token), "token": token})


@router.delete("/source-tokens/{token}", response={204: None, **REFUSALS}, summary="收回来源系统令牌")
def revoke(request: HttpRequest, token: UUID) -> Status[None]:
    """It opens nothing any more, at once; twice changes nothing."""
    services.revoke_token(by=caller(request), at=clock.now(), token_id=token)
    return Status(204, None)


@router.get("/clock", response={200: ClockOut, 401: ProblemOut}, summary="系统时间")
def read_clock(request: HttpRequest) -> dict[str, Any]:
    """What acts are recorded with."""
    return _shown()


@router.post("/clock", response={200: ClockOut, **REFUSALS}, summary="设置演示时钟")
def set_clock(request: HttpRequest, body: ClockIn) -> dict[str, Any]:
    """In demonstration mode only, by the system administrator."""
    if not caller(request).has(Role.SYSTEM_ADMIN):
        raise Denied(refusal("house.clock_by_system_admin"))
    try:
        clock.set_demo_clock(body.start, body.rate)
    except clock.ClockRefused as refused:
        raise Blocked(refusal("house.clock_demonstration_only")) from refused
    return _shown()


def _shown() -> dict[str, Any]:
    demo = clock.demo_clock()
    return {"now": clock.now().astimezone(clock.ZONE), "rate": demo.rate if demo else 1, "demonstration": demo is not None}
