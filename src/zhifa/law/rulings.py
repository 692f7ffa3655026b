"""What every rule returns: an outcome that carries its reasons.

Refusals raised by services carry the same object, so that a page, an API answer and the trail say the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from zhifa.law.citations import Citation


class Outcome(StrEnum):
    """Codes of the rules contract; `SEVERITY` orders them when several apply."""

    ALLOW = "allow"
    COMPUTE = "compute"
    WARN = "warn"
    ESCALATE = "escalate"
    BLOCK = "block"


SEVERITY = (Outcome.BLOCK, Outcome.ESCALATE, Outcome.WARN, Outcome.ALLOW, Outcome.COMPUTE)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason code and the values its sentence needs; the sentences (zh, en) are pack data (`reasons.json`)."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    """`rules`: ids of the rule base (HEA-05). `missing`: fact keys asked for instead of guessed. `ambiguities`: register
    ids (AMB-01) whose default policy was followed. `assumptions`: reason codes of what the answer rests on beyond proof
    (a `demo` fact, a provisional calendar). `values`: results by name (dates, Decimal yuan, flags)."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    rules: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()
    ambiguities: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def permits(self) -> bool:
        """Neither forbidden nor left open."""
        return self.outcome not in (Outcome.BLOCK, Outcome.ESCALATE)


def _merged(parts: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(x for part in parts for x in part))


def combine(rulings: Iterable[Ruling]) -> Ruling:
    """The severest outcome with everything that was found on the way; an empty sequence is an error."""
    parts = list(rulings)
    outcome = min((r.outcome for r in parts), key=SEVERITY.index)
    reasons: list[Reason] = []
    for r in parts:
        reasons += [x for x in r.reasons if x not in reasons]
    return Ruling(
        outcome,
        tuple(reasons),
        _merged(r.rules for r in parts),
        _merged(r.citations for r in parts),
        _merged(r.missing for r in parts),
        _merged(r.ambiguities for r in parts),
        _merged(r.assumptions for r in parts),
        {k: v for r in parts for k, v in r.values.items()},
    )


def rests_on_demo(assumptions: Iterable[str]) -> bool:
    """One of these codes speaks of demonstration facts."""
    return any(part.startswith("demo") for code in assumptions for part in code.split("."))


class Refused(Exception):
    """An act that may not be done; the ruling says why and what would cure it."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(", ".join(r.code for r in ruling.reasons))
        self.ruling = ruling


class Denied(Refused):
    """This person may not (HTTP 403)."""


class Blocked(Refused):
    """Nobody may, as things stand (HTTP 409)."""


def refusal(code: str, *citations: Citation, rules: tuple[str, ...] = (), missing: tuple[str, ...] = (), **values: object) -> Ruling:
    """A blocking ruling with one reason."""
    return Ruling(Outcome.BLOCK, (Reason(code, {k: str(v) for k, v in values.items()}),), rules, citations, missing)


def ruling_data(ruling: Ruling) -> dict[str, Any]:
    """As plain JSON (strings, lists, objects), for storage beside the act that rests on it."""
    return {
        "outcome": ruling.outcome.value,
        "reasons": [{"code": r.code, "values": dict(r.values)} for r in ruling.reasons],
        "rules": list(ruling.rules),
        "citations": [str(c) for c in ruling.citations],
        "missing": list(ruling.missing),
        "ambiguities": list(ruling.ambiguities),
        "assumptions": list(ruling.assumptions),
        "values": {k: v if isinstance(v, bool | int | str | list | None) else str(v) for k, v in ruling.values.items()},
    }
