"""The argument for one matter of one township, for programs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from zhifa.apps.office.queries import argument as queries
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.sentences import say

router = Router(tags=["empowerment"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}


class RowOut(Schema):
    """What a fact was read from: a row of the house, or an article."""

    kind: str
    key: str
    ref: str
    about: str


class DimensionOut(Schema):
    """`value` null: missing, and `note` why. `points` of one `against` are taken off; `rows`: the first 200 of `counted`."""

    code: str
    label: str
    formula: str
    unit: str
    against: bool
    value: Decimal | None
    weight: Decimal
    points: Decimal | None
    arithmetic: str
    note: str
    counted: int
    rows: list[RowOut]


class ArgumentOut(Schema):
    """`total` of 100, a part only while facts are `missing`; `assumed`: no document states weights and scales."""

    area: str
    area_name: str
    matter: str
    matter_name: str
    since: date
    until: date
    identity: str
    total: Decimal
    passing: Decimal
    recommendation: str
    missing: list[str]
    reasons: list[str]
    assumed: bool
    dimensions: list[DimensionOut]


@router.get("/townships/{area}/matters/{matter}/argument", response={200: ArgumentOut, **READS}, summary="单个事项的论证")
def argue(request: HttpRequest, area: str, matter: str) -> dict[str, Any]:
    """Twelve dimensions with evidence."""
    found = queries.argue(caller(request), area, matter, clock.today())
    if found is None:
        raise Http404
    named = set(ArgumentOut.model_fields) - {"missing", "reasons", "dimensions"}
    shown = {name: getattr(found, name) for name in named}
    reasons = [say(r.code, r.values) for r in found.ruling.reasons]
    return {**shown, "missing": list(found.missing), "reasons": reasons, "dimensions": [_dimension(d) for d in found.dimensions]}


def _dimension(row: queries.DimensionRow) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in DimensionOut.model_fields if name not in ("note", "rows")}
    return {**plain, "note": say(row.note.code, row.note.values) if row.note else "", "rows": list(row.rows)}
