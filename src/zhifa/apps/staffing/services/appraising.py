"""双重管理的年度考核: opened by the office, scored and signed by both sides, closed only with both scores."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from zhifa.apps.empowerment.services.step import code_of
from zhifa.apps.registry.models import Organ
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import people, whose
from zhifa.apps.staffing.models import Appraisal
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import locked, save
from zhifa.law import staffing as law
from zhifa.law.actors import Actor
from zhifa.law.book import UnknownParameter
from zhifa.law.procedure.staffing import StaffingFacts
from zhifa.law.rulings import Blocked, refusal


def last_day(year: int) -> date:
    """Whose a person is on this day decides who appraises the year."""
    return date(year, 12, 31)


@transaction.atomic
def open_appraisals(*, by: Actor, at: datetime, year: int) -> int:
    """启动年度考核 for everybody whom another organ commands on the last day of the year; those who have one keep it. Returns how many
    are new. Raises Denied."""
    permissions.check_office(by)
    known = set(Appraisal.objects.filter(tenant=by.tenant, year=year).values_list("person_id", flat=True))
    organs = {o.code: o for o in Organ.objects.filter(tenant=by.tenant)}
    made = []
    for one in whose((p for p in people(by.tenant) if p.pk not in known and not p.auxiliary), last_day(year)):
        local, bureau = one.relations["command"].organ, one.relations["establishment"].organ
        if local != bureau:
            made.append(
                Appraisal(
                    tenant=by.tenant, code=code_of("KH", at), year=year, person=one.person, local=organs[local], bureau=organs[bureau]
                )
            )
    for row in made:
        save(row)
        facts = {"code": row.code, "year": year, "person": row.person.code, "local": row.local.code, "bureau": row.bureau.code}
        trail.record(subject=row, verb="appraisal.open", by=by, at=at, facts=facts)
    return len(made)


def sign_local(*, by: Actor, at: datetime, appraisal: UUID | str, score: Decimal, version: int | None = None) -> Appraisal:
    """属地评分并签字, by the organ that commands the person. Raises Denied, Blocked."""

    def change(row: Appraisal) -> None:
        row.local_score, row.local_signed_by_name, row.local_signed_at = score, by.name, at

    return _step(by, at, appraisal, "sign_local", version, change, score)


def sign_bureau(*, by: Actor, at: datetime, appraisal: UUID | str, score: Decimal, version: int | None = None) -> Appraisal:
    """县局评分并签字, by the head of the organ whose people they are. Raises Denied, Blocked."""

    def change(row: Appraisal) -> None:
        row.bureau_score, row.bureau_signed_by_name, row.bureau_signed_at = score, by.name, at

    return _step(by, at, appraisal, "sign_bureau", version, change, score)


def close_appraisal(*, by: Actor, at: datetime, appraisal: UUID | str, version: int | None = None) -> Appraisal:
    """办结: the local share is the one in force on the last day of the year. Raises Denied; Blocked while a score is missing."""

    def change(row: Appraisal) -> None:
        try:
            row.share = law.township_percent(county_book(), last_day(row.year))
        except UnknownParameter as unset:
            raise Blocked(refusal("staffing.no_share", missing=("township_share",))) from unset
        if row.local_score is not None and row.bureau_score is not None:
            row.result = law.weighted(row.local_score, row.bureau_score, row.share)
        row.closed_at, row.closed_by_name = at, by.name

    return _step(by, at, appraisal, "close_appraisal", version, change)


@transaction.atomic
def _step(
    by: Actor, at: datetime, appraisal: UUID | str, act: str, version: int | None, change: Callable[[Appraisal], None],
    score: Decimal | None = None,
) -> Appraisal:  # fmt: skip
    row = locked(Appraisal, appraisal, version)
    facts = StaffingFacts(score=score, local=row.local_score, bureau=row.bureau_score)
    found = permissions.check_appraisal(by, row, act, facts)
    change(row)
    row.state = found.target
    save(row)
    told = {"code": row.code, "state": row.state, "local_score": str(row.local_score or ""), "bureau_score": str(row.bureau_score or "")}
    told |= {"share": str(row.share or ""), "result": str(row.result or "")}
    trail.record(subject=row, verb=act, by=by, at=at, facts=told)
    return row
