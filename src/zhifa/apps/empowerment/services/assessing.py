"""An assessment from its opening to its conclusion, the objection of the township and the year that follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.apps.dispatch.services import clockwork
from zhifa.apps.empowerment import permissions
from zhifa.apps.empowerment.facts import Number, labels, measured_missing, numbers, year_before
from zhifa.apps.empowerment.models import Assessment, Measure
from zhifa.apps.empowerment.services.step import code_of, move, told
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row
from zhifa.law import empowerment
from zhifa.law.actors import Actor
from zhifa.law.empowerment import Assessed, Scored
from zhifa.law.rulings import Blocked, Reason, Ruling, refusal, ruling_data

AT_ONCE = 100


@transaction.atomic
def open_assessment(*, by: Actor, at: datetime, area: str, year: int | None = None, layer: str = "") -> Assessment:
    """One township, one year. Raises Denied; Blocked for what is no township, and where one is open or still valid for the year."""
    permissions.check_open(by)
    day = timezone.localdate(at)
    place = registry.area(area)
    if place is None or place.kind != "township":
        raise Blocked(refusal("empowerment.not_a_township", missing=("area",)))
    standing = Assessment.objects.filter(tenant=by.tenant, area=area, year=year or day.year).exclude(state__in=("called_off", "due"))
    if held := standing.first():
        raise Blocked(refusal("empowerment.already_open", area=place.name, year=held.year, number=held.code))
    row = Assessment(
        tenant=by.tenant,
        code=code_of("FQ", at),
        area=area,
        area_name=place.name,
        year=year or day.year,
        since=year_before(day),
        until=day,
        opened_by_name=by.name,
        layer=layer,
    )
    save(row)
    trail.record(
        subject=row,
        verb="assessment.open",
        by=by,
        at=at,
        facts=told(row) | {"since": row.since.isoformat(), "until": row.until.isoformat()},
    )
    return row


def complete_facts(*, by: Actor, at: datetime, assessment: UUID | str, reason: str = "", version: int | None = None) -> Assessment:
    """事实收集完毕: with gaps only when it is said why they cannot be filled."""

    def missing(row: Assessment) -> dict[str, Any]:
        return {"missing": labels(code for code, n in numbers(row).items() if n.value is None)}

    def change(row: Assessment) -> None:
        row.gaps = reason.strip()

    return move(by=by, at=at, assessment=assessment, act="complete_facts", version=version, change=change, look=missing, reason=reason)


def score(*, by: Actor, at: datetime, assessment: UUID | str, version: int | None = None) -> Assessment:
    """计算得分: the numbers as they stand, their points and what follows are kept with the rows behind them."""
    found: list[Assessed] = []

    def change(row: Assessment) -> Sequence[Row]:
        held = numbers(row)
        scale = empowerment.scale(county_book(), timezone.localdate(at))
        assessed = empowerment.assess({code: n.value for code, n in held.items()}, scale)
        found.append(assessed)
        row.score, row.proposal, row.scored_at = assessed.total, assessed.proposal, at
        row.ruling, row.visits = ruling_data(assessed.ruling), []
        before = {m.indicator: m for m in Measure.objects.filter(assessment=row)}
        return [_measure(row, s, held[s.indicator.code], before.get(s.indicator.code)) for s in assessed.scored]

    def ruling(row: Assessment) -> Ruling | None:
        return found[0].ruling

    return move(by=by, at=at, assessment=assessment, act="score", version=version, change=change, ruling=ruling)


def _measure(row: Assessment, scored: Scored, number: Number, held: Measure | None) -> Measure:
    made = held or Measure(tenant=row.tenant, assessment=row, indicator=scored.indicator.code)
    made.origin, made.value, made.points = number.origin, number.value, scored.points
    made.weight, made.floor, made.target = scored.band.weight, scored.band.floor, scored.band.target
    made.note, made.rows = _plain(number.note), number.rows
    return save(made)


def _plain(note: Reason | None) -> dict[str, Any]:
    return {"code": note.code, "values": dict(note.values)} if note else {}


def visit_site(*, by: Actor, at: datetime, assessment: UUID | str, note: str, version: int | None = None) -> Assessment:
    """实地核实 by somebody who is not from the township."""
    return _visit("visit_site", by, at, assessment, note, version)


def confirm_visit(*, by: Actor, at: datetime, assessment: UUID | str, note: str, version: int | None = None) -> Assessment:
    """第二人实地核实: another person, in the own account."""
    return _visit("confirm_visit", by, at, assessment, note, version)


def _visit(act: str, by: Actor, at: datetime, assessment: UUID | str, note: str, version: int | None) -> Assessment:
    def change(row: Assessment) -> None:
        row.visits = [*row.visits, {"person": by.person, "name": by.name, "note": note.strip(), "at": at.isoformat()}]

    return move(by=by, at=at, assessment=assessment, act=act, version=version, change=change, reason=note)


def check_lawful(*, by: Actor, at: datetime, assessment: UUID | str, note: str, version: int | None = None) -> Assessment:
    """法制审核 by a reviewer who did not verify on site."""

    def change(row: Assessment) -> None:
        row.checked_by_name, row.check_note = by.name, note.strip()

    return move(by=by, at=at, assessment=assessment, act="check_lawful", version=version, change=change, reason=note)


def conclude(
    *, by: Actor, at: datetime, assessment: UUID | str, conclusion: str, reason: str = "", version: int | None = None
) -> Assessment:
    """作出结论: what the points say, or with a reason less; never more, and nothing while facts are missing."""
    day, book = timezone.localdate(at), county_book()

    def change(row: Assessment) -> None:
        row.conclusion, row.conclusion_note = conclusion, reason.strip()
        row.concluded_at, row.concluded_by_name = at, by.name
        row.valid_until, row.appeal_until = empowerment.valid_until(book, day), empowerment.appeal_until(book, day)

    def missing(row: Assessment) -> dict[str, Any]:
        return {"missing": measured_missing(row)}

    return move(
        by=by, at=at, assessment=assessment, act="conclude", version=version, change=change, look=missing, conclusion=conclusion,
        reason=reason,
    )  # fmt: skip


def appeal(*, by: Actor, at: datetime, assessment: UUID | str, reason: str, version: int | None = None) -> Assessment:
    """提出异议, by the township."""

    def change(row: Assessment) -> None:
        row.appeal = reason.strip()

    return move(by=by, at=at, assessment=assessment, act="appeal", version=version, change=change, reason=reason)


def uphold(*, by: Actor, at: datetime, assessment: UUID | str, reason: str, version: int | None = None) -> Assessment:
    """维持结论."""

    def change(row: Assessment) -> None:
        row.answer = reason.strip()

    return move(by=by, at=at, assessment=assessment, act="uphold", version=version, change=change, reason=reason)


def reopen(*, by: Actor, at: datetime, assessment: UUID | str, reason: str, version: int | None = None) -> Assessment:
    """撤销结论并重新评估: the facts are gathered anew."""

    def change(row: Assessment) -> None:
        _undo(row)
        row.answer = reason.strip()

    return move(by=by, at=at, assessment=assessment, act="reopen", version=version, change=change, reason=reason)


def send_back(*, by: Actor, at: datetime, assessment: UUID | str, reason: str, version: int | None = None) -> Assessment:
    """退回重新收集: what was scored and verified is done again."""
    return move(by=by, at=at, assessment=assessment, act="send_back", version=version, change=_undo, reason=reason)


def _undo(row: Assessment) -> None:
    row.score, row.proposal, row.scored_at, row.ruling, row.visits = None, "", None, {}, []
    row.checked_by_name = row.check_note = row.conclusion = row.conclusion_note = row.concluded_by_name = ""
    row.concluded_at = row.valid_until = row.appeal_until = None


def call_off(*, by: Actor, at: datetime, assessment: UUID | str, reason: str, version: int | None = None) -> Assessment:
    """取消评估; the record stays."""
    return move(by=by, at=at, assessment=assessment, act="call_off", version=version, reason=reason)


def mark_due(*, tenant: str, at: datetime) -> int:
    """Conclusions whose year is over wait for a new assessment. Safe to run twice; returns how many."""
    over = Assessment.objects.filter(tenant=tenant, state__in=("concluded", "decided"), valid_until__lt=timezone.localdate(at))
    due = list(over.order_by("valid_until").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_fall_due(tenant, at, pk) for pk in due)


def _fall_due(tenant: str, at: datetime, pk: UUID) -> bool:
    try:
        move(by=clockwork(tenant), at=at, assessment=pk, act="fall_due")
    except Blocked:
        return False
    return True
