"""Home and the styleguide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.interfaces.frame import acting, devices, navigation, specimens


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where the person who acts begins; the public page for everybody else."""
    try:
        return HttpResponseRedirect(navigation.home_for(acting.actor(request), phone=devices.is_phone(request)))
    except acting.NotLoggedIn:
        return HttpResponseRedirect("/")


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component once, with made-up content (demonstration only)."""
    template = {"phone": "frame/styleguide_phone.html"}.get(request.GET.get("kind", ""), "frame/styleguide.html")
    return render(request, template, {"theme": request.GET.get("theme", ""), **specimens.everything()})
