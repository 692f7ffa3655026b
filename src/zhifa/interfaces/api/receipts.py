"""Money that arrived, as the bank or the Treasury says: only imported, never entered by hand (处罚法 67)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zhifa.apps.cases.services import import_receipt
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Day, Strict, Yuan
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock

router = Router(tags=["receipts"])


class ReceiptIn(Strict):
    """`decision`: number of the penalty decision. `amount`: yuan as text, so that no fen is lost on the way."""

    number: str = Field(min_length=1, max_length=60, description="缴款回单号，同一来源内唯一")
    decision: str = Field(min_length=1, max_length=80, description="处罚决定书文号")
    amount: Yuan
    paid_on: Day


class ReceiptOut(Schema):
    """`surcharge`: what of the amount is additional fine."""

    number: str
    amount: Decimal
    surcharge: Decimal
    paid_on: date
    imported_at: datetime


@router.post(
    "",
    response={200: ReceiptOut, 400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 409: ProblemOut, 422: ProblemOut},
    summary="导入缴款回执",
)
def bring(request: HttpRequest, body: ReceiptIn) -> dict[str, Any]:
    """The same receipt twice is one. 409: the sum is not what is due, or the number is known with another content."""
    by = caller(request)
    row = import_receipt(
        by=by,
        at=clock.now(),
        source=by.post,
        number=body.number,
        decision=body.decision,
        amount=Decimal(body.amount),
        paid_on=body.paid_on,
    )
    shown = {name: getattr(row, name) for name in ("number", "amount", "surcharge", "paid_on")}
    return shown | {"imported_at": row.imported_at.astimezone(clock.ZONE)}
