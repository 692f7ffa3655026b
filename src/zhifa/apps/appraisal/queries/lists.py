"""Lists of the professional domains: how far each is, and its matters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.models import ProfessionalList
from zhifa.law.actors import Actor
from zhifa.law.procedure.professional_list import CONFIRMERS, DRAFTERS, PROFESSIONAL_LIST


@dataclass(frozen=True, slots=True)
class ListRow:
    """One edition. `matters`: on it; `struck`: taken off; `acts`: what this person may do with it now."""

    id: UUID
    version: int
    domain: str
    domain_name: str
    organ_name: str
    edition: int
    state: str
    state_label: str
    matters: int
    struck: int
    drafted_on: date
    drafted_by: str
    submitted_on: date | None
    submitted_by: str
    confirmed_on: date | None
    confirmed_by: str
    document: str
    replaced_on: date | None
    reason: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A matter on a list; `struck`: why it was taken off."""

    code: str
    name: str
    struck: str


def lists(by: Actor) -> tuple[ListRow, ...]:
    """Those that this person may read, by domain, the newest edition first. Raises Denied (1 query)."""
    return tuple(_row(row, by) for row in _mine(by).order_by("domain", "-edition"))


def one(by: Actor, pk: UUID) -> ListRow | None:
    """One edition; None when there is none that this person may read. Raises Denied (1 query)."""
    found = _mine(by).filter(pk=pk).first()
    return _row(found, by) if found else None


def matters_of(by: Actor, pk: UUID, text: str = "") -> tuple[ListedRow, ...]:
    """Matters of one edition, those that are on it first. Raises Denied (2 queries)."""
    row = _mine(by).filter(pk=pk).first()
    if row is None:
        return ()
    found = row.matters.order_by("struck", "code")
    found = found.filter(Q(name__contains=text) | Q(code=text)) if text else found
    return tuple(ListedRow(*values) for values in found.values_list("code", "name", "struck"))


def _mine(by: Actor) -> QuerySet[ProfessionalList]:
    own = permissions.lists_of(by)
    found = ProfessionalList.objects.filter(tenant=by.tenant)
    counted = found.annotate(on=Count("matters", filter=Q(matters__struck="")), off=Count("matters", filter=~Q(matters__struck="")))
    return counted.filter(organ=own) if own else counted


def _row(row: ProfessionalList, by: Actor) -> ListRow:
    mine = [t for t in PROFESSIONAL_LIST.acts_from(row.state) if not by.roles.isdisjoint(t.roles) and t.act != "replace"]
    anybody = CONFIRMERS | DRAFTERS
    return ListRow(
        id=row.id,
        version=row.version,
        domain=row.domain,
        domain_name=row.domain_name,
        organ_name=row.organ_name,
        edition=row.edition,
        state=row.state,
        state_label=PROFESSIONAL_LIST.state_labels[row.state],
        matters=row.on,  # type: ignore[attr-defined]
        struck=row.off,  # type: ignore[attr-defined]
        drafted_on=row.drafted_on,
        drafted_by=row.drafted_by,
        submitted_on=row.submitted_on,
        submitted_by=row.submitted_by,
        confirmed_on=row.confirmed_on,
        confirmed_by=row.confirmed_by,
        document=row.document,
        replaced_on=row.replaced_on,
        reason=row.reason,
        acts=tuple(t.act for t in mine if not by.roles.isdisjoint(anybody) or by.organ == row.organ),
    )
