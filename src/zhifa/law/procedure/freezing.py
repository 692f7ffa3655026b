"""先行锁定 before a cut-over (R100): acts that would change what is about to move wait; emergencies never do.

No article states the freeze: it is the plan's (方案 七（二）“先行锁定”), so the refusals cite none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zhifa.law.rulings import Ruling, refusal

FILING, REDISPATCH, COVERAGE, GRANT = "filing", "redispatch", "coverage", "grant"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is touched; an empty field means any."""

    matter: str = ""
    domain: str = ""
    areas: frozenset[str] = frozenset()

    def touches(self, matter: str, domain: str, area: str) -> bool:
        """An act on this matter of this domain in this area would change what moves. An act that names no matter or area touches
        all of them."""
        if self.matter and matter and self.matter != matter:
            return False
        if self.domain and domain and self.domain != domain:
            return False
        return not self.areas or not area or area in self.areas


@dataclass(frozen=True, slots=True)
class Frozen:
    """A freeze as it was stated; `until` is the moment of the cut-over."""

    code: str
    title: str
    since: datetime
    until: datetime
    subjects: tuple[Subject, ...]

    def on(self, at: datetime) -> bool:
        """It holds at that instant. One that was not lifted holds on after `until`: the cut-over is late, not the freeze over."""
        return self.since <= at


def touching(freezes: Iterable[Frozen], at: datetime, *, matter: str = "", domain: str = "", area: str = "") -> Frozen | None:
    """The first freeze that an act on this would change."""
    return next((f for f in freezes if f.on(at) and any(s.touches(matter, domain, area) for s in f.subjects)), None)


def held_back(act: str, frozen: Frozen | None, *, emergency: bool = False, until: str = "") -> Ruling | None:
    """The refusal, or None. `act`: filing | redispatch | coverage | grant; `until` in words; `emergency`: life is in danger."""
    if frozen is None or emergency:
        return None
    return refusal(f"freeze.{act}", cutover=frozen.code, title=frozen.title, until=until)
