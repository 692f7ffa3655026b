"""Time on the stage: what is to happen when, and the demonstration clock that follows or leads."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from zhifa.simulator.board import Board
from zhifa.simulator.calling import Astray, Broken, Caller

STEP = timedelta(seconds=45)
PATIENT = timedelta(minutes=4)
LOOK = 0.2
JUMP, PAUSE = 0.0, -1.0
Act = Callable[[datetime], None]


class HouseClock:
    """The clock of the installation, set by a system administrator. The board says how fast: times the machine's, JUMP from event to
    event, or PAUSE. Where the players fall behind, the clock waits for them; after `slow_until` it jumps: weeks pass in which
    only few things happen."""

    def __init__(self, admin: Caller, start: datetime, board: Board, slow_until: datetime | None = None) -> None:
        self._admin, self._board, self._slow_until = admin, board, slow_until
        self._speed, self._rate = board.speed, 0.0
        self._since, self._began = start, 0.0

    def begin(self) -> None:
        """Set it to the start. Raises Broken when it cannot be set."""
        self._set(self._since, max(self._speed, 0.0))

    def shown(self) -> datetime:
        """What the installation shows now."""
        return self._since + timedelta(seconds=(time.monotonic() - self._began) * self._rate)

    def reach(self, when: datetime) -> None:
        """Wait until it is that late, or make it that late."""
        while not self._reached(when):
            self._board.show(min(self.shown(), when))
            ahead = (when - self.shown()).total_seconds() / self._rate if self._rate else LOOK
            time.sleep(min(LOOK, max(0.0, ahead)))

    def _reached(self, when: datetime) -> bool:
        wished, shown = self._board.wished(), self.shown()
        if wished > 0 and self._slow_until and when > self._slow_until:
            wished = JUMP
        if wished != self._speed:
            self._speed = wished
            self._set(shown, max(wished, 0.0))
        if wished == JUMP:
            if when - shown >= STEP:
                self._set(when, 0.0)
            return True
        behind = shown - when
        if wished > 0 and self._rate and behind > PATIENT:
            self._set(shown, 0.0)
        elif wished > 0 and not self._rate and behind <= timedelta(0):
            self._set(shown, wished)
        return wished > 0 and behind >= timedelta(0)

    def end(self, when: datetime) -> None:
        """Let it go on at the machine's pace."""
        self._set(max(when, self.shown()), 1.0)

    def _set(self, when: datetime, rate: float) -> None:
        answer = self._admin.send("POST", "/clock", {"start": when.isoformat(), "rate": rate})
        if answer.status != 200:
            raise Broken(f"the clock cannot be set: {answer.said()}")
        self._since, self._rate, self._began = when, rate, time.monotonic()


class Stage:
    """Acts in the order of their time; what falls behind `until` does not happen any more."""

    def __init__(self, clock: HouseClock, until: datetime) -> None:
        self._clock, self._until = clock, until
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._count = 0
        self.left = 0
        self.now = until

    def at(self, when: datetime, act: Act) -> None:
        """Let `act` happen then."""
        self._count += 1
        if when > self._until:
            self.left += 1
        else:
            heapq.heappush(self._waiting, (when, self._count, act))

    def run(self, each: Callable[[datetime], None], astray: Callable[[str], None]) -> datetime:
        """Play until nothing waits; returns when the last act was. `each` hears the time before every act, `astray` what went wrong."""
        while self._waiting:
            self.now, _, act = heapq.heappop(self._waiting)
            self._clock.reach(self.now)
            each(self.now)
            try:
                act(self.now)
            except Astray as error:
                astray(str(error))
        return self.now
