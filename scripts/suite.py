"""`make test`: the whole suite on SQLite, what touches the database again on PostgreSQL, and the journeys in a real browser.

What this machine cannot do is said at the end; with CI=true it is a failure.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from scripts import cluster, machine
from scripts.steps import ROOT

WORKERS = ["-n", "2", "--dist", "worksteal"]
FILES = ["-n", "2", "--dist", "loadfile"]  # the journeys of one file share an installation
# Rooms without a database: on PostgreSQL they need not even be looked at.
PURE = [f"--ignore=tests/{room}" for room in ("law", "algorithms", "golden", "architecture")]
SUMMARY = re.compile(r"\d+ (passed|failed|error|deselected)|no tests ran")


def stage(title: str, words: list[str], **environment: str) -> tuple[int, str]:
    """Runs pytest and shows it as it goes; exit code and its own last summary line."""
    print(f"\n── {title} ──", flush=True)
    # Dozens of processes follow, the tested ones among them: each would compile every module again.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *words], cwd=ROOT, env={**inherited, **environment}, stdout=subprocess.PIPE, text=True
    )
    summary = "ended without a summary"
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        if SUMMARY.search(line):
            summary = line.strip()
    return process.wait(), summary


@contextmanager
def database() -> Iterator[str]:
    """The PostgreSQL to test on: the given one, else a temporary cluster."""
    if given := os.environ.get("ZHIFA_TEST_POSTGRES"):
        yield given
        return
    with cluster.temporary() as address:
        yield address


def main(extra: list[str]) -> int:
    """0 when every stage that could run passed (and, with CI=true, every stage could run)."""
    done: list[tuple[str, int, str]] = []
    absent: list[str] = []
    with tempfile.TemporaryDirectory(prefix="zhifa-asked-") as asked:
        done.append(("SQLite", *stage("SQLite", ["-m", "not e2e", *WORKERS, *extra], ZHIFA_TEST_ASKS=asked)))
        if os.environ.get("ZHIFA_TEST_POSTGRES") or machine.postgres():
            with database() as address:
                words = ["-m", "not e2e and not pure", *PURE, *WORKERS, *extra]
                done.append(("PostgreSQL", *stage("PostgreSQL", words, ZHIFA_TEST_DATABASE=address, ZHIFA_TEST_ASKED=asked)))
    if len(done) == 1:
        absent.append("PostgreSQL 15 or later: apt-get install -y postgresql, or ZHIFA_TEST_POSTGRES=postgresql://…")
    if machine.chromium():
        done.append(("Chromium", *stage("Chromium", ["tests/e2e", "-m", "e2e", *FILES, *extra])))
    else:
        absent.append("a browser: apt-get install -y chromium, or ZHIFA_CHROMIUM=/path/to/chromium")
    return report(done, absent)


def report(done: list[tuple[str, int, str]], absent: list[str]) -> int:
    """Prints what was not tested and why, then pytest's own line of each stage."""
    for what in absent:
        print(f"\n!!! NOT TESTED, this machine lacks {what}")
    print()
    for title, code, summary in done:
        print(f"{title:<11} {'ok  ' if code == 0 else 'FAIL'} {summary}")
    failed = any(code for _, code, _ in done) or (bool(absent) and os.environ.get("CI") == "true")
    print(totals(done), flush=True)
    return 1 if failed else 0


def totals(done: list[tuple[str, int, str]]) -> str:
    """`N passed, M failed` over the stages; an error counts as a failure."""
    counts = {"passed": 0, "failed": 0, "error": 0}
    for _, _, summary in done:
        for number, word in re.findall(r"(\d+) (passed|failed|error)", summary):
            counts[word] += int(number)
    return f"{counts['passed']} passed, {counts['failed'] + counts['error']} failed"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
