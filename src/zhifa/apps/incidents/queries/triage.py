"""Text → matters → whose they are: what the desk shows before anybody decides."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date
from typing import Any

from zhifa.algorithms.matching import Correction, Match, Matcher
from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.incidents.facts import authority_data
from zhifa.apps.incidents.models import MatchCorrection
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.registry import queries as registry

SHOWN = 5
CORRECTIONS = "corrections"  # the data version of what people taught the matcher
_lock = threading.Lock()
_built: dict[str, tuple[str, str, Matcher]] = {}


def matcher(tenant: str) -> Matcher:
    """The county's matcher: its words are read again when the catalogue changed, its memory when somebody corrected a match
    (no query beyond that for the data version, one when something changed)."""
    newest = registry.data_version(CORRECTIONS)
    words = snapshot().token
    with _lock:
        held = _built.get(tenant)
        if held is None or held[:2] != (words, newest):
            rows = MatchCorrection.objects.filter(tenant=tenant).order_by("id").values_list("text", "proposed", "accepted")
            corrections = tuple(Correction(text, tuple(proposed), tuple(accepted)) for text, proposed, accepted in rows)
            base = held[2] if held and held[0] == words else Matcher(catalogue.vocabulary())
            held = _built[tenant] = (words, newest, base.remembering(corrections))
        return held[2]


def propose(tenant: str, text: str, area: str, day: date) -> dict[str, Any]:
    """What the text seems to be, with the deciding words, and for each candidate the ruling whose it is there on that day."""
    found = matcher(tenant).match(text, top=SHOWN)
    rulings = rule_matters(tenant, [c.matter for c in found.candidates], area, day, text)
    return _proposal(found, rulings)


def propose_all(tenant: str, texts: Sequence[tuple[str, str]], day: date) -> list[dict[str, Any]]:
    """`propose` for many (text, area) at once: one matcher, every different text matched once, every different question ruled
    once."""
    reader, known = matcher(tenant), precedents.standing(tenant)
    matches = {text: reader.match(text, top=SHOWN) for text in {t for t, _ in texts}}
    wanted = {(c.matter, area) for text, area in texts if area for c in matches[text].candidates}
    questions = tuple(catalogue.Asked(matter=m, power="penalty", area=area, day=day) for m, area in sorted(wanted))
    ruled = {(q.matter, q.area): authority_data(r) for q, r in zip(questions, catalogue.authorities(questions), strict=True)}

    def rulings(text: str, area: str) -> dict[str, dict[str, Any]]:
        codes = [c.matter for c in matches[text].candidates] if area else []
        return {m: precedents.followed(ruled[m, area], known, m, area, text, day) for m in codes}

    return [_proposal(matches[text], rulings(text, area)) for text, area in texts]


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


def _proposal(found: Match, rulings: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "enforcement": found.enforcement,
        "kind": found.kind,
        "danger": list(found.danger),
        "words": list(found.words),
        "candidates": [
            {
                "matter": c.matter,
                "name": c.name,
                "domain": c.domain,
                "score": round(c.score, 3),
                "words": list(c.words),
                "authority": rulings.get(c.matter),
            }
            for c in found.candidates
        ],
    }
