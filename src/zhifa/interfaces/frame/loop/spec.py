"""What a door needs to know of an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhifa.law.actors import Actor

Call = Callable[[Actor, datetime, UUID, dict[str, Any], int | None], object]


class Bare(forms.Form):
    """An act that needs no words."""


class OfPerson(forms.Form):
    """A form whose choices depend on who acts."""

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class Reasoned(forms.Form):
    """An act that needs a reason."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


@dataclass(frozen=True, slots=True)
class ActSpec:
    """`call(by, at, pk, cleaned form, version)`. `quiet`: said after it is done. `key`: its letter on desks."""

    form: type[forms.Form]
    call: Call
    quiet: str | Promise
    icon: str = ""
    key: str = ""
    primary: bool = False
    danger: bool = False

    def filled(self, by: Actor, data: Any = None) -> forms.Form:
        """The form for this person, bound to `data` unless that is None."""
        return self.form(by, data) if issubclass(self.form, OfPerson) else self.form(data)

    @property
    def needs_words(self) -> bool:
        """Has a form to fill; otherwise one press does it."""
        return bool(self.form.base_fields)
