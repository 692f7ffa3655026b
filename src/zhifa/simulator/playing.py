"""The whole play: keys for the sources, the day on the stage, the list of the installation at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from zhifa.simulator.board import DONE, FAILED, Board
from zhifa.simulator.calling import Broken, Caller, Json, Line
from zhifa.simulator.county import County
from zhifa.simulator.day import SYSTEMS, Sending, compose
from zhifa.simulator.desk import IncidentPlay
from zhifa.simulator.ledger import Ledger
from zhifa.simulator.penalty import BANK
from zhifa.simulator.reckoning import Found, Reckoning, reckon
from zhifa.simulator.stage import HouseClock, Stage
from zhifa.simulator.stories import Story
from zhifa.simulator.troupe import Troupe
from zhifa.simulator.visits import Registered, plan

PASSWORD = "zhifa-yanshi"  # of every demonstration account; it opens nothing else
VISITS = ("planned", "approved", "on_site", "inspecting", "recorded", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to play. `speed`: times the machine's pace, 0: jump from event to event; `hours`: of reports, then `after` more at that
    speed and `weeks` in which the clock jumps, for what the law gives time; `start`: None is the next full hour of the
    installation's own clock, or the next time it is `hour` o'clock. `board`: file that shows the state while it is played, `pace`:
    file that says how fast."""

    base_url: str
    seed: int = 1
    incidents: int = 300
    speed: float = 60
    start: datetime | None = None
    hour: int | None = None
    hours: int = 24
    after: int = 30
    weeks: int = 5
    admin: str = "system-admin"
    password: str = PASSWORD
    board: Path | None = None
    pace: Path | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """How it went. `seconds`: of the machine, without the composing."""

    reckoning: Reckoning
    sent: int
    requests: int
    seconds: float


def play(wish: Wish, county: County, tell: Callable[[str], None] = lambda line: None) -> Played:
    """Raises Broken when the installation cannot be used; what merely does not add up is in the reckoning."""
    board = Board(Ledger(), wish.speed, wish.board, wish.pace)
    with closing(Line(wish.base_url)) as line:
        admin = Caller(line, wish.admin, wish.password)
        try:
            return _play(wish, county, admin, board, tell)
        except Exception as error:
            board.end(FAILED, why=str(error))
            raise


def _play(wish: Wish, county: County, admin: Caller, board: Board, tell: Callable[[str], None]) -> Played:
    start = begin_at(wish, admin)
    slow = start + timedelta(hours=wish.hours + wish.after)
    until = slow + timedelta(weeks=wish.weeks)
    board.start, board.until = start, slow
    sent = compose(county, wish.seed, wish.incidents, start, wish.hours)
    clock = HouseClock(admin, start, board, slow)
    began = time.monotonic()
    clock.begin()
    stage = Stage(clock, until)
    troupe = Troupe(county, admin.line, board.ledger, stage, board, wish.password)
    keys = source_keys(troupe, admin, until)
    plan(troupe, start, f"{start:%y%m%d%H%M}-{wish.seed}", cast(troupe, sent))
    ended = stage.run(Progress(troupe, tell).hear, board.ledger.faults.append)
    clock.end(ended)
    reckoning = reckon(sent, board.ledger, found(troupe, start), stage.left)
    for key in keys:
        admin.send("DELETE", f"/source-tokens/{key}")
    board.end(DONE, reckoning=asdict(reckoning))
    return Played(reckoning, len(sent), admin.line.requests, time.monotonic() - began)


def begin_at(wish: Wish, admin: Caller) -> datetime:
    """In the zone of the installation's clock, never before what it shows."""
    answer = admin.get("/clock")
    if answer.status != 200:
        raise Broken(f"no clock: {answer.said()}")
    now = datetime.fromisoformat(answer.body["now"])
    if wish.start:
        return wish.start.astimezone(now.tzinfo)
    if wish.hour is None:
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    day = now.replace(hour=wish.hour, minute=0, second=0, microsecond=0)
    return day if day > now else day + timedelta(days=1)


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


def cast(troupe: Troupe, sent: Sequence[Sending]) -> Registered:
    """Put every push on the stage; what gets a number is played on, also what is registered in another way."""
    numbers: dict[str, str] = {}

    def registered(now: datetime, story: Story, number: str) -> None:
        numbers[story.key] = number
        IncidentPlay(troupe, story, number, numbers).begin(now)

    def push(sending: Sending) -> Callable[[datetime], None]:
        def pushed(now: datetime) -> None:
            caller = troupe.person(sending.sender) if sending.sender else troupe.callers[sending.source]
            entry = troupe.ledger.push(sending, caller.send("POST", "/incidents", dict(sending.body)))
            if sending.picture and entry.number:
                troupe.ledger.act("media", caller.send("PUT", f"/media/{sending.body['media'][0]}", sending.picture), caller.name)
            if sending.story and entry.number:
                troupe.board.reported(now, sending.source, sending.story, entry.number, str(sending.body["text"]))
                registered(now, sending.story, entry.number)

        return pushed

    for sending in sent:
        troupe.stage.at(sending.at, push(sending))
    return registered


def found(troupe: Troupe, start: datetime) -> Found:
    """Everything that the installation lists, for those who may see all of it."""
    county = troupe.county
    reviewer = troupe.person(county.with_role("legal_reviewer")[0].username)
    return Found(
        incidents=incidents(troupe.person(county.with_role("dispatcher")[0].username)),
        cases=rows(reviewer, "/cases"),
        ordinary=rows(reviewer, "/ordinary"),
        visits=rows(troupe.person(county.with_role("guidance")[0].username), "/visits", state=VISITS),
        books=books(troupe.person(county.with_role("audit_admin")[0].username), {start.year, troupe.stage.now.year}),
    )


def incidents(desk: Caller) -> list[Json]:
    """All pages."""
    listed: list[Json] = []
    pages = number = 1
    while number <= pages:
        answer = read(desk, "/desk/incidents", view="all", page=number)
        listed, pages, number = [*listed, *answer["rows"]], answer["pages"], number + 1
    return listed


def books(auditor: Caller, years: set[int]) -> Json:
    """Numbers, money and trail as the auditor reads them."""
    return {
        "series": [s for year in years for s in rows(auditor, "/audit/numbers", year=year)],
        "money": [m for year in years for m in rows(auditor, "/audit/money", year=year)],
        "trail": read(auditor, "/audit/trail"),
    }


def rows(who: Caller, path: str, **query: object) -> list[Json]:
    """A list."""
    listed: list[Json] = read(who, path, **query)["rows"]
    return listed


def read(who: Caller, path: str, **query: object) -> Json:
    """Raises Broken when it is not shown."""
    answer = who.get(path, **query)
    if answer.status != 200:
        raise Broken(f"{who.name} cannot read {path}: {answer.said()}")
    return answer.body


class Progress:
    """One line an hour of the day that is played."""

    def __init__(self, troupe: Troupe, tell: Callable[[str], None]) -> None:
        self._troupe, self._tell, self._hour = troupe, tell, ""

    def hear(self, now: datetime) -> None:
        """Tells when a new hour begins."""
        self._troupe.board.show(now)
        hour = f"{now:%m-%d %H}"
        if hour != self._hour:
            self._hour = hour
            states = list(self._troupe.ledger.states.values())
            done = sum(s not in ("reported", "accepted") for s in states)
            self._tell(f"{hour}:00  registered {len(states)}  done {done}  acts {self._troupe.ledger.acts.total()}")
