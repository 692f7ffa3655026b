"""Reason codes become sentences."""

from __future__ import annotations

import pytest
from django.utils import translation

from zhifa.interfaces.frame.reasoning import explain
from zhifa.interfaces.frame.sentences import NoSentence, say
from zhifa.law.citations import Citation
from zhifa.law.rulings import Denied, Outcome, Reason, Ruling, refusal, ruling_data


def test_a_code_is_said_in_the_readers_language_with_its_values() -> None:
    assert say("taken_by_other", {"name": "值班长"}) == "值班长已经领取并正在处理"
    with translation.override("en"):
        assert say("taken_by_other", {"name": "Duty chief"}) == "Duty chief has taken it and is working on it"


def test_a_code_without_a_sentence_is_shown_and_warned_about() -> None:
    with pytest.warns(NoSentence, match="no_such_code"):
        assert say("no_such_code") == "no_such_code"


def test_a_refusal_explains_itself() -> None:
    why = explain(Denied(refusal("reason_required", Citation("行政处罚法", 42, 1), rules=("SUM-03",), missing=("place",))))
    assert why is not None
    assert why.sentences == ("请写明理由",)
    assert why.citations == ("行政处罚法 第四十二条 第一款",)
    assert why.missing == ("发生在哪个乡镇或平台",)
    assert why.level == "late"


def test_a_stored_ruling_explains_itself_like_the_live_one() -> None:
    ruling = Ruling(Outcome.ESCALATE, (Reason("reason_required"),), ("JUR-03",), (Citation("行政处罚法", 18),), ("grant",))
    assert explain(ruling_data(ruling)) == explain(ruling)


def test_a_sentence_is_its_own_explanation_and_nothing_explains_nothing() -> None:
    said = explain("还差一张照片")
    assert said is not None
    assert said.sentences == ("还差一张照片",)
    assert explain("") is None
    assert explain(None) is None
