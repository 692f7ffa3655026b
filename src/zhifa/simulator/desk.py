"""The command centre: every registered report is taken, corrected, accepted or answered, and closed when its matters are done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from zhifa.simulator import words
from zhifa.simulator.calling import Json
from zhifa.simulator.county import Player
from zhifa.simulator.field import FINAL, TaskPlay
from zhifa.simulator.stories import DANGER, OTHER, OUTSIDE, Story
from zhifa.simulator.troupe import Hand, Troupe, can, one_of

OPEN = ("reported", "accepted")
MEDDLING, EARLY_CLOSE = 0.03, 0.04


class IncidentPlay:
    """One registered report. `numbers`: story key → incident number, of the whole day."""

    def __init__(self, troupe: Troupe, story: Story, number: str, numbers: Mapping[str, str]) -> None:
        self.troupe, self.story, self.number, self.numbers = troupe, story, number, numbers
        self.rng = Random(story.key)
        self.hand = Hand(troupe, self.rng, f"/incidents/{number}", "incident", f"{story.key}-i", f"{number} {story.place}")
        self.desk: Player = one_of(self.rng, troupe.county.with_role("dispatcher"))
        self.tasks: dict[str, TaskPlay] = {}
        troupe.ledger.states[number] = "reported"

    def begin(self, now: datetime) -> None:
        """The desk looks after some minutes, at once when a life is in danger."""
        danger = self.story.nature == DANGER
        self.troupe.later(now, self.rng.uniform(0.3, 1.5) if danger else self.rng.uniform(1, 9), self.look)

    def look(self, now: datetime) -> None:
        """Take it and decide what it is."""
        seen = self.hand.see(self.desk)
        taken = self.hand.do(self.desk, "take", seen)
        if taken is None:
            return
        self.meddle()
        first = self.numbers.get(self.story.twin_of, "")
        if first and self.merge(taken, first):
            return
        if answer := self.answer(first):
            self.moved(self.hand.do(self.desk, "dismiss", taken, {"answer": answer}))
            return
        if not taken["area"]:
            place = {"area": self.township(), "reason": "来电未说明地点，回拨核实"}
            taken = self.hand.do(self.desk, "correct", taken, place) or taken
        self.accept(now, taken)

    def merge(self, seen: Json, first: str) -> bool:
        """A second report joins the first while that one is open."""
        if self.troupe.ledger.states[first] not in OPEN or not can(seen, "merge"):
            return False
        row = self.hand.do(self.desk, "merge", seen, {"into": first})
        self.moved(row)
        if row:
            self.troupe.ledger.merged[self.number] = first
        return row is not None

    def answer(self, first: str) -> str:
        """What the reporter is told when nothing is opened; empty when something is."""
        if first:
            self.troupe.ledger.merged[self.number] = first
            return words.MERGED.format(number=first)
        return {OTHER: self.rng.choice(words.NOT_OURS), OUTSIDE: words.OUTSIDE}.get(self.story.nature, "")

    def accept(self, now: datetime, seen: Json) -> None:
        """Open it, each matter with its ruling and task."""
        if self.story.nature == DANGER:
            row = self.hand.do(self.desk, "accept_urgent", seen, {"emergency_told": True})
        else:
            self.compare(seen)
            row = self.hand.do(self.desk, "accept", seen, {"matters": list(self.story.matters)})
        self.moved(row)
        for matter in (row or {}).get("matters", ()):
            self.open(now, matter)
        if row and self.rng.random() < EARLY_CLOSE:
            self.hand.attempt(self.desk, "close", 409, {"answer": "已办结"})

    def compare(self, seen: Json) -> None:
        """Was the first proposal what it really is?"""
        proposed = [c["matter"] for c in seen["proposals"].get("candidates", ())]
        first = proposed[:1] == list(self.story.matters[:1])
        known = "proposed first" if first else "proposed later" if self.story.matters[0] in proposed else "not proposed"
        self.troupe.ledger.triage[known] += 1

    def open(self, now: datetime, matter: Json) -> None:
        """A task of this incident begins."""
        play = TaskPlay(self.troupe, self.story, matter, self.desk, self.follow)
        self.tasks[matter["id"]] = play
        play.moved(now, matter)

    def follow(self, now: datetime) -> None:
        """A task is done: close when all are."""
        if all(self.troupe.ledger.tasks[t] in FINAL for t in self.tasks):
            self.troupe.later(now, self.rng.uniform(3, 45), self.close)

    def close(self, now: datetime) -> None:
        """Answer the reporter, unless another task was opened meanwhile."""
        if not all(self.troupe.ledger.tasks[t] in FINAL for t in self.tasks):
            return
        seen = self.hand.see(self.desk, anew=True)
        if can(seen, "close"):
            self.moved(self.hand.do(self.desk, "close", seen, {"answer": self.rng.choice(words.ANSWERS)}))

    def meddle(self) -> None:
        """A second dispatcher and somebody without the duty reach for it too."""
        if self.rng.random() < MEDDLING:
            other = one_of(self.rng, [p for p in self.troupe.county.with_role("dispatcher") if p != self.desk])
            self.hand.attempt(other, "take", 409)
        if self.rng.random() < MEDDLING:
            self.hand.attempt(one_of(self.rng, self.troupe.county.with_role("discipline")), "dismiss", 403, {"answer": "不办"})

    def moved(self, row: Json | None) -> None:
        """Remember the state."""
        if row:
            self.troupe.ledger.states[self.number] = row["state"]

    def township(self) -> str:
        """Code of the township or platform of the place."""
        place = self.troupe.county.by_code[self.story.area]
        return place.parent if place.kind == "water_grid" else place.code
