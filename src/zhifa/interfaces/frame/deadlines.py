"""A deadline in words: how long is left, until when, and how urgent. The same words are used by `clock.js`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

_AMBER_SHARE = 5  # amber in the last fifth of the span
_AMBER_MOMENT = timedelta(minutes=30)
_AMBER_DAYS = timedelta(days=2)
WORDS = {
    "left": gettext_noop("剩 {span}"),
    "over": gettext_noop("超 {span}"),
    "minutes": gettext_noop("{n} 分"),
    "hours": gettext_noop("{n} 小时"),
    "hours_minutes": gettext_noop("{n} 小时 {m} 分"),
    "days": gettext_noop("{n} 天"),
}
NEAR = {0: gettext_noop("今天"), 1: gettext_noop("明天"), -1: gettext_noop("昨天")}


@dataclass(frozen=True, slots=True)
class Chip:
    """`level`: ok | soon | late | done. `end` and `soon` are instants in ms since the epoch for the live display."""

    level: str
    text: str
    until: str
    end: int
    soon: int


def chip(due: datetime | date, now: datetime, *, started: datetime | date | None = None, done_at: datetime | date | None = None) -> Chip:
    """The state of a deadline at `now`. A day is due at its end."""
    end, begun = instant(due, closing=True), instant(started) if started else None
    soon = end - _amber(due, end, begun)
    until = moment(due, now)
    if done_at:
        kept = instant(done_at) <= end
        return Chip("done" if kept else "late", _("按时完成") if kept else _("逾期完成"), moment(done_at, now), _ms(end), _ms(soon))
    level = "late" if now > end else "soon" if now >= soon else "ok"
    said = WORDS["over" if level == "late" else "left"]
    return Chip(level, _(said).format(span=span(abs(end - now))), until, _ms(end), _ms(soon))


def span(length: timedelta) -> str:
    """8 分 · 2 小时 5 分 · 7 小时 · 3 天."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if minutes < 60:
        said, n = WORDS["minutes"], minutes
    elif hours < 3 and rest:
        said, n = WORDS["hours_minutes"], hours
    elif hours < 24:
        said, n = WORDS["hours"], hours
    else:
        said, n = WORDS["days"], hours // 24
    return _(said).format(n=n, m=rest)


def moment(when: datetime | date, now: datetime) -> str:
    """今天 16:20 · 明天 · 9月3日 17:00 · 2026年1月3日."""
    local = timezone.localtime(when) if isinstance(when, datetime) else when
    day = local.date() if isinstance(local, datetime) else local
    text = _day(day, timezone.localtime(now).date())
    return f"{text} {local:%H:%M}" if isinstance(local, datetime) else text


def _day(day: date, today: date) -> str:
    near = NEAR.get((day - today).days)
    if near:
        return _(near)
    english = (get_language() or "").startswith("en")
    if day.year == today.year:
        return date_format(day, "j M" if english else "n月j日")
    return date_format(day, "j M Y" if english else "Y年n月j日")


def instant(when: datetime | date, *, closing: bool = False) -> datetime:
    """An aware instant; a day begins at midnight and, when `closing`, ends at the next one (local time)."""
    if isinstance(when, datetime):
        return when
    return timezone.make_aware(datetime.combine(when + timedelta(days=1) if closing else when, time.min))


def _amber(due: datetime | date, end: datetime, begun: datetime | None) -> timedelta:
    if begun and begun < end:
        return (end - begun) / _AMBER_SHARE
    return _AMBER_MOMENT if isinstance(due, datetime) else _AMBER_DAYS


def _ms(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def parts_of(due: Any) -> dict[str, Any]:
    """What the chip shows of a datetime, a date or an object like `parts.Deadline`."""
    if isinstance(due, date):
        return {"due": due, "citations": (), "excluded": (), "assumptions": ()}
    names = ("due", "started", "rule", "citations", "counted", "excluded", "done_at", "assumptions")
    return {name: getattr(due, name, ()) or None for name in names}
