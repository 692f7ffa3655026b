"""Desks of the three separated administrators: who may come in, whether the house runs, what was done (GB/T 22239 8.1.5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from zhifa.apps.accounts import permissions as may
from zhifa.apps.accounts import queries, services
from zhifa.apps.exchange import permissions as keys
from zhifa.apps.exchange import queries as exchange
from zhifa.apps.exchange import services as exchange_services
from zhifa.apps.outbox import queries as outbox
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import permissions as auditors
from zhifa.apps.trail import queries as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, quiet, verbs
from zhifa.interfaces.frame.act_page import name_errors
from zhifa.interfaces.frame.parts import Figure, Tab
from zhifa.interfaces.frame.performing import perform
from zhifa.law.actors import ROLE_LABELS, Actor, Role

PEOPLE_HOLD = [role for role in Role if role not in (Role.CONNECTOR, Role.SYSTEM)]


class Duty(forms.Form):
    """What a security administrator gives."""

    role = forms.ChoiceField(label=_("职责"))
    organ = forms.ChoiceField(label=_("单位"), required=False)
    team = forms.ChoiceField(label=_("队伍"), required=False)
    areas = forms.MultipleChoiceField(label=_("区域"), required=False)
    since = forms.DateField(label=_("开始日"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("结束日（不含）"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "role": [(role.value, _now(ROLE_LABELS[role])) for role in PEOPLE_HOLD],
            "organ": [("", "—"), *((o.code, o.name) for o in registry.organs())],
            "team": [("", "—"), *((t.code, t.name) for t in registry.teams())],
            "areas": [(a.code, a.name) for a in registry.areas()],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]


SCOPES = {"incidents": _("上报事件"), "media": _("上传文件"), "receipts": _("回传缴款")}
# What the records of administrators' acts hold, in words; any other name stands as it is.
FACTS = {
    "source": _("来源系统代码"),
    "scopes": _("可以做什么"),
    "until": _("有效至"),
    "username": _("账号"),
    "person": _("人员"),
    "role": _("职责"),
    "organ": _("机关"),
    "team": _("队伍"),
    "device": _("设备"),
    "devices": _("设备"),
    "sessions": _("登录数"),
}


class SourceKey(forms.Form):
    """For which system, for what, until when."""

    source = forms.CharField(label=_("来源系统代码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=80, required=False)
    scopes = forms.MultipleChoiceField(
        label=_("可以做什么"),
        choices=list(SCOPES.items()),
        initial=sorted(exchange.USUAL_SCOPES),
        widget=forms.CheckboxSelectMultiple,
    )


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account with its duties."""
    by = acting.actor(request)
    may.check_read(by)
    words = request.GET.get("words", "").strip()[:60]
    rows = queries.accounts(by.tenant, words)
    figures = (
        Figure(_("账号"), len(rows), reverse("web:accounts"), _("可以登录的人"), icon="person"),
        Figure(_("两步验证"), sum(r.second_factor for r in rows), reverse("web:accounts"), _("登录时还要动态码的账号"), icon="seal"),
        Figure(_("已停用"), sum(not r.active for r in rows), reverse("web:accounts"), _("不能再登录的账号"), icon="lock"),
    )
    return render(request, "web/accounts.html", {"rows": rows, "words": words, "figures": () if words else figures})


@require_GET
def account(request: HttpRequest, user: UUID) -> HttpResponse:
    """One account: duties, open sessions, what was done to it."""
    return _account(request, user)


def _account(request: HttpRequest, user: UUID, form: Duty | None = None) -> HttpResponse:
    by = acting.actor(request)
    may.check_read(by)
    row = queries.account(by.tenant, user)
    if row is None:
        raise Http404
    own = row.person == by.person
    context = {
        "row": row,
        "sessions": queries.open_sessions(user, clock.now(), clock.machine()),
        "machine": clock.machine(),
        "entries": trail.story(user),
        "keeps": by.has(Role.SECURITY_ADMIN) and not own,
        "rescues": by.has(*may.RESCUERS) and not own,
        "form": form or Duty(),
        "names": {t.code: t.name for t in registry.teams()} | {o.code: o.name for o in registry.organs()},
    }
    return render(request, "web/account.html", context, status=422 if form else 200)


@require_POST
def assign(request: HttpRequest, user: UUID) -> HttpResponse:
    """One more duty."""
    form = Duty(request.POST)
    if not form.is_valid():
        return _account(request, user, form)
    said = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    return _done(request, user, lambda by, at: services.assign(by=by, at=at, user_id=user, **said), _now("职责已增加"))


@require_POST
def end_duty(request: HttpRequest, user: UUID, duty: UUID) -> HttpResponse:
    """From today on without it."""

    def act(by: Actor, at: datetime) -> None:
        services.end_assignment(by=by, at=at, assignment_id=duty, until=clock.today())

    return _done(request, user, act, _now("职责已结束"))


@require_POST
def end_sessions(request: HttpRequest, user: UUID) -> HttpResponse:
    """Out everywhere, at once."""
    return _done(request, user, lambda by, at: services.end_other_sessions(by=by, at=at, user_id=user), _now("这个账号的登录都已结束"))


@require_POST
def end_session(request: HttpRequest, user: UUID, session: UUID) -> HttpResponse:
    """Out there."""
    return _done(request, user, lambda by, at: services.end_session(by=by, at=at, session_id=session), _now("那个登录已结束"))


