"""The top bar's entries. Doors register theirs at start; what a role does not need is not shown to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from zhifa.apps.trail import keeping
from zhifa.apps.trail.tally import Tally, counted
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.words import Words
from zhifa.law.actors import Actor, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go. `url_name` as for reverse(); `waiting` counts what waits there for the actor, `late` what is late of it
    (tallies of all entries are asked in one query); `roles` empty: everybody logged in. `home`: where people of these roles begin;
    `on_phone`: when they come with one, before any other home; no entry of the top bar."""

    code: str
    label: Words
    icon: str
    url_name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    waiting: Callable[[Actor], Tally | int] | None = None
    late: Callable[[Actor], Tally | int] | None = None
    order: int = 50
    home: bool = False
    on_phone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as one actor sees it."""

    code: str
    label: Words
    icon: str
    url: str
    current: bool
    waiting: int
    late: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The entries of one actor: `all` in order, `beyond` those for which a bar of usual width has no room."""

    all: tuple[Shown, ...]
    beyond: tuple[Shown, ...]

    @property
    def current_beyond(self) -> Shown | None:
        """The page one is on, when it stands beyond."""
        return next((e for e in self.beyond if e.current), None)

    @property
    def waiting_beyond(self) -> int:
        """What waits behind the entries beyond."""
        return sum(e.waiting for e in self.beyond)

    @property
    def late_beyond(self) -> bool:
        """Some of it is late."""
        return any(e.late for e in self.beyond)


ROOM = 8
BESIDE_MORE = 6
_ENTRIES: dict[str, Entry] = {}


def register(*entries: Entry) -> None:
    """Called from a door's AppConfig.ready()."""
    _ENTRIES.update({e.code: e for e in entries})


def labels() -> tuple[str, ...]:
    """All entries' words, for the catalog of strings."""
    return tuple(str(e.label) for e in _ENTRIES.values())


def entries_for(actor: Actor, path: str) -> tuple[Shown, ...]:
    """What the actor may go to, in order, with what waits there."""
    mine = [e for e in sorted(_ENTRIES.values(), key=lambda e: e.order) if not e.on_phone and (not e.roles or actor.has(*e.roles))]
    urls = {e.code: reverse(e.url_name) for e in mine}
    here = max((u for u in urls.values() if path.startswith(u)), key=len, default="")
    counted = keeping.kept(("top bar", actor), clock.now(), lambda: _counted(actor, mine))
    return tuple(Shown(e.code, e.label, e.icon, urls[e.code], urls[e.code] == here, *counted[e.code]) for e in mine)


def bar_for(actor: Actor, path: str) -> Bar:
    """The top bar: the first entries side by side, the others in one menu."""
    shown = entries_for(actor, path)
    return Bar(shown, shown[BESIDE_MORE:] if len(shown) > ROOM else ())


def _counted(actor: Actor, entries: Sequence[Entry]) -> dict[str, tuple[int, int]]:
    """Entry → what waits there and what is late of it."""
    numbers = iter(counted([count(actor) if count else 0 for e in entries for count in (e.waiting, e.late)]))
    return {e.code: (next(numbers), next(numbers)) for e in entries}


def home_for(actor: Actor, *, phone: bool = False) -> str:
    """Where this person begins: the first home among the entries, else the own account."""
    homes = [e for e in sorted(_ENTRIES.values(), key=lambda e: e.order) if e.home and (not e.roles or actor.has(*e.roles))]
    first = sorted(homes, key=lambda e: not (phone and e.on_phone))
    return reverse(first[0].url_name) if first else reverse("frame:account")
