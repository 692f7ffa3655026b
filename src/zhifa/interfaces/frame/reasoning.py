"""“为什么？”: a ruling made readable, whatever form it comes in: a Ruling, an AuthorityRuling or one stored as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from zhifa.interfaces.frame.sentences import say
from zhifa.law.authority import AuthorityRuling, Considered
from zhifa.law.rulings import Refused, Ruling, ruling_data

POINTING = ("case.duplicate", "ordinary.filed_already")  # reasons whose `number` is that of an earlier case
_LEVEL = {"block": "late", "escalate": "soon", "warn": "soon"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """One possibility that was considered, and why it was taken or left."""

    name: str
    taken: bool
    sentence: str
    citation: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """`level`: "" | soon | late. `assumptions` are sentences; `demo` says that one of them rests on demonstration facts. `links`: number
    and address of what the sentences point to."""

    level: str
    sentences: tuple[str, ...]
    citations: tuple[str, ...]
    rules: tuple[str, ...]
    considered: tuple[Weighed, ...]
    assumptions: tuple[str, ...]
    missing: tuple[str, ...]
    ambiguities: tuple[str, ...]
    demo: bool
    links: tuple[tuple[str, str], ...] = ()


def is_demo(assumption: str) -> bool:
    """The assumption's code says that it rests on demonstration facts."""
    return any(part.startswith("demo") for part in assumption.split("."))


def explain(ruling: Any) -> Explanation | None:
    """The panel's content; None for nothing. A plain sentence explains itself."""
    if not ruling:
        return None
    if isinstance(ruling, Explanation):
        return ruling
    if isinstance(ruling, str):
        return Explanation("", (ruling,), (), (), (), (), (), (), False)
    if isinstance(ruling, Refused):
        ruling = ruling.ruling
    if isinstance(ruling, AuthorityRuling):
        return _explain(ruling_data(ruling.ruling), tuple(_weighed(c) for c in ruling.considered))
    if isinstance(ruling, Ruling):
        return _explain(ruling_data(ruling), ())
    inner = ruling.get("ruling", ruling)
    return _explain(inner, tuple(_weighed_data(c) for c in ruling.get("considered", ())))


def _explain(data: Mapping[str, Any], considered: tuple[Weighed, ...]) -> Explanation:
    assumptions = tuple(data.get("assumptions", ()))
    return Explanation(
        _LEVEL.get(data.get("outcome", ""), ""),
        tuple(say(r["code"], r.get("values")) for r in data.get("reasons", ())),
        tuple(str(c) for c in data.get("citations", ())),
        tuple(data.get("rules", ())),
        considered,
        tuple(say(a) for a in assumptions),
        tuple(say(f"missing.{m}") for m in data.get("missing", ())),
        tuple(data.get("ambiguities", ())),
        any(map(is_demo, assumptions)),
        _links(data.get("reasons", ())),
    )


def _links(reasons: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Search opens what the reader may see and says so of the rest."""
    numbers = dict.fromkeys(str(r["values"]["number"]) for r in reasons if r["code"] in POINTING)
    return tuple((n, f"{reverse('frame:search')}?{urlencode({'q': n, 'go': 1})}") for n in numbers)


def _weighed(item: Considered) -> Weighed:
    grant = item.grant
    cited = str(grant.citation) if grant.citation else grant.mandate
    return Weighed(grant.acting_identity, item.accepted, say(item.reason.code, item.reason.values), cited, bool(grant.assumption))


def _weighed_data(item: Mapping[str, Any]) -> Weighed:
    reason = item["reason"]
    sentence = say(reason["code"], reason.get("values"))
    return Weighed(
        item["acting_identity"],
        bool(item["accepted"]),
        sentence,
        item.get("citation") or item.get("mandate", ""),
        bool(item.get("assumption")),
    )
