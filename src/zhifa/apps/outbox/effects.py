"""Registers of handlers and periodic work. Filled while the apps start, read only afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar


class Handler(Protocol):
    """`at`: house time of this delivery; `key`: the message's key, the same at every redelivery."""

    def __call__(self, payload: dict[str, Any], *, at: datetime, key: str) -> None: ...


Tick = Callable[[datetime], object]
H = TypeVar("H", bound=Handler)
T = TypeVar("T", bound=Tick)


@dataclass(frozen=True, slots=True)
class Topic:
    """`atomic`: effect and completion commit together, so that the effect in the database happens exactly once. A handler that
    talks to the outside is not atomic: it happens at least once and passes `key` on."""

    handler: Handler
    atomic: bool
    attempts: int


@dataclass(frozen=True, slots=True)
class Periodic:
    """Work that is done about every `seconds` (machine time), by one process at a time."""

    name: str
    seconds: float
    tick: Tick


TOPICS: dict[str, Topic] = {}
PERIODICS: dict[str, Periodic] = {}


def handles(topic: str, *, atomic: bool = True, attempts: int = 8) -> Callable[[H], H]:
    """Deliver messages of `topic` to this function; one handler per topic."""

    def register(handler: H) -> H:
        if topic in TOPICS:
            raise ValueError(f"topic {topic} has a handler already")
        TOPICS[topic] = Topic(handler, atomic, attempts)
        return handler

    return register


def every(seconds: float, name: str = "") -> Callable[[T], T]:
    """Call this function with the house time about every `seconds`; it must bear being called twice."""

    def register(tick: T) -> T:
        known = name or f"{tick.__module__}.{tick.__name__}"
        if known in PERIODICS:
            raise ValueError(f"periodic work {known} is registered already")
        PERIODICS[known] = Periodic(known, seconds, tick)
        return tick

    return register
