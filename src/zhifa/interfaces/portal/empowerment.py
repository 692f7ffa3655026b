"""Which townships were assessed, with what conclusion, until when: for everybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhifa.apps.empowerment import queries
from zhifa.interfaces.frame import clock


@require_GET
def empowerment(request: HttpRequest) -> HttpResponse:
    """The newest conclusion of each township that is not under objection. No names, no numbers of others."""
    today = clock.today()
    rows = queries.published(settings.ZHIFA_TENANT, today)
    return render(request, "portal/empowerment.html", {"rows": rows, "today": today})
