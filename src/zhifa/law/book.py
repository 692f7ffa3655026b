"""The Book: dated parameters, calendar, statutes and reason sentences, frozen. Built by `packs.book.load_book`.

No date, no answer: every value is asked for on a day, and a day that the data do not reach is an error, not a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from zhifa.law.calendar import Calendar
from zhifa.law.citations import Citation
from zhifa.law.rulings import Reason


class UnknownParameter(LookupError):
    """The parameter has no value on that day. `key` and `day` say which."""

    def __init__(self, key: str, day: date, history: tuple[Parameter, ...]) -> None:
        span = f"; known from {history[0].since}" if history else ""
        super().__init__(f"no value of parameter {key} on {day}{span}")
        self.key, self.day = key, day


class WrongUnit(ValueError):
    """A parameter is not in the unit that its rule counts in: data and code do not belong together."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the law in time: in force from `since` up to but not including `until` (None: still)."""

    key: str
    since: date
    until: date | None
    value: Decimal
    unit: str
    citation: Citation | None
    note: str = ""

    def covers(self, day: date) -> bool:
        """In force on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Statute:
    """A legal text in one version. `level`: codes of the contract (`law`, `administrative_regulation`, …)."""

    code: str
    title: str
    version: str
    effective_from: date
    level: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a reason code, with {placeholders}."""

    zh: str
    en: str

    def spoken(self, language: str) -> str:
        """English for English, Chinese for everything else."""
        return self.en if language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A question that the law leaves open: its readings and which of them is followed until the legal staff decide otherwise."""

    id: str
    question: Sentence
    readings: tuple[Sentence, ...]
    chosen: int


@dataclass(frozen=True, eq=False)
class Book:
    """What a rule needs to know beyond the facts. `version` names the editions of all layers; `edition` is the day up to
    which the data reflect the law: questions that name no day are answered for it."""

    version: str
    edition: date
    calendar: Calendar = field(repr=False)
    parameters: Mapping[str, tuple[Parameter, ...]] = field(repr=False)
    statutes: Mapping[str, tuple[Statute, ...]] = field(default_factory=dict, repr=False)
    sentences: Mapping[str, Sentence] = field(default_factory=dict, repr=False)
    ambiguities: Mapping[str, Ambiguity] = field(default_factory=dict, repr=False)

    def parameter(self, key: str, day: date) -> Parameter:
        """The entry in force on `day` with unit and citation; raises UnknownParameter."""
        history = self.parameters.get(key, ())
        for entry in reversed(history):
            if entry.covers(day):
                return entry
        raise UnknownParameter(key, day, history)

    def value(self, key: str, day: date) -> Decimal:
        """The number in force on `day`; raises UnknownParameter."""
        return self.parameter(key, day).value

    def count(self, key: str, day: date, unit: str = "") -> int:
        """The same for what is counted: days, months, people. `unit`: the one that the rule counts in; raises WrongUnit for another."""
        entry = self.parameter(key, day)
        if unit and entry.unit != unit:
            raise WrongUnit(f"parameter {key} is in {entry.unit}, the rule counts {unit}")
        return int(entry.value)

    def on(self, calendar: Calendar) -> Book:
        """The same law with another calendar."""
        return replace(self, calendar=calendar)

    def sentence(self, reason: Reason, language: str = "zh") -> str:
        """The reason in words; a code without a sentence is shown as itself, so that nothing stays unsaid."""
        words = self.sentences.get(reason.code)
        if words is None:
            return reason.code
        return words.spoken(language).format_map(_Values(reason.values))


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass
class Settings:
    """The numbers of one family (`empowerment`, `units`) on a day, of which the county may have set some only. `lacking`: keys asked for
    without a number, read as 0; `assumed`: one that was read rests on no document."""

    book: Book
    family: str
    day: date
    lacking: list[str] = field(default_factory=list)
    assumed: bool = False

    def number(self, key: str) -> Decimal:
        """The value in force, in its own unit."""
        try:
            found = self.book.parameter(f"{self.family}.{key}", self.day)
        except UnknownParameter:
            self.lacking.append(f"{self.family}.{key}")
            return Decimal()
        self.assumed = self.assumed or found.citation is None
        return found.value
