"""What the desk costs on 100,000 incidents: the queue of 20 rows with the rows that this reader may see, and one incident's page.

.venv/bin/python bench/desk.py [INCIDENTS]

On SQLite or the empty database of ZHIFA_BENCH_DATABASE. Four clients, two web processes; queries are counted in this
process. Two hundred incidents go through the services; the others repeat their rows, one in twenty open.
"""

from __future__ import annotations

import copy
import http.client
import multiprocessing
import sys
import time
import uuid
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from _house import Web, figure, percentile, prepared, room, web

CLIENTS = 4
PLAYED = 200
OPEN_EVERY = 20  # one in twenty is open: five thousand of a hundred thousand
CHUNK = 2000
WARM, PAGES = 20, 400
READERS = {
    "dispatcher-1": "/desk/queue/?view=open",
    "weiping-leader": "/desk/incidents/?view=open",
    "guidance": "/desk/incidents/?view=open",
}


def main(wanted: int) -> None:
    """Prints rates, p95 and the number of queries."""
    with room():
        vendor = prepared()
        number = filled(wanted)
        paths = {**READERS, "dispatcher-2": f"/desk/incidents/{number}/"}
        keys = {name: signed_in(name) for name in paths}
        counted = {name: queries(name, path) for name, path in paths.items()}
        with web() as server:
            for name, path in paths.items():
                read(server, path, keys[name], WARM)
                seconds, times = read(server, path, keys[name], PAGES)
                what = "incident page" if name == "dispatcher-2" else f"queue of 20 among {wanted:,} ({name})"
                figure(what, len(times) / seconds, "pages/s", 100 if name != "dispatcher-2" else None, vendor)
                figure("  p95", percentile(times, 0.95) * 1e3, "ms", 100 if name != "dispatcher-2" else None, vendor)
                figure("  queries", counted[name], "queries", 10 if name != "dispatcher-2" else None, vendor)


def filled(wanted: int) -> str:
    """The database has so many incidents; returns the number of one that went through the services."""
    from tests.apps.loop import world
    from tests.county import who
    from zhifa.apps.dispatch import services
    from zhifa.interfaces.frame import clock

    at = clock.now()
    world.AT = at
    by = who("dispatcher-1")
    for n in range(PLAYED):
        area = (world.WEIPING, world.FENKOU)[n % 2]
        lon, lat = Decimal("118.7") + Decimal(n * 37 % 97) / 200, Decimal("29.5") + Decimal(n * 53 % 89) / 200
        row = world.reported(f"b{n}", area=area, reported_at=at, lon=lon, lat=lat)
        if n % 4:
            sent = services.accept_incident(by=by, at=at, incident=row.pk, matters=(world.GARBAGE,))[1][0]
            if n % 4 > 1:
                services.dispatch_matter(by=by, at=at, dispatch=sent.pk)
    for count in range(0, wanted - PLAYED, CHUNK):
        repeat(min(CHUNK, wanted - PLAYED - count))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return row.number


def repeat(count: int) -> None:
    """So many incidents more, with their reporters, matters and tasks: rows of those played, under other keys and a little later."""
    from django.db import transaction

    from zhifa.apps.dispatch.models import Dispatch
    from zhifa.apps.incidents.models import Incident, IncidentMatter, QueueEntry
    from zhifa.apps.trail import bulk

    played = list(Incident.objects.order_by("id")[:PLAYED])
    matters = {m.incident_id: m for m in IncidentMatter.objects.filter(incident__in=played)}
    tasks = {d.incident_id: d for d in Dispatch.objects.filter(incident__in=played)}
    entries = {e.incident_id: e for e in QueueEntry.objects.filter(incident__in=played)}
    incidents, their_matters, their_tasks, queue = [], [], [], []
    for n in range(count):
        old = played[n % PLAYED]
        later = timedelta(seconds=n)
        row = other(old, number=_word(12), tracking_code=_word(10), external_id=_word(32), received_at=old.received_at + later)
        open_still = n % OPEN_EVERY == 0
        row.state, row.closed_at = (row.state, None) if open_still else ("closed", row.received_at)
        row.due_at = (row.due_at and open_still and row.due_at + later) or None
        incidents.append(row)
        if old.pk in matters:
            matter = other(matters[old.pk], incident_id=row.pk)
            task = tasks[old.pk]
            their_matters.append(matter)
            due = task.due_at + later if task.due_at and open_still else None
            state = task.state if open_still else "verified"
            their_tasks.append(other(task, incident_id=row.pk, incident_matter_id=matter.pk, state=state, due_at=due))
        if open_still:
            clock = entries[old.pk].clock
            queue.append(other(entries[old.pk], incident_id=row.pk, clock=clock and clock + later))
    with transaction.atomic():
        bulk.insert(incidents, their_matters, their_tasks, queue)


def _word(length: int) -> str:
    return uuid.uuid4().hex[:length]


def other(row: Any, **changed: object) -> Any:
    """A copy with a key of its own."""
    from zhifa.apps.trail.rows import new_id

    made = copy.copy(row)
    own = {} if "id" not in row.__dict__ else {"id": new_id()}
    made.__dict__ = {**row.__dict__, "_state": copy.copy(row._state), **own, **changed}
    return made


def signed_in(username: str) -> str:
    """The session cookie of a person."""
    client = _client(username)
    return str(client.cookies["sessionid"].value)


def _client(username: str) -> Any:
    from django.test import Client

    from zhifa.apps.accounts.queries import DEMONSTRATION_PASSWORD

    client = Client()
    answer = client.post("/login", {"username": username, "password": DEMONSTRATION_PASSWORD})
    if answer.status_code != 302:
        raise RuntimeError(f"{username} cannot log in: {answer.status_code}")
    return client


def queries(username: str, path: str) -> int:
    """How many the page asks when the process is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(username)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} for {username}: {answer.status_code}")
    return len([q for q in captured.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])


def read(server: Web, path: str, session: str, count: int) -> tuple[float, list[float]]:
    """Seconds from the first to the last answer, and each answer's time."""
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        began = time.perf_counter()
        parts = pool.starmap(_reader, [(server.port, path, session, range(n, count, CLIENTS)) for n in range(CLIENTS)])
        return time.perf_counter() - began, [t for part in parts for t in part]


def _reader(port: int, path: str, session: str, numbers: Iterable[int]) -> list[float]:
    link = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for _ in numbers:
        began = time.perf_counter()
        link.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = link.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
