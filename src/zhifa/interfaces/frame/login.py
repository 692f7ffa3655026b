"""The way in and out. Guessing is slowed down by account and address (django-axes); the session gets a new key at log-in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import login, logout
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
from zhifa.interfaces.frame import acting, clock, refusals
from zhifa.law.actors import ROLE_LABELS, Role


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
    by = queries.actor_for(user.pk, clock.today())
    login(request, user)
    services.log_in(by=by, at=clock.now(), user_id=user.pk, address=address(request))
    return HttpResponseRedirect(wanted(request))


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
    try:
        by = acting.actor(request)
    except acting.NotLoggedIn:
        return HttpResponseRedirect(resolve_url("frame:login"))
    services.log_out(by=by, at=clock.now(), user_id=str(request.user.pk), address=address(request))
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


def address(request: HttpRequest) -> str:
    """Where the request came from, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))
