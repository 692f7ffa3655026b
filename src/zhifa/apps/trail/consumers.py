"""Effects that follow from the trail: each consumer reads the ledger in order, with its own cursor.

The cursor moves in the transaction of the effect, so every (record, consumer) pair happens once. A consumer that fails stops at
that entry, is tried again after a pause, and does not hold up the others. A new consumer reads the ledger from its first entry.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import connection, transaction

from zhifa.apps.trail.models import Cursor, LedgerEntry, LedgerHead
from zhifa.apps.trail.queries import Entry, entry

Consumer = Callable[[Entry, datetime], object]
C = TypeVar("C", bound=Consumer)
CONSUMERS: dict[str, Consumer] = {}
AT_ONCE = 50
LONGEST_PAUSE = 300.0


def consumes(name: str) -> Callable[[C], C]:
    """Call this function with every ledger entry, in order, and the house time; `name` identifies its cursor for ever."""

    def register(consumer: C) -> C:
        if name in CONSUMERS:
            raise ValueError(f"consumer {name} is registered already")
        CONSUMERS[name] = consumer
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
                done += _turn(name, tenant, at)
    return done


def _turn(name: str, tenant: str, at: datetime) -> int:
    Cursor.objects.get_or_create(handler=name, tenant=tenant)
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        place = Cursor.objects.select_for_update(skip_locked=skip).filter(handler=name, tenant=tenant).first()
        if place is None:
            return 0
        before = place.number
        waiting = LedgerEntry.objects.filter(tenant=tenant, number__gt=before).select_related("record").order_by("number")
        for sealed in waiting[:AT_ONCE]:
            if not _consume(place, sealed, at):
                break
        place.save()
        return place.number - before


def _consume(place: Cursor, sealed: LedgerEntry, at: datetime) -> bool:
    try:
        with transaction.atomic():
            CONSUMERS[place.handler](entry(sealed.record, confidential=True), at)
    except Exception:
        place.failures += 1
        place.not_before = time.time() + min(2.0**place.failures, LONGEST_PAUSE)
        place.error = traceback.format_exc()
        return False
    place.number, place.failures, place.error = sealed.number, 0, ""
    return True
