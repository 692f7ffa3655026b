"""One change: its steps with what is in the way, its items before and after, its sheets, and what would be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from zhifa.apps.adjustments import permissions, words
from zhifa.apps.adjustments.facts.asking import asked
from zhifa.apps.adjustments.facts.standing import PROVING, Said, change_facts, items_of
from zhifa.apps.adjustments.facts.writing import Plan
from zhifa.apps.adjustments.models import Change, ChangeItem, Level, ScoreSheet
from zhifa.apps.adjustments.queries.listing import ChangeRow, change_row
from zhifa.law.actors import ROLE_LABELS, Actor
from zhifa.law.catalogue_change import KINDS
from zhifa.law.citations import Citation
from zhifa.law.procedure.catalogue_change import CATALOGUE_CHANGE
from zhifa.law.procedure.catalogue_change_guards import would
from zhifa.law.rulings import Denied, Refused, Ruling

MAIN = ("submit", "score", "check", "approve", "publish", "take_effect")
REACHED = ("drafted", "submitted", "scored", "checked", "approved", "published", "in_effect")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item. `lines`: (what, before, after) as JSON values; `faults`: reason code and values; `words`: for the public."""

    order: int
    kind: str
    kind_label: str
    subject: str
    name: str
    words: str
    lines: tuple[tuple[str, Any, Any], ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    source: dict[str, Any]
    faults: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One score sheet that counts; see `ScoreSheet`."""

    subject: str
    name: str
    since: date
    until: date
    figures: tuple[dict[str, Any], ...]
    total: Decimal
    threshold: str
    proposal: str
    demo: bool
    made_at: datetime
    made_by_name: str


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One approving document."""

    level: str
    level_label: str
    organ: str
    number: str
    issued_on: date
    recorded_by_name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way. `state`: done | current | waiting | blocked | ended; `who`: duties that do it; `basis`: articles; `ruling`:
    why it is blocked."""

    act: str
    label: str
    state: str
    who: tuple[str, ...]
    basis: tuple[Citation, ...]
    at: datetime | None = None
    by_name: str = ""
    ruling: Ruling | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An act of this state that this person's duty has. `refusal`: what the law has against it now."""

    act: str
    label: str
    refusal: Ruling | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Everything of one change. `writes`: what was or would be written: {table, code, done, words}."""

    row: ChangeRow
    ground_text: str
    opinion: str
    checked_by_name: str
    end_reason: str
    assessment: str
    items: tuple[ItemRow, ...]
    sheets: tuple[SheetRow, ...]
    approvals: tuple[ApprovalRow, ...]
    notices: tuple[dict[str, Any], ...]
    steps: tuple[Step, ...]
    writes: tuple[dict[str, str], ...]
    written: bool
    offers: tuple[Offer, ...]


def _found(by: Actor, pk: UUID) -> Change | None:
    permissions.check_read(by)
    return Change.objects.filter(permissions.visible(by), pk=pk).first()


def change(by: Actor, pk: UUID, day: date) -> ChangePage | None:
    """None also for what another organ still writes (about 12 queries, and those of the proof where it is due). Raises Denied."""
    row = _found(by, pk)
    if row is None:
        return None
    items = items_of(row)
    law_items = asked(items, max(row.effective_on or day, day)) if row.state not in CATALOGUE_CHANGE.final else ()
    faults = {item.order: found.faults for item, found in zip(items, law_items, strict=False)}
    standing_ruling = _next(row, items, by, day)
    return ChangePage(
        row=change_row(row, len(items)),
        ground_text=row.ground_text,
        opinion=row.opinion,
        checked_by_name=row.checked_by_name,
        end_reason=row.end_reason,
        assessment=row.assessment,
        items=tuple(_item(item, faults.get(item.order, ())) for item in items),
        sheets=tuple(_sheet(s) for s in row.sheets.filter(superseded=False).order_by("subject")),
        approvals=tuple(
            ApprovalRow(a.level, str(Level(a.level).label), a.organ, a.number, a.issued_on, a.recorded_by_name)
            for a in row.approvals.order_by("recorded_at")
        ),
        notices=tuple(
            {
                "number": p.number,
                "published_at": p.published_at,
                "effective_on": p.effective_on,
                "channel": p.channel,
                "text": p.text,
                "withdrawn_at": p.withdrawn_at,
            }
            for p in row.publications.order_by("published_at")
        ),
        steps=_steps(row, standing_ruling),
        writes=_writes(row, items, any(faults.values())),
        written=bool(row.written),
        offers=_offers(row, items, by, day, standing_ruling),
    )


def _item(item: ChangeItem, faults: Any) -> ItemRow:
    before, after = item.before or {}, item.after or {}
    keys = [*after, *(k for k in before if k not in after)]
    lines = tuple((key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key))
    described = words.item_words(item)
    return ItemRow(
        item.order, item.kind, KINDS[item.kind], item.subject, item.name, described, lines, item.before, item.after, item.source, faults
    )


def _sheet(s: ScoreSheet) -> SheetRow:
    threshold = str(s.parameters.get("threshold", ""))
    return SheetRow(
        s.subject, s.name, s.since, s.until, tuple(s.figures), s.total, threshold, s.proposal, s.demo, s.made_at, s.made_by_name
    )


def _next(row: Change, items: Sequence[ChangeItem], by: Actor, day: date) -> Ruling | None:
    """What is in the way of the next step, for anybody whose duty it is; None: nothing, or nothing is left to do."""
    found = next((r for r in CATALOGUE_CHANGE.acts_from(row.state) if r.act in MAIN and r.target != row.state), None)
    if found is None:
        return None
    anybody = Actor("", by.name, by.post, found.roles, by.organ, tenant=by.tenant)
    ruling = would(change_facts(row, items, anybody, day, found.guard, Said()), found.guard)
    return None if ruling.permits else ruling


def _steps(row: Change, ruling: Ruling | None) -> tuple[Step, ...]:
    state = "drafted" if row.state == "returned" else row.state
    reached = REACHED.index(state) if state in REACHED else -1
    done_at = {"submit": row.submitted_at, "score": row.scored_at, "check": row.checked_at, "approve": row.approved_at,
               "publish": row.published_at, "take_effect": row.in_effect_at}  # fmt: skip
    names = {"submit": row.requested_by_name, "score": row.scored_by_name, "check": row.checked_by_name, "approve": row.approved_by_name}
    steps: list[Step] = []
    for n, act in enumerate(MAIN):
        cell = next(r for r in CATALOGUE_CHANGE.rows if r.act == act)
        who = tuple(ROLE_LABELS[r] for r in sorted(cell.roles))
        if reached > n or (reached < 0 and done_at[act]):
            steps.append(Step(act, CATALOGUE_CHANGE.act_labels[act], "done", who, cell.basis, done_at[act], names.get(act, "")))
        elif reached < 0:
            steps.append(Step(act, CATALOGUE_CHANGE.act_labels[act], "ended", who, cell.basis))
        else:
            now = ("blocked" if ruling else "current") if reached == n else "waiting"
            told = ruling if reached == n else None
            steps.append(Step(act, CATALOGUE_CHANGE.act_labels[act], now, who, cell.basis, ruling=told))
    return tuple(steps)


def _writes(row: Change, items: Sequence[ChangeItem], faulty: bool) -> tuple[dict[str, str], ...]:
    if row.written:
        return tuple(row.written)
    if faulty or row.effective_on is None or row.state in CATALOGUE_CHANGE.final:
        return ()
    return tuple(w.told() for w in Plan.of(row, items).writes)


def _offers(row: Change, items: Sequence[ChangeItem], by: Actor, day: date, next_ruling: Ruling | None) -> tuple[Offer, ...]:
    found: list[Offer] = []
    for cell in CATALOGUE_CHANGE.acts_from(row.state):
        if by.roles.isdisjoint(cell.roles):
            continue
        refusal: Ruling | None = None
        try:
            permissions.check_person(by, row, cell.act)
        except Denied:
            continue
        except Refused as refused:
            refusal = refused.ruling
        if refusal is None and not (cell.guard in PROVING and next_ruling is not None):
            ruling = would(change_facts(row, items, by, day, cell.guard, Said()), cell.guard)
            refusal = None if ruling.permits else ruling
        elif refusal is None:
            refusal = next_ruling
        found.append(Offer(cell.act, CATALOGUE_CHANGE.act_labels[cell.act], refusal))
    return tuple(found)


def offers(by: Actor, pk: UUID, day: date) -> tuple[Offer, ...]:
    """What this person may do with it now. Raises Denied."""
    row = _found(by, pk)
    if row is None:
        return ()
    items = items_of(row)
    return _offers(row, items, by, day, _next(row, items, by, day))


def standing(by: Actor, pk: UUID) -> ChangeRow | None:
    """The bare row (2 queries). Raises Denied."""
    row = _found(by, pk)
    return change_row(row, row.items.count()) if row else None
