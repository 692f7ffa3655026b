"""Text → matters → whose they are: what the desk shows before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhifa.algorithms.matching import Matcher
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.incidents.facts import authority_data
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.incidents.queries.matching import held, proposed

SHOWN = 5


def matcher(tenant: str) -> Matcher:
    """The one in use (no query beyond that for the data version, three when something changed)."""
    return held(tenant).matcher


def propose(tenant: str, text: str, area: str, day: date) -> dict[str, Any]:
    """What the text seems to be, with the deciding words, and for each candidate the ruling whose it is there on that day."""
    using = held(tenant)
    said = proposed(using, using.matcher.match(text, top=SHOWN))
    return _ruled(said, rule_matters(tenant, [c["matter"] for c in said["candidates"]], area, day, text))


def propose_all(tenant: str, texts: Sequence[tuple[str, str]], day: date) -> list[dict[str, Any]]:
    """`propose` for many (text, area) at once: one matcher, every different text matched once, every different question ruled
    once."""
    using, known = held(tenant), precedents.standing(tenant)
    said = {text: proposed(using, using.matcher.match(text, top=SHOWN)) for text in {t for t, _ in texts}}
    wanted = {(c["matter"], area) for text, area in texts if area for c in said[text]["candidates"]}
    questions = tuple(catalogue.Asked(matter=m, power="penalty", area=area, day=day) for m, area in sorted(wanted))
    ruled = {(q.matter, q.area): authority_data(r) for q, r in zip(questions, catalogue.authorities(questions), strict=True)}

    def rulings(text: str, area: str) -> dict[str, dict[str, Any]]:
        codes = [c["matter"] for c in said[text]["candidates"]] if area else []
        return {m: precedents.followed(ruled[m, area], known, m, area, text, day) for m in codes}

    return [_ruled(said[text], rulings(text, area)) for text, area in texts]


def rule_matters(tenant: str, matters: Sequence[str], area: str, day: date, text: str) -> dict[str, dict[str, Any]]:
    """matter code → ruling on the penalty power there and then, as JSON, with the precedents about it; empty when no place is
    known."""
    if not area:
        return {}
    questions = tuple(catalogue.Asked(matter=m, power="penalty", area=area, day=day) for m in matters)
    known = precedents.standing(tenant)
    return {
        q.matter: precedents.followed(authority_data(r), known, q.matter, area, text, day)
        for q, r in zip(questions, catalogue.authorities(questions), strict=True)
    }


def _ruled(said: dict[str, Any], rulings: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A proposal with the ruling beside each candidate, where there is one."""
    return {**said, "candidates": [{**c, "authority": rulings.get(c["matter"])} for c in said["candidates"]]}
