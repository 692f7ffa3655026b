"""The ledger of posts on a day: accounts, entries, and whether they balance under the approved total."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.apps.staffing import permissions
from zhifa.apps.staffing.facts import balances, cap_on, entries
from zhifa.apps.staffing.models import PostEntry
from zhifa.law.actors import Actor
from zhifa.law.staffing import POST_KINDS


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Posts of one kind at one organ: those it had when the ledger was opened, those it received and gave since, and what it has."""

    organ: str
    organ_name: str
    kind: str
    kind_label: str
    opening: int
    received: int
    given: int

    @property
    def balance(self) -> int:
        """On the day."""
        return self.opening + self.received - self.given


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry; `source` empty: the ledger was opened with it. `pending`: in effect after the day. `transfer`: code of the proposal."""

    source: str
    source_name: str
    destination: str
    destination_name: str
    kind: str
    kind_label: str
    count: int
    effective_on: date
    document: str
    approved_on: date
    transfer: str
    reason: str
    recorded_by: str
    pending: bool
    layer: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """`opening`: all posts when it was opened; `total`: all of the day, the same unless an entry were one-sided; `cap` None: not stated."""

    day: date
    opening: int
    total: int
    cap: int | None
    cap_document: str
    accounts: tuple[AccountRow, ...]
    entries: tuple[EntryRow, ...]
    layer: str

    @property
    def balanced(self) -> bool:
        """Sum before = sum after, within the approved total."""
        return self.opening == self.total and self.cap is not None and self.total <= self.cap

    @property
    def spare(self) -> int | None:
        """Approved and at no organ."""
        return None if self.cap is None else self.cap - self.total


def ledger(by: Actor, day: date) -> Ledger:
    """As of a day; later entries are shown as pending (2 queries). Raises Denied."""
    permissions.check_read(by)
    held, cap = entries(by.tenant), cap_on(by.tenant, day)
    document = f"{cap.approval_organ} {cap.approval_number}" if cap else ""
    opening = sum(e.count for e in held if e.source is None and e.effective_on <= day)
    total = sum(balances(held, day).values())
    rows = tuple(_entry(e, day) for e in reversed(held))
    return Ledger(day, opening, total, cap.count if cap else None, document, _accounts(held, day), rows, cap.layer if cap else "")


def _accounts(held: list[PostEntry], day: date) -> tuple[AccountRow, ...]:
    found: dict[tuple[str, str], list[int]] = {}
    names: dict[str, str] = {}
    for entry in held:
        if entry.effective_on > day:
            continue
        for organ, column in ((entry.destination, 1 if entry.source else 0), (entry.source, 2)):
            if organ is not None:
                names[organ.code] = organ.name
                found.setdefault((organ.code, entry.kind), [0, 0, 0])[column] += entry.count
    return tuple(
        AccountRow(organ, names[organ], kind, POST_KINDS.get(kind, kind), *numbers)
        for (organ, kind), numbers in sorted(found.items(), key=lambda item: (-_size(item[1]), item[0]))
    )


def _size(numbers: list[int]) -> int:
    opening, received, given = numbers
    return opening + received - given


def _entry(e: PostEntry, day: date) -> EntryRow:
    source = (e.source.code, e.source.name) if e.source else ("", "")
    return EntryRow(
        *source, e.destination.code, e.destination.name, e.kind, POST_KINDS.get(e.kind, e.kind), e.count, e.effective_on,
        f"{e.approval_organ} {e.approval_number}", e.approved_on, e.transfer.code if e.transfer else "", e.reason, e.recorded_by_name,
        e.effective_on > day, e.layer,
    )  # fmt: skip
