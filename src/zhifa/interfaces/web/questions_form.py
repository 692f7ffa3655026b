"""A question of the rules contract as a form, made from the readers of its facts; and back into facts.

Names are paths: `fine`, `special_rule.level`, `penalties.0.amount`. Nothing is judged here: what cannot be read is found by the
rules door, and its key is turned back into the name of the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now

from zhifa.law.questions.asking import Ask
from zhifa.law.questions.fields import A_DATE, FIELDS, Reader, many
from zhifa.packs.questions import QuestionWords

SPARE_ROWS = 1
LEAST_ROWS = 2
MOST_ROWS = 20
YES, NO = "yes", "no"
CALENDAR: Mapping[str, Reader] = {"off_days": many(A_DATE), "makeup_workdays": many(A_DATE)}


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together: one field, the keys of an object, or the rows of a list."""

    key: str
    label: str
    help: str
    rows: tuple[tuple[forms.BoundField, ...], ...]
    single: bool


def form_of(ask: Ask, given: QueryDict, words: QuestionWords) -> forms.Form:
    """The form with what was typed; required facts are marked by the template, never by the browser."""
    form = forms.Form(data=given)
    for key in keys_of(ask):
        reader = FIELDS[key]
        for name, inner in _paths(key, reader, given):
            form.fields[name] = _field(name, inner, ask, words)
    for key, reader in CALENDAR.items():
        form.fields[key] = _field(key, reader, ask, words)
    return form


def keys_of(ask: Ask) -> tuple[str, ...]:
    """The facts of an ask, required ones first."""
    return (*ask.required, *ask.optional)


def groups(ask: Ask, form: forms.Form, words: QuestionWords) -> tuple[list[Group], list[Group], list[Group]]:
    """(required, optional, calendar) for the template."""
    made = [[_group(key, FIELDS[key], form, words) for key in keys] for keys in (ask.required, ask.optional)]
    return made[0], made[1], [_group(key, reader, form, words) for key, reader in CALENDAR.items()]


def facts_of(ask: Ask, given: QueryDict) -> dict[str, Any]:
    """The facts as JSON; blank fields are absent."""
    found = {key: _value(key, FIELDS[key], given) for key in keys_of(ask)}
    return {key: value for key, value in found.items() if value is not None}


def calendar_of(given: QueryDict) -> dict[str, Any] | None:
    """The question's own calendar, if one was typed."""
    days = {key: _value(key, reader, given) for key, reader in CALENDAR.items()}
    return {key: value or [] for key, value in days.items()} if any(v is not None for v in days.values()) else None


def query_of(facts: Mapping[str, Any]) -> str:
    """The address of these facts, so that the form is filled with them."""
    query = QueryDict(mutable=True)
    for key, value in facts.items():
        _spread(query, key, FIELDS[key], value)
    return query.urlencode()


def name_of(key: str) -> str:
    """`penalties[0].amount` as the door names it → `penalties.0.amount`; what is no path of a field stays a list."""
    return re.sub(r"\[(\d+)\]", r".\1", key.removeprefix("calendar."))


def _rows(key: str, given: QueryDict) -> int:
    """How many rows of a list hold something, counting up to the last one."""
    places = [int(found[1]) for name in given if given[name] and (found := re.match(rf"{key}\.(\d+)\.", name))]
    return min(max(places, default=-1) + 1, MOST_ROWS)


def _inner(reader: Reader) -> dict[str, Reader]:
    return {**reader.required, **reader.optional}


def _row_of(reader: Reader) -> Reader | None:
    """The object that the rows of a list are, if they are objects."""
    return reader.item if reader.kind == "list" and reader.item and reader.item.kind == "object" else None


def _paths(key: str, reader: Reader, given: QueryDict) -> Iterator[tuple[str, Reader]]:
    if reader.kind == "object":
        yield from ((f"{key}.{name}", inner) for name, inner in _inner(reader).items())
    elif row := _row_of(reader):
        for n in range(max(LEAST_ROWS, _rows(key, given) + SPARE_ROWS)):
            yield from ((f"{key}.{n}.{name}", inner) for name, inner in _inner(row).items())
    else:
        yield key, reader


