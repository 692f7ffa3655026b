from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from tests.apps.outbox import samples
from zhifa.apps.outbox import effects, every, handles, leases, queries, running, services
from zhifa.apps.outbox.models import Job, State, Tick
from zhifa.apps.registry.models import Organ
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty")]


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict[str, Any], str]]:
    """The topic `note`, whose handler writes down what it got."""
    monkeypatch.setattr(effects, "TOPICS", {})
    monkeypatch.setattr(services, "TOPICS", effects.TOPICS)
    monkeypatch.setattr(running, "TOPICS", effects.TOPICS)
    got: list[tuple[dict[str, Any], str]] = []

    @handles("note", attempts=2)
    def note(payload: dict[str, Any], *, at: datetime, key: str) -> None:
        Organ.objects.create(code=key, name="x", kind="public_security")
        if payload.get("broken"):
            raise ValueError("broken")
        got.append((payload, key))

    return got


def actor(*roles: Role) -> Actor:
    return Actor("", "系统", "", frozenset(roles), tenant="330127")


def deliver(at: datetime, worker: str = "w") -> list[bool]:
    return [running.run(job, at) for job in leases.claim(worker, at, limit=10)]


def test_a_message_is_delivered_once_and_its_key_sends_no_second(topic: list[Any], at: datetime) -> None:
    assert services.send("note", {"n": 1}, at=at, key="a")
    assert not services.send("note", {"n": 2}, at=at, key="a")
    assert deliver(at) == [True]
    assert deliver(at) == []
    assert topic == [({"n": 1}, "a")]


def test_a_message_of_an_act_that_was_rolled_back_is_never_delivered(topic: list[Any], at: datetime) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        services.send("note", {}, at=at, key="a")
        raise RuntimeError
    assert deliver(at) == []


def test_a_message_with_a_due_instant_waits_for_the_clock_of_the_house(topic: list[Any], at: datetime) -> None:
    services.send("note", {}, at=at, key="a", due=at + timedelta(hours=1))
    assert deliver(at) == []
    assert deliver(at + timedelta(hours=1)) == [True]


def test_a_topic_without_a_handler_is_refused_when_sending(at: datetime) -> None:
    with pytest.raises(KeyError):
        services.send("nobody", {}, at=at, key="a")


def test_a_failing_handler_leaves_nothing_behind_and_is_tried_again_until_it_is_dead(
    topic: list[Any], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.send("note", {"broken": True}, at=at, key="a")
    assert deliver(at) == [False]
    assert deliver(at) == [], "a pause comes first"
    monkeypatch.setattr(leases, "pause", lambda attempts: 0)
    Job.objects.update(not_before=0)
    assert deliver(at) == [False]
    assert not Organ.objects.exists()
    (dead,) = queries.dead_jobs()
    assert (dead.name, dead.key, dead.attempts, dead.error) == ("note", "a", 2, "ValueError: broken")
    assert queries.load().dead == 1
    services.revive(by=actor(Role.SYSTEM_ADMIN), at=at, job_id=dead.id)
    assert deliver(at) == [False]


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SYSTEM_ADMIN, Role.SYSTEM)])
def test_only_an_operator_revives_a_dead_job(role: Role, at: datetime) -> None:
    job = Job.objects.create(kind="message", name="note", state=State.DEAD)
    with pytest.raises(Denied):
        services.revive(by=actor(role), at=at, job_id=job.pk)


def test_a_worker_that_lost_its_lease_takes_its_effect_back(topic: list[Any], at: datetime) -> None:
    services.send("note", {}, at=at, key="a")
    (lost,) = leases.claim("first", at, lease=-1)
    (taken,) = leases.claim("second", at)
    assert not running.run(lost, at)
    assert not Organ.objects.exists()
    assert running.run(taken, at)
    assert Organ.objects.count() == 1


def test_a_heartbeat_keeps_the_lease(topic: list[Any], at: datetime) -> None:
    services.send("note", {}, at=at, key="a")
    jobs = leases.claim("first", at, lease=-1)
    leases.keep(jobs)
    assert leases.claim("second", at) == []


def test_a_job_that_kills_every_worker_ends_among_the_dead(topic: list[Any], at: datetime) -> None:
    services.send("note", {}, at=at, key="a")
    for _ in range(3):
        leases.claim("w", at, lease=-1)
    assert [d.error for d in queries.dead_jobs()] == ["the lease of w ran out"]


def test_tasks_run_through_the_api_of_django_tasks(at: datetime) -> None:
    results = [samples.double.enqueue(21), samples.attempt.enqueue()]
    assert [r.status for r in results] == [TaskResultStatus.READY] * 2
    assert deliver(at) == [True, True]
    for result in results:
        result.refresh()
    assert [r.return_value for r in results] == [42, 1]
    assert samples.double.get_result(results[0].id).is_finished


def test_a_task_that_fails_shows_its_error(at: datetime) -> None:
    result = samples.stumble.enqueue()
    Job.objects.update(attempts_allowed=1)
    assert deliver(at) == [False]
    result.refresh()
    assert (result.status, result.errors[0].exception_class) == (TaskResultStatus.FAILED, ValueError)
    with pytest.raises(TaskResultDoesNotExist):
        samples.stumble.get_result("nonsense")


def test_higher_priority_and_deferred_tasks_keep_their_order(at: datetime) -> None:
    late = samples.attempt.using(run_after=at + timedelta(days=1)).enqueue()
    samples.attempt.enqueue()
    urgent = samples.double.enqueue(1)
    claimed = [str(job.pk) for job in leases.claim("w", at, limit=10)]
    assert claimed[0] == urgent.id
    assert late.id not in claimed


def test_periodic_work_is_done_by_one_process_per_period(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(effects, "PERIODICS", {})
    monkeypatch.setattr(running, "PERIODICS", effects.PERIODICS)
    ran: list[datetime] = []
    every(60, "count")(ran.append)

    @every(60)
    def fails(at: datetime) -> None:
        raise ValueError("tick")

    assert [running.run_due_ticks(at), running.run_due_ticks(at)] == [1, 0]
    assert ran == [at]
    assert queries.load().failing_ticks == (f"{__name__}.fails",)
    Tick.objects.update(due=0)
    running.run_due_ticks(at)
    assert ran == [at, at]


def test_done_jobs_are_forgotten_and_dead_ones_stay(topic: list[Any], at: datetime) -> None:
    services.send("note", {}, at=at, key="a")
    deliver(at)
    Job.objects.create(kind="message", name="note", state=State.DEAD, finished_at=at)
    assert leases.forget(leases.machine_now() + timedelta(seconds=1)) == 1
    assert queries.load().dead == 1
