"""An answer of the rules contract in words: outcome, results, facts used, what is missing, both readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhifa.law.questions.fields import FIELDS, Reader
from zhifa.packs.questions import QuestionWords

OUTCOMES = {
    "allow": ("done", "done", gettext_lazy("可以")),
    "block": ("refused", "refused", gettext_lazy("不可以")),
    "warn": ("soon", "alert", gettext_lazy("可以，但要留意")),
    "compute": ("lake", "law", gettext_lazy("结果")),
    "escalate": ("soon", "person", gettext_lazy("转人工判断")),
}
WEEK = tuple(map(gettext_lazy, ("周一", "周二", "周三", "周四", "周五", "周六", "周日")))
DAYS = ("counted_days", "overdue_days", "used_working_days")


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer for the template. `facts`: (label, value, taken by default). `missing`: (name of the field, label)."""

    level: str
    icon: str
    outcome: str
    sentences: tuple[str, ...]
    results: tuple[tuple[str, str], ...]
    citations: tuple[str, ...]
    rules: tuple[str, ...]
    facts: tuple[tuple[str, str, bool], ...]
    missing: tuple[tuple[str, str], ...]
    readings: tuple[Mapping[str, Any], ...]
    assumptions: tuple[str, ...]
    book: str


def shown(answer: Mapping[str, Any], words: QuestionWords) -> Shown:
    """The answer in the language of `words`."""
    level, icon, outcome = OUTCOMES[answer["action"]]
    facts = [(key, value, False) for key, value in answer.get("facts", {}).items()]
    facts += [(key, value, True) for key, value in answer.get("defaults", {}).items()]
    return Shown(
        level,
        icon,
        str(outcome),
        tuple(filter(None, answer["explanation"].split("；"))),
        tuple(_results(answer, words)),
        tuple(answer["citations"]),
        tuple(answer["rules"]),
        tuple((words.key(key), said(key, FIELDS[key], value, words), default) for key, value, default in facts),
        tuple((key, words.key(key)) for key in answer["missing"]),
        tuple(entry for entry in answer["ambiguities"] if "readings" in entry),
        tuple(answer["assumptions"]),
        answer["book"],
    )


def _results(answer: Mapping[str, Any], words: QuestionWords) -> Iterator[tuple[str, str]]:
    for name, text in answer["authority"].items():
        yield words.result(name), words.value(text)
    for name, text in answer["dates"].items():
        yield words.result(name), _moment(text)
    for name, amount in answer["amounts"].items():
        yield words.result(name), _("%(n)s 日") % {"n": amount} if name in DAYS else _("%(sum)s 元") % {"sum": amount}
    for name, flag in answer["flags"].items():
        yield words.result(name), _flag(flag, words)


def _flag(flag: Any, words: QuestionWords) -> str:
    if isinstance(flag, bool):
        return _("是") if flag else _("否")
    if isinstance(flag, list):
        return "、".join(words.value(item) for item in flag) or _("没有")
    return words.value(flag)


def _moment(text: str) -> str:
    """A day with its weekday, an instant with its time."""
    when = datetime.fromisoformat(text)
    day = f"{date_format(when.date(), 'DATE_FORMAT')} {WEEK[when.weekday()]}"
    return f"{day} {when:%H:%M:%S}" if "T" in text else day


def said(key: str, reader: Reader, value: Any, words: QuestionWords) -> str:
    """A fact as people read it."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if reader.kind == "code":
        return words.code(key, value)
    if reader.kind in ("date", "datetime"):
        return _moment(str(value))
    if reader.kind == "amount":
        return _("%(sum)s 元") % {"sum": value}
    if reader.kind == "list":
        assert reader.item is not None
        return "；".join(said(key, reader.item, item, words) for item in value) or _("没有")
    if reader.kind == "object":
        inner = {**reader.required, **reader.optional}
        return " ".join(f"{words.key(name)}：{said(name, inner[name], v, words)}" for name, v in value.items())
    if reader.kind == "names":
        return "；".join(f"{name} → {text}" for name, text in value.items())
    return str(value)
