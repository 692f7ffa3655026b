"""Effects that follow from the trail: each consumer reads the ledger in order, with its own cursor.

The cursor moves in the transaction of the effect, so every (record, consumer) pair happens once. A consumer that fails stops at
that entry, is tried again after a pause, and does not hold up the others. A new consumer reads the ledger from its first entry.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Q

from zhifa.apps.trail.models import Cursor, LedgerEntry, LedgerHead
from zhifa.apps.trail.queries import Entry, entry

Consumer = Callable[[Entry, datetime], object]
C = TypeVar("C", bound=Consumer)


@dataclass(frozen=True, slots=True)
class _Registered:
    call: Consumer
    wanted: Q


CONSUMERS: dict[str, _Registered] = {}
AT_ONCE = 50
FAR = 5000  # entries that a turn looks through for those a consumer wants
LONGEST_PAUSE = 300.0


def consumes(name: str, wanted: Mapping[str, Collection[str]] | None = None) -> Callable[[C], C]:
    """Call this function with the ledger entries `wanted` (subject type → verbs; None: every one), in order, and the house time; `name`
    identifies its cursor for ever."""

    def register(consumer: C) -> C:
        if name in CONSUMERS:
            raise ValueError(f"consumer {name} is registered already")
        some = (Q(record__subject_type=subject, record__verb__in=verbs) for subject, verbs in (wanted or {}).items())
        CONSUMERS[name] = _Registered(consumer, reduce(or_, some, Q()))
        return consumer

    return register


def run(at: datetime) -> int:
    """One turn of every consumer over every ledger; returns how many entries were consumed."""
    heads = dict(LedgerHead.objects.values_list("tenant", "number"))
    places = {(c.handler, c.tenant): c for c in Cursor.objects.all()}
    done = 0
    for name in CONSUMERS:
        for tenant, last in heads.items():
            place = places.get((name, tenant))
            if place is None or (place.number < last and place.not_before <= time.time()):
                done += _turn(name, tenant, last, at)
    return done


def _turn(name: str, tenant: str, last: int, at: datetime) -> int:
    Cursor.objects.get_or_create(handler=name, tenant=tenant)
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        place = Cursor.objects.select_for_update(skip_locked=skip).filter(handler=name, tenant=tenant).first()
        if place is None:
            return 0
        before, end = place.number, min(last, place.number + FAR)
        within = LedgerEntry.objects.filter(CONSUMERS[name].wanted, tenant=tenant, number__gt=before, number__lte=end)
        waiting = list(within.select_related("record").order_by("number")[:AT_ONCE])
        if all(_consume(place, sealed, at) for sealed in waiting) and len(waiting) < AT_ONCE:
            place.number = end
        place.save()
        return place.number - before


def _consume(place: Cursor, sealed: LedgerEntry, at: datetime) -> bool:
    try:
        with transaction.atomic():
            CONSUMERS[place.handler].call(entry(sealed.record, confidential=True), at)
    except Exception:
        place.failures += 1
        place.not_before = time.time() + min(2.0**place.failures, LONGEST_PAUSE)
        place.error = traceback.format_exc()
        return False
    place.number, place.failures, place.error = sealed.number, 0, ""
    return True
