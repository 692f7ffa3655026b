"""The rules door: one line of JSON in, one answer out (contract §1–§6). Pure; `interfaces/cli/rules.py` does the reading.

Whatever comes in, something well-formed goes out: what cannot be read is an error object naming the key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from zhifa.law import money
from zhifa.law.book import Book, UnknownParameter
from zhifa.law.calendar import Calendar
from zhifa.law.plan import Plan
from zhifa.law.questions import topics
from zhifa.law.questions.asking import ASKS, Answer, Ask, Law, lacking
from zhifa.law.questions.fields import A_DATE, FIELDS, FactError, many, read

_DAYS = many(A_DATE)
_CALENDAR_KEYS = ("off_days", "makeup_workdays")
assert topics


class QuestionError(ValueError):
    """A line that is no question of the contract."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Door:
    """Answers questions under one book and one county plan."""

    def __init__(self, book: Book, plan: Plan) -> None:
        self._law = Law(book, plan)

    def answer(self, line: str, number: int, language: str = "zh") -> dict[str, Any]:
        """The answer object, or an error object with the 1-based number of the line. `language` of explanation and readings."""
        question: Any = None
        try:
            question = _parsed(line)
            return self._answered(question, language)
        except FactError as error:
            return _error(question, number, error.code, str(error), key=error.key)
        except QuestionError as error:
            return _error(question, number, error.code, str(error))
        except UnknownParameter as error:
            return _error(question, number, "no_parameter", str(error))
        except (OverflowError, ArithmeticError) as error:
            return _error(question, number, "out_of_range", f"a date or amount leaves the range that can be computed: {error}")

    def _answered(self, question: Mapping[str, Any], language: str) -> dict[str, Any]:
        asked, facts = _asked(question)
        law = self._law
        calendar = _calendar(question.get("calendar"))
        if calendar:
            law = Law(law.book.on(calendar), law.plan)
        typed = {key: read(key, value) for key, value in facts.items() if key != "ask" and value is not None}
        missing = tuple(key for key in asked.required if key not in typed)
        answer = lacking(asked, missing) if missing else asked.function(asked.known(typed), law)
        used = {key: facts[key] for key in typed if key in asked.required or key in asked.optional}
        rest = {
            "facts": used,
            "defaults": {key: value for key, value in asked.defaults.items() if key not in used},
            "ignored": [key for key in typed if key not in used],
        }
        return _written(question.get("id"), answer, law.book, language) | {name: found for name, found in rest.items() if found}


def _parsed(line: str) -> Mapping[str, Any]:
    try:
        question = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise QuestionError("invalid_json", f"not a JSON object: {error}") from error
    if not isinstance(question, dict):
        raise QuestionError("not_an_object", f"a question is an object, not {type(question).__name__}")
    return question


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _asked(question: Mapping[str, Any]) -> tuple[Ask, Mapping[str, Any]]:
    topic = question.get("topic")
    if not isinstance(topic, str) or topic not in ASKS:
        raise QuestionError("unknown_topic", f"topic is one of {', '.join(ASKS)}; got {str(topic)[:80]!r}")
    facts = question.get("facts")
    if not isinstance(facts, dict):
        raise QuestionError("facts_not_an_object", "facts is an object with the key ask")
    name = facts.get("ask")
    if not isinstance(name, str) or name not in ASKS[topic]:
        raise QuestionError("unknown_ask", f"ask of {topic} is one of {', '.join(ASKS[topic])}; got {str(name)[:80]!r}")
    return ASKS[topic][name], facts


def _calendar(given: Any) -> Calendar | None:
    """The calendar of the question replaces the engine's; a list that is absent is empty."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise FactError("invalid_object", "calendar", given)
    for key in given:
        if key not in _CALENDAR_KEYS:
            raise FactError("unknown_key", f"calendar.{key}", given[key])
    off, makeup = (frozenset(_DAYS.read(f"calendar.{key}", given.get(key) or [])) for key in _CALENDAR_KEYS)
    return Calendar(off, makeup, None, off)


def _written(identity: Any, answer: Answer, book: Book, language: str) -> dict[str, Any]:
    ruling = answer.ruling
    ambiguous = bool(ruling.ambiguities) if answer.ambiguous is None else answer.ambiguous
    return {
        "id": identity,
        "action": ruling.outcome.value,
        "dates": {k: _day(v) for k, v in answer.dates.items() if v is not None},
        "amounts": {k: v if isinstance(v, int) else money.written(v) for k, v in answer.amounts.items()},
        "flags": dict(answer.flags),
        "authority": {k: v for k, v in answer.authority.items() if v},
        "ambiguous": ambiguous,
        "missing": [key for key in ruling.missing if key in FIELDS],
        "citations": [str(c) for c in ruling.citations],
        "rules": list(ruling.rules),
        "explanation": "；".join(book.sentence(reason, language) for reason in ruling.reasons),
        "ambiguities": [_reading(book, name, language) for name in ruling.ambiguities],
        "assumptions": list(ruling.assumptions),
        "book": book.version,
    }


def _reading(book: Book, name: str, language: str) -> dict[str, Any]:
    """An entry of the register: what is open, its readings, the one that the answer follows."""
    entry = book.ambiguities.get(name)
    if entry is None:
        return {"id": name}
    readings = [reading.spoken(language) for reading in entry.readings]
    return {"id": name, "question": entry.question.spoken(language), "readings": readings, "followed": readings[entry.chosen]}


def _day(value: date | datetime) -> str:
    return value.isoformat()


def _error(question: Any, number: int, code: str, message: str, **place: str) -> dict[str, Any]:
    identity = question.get("id") if isinstance(question, dict) else None
    return {"id": identity if isinstance(identity, str) else None, "line": number, "error": {"code": code, "message": message, **place}}
