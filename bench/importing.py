"""How fast a file of work orders is taken in: read, matched, ruled, recorded, one trail record each and one line of the report.

.venv/bin/python bench/importing.py [ROWS]

The file goes in as a person's does: uploaded, started, then taken by the job processes that `zhifa run` starts (two on PostgreSQL), which
seal the records meanwhile. On SQLite, or on the empty database of ZHIFA_BENCH_DATABASE.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from _house import CALLS, figure, prepared, room

AREAS = ("威坪镇", "汾口镇", "千岛湖镇", "临岐镇")
HEADINGS = ("工单编号", "来电时间", "诉求内容", "所在乡镇", "联系电话")
SLEEP = 0.02


def main(count: int) -> None:
    """Rows per second for different texts and for those that repeat."""
    with room():
        vendor = prepared()
        calls = [row["text"] for row in csv.DictReader(CALLS.read_text(encoding="utf-8").splitlines())]
        with jobs():
            took(calls[:20], 2000)  # every process has read its catalogue
            for what, texts in (
                ("different texts", [f"{calls[n % len(calls)]}（{n}号）" for n in range(count)]),
                ("repeated texts", calls[:40]),
            ):
                figure(f"batch import, {what}", count / took(texts, count), "rows/s", 3000, vendor)


@contextmanager
def jobs() -> Iterator[None]:
    """The job processes, as `zhifa run` starts them."""
    from zhifa.interfaces.cli.run import jobs as children

    started = [subprocess.Popen(child.words) for child in children()]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)


def took(texts: Sequence[str], count: int) -> float:
    """Seconds from the press of the button to the last row."""
    from tests.county import who
    from zhifa.apps.incidents import services
    from zhifa.interfaces.frame import clock

    by = who("dispatcher-1")
    row = services.upload_file(by=by, at=clock.now(), source="12345", name="工单.csv", content=_file(texts, count))
    began = time.perf_counter()
    services.start_import(by=by, at=clock.now(), file=row.pk, columns=row.columns)
    while row.state != "done":
        time.sleep(SLEEP)
        row.refresh_from_db()
    assert (row.created, row.refused) == (count, 0)
    return time.perf_counter() - began


def _file(texts: Sequence[str], count: int) -> bytes:
    from zhifa.interfaces.frame import clock

    run, out = f"{time.time_ns()}", io.StringIO()
    at = f"{clock.now():%Y-%m-%d} 00:30"
    table = csv.writer(out)
    table.writerow(HEADINGS)
    table.writerows((f"{run}-{n}", at, texts[n % len(texts)], AREAS[n % 4], "13800000000") for n in range(count))
    return out.getvalue().encode("utf-8-sig")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 12000)
