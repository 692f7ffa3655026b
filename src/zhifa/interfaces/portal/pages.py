"""Pages that anybody reads."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.registry import queries as registry


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Who enforces what where I live."""
    return render(request, "portal/home.html", {"areas": registry.areas()})


@require_GET
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area."""
    found = registry.area(code)
    if found is None:
        raise Http404
    return render(request, "portal/area.html", {"area": found})


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What the geometry is, what 演示 means."""
    return render(request, "portal/about.html")
