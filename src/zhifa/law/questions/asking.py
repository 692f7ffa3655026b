"""What a topic file needs: the register of asks, the law as context, and the answer.

An ask is declared with its required keys and its optional keys with defaults (contract §8); its function gets typed facts and
returns an `Answer`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from zhifa.law.book import Book
from zhifa.law.plan import Plan
from zhifa.law.procedure.officers import OFFICER, Participant
from zhifa.law.rulebook import ruling
from zhifa.law.rulings import Outcome, Ruling

Facts = Mapping[str, Any]
TWO_OFFICERS = (Participant(OFFICER), Participant(OFFICER))


@dataclass(frozen=True, slots=True)
class Law:
    """Book (with the calendar of the question, if it has one) and plan of the county."""

    book: Book
    plan: Plan

    def day(self, *days: date | None) -> date:
        """The first known day; a question that names none is answered for the day of the book's edition."""
        return next((d for d in days if d), self.book.edition)

    def latest(self, *days: date | None) -> date:
        """The latest known day, not before the book's edition: for rules that apply when the decision is made."""
        return max((self.book.edition, *(d for d in days if d)))


@dataclass(frozen=True, slots=True)
class Answer:
    """The ruling and the results of the contract. `ambiguous` None: as the ruling's register ids say."""

    ruling: Ruling
    dates: Mapping[str, Any] = field(default_factory=dict)
    amounts: Mapping[str, Decimal | int] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)
    authority: Mapping[str, str] = field(default_factory=dict)
    ambiguous: bool | None = None

    @classmethod
    def of(
        cls,
        ruling: Ruling,
        *,
        dates: tuple[str, ...] = (),
        amounts: tuple[str, ...] = (),
        flags: tuple[str, ...] = (),
        ambiguous: bool | None = None,
    ) -> Answer:
        """The answer whose results are values of the ruling, by name; values that the ruling does not have are left out."""
        day, sum_, flag = ({n: ruling.values[n] for n in names if n in ruling.values} for names in (dates, amounts, flags))
        return cls(ruling, day, sum_, flag, ambiguous=ambiguous)

    def missing(self, *keys: str) -> Answer:
        """The same answer as a default, because these keys are needed."""
        outcome = self.ruling.outcome if self.ruling.outcome is Outcome.BLOCK else Outcome.ESCALATE
        return replace(self, ruling=replace(self.ruling, outcome=outcome, missing=(*self.ruling.missing, *keys)))


Topic = Callable[[Facts, Law], Answer]


def as_json(value: Any) -> Any:
    """A typed fact as the contract writes it."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return [as_json(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) is not None}
    return value


@dataclass(frozen=True)
class Ask:
    """One question of a topic. `rules`: ids that are cited when required facts are missing."""

    topic: str
    name: str
    required: tuple[str, ...]
    optional: Mapping[str, Any]
    rules: tuple[str, ...]
    function: Topic

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """The optional facts whose default says something, as JSON."""
        return {key: as_json(value) for key, value in self.optional.items() if value is not None}

    def known(self, facts: Facts) -> dict[str, Any]:
        """Required and optional facts with defaults for what is absent or null."""
        return {**dict.fromkeys(self.required), **self.optional, **{k: v for k, v in facts.items() if v is not None}}


def chosen(facts: Facts, kind: Any) -> dict[str, Any]:
    """The facts that are fields of a dataclass."""
    return {name: facts[name] for name in kind.__dataclass_fields__ if name in facts}


ASKS: dict[str, dict[str, Ask]] = {}


def ask(topic: str, name: str, *required: str, rules: tuple[str, ...], **optional: Any) -> Callable[[Topic], Topic]:
    """Register the function as the answer to `topic`/`name`."""

    def register(function: Topic) -> Topic:
        ASKS.setdefault(topic, {})[name] = Ask(topic, name, required, optional, rules, function)
        return function

    return register


def lacking(question: Ask, keys: tuple[str, ...]) -> Answer:
    """The answer when required facts are missing."""
    return Answer(ruling(Outcome.ESCALATE, *question.rules, because="facts.missing", missing=keys, keys="、".join(keys)))


def lacking_of(topic: str, name: str, *keys: str) -> Answer:
    """The same for keys that are needed on these facts only."""
    return lacking(ASKS[topic][name], keys)
