"""Schema, names and register of the questions: complete, and what the schema admits the door reads."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from zhifa.law.questions import schema
from zhifa.law.questions.asking import ASKS
from zhifa.law.questions.door import Door
from zhifa.law.questions.fields import FIELDS, Reader
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan
from zhifa.packs.questions import question_words

pytestmark = pytest.mark.law
DOOR = Door(load_book(["cn"]), load_plan("chunan"))
ALL = [ask for asks in ASKS.values() for ask in asks.values()]
VALUES = {
    "date": st.dates().map(str),
    "datetime": st.datetimes().map(lambda at: at.isoformat(timespec="seconds")),
    "amount": st.decimals(0, 10**9, places=2).map(str),
    "ratio": st.decimals(0, 3, places=3).map(str),
    "boolean": st.booleans(),
    "integer": st.integers(0, 10**6),
    "text": st.text(max_size=9),
    "names": st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
}


def value(reader: Reader) -> st.SearchStrategy:
    if reader.kind == "code":
        return st.sampled_from(reader.codes)
    if reader.kind == "list":
        assert reader.item is not None
        return st.lists(value(reader.item), max_size=3)
    if reader.kind == "object":
        needed = {key: value(inner) for key, inner in reader.required.items()}
        return st.fixed_dictionaries(needed, optional={key: value(inner) for key, inner in reader.optional.items()})
    return VALUES[reader.kind]


def facts(ask) -> st.SearchStrategy:
    needed = {"ask": st.just(ask.name), **{key: value(FIELDS[key]) for key in ask.required}}
    return st.fixed_dictionaries(needed, optional={key: st.none() | value(FIELDS[key]) for key in ask.optional})


@given(st.sampled_from(ALL).flatmap(lambda ask: st.tuples(st.just(ask), facts(ask))))
def test_what_the_schema_admits_is_answered(asked) -> None:
    ask, given_facts = asked
    assert not list(Draft202012Validator(schema.of_ask(ask)).iter_errors(given_facts))
    answer = DOOR.answer(json.dumps({"id": "x", "topic": ask.topic, "facts": given_facts}), 1)
    if "error" in answer:
        assert answer["error"]["code"] in ("no_parameter", "out_of_range")
    else:
        assert answer["citations"]
        assert answer["explanation"]
        assert "ignored" not in answer
        assert set(answer.get("facts", {})) | set(answer.get("defaults", {})) <= set(ask.required) | set(ask.optional)


@given(st.sampled_from(ALL), st.sampled_from(sorted(FIELDS)), st.one_of(*VALUES.values(), st.lists(st.text(max_size=3), max_size=2)))
def test_what_the_schema_refuses_is_an_error_or_ignored(ask, key: str, wrong) -> None:
    given_facts = {"ask": ask.name, key: wrong}
    found = [e for e in Draft202012Validator(schema.of_ask(ask)).iter_errors(given_facts) if e.validator != "required"]
    answer = DOOR.answer(json.dumps({"id": "x", "topic": ask.topic, "facts": given_facts}), 1)
    if not found:
        assert answer.get("error", {}).get("code", "") in ("", "no_parameter", "out_of_range", "invalid_date", "invalid_datetime")
    else:
        assert "error" in answer or key in answer.get("ignored", ())
        assert "error" not in answer or key in answer["error"]["message"]


def named(key: str, reader: Reader) -> None:
    words = question_words("zh")
    assert words.key(key)
    assert all(words.code(key, code) for code in reader.codes)
    if reader.item:
        named(key, reader.item)
    for inner, below in {**reader.required, **reader.optional}.items():
        named(inner, below)


def test_everything_a_jurist_reads_has_a_chinese_name() -> None:
    words = question_words("zh")
    for ask in ALL:
        assert words.topic(ask.topic)
        assert words.ask(ask.topic, ask.name)
    for key, reader in FIELDS.items():
        named(key, reader)
    assert words.code("place_type", "ordinary") == "一般地点"
    assert words.code("procedure", "ordinary") == "普通程序"
    assert question_words("en").key("decision_served_on") == "decision served on"


def test_every_optional_default_is_a_value_of_its_schema() -> None:
    for ask in ALL:
        for key, default in ask.defaults.items():
            Draft202012Validator(schema.of_reader(FIELDS[key])).validate(default)


def test_an_open_question_shows_its_readings_and_the_one_that_is_followed() -> None:
    asked = {"ask": "fine_payment", "decision_served_on": "2026-03-06"}
    (shown,) = DOOR.answer(json.dumps({"id": "x", "topic": "period", "facts": asked}), 1)["ambiguities"]
    assert shown["id"] == "AMB-01"
    assert shown["followed"] in shown["readings"]
    assert len(shown["readings"]) > 1
