"""The officer's phone: my tasks, one task with one primary act, its pictures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.appraisal.queries import drills
from zhifa.apps.cases import queries as cases
from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.queries import DispatchRow
from zhifa.apps.evidence import queries as evidence
from zhifa.apps.evidence import services as evidence_services
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.act_page import WordsPage, words_page
from zhifa.interfaces.frame.loop import DISPATCH_ACTS, FIELD_ACTS
from zhifa.interfaces.frame.loop.clocks import policy_deadline
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.interfaces.handheld.forms import Photo, Recheck
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure.dispatch import DISPATCH
from zhifa.law.rulings import Denied, refusal

FIELD = (Role.OFFICER, Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.AUXILIARY)
ON_THE_SPOT = ("correct_on_spot", "educate", "report_not_found")
MINE = ("dispatched", "received", "on_site", "correcting", "penalising", "in_case", "rework", "unsettled")


def field_actor(request: HttpRequest) -> Actor:
    """Who acts; raises Denied for duties that do not go out."""
    by = acting.actor(request)
    if not by.has(*FIELD):
        raise Denied(refusal("phone_of_the_field"))
    return by


def task_row(by: Actor, dispatch: UUID) -> DispatchRow:
    """The task, when it is this team's; raises Http404."""
    row = queries.dispatch(by, dispatch)
    if row is None:
        raise Http404
    return row


def home(request: HttpRequest) -> HttpResponse:
    """What waits for my team, nearest clock first."""
    by = field_actor(request)
    rows = queries.dispatches(by, states=MINE)
    now = clock.now()
    tasks = [(r, policy_deadline(r.due_at, r.due_basis, r.received_at), "late" if r.due_at and r.due_at < now else "lake") for r in rows]
    to_confirm = cases.waiting_for_second(by) if by.certificate else ()
    context = {"tasks": tasks, "to_confirm": to_confirm, "mine": cases.my_open_cases(by), "ordinary": cases.ordinary_waiting(by)}
    return render(request, "handheld/home.html", {**context, "drills": drills.waiting(by, now)})


