"""Matters that a township holds and does not use, or uses badly, are proposed to be taken back (条例 10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.dispatch.services import clockwork
from zhifa.apps.empowerment import permissions
from zhifa.apps.empowerment.facts import Held, held_matters, known_since, year_before
from zhifa.apps.empowerment.models import Withdrawal
from zhifa.apps.empowerment.services.step import code_of
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.law import empowerment
from zhifa.law.actors import Actor
from zhifa.law.procedure.empowerment_guards import WithdrawalFacts
from zhifa.law.rulings import Outcome, Ruling, ruling_data


@dataclass(frozen=True, slots=True)
class _Found:
    held: Held
    ground: str
    ruling: Ruling


def _found(tenant: str, day: date) -> Iterator[_Found]:
    book, known, window = county_book(), known_since(tenant), (year_before(day), day)
    for held in held_matters(tenant, day):
        yield _Found(held, "zero_use", empowerment.idle(held.leads, held.cases, held.since, known, window))
        yield _Found(held, "low_quality", empowerment.poor(held.decided, held.undone, book=book, day=day))


@transaction.atomic
def propose_withdrawals(*, tenant: str, at: datetime) -> int:
    """What was not used for twelve months, or too often undone, is proposed; an idle matter in use again lapses. What was answered inside
    the last twelve months is not proposed again. Safe to run twice; returns how many were proposed."""
    day = timezone.localdate(at)
    recent = Q(state="proposed") | Q(state__in=("kept", "handed_on"), until__gt=year_before(day))
    rows = Withdrawal.objects.select_for_update().filter(recent, tenant=tenant)
    known = {(w.area, w.matter_code, w.ground): w for w in rows}
    made = 0
    for found in _found(tenant, day):
        held = known.get((found.held.area, found.held.matter, found.ground))
        if held is None and found.ruling.outcome is Outcome.BLOCK:
            _propose(tenant, at, day, found)
            made += 1
        elif held is not None and held.state == "proposed" and held.ground == "zero_use":
            _lapse(at, held, found.held)
    return made


def _propose(tenant: str, at: datetime, day: date, found: _Found) -> None:
    held, matter = found.held, catalogue.matter(found.held.matter)
    place = registry.area(held.area)
    row = Withdrawal(
        tenant=tenant,
        code=code_of("SH", at),
        ground=found.ground,
        area=held.area,
        area_name=place.name if place else held.area,
        organ=held.organ,
        matter_code=held.matter,
        matter_name=matter.name if matter else held.matter,
        since=year_before(day),
        until=day,
        leads=held.leads,
        cases=held.cases,
        decided=held.decided,
        undone=held.undone,
        ruling=ruling_data(found.ruling),
        proposed_at=at,
    )
    save(row)
    trail.record(subject=row, verb="withdrawal.propose", by=clockwork(tenant), at=at, facts=told(row), ruling=found.ruling)


def _lapse(at: datetime, row: Withdrawal, held: Held) -> None:
    facts = WithdrawalFacts(leads=held.leads, cases=held.cases)
    if held.leads or held.cases:
        row.leads, row.cases = held.leads, held.cases
        _answer(clockwork(row.tenant), at, row, "use_again", facts)


def told(row: Withdrawal) -> dict[str, object]:
    """What the record keeps."""
    names = ("code", "state", "ground", "area", "matter_code", "leads", "cases", "decided", "undone")
    return {name: getattr(row, name) for name in names}


def _answer(by: Actor, at: datetime, row: Withdrawal, act: str, facts: WithdrawalFacts) -> Withdrawal:
    found = permissions.check_answer(by, row, act, facts)
    row.state, row.answer, row.answered_by_name, row.answered_at = found.target, facts.reason.strip(), by.name, at
    save(row)
    trail.record(subject=row, verb=act, by=by, at=at, facts=told(row), note=facts.reason)
    return row


@transaction.atomic
def keep_matter(*, by: Actor, at: datetime, withdrawal: UUID | str, reason: str, version: int | None = None) -> Withdrawal:
    """予以保留: the township keeps it, for this reason; asked again after a year."""
    return _answer(by, at, locked(Withdrawal, withdrawal, version), "keep_matter", WithdrawalFacts(reason))


@transaction.atomic
def take_back_matter(*, by: Actor, at: datetime, withdrawal: UUID | str, reason: str, version: int | None = None) -> Withdrawal:
    """转目录调整: the office asks for a change of the catalogue, which takes this proposal's code as its ground."""
    return _answer(by, at, locked(Withdrawal, withdrawal, version), "take_back_matter", WithdrawalFacts(reason))
