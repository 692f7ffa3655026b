"""The day that a newcomer orders on the front page of a demonstration: a child of `zhifa run`, one at a time, that ends with it."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Sequence

from zhifa.interfaces.cli.processes import Child
from zhifa.interfaces.frame import orders

HOUR = 8


class Replay(Child):
    """Waits for an order. `command`: this program; `base_url`: where its web process answers on this machine."""

    def __init__(self, command: Sequence[str], base_url: str) -> None:
        words = [*command, "simulate", "--base-url", base_url, "--speed", str(orders.USUAL), "--hour", str(HOUR)]
        words += ["--incidents", os.environ.get("ZHIFA_REPLAY_INCIDENTS", "300")]
        words += ["--board", str(orders.board_file()), "--pace", str(orders.pace_file())]
        super().__init__("replay", words, again=False)
        self.stopped = False

    def start(self) -> None:
        """Nothing plays at first; orders of an earlier run are void."""
        orders.taken()
        orders.ended("stopped")

    def tend(self, now: float) -> bool:
        """The installation goes on whatever becomes of the play."""
        wanted = orders.taken()
        if self.process and self.process.poll() is not None:
            orders.ended("stopped" if self.stopped else "failed", f"zhifa simulate: {self.process.returncode}")
            self.process = None
        if self.process is None and wanted == "play":
            self.begin()
        elif self.process and wanted == "stop":
            self.stopped = True
            self.stop(signal.SIGTERM)
        return True

    def begin(self) -> None:
        """With another seed each time, so that no two days are alike."""
        orders.go_at(orders.USUAL)
        orders.ordered()
        self.stopped = False
        kept, self.words = self.words, [*self.words, "--seed", str(secrets.randbelow(100_000))]
        super().start()
        self.words = kept
