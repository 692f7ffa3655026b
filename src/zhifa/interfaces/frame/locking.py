"""A desk that somebody walked away from: password or code again, and on from the same place with everything that was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhifa.apps.accounts import codes, queries, services
from zhifa.interfaces.frame import acting, clock, guessing, refusals, sessions
from zhifa.interfaces.frame.login import asked, code_fits, wanted


class UnlockForm(forms.Form):
    """Either of the two proves who is back."""

    secret = forms.CharField(
        label=_("密码"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autofocus": True, "autocomplete": "current-password"}),
    )


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def lock_page(request: HttpRequest) -> HttpResponse:
    """Asks who is back; a page that shows the question over itself gets 204, or 422 with the message."""
    held = sessions.held(request)
    if held is None:
        raise acting.NotLoggedIn
    form = UnlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and guessing.allowed(request, held.user.username):
        if proves(request, held.user, form.cleaned_data["secret"]):
            services.unlock_session(by=acting.holder(request), at=clock.now(), machine=clock.machine(), session_id=held.id)
            return HttpResponseRedirect(wanted(request)) if refusals.navigates(request) else HttpResponse(status=204)
        form.add_error("secret", _now("不对。请检查大小写和输入法后再试。"))
    if form.errors and not refusals.navigates(request):
        return JsonResponse({"detail": str(form.errors["secret"][0])}, status=422)
    context = {"form": form, "next": asked(request), "holder": acting.holder(request), "has_factor": queries.has_factor(held.user.pk)}
    return render(request, "frame/lock.html", context, status=422 if form.errors else 200)


def proves(request: HttpRequest, user: Any, secret: str) -> bool:
    """The password of the account, or a code of it; failures count as at the log-in."""
    if codes.looks_like_code(secret) and queries.has_factor(user.pk):
        fits = code_fits(user, secret)
        if not fits:
            guessing.failed(request, user.username)
        return fits
    if authenticate(request, username=user.username, password=secret) is None:
        return False
    guessing.passed(request, user)
    return True


@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    """Somebody leaves the desk for a while and says so."""
    held = sessions.held(request)
    if held is None:
        raise acting.NotLoggedIn
    services.lock_session(by=acting.holder(request), session_id=held.id)
    return refusals.locked(request)
