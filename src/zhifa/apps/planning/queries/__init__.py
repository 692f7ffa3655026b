"""The plan of inspections: lines, their overlaps, and the visits planned to each place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.catalogue.queries import MatterRow
from zhifa.apps.parties.queries import PremisesRow, premises_row
from zhifa.apps.planning import permissions
from zhifa.apps.planning.facts import Overlap, active, fields_of, line_facts, lines_now, open_overlaps, overlaps, power_of, window_days
from zhifa.apps.planning.models import CheckItem, PlanLine
from zhifa.apps.registry import queries as registry
from zhifa.law.actors import Actor
from zhifa.law.procedure.inspection_plan import INSPECTION_PLAN
from zhifa.law.rulings import Refused, Ruling

__all__ = [
    "CheckItemRow",
    "LineRow",
    "OverlapRow",
    "PlannedRow",
    "fields_of",
    "items",
    "line",
    "line_offers",
    "lines",
    "planned",
    "power_of",
    "window",
]


@dataclass(frozen=True, slots=True)
class CheckItemRow:
    """`matter` is what a "no" may amount to; `basis` its articles."""

    code: str
    domain: str
    kinds: tuple[str, ...]
    title: str
    criterion: str
    matter: str
    basis: str


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """`open`: names of places still unsettled; `since`, `until`: when one joint visit would do; `gap`: days between the windows."""

    other_id: UUID
    other_code: str
    other_title: str
    other_organ: str
    other_since: date
    other_until: date
    places: tuple[str, ...]
    open: tuple[str, ...]
    gap: int
    since: date
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line; `places`, `items` and `overlaps` are filled by `line` only. `count`: places that count."""

    id: UUID
    version: int
    code: str
    title: str
    state: str
    state_label: str
    organ: str
    organ_name: str
    domain: str
    domain_label: str
    power: str
    since: date
    until: date
    times: int
    joint: bool
    participants: tuple[str, ...]
    waiting_for: tuple[str, ...]
    proposed_by_name: str
    approved_by_name: str
    count: int
    open_overlaps: int
    item_codes: tuple[str, ...]
    places: tuple[PremisesRow, ...] = ()
    items: tuple[CheckItemRow, ...] = ()
    overlaps: tuple[OverlapRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An organ's window at a place."""

    premises_id: UUID
    line_id: UUID
    line_code: str
    title: str
    organ: str
    organ_name: str
    since: date
    until: date
    joint: bool
    state: str


@dataclass(frozen=True, slots=True)
class LineOffer:
    """An act of this person's duties; `refusal` is None when it can be done."""

    act: str
    label: str
    refusal: Ruling | None


def items(*domains: str, codes: Sequence[str] = ()) -> tuple[CheckItemRow, ...]:
    """Items of these fields, or these items in the given order (1 query and the catalogue's two)."""
    found = CheckItem.objects.select_related("matter").order_by("code")
    found = found.filter(code__in=codes) if codes else found.filter(domain__in=domains) if domains else found
    matters = {m.code: m for m in catalogue.matters()}
    rows = {c.code: _item(c, matters.get(c.matter.code)) for c in found}
    return tuple(rows[c] for c in codes if c in rows) if codes else tuple(rows.values())


def _item(row: CheckItem, matter: MatterRow | None) -> CheckItemRow:
    basis = "、".join(str(c) for c in matter.citations) if matter else ""
    return CheckItemRow(row.code, row.domain, tuple(row.kinds), row.title, row.criterion, row.matter.code, basis)


def lines(by: Actor, day: date, states: Iterable[str] | None = None) -> tuple[LineRow, ...]:
    """Lines that this person may see, by the start of the window, with the number of places where visits should be one. Raises
    Denied (3 queries, the registry's and the catalogue's)."""
    permissions.check_read(by)
    close = open_overlaps(by.tenant, day, by.organ)
    found = PlanLine.objects.filter(permissions.visible(by))
    found = found.filter(state__in=list(states)) if states is not None else found
    counted = found.annotate(count=Count("places", filter=Q(places__moved_to__isnull=True, places__dropped=False)))
    named = _names()
    return tuple(_line(one, named, one.count, close.get(one.pk, 0)) for one in counted.order_by("since", "code"))


def _names() -> dict[str, str]:
    """Names of organs by code, and of fields under `field:` since some codes are the same."""
    fields = {f"field:{code}": label for code, label in catalogue.domain_labels().items()}
    return {**fields, **{o.code: o.name for o in registry.organs()}}


def line(by: Actor, line_id: UUID | str, day: date) -> LineRow | None:
    """One line with places, items and overlaps. Raises Denied (8 queries)."""
    permissions.check_read(by)
    found = PlanLine.objects.filter(permissions.visible(by), pk=line_id).first()
    if found is None:
        return None
    places = [p.premises for p in active(found)]
    open_state = found.state not in INSPECTION_PLAN.final
    beside = tuple(_overlap(o) for o in overlaps(found, day)) if open_state else ()
    return _line(
        found,
        _names(),
        len(places),
        len({name for o in beside for name in o.open}),
        places=tuple(premises_row(p) for p in places),
        items=items(codes=found.items) if found.items else (),
        overlaps=beside,
    )


def _line(row: PlanLine, named: Mapping[str, str], count: int, close: int, **more: object) -> LineRow:
    return LineRow(
        id=row.id,
        version=row.version,
        code=row.code,
        title=row.title,
        state=row.state,
        state_label=INSPECTION_PLAN.state_labels[row.state],
        organ=row.organ,
        organ_name=row.organ_name,
        domain=row.domain,
        domain_label=named.get(f"field:{row.domain}", row.domain),
        power=row.power,
        since=row.since,
        until=row.until,
        times=row.times,
        joint=row.joint,
        participants=tuple(named.get(p, p) for p in row.participants),
        waiting_for=tuple(named.get(p, p) for p in row.participants if p not in row.agreed) if row.joint else (),
        proposed_by_name=row.proposed_by_name,
        approved_by_name=row.approved_by_name,
        count=count,
        open_overlaps=close,
        item_codes=tuple(row.items),
        **more,  # type: ignore[arg-type]
    )


def _overlap(found: Overlap) -> OverlapRow:
    other = found.other
    return OverlapRow(
        other.id,
        other.code,
        other.title,
        other.organ_name,
        other.since,
        other.until,
        tuple(p.name for p in found.places),
        tuple(p.name for p in found.open),
        found.gap,
        *found.window,
        found.reason,
    )


def window(day: date) -> int:
    """Inside how many days visits of several organs are to be one."""
    return window_days(day)


def planned(by: Actor, *premises: UUID) -> tuple[PlannedRow, ...]:
    """What all organs plan at these places, by date. Raises Denied (1 query)."""
    permissions.check_read(by)
    return tuple(
        PlannedRow(
            p.premises_id,
            p.line_id,
            p.line.code,
            p.line.title,
            p.line.organ,
            p.line.organ_name,
            p.line.since,
            p.line.until,
            p.line.joint,
            p.line.state,
        )
        for p in lines_now(by.tenant, premises)
    )


def line_offers(by: Actor, row: LineRow, day: date) -> tuple[LineOffer, ...]:
    """Acts of the present state that are this person's, from the checks that the services make (5 queries each)."""
    stored = PlanLine.objects.get(pk=row.id)
    offers = []
    for found in INSPECTION_PLAN.acts_from(row.state):
        if found.act not in SHOWN or by.roles.isdisjoint(found.roles) or (found.act == "agree" and not row.joint):
            continue
        refusal = None
        try:
            permissions.check_act(by, stored, found.act, line_facts(stored, by.organ, day, reason="…", named=1))
        except Refused as refused:
            refusal = refused.ruling
        offers.append(LineOffer(found.act, INSPECTION_PLAN.act_labels[found.act], refusal))
    return tuple(offers)


SHOWN = ("submit", "agree", "approve", "send_back", "withdraw")  # the others belong to an overlap, or to the form of the line
