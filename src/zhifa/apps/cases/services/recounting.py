"""Last days that were counted before the days off were known, counted again when the notice has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zhifa.apps.cases.models import Case, Deadline, OrdinaryCase, OrdinaryDeadline
from zhifa.apps.registry.permissions import check_keeper
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.law.actors import Actor
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure import periods

MODELS: tuple[tuple[type[Any], type[Any]], ...] = ((Deadline, Case), (OrdinaryDeadline, OrdinaryCase))


@dataclass(frozen=True, slots=True)
class Recounted:
    """One deadline that was provisional: `before` and `after` are its last days."""

    case: str
    kind: str
    before: date
    after: date
    provisional: bool


def recount_deadlines(*, by: Actor, at: datetime) -> tuple[Recounted, ...]:
    """Count every open provisional last day again under the calendar of today; what is certain now, or moved, is recorded with its case.
    Safe to run twice. Raises `Denied`."""
    check_keeper(by)
    book = county_book()
    return tuple(found for model, cases in MODELS for found in _of(model, cases, book, by, at))


def _of(model: type[Any], cases: type[Any], book: Book, by: Actor, at: datetime) -> Iterator[Recounted]:
    open_ones = model._default_manager.filter(tenant=by.tenant, provisional=True, met_at__isnull=True)
    for pk in open_ones.order_by("pk").values_list("pk", flat=True):
        found = _one(model, cases, pk, book, by, at)
        if found is not None:
            yield found


@transaction.atomic
def _one(model: type[Any], cases: type[Any], pk: UUID, book: Book, by: Actor, at: datetime) -> Recounted | None:
    case = acts.locked(cases, model._default_manager.values_list("case_id", flat=True).get(pk=pk))
    row = model._default_manager.select_for_update().get(pk=pk)
    held = _deadline(row)
    found = periods.recounted(book.calendar, held)
    if row.met_at is not None or (found.due == held.due and found.provisional):
        return None
    row.counted(found)
    acts.save(row)
    facts = {
        "kind": row.kind,
        "before": held.due.isoformat(),
        "after": found.due.isoformat(),
        "provisional": found.provisional,
        "book": book.version,
    }
    trail.record(subject=case, verb="recount_deadline", by=by, at=at, rows=(row,), facts=facts)
    return Recounted(str(case), row.kind, held.due, found.due, found.provisional)


def _deadline(row: Any) -> periods.Deadline:
    return periods.Deadline(
        row.rule,
        row.counted_from,
        row.nominal,
        row.due,
        row.unit,
        row.count,
        row.due != row.nominal,
        tuple(date.fromisoformat(day) for day in row.excluded),
        tuple(Citation.parse(text) for text in row.citations),
        row.provisional,
        tuple(row.ambiguities),
    )
