"""The job process: workers, the sealer, consumers of the trail, periodic work. Any number of these processes may run.

Each kind of work has its own thread, so that a slow job never keeps a record unsealed. Nothing is remembered here: a process that
is killed loses its leases and nothing else.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, close_old_connections, connection, connections

from zhifa.apps.outbox import every, leases, running
from zhifa.apps.outbox.running import Worker
from zhifa.apps.trail import acts, anchors, consumers
from zhifa.apps.trail import services as trail
from zhifa.interfaces.frame import clock

logger = logging.getLogger(__name__)

SEALING = 0.5
IDLE = 0.5
TICKING = 1.0
GRACE = 8.0
KEEP_DONE = timedelta(days=30)


@every(60, "trail.anchors")
def drop_anchors(at: datetime) -> None:
    """Write the ledger's end down outside the database."""
    anchors.drop(at)


@every(3600, "outbox.forget")
def forget_done(at: datetime) -> None:
    """Jobs done and submit keys used long ago go (machine time)."""
    before = leases.machine_now() - KEEP_DONE
    leases.forget(before)
    acts.forget_keys(before)


class Process:
    """`workers` threads run jobs; None: one on SQLite, which has one writer, else two."""

    def __init__(self, lease: float = leases.LEASE, workers: int | None = None) -> None:
        count = workers or (1 if connection.vendor == "sqlite" else 2)
        name = f"{socket.gethostname()}:{os.getpid()}"
        self.stop = threading.Event()
        self.lease = lease
        self.workers = [Worker(f"{name}:{n}", clock.now, lease) for n in range(count)]

    def run(self) -> None:
        """Until `stop` is set; jobs that run then are finished, for at most `GRACE` seconds."""
        threads = [
            self._thread("sealer", SEALING, trail.seal_all),
            self._thread("consumers", SEALING, lambda: consumers.run(clock.now())),
            self._thread("ticks", TICKING, self._tick),
            self._thread("heartbeat", self.lease / 3, self._beat),
            *(self._thread("worker", IDLE, worker.step) for worker in self.workers),
        ]
        for thread in threads:
            thread.start()
        self.stop.wait()
        end = time.monotonic() + GRACE
        for thread in threads:
            thread.join(max(end - time.monotonic(), 0))

    def _thread(self, name: str, pause: float, step: Callable[[], int]) -> threading.Thread:
        return threading.Thread(target=self._loop, args=(name, pause, step), name=name, daemon=True)

    def _loop(self, name: str, pause: float, step: Callable[[], int]) -> None:
        """Step after step; pauses when a step had nothing to do or failed (a database that is away comes back)."""
        while not self.stop.is_set():
            if not self._guarded(name, step):
                self.stop.wait(pause)
        connections.close_all()

    def _guarded(self, name: str, step: Callable[[], int]) -> int:
        try:
            close_old_connections()
            return step()
        except OperationalError as error:
            logger.warning("%s: %s", name, error)
        except Exception:
            logger.exception("%s failed", name)
        return 0

    def _tick(self) -> int:
        running.run_due_ticks(clock.now())
        return 0

    def _beat(self) -> int:
        for worker in self.workers:
            worker.beat()
        return 0
