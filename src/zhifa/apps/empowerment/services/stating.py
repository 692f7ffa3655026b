"""Numbers that the house does not have itself, each from a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from uuid import UUID

from zhifa.apps.empowerment.models import Assessment, StatedFact
from zhifa.apps.empowerment.services.step import move
from zhifa.apps.evidence import services as evidence
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.empowerment import BY_CODE


@dataclass(frozen=True, slots=True)
class Statement:
    """`source`: title and number of the document; `as_of`: the day up to which the number holds; `content`: the document itself (None:
    the one that is on file for this indicator stays)."""

    indicator: str
    value: Decimal | None
    source: str
    as_of: date | None
    content: bytes | BinaryIO | None = None
    file_name: str = ""


def state_fact(*, by: Actor, at: datetime, assessment: UUID | str, fact: Statement, version: int | None = None) -> Assessment:
    """填报事实: a number stated again replaces the former one; the trail keeps both. Raises Denied, Blocked, Stale, Invalid."""

    def held(row: Assessment) -> StatedFact | None:
        return StatedFact.objects.filter(assessment=row, indicator=fact.indicator).first()

    def look(row: Assessment) -> dict[str, Any]:
        return {"proof": fact.content is not None or held(row) is not None}

    def change(row: Assessment) -> Sequence[Row]:
        made = held(row) or StatedFact(tenant=row.tenant, assessment=row, indicator=fact.indicator)
        if fact.content is not None:
            name = fact.file_name or fact.source
            made.file = evidence.store(by=by, at=at, content=fact.content, name=name, kind="document", subject=row)
        assert fact.value is not None, "the guard fact_sourced came first"
        assert fact.as_of is not None, "the guard fact_sourced came first"
        made.value, made.source, made.as_of = fact.value, fact.source.strip(), fact.as_of
        made.stated_by_name, made.stated_by_organ, made.stated_at = by.name, by.organ, at
        return [save(made)]

    label = BY_CODE[fact.indicator].definition.label if fact.indicator in BY_CODE else fact.indicator
    note = f"{label} {fact.value}，{fact.source}"
    said: dict[str, Any] = {"reason": note, "indicator": fact.indicator, "value": fact.value, "source": fact.source, "as_of": fact.as_of}
    return move(by=by, at=at, assessment=assessment, act="state_fact", version=version, change=change, look=look, **said)
