"""Who could enforce what where on which day, in words and as plain data: one form for page, API and command."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language

from zhifa.apps.catalogue.queries import Stretch, WhoAnswer
from zhifa.interfaces.frame.reasoning import explain
from zhifa.law.authority import POWERS
from zhifa.packs.questions import question_words


def power_names() -> dict[str, str]:
    """Power code → its name in the reader's language."""
    words = question_words(get_language() or "zh")
    return {power: words.code("power", power) for power in POWERS}


def plain(answer: WhoAnswer) -> dict[str, Any]:
    """As JSON values; "" and null where nobody holds the power or the source does not say."""
    row, mandate, why = answer.row, answer.row.mandate, explain(answer.why)
    return {
        "matter": row.matter,
        "matter_name": row.matter_name,
        "domain": row.domain,
        "power": answer.power,
        "area": row.area,
        "area_name": row.area_name,
        "day": answer.day.isoformat(),
        "known_at": answer.known_at.isoformat() if answer.known_at else None,
        "status": row.status,
        "holder": answer.why.holder,
        "holder_kind": answer.why.holder_kind,
        "organ": row.organ,
        "acting_identity": row.acting_identity,
        "team": row.team,
        "team_name": row.team_name,
        "commander": row.commander,
        "phone": row.phone,
        "since": _iso(row.since),
        "basis": row.basis,
        "mandate": {"title": mandate.title, "number": mandate.number, "published_on": _iso(mandate.published_on)} if mandate else None,
        "reasons": list(why.sentences) if why else [],
        "citations": list(why.citations) if why else [],
        "assumptions": list(why.assumptions) if why else [],
        "considered": [{"name": c.name, "taken": c.taken, "why": c.sentence, "basis": c.citation} for c in why.considered] if why else [],
        "stretches": [_stretch(s) for s in answer.stretches],
    }


def _stretch(one: Stretch) -> dict[str, Any]:
    return {
        "since": _iso(one.since),
        "until": _iso(one.until),
        "status": one.status,
        "holder": one.holder,
        "acting_identity": one.acting_identity,
        "team_name": one.team_name,
        "current": one.current,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
