"""How fast work orders are taken in bulk: matched, ruled, recorded, one trail record each.

ZHIFA_VAR=DIRECTORY .venv/bin/python bench/importing.py [ROWS]
"""

from __future__ import annotations

import csv
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhifa.conf.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))
CALLS = Path(__file__).parent.parent / "tests" / "golden" / "matching" / "calls.csv"
CHUNK = 500


def main(count: int) -> None:
    """Rows per second for different texts and for those that repeat, as work orders do."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from tests import county
    from zhifa.apps.incidents.services import Report, report_batch
    from zhifa.interfaces.frame import clock

    call_command("migrate", verbosity=0)
    county.load()
    calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
    areas, by = ("330127104", "330127108", "330127100", "330127103"), county.who("dispatcher-1")
    for what, text in (("different texts", lambda n: f"{calls[n % len(calls)]}（{n}号）"), ("repeated texts", lambda n: calls[n % 40])):
        run, at = f"{time.time():.0f}{what[:1]}", clock.now()
        made = [
            Report("12345", text(n), at, external_id=f"{run}-{n}", area=areas[n % 4], reporter_phone="13800000000") for n in range(count)
        ]
        report_batch(by=by, at=at, reports=[Report("12345", "x", at, external_id=f"{run}-warm")])
        began, used = time.perf_counter(), time.process_time()
        for start in range(0, count, CHUNK):
            with transaction.atomic():
                outcomes = report_batch(by=by, at=at, reports=made[start : start + CHUNK])
            assert all(o.reported and o.reported.created for o in outcomes), next(o for o in outcomes if not o.reported)
        seconds, used = time.perf_counter() - began, time.process_time() - used
        print(f"{what:<20} {count / seconds:8,.0f} rows/s  {used / count * 1e6:8,.0f} µs of processor per row")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
