"""What was sent and done, and what the installation said to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from zhifa.simulator.calling import Answer
from zhifa.simulator.day import Sending

RESULTS = {201: "registered", 200: "repeated", 409: "conflict"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One push and its answer. `number`: of the incident, empty when there is none."""

    sending: Sending
    status: int
    fields: frozenset[str]
    number: str

    @property
    def result(self) -> str:
        """registered, repeated, conflict or refused."""
        return RESULTS.get(self.status, "refused")

    @property
    def as_expected(self) -> bool:
        """Answered as the day was composed."""
        wanted = self.sending.expected
        return self.status == wanted.status and self.fields == wanted.fields


@dataclass
class Ledger:
    """`acts`: (act, done | repeated | refused) → how often. `states`: incident number → state as the players left it; `tasks`:
    task id → state; `pieces`: task id → pictures brought; `merged`: number → the number it went into; `cases` and `ordinary`: id of
    a summary or ordinary case → state; `visits`: inspection id → state; `money`: decision number → yuan decided and yuan that the
    bank reported; `triage`: how the dispatcher's choice compared with the proposal. `faults`: answers that should not have been."""

    entries: list[Entry] = field(default_factory=list)
    acts: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: dict[str, str] = field(default_factory=dict)
    tasks: dict[str, str] = field(default_factory=dict)
    pieces: Counter[str] = field(default_factory=Counter)
    merged: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    ordinary: dict[str, str] = field(default_factory=dict)
    visits: dict[str, str] = field(default_factory=dict)
    money: dict[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    triage: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def fined(self) -> Decimal:
        """Yuan of all decisions."""
        return sum((fine for fine, _paid in self.money.values()), Decimal(0))

    @property
    def paid(self) -> Decimal:
        """Yuan of all receipts."""
        return sum((paid for _fine, paid in self.money.values()), Decimal(0))

    def decided(self, number: str, fine: str | None) -> None:
        """A decision with its fine, in yuan as text; None: a warning only."""
        self.money[number] = (Decimal(fine or 0), Decimal(0))

    def received(self, number: str, amount: str) -> None:
        """The bank reported money for a decision."""
        fine, paid = self.money[number]
        self.money[number] = (fine, paid + Decimal(amount))

    def push(self, sending: Sending, answer: Answer) -> Entry:
        """Keep an answer to a report."""
        entry = Entry(sending, answer.status, answer.fields, str(answer.body.get("number", "")))
        self.entries.append(entry)
        if not entry.as_expected:
            wanted = sending.expected
            self.faults.append(f"report {sending.key}: expected {wanted.status} {sorted(wanted.fields)}, got {answer.said()}")
        return entry

    def act(self, name: str, answer: Answer, who: str) -> bool:
        """Keep an answer to an act that should have been done."""
        if answer.status in (200, 201):
            self.acts[name, "repeated" if answer.body.get("repeated") else "done"] += 1
            return True
        self.faults.append(f"{who} {name}: {answer.said()}")
        return False

    def attempt(self, name: str, answer: Answer, who: str, status: int) -> None:
        """Keep an answer to an act that had to be refused with `status`."""
        self.acts[name, "refused"] += 1
        if answer.status != status:
            self.faults.append(f"{who} {name}: had to be refused with {status}, got {answer.said()}")
        elif status == 409 and not (answer.body.get("detail") or answer.body.get("version")):
            self.faults.append(f"{who} {name}: refused without a reason")
