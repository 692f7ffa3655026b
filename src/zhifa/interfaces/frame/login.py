"""The way in and out: password, then a code where the account asks for one. Guessing is slowed down (frame/guessing.py); the session
gets a new key at log-in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import login, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.accounts import queries, services
from zhifa.interfaces.frame import acting, clock, guessing, refusals, sessions
from zhifa.law.actors import ROLE_LABELS, Role

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING = "zhifa.pending"
CODE_WITHIN = timedelta(minutes=5)


class LoginForm(AuthenticationForm):
    """One message for a wrong name and a wrong password."""

    error_messages = {
        "invalid_login": _("账号或密码不对。请检查大小写和输入法后再试。"),
        "inactive": _("账号或密码不对。请检查大小写和输入法后再试。"),
    }
    username = forms.CharField(
        label=_("账号"),
        max_length=64,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("密码"), strip=False, max_length=256, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login_page(request: HttpRequest) -> HttpResponse:
    """Asks for account and password; then on to where the person wanted to go, or home."""
    form = LoginForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _enter(request, form.get_user())
    if request.method != "POST" and request.user.is_authenticated:
        return HttpResponseRedirect(wanted(request))
    return _page(request, form, status=422 if form.errors else 200)


def _enter(request: HttpRequest, user: Any) -> HttpResponse:
    """The password was right: in, or on to the code."""
    if not queries.has_factor(user.pk):
        return _let_in(request, user)
    request.session.cycle_key()
    request.session[PENDING] = {"user": str(user.pk), "until": (clock.machine() + CODE_WITHIN).isoformat()}
    return HttpResponseRedirect(f"{reverse('frame:login_code')}?{urlencode({'next': asked(request)})}")


def _let_in(request: HttpRequest, user: Any) -> HttpResponse:
    place = wanted(request)
    login(request, user, backend=BACKEND)  # frame.sessions opens the row
    return HttpResponseRedirect(place)


class CodeForm(forms.Form):
    """Six digits of the phone, or a recovery code."""

    code = forms.CharField(
        label=_("动态码或恢复码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}),
    )


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """The second step, for five minutes after the right password; failures count as those of passwords do."""
    user = _pending(request)
    if user is None:
        return HttpResponseRedirect(f"{reverse('frame:login')}?{urlencode({'next': asked(request)})}")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and guessing.allowed(request, user.username):
        if code_fits(user, form.cleaned_data["code"]):
            del request.session[PENDING]
            return _let_in(request, user)
        guessing.failed(request, user.username)
        form.add_error("code", _("这个码不对，或者已经用过。等手机上换出下一个再试。"))
    return render(request, "frame/login_code.html", {"form": form, "next": asked(request)}, status=422 if form.errors else 200)


def code_fits(user: Any, code: str) -> bool:
    """Whether this is an unused code of the account; it is used now."""
    by = queries.actor_for(user.pk, clock.today())
    return services.spend_code(by=by, at=clock.now(), machine=clock.machine(), user_id=user.pk, code=code)


def _pending(request: HttpRequest) -> Any:
    """Who gave the right password within the last five minutes."""
    waiting = request.session.get(PENDING)
    if not waiting or datetime.fromisoformat(waiting["until"]) < clock.machine():
        return None
    return ModelBackend().get_user(waiting["user"])


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """Too many failures (AXES_LOCKOUT_CALLABLE): the same page says so and for how long; a program gets a problem."""
    if refusals.for_program(request):
        return refusals.as_json(refusals.problem_named("locked"))
    return _page(request, LoginForm(request), status=429, locked=True)


def _page(request: HttpRequest, form: LoginForm, status: int, *, locked: bool = False) -> HttpResponse:
    values = {"form": form, "next": asked(request), "locked": locked, "accounts": _accounts()}
    return render(request, "frame/login.html", values, status=status)


def _accounts() -> list[tuple[str, list[queries.Account]]]:
    """Demonstration accounts by duty, in the order of the duties."""
    order = list(ROLE_LABELS)
    by_duty: dict[Role, list[queries.Account]] = {}
    for account in queries.demonstration_accounts():
        duty = min(account.roles, key=order.index, default=None)
        if duty:
            by_duty.setdefault(duty, []).append(account)
    return [(ROLE_LABELS[duty], by_duty[duty]) for duty in sorted(by_duty, key=order.index)]


@require_POST
def logout_page(request: HttpRequest) -> HttpResponse:
    """Ends the session and forgets what it held."""
    held = sessions.held(request)
    if held is not None:
        services.log_out(by=acting.holder(request), at=clock.now(), session_id=held.id)
        logout(request)
    return HttpResponseRedirect(resolve_url("frame:login"))


def asked(request: HttpRequest) -> str:
    """The page of this site that the person wanted, or nothing."""
    place = str(request.POST.get("next") or request.GET.get("next") or "")
    safe = url_has_allowed_host_and_scheme(place, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return place if safe else ""


def wanted(request: HttpRequest) -> str:
    """Where to go now."""
    return asked(request) or reverse("frame:home")
