"""The change counter that live pages ask every two seconds: a tiny answer, nearly always “nothing new”."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from zhifa.apps.trail import keeping, queries
from zhifa.interfaces.frame import acting


def tip() -> str:
    """A token that changes with every recorded act, as this page saw it."""
    return keeping.seen()


@never_cache
@require_GET
def changed(request: HttpRequest) -> HttpResponse:
    """204 while `seen` is still the tip; else 200 with the new tip, on which live parts refresh themselves. Now and then the page asks
    whether its session goes on (`session`), and says when somebody was at it (`active`). Raises `NotLoggedIn` then."""
    if "session" in request.GET or "active" in request.GET:
        acting.actor(request)
    seen = queries.tip()
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    return HttpResponse(seen, content_type="text/plain")
