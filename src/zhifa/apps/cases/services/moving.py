"""Cases and orders to correct go to another holder at a cut-over, many at once: what is on file stays as it was made, every last day
runs on, and whoever accepts names the officers who go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhifa.apps.cases.facts import participants
from zhifa.apps.cases.models import Case, CorrectionOrder, Handler, OrdinaryCase, OrdinaryHandler
from zhifa.apps.cases.models.case import Duty
from zhifa.apps.documents import services as documents
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries import PersonRow
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import bulk
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save_all
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.procedure import officers
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.cutover_fates import Handed, Holder
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.states import Workflow
from zhifa.law.procedure.summary_case import SUMMARY_CASE
from zhifa.law.rulings import Blocked

AT_ONCE = 500
SHARED = ("organ", "acting_identity", "team", "team_name", "authority")
TABLES: dict[str, tuple[Any, Workflow, tuple[str, ...]]] = {
    "summary_case": (Case, SUMMARY_CASE, (*SHARED, "holder_kind")),
    "ordinary_case": (OrdinaryCase, ORDINARY_CASE, (*SHARED, "holder_kind")),
    "order": (CorrectionOrder, CORRECTION, SHARED),
}


@transaction.atomic
def hand_cases(*, by: Actor, at: datetime, kind: str, moves: Sequence[Handed], verb: str, cutover: str, ground: str) -> dict[str, Holder]:
    """`kind`: summary_case | ordinary_case | order. Those that are open and still with whom they were; returns who had each. The service
    that cuts over says who may."""
    model, table, columns = TABLES[kind]
    wanted = {m.id: m for m in moves}
    had: dict[str, Holder] = {}
    for some in (list(wanted)[n : n + AT_ONCE] for n in range(0, len(wanted), AT_ONCE)):
        found = model.objects.select_for_update().filter(pk__in=some).exclude(state__in=table.final).order_by("pk")
        rows = [r for r in found if (r.organ, r.team) == (wanted[str(r.pk)].organ, wanted[str(r.pk)].team)]
        had |= {str(r.pk): _holder(r) for r in rows}
        for row in rows:
            _readdress(row, wanted[str(row.pk)].to, columns)
        save_all(rows, *columns)
        acts = [trail.Act(r, {**_told(r), "cutover": cutover, "handed_from": had[str(r.pk)].brief()}) for r in rows]
        trail.record_acts(verb=verb, by=by, at=at, acts=acts, note=ground)
    return had


def _told(row: Any) -> dict[str, object]:
    return {"ref": getattr(row, "ref", "") or row.number, "state": row.state, "matter": row.matter_code, "team": row.team}


def _holder(row: Any) -> Holder:
    kind = getattr(row, "holder_kind", "")
    return Holder(row.organ, "", kind, row.acting_identity, row.team, row.team_name, "", dict(row.authority))


def _readdress(row: Any, to: Holder, columns: Sequence[str]) -> None:
    row.organ, row.acting_identity, row.team, row.team_name = to.organ, to.identity, to.team, to.team_name
    row.authority = dict(to.authority)
    if "holder_kind" in columns:
        row.holder_kind = to.holder_kind


def check_two_officers(people: Sequence[str], at: datetime) -> None:
    """Enough certified officers go on with a case (处罚法 42, OFF-01), or Blocked."""
    day = timezone.localdate(at)
    named = {p.id: p.organ for p in registry.people_by_id(people)}
    ruling = officers.qualified(participants(named, day), day, county_book())
    if not ruling.permits:
        raise Blocked(ruling)


@transaction.atomic
def take_over_cases(*, by: Actor, at: datetime, kind: str, ids: Sequence[str], people: Sequence[str], cutover: str) -> None:
    """The officers named by whoever accepted go on with these cases; those before them leave, their work stays. They may open what is on
    file. Call after `check_two_officers`."""
    model: Any = Case if kind == "summary_case" else OrdinaryCase
    rows = list(model.objects.select_for_update().filter(pk__in=ids).order_by("pk").prefetch_related("handlers"))
    beside: dict[Any, list[Row]] = {row.pk: [] for row in rows}
    left = [h for row in rows for h in row.handlers.all() if h.left_at is None]
    for handler in left:
        handler.left_at = at
        beside[handler.case_id].append(handler)
    save_all(left, "left_at")
    day = timezone.localdate(at)
    certificates = registry.certificates(people, day)
    named = sorted(registry.people_by_id(people), key=lambda p: list(people).index(p.id))
    made = [_handler(row, n, one, certificates.get(one.id, ""), at) for row in rows for n, one in enumerate(named)]
    made = [h for h in made if h is not None]
    for handler in made:
        beside[handler.case_id].append(handler)
    bulk.insert(made)
    save_all(rows)
    said = {"cutover": cutover, "officers": [p.name for p in named]}
    acts = [trail.Act(r, {**_told(r), **said}, tuple(beside[r.pk]), r.acting_identity) for r in rows]
    trail.record_acts(verb="take_over", by=by, at=at, acts=acts)
    documents.open_to(by=by, at=at, subjects=ids, people=people)


def _handler(case: Any, number: int, one: PersonRow, certificate: str, at: datetime) -> Any:
    """The summary procedure knows a lead and a second officer; a third is not entered."""
    who = {"person": one.id, "name": one.name, "certificate": certificate, "organ": one.organ, "joined_at": at}
    if isinstance(case, OrdinaryCase):
        return OrdinaryHandler(tenant=case.tenant, case=case, **who)
    duties = (Duty.LEAD, Duty.SECOND)
    return Handler(tenant=case.tenant, case=case, duty=duties[number].value, **who) if number < len(duties) else None
