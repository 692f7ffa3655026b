"""Every event sent is accounted for exactly once, or it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhifa.simulator.day import Sending
from zhifa.simulator.ledger import Entry, Ledger

RESULTS = ("registered", "repeated", "conflict", "refused")
OPEN = ("reported", "accepted")
Listed = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: a name and its figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def lines(self) -> list[str]:
        """For a terminal."""
        widths = [max(28, len(self.title) + 1), *(max(10, len(c) + 2) for c in self.columns[1:])]
        shown = [(self.columns[0], *self.columns[1:]), *self.rows]
        return [
            "".join(f"{cell!s:<{w}}" if n == 0 else f"{cell!s:>{w}}" for n, (cell, w) in enumerate(zip(row, widths, strict=True)))
            for row in shown
        ]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """`tables` for people; `wrong`: everything that does not add up (empty: the day is accounted for)."""

    tables: tuple[Table, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the installation lists at the end: all rows, of this run or not. `books`: what its auditor sees (numbers, money, trail)."""

    incidents: Sequence[Listed]
    cases: Sequence[Listed] = ()
    ordinary: Sequence[Listed] = ()
    visits: Sequence[Listed] = ()
    books: Mapping[str, Any] = field(default_factory=dict)


def reckon(sent: Sequence[Sending], ledger: Ledger, found: Found, left: int) -> Reckoning:
    """`left`: acts that the end of the play cut off."""
    keys = {s.body.get("external_id") for s in sent if s.story}
    sent_in = [r for r in found.incidents if r["external_id"] in keys]
    rows = [*sent_in, *(r for r in found.incidents if r["external_id"] not in keys and r["number"] in ledger.states)]
    wrong = [*ledger.faults, *_answers(sent, ledger.entries), *_numbers(ledger, sent_in), *_states(ledger, rows)]
    wrong += [f"incident {number}: not listed" for number in ledger.states.keys() - {r["number"] for r in rows}]
    followed = {
        "case": (ledger.cases, found.cases),
        "ordinary case": (ledger.ordinary, found.ordinary),
        "visit": (ledger.visits, found.visits),
    }
    for what, (left_as, listed) in followed.items():
        wrong += _followed(what, left_as, listed)
    wrong += [*_series(found.books), *_money(ledger, found.books), *_trail(found.books)]
    tables = [
        _sources(ledger),
        _compared("incident state", ledger.states.values(), [r["state"] for r in rows]),
        _compared("task state", ledger.tasks.values(), [m["state"] for r in rows for m in r["matters"]]),
        *(
            _compared(f"{what} state", kept.values(), [r["state"] for r in listed if r["id"] in kept])
            for what, (kept, listed) in followed.items()
        ),
        _acts(ledger),
        _books(ledger, found.books, left, len(rows) - len(sent_in)),
    ]
    return Reckoning(tuple(tables), tuple(wrong))


def _followed(what: str, left_as: Mapping[str, str], listed: Sequence[Listed]) -> list[str]:
    """Each where its people left it, none lost."""
    here = {r["id"]: r["state"] for r in listed}
    return [f"{what} {pk}: left as {state}, listed as {here.get(pk)}" for pk, state in left_as.items() if here.get(pk) != state]


def _series(books: Mapping[str, Any]) -> list[str]:
    """Every number from 1 to the last was given out, each once."""
    gaps = [s for s in books.get("series", ()) if s["missing"]]
    return [f"numbers of {s['acting_identity']} {s['year']} {s['kind']}: {s['missing']} missing" for s in gaps]


def _money(ledger: Ledger, books: Mapping[str, Any]) -> list[str]:
    """What the installation holds of each decision of this play is what was decided and what the bank reported."""
    if "money" not in books:
        return []
    here = {m["decision"]: m for m in books["money"]}
    wrong = []
    for number, (fine, paid) in ledger.money.items():
        row = here.get(number)
        if row is None:
            wrong.append(f"decision {number}: {fine} yuan decided, not on the books")
        elif (Decimal(row["fine"]), Decimal(row["paid"])) != (fine, paid):
            wrong.append(f"decision {number}: {fine} decided and {paid} paid, on the books {row['fine']} and {row['paid']}")
    return wrong


def _trail(books: Mapping[str, Any]) -> list[str]:
    """Nothing was written past the services."""
    return [f"trail: {problem}" for problem in books.get("trail", {}).get("problems", ())]


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


def _sources(ledger: Ledger) -> Table:
    by_source: dict[str, Counter[str]] = {}
    for entry in ledger.entries:
        by_source.setdefault(entry.sending.source, Counter())[entry.result] += 1
    rows = [*sorted(by_source.items()), ("all", sum(by_source.values(), Counter[str]()))]
    cells: tuple[tuple[str | int, ...], ...] = tuple((source, counted.total(), *(counted[r] for r in RESULTS)) for source, counted in rows)
    return Table("reports by source", ("source", "sent", *RESULTS), cells)


def _compared(title: str, played: Iterable[str], listed: Iterable[str]) -> Table:
    left, here = Counter(played), Counter(listed)
    rows = [(name, left[name], here[name]) for name in sorted(left | here)]
    return Table(title, (title, "played", "listed"), (*rows, ("all", left.total(), here.total())))


def _acts(ledger: Ledger) -> Table:
    results = ("done", "repeated", "refused", "stale")
    names = sorted({act for act, _result in ledger.acts})
    return Table("acts", ("act", *results), tuple((act, *(ledger.acts[act, r] for r in results)) for act in names))


def _books(ledger: Ledger, books: Mapping[str, Any], left: int, found: int) -> Table:
    series, trail = books.get("series", ()), books.get("trail", {})
    rows: list[tuple[str | int, ...]] = [
        ("second reports of another", len(ledger.merged)),
        ("incidents found by inspections", found),
        ("acts beyond the end", left),
        ("yuan of fines decided", str(ledger.fined)),
        ("yuan paid by receipts", str(ledger.paid)),
        ("decisions on the books", len(books.get("money", ()))),
        ("number series", len(series)),
        ("numbers given out", sum(s["last"] for s in series)),
        ("numbers missing", sum(s["missing"] for s in series)),
        ("trail records verified", trail.get("records", 0)),
        ("trail problems", len(trail.get("problems", ()))),
        *((f"matter of the report {known}", ledger.triage[known]) for known in ("proposed first", "proposed later", "not proposed")),
    ]
    return Table("books", ("books", "figure"), tuple(rows))
