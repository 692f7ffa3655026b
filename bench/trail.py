"""How fast the trail is on this machine: acts, sealing, verification, export, jobs.

    .venv/bin/python bench/trail.py [ACTS]

Works in a temporary directory on SQLite, or on the database of ZHIFA_BENCH_DATABASE (which must be empty). Acts are whole ones:
lock the row, save it, write the record with its digests, one transaction each.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from _house import figure

ROOM = Path(tempfile.mkdtemp(prefix="zhifa-bench-"))
os.environ["ZHIFA_VAR"] = str(ROOM)
os.environ["ZHIFA_DATABASE"] = os.environ.get("ZHIFA_BENCH_DATABASE", f"sqlite:///{ROOM / 'zhifa.sqlite3'}")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
AT = datetime(2026, 9, 1, 2, tzinfo=UTC)


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    """Prints seconds, how many a second, and the processor's share (which other programs do not disturb)."""
    began, used = time.perf_counter(), time.process_time()
    yield
    seconds, used = time.perf_counter() - began, time.process_time() - used
    from django.db import connection

    figure(f"trail: {what}", count / seconds, "/s", None, connection.vendor)
    figure(f"trail: {what}, per second of a core", count / used, "/s", None, connection.vendor)


def exhaust(step: Callable[[], Any]) -> None:
    """Until there is nothing left."""
    while step():
        pass


def main(acts_wanted: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    from django.db import connection

    print(f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}, {acts_wanted} acts")
    bench_trail(acts_wanted)
    bench_jobs(min(acts_wanted, 5000))


def bench_trail(acts_wanted: int) -> None:
    from django.db import transaction

    from zhifa.apps.registry.models import Organ
    from zhifa.apps.trail import acts, exporting, services, verification
    from zhifa.law.actors import Actor, Role

    by = Actor("", "中队执法队员甲", "执法队员", frozenset({Role.OFFICER}), "zhzf", "weiping", tenant="330127")
    rows = [Organ(code=f"o{n}", name="县综合行政执法局", kind="county_enforcement_bureau") for n in range(max(acts_wanted // 10, 1))]
    with transaction.atomic():
        Organ.objects.bulk_create(rows)
    facts = {"text": "店外经营占用人行道", "area": "330127101", "lon": 119.05, "lat": 29.6, "matters": ["330217001000", "330217002000"]}
    with timed("acts without a record (lock, save)", acts_wanted // 10):
        for row in rows:
            with transaction.atomic():
                acts.save(acts.locked(Organ, row.pk))
    with timed("acts with their record", acts_wanted):
        for number in range(acts_wanted):
            with transaction.atomic():
                row = acts.save(acts.locked(Organ, rows[number % len(rows)].pk))
                services.record(subject=row, verb="accept", by=by, at=AT, facts=facts)
    with timed("sealed", acts_wanted):
        exhaust(services.seal)
    counts = verification.Counts()
    with timed("verified (records and their rows)", acts_wanted):
        problems = list(verification.verify(counts))
    assert not problems, problems[:3]
    with timed("exported", acts_wanted), (ROOM / "trail.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(exporting.export(AT))
    print(f"export: {(ROOM / 'trail.jsonl').stat().st_size / acts_wanted:,.0f} bytes a record")


def bench_jobs(wanted: int) -> None:
    from django.db import transaction

    from zhifa.apps.outbox import handles, running, services

    @handles("bench.nothing")
    def nothing(payload: dict[str, Any], *, at: datetime, key: str) -> None:
        """Only the machinery is measured."""

    with timed("messages sent", wanted):
        for number in range(wanted):
            with transaction.atomic():
                services.send("bench.nothing", {"n": number}, at=AT, key=f"k{number}")
    worker = running.Worker("bench", lambda: AT)
    with timed("messages delivered by one worker", wanted):
        exhaust(worker.step)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    finally:
        shutil.rmtree(ROOM, ignore_errors=True)
