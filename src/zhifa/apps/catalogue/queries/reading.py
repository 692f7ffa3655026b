"""The matters of a tenant as rows, read table by table: thousands of them belong to what every process holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhifa.apps.catalogue.models import Basis, DiscretionTier, Matter, PenaltyRange, Statute
from zhifa.apps.catalogue.queries.rows import BasisRow, MatterRow, RangeRow, TierRow
from zhifa.law.citations import Citation

_MATTER = ("code", "name", "domain", "subdomain", "origin", "official_code", "precondition", "kinds", "words", "remarks", "since", "until",
           "layer")  # fmt: skip
_BASIS = ("matter_id", "statute_id", "role", "article", "paragraph", "item", "sub", "until")
_RANGE = ("matter_id", "party_kind", "tier", "condition", "minimum", "maximum", "unit", "ratio_minimum", "ratio_maximum", "base",
          "precondition", "since", "until")  # fmt: skip
_TIER = ("matter_id", "code", "party_kind", "order", "name", "condition", "minimum", "maximum", "layer")


def matter_rows(tenant: str, labels: Mapping[str, str]) -> dict[str, MatterRow]:
    """By code, in its order; bases, ranges and tiers in the order of their codes (5 queries)."""
    mine = {"tenant": tenant}
    statutes = {s[0]: s[1:] for s in Statute.objects.filter(**mine).values_list("id", "title", "level", "version_date", "until")}
    bases, ranges, tiers = defaultdict[UUID, list[BasisRow]](list), defaultdict[UUID, list[RangeRow]](list), defaultdict(list)
    for matter, statute, *place in _lines(Basis.objects.filter(**mine), _BASIS):
        bases[matter].append(_basis(statutes[statute], *place))
    for matter, *values in _lines(PenaltyRange.objects.filter(**mine), _RANGE):
        ranges[matter].append(RangeRow(*values))
    for matter, *values in _lines(DiscretionTier.objects.filter(**mine), _TIER):
        tiers[matter].append(TierRow(*values))
    found: dict[str, MatterRow] = {}
    for key, *values in _lines(Matter.objects.filter(**mine), ("id", *_MATTER)):
        said = dict(zip(_MATTER, values, strict=True))
        said |= {"kinds": tuple(said["kinds"]), "words": tuple(said["words"]), "domain_label": labels.get(said["domain"], said["domain"])}
        found[said["code"]] = MatterRow(**said, bases=tuple(bases[key]), ranges=tuple(ranges[key]), tiers=tuple(tiers[key]))
    return found


def _lines(rows: QuerySet[Any], columns: tuple[str, ...]) -> Any:
    return rows.values_list(*columns).iterator(chunk_size=5000)


def _basis(
    statute: tuple[str, str, date | None, date | None],
    role: str,
    article: int,
    paragraph: int | None,
    item: int | None,
    sub: int | None,
    until: date | None,
) -> BasisRow:
    title, level, version, gone = statute
    return BasisRow(
        role, Citation(title, article, paragraph, item, sub), level, version, min((d for d in (until, gone) if d), default=None)
    )
