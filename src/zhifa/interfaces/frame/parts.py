"""What doors hand to the components: an act that tells its effect, a deadline with its ground, a figure with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import uuid4

from django.utils.translation import gettext as _

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


class Offered(Protocol):
    """An act that somebody may do as things stand, or the ruling that says why not."""

    @property
    def label(self) -> str:
        """The word of the workflow's table."""

    @property
    def refusal(self) -> object | None:
        """None: allowed."""


class Described(Protocol):
    """What a door knows of an act (`loop.spec.ActSpec`)."""

    @property
    def icon(self) -> str:
        """Of the sprite."""

    @property
    def primary(self) -> bool:
        """It leads on."""

    @property
    def danger(self) -> bool:
        """It cannot be taken back."""

    @property
    def key(self) -> str:
        """Its letter on desks."""

    @property
    def needs_words(self) -> bool:
        """A page asks for them first."""


def button(offer: Offered, spec: Described, *, url: str, effect: Words, version: int) -> Act:
    """The button of an offered act: pressed at once, or leading to the page that asks for its words."""
    return Act(
        label=_(offer.label),
        url=url,
        effect=effect,
        icon=spec.icon,
        allowed=offer.refusal is None,
        refusal=offer.refusal or "",
        primary=spec.primary,
        danger=spec.danger,
        key=spec.key,
        version=version,
        method="get" if spec.needs_words else "post",
    )


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
