"""What is shown of a play while it goes on: one small file, written anew at most four times a second, and one that says how fast."""

from __future__ import annotations

import json
import os
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from zhifa.simulator.ledger import Ledger
from zhifa.simulator.stories import Story

EVERY = 0.25
LINES, POINTS = 14, 160
OPEN = ("reported", "accepted")
PLAYING, DONE, FAILED = "playing", "done", "failed"


@dataclass
class Board:
    """`file`: where the state goes, `pace_file`: from where the wished speed comes (both may be None); `speed`: the first one."""

    ledger: Ledger
    speed: float
    file: Path | None = None
    pace_file: Path | None = None
    start: datetime | None = None
    until: datetime | None = None
    now: datetime | None = None
    _lines: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=LINES))
    _places: dict[str, tuple[float, float, str]] = field(default_factory=dict)
    _written: float = 0.0
    _stamp: int = 0

    def wished(self) -> float:
        """The speed that the pace file asks for now, else the last one."""
        if self.pace_file is None:
            return self.speed
        try:
            stamp = self.pace_file.stat().st_mtime_ns
            if stamp != self._stamp:
                self.speed, self._stamp = float(json.loads(self.pace_file.read_text())["speed"]), stamp
        except (OSError, ValueError, KeyError, TypeError):
            return self.speed
        return self.speed

    def reported(self, now: datetime, source: str, story: Story | None, number: str, text: str) -> None:
        """A report came in and got a number."""
        self._lines.appendleft({"at": f"{now:%H:%M}", "who": source, "said": "", "about": text[:60], "number": number})
        if story and story.point:
            self._places[number] = (*story.point, story.place)
            while len(self._places) > POINTS:
                self._places.pop(next(iter(self._places)))

    def happened(self, now: datetime, who: str, said: str, about: str) -> None:
        """Somebody did something."""
        self._lines.appendleft({"at": f"{now:%H:%M}", "who": who, "said": said, "about": about[:60], "number": ""})

    def show(self, now: datetime) -> None:
        """Write it, unless that was just done."""
        self.now = now
        if time.monotonic() - self._written >= EVERY:
            self._write(PLAYING)

    def end(self, state: str, **more: Any) -> None:
        """The last word: DONE with the reckoning, or FAILED with `why`."""
        self._write(state, **more)

    def _write(self, state: str, **more: Any) -> None:
        if self.file is None:
            return
        self._written = time.monotonic()
        shown = {
            "state": state,
            "now": self.now and self.now.isoformat(),
            "start": self.start and self.start.isoformat(),
            "until": self.until and self.until.isoformat(),
            "speed": self.speed,
            "counts": counts(self.ledger),
            "lines": list(self._lines),
            "points": self.points(),
            **more,
        }
        write(self.file, shown)

    def points(self) -> list[dict[str, Any]]:
        """Where something is open, and what was just done."""
        states = self.ledger.states
        return [
            {"lon": lon, "lat": lat, "label": label, "level": "" if states.get(number) in OPEN else "done"}
            for number, (lon, lat, label) in self._places.items()
        ]


def counts(ledger: Ledger) -> dict[str, int]:
    """The figures of the page."""
    results = [e.result for e in ledger.entries]
    states = list(ledger.states.values())
    return {
        "sent": len(results),
        "registered": results.count("registered"),
        "repeated": results.count("repeated") + results.count("conflict"),
        "refused": results.count("refused"),
        "open": sum(s in OPEN for s in states),
        "done": sum(s not in OPEN for s in states),
        "merged": len(ledger.merged),
        "acts": ledger.acts.total(),
        "cases": len(ledger.cases) + len(ledger.ordinary),
        "visits": len(ledger.visits),
        "rulings": ledger.acts["settle", "done"],
        "fined": int(ledger.fined),
        "paid": int(ledger.paid),
        "faults": len(ledger.faults),
    }


def write(file: Path, shown: Mapping[str, Any]) -> None:
    """In one piece."""
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    part.write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")
    part.replace(file)
