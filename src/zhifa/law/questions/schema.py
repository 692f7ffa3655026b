"""The questions as JSON Schema (2020-12), made from the register of asks and the readers of facts.

What a schema admits is what the door reads, with one exception: the door answers `escalate` with `missing` where the schema asks
for a required key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhifa.law.questions.asking import ASKS, Ask
from zhifa.law.questions.fields import A_DATE, FIELDS, Reader, many
from zhifa.law.rulings import Outcome

Schema = dict[str, Any]
_SHAPES: Mapping[str, Schema] = {
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "datetime": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"},
    "amount": {"type": "string", "pattern": r"^\d{1,18}(\.\d{1,2})?$"},
    "ratio": {"type": "string", "pattern": r"^\d+(\.\d+)?$"},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer", "minimum": 0},
    "text": {"type": "string"},
    "names": {"type": "object", "additionalProperties": {"type": "string"}},
}


def of_reader(reader: Reader) -> Schema:
    """The schema of one value."""
    if reader.kind == "code":
        return {"type": "string", "enum": list(reader.codes)}
    if reader.kind == "list":
        assert reader.item is not None
        return {"type": "array", "items": of_reader(reader.item)}
    if reader.kind == "object":
        return {
            "type": "object",
            "required": list(reader.required),
            "properties": {key: of_reader(inner) for key, inner in {**reader.required, **reader.optional}.items()},
            "additionalProperties": False,
        }
    return dict(_SHAPES[reader.kind])


def of_ask(ask: Ask) -> Schema:
    """The schema of the facts of one ask; optional keys may be null."""
    keys = {key: of_reader(FIELDS[key]) for key in (*ask.required, *ask.optional)}
    optional = {key: {"anyOf": [keys[key], {"type": "null"}]} for key in ask.optional}
    doc = " ".join((ask.function.__doc__ or "").split())
    return {
        "title": ask.name,
        "description": doc,
        "type": "object",
        "required": ["ask", *ask.required],
        "properties": {"ask": {"const": ask.name}, **{key: keys[key] for key in ask.required}, **optional},
        "additionalProperties": False,
    }


def of_topic(topic: str) -> Schema:
    """The schema of the facts of every ask of a topic."""
    return {"oneOf": [of_ask(ask) for ask in ASKS[topic].values()]}


def of_calendar() -> Schema:
    """The schema of a question's own calendar."""
    days = of_reader(many(A_DATE))
    return {"type": "object", "properties": {"off_days": days, "makeup_workdays": days}, "additionalProperties": False}


def of_answer() -> Schema:
    """The schema of an answer (contract §2); `facts`, `defaults` and `ignored` are left out when empty."""
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    reading = {"type": "object", "properties": {"id": text, "question": text, "readings": texts, "followed": text}, "required": ["id"]}
    facts = {"type": "object"}
    properties = {
        "id": {"type": ["string", "null"]},
        "action": {"enum": [outcome.value for outcome in Outcome]},
        "dates": {"type": "object", "additionalProperties": text},
        "amounts": {"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
        "flags": {"type": "object", "additionalProperties": {"type": ["boolean", "string", "array"]}},
        "authority": {"type": "object", "additionalProperties": text},
        "ambiguous": {"type": "boolean"},
        "missing": texts,
        "citations": {**texts, "minItems": 1},
        "rules": {**texts, "minItems": 1},
        "explanation": text,
        "ambiguities": {"type": "array", "items": reading},
        "assumptions": texts,
        "book": text,
    }
    rest = {"facts": facts, "defaults": facts, "ignored": texts}
    return {"type": "object", "required": list(properties), "properties": properties | rest, "additionalProperties": False}
