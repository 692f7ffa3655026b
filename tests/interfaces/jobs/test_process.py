"""Real processes on the database of the test: killed, stopped, and two at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from zhifa.apps.outbox import effects, queries, services
from zhifa.apps.outbox.models import Job, State
from zhifa.apps.registry.models import Organ
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.models import Cursor, LedgerEntry, Unsealed
from zhifa.interfaces.cli import main as cli
from zhifa.law.actors import Actor, Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("transactional_db", "empty")]
SYSTEM = Actor("", "系统", "", frozenset({Role.SYSTEM}), tenant="330127")
Start = Callable[..., "subprocess.Popen[bytes]"]


def database_url() -> str:
    """The test's own database, as a second process has to name it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    host = str(known["HOST"])
    place, query = ("", f"?host={host}") if host.startswith("/") else (f"{host}:{known['PORT']}", "")
    if query and known["PORT"]:
        place = f":{known['PORT']}"
    return f"postgresql://{known['USER']}:{known['PASSWORD']}@{place}/{known['NAME']}{query}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts worker processes and ends what is left of them."""
    started: list[subprocess.Popen[bytes]] = []
    surroundings = {
        **os.environ,
        "ZHIFA_DATABASE": database_url(),
        "ZHIFA_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "zhifa.conf.settings",
    }

    def run(*words: str) -> subprocess.Popen[bytes]:
        program = Path(__file__).with_name("worker.py")
        made = subprocess.Popen([sys.executable, str(program), str(tmp_path), *words], env=surroundings)
        started.append(made)
        return made

    yield run
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture(autouse=True)
def topic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(effects.TOPICS, "test.note", effects.Topic(lambda payload, *, at, key: None, True, 8))


def until(met: Callable[[], Any], seconds: float = 30) -> float:
    """Waits for it; returns how long it took."""
    began = time.monotonic()
    while not met():
        assert time.monotonic() - began < seconds, "it did not come"
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_job_whose_worker_is_killed_in_the_middle_is_done_once_by_another(start: Start, tmp_path: Path, at: datetime) -> None:
    services.send("test.note", {}, at=at, key="a")
    first = start("hang")
    until(lambda: list(tmp_path.glob("started-*")))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not Organ.objects.exists(), "what the killed worker had done went with its transaction"
    second = start()
    until(lambda: Job.objects.filter(state=State.DONE).exists())
    assert [(o.code, o.name) for o in Organ.objects.all()] == [("a", str(second.pid))]
    assert Job.objects.get().attempts == 2


def test_a_process_that_is_told_to_stop_finishes_its_job_first(start: Start, tmp_path: Path, at: datetime) -> None:
    services.send("test.note", {}, at=at, key="a")
    process = start("slow")
    until(lambda: list(tmp_path.glob("started-*")))
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert (Job.objects.get().state, Organ.objects.count()) == (State.DONE, 1)


def test_two_processes_deliver_each_message_once_and_seal_without_gaps(start: Start, at: datetime) -> None:
    with transaction.atomic():
        organ = Organ.objects.create(code="subject", name="x", kind="public_security")
        for number in range(60):
            services.send("test.note", {}, at=at, key=f"m{number}")
            trail.record(subject=organ, verb="x", by=SYSTEM, at=at)
    start(), start()
    until(lambda: Job.objects.filter(state=State.DONE).count() == 60 and not Unsealed.objects.exists())
    assert Organ.objects.count() == 61
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
    assert list(LedgerEntry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 61))


def test_a_record_is_sealed_within_a_second_beside_a_slow_job(start: Start, tmp_path: Path, at: datetime) -> None:
    organ = Organ.objects.create(code="subject", name="x", kind="public_security")
    start()
    services.send("test.note", {}, at=at, key="warm")
    until(lambda: Job.objects.filter(state=State.DONE).exists())
    with transaction.atomic():
        trail.record(subject=organ, verb="x", by=SYSTEM, at=at)
    assert until(lambda: not Unsealed.objects.exists()) < 1.5


def test_the_status_command_shows_what_died(at: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["jobs", "status"]) == 0
    Cursor.objects.create(handler="scores", tenant="330127", number=3, failures=2, error="x\nValueError: stuck")
    dead = Job.objects.create(kind="message", name="test.note", state=State.DEAD, errors=[{"traceback": "x\nValueError: broken"}])
    assert cli.main(["jobs", "status"]) == 1
    said = capsys.readouterr().out
    assert "ValueError: broken" in said
    assert "scores at ledger entry 4 of 0: ValueError: stuck" in said
    assert cli.main(["jobs", "revive", str(dead.pk)]) == 0
    assert queries.load().ready == 1
    assert cli.main(["jobs", "revive", str(dead.pk)]) == 1
