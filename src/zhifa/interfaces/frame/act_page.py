"""A page that asks for the words of one act and does it: the same on desk and phone; a refusal keeps what was typed and says why."""

from __future__ import annotations

from collections.abc import Mapping
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
class ActPage:
    """`shown`: what the template needs beside `form` and `ruling`; `done`: where to go afterwards; `refusal`: why it cannot be done
    as things stand, known before the press."""

    template: str
    pk: UUID
    done: str
    shown: Mapping[str, Any]
    refusal: object = None


def act_page(request: HttpRequest, page: ActPage, spec: Spec, form: Form) -> HttpResponse:
    """GET asks, POST does it: 422 for wrong entries, 409 for what the law does not allow."""
    if request.method == "GET":
        return _ask(request, page, form)
    if not form.is_valid():
        return _ask(request, page, form, 422)

    def doing(who: Actor, at: datetime) -> object:
        return spec.call(who, at, page.pk, form.cleaned_data, version_of(request)) or True

    try:
        done = perform(request, doing)
    except Invalid as wrong:
        for name, texts in wrong.errors.items():
            form.add_error(name if name in form.fields else None, texts)
        return _ask(request, page, form, 422)
    except Refused as refused:
        return _ask(request, page, form, 409, refused.ruling)
    quiet.tell(request, str(spec.quiet) if done is not None else _("刚才已经提交过，没有重复办理"))
    return redirect(page.done)


def _ask(request: HttpRequest, page: ActPage, form: Form, status: int = 200, ruling: object = None) -> HttpResponse:
    return render(request, page.template, {**page.shown, "form": form, "ruling": ruling or page.refusal}, status=status)
