"""One walk: a world, a seed, a clock that only moves forward. Whatever is chosen comes from the seed, so a failure is replayed by it."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import translation

from tests.county import SHANGHAI, who
from zhifa.apps.trail.acts import Invalid, Stale
from zhifa.interfaces.frame.refusals import problem_of
from zhifa.law.actors import Actor
from zhifa.law.procedure.states import Workflow
from zhifa.law.rulings import Refused

START = datetime(2026, 9, 1, 10, 0, tzinfo=SHANGHAI)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
USERS = (
    "dispatcher-1", "dispatcher-2", "duty-chief", "verifier-1", "guidance", "leader", "discipline", "legal", "bureau-head-1",
    "weiping-leader", "weiping-officer-1", "weiping-officer-2", "weiping-officer-3", "weiping-auxiliary-1", "fenkou-leader",
    "fenkou-officer-1", "fenkou-officer-2", "team-agriculture-1", "team-market-1", "team-market-2", "regulator-housing-construction",
    "regulator-urban-management", "commander-weiping", "system-admin", "security-admin", "audit-admin",
)  # fmt: skip
WEIPING, FENKOU = "330127104", "330127108"


class Broken(AssertionError):
    """What must never happen has happened."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act that was tried, and what came of it."""

    number: int
    at: datetime
    act: str
    by: str
    outcome: str

    def __str__(self) -> str:
        return f"{self.number:5} {self.at:%m-%d %H:%M} {self.by:28} {self.act:32} {self.outcome}"


class Walker:
    """`outcomes` counts what came of each act: done, Denied, Blocked, Invalid, Stale; `reasons` the codes of
    refusals. `last`: the steps before a failure."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.any = random.Random(seed)
        self.at = START
        self.count = 0
        self.outcomes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.last: deque[Step] = deque(maxlen=15)
        self.reports: dict[str, Any] = {}
        self.tenant = who("leader").tenant

    @property
    def day(self) -> date:
        """The local day."""
        return self.at.astimezone(SHANGHAI).date()

    def tick(self) -> None:
        """Minutes mostly, sometimes days."""
        minutes = self.any.choice((0, 1, 3, 9, 40, 200))
        if self.any.random() < 0.07:
            minutes = 60 * self.any.choice((14, 24, 40, 72, 100, 170))
        self.at += timedelta(minutes=minutes)

    def person(self, username: str) -> Actor:
        """With the certificate of the day."""
        return who(username, self.day)

    def anybody(self) -> Actor:
        """Any duty, most of them wrong for the act."""
        return self.person(self.any.choice(USERS))

    def by_id(self, person: str) -> Actor:
        """The person with this id; anybody when it is nobody we know."""
        return next((a for a in map(self.person, USERS) if a.person == person), None) or self.anybody()

    def often(self, right: Any, *wrong: Any) -> Any:
        """Mostly the right entry, sometimes another."""
        return right if self.any.random() < 0.88 else self.any.choice(wrong)

    def words(self, text: str = "写明了理由") -> str:
        """An entry that is sometimes left empty."""
        return str(self.often(text, " "))

    def one(self, rows: models.QuerySet[Any], final: Sequence[str] = ()) -> Any:
        """One of the newest, open ones mostly; None when there is none."""
        keys = list(
            rows.order_by("id").values_list("pk", "state") if final else ((k, "") for k in rows.order_by("id").values_list("pk", flat=True))
        )
        waiting = [pk for pk, state in keys if state not in final][-9:]
        chosen = waiting if waiting and self.any.random() < 0.93 else [pk for pk, _ in keys][-15:]
        return rows.model._default_manager.get(pk=self.any.choice(chosen)) if chosen else None

    def act_on(self, table: Workflow, state: str, known: Sequence[str], line: Sequence[str] = ()) -> str:
        """An act to try in this state: on the main line, possible, or any at all."""
        possible = [r.act for r in table.acts_from(state) if r.act in known]
        ahead = [act for act in possible if act in line]
        dice = self.any.random()
        if ahead and dice < 0.6:
            return self.any.choice(ahead)
        return self.any.choice(possible if possible and dice < 0.87 else list(known))

    def attempt(self, act: str, by: Actor, do: Callable[[], object]) -> Any:
        """Do it; a refusal is an answer, anything else breaks the walk. None when it was refused."""
        self.count += 1
        found: Any = None
        try:
            with transaction.atomic():
                found = do()
            outcome = "done"
        except (Refused, Invalid, Stale) as refused:
            outcome = type(refused).__name__
            speaks(refused)
            if isinstance(refused, Refused):
                outcome += f" {', '.join(r.code for r in refused.ruling.reasons)[:160]}"
                self.reasons[f"{act}: {outcome}"] += 1
        except Exception as fault:
            self.note(act, by, f"{type(fault).__name__}: {fault}"[:300])
            raise Broken(self.story(f"{act} by {by.name} ended in {type(fault).__name__}: {fault}")) from fault
        self.note(act, by, outcome)
        return found

    def note(self, act: str, by: Actor, outcome: str) -> None:
        """Count it."""
        self.outcomes[outcome.partition(" ")[0]] += 1
        self.outcomes[f"{act} {outcome.partition(' ')[0]}"] += 1
        self.last.append(Step(self.count, self.at, act, by.name, outcome))

    def story(self, text: str) -> str:
        """The failure with its seed and what went before."""
        before = "\n".join(map(str, self.last))
        return f"{text}\nseed {self.seed}, act {self.count}: ZHIFA_WALK_SEED={self.seed} ZHIFA_WALK_ACTS={self.count}\n{before}"


def speaks(refused: Exception) -> None:
    """A refusal says why, in both languages, without a gap. A code without a sentence warns, and a warning is an error here."""
    for language in ("zh-hans", "en"):
        with translation.override(language):
            problem = problem_of(refused)
            assert problem is not None
            if isinstance(refused, Invalid):
                assert problem.errors
                assert all(texts and all(map(str.strip, texts)) for texts in problem.errors.values()), problem.errors
            elif isinstance(refused, Refused):
                assert problem.why is not None
                assert problem.why.sentences, refused
                assert not [s for s in problem.why.sentences if not s.strip() or "…" in s or "{" in s], problem.why.sentences
