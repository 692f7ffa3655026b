"""Whoever guesses passwords or codes is slowed down: the account at one address first, then the account wherever one comes from,
then the address whatever the account (GB/T 22239 8.1.4.1)."""

from __future__ import annotations

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.conf import settings
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest

ACCOUNT_ANYWHERE = 30
ADDRESS_ANYBODY = 100


class Guessing(AxesDatabaseHandler):  # type: ignore[misc]
    """Failures within the cool-off time; the two wider counts are scaled to the one limit that axes knows."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """The failures that come nearest to a limit, as a share of `AXES_FAILURE_LIMIT`."""
        since, limit = get_cool_off_threshold(request), int(settings.AXES_FAILURE_LIMIT)
        recent = AccessAttempt.objects.filter(attempt_time__gte=since)
        anywhere = _sum(recent.filter(username=(credentials or {}).get("username")))
        anybody = _sum(recent.filter(ip_address=request.axes_ip_address))  # type: ignore[attr-defined]
        narrow = super().get_failures(request, credentials)
        return max(int(narrow), anywhere * limit // ACCOUNT_ANYWHERE, anybody * limit // ADDRESS_ANYBODY)


def _sum(attempts: Any) -> int:
    return attempts.aggregate(n=Sum("failures_since_start"))["n"] or 0


def allowed(request: HttpRequest, username: str) -> bool:
    """This account may try from here; when not, the answer becomes that of `AXES_LOCKOUT_CALLABLE`."""
    free = not settings.AXES_ENABLED or bool(AxesProxyHandler.is_allowed(request, {"username": username}))
    if not free:
        request.axes_locked_out = True  # type: ignore[attr-defined]
        request.axes_credentials = {"username": username}  # type: ignore[attr-defined]
    return free


def failed(request: HttpRequest, username: str) -> None:
    """A code or password was wrong outside of `authenticate`, which counts by itself."""
    user_login_failed.send(sender=__name__, credentials={"username": username}, request=request)


def passed(request: HttpRequest, user: Any) -> None:
    """Failures of this account at this address are forgotten, where Django's `login` does not say so."""
    AxesProxyHandler.user_logged_in(sender=type(user), request=request, user=user)
