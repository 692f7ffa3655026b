"""How fast a whole day of the county plays: hundreds of reports and everything that comes of them, over HTTP, at top speed.

    .venv/bin/python bench/replay.py [INCIDENTS]

Starts an installation of its own with two web processes and the job process, once on SQLite and once on PostgreSQL (or only on the
database of ZHIFA_BENCH_DATABASE, which must be empty), and plays a day and its following weeks against it. The players have one
connection: what is measured is how long one act after the other takes, reading and writing, while the jobs run beside it.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _house import figure

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "zhifa.interfaces.cli.main"]
INCIDENTS, READY_WITHIN = 200, 180.0


@contextmanager
def installation(database: str) -> Iterator[str]:
    """Its address while the block runs. `database`: as ZHIFA_DATABASE, empty for SQLite."""
    room, port = Path(tempfile.mkdtemp(prefix="zhifa-bench-")), free_port()
    fonts = os.environ.get("ZHIFA_FONTS", str(ROOT / "var" / "fonts"))
    environment = {**os.environ, "ZHIFA_VAR": str(room), "ZHIFA_MODE": "demo", "ZHIFA_FONTS": fonts}
    environment["ZHIFA_DATABASE"] = database or f"sqlite:///{room / 'zhifa.sqlite3'}"
    log = room / "log"
    with log.open("w") as written:
        words = [*COMMAND, "run", "--port", str(port), "--workers", "2"]
        process = subprocess.Popen(words, env=environment, stdout=written, stderr=written, start_new_session=True)
    try:
        end = time.monotonic() + READY_WITHIN
        while "ready in" not in log.read_text():
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"the installation did not start:\n{log.read_text()}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        shutil.rmtree(room, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def figures(database: str = "", incidents: int = INCIDENTS) -> dict[str, tuple[float, str]]:
    """name → (value, unit) for a day of so many incidents. Raises RuntimeError when the day does not add up."""
    from zhifa.simulator.county import read_county
    from zhifa.simulator.playing import Wish, play

    county = read_county(("cn", "zhejiang", "chunan", "demo"))
    with installation(database) as url:
        played = play(Wish(url, incidents=incidents, speed=0, hour=8), county)
    if played.reckoning.wrong:
        raise RuntimeError("\n".join(played.reckoning.wrong[:20]))
    return {
        "replay.day": (played.seconds, "s"),
        "replay.events": (played.sent / played.seconds, "/s"),
        "replay.requests": (played.requests / played.seconds, "/s"),
    }


def measured(name: str, database: str, incidents: int) -> None:
    """Prints the figures of one database."""
    print(f"{name}, {incidents} incidents, two web processes, one connection", flush=True)
    for what, (value, unit) in figures(database, incidents).items():
        figure(what, value, unit, None, name)


def main(incidents: int) -> None:
    """On every database that can be had."""
    from scripts import cluster, machine

    if given := os.environ.get("ZHIFA_BENCH_DATABASE"):
        measured(given.split(":")[0], given, incidents)
        return
    measured("SQLite", "", incidents)
    if machine.postgres() is None:
        print("PostgreSQL: no server programs on this machine")
        return
    with cluster.temporary() as url:
        measured("PostgreSQL", url, incidents)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else INCIDENTS)
