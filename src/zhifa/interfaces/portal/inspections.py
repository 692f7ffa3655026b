"""What is published of inspections: draws that anybody can repeat, and results (条例 21)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.inspections import queries
from zhifa.apps.trail.rows import tenant_default
from zhifa.interfaces.frame import clock


@require_GET
def inspections(request: HttpRequest) -> HttpResponse:
    """Draws and results of all organs, newest first."""
    tenant = tenant_default()
    shown = {"draws": queries.published_draws(tenant), "results": queries.published_results(tenant, clock.today())}
    return render(request, "portal/inspections.html", shown)
