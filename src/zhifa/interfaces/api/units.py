"""Units of the bureau for programs: load, overlap, another grouping."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhifa.apps.office.queries import units as queries
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.law.regrouping import Move

router = Router(tags=["office"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}


class LoadOut(Schema):
    """`yearly`, `percent` null: no forecast, because records are too short or numbers are not set."""

    people: int
    hours: Decimal
    yearly: Decimal | None
    capacity: Decimal
    percent: Decimal | None


class UnitOut(Schema):
    """`pieces`: kind of work → count in the window."""

    code: str
    name: str
    areas: list[str]
    matters: int
    pieces: dict[str, int]
    load: LoadOut


class OverlapOut(Schema):
    """A matter that several units handled."""

    matter: str
    name: str
    units: list[tuple[str, int]]


class GroupingOut(Schema):
    """`days` of records from `since` until before `until`. `assumed`: no document states the hours."""

    since: date
    until: date
    days: int
    assumed: bool
    lacking: list[str]
    units: list[UnitOut]
    overlaps: list[OverlapOut]


class MoveIn(Strict):
    """A domain, or matters joined by commas, from one unit to another."""

    source: str = Field(max_length=40)
    target: str = Field(max_length=40)
    domain: str = Field("", max_length=40)
    matters: str = Field("", max_length=2000)


class TriedOut(Schema):
    """A unit before and after. Nothing is stored."""

    code: str
    name: str
    before: LoadOut
    after: LoadOut
    pieces: int


class PieceOut(Schema):
    """One row behind a load."""

    kind: str
    key: str
    ref: str
    matter: str
    on: date


class PieceIn(Strict):
    """Of one matter or one domain; empty: all."""

    matter: str = Field("", max_length=40)
    domain: str = Field("", max_length=40)


@router.get("/office/units", response={200: GroupingOut, **READS}, summary="机构工作量和重叠")
def grouping(request: HttpRequest) -> dict[str, Any]:
    """Every unit of the bureau over the last twelve months."""
    found = queries.grouping(caller(request), clock.today())
    plain = {name: getattr(found, name) for name in ("since", "until", "days")}
    units = [{**{n: getattr(u, n) for n in ("code", "name", "matters", "load")}, "areas": list(u.areas), "pieces": dict(u.pieces)}
             for u in found.units]  # fmt: skip
    return {**plain, "assumed": found.scale.assumed, "lacking": list(found.scale.lacking), "units": units, "overlaps": found.overlaps}


@router.get("/office/units/what-if", response={200: list[TriedOut], **READS}, summary="换一种分工试算")
def tried(request: HttpRequest, move: Query[MoveIn]) -> Any:
    """The same work in other hands; people stay where they are."""
    matters = tuple(code.strip() for code in move.matters.split(",") if code.strip())
    try:
        return list(queries.tried(caller(request), clock.today(), Move(move.source, move.target, move.domain, matters)))
    except LookupError as unknown:
        raise Http404 from unknown


@router.get("/office/units/{unit}/rows", response={200: list[PieceOut], **READS}, summary="工作量的依据")
def rows(request: HttpRequest, unit: str, wanted: Query[PieceIn]) -> Any:
    """The first 500 rows behind a unit's load, newest first."""
    return list(queries.pieces(caller(request), clock.today(), unit, wanted.matter, wanted.domain))