@require_POST
def reset_codes(request: HttpRequest, user: UUID) -> HttpResponse:
    """The phone is lost."""
    return _done(request, user, lambda by, at: services.reset_authenticator(by=by, at=at, user_id=user), _now("两步验证已重置"))


@require_POST
def close(request: HttpRequest, user: UUID) -> HttpResponse:
    """No way in any more."""
    return _done(request, user, lambda by, at: services.close_account(by=by, at=at, user_id=user), _now("账号已停用"))


def _done(request: HttpRequest, user: UUID, act: Callable[[Actor, datetime], object], said: str) -> HttpResponse:
    perform(request, act)
    quiet.tell(request, said)
    return redirect("web:account", user)


@require_GET
def house(request: HttpRequest) -> HttpResponse:
    """Whether everything runs: jobs, loaded packs, readers of the ledger, keys of source systems."""
    return _house(request)


def _house(request: HttpRequest, **more: Any) -> HttpResponse:
    by = acting.actor(request)
    if not by.has(Role.DISCIPLINE):
        keys.check_key_keeper(by)
    load, readers, tokens, here = outbox.load(), trail.readers(), exchange.tokens(), reverse("web:house")
    figures = (
        Figure(_("等待的作业"), load.ready, f"{here}#jobs", _("排队等着做的后台作业"), icon="clock"),
        Figure(_("死掉的作业"), load.dead, f"{here}#jobs", _("试了八次都没有做成的作业"), level="late" if load.dead else "", icon="alert"),
        Figure(_("停住的读取"), sum(bool(r.error) for r in readers), f"{here}#readers", _("读留痕账本时出错停住的程序"), icon="story"),
        Figure(_("有效的令牌"), sum(t.revoked_at is None for t in tokens), f"{here}#keys", _("来源系统的有效令牌"), icon="keys"),
    )
    context = {
        "figures": figures,
        "load": load,
        "dead": outbox.dead_jobs(20),
        "readers": readers,
        "editions": registry.editions(),
        "tokens": [(t, [SCOPES.get(s, s) for s in t.scopes]) for t in tokens],
        "form": SourceKey(),
        "keeps": by.has(Role.SYSTEM_ADMIN),
        **more,
    }
    return render(request, "web/house.html", context, status=422 if "form" in more else 200)


@require_POST
def issue_key(request: HttpRequest) -> HttpResponse:
    """A key for a source system, shown once."""
    form = SourceKey(request.POST)
    if not form.is_valid():
        return _house(request, form=form)
    try:
        shown = perform(request, lambda by, at: exchange_services.issue_token(by=by, at=at, until=None, **form.cleaned_data))
    except Invalid as wrong:
        name_errors(form, wrong)
        return _house(request, form=form)
    return _house(request, shown=shown)


@require_POST
def revoke_key(request: HttpRequest, token: UUID) -> HttpResponse:
    """It opens nothing any more."""
    perform(request, lambda by, at: exchange_services.revoke_token(by=by, at=at, token_id=token))
    quiet.tell(request, _now("令牌已收回"))
    return redirect("web:house")


ADMINISTRATION = ("accounts.user", "exchange.sourcetoken")
LOG_INS = ("account.log_in", "account.log_out", "account.open_access", "account.end_session", "account.unlock", "account.second_factor")
REFERENCE = ("registry.edition",)


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    """The newest records: what administrators did, who came in, what was loaded; of the rest who did what when."""
    by = acting.actor(request)
    auditors.check_read(by)
    view, person = request.GET.get("view", "administration"), request.GET.get("person", "").strip()[:60]
    wanted: dict[str, dict[str, Any]] = {
        "administration": {"types": ADMINISTRATION},
        "log_ins": {"verbs": LOG_INS},
        "reference": {"types": REFERENCE},
        "all": {},
    }
    if view not in wanted:
        raise Http404
    entries = trail.latest(by.tenant, person=person, **wanted[view])
    if view == "administration":
        entries = tuple(e for e in entries if e.verb not in LOG_INS)
    labels = {"administration": _("管理行为"), "log_ins": _("登录"), "reference": _("基础资料"), "all": _("全部留痕")}
    here, ledger = reverse("web:audit"), trail.ledger(by.tenant)
    context = {
        "entries": [(e, verbs.spoken(e, {}), _app(e.subject_type), _told(e.facts)) for e in entries],
        "shows_facts": view != "all" or auditors.reads_content(by),
        "ledger": ledger,
        "readers": trail.readers(),
        "view": view,
        "person": person,
        "tabs": [Tab(code, label, f"{here}?view={code}") for code, label in labels.items()],
    }
    return render(request, "web/audit.html", context)


def _app(subject_type: str) -> str:
    """What kind of thing it was about."""
    return str(apps.get_app_config(subject_type.split(".", 1)[0]).verbose_name)


def _told(facts: dict[str, Any]) -> str:
    """The facts of a record on one line; what is empty is left out."""
    return " · ".join(f"{FACTS.get(name, name)} {_worded(name, value)}" for name, value in facts.items() if value not in ("", None, {}, []))


def _worded(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_worded(name, one) for one in value)
    if name == "role":
        return str(_now(ROLE_LABELS[Role(value)]) if value in set(Role) else value)
    if name == "until":
        return (
            f"{datetime.fromisoformat(value).astimezone(clock.ZONE):%Y-%m-%d %H:%M}"
            if isinstance(value, str) and "T" in value
            else str(value)
        )
    return str(SCOPES.get(value, value)) if name == "scopes" else str(value)
