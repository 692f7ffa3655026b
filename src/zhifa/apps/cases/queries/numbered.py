"""Cases found by their own reference or by the number of their decision, within what somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from zhifa.apps.cases import permissions
from zhifa.apps.cases.models import Case
from zhifa.apps.cases.queries.ordinary.lists import seen
from zhifa.apps.cases.queries.ordinary.reading import title_of
from zhifa.apps.cases.queries.rows import title_of as summary_title
from zhifa.law.actors import Actor
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.summary_case import SUMMARY_CASE

SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Numbered:
    """`ordinary`: by the ordinary procedure; else on the spot."""

    id: UUID
    ordinary: bool
    ref: str
    title: str
    state_label: str


def numbered(by: Actor, text: str, limit: int) -> tuple[Numbered, ...]:
    """Those whose reference or decision number contains the text, newest first; too short a text finds none (2 queries)."""
    if len(text) < SHORTEST:
        return ()
    called = Q(ref__contains=text) | Q(decisions__number__contains=text)
    mine = Case.objects.filter(permissions.mine(by)).values("pk")
    spot = Case.objects.filter(permissions.visible(by) | Q(pk__in=mine)).filter(called).select_related("party").order_by("-id").distinct()
    slow = seen(by).filter(called).select_related("party").order_by("-id").distinct()
    found = [Numbered(c.id, True, c.ref, title_of(c), ORDINARY_CASE.state_labels[c.state]) for c in slow[:limit]]
    found += [Numbered(c.id, False, c.ref, summary_title(c), SUMMARY_CASE.state_labels[c.state]) for c in spot[:limit]]
    return tuple(found[:limit])
