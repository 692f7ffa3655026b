"""The process tree: web and job processes under one parent. They end with it, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

GRACE = 10.0
PR_SET_PDEATHSIG = 1


def follow_parent() -> None:
    """In the child: when the parent is killed outright, the kernel ends the child too (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """`again`: started again when it ends by itself (after `pause` seconds, doubling up to a minute)."""

    name: str
    words: Sequence[str]
    again: bool
    process: subprocess.Popen[bytes] | None = None
    pause: float = 1.0
    due: float = field(default=0.0)

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches the parent alone and the order of stopping is ours."""
        follow = follow_parent if sys.platform == "linux" else None
        self.process = subprocess.Popen(self.words, start_new_session=True, preexec_fn=follow)
        self.due = 0.0

    def tend(self, now: float) -> bool:
        """False when the tree has to stop because this child ended for good."""
        if self.process is None or self.process.poll() is None:
            return True
        if not self.again:
            print(f"zhifa: {self.name} ended with {self.process.returncode}", file=sys.stderr, flush=True)
            return False
        if not self.due:
            print(f"zhifa: {self.name} ended with {self.process.returncode}, starting it again", file=sys.stderr, flush=True)
            self.due, self.pause = now + self.pause, min(self.pause * 2, 60.0)
        elif now >= self.due:
            self.start()
        return True

    def stop(self, signal_number: int) -> None:
        """To the whole session of the child, so that its workers are meant as well."""
        if self.process and self.process.poll() is None:
            try:
                os.killpg(self.process.pid, signal_number)
            except ProcessLookupError:
                return


class Tree:
    """Started, watched and stopped together."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.ask_to_stop)

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """Signal handler: the loop sees it."""
        self.stopping = True

    def start(self) -> None:
        """Starts every child."""
        for child in self.children:
            child.start()

    def alive(self) -> bool:
        """Whether to go on; children that may be started again are."""
        return not self.stopping and all([child.tend(time.monotonic()) for child in self.children])

    def watch(self) -> int:
        """Until a signal (0) or the end of a child that must not end (1)."""
        while self.alive():
            time.sleep(0.2)
        return 0 if self.stopping else 1

    def stop(self) -> None:
        """Asks, waits, then ends what is left."""
        for child in self.children:
            child.stop(signal.SIGTERM)
        end = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.stop(signal.SIGKILL)
                child.process.wait()
