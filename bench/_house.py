"""What the programs of this folder share: an installation of their own, and the table of figures.

A figure has a name, a value, a unit, a target (None: none set) and the database it was measured on. `make bench` collects them in
var/bench.json.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
CALLS = ROOT / "tests" / "golden" / "matching" / "calls.csv"
COLLECTED = "ZHIFA_BENCH_FIGURES"  # file that figures are appended to, one JSON object a line
sys.path.insert(0, str(ROOT))


def figure(name: str, value: float, unit: str, target: float | None = None, database: str = "") -> None:
    """Prints one line. A target of a unit that ends in `/s` is reached from below, any other from above."""
    faster = unit.endswith("/s")
    met = "" if target is None else "ok" if (value >= target if faster else value <= target) else "MISSED"
    wanted = "" if target is None else f"{'≥' if faster else '≤'} {target:,g}"
    print(f"{name:<52} {value:>12,.1f} {unit:<8} {wanted:>10} {met:<7} {database}", flush=True)
    if collected := os.environ.get(COLLECTED):
        row = {"name": name.strip(), "value": round(value, 3), "unit": unit, "target": target, "database": database}
        with Path(collected).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


@contextmanager
def room() -> Iterator[Path]:
    """A temporary runtime directory with the fonts of the checkout; this process and its children use it."""
    var = Path(tempfile.mkdtemp(prefix="zhifa-bench-"))
    fonts = Path(os.environ.get("ZHIFA_FONTS", ROOT / "var" / "fonts"))
    os.environ |= {"ZHIFA_VAR": str(var), "ZHIFA_FONTS": str(fonts.resolve()), "DJANGO_SETTINGS_MODULE": "zhifa.conf.settings"}
    os.environ["ZHIFA_DATABASE"] = os.environ.get("ZHIFA_BENCH_DATABASE", f"sqlite:///{var / 'zhifa.sqlite3'}")
    try:
        yield var
    finally:
        shutil.rmtree(var, ignore_errors=True)


def prepared() -> str:
    """Tables, packs and demonstration accounts stand in the database of this process; returns its vendor. The database must be
    empty."""
    words = [sys.executable, "-m", "zhifa.interfaces.cli.main", "run", "--prepare"]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from django.db import connection

    return connection.vendor


@dataclass
class Web:
    """Running web processes."""

    port: int
    process: subprocess.Popen[bytes]

    def seconds(self) -> float:
        """Processor seconds of the whole tree so far."""
        return sum(_seconds(pid) for pid in _tree(self.process.pid))


@contextmanager
def web(workers: int = 2) -> Iterator[Web]:
    """The server as `zhifa run` starts it, on a free port, without the job process."""
    from zhifa.interfaces.cli.run import web_words

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = web_words(argparse.Namespace(host="127.0.0.1", port=port, workers=workers))
    process = subprocess.Popen(words, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        _ready(port)
        yield Web(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _ready(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).read()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError("the web processes did not answer")


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += _tree(int(child))
    return found


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values: list[float], share: float) -> float:
    """Of unsorted values."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
