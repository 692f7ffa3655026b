"""Which matters a township should get: needed often there, and none of the penalties that are too heavy for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import Asked, MatterRow
from zhifa.apps.empowerment.facts import Span, uses, year_before
from zhifa.apps.registry.queries.book import county_book
from zhifa.law import empowerment
from zhifa.law.rulings import Ruling


@dataclass(frozen=True, slots=True)
class DemandRow:
    """`need`: times it was found in the area in twelve months. `held`: the township has it already; `identity`: in whose name it is
    enforced now; `movable`: by the county bureau, which may give it away. `highest`: fine in yuan, None where there is none.
    `proposed`: may go into a change of the catalogue."""

    matter: str
    name: str
    domain: str
    domain_label: str
    need: int
    kinds: tuple[str, ...]
    highest: Decimal | None
    identity: str
    movable: bool
    held: bool
    proposed: bool
    ruling: Ruling


def demand(tenant: str, area: str, day: date) -> tuple[DemandRow, ...]:
    """Every matter that was found in the township, most needed first (about 6 queries)."""
    span = Span(tenant, area, year_before(day), day, None)
    leads, _cases = uses(span, [area])
    need = Counter({matter: n for (_area, matter), n in leads.items()})
    known = [(m, n) for code, n in need.most_common() if (m := catalogue.matter(code)) is not None]
    rulings = catalogue.authorities(Asked(m.code, "penalty", area, day) for m, _n in known)
    return tuple(_row(m, n, r.acting_identity, r.holder_kind, day) for (m, n), r in zip(known, rulings, strict=True))


def highest_fine(matter: MatterRow) -> Decimal | None:
    """The largest maximum that any version of the article in force allows, in yuan."""
    return max((r.maximum for r in matter.ranges if r.maximum is not None), default=None)


def _row(matter: MatterRow, need: int, identity: str, holder_kind: str, day: date) -> DemandRow:
    highest, held = highest_fine(matter), holder_kind == "township_government"
    ruling = empowerment.suitable(matter.kinds, highest, need, book=county_book(), day=day)
    movable = holder_kind == "county_enforcement_bureau"
    return DemandRow(
        matter=matter.code,
        name=matter.name,
        domain=matter.domain,
        domain_label=matter.domain_label,
        need=need,
        kinds=matter.kinds,
        highest=highest,
        identity=identity,
        movable=movable,
        held=held,
        proposed=movable and ruling.permits,
        ruling=ruling,
    )
