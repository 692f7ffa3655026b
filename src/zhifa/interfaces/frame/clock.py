"""The only clock of the house. Demonstration mode may run its own: start, rate and anchor in one file shared by all
processes, so that a day can be played fast with every deadline right."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

ZONE = ZoneInfo("Asia/Shanghai")
FILE = "clock.json"


class ClockRefused(Exception):
    """Production knows no other time than the machine's."""


@dataclass(frozen=True, slots=True)
class DemoClock:
    """At the machine's instant `anchor` it was `start`; since then it goes `rate` times as fast (0: it stands)."""

    start: str
    rate: float
    anchor: str

    def read(self, real: datetime) -> datetime:
        """Demonstration time at the machine's instant `real`."""
        gone = (real - datetime.fromisoformat(self.anchor)).total_seconds()
        return datetime.fromisoformat(self.start) + timedelta(seconds=gone * self.rate)


def path() -> Path:
    """Where the demonstration clock is kept."""
    return Path(settings.VAR) / FILE


@lru_cache(maxsize=4)
def _load(file: str, stamp: int) -> DemoClock:
    return DemoClock(**json.loads(Path(file).read_text()))


def demo_clock() -> DemoClock | None:
    """The demonstration clock, or None: real time (always None outside demonstration mode)."""
    if not settings.DEMO:
        return None
    file = f"{settings.VAR}/{FILE}"  # asked several times a request: no Path is built
    try:
        return _load(file, os.stat(file).st_mtime_ns)
    except FileNotFoundError:
        return None


def now() -> datetime:
    """The instant (aware, UTC) that acts are recorded with."""
    real = datetime.now(UTC)
    demo = demo_clock()
    return demo.read(real).astimezone(UTC) if demo else real


def machine() -> datetime:
    """The machine's instant, whatever the demonstration plays: for codes of phones and for people who walked away. Recorded nowhere."""
    return datetime.now(UTC)


def today() -> date:
    """The local day in Chun'an."""
    return now().astimezone(ZONE).date()


def set_demo_clock(start: datetime | None = None, rate: float = 1) -> DemoClock:
    """Let the demonstration go on from `start` (default: what it shows now) at `rate`; written in one piece. Raises `ClockRefused`
    outside demonstration mode and ValueError for a negative rate or a start without zone."""
    if not settings.DEMO:
        raise ClockRefused("the clock can only be set in demonstration mode")
    if rate < 0 or (start is not None and start.tzinfo is None):
        raise ValueError("rate must not be negative and start must be aware")
    made = DemoClock((start or now()).isoformat(), rate, datetime.now(UTC).isoformat())
    part = path().with_name(f"clock.{os.getpid()}.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(json.dumps(asdict(made)))
    part.replace(path())
    return made


def reset_demo_clock() -> None:
    """Back to the machine's time."""
    path().unlink(missing_ok=True)
