"""How fast work orders are taken in bulk: matched, ruled, recorded, one trail record each.

.venv/bin/python bench/importing.py [ROWS]

On SQLite, or on the empty database of ZHIFA_BENCH_DATABASE.
"""

from __future__ import annotations

import csv
import sys
import time

from _house import CALLS, figure, prepared, room

CHUNK = 500
AREAS = ("330127104", "330127108", "330127100", "330127103")


def main(count: int) -> None:
    """Rows per second for different texts and for those that repeat, as work orders do."""
    with room():
        vendor = prepared()
        from zhifa.interfaces.frame import memory

        calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
        took(calls[:1], 1)
        memory.settle()  # as the job process does
        for what, texts in (
            ("different texts", [f"{calls[n % len(calls)]}（{n}号）" for n in range(count)]),
            ("repeated texts", calls[:40]),
        ):
            seconds, used = took(texts, count)
            figure(f"batch import, {what}", count / seconds, "rows/s", 3000, vendor)
            figure(f"batch import, {what}: processor", used / count * 1e6, "µs/row", None, vendor)


def took(texts: list[str], count: int) -> tuple[float, float]:
    """Seconds, and those of the processor in this process, for so many rows."""
    from django.db import transaction

    from tests.county import who
    from zhifa.apps.incidents.services import Report, report_batch
    from zhifa.interfaces.frame import clock

    by, at, run = who("dispatcher-1"), clock.now(), f"{time.time_ns()}"
    made = [
        Report("12345", texts[n % len(texts)], at, external_id=f"{run}-{n}", area=AREAS[n % 4], reporter_phone="13800000000")
        for n in range(count)
    ]
    began, used = time.perf_counter(), time.process_time()
    for start in range(0, count, CHUNK):
        with transaction.atomic():
            outcomes = report_batch(by=by, at=at, reports=made[start : start + CHUNK])
        assert all(o.reported and o.reported.created for o in outcomes), next(o for o in outcomes if not o.reported)
    return time.perf_counter() - began, time.process_time() - used


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
