"""How many incidents a second come in through HTTP: matched, ruled, recorded, four clients, two web processes.

.venv/bin/python bench/intake.py [REPORTS]

On SQLite, or on the empty database of ZHIFA_BENCH_DATABASE.
"""

from __future__ import annotations

import csv
import http.client
import json
import multiprocessing
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from _house import CALLS, Web, figure, percentile, prepared, room, web

CLIENTS = 4
AREAS = ("330127104", "330127108", "330127100", "330127103")
WARM = 200


def main(count: int) -> None:
    """Prints rate, p95 and what the processor spent."""
    with room():
        vendor = prepared()
        token = key()
        with web() as server:
            play(server, token, WARM, "w")
            before = server.seconds()
            seconds, times = play(server, token, count, "x")
            spent = server.seconds() - before
        figure("incidents created through HTTP, 4 clients", count / seconds, "/s", 300, vendor)
        figure("  p95 of one creation", percentile(times, 0.95) * 1e3, "ms", 40, vendor)
        figure("  processor of the web processes per creation", spent / count * 1e3, "ms", None, vendor)


def key() -> str:
    """A source's token."""
    from zhifa.apps.exchange import services
    from zhifa.interfaces.frame import clock
    from zhifa.law.actors import Actor, Role

    keeper = Actor("", "bench", "系统管理员", frozenset({Role.SYSTEM_ADMIN}), tenant="330127")
    return services.issue_token(by=keeper, at=clock.now(), source="12345", name="热线")


def play(server: Web, token: str, count: int, run: str) -> tuple[float, list[float]]:
    """Seconds from the first report to the last answer, and each answer's time."""
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        began = time.perf_counter()
        parts = pool.starmap(client, [(server.port, token, range(n, count, CLIENTS), run) for n in range(CLIENTS)])
        return time.perf_counter() - began, [t for part in parts for t in part]


def client(port: int, token: str, numbers: range, run: str) -> list[float]:
    """One connection that is kept, one report after the other's answer."""
    calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
    link = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    times = []
    for n in numbers:
        said = {
            "source": "12345",
            "external_id": f"{run}-{n}",
            "reported_at": datetime.now(ZoneInfo("Asia/Shanghai")).isoformat(),
            "text": f"{calls[n % len(calls)]}（{n}号）",
            "area": AREAS[n % len(AREAS)],
            "reporter_name": "王某",
            "reporter_phone": "13800000000",
        }
        began = time.perf_counter()
        link.request("POST", "/api/v1/incidents", json.dumps(said).encode(), headers)
        answer = link.getresponse()
        body = answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 201:
            raise RuntimeError(f"{answer.status} {body.decode()}")
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
