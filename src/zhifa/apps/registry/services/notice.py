"""A notice of days off that came after the packs (PER-12, 放假办法 7)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from zhifa.apps.registry import permissions
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.registry.services.loading import renewed
from zhifa.apps.trail import services as trail
from zhifa.law.actors import Actor
from zhifa.packs.notices import Notice, keep, read_notice
from zhifa.packs.reading import PackError


@transaction.atomic
def import_notice(*, by: Actor, at: datetime, file: Path, title: str) -> Notice:
    """Keep the notice for this installation; every process reads it at its next question. Raises `Denied`; PackError when the file is
    not a notice or its year is in the packs already."""
    permissions.check_keeper(by)
    calendar = county_book().calendar
    unknown = max(calendar.known_years or {at.year}) + 1
    fixed = [(day.month, day.day) for day in sorted(calendar.statutory) if day.year == unknown]
    notice = read_notice(file, title, fixed)
    if calendar.known_years and notice.year in calendar.known_years:
        raise PackError(f"{file.name}: the notice for {notice.year} is known already")
    facts = {"year": notice.year, "title": notice.title, "days": len(notice.rows)}
    trail.record(subject=renewed("registry"), verb="import_notice", by=by, at=at, facts=facts)
    keep(notice, settings.CALENDAR_ROOT)
    return notice
