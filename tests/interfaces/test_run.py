"""`zhifa run`: the port, and the processes that end together."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhifa.apps.accounts import queries
from zhifa.interfaces.cli import main, run
from zhifa.interfaces.cli.processes import Child, Tree
from zhifa.law.actors import Role


@pytest.fixture
def listener() -> Iterator[int]:
    """A port that somebody listens on, with SO_REUSEPORT as the web server sets it."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def test_a_taken_port_is_refused_before_anything_starts(listener: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["run", "--port", str(listener)]) == 1
    said = capsys.readouterr()
    assert f"127.0.0.1:{listener}" in said.err
    assert said.out == ""


def test_a_free_port_is_accepted(listener: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run.require_free("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(run.Taken, match=r"192\.0\.2\.1"):
        run.require_free("192.0.2.1", 8000)


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", ""])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError):
        run.port_number(text)


@pytest.fixture
def signals() -> Iterator[None]:
    """The tree takes the signals of its process; they are given back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def sleeping() -> list[str]:
    """A child with a worker of its own, as the web server has."""
    worker = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)"
    return [sys.executable, "-c", worker]


def alive(group: int) -> bool:
    """Whether any process of the group is left (a zombie waiting for its parent does not count)."""
    states = subprocess.run(["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False).stdout.split()
    return any(not state.startswith("Z") for state in states)


def until(condition: object, seconds: float = 10) -> None:
    """Waits for what must come."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


def test_stopping_ends_the_workers_of_the_children_too(signals: None) -> None:
    child = Child("web", sleeping(), again=False)
    tree = Tree([child])
    tree.start()
    assert child.process is not None
    time.sleep(0.5)
    tree.stop()
    until(lambda: not alive(child.process.pid))


def test_the_tree_stops_when_a_child_that_must_live_ends(signals: None) -> None:
    tree = Tree([Child("web", [sys.executable, "-c", "raise SystemExit(3)"], again=False)])
    tree.start()
    assert tree.watch() == 1
    tree.stop()


def test_a_job_process_that_dies_is_started_again(signals: None) -> None:
    jobs = Child("jobs", sleeping(), again=True, pause=0.1)
    tree = Tree([jobs])
    tree.start()
    assert jobs.process is not None
    first = jobs.process.pid
    os.killpg(first, signal.SIGKILL)
    until(lambda: tree.alive() and jobs.process is not None and jobs.process.pid != first)
    tree.stop()


def test_children_end_when_their_parent_is_killed_outright(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from zhifa.interfaces.cli.processes import Child, Tree\n"
        "child = Child('web', [sys.executable, '-c', 'import time; time.sleep(60)'], again=False)\n"
        "Tree([child]).start()\n"
        "print(child.process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: not alive(child))


def test_the_greeting_names_address_duties_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    account = queries.Account("dispatcher-1", "secret-word", "值班调度员", "甲", "/desk/", frozenset({Role.DISPATCHER}))
    monkeypatch.setattr(queries, "demonstration_accounts", lambda: (account,))
    said = run.greeting(argparse.Namespace(host="127.0.0.1", port=8000), 1.23)
    assert said.splitlines() == [
        "ready in 1.2 s: http://127.0.0.1:8000/   (Ctrl-C stops)",
        "demonstration accounts (password secret-word):",
        "  /desk/ 值班调度员: dispatcher-1",
        "see a county work: press the button on http://127.0.0.1:8000/ (or zhifa simulate --help)",
    ]
