"""One's own account: where it is open, its second factor, its password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import segno
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from zhifa.apps.accounts import queries, services
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.frame import acting, clock, devices, guessing, quiet, sessions
from zhifa.law.actors import Actor


def _secret(label: Any, purpose: str) -> forms.CharField:
    return forms.CharField(label=label, strip=False, max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": purpose}))


class Password(forms.Form):
    """The old one, and the new one twice."""

    current = _secret(_("当前密码"), "current-password")
    new = _secret(_("新密码（至少 10 位）"), "new-password")
    again = _secret(_("再输入一次新密码"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        said = super().clean() or {}
        if said.get("new") and said.get("new") != said.get("again"):
            self.add_error("again", _now("两次输入的新密码不一样"))
        return said


class Confirm(forms.Form):
    """The first code."""

    code = forms.CharField(
        label=_("手机上显示的六位动态码"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class Sure(forms.Form):
    """The password, before the second factor changes."""

    password = _secret(_("当前密码"), "current-password")


@never_cache
@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account."""
    return _page(request)


@require_POST
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """A new password; all other sessions end."""
    form = Password(request.POST)

    def change(by: Actor, held: queries.Held) -> None:
        said = form.cleaned_data
        services.change_password(by=by, at=clock.now(), user_id=held.user.pk, current=said["current"], new=said["new"], keep=held.id)

    return _done(request, "password", form, change, _now("密码已修改，其他登录都已结束"), guarded="current")


@require_POST
@sensitive_post_parameters()
def begin(request: HttpRequest) -> HttpResponse:
    """Shows the picture to scan."""
    form = Sure(request.POST)

    def act(by: Actor, held: queries.Held) -> None:
        services.begin_authenticator(by=by, at=clock.now(), user_id=held.user.pk, password=form.cleaned_data["password"])

    return _done(request, "sure", form, act, _now("请用手机扫描，再填写动态码"))


@require_POST
@sensitive_post_parameters()
def confirm(request: HttpRequest) -> HttpResponse:
    """The phone has it: recovery codes are shown, once."""
    form = Confirm(request.POST)

    def act(by: Actor, held: queries.Held) -> tuple[str, ...]:
        return services.confirm_authenticator(
            by=by, at=clock.now(), machine=clock.machine(), user_id=held.user.pk, code=form.cleaned_data["code"]
        )

    return _done(request, "confirm", form, act, _now("两步验证已开启"), guarded="code")


@require_POST
@sensitive_post_parameters()
def recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    form = Sure(request.POST)

    def act(by: Actor, held: queries.Held) -> tuple[str, ...]:
        return services.renew_recovery_codes(by=by, at=clock.now(), user_id=held.user.pk, password=form.cleaned_data["password"])

    return _done(request, "sure", form, act, _now("恢复码已换新，旧的作废"))


@require_POST
@sensitive_post_parameters()
def remove(request: HttpRequest) -> HttpResponse:
    """Without a second factor again."""
    form = Sure(request.POST)

    def act(by: Actor, held: queries.Held) -> None:
        services.remove_authenticator(by=by, at=clock.now(), user_id=held.user.pk, password=form.cleaned_data["password"])

    return _done(request, "sure", form, act, _now("两步验证已关闭"))


@require_POST
def end_session(request: HttpRequest, session: UUID) -> HttpResponse:
    """That device is out at once."""
    services.end_session(by=acting.actor(request), at=clock.now(), session_id=session)
    quiet.tell(request, _now("那个登录已结束"))
    return redirect("frame:account")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """All but this one."""
    held = _held(request)
    n = services.end_other_sessions(by=acting.actor(request), at=clock.now(), user_id=held.user.pk, keep=held.id)
    quiet.tell(request, _now("已结束其他 %(n)s 个登录") % {"n": n})
    return redirect("frame:account")


def _held(request: HttpRequest) -> queries.Held:
    found = sessions.held(request)
    if found is None:
        raise acting.NotLoggedIn
    return found


def _done(
    request: HttpRequest,
    name: str,
    form: forms.Form,
    act: Callable[[Actor, queries.Held], Any],
    said: str,
    guarded: str = "password",
) -> HttpResponse:
    """Does it, counting a wrong secret as at the log-in; what it returns are recovery codes to be shown now and never again."""
    by, held = acting.actor(request), _held(request)
    if not form.is_valid() or not guessing.allowed(request, held.user.username):
        return _page(request, {name: form}, status=422)
    try:
        shown = act(by, held)
    except Invalid as wrong:
        for field, texts in wrong.errors.items():
            form.add_error(field, texts)
        if guarded in wrong.errors:
            guessing.failed(request, held.user.username)
        return _page(request, {name: form}, status=422)
    if shown:
        return _page(request, {"shown": shown})
    quiet.tell(request, said)
    return redirect("frame:account")


def _page(request: HttpRequest, more: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    by, held = acting.actor(request), _held(request)
    factor = queries.factor(held.user.pk)
    context = {
        "by": by,
        "username": held.user.username,
        "sessions": queries.open_sessions(held.user.pk, clock.now(), clock.machine()),
        "current": held.id,
        "machine": clock.machine(),
        "factor": factor,
        "picture": picture(factor.address) if factor and factor.address else "",
        "idle_minutes": int(acting.idle_limit(by).total_seconds() // 60),
        "password": Password(),
        "sure": Sure(),
        "confirm": Confirm(),
        "shell": "frame/phone.html" if devices.is_phone(request) else "frame/desk.html",
        **(more or {}),
    }
    return render(request, "frame/account.html", context, status=status)


def picture(address: str) -> str:
    """The address as a QR code, drawn into the page, so that the secret goes nowhere else."""
    drawn: str = segno.make(address, error="m").svg_inline(scale=5, border=2, dark="#17212b", light="#ffffff", omitsize=True)
    return mark_safe(drawn)
