"""切换与对账: cut-overs, their receipts, and whether before is what was moved, what stays and what was returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from zhifa.apps.adjustments import cutover_permissions as permissions
from zhifa.apps.adjustments.facts.flight import Side, all_work, touched
from zhifa.apps.adjustments.models import Cutover, Receipt
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail.tally import Tally
from zhifa.law.actors import Actor
from zhifa.law.procedure.cutover import CUTOVER, GUARDS, PLANNERS, RECEIPT, CutoverFacts
from zhifa.law.procedure.cutover_fates import FINE, KINDS, ORDINARY, SUMMARY
from zhifa.law.rulings import Ruling

STATES = tuple(RECEIPT.state_labels)


@dataclass(frozen=True, slots=True)
class CutoverRow:
    """One cut-over. `receipts`: state → how many; `due_at`: until when everything has to be answered."""

    id: UUID
    version: int
    code: str
    title: str
    change: UUID | None
    area: str
    team: str
    ground: str
    state: str
    state_label: str
    effective_on: date
    freeze_from: datetime | None
    cases_move: bool
    cases_ground: str
    planned_by_name: str
    planned_at: datetime
    cut_over_at: datetime | None
    cut_over_by_name: str
    due_at: datetime | None
    reconciled_at: datetime | None
    end_reason: str
    receipts: dict[str, int]


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One piece of work. `answerable`: by this reader, now."""

    id: str
    cutover: str
    cutover_title: str
    kind: str
    kind_label: str
    item: str
    label: str
    matter_name: str
    area_name: str
    item_state: str
    clock: str
    clock_basis: str
    cause: str
    reason: str
    citations: tuple[str, ...]
    from_name: str
    to_name: str
    state: str
    state_label: str
    handed_at: datetime
    due_at: datetime | None
    late_since: datetime | None
    escalated: int
    answered_at: datetime | None
    answered_by_name: str
    note: str
    answerable: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: how many were in flight, and what became of them. `even`: they are the same number."""

    kind: str
    label: str
    before: int
    handed: int
    accepted: int
    stays: int
    returned: int

    @property
    def even(self) -> bool:
        """Before = waiting for an answer + accepted + stays + returned."""
        return self.before == self.handed + self.accepted + self.stays + self.returned


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`left`: open pieces that the change takes from their holder and that have no receipt (references): none, or run it again."""

    row: CutoverRow
    lines: tuple[Line, ...]
    left: tuple[str, ...]

    @property
    def total(self) -> Line:
        """All kinds."""
        sums = [sum(getattr(one, name) for one in self.lines) for name in ("before", "handed", "accepted", "stays", "returned")]
        return Line("", "", *sums)

    @property
    def even(self) -> bool:
        """To the last item."""
        return not self.left and all(one.even for one in self.lines)


def cutovers(by: Actor, *, state: str = "") -> tuple[CutoverRow, ...]:
    """Newest first, of one state or `open` (2 queries). Raises Denied."""
    permissions.check_read(by)
    found = Cutover.objects.filter(tenant=by.tenant)
    if state == "open":
        found = found.exclude(state__in=CUTOVER.final)
    elif state:
        found = found.filter(state=state)
    return _rows(list(found[:200]))


def cutover(by: Actor, code: str) -> CutoverRow | None:
    """By its code (2 queries). Raises Denied."""
    permissions.check_read(by)
    rows = _rows(list(Cutover.objects.filter(tenant=by.tenant, code=code)))
    return rows[0] if rows else None


