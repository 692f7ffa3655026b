"""A JSON body read by the form that desks and phones show, so that no door takes what another refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _

from zhifa.apps.trail.acts import Invalid

MOST_CHOICES = 60
Fill = Callable[[Mapping[str, Any]], forms.Form]
F = TypeVar("F", bound=forms.Form)


def cleaned(fill: Fill, said: Mapping[str, Any]) -> dict[str, Any]:
    """Cleaned values of the form that `fill` binds. Raises Invalid naming unknown members, wrong JSON types and what the form refuses."""
    return filled(fill, said).cleaned_data


def filled(fill: Callable[[Mapping[str, Any]], F], said: Mapping[str, Any]) -> F:
    """The valid form itself. Raises Invalid as `cleaned` does."""
    given = {name: value for name, value in said.items() if value is not None}
    form = fill(given)
    _check(form, given)
    return form


def in_domain(fill: Callable[[str, Mapping[str, Any]], F], said: Mapping[str, Any]) -> F:
    """The valid form of the field of work that the member `domain` names. Raises Invalid as `cleaned` does."""
    domain = said.get("domain")
    if not isinstance(domain, str):
        raise Invalid({"domain": [_("应为字符串")]})
    return filled(lambda given: fill(domain, given), {name: value for name, value in said.items() if name != "domain"})


def _check(form: forms.Form, given: Mapping[str, Any]) -> None:
    wrong = {name: [_("没有这个字段")] for name in given if name not in form.fields}
    wrong |= {n: [t] for n, field in form.fields.items() if n in given and (t := _mistyped(field, given[n]))}
    if not wrong and not form.is_valid():
        wrong = {("" if n == "__all__" else n): [str(t) for t in texts] for n, texts in form.errors.items()}
    if wrong:
        raise Invalid(wrong)


def _mistyped(field: forms.Field, value: Any) -> str:
    """What JSON should have held instead; empty when it is right. Django's fields would take str() of anything."""
    if isinstance(field, forms.BooleanField):
        return "" if isinstance(value, bool) else _("应为 true 或 false")
    if isinstance(field, forms.MultipleChoiceField):
        listed = isinstance(value, list) and all(isinstance(v, str) for v in value)
        return "" if listed else _("应为字符串数组")
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        number = isinstance(value, int | float | str) and not isinstance(value, bool)
        return "" if number else _("应为数字")
    if not isinstance(value, str):
        return _("应为字符串")
    return _without_zone(value) if isinstance(field, forms.DateTimeField) else ""


def _without_zone(value: str) -> str:
    try:
        aware = datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        aware = False
    return "" if aware else _("应为带时区的时间，例如 2026-07-01T08:30:00+08:00")


def described(form: forms.Form) -> list[dict[str, Any]]:
    """What the body of an act may hold. `choices`: [value, label] pairs when they are few; else the catalogue has them."""
    return [
        {
            "name": name,
            "label": str(field.label or name),
            "required": field.required,
            "choices": _choices(field),
        }
        for name, field in form.fields.items()
    ]


def _choices(field: forms.Field) -> list[list[str]] | None:
    found = [[str(v), str(label)] for v, label in getattr(field, "choices", ()) if v != ""]
    return found if 0 < len(found) <= MOST_CHOICES else None
