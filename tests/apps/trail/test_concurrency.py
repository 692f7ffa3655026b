"""Several threads with connections of their own, on the database of the run."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection, transaction

from zhifa.apps.registry.models import Organ
from zhifa.apps.trail import acts, services, verification
from zhifa.apps.trail.models import LedgerEntry, Record
from zhifa.law.actors import Actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("transactional_db", "empty")]


def together(count: int, act: Callable[[int], object]) -> list[object]:
    """Each call in its own thread; connections are closed afterwards."""

    def call(number: int) -> object:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def test_a_submit_key_pressed_by_many_at_once_works_for_one(db: None, by: Actor) -> None:
    def press(number: int) -> bool:
        with transaction.atomic():
            return acts.once("k", by)

    assert sorted(together(6, press), key=bool) == [False] * 5 + [True]


def test_acts_on_one_object_chain_without_a_fork(organ: Organ, by: Actor, at: datetime) -> None:
    def act(number: int) -> None:
        for _ in range(5):
            with transaction.atomic():
                row = acts.locked(Organ, organ.pk)
                services.record(subject=acts.save(row), verb="touch", by=by, at=at)

    together(4, act)
    assert list(Record.objects.order_by("position").values_list("position", flat=True)) == list(range(1, 21))
    assert Organ.objects.get().version == 21


def test_sealers_at_once_give_numbers_without_gaps_while_acts_go_on(organ: Organ, by: Actor, at: datetime) -> None:
    def act(number: int) -> None:
        if number < 2:
            for _ in range(15):
                services.seal_all()
            return
        own = Organ.objects.create(code=f"o{number}", name="x", kind="public_security")
        for _ in range(10):
            with transaction.atomic():
                services.record(subject=acts.save(acts.locked(Organ, own.pk)), verb="touch", by=by, at=at)

    together(5, act)
    with transaction.atomic():
        services.record(subject=organ, verb="load", by=by, at=at)
    while services.seal_all():
        pass
    assert list(LedgerEntry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 32))
    assert list(verification.verify(verification.Counts())) == []


def test_verifying_sees_one_moment_and_holds_nobody_up(organ: Organ, by: Actor, at: datetime) -> None:
    def act(number: int) -> None:
        with transaction.atomic():
            row = acts.locked(Organ, organ.pk)
            row.name = f"name {number}"
            services.record(subject=acts.save(row), verb="touch", by=by, at=at)
        services.seal_all()

    act(0)
    counts = verification.Counts()
    with verification.snapshot():
        assert list(verification.check_records(counts)) == []
        together(2, act)
        assert list(verification.check_ledger(counts)) == []
        assert list(verification.check_tables(counts)) == []
    assert (counts.records, counts.sealed) == (1, 1)
    assert Record.objects.count() == 3
