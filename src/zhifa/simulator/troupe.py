"""What every player shares: the county, the line, the ledger, the stage; and how one act is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from zhifa.simulator.board import Board
from zhifa.simulator.calling import Answer, Astray, Broken, Caller, Json, Line
from zhifa.simulator.county import County, Player
from zhifa.simulator.ledger import Ledger
from zhifa.simulator.stage import Stage

PRESSED_TWICE = 0.03
LOOKS = 4  # deadlines that pass meanwhile change the version too
OFFICE = (8.5, 17.5)


@dataclass
class Troupe:
    """`callers`: by user name or source code; people log in when they first act."""

    county: County
    line: Line
    ledger: Ledger
    stage: Stage
    board: Board
    password: str
    callers: dict[str, Caller] = field(default_factory=dict)

    def person(self, username: str) -> Caller:
        """A person on the line."""
        if username not in self.callers:
            self.callers[username] = Caller(self.line, username, self.password)
        return self.callers[username]

    def later(self, now: datetime, minutes: float, act: Callable[[datetime], None]) -> None:
        """Let something happen in so many minutes."""
        self.stage.at(now + timedelta(minutes=minutes), act)


class Hand:
    """One object in the hands of players: reads it, does acts on it with the version that was read, keeps the answers.

    `path`: of the object; `member`: its name in the answer to an act; `run`: makes submit keys unique; `about`: in people's words."""

    def __init__(self, troupe: Troupe, rng: Random, path: str, member: str, run: str, about: str = "") -> None:
        self.troupe, self.rng, self.path, self.member, self.run, self.about = troupe, rng, path, member, run, about
        self._acts = 0
        self._held: tuple[str, Json] | None = None

    def see(self, who: Player, *, anew: bool = False) -> Json:
        """The object as this person sees it: what their own last act showed, else (or `anew`) read again. Raises Astray when it is
        not in reach: players only open what is theirs."""
        held, self._held = self._held, None
        if held and held[0] == who.username and not anew:
            return held[1]
        answer = self.troupe.person(who.username).get(self.path)
        if answer.status != 200:
            raise Astray(f"{who.username} cannot open {self.path}: {answer.said()}")
        return answer.body

    def do(self, who: Player, act: str, seen: Json, body: Json | None = None) -> Json | None:
        """The object after the act; None when it was refused or left the person's reach. Who saw an old version looks again."""
        answer = self._post(who, act, {**(body or {}), "version": seen["version"]})
        for _ in range(LOOKS):
            if answer.status == 409 and answer.body.get("version"):
                self.troupe.ledger.acts[act, "stale"] += 1
                answer = self._post(who, act, {**(body or {}), "version": answer.body["version"]})
        if not self.troupe.ledger.act(act, answer, who.username):
            return None
        self.troupe.board.happened(self.troupe.stage.now, who.name, str(answer.body.get("said", "")), self.about)
        found: Json | None = answer.body.get(self.member)
        self._held = (who.username, found) if found else None
        return found

    def _post(self, who: Player, act: str, body: Json) -> Answer:
        self._acts += 1
        caller, key = self.troupe.person(who.username), f"{self.run}-{self._acts}"
        answer = caller.send("POST", f"{self.path}/acts/{act}", body, key)
        if answer.status == 200 and self.rng.random() < PRESSED_TWICE:
            self.again(caller, act, body, key)
        return answer

    def again(self, caller: Caller, act: str, body: Json, key: str) -> None:
        """The same press once more must do nothing."""
        answer = caller.send("POST", f"{self.path}/acts/{act}", body, key)
        if self.troupe.ledger.act(act, answer, caller.name) and not answer.body.get("repeated"):
            self.troupe.ledger.faults.append(f"{caller.name} {act}: a second press did it twice")

    def attempt(self, who: Player, act: str, status: int, body: Json | None = None) -> None:
        """Something that must be refused."""
        answer = self.troupe.person(who.username).send("POST", f"{self.path}/acts/{act}", body or {})
        self.troupe.ledger.attempt(act, answer, who.username, status)


def choices(seen: Json, act: str, name: str) -> list[tuple[str, str]]:
    """Value and label of what the act's form lets this person choose; empty when the act is not offered."""
    return [(v, label) for f in fields(seen, act) if f["name"] == name for v, label in f["choices"] or ()]


def fields(seen: Json, act: str) -> list[Json]:
    """What the body of an offered act may hold."""
    return next((list(o["fields"]) for o in seen["offers"] if o["act"] == act and not o["why_not"]), [])


def fitted(seen: Json, act: str, said: Json) -> Json:
    """Of what a person could say, what this act asks for."""
    asked = {f["name"] for f in fields(seen, act)}
    return {name: value for name, value in said.items() if name in asked}


def can(seen: Json, act: str) -> bool:
    """The act is offered and nothing stands against it."""
    return any(o["act"] == act and not o["why_not"] for o in seen["offers"])


def in_office(now: datetime, rng: Random) -> datetime:
    """The next moment at which somebody sits at a desk."""
    hour = now.hour + now.minute / 60
    if OFFICE[0] <= hour < OFFICE[1]:
        return now + timedelta(minutes=rng.uniform(5, 60))
    day = now if hour < OFFICE[0] else now + timedelta(days=1)
    return day.replace(hour=8, minute=30, second=0, microsecond=0) + timedelta(minutes=rng.uniform(0, 60))


def one_of(rng: Random, players: Sequence[Player]) -> Player:
    """Whoever is on duty. Raises Broken for an empty team."""
    if not players:
        raise Broken("nobody on duty: the packs have no player for this part")
    return rng.choice(players)
