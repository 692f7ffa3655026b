"""The day that a public page is asked for."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from zhifa.interfaces.frame import clock


def asked_day(request: HttpRequest) -> date:
    """The asked day; today when none or no day was given."""
    return day_of(request.GET.get("day", ""))[0]


def day_of(text: str) -> tuple[date, bool]:
    """The day, today when none was given; True when what was given is no day."""
    if not text:
        return clock.today(), False
    try:
        return date.fromisoformat(text), False
    except ValueError:
        return clock.today(), True
