"""Where a jurist asks the rules and reads the answer: the same door that programs ask. Everybody signed in may; nothing is stored,
and the address of an answer is its question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhifa.interfaces.frame import acting
from zhifa.interfaces.frame.questions import answered
from zhifa.interfaces.web.answers import shown
from zhifa.interfaces.web.questions_form import calendar_of, facts_of, form_of, groups, name_of, query_of
from zhifa.law.questions.asking import ASKS, Ask
from zhifa.packs.questions import QuestionWords, examples, question_words

MARK = "asked"


def _words() -> QuestionWords:
    return question_words(get_language() or "zh")


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Every question, by topic."""
    acting.actor(request)
    words = _words()
    listed = [(words.topic(topic), [(words.ask(topic, name), _address(topic, name)) for name in ASKS[topic]]) for topic in words.order()]
    return render(request, "web/rules.html", {"topics": listed})


@require_safe
def question(request: HttpRequest, topic: str, ask: str) -> HttpResponse:
    """One question: its form, and the answer when facts were given."""
    acting.actor(request)
    asked = ASKS.get(topic, {}).get(ask)
    if asked is None:
        raise Http404(ask)
    tidy = _tidy(request.GET)
    if tidy.urlencode() != request.GET.urlencode():
        return redirect(f"{request.path}?{tidy.urlencode()}")
    words = _words()
    form = form_of(asked, tidy, words)
    context: dict[str, Any] = {"topic": words.topic(topic), "title": words.ask(topic, ask), "here": _address(topic, ask)}
    status = 200
    if tidy:
        context |= _asked(asked, tidy, words)
        if fault := context.get("fault"):
            name = name_of(fault["key"])
            form.add_error(name if name in form.fields else None, _unreadable(fault))
            status = 422
    needed, optional, calendar = groups(asked, form, words)
    context |= {"needed": needed, "optional": optional, "calendar": calendar, "form": form, "calendar_open": bool(calendar_of(tidy))}
    context |= {"examples": list(_examples(asked)), "others": list(_others(asked, words)), "filled": bool(tidy)}
    return render(request, "web/rule.html", context, status=status)


def _asked(asked: Ask, given: QueryDict, words: QuestionWords) -> dict[str, Any]:
    body: dict[str, Any] = {"facts": {"ask": asked.name, **facts_of(asked, given)}}
    if calendar := calendar_of(given):
        body["calendar"] = calendar
    answer = answered(asked.topic, body, words.language)
    line = json.dumps({"id": "1", "topic": asked.topic, **body}, ensure_ascii=False)
    if error := answer.get("error"):
        return {"fault": {"key": "", **error}, "line": line}
    return {"answer": shown(answer, words), "line": line, "raw": json.dumps(answer, ensure_ascii=False, indent=2)}


def _unreadable(fault: dict[str, str]) -> str:
    """What is wrong with a fact, for people; rare faults are shown as the door says them."""
    known = {
        "invalid_date": _("不是日期，应为 2026-07-01 这样"),
        "invalid_datetime": _("不是时间，应为 2026-07-01 08:30:00 这样"),
        "invalid_amount": _("不是金额，应为 3000 或者 3000.01 这样"),
        "invalid_ratio": _("不是比例，应为 0.05 这样"),
        "invalid_integer": _("应为整数"),
        "missing_key": _("这一行还缺这一项"),
        "no_parameter": _("所填日期早于规则数据的范围，不能计算"),
        "out_of_range": _("所填的数超出能够计算的范围"),
    }
    return known.get(fault["code"], fault["message"])


def _tidy(given: QueryDict) -> QueryDict:
    """Without blanks; the mark that a question without facts was asked stays only when nothing else does."""
    kept = QueryDict(mutable=True)
    for name, values in given.lists():
        filled = [value for value in values if value.strip()]
        if filled and name != MARK:
            kept.setlist(name, filled)
    if not kept and MARK in given:
        kept[MARK] = "1"
    return kept


def _address(topic: str, ask: str) -> str:
    return reverse("web:rule", args=[topic, ask])


def _examples(asked: Ask) -> Iterator[tuple[str, str]]:
    for example in examples().get((asked.topic, asked.name), ()):
        yield example.title, f"{_address(asked.topic, asked.name)}?{query_of(example.facts)}"


def _others(asked: Ask, words: QuestionWords) -> Iterator[tuple[str, str, bool]]:
    for name in ASKS[asked.topic]:
        yield words.ask(asked.topic, name), _address(asked.topic, name), name == asked.name
