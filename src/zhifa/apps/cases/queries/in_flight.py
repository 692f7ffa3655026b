"""Open cases, unpaid fines, preserved goods and orders to correct as a cut-over counts them: each thing once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min, Model, QuerySet

from zhifa.apps.cases.models import Case, CorrectionOrder, Deadline, OrdinaryCase, OrdinaryDeadline, Preservation
from zhifa.apps.catalogue import queries as catalogue
from zhifa.law.procedure.correction import CORRECTION
from zhifa.law.procedure.cutover_fates import FINE, GOODS, ORDER, ORDINARY, SUMMARY, Work
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.procedure.states import Workflow
from zhifa.law.procedure.summary_case import SUMMARY_CASE, UNPAID

OWES = {SUMMARY: frozenset(UNPAID), ORDINARY: frozenset({"served", "court"})}
"""States in which a served decision waits for money: nothing is investigated any more, a fine is owed."""

SHARED = (
    "pk", "matter_code", "matter_name", "area", "state", "organ", "team", "team_name", "acting_identity", "incident_matter_id",
    "incident_matter__standing",
)  # fmt: skip


def in_flight(tenant: str, areas: Collection[str] = ()) -> tuple[Work, ...]:
    """Of the county or of some areas, in the order of the kinds (8 queries)."""
    domains = {m.code: m.domain for m in catalogue.matters()}
    return (*_cases(SUMMARY, tenant, areas, domains), *_cases(ORDINARY, tenant, areas, domains), *_goods(tenant, areas, domains),
            *_orders(tenant, areas, domains))  # fmt: skip


def _open(model: type[Model], table: Workflow, tenant: str, areas: Collection[str]) -> QuerySet[Any]:
    found = model._default_manager.filter(tenant=tenant).exclude(state__in=table.final)
    return found.filter(area__in=areas) if areas else found


def _cases(kind: str, tenant: str, areas: Collection[str], domains: dict[str, str]) -> list[Work]:
    model, table, last_days = (Case, SUMMARY_CASE, Deadline) if kind == SUMMARY else (OrdinaryCase, ORDINARY_CASE, OrdinaryDeadline)
    known = _open(model, table, tenant, areas)
    due = _nearest(last_days, known)
    return [
        _work(FINE if row[4] in OWES[kind] else kind, ref, row, table, domains, due=due.get(row[0]), on_file=row[4] != "proposed")
        for *row, ref in known.order_by("ref").values_list(*SHARED, "ref")
    ]


def _nearest(model: type[Deadline] | type[OrdinaryDeadline], cases: QuerySet[Any]) -> dict[UUID, date]:
    """Case → its nearest open last day."""
    found = model._default_manager.filter(case__in=cases, met_at__isnull=True).values("case_id").annotate(first=Min("due"))
    return {row["case_id"]: row["first"] for row in found}


def _goods(tenant: str, areas: Collection[str], domains: dict[str, str]) -> list[Work]:
    held = Preservation.objects.filter(tenant=tenant, registered_on__isnull=False, disposed_on__isnull=True)
    held = held.filter(case__area__in=areas) if areas else held
    columns = (*(f"case__{name}" for name in SHARED), "pk", "case__ref", "case_id")
    found = held.order_by("case__ref", "pk").values_list(*columns)
    return [_work(GOODS, ref, (pk, *row[1:]), ORDINARY_CASE, domains, case=str(case), on_file=True) for *row, pk, ref, case in found]


def _orders(tenant: str, areas: Collection[str], domains: dict[str, str]) -> list[Work]:
    found = _open(CorrectionOrder, CORRECTION, tenant, areas).order_by("number").values_list(*SHARED, "number", "due_on")
    return [_work(ORDER, number, row, CORRECTION, domains, due=due) for *row, number, due in found]


def _work(
    kind: str,
    label: str,
    row: Any,
    table: Workflow,
    domains: dict[str, str],
    *,
    due: date | None = None,
    case: str = "",
    on_file: bool = False,
) -> Work:
    pk, code, name, area, state, organ, team, team_name, identity, source, standing = row
    return Work(
        kind=kind,
        id=str(pk),
        label=label,
        matter=code,
        matter_name=name,
        domain=domains.get(code, ""),
        areas=(area,),
        power="penalty",
        state=state,
        state_label=table.state_labels[state],
        organ=organ,
        team=team,
        team_name=team_name,
        identity=identity,
        due=due,
        source=str(source or ""),
        case=case,
        on_file=on_file,
        settled=standing == "settled",
    )
