"""Time on the stage: what is to happen when, and the demonstration clock that follows or leads."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from zhifa.simulator.calling import Astray, Broken, Caller

STEP = timedelta(seconds=45)
Act = Callable[[datetime], None]


class HouseClock:
    """The clock of the installation, set by a system administrator. `speed`: times the machine's; 0: jump from event to event."""

    def __init__(self, admin: Caller, start: datetime, speed: float) -> None:
        self._admin, self._speed = admin, speed
        self._start = self._shown = start
        self._began = 0.0

    def begin(self) -> None:
        """Set it to the start. Raises Broken when it cannot be set."""
        self._set(self._start, self._speed)
        self._began = time.monotonic()

    def reach(self, when: datetime) -> None:
        """Wait until it is that late, or make it that late."""
        if self._speed:
            ahead = (when - self._start).total_seconds() / self._speed - (time.monotonic() - self._began)
            time.sleep(max(0.0, ahead))
        elif when - self._shown >= STEP:
            self._set(when, 0)
            self._shown = when

    def end(self, when: datetime) -> None:
        """Let it go on at the machine's pace."""
        self._set(max(when, self._shown), 1)

    def _set(self, when: datetime, rate: float) -> None:
        answer = self._admin.send("POST", "/clock", {"start": when.isoformat(), "rate": rate})
        if answer.status != 200:
            raise Broken(f"the clock cannot be set: {answer.said()}")


class Stage:
    """Acts in the order of their time; what falls behind `until` does not happen any more."""

    def __init__(self, clock: HouseClock, until: datetime) -> None:
        self._clock, self._until = clock, until
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._count = 0
        self.left = 0

    def at(self, when: datetime, act: Act) -> None:
        """Let `act` happen then."""
        self._count += 1
        if when > self._until:
            self.left += 1
        else:
            heapq.heappush(self._waiting, (when, self._count, act))

    def run(self, each: Callable[[datetime], None], astray: Callable[[str], None]) -> datetime:
        """Play until nothing waits; returns when the last act was. `each` hears the time before every act, `astray` what went wrong."""
        now = self._until
        while self._waiting:
            now, _, act = heapq.heappop(self._waiting)
            self._clock.reach(now)
            each(now)
            try:
                act(now)
            except Astray as error:
                astray(str(error))
        return now
