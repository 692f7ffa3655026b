"""A drill order on the phone: one press answers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhifa.apps.appraisal.queries import drills as queries
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.act_page import ActPage, act_page
from zhifa.interfaces.frame.loop.reform import CALL_ACTS
from zhifa.interfaces.handheld.views import field_actor
from zhifa.law.procedure.drill import DRILL_CALL

ANSWER = DRILL_CALL.act_labels["answer"]


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, call: UUID) -> HttpResponse:
    """The own team answers."""
    by, spec = field_actor(request), CALL_ACTS["answer"]
    row = queries.call(by, call, clock.now())
    if row is None:
        raise Http404
    back = reverse("handheld:home")
    task = {"matter_name": f"{row.title}：{row.words}", "area_name": "", "version": row.version}
    shown = {"title": _(ANSWER), "task": task, "back": back}
    form = spec.filled(by, request.POST if request.method == "POST" else None)
    return act_page(request, ActPage("handheld/form.html", call, back, shown), spec, form)
