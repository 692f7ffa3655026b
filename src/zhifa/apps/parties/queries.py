"""Questions about parties. Rows are masked; only documents of a case get the data in clear."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from zhifa.apps.parties.models import IdentifierType, Party, PartyKind, Premises
from zhifa.apps.trail import masking
from zhifa.apps.trail.rows import tenant_default

FOUND = 10


@dataclass(frozen=True, slots=True)
class PartyRow:
    """`identifier` and `phone` are masked unless the row came from `services.reveal` or `for_document`."""

    id: UUID
    kind: str
    kind_label: str
    name: str
    identifier_type: str
    identifier_label: str
    identifier: str
    representative: str
    phone: str
    address: str
    version: int


def row(party: Party, *, clear: bool = False) -> PartyRow:
    """The row that leaves the app."""
    return PartyRow(
        party.id,
        party.kind,
        PartyKind(party.kind).label,
        party.name,
        party.identifier_type,
        IdentifierType(party.identifier_type).label,
        party.identifier if clear else masking.identity_number(party.identifier),
        party.representative,
        party.phone if clear else masking.phone(party.phone),
        party.address,
        party.version,
    )


def masked(*party_ids: UUID | str) -> dict[UUID, PartyRow]:
    """1 query."""
    return {p.id: row(p) for p in Party.objects.filter(pk__in=party_ids, tenant=tenant_default())}


def for_document(party_id: UUID | str) -> PartyRow:
    """In clear, for the documents of a case (the issue of the document is recorded). Raises Party.DoesNotExist (1 query)."""
    return row(Party.objects.get(pk=party_id), clear=True)


def search(text: str) -> tuple[PartyRow, ...]:
    """By part of the name or by the whole identifier, at most ten, masked (1 query)."""
    text = text.strip()
    if not text:
        return ()
    own = Party.objects.filter(tenant=tenant_default())
    found = own.filter(name__contains=text) | own.filter(identifier=text.upper())
    return tuple(row(p) for p in found.order_by("name", "id")[:FOUND])


@dataclass(frozen=True, slots=True)
class PremisesRow:
    """A regulated place. `layer` tells a demonstration place."""

    id: UUID
    code: str
    name: str
    kind: str
    address: str
    area: str
    lon: Decimal | None
    lat: Decimal | None
    layer: str


def premises(area: str = "", *ids: UUID | str) -> tuple[PremisesRow, ...]:
    """Regulated places by area and name: all, of one area, or these (1 query)."""
    found = Premises.objects.filter(tenant=tenant_default())
    found = found.filter(area=area) if area else found
    found = found.filter(pk__in=ids) if ids else found
    return tuple(premises_row(p) for p in found.order_by("area", "name", "id"))


@dataclass(frozen=True, slots=True)
class PremisesFound:
    """One page of a search; `total` counts all that were found."""

    rows: tuple[PremisesRow, ...]
    total: int


def find_premises(text: str = "", area: str = "", kind: str = "", *, start: int = 0, limit: int = 20) -> PremisesFound:
    """Places whose name, address or code has these words, in an area, of a trade, by name (2 queries)."""
    found = Premises.objects.filter(tenant=tenant_default())
    for word in text.split():
        found = found.filter(Q(name__contains=word) | Q(address__contains=word) | Q(code__iexact=word))
    found = found.filter(area=area) if area else found
    found = found.filter(kind=kind) if kind else found
    rows = found.order_by("name", "id")[start : start + limit]
    return PremisesFound(tuple(premises_row(p) for p in rows), found.count())


def premises_kinds() -> tuple[str, ...]:
    """Trades that occur, in order (1 query)."""
    found = Premises.objects.filter(tenant=tenant_default()).exclude(kind="")
    return tuple(found.order_by("kind").values_list("kind", flat=True).distinct())


def premises_row(p: Premises) -> PremisesRow:
    """The row that leaves the app."""
    return PremisesRow(p.id, p.code, p.name, p.kind, p.address, p.area, p.lon, p.lat, p.layer)
