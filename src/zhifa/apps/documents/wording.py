"""Dates and instants as documents write them, in local time."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from zhifa.law.citations import chinese_number

_FIGURES = "〇一二三四五六七八九"


def solemn_date(day: date) -> str:
    """二〇二六年十一月二十四日."""
    year = "".join(_FIGURES[int(c)] for c in f"{day.year:04d}")
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def plain_date(day: date) -> str:
    """2026年11月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment(at: datetime) -> str:
    """2026年11月24日16时20分."""
    local = timezone.localtime(at)
    return f"{plain_date(local.date())}{local.hour}时{local.minute:02d}分"
