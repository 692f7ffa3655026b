"""What an auditor adds up: numbers without a gap, money decided and arrived, the trail recomputed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhifa.apps.cases.queries.money import money
from zhifa.apps.documents import queries as documents
from zhifa.apps.trail import verification
from zhifa.interfaces.api.acts import REFUSALS
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, refusal

router = Router(tags=["audit"])
SHOWN = 50


class YearIn(Strict):
    """Of the calendar."""

    year: int = Field(ge=2000, le=9999)


class SeriesOut(Schema):
    """One run of numbers. `missing`: how many from 1 to `last` are not on file."""

    acting_identity: str
    kind: str
    year: int
    last: int
    void: int
    missing: int


class MoneyOut(Schema):
    """One decision; sums are text."""

    decision: str
    case: str
    state: str
    fine: Decimal
    paid: Decimal
    surcharge: Decimal
    withdrawn: bool


class TrailOut(Schema):
    """`waiting`: records without a ledger number yet; `problems`: the first of them in words, none when nothing was changed."""

    records: int
    sealed: int
    waiting: int
    rows: int
    problems: list[str]


@router.get("/audit/numbers", response={200: list[SeriesOut], **REFUSALS}, summary="文书编号")
def numbers(request: HttpRequest, wanted: Query[YearIn]) -> list[dict[str, Any]]:
    """Every series of the year."""
    _auditor(request)
    return [
        {
            "acting_identity": s.acting_identity,
            "kind": s.kind,
            "year": s.year,
            "last": s.last,
            "void": sum(bool(reason) for _number, reason in s.numbers),
            "missing": s.last - len(s.numbers),
        }
        for s in documents.series(wanted.year)
    ]


@router.get("/audit/money", response={200: list[MoneyOut], **REFUSALS}, summary="罚款与缴款")
def decided_and_paid(request: HttpRequest, wanted: Query[YearIn]) -> Any:
    """Every decision of the year."""
    return list(money(_auditor(request), wanted.year))


@router.get("/audit/trail", response={200: TrailOut, **REFUSALS}, summary="核对留痕")
def trail(request: HttpRequest) -> dict[str, Any]:
    """Recomputes every record and row, not the bytes of files: as long as `zhifa trail verify --no-files` takes."""
    _auditor(request)
    counts = verification.Counts()
    problems = [str(p) for p in verification.verify(counts, files=False)]
    return {
        "records": counts.records,
        "sealed": counts.sealed,
        "waiting": len(counts.unsealed),
        "rows": counts.rows,
        "problems": problems[:SHOWN],
    }


def _auditor(request: HttpRequest) -> Actor:
    by = caller(request)
    if not by.has(Role.AUDIT_ADMIN, Role.DISCIPLINE):
        raise Denied(refusal("house.books_by_auditors"))
    return by