def code_of(by: Actor, pk: UUID) -> str:
    """The code of a cut-over, "" for an unknown one (1 query)."""
    return Cutover.objects.filter(tenant=by.tenant, pk=pk).values_list("code", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An act of this person's duty; `refusal`: why not as things stand."""

    act: str
    label: str
    refusal: Ruling | None


def offers(by: Actor, row: CutoverRow, today: date) -> tuple[Offer, ...]:
    """What this person may do with it now (1 query)."""
    facts = CutoverFacts(today, row.effective_on, reason="…", waiting=row.receipts.get("handed", 0))
    found = []
    for one in CUTOVER.acts_from(row.state):
        if one.act != "reconcile" and not by.roles.isdisjoint(one.roles):
            found.append(Offer(one.act, CUTOVER.act_labels[one.act], GUARDS[one.guard](facts)))
    if row.state == "handing" and Receipt.objects.filter(permissions.receives(by), cutover=row.id, state="handed").exists():
        found += [Offer(act, label, None) for act, label in RECEIPT.act_labels.items()]
    return tuple(found)


def cutover_of(by: Actor, change: UUID | str) -> CutoverRow | None:
    """Of a change (2 queries). Raises Denied."""
    permissions.check_read(by)
    rows = _rows(list(Cutover.objects.filter(tenant=by.tenant, change__pk=change)))
    return rows[0] if rows else None


def _rows(found: list[Cutover]) -> tuple[CutoverRow, ...]:
    counted: dict[UUID, dict[str, int]] = {row.pk: {} for row in found}
    for line in Receipt.objects.filter(cutover__in=found).values("cutover_id", "state").annotate(n=Count("pk")).order_by():
        counted[line["cutover_id"]][line["state"]] = line["n"]
    return tuple(_row(row, counted[row.pk]) for row in found)


def _row(row: Cutover, receipts: dict[str, int]) -> CutoverRow:
    return CutoverRow(
        id=row.pk,
        version=row.version,
        code=row.code,
        title=row.title,
        change=row.change_id,
        area=row.area,
        team=row.team,
        ground=row.ground,
        state=row.state,
        state_label=CUTOVER.state_labels[row.state],
        effective_on=row.effective_on,
        freeze_from=row.freeze_from,
        cases_move=row.cases_move,
        cases_ground=row.cases_ground,
        planned_by_name=row.planned_by_name,
        planned_at=row.planned_at,
        cut_over_at=row.cut_over_at,
        cut_over_by_name=row.cut_over_by_name,
        due_at=row.due_at,
        reconciled_at=row.reconciled_at,
        end_reason=row.end_reason,
        receipts=receipts,
    )


def receipts(by: Actor, code: str, *, state: str = "", kind: str = "") -> tuple[ReceiptRow, ...]:
    """Of one cut-over that this person may see, in the order of kinds (2 queries). Raises Denied."""
    permissions.check_read(by)
    found = Receipt.objects.filter(permissions.visible(by), cutover__code=code)
    found = found.filter(state=state) if state in STATES else found
    found = found.filter(kind=kind) if kind in KINDS else found
    return _receipts(by, found)


def waiting(by: Actor) -> tuple[ReceiptRow, ...]:
    """What this person's unit has to answer, the nearest clock first (2 queries)."""
    return _receipts(by, Receipt.objects.filter(permissions.receives(by), state="handed").order_by("due_at", "kind", "label"))


def count_waiting(by: Actor) -> Tally:
    """How many."""
    return Tally(Receipt.objects.filter(permissions.receives(by), state="handed"))


def cases_wait(by: Actor) -> bool:
    """Cases, which need officers who go on with them, are among what this person's unit has to answer (1 query)."""
    kinds = (SUMMARY, ORDINARY, FINE)
    return Receipt.objects.filter(permissions.receives(by), state="handed", kind__in=kinds).exists()


def _receipts(by: Actor, found: QuerySet[Receipt]) -> tuple[ReceiptRow, ...]:
    names = {a.code: a.name for a in registry.areas()}
    mine = set(Receipt.objects.filter(permissions.receives(by), state="handed").values_list("pk", flat=True))
    deferred = found.select_related("cutover").defer("before", "after")
    return tuple(_receipt(row, names, row.pk in mine) for row in deferred)


def _receipt(row: Receipt, names: dict[str, str], answerable: bool) -> ReceiptRow:
    return ReceiptRow(
        id=str(row.pk),
        cutover=row.cutover.code,
        cutover_title=row.cutover.title,
        kind=row.kind,
        kind_label=KINDS[row.kind],
        item=str(row.item),
        label=row.label,
        matter_name=row.matter_name,
        area_name=names.get(row.area, row.area),
        item_state=row.item_state,
        clock=row.clock,
        clock_basis=row.clock_basis,
        cause=row.cause,
        reason=row.reason,
        citations=tuple(row.citations),
        from_name=row.from_name,
        to_name=row.to_name,
        state=row.state,
        state_label=RECEIPT.state_labels[row.state],
        handed_at=row.handed_at,
        due_at=row.due_at,
        late_since=row.late_since,
        escalated=row.escalated,
        answered_at=row.answered_at,
        answered_by_name=row.answered_by_name,
        note=row.note,
        answerable=answerable,
    )


def reconciliation(by: Actor, code: str, today: date) -> Reconciliation | None:
    """Of a cut-over that was carried out; looks again for what was left out (about 20 queries). Raises Denied."""
    permissions.check_read(by)
    row = Cutover.objects.filter(tenant=by.tenant, code=code, cut_over_at__isnull=False).first()
    if row is None:
        return None
    counts = {f"n_{state}": Count("pk", filter=Q(state=state)) for state in STATES}
    found = {str(line["kind"]): line for line in row.receipts.order_by().values("kind").annotate(**counts)}
    kinds = [kind for kind in KINDS if kind in row.before or kind in found]
    lines = tuple(_line(kind, row.before.get(kind, 0), found.get(kind)) for kind in kinds)
    return Reconciliation(_rows([row])[0], lines, _left(row, today))


def _line(kind: str, before: int, counted: Any) -> Line:
    known = counted or {}
    sums = [int(known.get(f"n_{state}", 0)) for state in ("handed", "accepted", "stays", "returned")]
    return Line(kind, KINDS[kind], before, *sums)


def _left(row: Cutover, today: date) -> tuple[str, ...]:
    known = snapshot()
    before, after = Side.of(known, row.effective_on - timedelta(days=1)), Side.of(known, max(row.effective_on, today))
    done = {(kind, str(item)) for kind, item in row.receipts.values_list("kind", "item")}
    works = all_work(row.tenant, after.day, (row.area,) if row.area else ())
    found = touched(works, before, after, cases_move=row.cases_move)
    return tuple(t.work.label for t in found if (t.work.kind, t.work.id) not in done)


@dataclass(frozen=True, slots=True)
class Duties:
    """What this person may do: read cut-overs, plan them."""

    reads: bool
    plans: bool


def duties(by: Actor) -> Duties:
    """No query."""
    return Duties(by.has(*permissions.READERS, *permissions.CONCERNED), not by.roles.isdisjoint(PLANNERS))


def officers(by: Actor, day: date) -> tuple[tuple[str, str], ...]:
    """Certified people of the own unit who may go on with a case: (id, name) (2 queries)."""
    mine = registry.people(team_code=by.team) if by.team else registry.people(organ_code=by.organ)
    certified = registry.certified([p.id for p in mine], day)
    return tuple((p.id, p.name) for p in mine if p.id in certified)