def task(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """One task: what, where, whose, and the one thing to do next."""
    by = field_actor(request)
    row = task_row(by, dispatch)
    pieces = evidence.of(row.id, row.incident_id)
    context = {
        "task": row,
        "deadline": policy_deadline(row.due_at, row.due_basis, row.received_at),
        "pieces": pieces,
        "own_pieces": [p for p in pieces if str(p.subject_id) == row.id],
        "entries": trail.story(row.id),
        "offers": {o.act: o for o in queries.dispatch_offers(by, row)},
        "certified": bool(by.certificate),
        "cases": cases.cases_of(by, UUID(row.incident_matter_id)),
        "orders": cases.orders_of(by, UUID(row.incident_matter_id)),
        "ordinary": cases.ordinary_of(by, UUID(row.incident_matter_id)),
    }
    return render(request, "handheld/task.html", context)


@require_POST
def receive(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """接收."""
    field_actor(request)
    done = perform(request, lambda by, at: services.receive_dispatch(by=by, at=at, dispatch=dispatch, version=version_of(request)))
    quiet.tell(request, _("已接收，请前往现场") if done else _("刚才已经提交过"))
    return redirect("handheld:task", dispatch)


@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """到场, with the second officer."""
    return field_act(request, dispatch, "arrive")


@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, dispatch: UUID, kind: str) -> HttpResponse:
    """当场改正 / 教育劝导 / 未发现."""
    if kind not in ON_THE_SPOT:
        raise Http404
    return field_act(request, dispatch, kind)


def field_act(request: HttpRequest, dispatch: UUID, name: str) -> HttpResponse:
    """An act of `FIELD_ACTS`: its words, its call."""
    by, spec = field_actor(request), FIELD_ACTS[name]
    form = spec.filled(by, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return spec.call(who, at, dispatch, form.cleaned_data, version_of(request))

    return written(request, by, dispatch, form, act, _(DISPATCH.act_labels[name]), str(spec.quiet))


@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """责令限期改正: the order as a document, handed over on the spot."""
    return field_act(request, dispatch, "order_correction")


@require_http_methods(["GET", "POST"])
def recheck(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """复查: one form, two ways to go on."""
    name = "recheck_corrected" if request.POST.get("corrected") == "yes" else "recheck_failed"
    by = field_actor(request)
    form = Recheck(by, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return FIELD_ACTS[name].call(who, at, dispatch, form.cleaned_data, version_of(request))

    return written(request, by, dispatch, form, act, _("复查"), str(FIELD_ACTS[name].quiet))


@require_http_methods(["GET", "POST"])
def penalty(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """当场处罚: opens the summary case; what the law asks first is said before the press."""
    by = field_actor(request)
    row = task_row(by, dispatch)
    if request.method == "GET":
        ruling = cases.precondition(by, UUID(row.incident_matter_id), row.matter_code, clock.today())
        shown = {"task": row, "title": _("当场处罚"), "ruling": ruling, "back": reverse("handheld:task", args=[row.id])}
        return render(request, "handheld/penalty.html", shown)
    spec = FIELD_ACTS["start_penalty"]
    opened = perform(request, lambda who, at: spec.call(who, at, dispatch, {}, version_of(request)))
    quiet.tell(request, str(spec.quiet) if opened else _("刚才已经提交过"))
    return redirect("handheld:case", opened.pk) if isinstance(opened, Model) else redirect("handheld:task", dispatch)


@require_http_methods(["GET", "POST"])
def file_case(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """报请立案: the ordinary procedure, when on the spot is not enough; the case goes on at the desk."""
    by, spec = field_actor(request), FIELD_ACTS["file_case"]
    form = spec.filled(by, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return spec.call(who, at, dispatch, form.cleaned_data, version_of(request))

    return written(request, by, dispatch, form, act, _("报请立案（普通程序）"), str(spec.quiet))


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """移交."""
    by, spec = field_actor(request), DISPATCH_ACTS["hand_over"]
    form = spec.filled(by, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return spec.call(who, at, dispatch, form.cleaned_data, version_of(request))

    return written(request, by, dispatch, form, act, _("移交"), str(spec.quiet))


@require_http_methods(["GET", "POST"])
def secure(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """先行处置 while it is disputed whose it is: this team is the interim owner."""
    by, spec = field_actor(request), DISPATCH_ACTS["secure"]
    form = spec.filled(by, request.POST or None)

    def act(who: Actor, at: datetime) -> object:
        return spec.call(who, at, dispatch, form.cleaned_data, version_of(request))

    return written(request, by, dispatch, form, act, _("先行处置"), str(spec.quiet))


@require_POST
def photo(request: HttpRequest, dispatch: UUID) -> HttpResponse:
    """A picture, hashed on arrival. From an auxiliary it is a lead until an officer adopts it."""
    by = field_actor(request)
    row = task_row(by, dispatch)
    form = Photo(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid({name: [str(t) for t in texts] for name, texts in form.errors.items()})
    said = form.cleaned_data
    kept = evidence_services.store(
        by=by,
        at=clock.now(),
        content=said["picture"].read(),
        name=said["picture"].name,
        kind="photo",
        subject_id=row.id,
        captured_at=clock.now(),
        lon=said["lon"],
        lat=said["lat"],
        note=said["note"],
    )
    quiet.tell(request, _("照片已保存，指纹 %(hash)s…") % {"hash": kept.sha256[:12]})
    return redirect("handheld:task", dispatch)


@require_POST
def adopt(request: HttpRequest, dispatch: UUID, piece: UUID) -> HttpResponse:
    """An officer makes a lead evidence and answers for it (条例 30)."""
    by = field_actor(request)
    row = task_row(by, dispatch)
    if str(evidence.one(piece).subject_id) not in (row.id, row.incident_id):
        raise Http404
    perform(request, lambda who, at: evidence_services.adopt(by=who, at=at, evidence_id=piece))
    quiet.tell(request, _("已采用为证据"))
    return redirect("handheld:task", dispatch)


def written(
    request: HttpRequest,
    by: Actor,
    dispatch: UUID,
    form: forms.Form,
    act: Callable[[Actor, datetime], object],
    title: str,
    said: str,
    **context: Any,
) -> HttpResponse:
    """A page that asks for words and does the act; a refusal keeps what was typed and says why."""
    row = task_row(by, dispatch)
    back = reverse("handheld:task", args=[row.id])
    page = WordsPage(
        "handheld/form.html",
        {"task": row, "title": title, "back": back, **context},
        said,
        lambda done: getattr(done, "redirect_to", None) or back,
    )
    return words_page(request, page, form, act)
