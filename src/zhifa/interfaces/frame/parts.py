"""What doors hand to the components: an act that tells its effect, a deadline with its ground, a figure with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from zhifa.interfaces.frame.words import Words


@dataclass(frozen=True, slots=True)
class Act:
    """One button. `effect` is said before the press (派给威坪中队，2 小时内到场). A disabled act stays visible: `refusal` is
    the sentence or the `Ruling` that says why. `key` is the letter that presses it, `confirm` the question asked first,
    `fields` hidden values, `version` that of the object shown, `target` a CSS selector when only a part is to change."""

    label: Words
    url: str
    effect: Words = ""
    icon: str = ""
    allowed: bool = True
    refusal: object = ""
    primary: bool = False
    danger: bool = False
    key: str = ""
    confirm: Words = ""
    version: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    target: str = ""
    method: str = "post"
    submit_key: str = field(default_factory=lambda: uuid4().hex)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due instant (datetime) or day (date) and what it rests on. `counted`: one sentence on how it was counted;
    `excluded`: (first day, last day, why) that did not count; `done_at` ends the clock; `started` sizes the amber span."""

    due: datetime | date
    started: datetime | date | None = None
    rule: str = ""
    citations: tuple[object, ...] = ()
    counted: str = ""
    excluded: tuple[tuple[date, date, str], ...] = ()
    done_at: datetime | date | None = None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is a door: `url` opens exactly the rows that were counted, `definition` says what was counted."""

    label: Words
    value: object
    url: str
    definition: Words = ""
    unit: str = ""
    level: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same object."""

    code: str
    label: Words
    url: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure. `state`: done | current | waiting | blocked. `note` is plain words, `at` when it was done."""

    label: Words
    state: str
    note: Words = ""
    at: datetime | None = None
