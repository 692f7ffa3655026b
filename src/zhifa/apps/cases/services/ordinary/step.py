"""The one way an ordinary case moves: lock, ask table and law, change, save, record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.cases import ordinary_permissions as permissions
from zhifa.apps.cases.authority import Found, still_its_case
from zhifa.apps.cases.facts import on_compiled, on_demo
from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDeadline
from zhifa.apps.cases.naming import name_of_the_day
from zhifa.apps.cases.ordinary_facts import ordinary_facts
from zhifa.apps.cases.ordinary_permissions import standing
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.queries import DocumentRow
from zhifa.apps.documents.services import Owner
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.book import Book
from zhifa.law.procedure import periods
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts
from zhifa.law.procedure.states import permitted
from zhifa.law.rulings import Ruling


@dataclass
class Move:
    """An act under way. `rows` are vouched for with the case; `said` goes into the record."""

    case: OrdinaryCase
    by: Actor
    at: datetime
    day: date
    book: Book
    facts: OrdinaryFacts
    ruling: Ruling
    rows: list[Row]
    said: dict[str, Any]

    def save(self, row: Row) -> None:
        """Store a row of the case and have the record vouch for it."""
        acts.save(row)
        self.rows.append(row)

    def issue(self, kind: str, facts: Mapping[str, Any], *, demo: bool = False) -> DocumentRow:
        """A document of the case in the name of its organ."""
        made = documents.issue(
            by=self.by, at=self.at, kind=kind, owner=owner_of(self.case), facts=facts, demo=demo or rests_on_demo(self.case)
        )
        if made.number:
            self.said["number"] = made.number
        return made


Entries = Callable[[OrdinaryCase, OrdinaryFacts], OrdinaryFacts]
Change = Callable[[Move], None]


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
    occurred_on: date | None = None,
) -> OrdinaryCase:
    """Do `act`. `entries` adds what the form brought to the facts on file, before the law is asked; `change` sets columns and
    adds rows after it allowed the act. Raises Denied, Blocked, Stale, Invalid, OrdinaryCase.DoesNotExist."""
    row = acts.locked(OrdinaryCase, case, version)
    found = permitted(ORDINARY_CASE, row.state, act, by)  # first, because `entries` reads what earlier steps left
    permissions.check_scope(by, standing(row), found)
    day, book = timezone.localdate(at), county_book()
    facts = ordinary_facts(row, day)
    facts = entries(row, facts) if entries else facts
    facts = replace(facts, reason=facts.reason or note)
    _row, ruling = permissions.check_act(by, standing(row), act, facts, book, day)
    name_of_the_day(row, day)
    move = Move(row, by, at, day, book, facts, ruling, [], {})
    row.state = found.target
    if change:
        change(move)
    if row.state in ORDINARY_CASE.final:
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


def owner_of(row: OrdinaryCase) -> Owner:
    """Whose document it is, and who may always open it."""
    people = tuple(row.handlers.filter(left_at__isnull=True).values_list("person", flat=True))
    return Owner(row.pk, row.organ, row.acting_identity, row.team, row.area, people, on_compiled(row))


def rests_on_demo(row: OrdinaryCase) -> bool:
    """The authority comes from demonstration data."""
    return on_demo(row)


def rule_again(move: Move) -> Found:
    """The identity of this day stands on what is filed and decided; before it was filed, the power must not have moved (JUR-12)."""
    row = move.case
    found = still_its_case(row, timezone.localdate(row.filed_at) if row.filed_at else None, move.day)
    for column, value in found.columns().items():
        setattr(row, column, value)
    return found


def store_deadline(move: Move, kind: str, found: periods.Deadline) -> None:
    """Keep the last day with how it was counted; a second one of the kind replaces the first."""
    old = OrdinaryDeadline.objects.filter(case=move.case, kind=kind).first()
    row = old or OrdinaryDeadline(tenant=move.case.tenant, case=move.case, kind=kind)
    row.counted(found)
    row.warned = 0
    move.save(row)


def meet_deadline(move: Move, *kinds: str) -> None:
    """What was due is done."""
    for row in OrdinaryDeadline.objects.filter(case=move.case, kind__in=kinds, met_at__isnull=True):
        row.met_at = move.at
        move.save(row)
