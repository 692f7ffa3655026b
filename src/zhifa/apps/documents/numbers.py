"""Takes the next number of a series: locked, so that two officers at once get two numbers and no number is skipped."""

from __future__ import annotations

from datetime import date, datetime

from zhifa.apps.documents.models import NumberSeries, SeriesNumber
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.rows import tenant_default
from zhifa.law.actors import Actor
from zhifa.law.documents import DocumentKind

WIDTH = 4


def take(*, by: Actor, at: datetime, day: date, kind: DocumentKind, acting_identity: str, prefix: str) -> SeriesNumber:
    """The next number, within the caller's transaction: if that rolls back, the number was never taken."""
    tenant = by.tenant or tenant_default()
    series, _ = NumberSeries.objects.get_or_create(
        tenant=tenant, acting_identity=acting_identity, kind=kind.code, year=day.year, defaults={"prefix": prefix}
    )
    series = acts.locked(NumberSeries, series.pk)
    series.last += 1
    acts.save(series)
    text = f"{series.prefix}{kind.word}〔{series.year}〕第{series.last:0{WIDTH}d}号"
    entry = acts.save(SeriesNumber(tenant=tenant, series=series, number=series.last, text=text))
    trail.record(subject=series, verb="take_number", by=by, at=at, rows=[entry], acting_identity=acting_identity, facts={"number": text})
    return entry


def void(*, by: Actor, at: datetime, entry: SeriesNumber, reason: str) -> None:
    """Mark a number as void; it keeps its place in the series."""
    series = acts.locked(NumberSeries, entry.series_id)
    entry.void, entry.reason = True, reason
    acts.save(entry)
    trail.record(subject=series, verb="void_number", by=by, at=at, rows=[entry], note=reason, facts={"number": entry.text})
