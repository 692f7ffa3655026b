"""What the door does with input that is not a question."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhifa.interfaces.cli.rules import answer_lines
from zhifa.law.questions.asking import ASKS
from zhifa.law.questions.door import Door
from zhifa.law.questions.fields import FIELDS
from zhifa.packs.book import load_book
from zhifa.packs.plan import load_plan

pytestmark = pytest.mark.law
DOOR = Door(load_book(["cn"]), load_plan("chunan"))


def asked(topic, **facts):
    return DOOR.answer(json.dumps({"id": "x", "topic": topic, "facts": facts}, ensure_ascii=False), 7)


BAD = [
    ("{not json", "invalid_json"),
    ("[]", "not_an_object"),
    ("3", "not_an_object"),
    ('{"id":"a","topic":NaN}', "invalid_json"),
    ("[" * 100_000, "invalid_json"),
    ('{"id":"a"}', "unknown_topic"),
    ('{"id":"a","topic":["period"],"facts":{}}', "unknown_topic"),
    ('{"id":"a","topic":"period"}', "facts_not_an_object"),
    ('{"id":"a","topic":"period","facts":[]}', "facts_not_an_object"),
    ('{"id":"a","topic":"period","facts":{}}', "unknown_ask"),
    ('{"id":"a","topic":"period","facts":{"ask":{}}}', "unknown_ask"),
    ('{"id":"a","topic":"period","facts":{"ask":"may_decide"}}', "unknown_ask"),
]


@pytest.mark.parametrize(("line", "code"), BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_question_gets_an_error_with_its_number(line, code):
    answer = DOOR.answer(line, 7)
    assert (answer["line"], answer["error"]["code"]) == (7, code)
    assert answer["error"]["message"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("decision_served_on", "2026-02-30", "invalid_date"),
        ("decision_served_on", "2026-2-3", "invalid_date"),
        ("decision_served_on", "20260203", "invalid_date"),
        ("decision_served_on", "2026-02-03T00:00:00", "invalid_date"),
        ("decision_served_on", "٢٠٢٦-٠٢-٠٣", "invalid_date"),
        ("decision_served_on", 20260203, "invalid_date"),
        ("planned_at", "2026-02-03", "invalid_datetime"),
        ("planned_at", "2026-02-03T24:00:00", "invalid_datetime"),
        ("planned_at", "2026-02-03T10:00:00Z", "invalid_datetime"),
        ("fine", 200, "invalid_amount"),
        ("fine", "-1", "invalid_amount"),
        ("fine", "1,000", "invalid_amount"),
        ("fine", "1.005", "invalid_amount"),
        ("fine", "", "invalid_amount"),
        ("agents_count", True, "invalid_integer"),
        ("agents_count", -1, "invalid_integer"),
        ("agents_count", "2", "invalid_integer"),
        ("facts_clear", "true", "invalid_boolean"),
        ("facts_clear", 1, "invalid_boolean"),
        ("party_kind", "company", "unknown_code"),
        ("party_kind", ["citizen"], "unknown_code"),
        ("penalties", {"kind": "fine"}, "invalid_list"),
        ("penalties", [{"kind": "flogging"}], "unknown_code"),
        ("penalties", [{"kind": "fine", "amount": "a"}], "invalid_amount"),
        ("penalties", [{"amount": "1"}], "missing_key"),
        ("penalties", [{"kind": "fine", "sum": "1"}], "unknown_key"),
        ("penalties", ["fine"], "invalid_object"),
        ("officers", [{"role": "officer", "cert_valid_to": "x"}], "invalid_date"),
        ("squad_coverage", {"浪川乡": 1}, "invalid_text"),
        ("squad_coverage", [], "invalid_object"),
        ("provisions", [{"id": "a", "ratio_min": "Infinity"}], "invalid_ratio"),
        ("party_knd", "citizen", "unknown_key"),
    ],
)
def test_an_unreadable_fact_is_named(key, value, code):
    answer = asked("period", ask="suit_direct", decision_served_on="2026-03-02", **{key: value} if key != "decision_served_on" else {})
    if key == "decision_served_on":
        answer = asked("period", ask="suit_direct", decision_served_on=value)
    assert answer["error"]["code"] == code
    assert key in answer["error"]["message"]


def test_null_means_not_given():
    assert asked("period", ask="suit_direct", decision_served_on=None)["missing"] == ["decision_served_on"]
    assert asked("hearing", ask="hold", agents_count=None)["action"] == "allow"


def test_a_legal_key_of_another_question_is_ignored_and_said_so():
    answer = asked("period", ask="suit_direct", decision_served_on="2026-03-02", filed_on="2026-03-01")
    assert answer["action"] == "compute"
    assert answer["ignored"] == ["filed_on"]


@pytest.mark.parametrize("calendar", [[], {"off_days": ["2026-02-30"]}, {"off_days": "2026-02-03"}, {"holidays": []}])
def test_a_wrong_calendar_is_an_error(calendar):
    question = {"id": "x", "topic": "period", "facts": {"ask": "suit_direct", "decision_served_on": "2026-03-02"}, "calendar": calendar}
    assert "error" in DOOR.answer(json.dumps(question), 1)


def test_a_given_calendar_replaces_the_own_one_completely():
    facts = {"ask": "hearing_request", "prior_notice_served_on": "2026-04-28"}
    question = {"id": "x", "topic": "period", "facts": facts, "calendar": {"off_days": [], "makeup_workdays": []}}
    assert DOOR.answer(json.dumps(question), 1)["dates"]["deadline"] == "2026-05-05"
    del question["calendar"]
    assert DOOR.answer(json.dumps(question), 1)["dates"]["deadline"] == "2026-05-08"


def test_dates_at_the_end_of_time_are_an_error_not_a_crash():
    assert asked("period", ask="suit_direct", decision_served_on="9999-12-30")["error"]["code"] == "out_of_range"
    assert asked("period", ask="suit_direct", decision_served_on="2001-01-01")["error"]["code"] == "no_parameter"


def test_the_stream_goes_on_after_bad_lines():
    lines = b'\xff\xfe\n\n   \n{"id":"\\ud800","topic":"hearing","facts":{"ask":"hold"}}\r\nnonsense\n'
    out = io.BytesIO()
    answer_lines(DOOR, io.BytesIO(lines), out, flush=True)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [a.get("action") or a["line"] for a in answers] == [1, "allow", 5]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**30) | st.floats(allow_nan=False) | st.text(max_size=12) | st.dates().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "amount", "role", "x"]), inner, max_size=3),
    max_leaves=5,
)
QUESTIONS = st.sampled_from([(t, a) for t, asks in ASKS.items() for a in asks]).flatmap(
    lambda ta: st.dictionaries(st.sampled_from(sorted(FIELDS)), JSON, max_size=4).map(
        lambda facts: {"id": "x", "topic": ta[0], "facts": {**facts, "ask": ta[1]}}
    )
)


@given(QUESTIONS | JSON)
def test_whatever_comes_in_an_answer_or_an_error_goes_out(question):
    answer = DOOR.answer(json.dumps(question), 1)
    assert ("error" in answer) != ("action" in answer)
    json.dumps(answer)
