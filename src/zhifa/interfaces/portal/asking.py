"""A question in everyday words and its answer: which matters the words may mean, and who enforces each of them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.queries import triage
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.authority import AuthorityRuling

SHOWN = 3
NAMED = 8
POWER = "penalty"


@dataclass(frozen=True, slots=True)
class Held:
    """One matter; `row` and `why` are None until a place is known."""

    matter: catalogue.MatterRow
    row: catalogue.WhoRow | None = None
    why: AuthorityRuling | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`elsewhere`: the words speak rather of advice, help or service than of enforcement. `words` decided; `danger` words tell of
    a present danger. `named`: nothing was recognised, and these matters have the words in their names."""

    held: tuple[Held, ...]
    words: tuple[str, ...]
    elsewhere: bool
    danger: tuple[str, ...]
    named: bool = False


def ask(what: str, area: str, day: date) -> Answer:
    """Up to three matters, likeliest first; a bare noun says too little for that, so it lists matters that are called so."""
    found = triage.matcher(tenant_default()).match(what, top=SHOWN)
    best = found.candidates[0].score if found.candidates else 0.0
    near = [c for c in found.candidates if c.score >= best / 2]
    words = tuple(dict.fromkeys(w for c in near for w in c.words))
    if not near and found.enforcement != "no":
        named = _named(what, day)
        return Answer(who(named, area, day), (what,) if named else (), False, found.danger, bool(named))
    return Answer(who([c.matter for c in near], area, day), words, found.enforcement == "no", found.danger)


def _named(what: str, day: date) -> list[str]:
    """Those that the county has confirmed first, then the shortest names: they say the least beside the words."""
    rows = [m for m in catalogue.matters(text=what) if m.valid(day)] if what.strip() else []
    return [m.code for m in sorted(rows, key=lambda m: (m.unconfirmed, what not in m.name, len(m.name), m.code))[:NAMED]]


def who(matters: Sequence[str], area: str, day: date) -> tuple[Held, ...]:
    """Who enforces these matters in the area (may be "") on the day, and why; unknown matters are left out."""
    known = [row for code in matters if (row := catalogue.matter(code))]
    if not area:
        return tuple(Held(row) for row in known)
    rows = catalogue.who_for([row.code for row in known], area, day)
    rulings = catalogue.authorities(catalogue.Asked(row.code, POWER, area, day) for row in known)
    return tuple(Held(matter, row, ruling) for matter, row, ruling in zip(known, rows, rulings, strict=True))


def everywhere(matter: str, areas: Sequence[str], day: date) -> dict[str, AuthorityRuling]:
    """Area → who enforces the matter there."""
    return dict(zip(areas, catalogue.authorities(catalogue.Asked(matter, POWER, area, day) for area in areas), strict=True))
