"""What the desk costs on 100,000 incidents: the queue of 20 rows with the rows that this reader may see, and one incident's page.

.venv/bin/python bench/desk.py [INCIDENTS]

On SQLite or the empty database of ZHIFA_BENCH_DATABASE. Four clients, two web processes; queries are counted in this
process. Two hundred incidents go through the services; the others repeat their rows, one in twenty open. Each page is read while
nobody acts, when readers share what was read, and while a source reports once a second, which ends the sharing each time.
"""

from __future__ import annotations

import copy
import http.client
import multiprocessing
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from _house import Web, figure, percentile, prepared, room, web
from intake import client, key

CLIENTS = 4
PLAYED = 200
OPEN_EVERY = 20  # one in twenty is open: five thousand of a hundred thousand
CHUNK = 2000
WARM, PAGES = 20, 400
LIVE = {"X-Live": "1"}


@dataclass(frozen=True)
class Watched:
    """A page as one reader asks for it; `target`: pages a second that are wanted of it."""

    name: str
    reader: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    target: float | None = 100


def main(wanted: int) -> None:
    """Prints rates, p95 and the number of queries."""
    with room():
        vendor = prepared()
        number = filled(wanted)
        pages = (
            Watched(f"list of 20 of {wanted:,}, county", "guidance", "/desk/incidents/?view=open"),
            Watched(f"list of 20 of {wanted:,}, squad leader", "weiping-leader", "/desk/incidents/?view=open"),
            Watched("dispatcher's live queue", "dispatcher-1", "/desk/queue/?view=open", LIVE),
            Watched("dispatcher's three panes", "dispatcher-1", "/desk/queue/?view=open", target=None),
            Watched("incident page", "dispatcher-2", f"/desk/incidents/{number}/", target=None),
        )
        keys = {page.reader: signed_in(page.reader) for page in pages}
        counted = [queries(page) for page in pages]
        token = key()
        with web() as server:
            for page, asked in zip(pages, counted, strict=True):
                read(server, page, keys[page.reader], WARM)
                told(page, page.name, *read(server, page, keys[page.reader], PAGES), vendor)
                figure(f"{page.name}: queries", asked[1], "queries", page.target and 10, vendor)
                figure(f"{page.name}: queries after an act", asked[0], "queries", page.target and 10, vendor)
                with reporting(server, token):
                    told(page, f"{page.name}, a report a second", *read(server, page, keys[page.reader], PAGES), vendor)


def told(page: Watched, name: str, seconds: float, times: list[float], vendor: str) -> None:
    """Rate and p95 of a run."""
    figure(name, len(times) / seconds, "pages/s", page.target, vendor)
    figure(f"{name}: p95", percentile(times, 0.95) * 1e3, "ms", page.target and 100, vendor)


@contextmanager
def reporting(server: Web, token: str) -> Iterator[None]:
    """A source sends a report every second while the block runs."""
    process = multiprocessing.get_context("fork").Process(target=_report, args=(server.port, token), daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _report(port: int, token: str) -> None:
    for n in count():
        client(port, token, range(n, n + 1), f"d{uuid.uuid4().hex[:8]}")
        time.sleep(1)


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
    for start in range(0, wanted - PLAYED, CHUNK):
        repeat(min(CHUNK, wanted - PLAYED - start))
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return row.number


def repeat(wanted: int) -> None:
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
    for n in range(wanted):
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


def queries(page: Watched) -> list[int]:
    """How many the page asks when the process is warm: after an act, and when nobody acted since."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zhifa.apps.trail import keeping

    reader, found = _client(page.reader), []
    reader.get(page.path, headers=page.headers)
    keeping.forget()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = reader.get(page.path, headers=page.headers)
        if answer.status_code != 200:
            raise RuntimeError(f"{page.path} for {page.reader}: {answer.status_code}")
        found.append(len([q for q in captured.captured_queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]))
    return found


def read(server: Web, page: Watched, session: str, pages: int) -> tuple[float, list[float]]:
    """Seconds from the first to the last answer, and each answer's time."""
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        began = time.perf_counter()
        parts = pool.starmap(_reader, [(server.port, page, session, range(n, pages, CLIENTS)) for n in range(CLIENTS)])
        return time.perf_counter() - began, [t for part in parts for t in part]


def _reader(port: int, page: Watched, session: str, numbers: Iterable[int]) -> list[float]:
    link = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for _ in numbers:
        began = time.perf_counter()
        link.request("GET", page.path, headers={"Cookie": f"sessionid={session}", **page.headers})
        answer = link.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{page.path}: {answer.status}")
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
