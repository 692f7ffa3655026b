"""Doing an act: words are asked for where they are needed, a refusal keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.dispatch import queries
from zhifa.apps.incidents import services as incidents
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, quiet
from zhifa.interfaces.frame.act_page import name_errors
from zhifa.interfaces.frame.loop import DISPATCH_ACTS, INCIDENT_ACTS, ActSpec, dispatch_effect, incident_effect
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.web.merging import undo_merge
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.procedure.incident import INCIDENT
from zhifa.law.rulings import Refused


@require_http_methods(["GET", "POST"])
def incident_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """GET asks for the words, POST does it and returns to where the desk was."""
    by = acting.actor(request)
    row = queries.incident(by, number)
    spec = INCIDENT_ACTS.get(act)
    if row is None or spec is None:
        raise Http404
    back = _desk(by, number)
    shown = {"title": _(INCIDENT.act_labels[act]), "about": row.text, "effect": incident_effect(act), "version": row.version, "back": back}
    if act == "merge" and request.POST.get("into"):
        shown |= {"back": _desk(by, request.POST["into"].strip().upper()), "undo": undo_merge(number)}
    return _ask_or_do(request, spec, UUID(row.id), shown)


@require_http_methods(["GET", "POST"])
def dispatch_act(request: HttpRequest, dispatch: UUID, act: str) -> HttpResponse:
    """The same for one matter's task."""
    by = acting.actor(request)
    row = queries.dispatch(by, dispatch)
    spec = DISPATCH_ACTS.get(act)
    if row is None or spec is None:
        raise Http404
    shown = {
        "title": _(DISPATCH.act_labels[act]),
        "about": f"{row.matter_name}｜{row.text}",
        "effect": dispatch_effect(act, row),
        "version": row.version,
        "back": _desk(by, row.incident_number),
    }
    return _ask_or_do(request, spec, dispatch, shown)


def _desk(by: Actor, number: str) -> str:
    if by.has(Role.DISPATCHER, Role.DUTY_CHIEF):
        return f"{reverse('web:queue')}?open={number}"
    return reverse("web:incident", args=[number])


def _ask_or_do(request: HttpRequest, spec: ActSpec, pk: UUID, shown: dict[str, Any]) -> HttpResponse:
    if request.method == "GET":
        return render(request, "web/act.html", {"form": spec.form(), "spec": spec, **shown})
    form = spec.form(request.POST)
    if not form.is_valid():
        return render(request, "web/act.html", {"form": form, "spec": spec, **shown}, status=422)

    def act(by: Actor, at: datetime) -> object:
        return spec.call(by, at, pk, form.cleaned_data, version_of(request)) or True

    return _done(request, act, str(spec.quiet), form, spec, shown)


def _done(
    request: HttpRequest, act: Callable[[Actor, datetime], object], said: str, form: Any, spec: ActSpec, shown: dict[str, Any]
) -> HttpResponse:
    try:
        done = perform(request, act)
    except (Refused, Invalid) as refused:
        if not spec.needs_words:
            raise
        return _again(request, refused, form, spec, shown)
    if done is None:
        quiet.tell(request, _("刚才已经提交过，没有重复办理"))
    else:
        quiet.tell(request, said, undo=shown.get("undo"))
    return redirect(shown["back"])


def _again(request: HttpRequest, refused: Refused | Invalid, form: Any, spec: ActSpec, shown: dict[str, Any]) -> HttpResponse:
    """The form with what was typed and the reason beside it."""
    ruling = None
    if isinstance(refused, Invalid):
        name_errors(form, refused)
    else:
        ruling = refused.ruling
    status = 422 if isinstance(refused, Invalid) else 409
    return render(request, "web/act.html", {"form": form, "spec": spec, "ruling": ruling, **shown}, status=status)


@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Who reported, once, for a reason that is kept."""
    by = acting.actor(request)
    row = queries.incident(by, number)
    if row is None:
        raise Http404
    reason = request.POST.get("reason", "")
    people = perform(request, lambda who, at: incidents.reveal_reporter(by=who, at=at, incident=UUID(row.id), reason=reason))
    return render(request, "web/parts/reporters.html", {"people": people or (), "incident": row})
