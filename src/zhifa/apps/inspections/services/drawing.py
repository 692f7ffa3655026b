"""双随机: places and people of an approved line are drawn by a seed that is kept, and the visits put on the calendar (条例 21)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from zhifa.algorithms import random_draw
from zhifa.apps.documents import services as documents
from zhifa.apps.documents.services import Owner
from zhifa.apps.inspections import permissions, words
from zhifa.apps.inspections.facts import inspectors, undrawn
from zhifa.apps.inspections.models import Draw
from zhifa.apps.inspections.services.scheduling import ready_line, schedule_line
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning.models import PlanLine
from zhifa.apps.planning.services.lines import code_of
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection_guards import DrawFacts, drawable
from zhifa.law.rulings import Blocked


@transaction.atomic
def draw_at_random(
    *,
    by: Actor,
    at: datetime,
    line: UUID | str,
    count: int,
    planned_on: date,
    words_said: str = "",
    merge_reason: str = "",
    cap_reason: str = "",
    version: int | None = None,
) -> Draw:
    """双随机抽取 of `count` places without a visit yet and two people for each. The seed is made after both lists stand, with
    `words_said` (of whoever watches) in it; lists, seed and result are kept and published. Raises Denied, Blocked, Invalid, Stale."""
    permissions.check_draw(by)
    row, day = ready_line(by, line, version), timezone.localdate(at)
    pool, people = undrawn(row), inspectors(by.organ, by.team, day)
    ruling = drawable(DrawFacts(len(pool), count, len(people)), county_book(), planned_on)
    if not ruling.permits:
        raise Blocked(ruling)
    made = _drawn(by, at, row, pool, people, count, planned_on, words_said.strip())
    facts = {"number": made.number, "plan": row.code, "seed": made.seed, "method": made.method, "digest": made.digest,
             "pool": len(pool), "people": len(people), "drawn": made.drawn}  # fmt: skip
    trail.record(subject=made, verb="draw_at_random", by=by, at=at, ruling=ruling, facts=facts)
    days = {d["place"]: planned_on for d in made.drawn}
    schedule_line(by=by, at=at, line=row.pk, days=days, merge_reason=merge_reason, cap_reason=cap_reason, draw=made)
    _issue(by, at, row, made, pool)
    return made


def _drawn(
    by: Actor,
    at: datetime,
    row: PlanLine,
    pool: Mapping[str, Premises],
    people: tuple[str, ...],
    count: int,
    planned_on: date,
    words_said: str,
) -> Draw:
    organ = registry.organ(by.organ)
    seed = "·".join(part for part in (secrets.token_hex(16), words_said) if part)
    return save(
        Draw(
            tenant=row.tenant,
            number=code_of(at).replace("JJ", "SJ", 1),
            line=row,
            organ=by.organ,
            organ_name=organ.name if organ else by.organ,
            seed=seed,
            method=random_draw.METHOD,
            digest=random_draw.digest(list(pool), people),
            pool=sorted(pool),
            people=sorted(people),
            drawn=[{"place": d.place, "people": list(d.people)} for d in random_draw.draw(seed, list(pool), count, people)],
            planned_on=planned_on,
            drawn_at=at,
            drawn_by_name=by.name,
        )
    )


def _issue(by: Actor, at: datetime, row: PlanLine, made: Draw, pool: Mapping[str, Premises]) -> None:
    """双随机抽查结果 as a document of the line."""
    identity = registry.acting_identity(by.organ, timezone.localdate(at))
    owner = Owner(row.pk, by.organ, identity, row.team)
    documents.issue(by=by, at=at, kind="DOC-I08", owner=owner, facts=words.random_draw(made, row, pool, by, at))
