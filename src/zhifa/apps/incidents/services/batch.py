"""Many reports at once: the same checks, matching, rulings and one trail record per incident as one by one, in bulk.

One matcher, one snapshot of the catalogue and the registry, one lookup of known numbers and one insert per table for all rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Incident
from zhifa.apps.incidents.services import reporting
from zhifa.apps.incidents.services.creating import Checked, checked, create
from zhifa.apps.incidents.services.reporting import ConflictingReport, Reported
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor
from zhifa.law.rulings import Refused


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `reported`, or the `error` that a single report would have raised."""

    reported: Reported | None = None
    error: Invalid | Refused | None = None


@dataclass(slots=True)
class _Row:
    index: int
    checked: Checked

    @property
    def report(self) -> Report:
        return self.checked.report

    @property
    def digest(self) -> str:
        return self.checked.digest


def report_batch(*, by: Actor, at: datetime, reports: Sequence[Report]) -> list[Outcome]:
    """One outcome per report, in order; a wrong row never stops a good one, and each is taken whole or not at all.

    Raises Denied when this actor may not report at all."""
    permissions.check_report(by)
    outcomes: list[Outcome] = [Outcome()] * len(reports)
    rows = _checked(by, at, reports, outcomes)
    fresh, twins = _unknown(by, rows, outcomes)
    made = {row.index: incident for row, incident in zip(fresh, _created(by, at, fresh), strict=False)}
    for row in fresh:
        outcomes[row.index] = Outcome(Reported(made[row.index], True)) if row.index in made else _single(by, at, row.report)
    for row, first in twins:
        outcomes[row.index] = _twice(first, row, outcomes[first.index])
    return outcomes


def _created(by: Actor, at: datetime, fresh: Sequence[_Row]) -> list[Incident]:
    """All of them or none. A number of ours that was taken is drawn anew; a report that arrived elsewhere at once has to be told one by
    one."""
    for _ in range(2):
        try:
            with transaction.atomic():
                return create(by, at, [r.checked for r in fresh])
        except IntegrityError:
            continue
    return []


def _checked(by: Actor, at: datetime, reports: Sequence[Report], outcomes: list[Outcome]) -> list[_Row]:
    known, rows = registry.snapshot(), []
    for index, report in enumerate(reports):
        try:
            cleaned = reporting.cleaned(by, report, at, known)
            permissions.check_source(by, cleaned.source)
        except (Invalid, Refused) as error:
            outcomes[index] = Outcome(error=error)
        else:
            rows.append(_Row(index, checked(cleaned)))
    return rows


def _unknown(by: Actor, rows: Sequence[_Row], outcomes: list[Outcome]) -> tuple[list[_Row], list[tuple[_Row, _Row]]]:
    """Rows that are new, and those that repeat one of them with it; known ones get their outcome (1 query)."""
    named = {r.report.external_id for r in rows if r.report.external_id}
    sources = {r.report.source for r in rows}
    found = Incident.objects.filter(tenant=by.tenant, source__in=sources, external_id__in=named) if named else ()
    known = {(i.source, i.external_id): i for i in found}
    first: dict[tuple[str, str], _Row] = {}
    fresh: list[_Row] = []
    twins: list[tuple[_Row, _Row]] = []
    for row in rows:
        key = (row.report.source, row.report.external_id or "")
        if row.report.external_id and key in known:
            outcomes[row.index] = _same(known[key], row)
        elif row.report.external_id and key in first:
            twins.append((row, first[key]))
        else:
            first[key] = row
            fresh.append(row)
    return fresh, twins


def _same(known: Incident, row: _Row) -> Outcome:
    try:
        return Outcome(reporting.same(known, row.digest))
    except ConflictingReport as error:
        return Outcome(error=error)


def _twice(first: _Row, row: _Row, then: Outcome) -> Outcome:
    """The same row again is the same incident; another content under its number is refused."""
    if first.digest != row.digest:
        return Outcome(error=ConflictingReport({"external_id": ["同一批里已有这个编号，但内容不同"]}))
    return Outcome(Reported(then.reported.incident, False)) if then.reported else then


def _single(by: Actor, at: datetime, report: Report) -> Outcome:
    try:
        return Outcome(reporting.report_incident(by=by, at=at, report=report))
    except (Invalid, Refused) as error:
        return Outcome(error=error)