def _field(name: str, reader: Reader, ask: Ask, words: QuestionWords) -> forms.Field:
    key = name.rsplit(".", 1)[-1]
    told: dict[str, Any] = {"label": words.key(key), "required": False, "help_text": words.help(key)}
    default = ask.defaults.get(name)
    if reader.kind == "boolean":
        return forms.ChoiceField(choices=[("", _blank(default, reader, key, words)), (YES, _now("是")), (NO, _now("否"))], **told)
    if reader.kind == "code":
        return forms.ChoiceField(choices=[("", _blank(default, reader, key, words)), *_codes(reader, key, words)], **told)
    if reader.kind == "list" and reader.item and reader.item.kind == "code":
        return forms.MultipleChoiceField(choices=_codes(reader.item, key, words), widget=forms.CheckboxSelectMultiple, **told)
    if reader.kind in ("list", "names"):
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **told)
    return forms.CharField(widget=_widget(reader, default), **told)


def _codes(reader: Reader, key: str, words: QuestionWords) -> list[tuple[str, str]]:
    return [(code, words.code(key, code)) for code in reader.codes]


def _blank(default: Any, reader: Reader, key: str, words: QuestionWords) -> str:
    """What happens when nothing is chosen."""
    if default is None:
        return _now("未填写")
    meant = words.code(key, default) if reader.kind == "code" else _now("是") if default else _now("否")
    return _now("未填写（按“%(default)s”）") % {"default": meant}


def _widget(reader: Reader, default: Any) -> forms.Widget:
    kinds: dict[str, dict[str, Any]] = {
        "date": {"type": "date"},
        "datetime": {"type": "datetime-local", "step": "1"},
        "amount": {"inputmode": "decimal"},
        "ratio": {"inputmode": "decimal"},
        "integer": {"inputmode": "numeric"},
    }
    told = {"autocomplete": "off", **kinds.get(reader.kind, {})}
    if isinstance(default, str | int):
        told["placeholder"] = str(default)
    widget = forms.TextInput(attrs=told)
    widget.input_type = told.pop("type", "text")
    return widget


def _group(key: str, reader: Reader, form: forms.Form, words: QuestionWords) -> Group:
    names = [name for name in form.fields if name == key or name.startswith(f"{key}.")]
    row = _row_of(reader)
    width = len(_inner(row)) if row else len(names)
    rows = tuple(tuple(form[name] for name in names[n : n + width]) for n in range(0, len(names), width))
    return Group(key, words.key(key), words.help(key), rows, single=names == [key])


def _value(key: str, reader: Reader, given: QueryDict) -> Any:
    """None when nothing was typed."""
    if reader.kind == "object":
        return _object(key, reader, given)
    if row := _row_of(reader):
        found = [_object(f"{key}.{n}", row, given) for n in range(_rows(key, given))]
        return [item for item in found if item is not None] or None
    if reader.kind == "list" and reader.item and reader.item.kind == "code":
        return given.getlist(key) or None
    lines = [line.strip() for line in given.get(key, "").splitlines() if line.strip()]
    if reader.kind == "list":
        return lines or None
    if reader.kind == "names":
        return {name.strip(): said.strip() for name, _sign, said in (line.partition("=") for line in lines)} or None
    return _scalar(reader, lines[0]) if lines else None


def _object(key: str, reader: Reader, given: QueryDict) -> dict[str, Any] | None:
    found = {name: _value(f"{key}.{name}", inner, given) for name, inner in _inner(reader).items()}
    return {name: value for name, value in found.items() if value is not None} or None


def _scalar(reader: Reader, text: str) -> Any:
    if reader.kind == "boolean":
        return {YES: True, NO: False}.get(text, text)
    if reader.kind == "integer" and re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if reader.kind == "datetime" and re.fullmatch(r"[0-9-]{10}T[0-9]{2}:[0-9]{2}", text):
        return f"{text}:00"
    return text


def _spread(query: QueryDict, key: str, reader: Reader, value: Any) -> None:
    row = _row_of(reader)
    if reader.kind == "object":
        for name, inner in value.items():
            _spread(query, f"{key}.{name}", _inner(reader)[name], inner)
    elif row:
        for n, item in enumerate(value):
            _spread(query, f"{key}.{n}", row, item)
    elif reader.kind == "list" and reader.item and reader.item.kind == "code":
        query.setlist(key, value)
    elif reader.kind == "list":
        query[key] = "\n".join(value)
    elif reader.kind == "names":
        query[key] = "\n".join(f"{name}={said}" for name, said in value.items())
    else:
        query[key] = {True: YES, False: NO}[value] if isinstance(value, bool) else str(value)
