"""The one way a case moves: lock, ask table and law, change, save, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.cases import permissions
from zhifa.apps.cases.facts import case_facts
from zhifa.apps.cases.models import Case, Deadline
from zhifa.apps.cases.naming import name_of_the_day
from zhifa.apps.cases.permissions import Standing
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.book import Book
from zhifa.law.procedure import periods
from zhifa.law.procedure.states import permitted
from zhifa.law.procedure.summary_case import SUMMARY_CASE
from zhifa.law.procedure.summary_guards import CaseFacts
from zhifa.law.rulings import Ruling


@dataclass
class Move:
    """An act under way: the locked case, who acts, when, on which facts. `rows` are vouched for with the case; `said` goes
    into the record."""

    case: Case
    by: Actor
    at: datetime
    day: date
    book: Book
    facts: CaseFacts
    ruling: Ruling
    rows: list[Row]
    said: dict[str, Any]

    def save(self, row: Row) -> None:
        """Store a row of the case and have the record vouch for it."""
        acts.save(row)
        self.rows.append(row)


Entries = Callable[[Case, CaseFacts], CaseFacts]
Change = Callable[[Move], None]


def standing(case: Case) -> Standing:
    """What decides who may act on it (1 query)."""
    people = case.handlers.filter(left_at__isnull=True).order_by("joined_at").values_list("person", flat=True)
    return Standing(case.tenant, case.state, case.team, case.team_name, tuple(people))


@transaction.atomic
def step(
    *,
    by: Actor,
    at: datetime,
    case: UUID | str,
    act: str,
    version: int | None = None,
    entries: Entries | None = None,
    change: Change | None = None,
    note: str = "",
    said: Mapping[str, Any] | None = None,
    occurred_on: date | None = None,
) -> Case:
    """Do `act`. `entries` adds what the form brought to the facts on file, before the law is asked; `change` sets columns and
    adds rows after it allowed the act. Raises Denied, Blocked, Stale, Case.DoesNotExist."""
    row = acts.locked(Case, case, version)
    permitted(SUMMARY_CASE, row.state, act, by)  # first, because `entries` reads what earlier steps left
    day, book = timezone.localdate(at), county_book()
    facts = case_facts(row, day)
    facts = entries(row, facts) if entries else facts
    if note and not facts.reason:
        facts = replace(facts, reason=note)
    found, ruling = permissions.check_act(by, standing(row), act, facts, book, day)
    name_of_the_day(row, day)
    move = Move(row, by, at, day, book, facts, ruling, [], dict(said or {}))
    if change:
        change(move)
    row.state = found.target
    if row.state in SUMMARY_CASE.final:
        row.ended_at = at
    acts.save(row)
    trail.record(
        subject=row,
        verb=act,
        by=by,
        at=at,
        rows=move.rows,
        occurred_on=occurred_on,
        ruling=ruling if ruling.rules else None,
        acting_identity=row.acting_identity,
        facts={"ref": row.ref, "state": row.state, "matter": row.matter_code, **move.said},
        note=note,
    )
    return row


def store_deadline(move: Move, kind: str, found: periods.Deadline) -> None:
    """Keep the last day with how it was counted; a second one of the kind replaces the first."""
    old = Deadline.objects.filter(case=move.case, kind=kind).first()
    row = old or Deadline(tenant=move.case.tenant, case=move.case, kind=kind)
    row.counted(found)
    move.save(row)


def meet_deadline(move: Move, kind: str) -> None:
    """What was due is done."""
    for row in Deadline.objects.filter(case=move.case, kind=kind, met_at__isnull=True):
        row.met_at = move.at
        move.save(row)


def trimmed(*texts: str) -> Sequence[str]:
    """Without spaces around."""
    return [t.strip() for t in texts]
