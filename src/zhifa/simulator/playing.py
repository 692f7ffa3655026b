"""The whole play: keys for the sources, the day on the stage, the list of the installation at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhifa.simulator.calling import Broken, Caller, Json, Line
from zhifa.simulator.county import County
from zhifa.simulator.day import SYSTEMS, Sending, compose
from zhifa.simulator.desk import IncidentPlay
from zhifa.simulator.ledger import Ledger
from zhifa.simulator.penalty import BANK
from zhifa.simulator.reckoning import Reckoning, reckon
from zhifa.simulator.stage import HouseClock, Stage
from zhifa.simulator.troupe import Troupe

PASSWORD = "zhifa-yanshi"  # of every demonstration account; it opens nothing else


@dataclass(frozen=True, slots=True)
class Wish:
    """What to play. `speed`: times the machine's pace, 0: jump from event to event; `hours`: of reports, then `after` more to
    finish; `start`: None is the next full hour of the installation's own clock."""

    base_url: str
    seed: int = 1
    incidents: int = 300
    speed: float = 60
    start: datetime | None = None
    hours: int = 24
    after: int = 30
    admin: str = "system-admin"
    password: str = PASSWORD


@dataclass(frozen=True, slots=True)
class Played:
    """How it went. `seconds`: of the machine, without the composing."""

    reckoning: Reckoning
    sent: int
    requests: int
    seconds: float


def play(wish: Wish, county: County, tell: Callable[[str], None] = lambda line: None) -> Played:
    """Raises Broken when the installation cannot be used; what merely does not add up is in the reckoning."""
    with closing(Line(wish.base_url)) as line:
        return _play(wish, county, line, tell)


def _play(wish: Wish, county: County, line: Line, tell: Callable[[str], None]) -> Played:
    ledger = Ledger()
    admin = Caller(line, wish.admin, wish.password)
    start = (wish.start or next_hour(admin)).astimezone(next_hour(admin).tzinfo)
    sent = compose(county, wish.seed, wish.incidents, start, wish.hours)
    clock = HouseClock(admin, start, wish.speed)
    began = time.monotonic()
    clock.begin()
    until = start + timedelta(hours=wish.hours + wish.after)
    stage = Stage(clock, until)
    troupe = Troupe(county, line, ledger, stage, wish.password)
    keys = source_keys(troupe, admin, until)
    cast(troupe, sent)
    ended = stage.run(Progress(troupe, tell).hear, ledger.faults.append)
    clock.end(ended)
    reckoning = reckon(sent, ledger, listed(troupe), cases(troupe), stage.left)
    for key in keys:
        admin.send("DELETE", f"/source-tokens/{key}")
    return Played(reckoning, len(sent), line.requests, time.monotonic() - began)


def next_hour(admin: Caller) -> datetime:
    """Of the installation's clock."""
    answer = admin.get("/clock")
    if answer.status != 200:
        raise Broken(f"no clock: {answer.said()}")
    now = datetime.fromisoformat(answer.body["now"])
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def source_keys(troupe: Troupe, admin: Caller, until: datetime) -> list[str]:
    """A key for each source system, to be taken back at the end; returns their ids."""
    ids = []
    scopes = {**{system: ["incidents", "media"] for system in SYSTEMS}, BANK: ["receipts"]}
    for source, opens in scopes.items():
        body = {"source": source, "name": f"{source}（演练）", "scopes": opens, "until": (until + timedelta(days=1)).isoformat()}
        answer = admin.send("POST", "/source-tokens", body)
        if answer.status != 201:
            raise Broken(f"no key for {source}: {answer.said()}")
        troupe.callers[source] = Caller(troupe.line, source, token=answer.body["token"])
        ids.append(str(answer.body["id"]))
    return ids


def cast(troupe: Troupe, sent: Sequence[Sending]) -> None:
    """Put every push on the stage; what gets a number is played on."""
    numbers: dict[str, str] = {}

    def push(sending: Sending) -> Callable[[datetime], None]:
        def pushed(now: datetime) -> None:
            caller = troupe.person(sending.sender) if sending.sender else troupe.callers[sending.source]
            entry = troupe.ledger.push(sending, caller.send("POST", "/incidents", dict(sending.body)))
            if sending.picture and entry.number:
                troupe.ledger.act("media", caller.send("PUT", f"/media/{sending.body['media'][0]}", sending.picture), caller.name)
            if sending.story and entry.number:
                numbers[sending.story.key] = entry.number
                IncidentPlay(troupe, sending.story, entry.number, numbers).begin(now)

        return pushed

    for sending in sent:
        troupe.stage.at(sending.at, push(sending))


def listed(troupe: Troupe) -> list[Json]:
    """All incidents that the command centre sees."""
    desk = troupe.person(troupe.county.with_role("dispatcher")[0].username)
    rows: list[Json] = []
    pages = number = 1
    while number <= pages:
        answer = desk.get("/desk/incidents", view="all", page=number)
        if answer.status != 200:
            raise Broken(f"no list: {answer.said()}")
        rows, pages, number = [*rows, *answer.body["rows"]], answer.body["pages"], number + 1
    return rows


def cases(troupe: Troupe) -> list[Json]:
    """All cases that the legal reviewer sees."""
    answer = troupe.person(troupe.county.with_role("legal_reviewer")[0].username).get("/cases")
    if answer.status != 200:
        raise Broken(f"no cases: {answer.said()}")
    found: list[Json] = answer.body["rows"]
    return found


class Progress:
    """One line an hour of the day that is played."""

    def __init__(self, troupe: Troupe, tell: Callable[[str], None]) -> None:
        self._troupe, self._tell, self._hour = troupe, tell, ""

    def hear(self, now: datetime) -> None:
        """Tells when a new hour begins."""
        hour = f"{now:%m-%d %H}"
        if hour != self._hour:
            self._hour = hour
            states = list(self._troupe.ledger.states.values())
            done = sum(s not in ("reported", "accepted") for s in states)
            self._tell(f"{hour}:00  registered {len(states)}  done {done}  acts {self._troupe.ledger.acts.total()}")
