"""A page that asks for the words of one act and does it: the same on desk and phone; a refusal keeps what was typed and says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import quiet
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.law.actors import Actor
from zhifa.law.rulings import Refused


class Spec(Protocol):
    """An act as `frame.loop` describes it."""

    @property
    def quiet(self) -> Any:
        """Said afterwards."""

    @property
    def call(self) -> Any:
        """`call(by, at, pk, cleaned form, version)`."""


@dataclass(frozen=True, slots=True)
class WordsPage:
    """`shown`: what the template needs beside `form` and `ruling`; `said`: told afterwards; `to`: where to go with what the act gave
    (None: it was done before); `refusal`: why it cannot be done as things stand, known before the press."""

    template: str
    shown: Mapping[str, Any]
    said: str
    to: Callable[[Any], str]
    refusal: object = None


@dataclass(frozen=True, slots=True)
class ActPage:
    """The page of an act that `frame.loop` describes, on the object `pk`. `done`: where to go afterwards; the rest as in `WordsPage`."""

    template: str
    pk: UUID
    done: str
    shown: Mapping[str, Any]
    refusal: object = None


def act_page(request: HttpRequest, page: ActPage, spec: Spec, form: Form) -> HttpResponse:
    """GET asks, POST does it: 422 for wrong entries, 409 for what the law does not allow."""

    def act(who: Actor, at: datetime) -> object:
        return spec.call(who, at, page.pk, form.cleaned_data, version_of(request)) or True

    return words_page(request, WordsPage(page.template, page.shown, str(spec.quiet), lambda done: page.done, page.refusal), form, act)


def words_page(request: HttpRequest, page: WordsPage, form: Form, act: Callable[[Actor, datetime], object]) -> HttpResponse:
    """The same for any act; `act` is called with a valid `form` only."""
    if request.method == "GET":
        return _ask(request, page, form)
    if not form.is_valid():
        return _ask(request, page, form, 422)
    try:
        done = perform(request, act)
    except Invalid as wrong:
        name_errors(form, wrong)
        return _ask(request, page, form, 422)
    except Refused as refused:
        return _ask(request, page, form, 409, refused.ruling)
    quiet.tell(request, page.said if done is not None else _("刚才已经提交过，没有重复办理"))
    return redirect(page.to(done))


def name_errors(form: Form, wrong: Invalid) -> None:
    """What a service refused stands at the fields that it names, and above the form where there is no such field."""
    for name, texts in wrong.errors.items():
        form.add_error(name if name in form.fields else None, texts)


def _ask(request: HttpRequest, page: WordsPage, form: Form, status: int = 200, ruling: object = None) -> HttpResponse:
    return render(request, page.template, {**page.shown, "form": form, "ruling": ruling or page.refusal}, status=status)
