"""The jurist's desk: everybody signed in may ask; the form is made from the question, the address is the answer."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from tests.interfaces.web.test_desks import PEOPLE, logged_in, people  # noqa: F401
from zhifa.interfaces.frame.questions import answered
from zhifa.interfaces.web.answers import shown
from zhifa.interfaces.web.questions_form import calendar_of, facts_of, form_of, query_of
from zhifa.law.questions import topics
from zhifa.law.questions.asking import ASKS
from zhifa.packs.questions import examples, question_words

pytestmark = pytest.mark.django_db
assert topics
ALL = [(topic, name) for topic, asks in ASKS.items() for name in asks]


@pytest.fixture
def jurist(people: None) -> Client:  # noqa: F811
    return logged_in("legal")


def text(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


@pytest.mark.parametrize("role", PEOPLE)
def test_anybody_signed_in_may_ask(people: None, role: str) -> None:  # noqa: F811
    client = logged_in(PEOPLE[role])
    assert client.get("/desk/rules/").status_code == 200
    answer = client.get("/desk/rules/period/fine_payment/?decision_served_on=2026-07-01")
    assert answer.status_code == 200
    assert "2026年7月16日 周四" in text(answer.content.decode())


def test_nobody_asks_without_signing_in(county: None) -> None:
    assert Client().get("/desk/rules/").status_code == 302
    assert Client().get("/desk/rules/period/fine_payment/").status_code == 302


def test_every_topic_has_its_questions_and_a_page_that_answers(jurist: Client) -> None:
    index = jurist.get("/desk/rules/").content.decode()
    assert all(f"/desk/rules/{topic}/{name}/" in index for topic, name in ALL)
    for topic, asks in ASKS.items():
        name = list(asks)[-1]
        page = jurist.get(f"/desk/rules/{topic}/{name}/?{query_of(examples()[topic, name][0].facts)}")
        assert page.status_code == 200, (topic, name)
        assert 'class="card answer"' in page.content.decode()


@pytest.mark.parametrize(("topic", "name"), ALL)
def test_every_example_fills_its_form_and_is_answered_in_words(topic: str, name: str) -> None:
    words = question_words("zh")
    for example in examples()[topic, name]:
        given = QueryDict(query_of(example.facts))
        assert facts_of(ASKS[topic][name], given) == dict(example.facts)
        assert calendar_of(given) is None
        form = form_of(ASKS[topic][name], given, words)
        assert not form.errors
        assert all(field.label and "_" not in str(field.label) for field in form.fields.values())
        answer = shown(answered(topic, {"facts": {"ask": name, **example.facts}}), words)
        assert answer.outcome
        assert answer.sentences
        assert answer.citations
        assert not [said for _label, said in answer.results if re.search("[a-z]_[a-z]", said)]


def test_an_open_question_shows_both_readings_and_the_facts_it_used(jurist: Client) -> None:
    page = text(
        jurist.get(
            "/desk/rules/summary_procedure/may_decide/?party_kind=sole_trader&penalties.0.kind=fine&penalties.0.amount=800"
        ).content.decode()
    )
    for said in (
        "转人工判断",
        "按公民",
        "按其他组织",
        "（采用的默认口径）",
        "行政处罚法 第五十一条",
        "种类：罚款 金额：800 元",
        "默认",
        "SIM-01",
    ):
        assert said in page, said


def test_missing_facts_are_asked_for_with_a_way_to_their_field(jurist: Client) -> None:
    page = jurist.get("/desk/rules/period/reconsideration_reply/?copy_received_on=2026-08-05").content.decode()
    assert 'href="#fact-reconsideration_procedure"' in page
    assert 'id="fact-reconsideration_procedure"' in page


def test_what_cannot_be_read_is_said_at_its_field(jurist: Client) -> None:
    answer = jurist.get("/desk/rules/summary_procedure/may_decide/?party_kind=citizen&penalties.0.kind=fine&penalties.0.amount=2,000")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不是金额" in page
    assert 'value="2,000"' in page
    wrong = jurist.get("/desk/rules/hearing/hold/?agents_count=two")
    assert wrong.status_code == 422
    assert "应为整数" in wrong.content.decode()


def test_blank_fields_leave_the_address(jurist: Client) -> None:
    answer = jurist.get("/desk/rules/hearing/hold/?agents_count=3&charge_party=&asked=1")
    assert answer.status_code == 302
    assert answer["Location"] == "/desk/rules/hearing/hold/?agents_count=3"
    alone = jurist.get("/desk/rules/hearing/hold/?agents_count=&asked=1")
    assert alone["Location"] == "/desk/rules/hearing/hold/?asked=1"
    assert "可以" in text(jurist.get(alone["Location"]).content.decode())


def test_the_own_calendar_counts(jurist: Client) -> None:
    page = text(jurist.get("/desk/rules/period/fine_payment/?decision_served_on=2026-07-01&off_days=2026-07-16").content.decode())
    assert "2026年7月17日 周五" in page


def test_in_english_the_answer_is_english(jurist: Client) -> None:
    jurist.post("/language", {"language": "en", "next": "/"})
    page = text(
        jurist.get(
            "/desk/rules/summary_procedure/may_decide/?party_kind=sole_trader&penalties.0.kind=fine&penalties.0.amount=800"
        ).content.decode()
    )
    assert "As a citizen" in page
    assert "sole trader" in page


def test_unknown_questions_are_not_found_and_no_input_breaks_the_page(jurist: Client) -> None:
    assert jurist.get("/desk/rules/astrology/x/").status_code == 404
    assert jurist.get("/desk/rules/period/x/").status_code == 404
    for odd in (
        "officers.999999.role=officer",
        "squad_coverage=a",
        "squad_coverage=%3D%3D",
        "special_rule.level=x",
        "penalties.x.kind=1",
        "a.b=c",
    ):
        for topic, name in (("authority", "route"), ("officers", "activity"), ("time_limit", "decision_deadline"), ("surcharge", "amount")):
            assert jurist.get(f"/desk/rules/{topic}/{name}/?{odd}").status_code in (200, 422)
