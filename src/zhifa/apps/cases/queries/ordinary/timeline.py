"""An ordinary case as the statute's stations: done with day, person and paper, open, blocked and why, or still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from zhifa.apps.cases.queries.ordinary.rows import NoteRow, OrdinaryRow, ProposalRow
from zhifa.apps.cases.words import quoted
from zhifa.apps.documents.queries import DocumentRow
from zhifa.law.citations import Citation
from zhifa.law.procedure.ordinary_case import ORDINARY_CASE
from zhifa.law.rulings import Ruling

DONE, CURRENT, BLOCKED, WAITING, SKIPPED = "done", "current", "blocked", "waiting", "skipped"
LAW = "行政处罚法"
RULES = "行政执法机关移送涉嫌犯罪案件的规定"
RETURN = "DOC-S01"
NEVER = frozenset({"not_filed"})


@dataclass(frozen=True, slots=True)
class Station:
    """One step of the statute. `state`: done | current | blocked | waiting | skipped; `cited`: its articles on one line; `at`, `who`,
    `notes`, `papers`: what was done; `refusal`: why the open one cannot be finished, `label`: of the state that it is in."""

    code: str
    title: str
    basis: tuple[str, ...]
    cited: str
    state: str = WAITING
    label: str = ""
    at: datetime | date | None = None
    who: str = ""
    notes: tuple[str, ...] = ()
    papers: tuple[DocumentRow, ...] = ()
    refusal: Ruling | None = None


@dataclass(frozen=True, slots=True)
class _Kind:
    """`states`: of the case while it stands here; `papers`: document kinds of the station; `told`: (day, person, notes)."""

    code: str
    title: str
    basis: tuple[Citation, ...]
    states: tuple[str, ...]
    papers: tuple[str, ...] = ()
    told: Callable[[OrdinaryRow], tuple[object, str, tuple[str, ...]]] = lambda row: (None, "", ())


def _law(*articles: int, title: str = LAW) -> tuple[Citation, ...]:
    return tuple(Citation(title, n) for n in articles)


def _filed(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    return row.filed_at or row.proposed_at, "、".join(o.name for o in row.officers), (row.clue_source,)


def _gathered(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    at = row.proposal.reported_at if row.proposal else None
    held = [f"{n.text}（{n.result}）" for n in row.notes if n.what == "先行登记保存"]
    return at, "", tuple([f"登记证据 {len(row.pieces)} 件" if row.pieces else "", *held])


def _reviewed(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    found = _notes(row, "法制审核")
    return (found[-1].at, found[-1].who, (found[-1].result,)) if found else (None, "", ())


def _told(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    said = row.proposal
    return (said.served_on or said.notified_at, "", (said.served_how, said.threshold_words)) if said else (None, "", ())


def _heard(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    said = row.proposal
    if said is None:
        return None, "", ()
    return None, "", (_answer(said) or ("" if row.state == "waiting" else "期限内没有提出"),)


def _answer(said: ProposalRow) -> str:
    return said.statement or (f"明确放弃：{said.waiver_proof}" if said.waiver_proof else "")


def _sat(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    found = _notes(row, "听证")
    return (found[-1].at, found[-1].who, (found[-1].result, found[-1].text)) if found else (None, "", ("没有要求听证",))


def _discussed(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    found = _notes(row, "集体讨论")
    return (found[-1].at, found[-1].who, (found[-1].text,)) if found else (None, "", ())


def _decided(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    if row.decision:
        return row.decision.decided_at, "", (row.decision.number,)
    spared = row.paper("DOC-D03")
    return (spared.issued_at, "", (spared.number,)) if spared else (None, "", ())


def _served(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    return row.served_on, "", (row.served_how,)


def _paid(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    last = row.receipts[-1] if row.receipts else None
    return (last.paid_on if last else None), "", tuple(f"回单 {r.number}：{r.amount} 元" for r in row.receipts)


def _sent(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
    found = _notes(row, "移送公安机关")
    return (found[-1].at, found[-1].who, (found[-1].result, found[-1].text)) if found else (None, "", ())


def _notes(row: OrdinaryRow, what: str) -> list[NoteRow]:
    return [n for n in row.notes if n.what == what]


def _paper_day(*kinds: str) -> Callable[[OrdinaryRow], tuple[object, str, tuple[str, ...]]]:
    def told(row: OrdinaryRow) -> tuple[object, str, tuple[str, ...]]:
        found = row.paper(*kinds)
        return (found.issued_at if found else None), "", ()

    return told


KINDS = (
    _Kind("filing", "立案", _law(54), ("proposed",), ("DOC-G01", "DOC-G02"), _filed),
    _Kind(
        "investigation",
        "调查取证",
        _law(46, 55, 56),
        ("investigating",),
        ("DOC-G04", "DOC-G03", "DOC-G06", "DOC-G07", "DOC-G13", "DOC-G16", "DOC-G14"),
        _gathered,
    ),
    _Kind(
        "police",
        "移送公安机关",
        (Citation(LAW, 27), Citation(RULES, 5)),
        ("crime_reported", "transferring", "with_police", "police_refusal", "police_case"),
        ("DOC-T01", "DOC-T02", "DOC-D05", "DOC-T03", "DOC-T04", "DOC-T06"),
        _sent,
    ),
    _Kind("review", "法制审核", _law(58), ("reported",), ("DOC-R01",), _reviewed),
    _Kind("notice", "事先告知", _law(44), ("reviewed", "notified"), ("DOC-N01", "DOC-N02"), _told),
    _Kind("defence", "陈述申辩", _law(45, 62), ("waiting",), ("DOC-N03",), _heard),
    _Kind(
        "hearing",
        "听证",
        _law(63, 64, 65),
        ("hearing_requested", "hearing_summoned", "hearing_held"),
        ("DOC-H01", "DOC-H02", "DOC-H03", "DOC-H04", "DOC-H05"),
        _sat,
    ),
    _Kind("discussion", "集体讨论", (Citation(LAW, 57, 2),), (), ("DOC-R02",), _discussed),
    _Kind("decision", "决定", _law(57, 59, 60), ("answered",), ("DOC-D01", "DOC-D03", "DOC-D04"), _decided),
    _Kind("service", "送达", _law(61), ("decided", "spared"), (), _served),
    _Kind(
        "payment",
        "履行",
        (Citation(LAW, 67), Citation(LAW, 72)),
        ("served", "court"),
        ("DOC-P01", "DOC-E01", "DOC-E05", "DOC-E08"),
        _paid,
    ),
    _Kind(
        "closing",
        "结案",
        _law(47),
        ("paid", "excused", "enforced", "transferred"),
        ("DOC-E09",),
        _paper_day("DOC-E09"),
    ),
    _Kind("archive", "归档", _law(47), ("closed",), ("DOC-A01",), _paper_day("DOC-A01")),
)
ORDER = tuple(k.code for k in KINDS)
TITLES = {k.code: k.title for k in KINDS}


def timeline(row: OrdinaryRow, obstacle: Ruling | None) -> tuple[Station, ...]:
    """Stations in the order of the statute; what this case does not need is left out; `obstacle`: what stands in the way (no query)."""
    reached = _reached(row)
    stations = [_station(row, kind, n, reached, obstacle) for n, kind in enumerate(KINDS) if _needed(row, kind, n, reached)]
    return tuple(stations)


def _reached(row: OrdinaryRow) -> int:
    if row.state in ORDINARY_CASE.final:
        return 0 if row.state in NEVER else len(KINDS)
    found = next(n for n, kind in enumerate(KINDS) if row.state in kind.states)
    return ORDER.index("discussion") if found == ORDER.index("decision") and _undiscussed(row) else found


def _undiscussed(row: OrdinaryRow) -> bool:
    return bool(row.proposal and row.proposal.serious and not _notes(row, "集体讨论"))


def _needed(row: OrdinaryRow, kind: _Kind, n: int, reached: int) -> bool:
    if kind.code == "hearing":
        return bool(row.proposal and row.proposal.right_told)
    if kind.code == "discussion":
        return bool(row.proposal and row.proposal.serious)
    if kind.code == "police":
        return n == reached or bool(_notes(row, "移送公安机关"))
    return True


def _station(row: OrdinaryRow, kind: _Kind, n: int, reached: int, obstacle: Ruling | None) -> Station:
    station = Station(kind.code, kind.title, tuple(map(str, kind.basis)), quoted(kind.basis))
    if n > reached:
        return station
    at, who, notes = kind.told(row)
    papers = _papers(row, kind)
    done = replace(
        station,
        state=DONE if row.state not in NEVER else SKIPPED,
        at=at if isinstance(at, date) else None,
        who=who,
        notes=tuple(text for text in notes if text),
        papers=papers,
    )
    if row.state in NEVER:
        return done
    if n < reached:
        return done if done.at or papers or kind.code in ("filing", "defence", "hearing") else replace(done, state=SKIPPED)
    label = "" if row.state_label == kind.title else row.state_label
    return replace(done, state=BLOCKED if obstacle else CURRENT, label=label, at=None, who="", refusal=obstacle)


def _papers(row: OrdinaryRow, kind: _Kind) -> tuple[DocumentRow, ...]:
    """Its papers; a return of service belongs to what was served: the notice before the decision, the decision, or the demand."""
    decided = row.paper("DOC-D01", "DOC-D03")
    found = tuple(d for d in row.documents if d.kind in kind.papers and d.kind != RETURN)
    returns = [d for d in row.documents if d.kind == RETURN]
    if kind.code == "notice":
        return (*found, *(d for d in returns if decided is None or d.issued_at < decided.issued_at))
    after = [d for d in returns if decided is not None and d.issued_at >= decided.issued_at]
    return (*found, *{"service": after[:1], "payment": after[1:]}.get(kind.code, []))
