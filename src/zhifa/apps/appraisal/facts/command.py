"""Drill calls and looks for directives outside of the platform as reform figures count them, and when matters were inspected."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils import timezone

from zhifa.apps.appraisal import models
from zhifa.apps.inspections.models import Answer
from zhifa.apps.planning.models import CheckItem
from zhifa.law.reform_command import DrillCall, OrderSample

MINUTE = 60


def drill_calls(tenant: str) -> tuple[DrillCall, ...]:
    """Those that were not called off (1 query)."""
    rows = models.DrillCall.objects.filter(tenant=tenant).exclude(state="called_off").order_by("called_at")
    return tuple(
        DrillCall(c.team, timezone.localdate(c.called_at), minutes_to_answer(c), c.drill.minutes) for c in rows.select_related("drill")
    )


def minutes_to_answer(call: models.DrillCall) -> int | None:
    """Begun minutes from the order to the answer; None while there is none."""
    if call.answered_at is None:
        return None
    return -int(-(call.answered_at - call.called_at).total_seconds() // MINUTE)


def order_samples(tenant: str) -> tuple[OrderSample, ...]:
    """All looks (1 query)."""
    rows = models.OrderSample.objects.filter(tenant=tenant).order_by("sampled_on", "id")
    return tuple(OrderSample(*row) for row in rows.values_list("team", "sampled_on", "looked_at", "outside"))


def visits_of_matters(tenant: str) -> dict[str, tuple[date, ...]]:
    """Matter → days on which an inspection asked about it, in order (2 queries)."""
    matters = dict(CheckItem.objects.filter(tenant=tenant).values_list("code", "matter__code"))
    found: defaultdict[str, set[date]] = defaultdict(set)
    asked = Answer.objects.filter(tenant=tenant).exclude(result="not_applicable").values_list("item", "inspection__visited_on", "at")
    for item, visited, at in asked:
        if item in matters:
            found[matters[item]].add(visited or timezone.localdate(at))
    return {code: tuple(sorted(days)) for code, days in found.items()}
