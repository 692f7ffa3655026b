"""A temporary PostgreSQL for tests: reached by a Unix socket only, never run as root, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scripts import machine

# Nothing here outlives the run: durability would only cost time. A deadlock between processes of a test ends it instead of hanging.
HASTE = (
    "lock_timeout=20s",
    "idle_in_transaction_session_timeout=60s",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=100",
)


def unprivileged() -> dict[str, Any]:
    """How a child process becomes another user: initdb refuses root. Empty when we are not root."""
    if os.geteuid():
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@contextmanager
def temporary() -> Iterator[str]:
    """The address (postgresql://…) of an empty database while the block runs. The caller has seen that `machine.postgres()` is there."""
    who = unprivileged()
    room = Path(tempfile.mkdtemp(prefix="zhifa-pg-", dir="/tmp"))
    try:
        programs = reachable(machine.postgres(), room, who)
        if who:
            os.chown(room, who["user"], who["group"])
        words = [programs / "initdb", "-D", room / "data", "-U", "zhifa", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        done = subprocess.run(words, cwd=room, capture_output=True, text=True, check=False, **who)
        if done.returncode:
            raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")
        with served(programs, room, who):
            yield f"postgresql://zhifa@/postgres?host={room}"
    finally:
        shutil.rmtree(room, ignore_errors=True)


def reachable(programs: Path | None, room: Path, who: dict[str, Any]) -> Path:
    """The programs where the other user can read them: a wheel may lie in root's own folder."""
    assert programs is not None
    if not who or programs.is_relative_to("/usr"):
        return programs
    package = programs.parents[1]
    for folder in package.parent.glob(f"{package.name}*"):
        # Program and libraries (NAME.libs) find each other by their places in the wheel.
        if folder.suffix in ("", ".libs"):
            shutil.copytree(folder, room / folder.name)
    return room / programs.relative_to(package.parent)


@contextmanager
def served(programs: Path, room: Path, who: dict[str, Any]) -> Iterator[None]:
    """The server runs while the block runs."""
    options = [word for setting in HASTE for word in ("-c", setting)]
    with (room / "log").open("wb") as log:
        words = [programs / "postgres", "-D", room / "data", "-k", room, *options]
        server = subprocess.Popen(words, cwd=room, stdout=log, stderr=log, start_new_session=True, **who)
    try:
        wait(server, room)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait(server: subprocess.Popen[bytes], room: Path) -> None:
    """Until connections are taken; raises with the server's log."""
    import psycopg

    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(host=str(room), user="zhifa", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError(f"PostgreSQL did not start: {(room / 'log').read_text(errors='replace')}")
