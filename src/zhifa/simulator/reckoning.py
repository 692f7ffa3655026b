"""Every event sent is accounted for exactly once, or it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhifa.simulator.day import Sending
from zhifa.simulator.ledger import Entry, Ledger

RESULTS = ("registered", "repeated", "conflict", "refused")
OPEN = ("reported", "accepted")
Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`table`: lines for people; `wrong`: everything that does not add up (empty: the day is accounted for)."""

    table: tuple[str, ...]
    wrong: tuple[str, ...]


def reckon(sent: Sequence[Sending], ledger: Ledger, listed: Sequence[Listed], cases: Sequence[Listed], left: int) -> Reckoning:
    """`listed` and `cases`: all rows of the installation's lists, of this run or not; `left`: acts that the end of the day cut off."""
    keys = {s.body.get("external_id") for s in sent if s.story}
    rows = [r for r in listed if r["external_id"] in keys]
    wrong = [*ledger.faults, *_answers(sent, ledger.entries), *_numbers(ledger, rows), *_states(ledger, rows)]
    own = [c for c in cases if c["id"] in ledger.cases]
    wrong += _cases(ledger, own)
    return Reckoning(tuple(_table(ledger, rows, own, left)), tuple(wrong))


def _cases(ledger: Ledger, cases: Sequence[Listed]) -> list[str]:
    """Every case where its officers left it, no case lost."""
    here = {c["id"]: c["state"] for c in cases}
    return [f"case {pk}: left as {state}, listed as {here.get(pk)}" for pk, state in ledger.cases.items() if here.get(pk) != state]


def _answers(sent: Sequence[Sending], entries: Sequence[Entry]) -> list[str]:
    """One answer for each push, and no other."""
    asked, answered = Counter(s.key for s in sent), Counter(e.sending.key for e in entries)
    return [
        f"report {key}: sent {asked[key]} times, answered {answered[key]} times" for key in asked | answered if asked[key] != answered[key]
    ]


def _numbers(ledger: Ledger, rows: Sequence[Listed]) -> list[str]:
    """Registered once is listed once, under the number that was given; repeated means the same number."""
    wrong = []
    here = Counter(r["external_id"] for r in rows)
    number_of = {r["external_id"]: r["number"] for r in rows}
    given: dict[str, str] = {}
    for entry in ledger.entries:
        own = str(entry.sending.body.get("external_id", ""))
        if entry.result == "registered":
            given[own] = entry.number
            if here[own] != 1:
                wrong.append(f"report {own}: registered as {entry.number}, listed {here[own]} times")
            elif number_of[own] != entry.number:
                wrong.append(f"report {own}: registered as {entry.number}, listed as {number_of[own]}")
        elif entry.result == "repeated" and given.get(own) != entry.number:
            wrong.append(f"report {own}: repeated as {entry.number}, registered as {given.get(own)}")
    wrong += [f"report {own}: listed but never registered" for own in here if own not in given]
    return wrong


def _states(ledger: Ledger, rows: Sequence[Listed]) -> list[str]:
    """The installation has every incident and task where the players left it, and nothing open waits for nobody."""
    wrong = []
    for row in rows:
        number, state = row["number"], row["state"]
        if ledger.states.get(number) != state:
            wrong.append(f"incident {number}: left as {ledger.states.get(number)}, listed as {state}")
        if state in OPEN and not row["due_at"]:
            wrong.append(f"incident {number}: open without a clock")
        for matter in row["matters"]:
            if ledger.tasks.get(matter["id"]) != matter["state"]:
                wrong.append(f"task {matter['id']} of {number}: left as {ledger.tasks.get(matter['id'])}, listed as {matter['state']}")
    return wrong


def _table(ledger: Ledger, rows: Sequence[Listed], cases: Sequence[Listed], left: int) -> list[str]:
    lines = [f"{'source':<16}{'sent':>8}" + "".join(f"{r:>12}" for r in RESULTS)]
    by_source: dict[str, Counter[str]] = {}
    for entry in ledger.entries:
        by_source.setdefault(entry.sending.source, Counter())[entry.result] += 1
    for source, counted in [*sorted(by_source.items()), ("all", sum(by_source.values(), Counter[str]()))]:
        lines.append(f"{source:<16}{counted.total():>8}" + "".join(f"{counted[r]:>12}" for r in RESULTS))
    lines += ["", f"{'incident state':<28}{'played':>10}{'listed':>10}"]
    lines += _compared(Counter(ledger.states.values()), Counter(r["state"] for r in rows))
    lines.append(f"{'  second reports of another':<28}{len(ledger.merged):>10}")
    lines += ["", f"{'task state':<28}{'played':>10}{'listed':>10}"]
    lines += _compared(Counter(ledger.tasks.values()), Counter(m["state"] for r in rows for m in r["matters"]))
    lines += ["", f"{'case state':<28}{'played':>10}{'listed':>10}"]
    lines += _compared(Counter(ledger.cases.values()), Counter(c["state"] for c in cases))
    lines.append(f"fines decided {ledger.fined} yuan, paid {ledger.paid} yuan")
    lines += ["", f"{'act':<28}{'done':>10}{'repeated':>10}{'refused':>10}{'stale':>10}"]
    for act in sorted({a for a, _ in ledger.acts}):
        lines.append(f"{act:<28}" + "".join(f"{ledger.acts[act, result]:>10}" for result in ("done", "repeated", "refused", "stale")))
    total = sum(ledger.triage.values())
    found = ", ".join(f"{ledger.triage[k]} {k}" for k in ("first", "shown", "missed"))
    return [*lines, "", f"matter of the report among the proposals, of {total}: {found}", f"acts beyond the end of the day: {left}"]


def _compared(played: Counter[str], listed: Counter[str]) -> list[str]:
    names = [*sorted(played | listed), "all"]
    played["all"], listed["all"] = played.total(), listed.total()
    return [f"{name:<28}{played[name]:>10}{listed[name]:>10}" for name in names]
