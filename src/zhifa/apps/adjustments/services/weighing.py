"""The score sheet, and what the guidance office and the legal staff say about a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from zhifa.apps.adjustments.facts import scoring
from zhifa.apps.adjustments.facts.standing import Said
from zhifa.apps.adjustments.models import Change, ChangeItem, ScoreSheet
from zhifa.apps.adjustments.services.requesting import ended
from zhifa.apps.adjustments.services.step import move
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.catalogue_score import score
from zhifa.law.procedure.catalogue_change_guards import ChangeFacts


def score_change(*, by: Actor, at: datetime, change: UUID | str, version: int | None = None) -> Change:
    """三高评分 of everything whose powers move, from the facts of this moment; an earlier sheet stays and no longer counts."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> list[Row]:
        row.scored_at, row.scored_by_name = at, by.name
        before = [_superseded(sheet) for sheet in row.sheets.filter(superseded=False)]
        return [*before, *_sheets(row, items, facts, by, at)]

    return move(by=by, at=at, change=change, act="score", version=version, done=done)


def _superseded(sheet: ScoreSheet) -> ScoreSheet:
    sheet.superseded = True
    return save(sheet)


def _sheets(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts, by: Actor, at: datetime) -> list[Row]:
    since = scoring.window(facts.day, county_book())
    start = timezone.make_aware(datetime.combine(since, time()))
    made: list[Row] = []
    for subject in scoring.subjects(facts.items):
        found = scoring.counts(row, facts.items, subject, start, facts.day, scoring.details(items, subject))
        result = score(county_book(), facts.day, found.values, found.special)
        figures: list[dict[str, Any]] = [
            {
                "key": f.key,
                "value": f.value,
                "points": str(f.points),
                "weight": str(f.weight),
                "evidence": [e.told() for e in found.evidence[f.key]],
            }
            for f in result.figures
        ]
        sheet = ScoreSheet(tenant=row.tenant, change=row, subject=subject, name=found.name[:160], since=since, until=facts.day)
        sheet.figures, sheet.total, sheet.proposal, sheet.parameters = figures, result.total, result.proposal, dict(result.parameters)
        sheet.demo, sheet.made_at, sheet.made_by_name = scoring.demonstrated(), at, by.name
        made.append(save(sheet))
    return made


def return_change(*, by: Actor, at: datetime, change: UUID | str, act: str, reason: str, version: int | None = None) -> Change:
    """Back to whoever asked (`act`: send_back, object, decline), with the reason."""
    return move(by=by, at=at, change=change, act=act, version=version, said=Said(reason=reason))


def refuse_change(*, by: Actor, at: datetime, change: UUID | str, act: str, reason: str, version: int | None = None) -> Change:
    """It will not be (`act`: refuse, reject); the request and the reason stay."""
    return move(by=by, at=at, change=change, act=act, version=version, said=Said(reason=reason), done=ended(at, reason))


def check_legality(*, by: Actor, at: datetime, change: UUID | str, opinion: str, version: int | None = None) -> Change:
    """合法性审核通过: by somebody who did not ask for it, with an opinion."""

    def done(row: Change, items: Sequence[ChangeItem], facts: ChangeFacts) -> None:
        row.checked_at, row.checked_by, row.checked_by_name, row.opinion = at, by.person, by.name, opinion.strip()
        row.level = facts.level

    return move(by=by, at=at, change=change, act="check", version=version, said=Said(opinion=opinion), done=done)
