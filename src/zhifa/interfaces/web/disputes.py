"""The docket: both sides' words, the interim owner, the ruling and what it decides from now on (条例 12, 17; 处罚法 25)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.dispatch import queries, services
from zhifa.apps.dispatch.queries import DisputeRow
from zhifa.apps.incidents.queries import precedents
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.apps.trail.tally import Tally
from zhifa.interfaces.frame import acting, clock, quiet
from zhifa.interfaces.frame.loop import DISPATCH_ACTS
from zhifa.interfaces.frame.loop.clocks import policy_deadline
from zhifa.interfaces.frame.loop.dispatches import Settle
from zhifa.interfaces.frame.parts import Deadline
from zhifa.interfaces.frame.performing import perform, version_of
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Denied, Refused, refusal

READERS = (Role.GUIDANCE, Role.LEADER, Role.DUTY_CHIEF, Role.DISPATCHER, Role.DISCIPLINE, Role.LEGAL_REVIEWER, Role.SQUAD_LEADER,
           Role.PROFESSIONAL, Role.REGULATOR, Role.TOWNSHIP_COMMANDER)  # fmt: skip
RULES = (Role.GUIDANCE, Role.LEADER)
SPEAKS = (Role.SQUAD_LEADER, Role.PROFESSIONAL, Role.REGULATOR, Role.TOWNSHIP_COMMANDER)
ACCEPTS = {"": None, "yes": True, "no": False}


class Statement(forms.Form):
    """A side's own words."""

    text = forms.CharField(label=_("本机关的意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    articles = forms.CharField(label=_("依据（法条、目录或者方案条款）"), max_length=200, required=False)
    accepts = forms.ChoiceField(
        label=_("是否认领"), required=False, choices=[("", _("听候裁定")), ("yes", _("由本机关办理")), ("no", _("不由本机关办理"))]
    )


def waiting_disputes(by: Actor) -> Tally | int:
    """For the top bar: what waits for this person's ruling or words."""
    if by.has(*RULES):
        return queries.count_undecided(by)
    return queries.count_unsaid(by) if by.has(*SPEAKS) else 0


def docket(request: HttpRequest) -> HttpResponse:
    """What waits, what was ruled, and the precedents that stand."""
    by = acting.actor(request)
    if not by.has(*READERS):
        raise Denied(refusal("docket_not_yours"))
    context = {
        "waiting": [(d, _deadline(d)) for d in queries.disputes(by)],
        "decided": queries.disputes(by, waiting=False),
        "precedents": precedents.precedents(by.tenant, clock.today()),
        "may_revoke": by.has(*RULES),
    }
    return render(request, "web/disputes.html", context)


def _deadline(row: DisputeRow) -> Deadline | None:
    return policy_deadline(row.due_at, row.task.due_basis, row.opened_at)


def page(request: HttpRequest, dispute: UUID) -> HttpResponse:
    """One dispute."""
    return _page(request, _found(request, dispute))


def _found(request: HttpRequest, dispute: UUID) -> DisputeRow:
    row = queries.dispute(acting.actor(request), dispute)
    if row is None:
        raise Http404
    return row


def _page(request: HttpRequest, row: DisputeRow, *, status: int = 200, **given: Any) -> HttpResponse:
    by = acting.actor(request)
    precedent = next((p for p in precedents.precedents(by.tenant, clock.today()) if p.dispute == row.id), None)
    shows = row.decided_at is None
    context = {
        "dispute": row,
        "deadline": _deadline(row),
        "secure_by": Deadline(row.secure_due_at, row.opened_at, rule=_now("裁定前由临时责任人先行处置"), done_at=row.secured_at),
        "precedent": precedent,
        "statement_form": Statement() if shows and by.has(*SPEAKS) and by.organ in {p.organ for p in row.parties} else None,
        "ruling_form": Settle() if shows and by.has(*RULES) else None,
        "entries": trail.story(row.id, row.task.id),
        "effect": _now("裁定后回到待派遣；同样的事今后自动照此办理"),
        **given,
    }
    return render(request, "web/dispute.html", context, status=status)


@require_POST
def statement(request: HttpRequest, dispute: UUID) -> HttpResponse:
    """A party speaks."""
    row, form = _found(request, dispute), Statement(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, statement_form=form)
    said = form.cleaned_data

    def act(by: Actor, at: datetime) -> object:
        words = services.Statement(said["text"], said["articles"], ACCEPTS[said["accepts"]])
        return services.state_position(by=by, at=at, dispute=dispute, statement=words, version=version_of(request))

    return _done(request, row, act, _now("意见已记入案卷"), "statement_form", form)


@require_http_methods(["POST"])
def ruling(request: HttpRequest, dispute: UUID) -> HttpResponse:
    """The adjudicator rules: the same act as on the desk."""
    row, form = _found(request, dispute), Settle(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, ruling_form=form)
    spec = DISPATCH_ACTS["settle"]

    def act(by: Actor, at: datetime) -> object:
        return spec.call(by, at, UUID(row.task.id), form.cleaned_data, version_of(request)) or True

    return _done(request, row, act, str(spec.quiet), "ruling_form", form)


def _done(
    request: HttpRequest, row: DisputeRow, act: Callable[[Actor, datetime], object], said: str, name: str, form: forms.Form
) -> HttpResponse:
    try:
        done = perform(request, act)
    except Invalid as wrong:
        for field, texts in wrong.errors.items():
            form.add_error(field if field in form.fields else None, texts)
        return _page(request, row, status=422, **{name: form})
    except Refused as refused:
        return _page(request, row, status=409, ruling=refused.ruling, **{name: form})
    quiet.tell(request, said if done is not None else _now("刚才已经提交过，没有重复办理"))
    return redirect("web:dispute", row.id)


@require_POST
def revoke(request: HttpRequest, precedent: UUID) -> HttpResponse:
    """A precedent decides nothing more from today."""
    reason = request.POST.get("reason", "")
    perform(
        request, lambda by, at: services.revoke_precedent(by=by, at=at, precedent=precedent, reason=reason, version=version_of(request))
    )
    quiet.tell(request, _now("先例已撤销，今后不再照此办理"))
    return redirect("web:disputes")
