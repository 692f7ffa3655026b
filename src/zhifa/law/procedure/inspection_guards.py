"""What must be true before an act on a plan line, a visit or a finding. Names are those of the transition tables.

Each guard reads frozen facts and answers with a ruling; one that does not permit refuses the act.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhifa.law import inspection
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure.inspection import HAND_OVER, NO_DISTURBANCE, WRITTEN_RECORD
from zhifa.law.procedure.inspection_plan import ANNUAL_PLAN, JOINT_SCHEME, REGULATION, TOGETHER
from zhifa.law.procedure.officers import Participant, qualified
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

FINE = Ruling(Outcome.ALLOW)
EXEMPT = ("complaint", "media_clue", "patrol_finding", "annual_plan", "commitment_check", "electronic_check", "regulation_exempt")
SOURCES = (inspection.ROUTINE, *EXEMPT)
RANDOM = (Citation(REGULATION, 21, 1),)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """`lacking`: keys of the line that are not filled. `power`: the organ holds a power of supervision in the field. `overlaps`:
    places that another organ plans to visit inside the window, neither merged nor waived. `window`: its days. `named`: places
    of the overlap that the act is about. `participants`: organs of a joint line, `agreed`: those that agreed. `own`: organ of who acts."""

    lacking: tuple[str, ...] = ()
    power: bool = True
    overlaps: tuple[str, ...] = ()
    window: int = 0
    named: int = 0
    reason: str = ""
    own: str = ""
    participants: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """`near_own`, `near_others`: other visits to the place inside the county's window, with `merge_reason` if one is recorded.
    `visits`: of this organ to this place in the year so far, `cap` the county's number, `cap_reason` a ground for more.
    `assigned`: who was drawn to go, `present`: who came, with `substitution` if somebody else did.
    `unanswered`: items of the checklist; `undescribed`: problems without words. `open_findings`: what is not settled."""

    source: str = inspection.ROUTINE
    source_ref: str = ""
    power: bool = True
    proposer: str = ""
    actor: str = ""
    organ: str = ""
    own: str = ""
    joined: tuple[str, ...] = ()
    people: tuple[Participant, ...] = ()
    planned_on: date | None = None
    new_day: date | None = None
    near_own: int = 0
    near_others: tuple[str, ...] = ()
    window: int = 0
    merge_reason: str = ""
    visits: int = 0
    cap: int = 0
    cap_reason: str = ""
    result: str = ""
    note: str = ""
    unanswered: tuple[str, ...] = ()
    items: int = 0
    signed_by: str = ""
    refusal_note: str = ""
    witness: str = ""
    open_findings: tuple[str, ...] = ()
    reason: str = ""
    assigned: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    substitution: str = ""


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """`pool`: places that can be drawn, `count` how many are wanted, `people`: certified people who can be drawn."""

    pool: int
    count: int
    people: int


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """`order`: number of the served order to correct. `filing`: may this organ open a case (JUR-13)? `case`: reference of the case
    that was opened. `due_on`: last day to correct; `refused`: the party declared at once that it will not."""

    words: str = ""
    order: str = ""
    matter: str = ""
    filing: Ruling = FINE
    case: str = ""
    corrected: bool = False
    due_on: date | None = None
    refused: bool = False
    people: tuple[Participant, ...] = ()


def _reason(facts: LineFacts | VisitFacts) -> Ruling:
    return FINE if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _complete(facts: LineFacts) -> Ruling:
    if not facts.power:
        return refusal("inspection.no_power", Citation("行政处罚法", 54, 1), rules=("GEN-02",))
    if facts.lacking:
        return refusal("plan.incomplete", *ANNUAL_PLAN, missing=facts.lacking)
    return FINE


def _overlap(facts: LineFacts) -> Ruling:
    return FINE if facts.named else refusal("plan.no_overlap", *TOGETHER, rules=("INS-02",), missing=("other",))


def _overlap_reason(facts: LineFacts) -> Ruling:
    found = _overlap(facts)
    return _reason(facts) if found.permits else found


def _takes_part(facts: LineFacts) -> Ruling:
    return FINE if facts.own in facts.participants else refusal("plan.not_a_participant", *JOINT_SCHEME)


def _settled(facts: LineFacts) -> Ruling:
    if facts.overlaps:
        shown = "、".join(facts.overlaps[:5]) + (f"等{len(facts.overlaps)}处" if len(facts.overlaps) > 5 else "")
        return refusal("plan.overlaps_open", *TOGETHER, rules=("INS-02",), missing=("merge_reason",), days=facts.window, places=shown)
    waiting = [p for p in facts.participants if p not in facts.agreed]
    if waiting:
        return refusal("plan.not_agreed", *JOINT_SCHEME, organs="、".join(waiting))
    return FINE


def _reported(facts: VisitFacts) -> Ruling:
    if facts.actor and facts.actor == facts.proposer:
        return refusal("inspection.own_proposal", Citation("浙江省保障最多跑一次改革规定", 36, 1), rules=("INS-03",))
    return inspection.on_site(facts.source, True)


def _exempt(facts: VisitFacts) -> Ruling:
    found = inspection.on_site(facts.source, False)
    if found.permits and not facts.source_ref.strip():
        return refusal("inspection.source_unnamed", *found.citations, rules=("INS-03",), missing=("source_ref",))
    return found


def _other(facts: VisitFacts) -> Ruling:
    if facts.own == facts.organ or facts.own in facts.joined:
        return refusal("inspection.already_part", *TOGETHER, rules=("INS-02",))
    return FINE if facts.power else refusal("inspection.no_power", Citation("行政处罚法", 54, 1), rules=("GEN-02",))


def _new_day(facts: VisitFacts) -> Ruling:
    if facts.new_day is None or facts.new_day == facts.planned_on:
        return refusal("inspection.same_day", *NO_DISTURBANCE, missing=("planned_on",))
    return combine((_reason(facts), undisturbed(facts)))


def drawable(facts: DrawFacts, book: Book, day: date) -> Ruling:
    """Places and people enough for a draw (条例 21, INS-01)."""
    if not facts.pool:
        return refusal("draw.nothing_left", *RANDOM, rules=("INS-01",))
    if not 1 <= facts.count <= facts.pool:
        return refusal("draw.count", *RANDOM, rules=("INS-01",), missing=("count",), pool=facts.pool)
    if facts.people < book.count("officers.minimum", day):
        return refusal("draw.too_few_people", *RANDOM, rules=("INS-01",), people=facts.people)
    return Ruling(Outcome.ALLOW, rules=("INS-01",), citations=RANDOM)


def undisturbed(facts: VisitFacts) -> Ruling:
    """Neither too close to another visit nor too often in the year, unless a reason is recorded (INS-02, INS-05)."""
    ground = "" if facts.source in (inspection.ROUTINE, "annual_plan") else facts.source_ref
    near = inspection.joint(facts.near_own, facts.near_others, facts.window, facts.merge_reason or ground)
    return combine((near, inspection.within_cap(facts.visits, facts.cap, facts.cap_reason or ground)))


def _two(facts: VisitFacts | FindingFacts, book: Book, day: date) -> Ruling:
    joined = bool(facts.joined) if isinstance(facts, VisitFacts) else True
    return qualified(facts.people, day, book, joint_plan=joined)


def _lawful(facts: VisitFacts, book: Book, day: date) -> Ruling:
    if facts.planned_on is not None and day < facts.planned_on:
        return refusal("inspection.too_early", *NO_DISTURBANCE, day=facts.planned_on.isoformat())
    if facts.assigned and set(facts.assigned) - set(facts.present) and not facts.substitution.strip():
        return refusal("draw.other_people", *RANDOM, rules=("INS-01",), missing=("substitution",))
    return combine((_two(facts, book, day), undisturbed(facts)))


def _answer(facts: VisitFacts) -> Ruling:
    if facts.result not in ("yes", "no", "not_applicable"):
        return refusal("inspection.result_required", *WRITTEN_RECORD, rules=("GEN-03",), missing=("result",))
    if facts.result == "no" and not facts.note.strip():
        return refusal("inspection.problem_undescribed", *WRITTEN_RECORD, rules=("GEN-03",), missing=("note",))
    return FINE


def _record(facts: VisitFacts) -> Ruling:
    if not facts.items or facts.unanswered:
        return refusal("inspection.items_open", *WRITTEN_RECORD, rules=("GEN-03",), items="、".join(facts.unanswered[:5]) or "—")
    if not facts.signed_by.strip() and not facts.refusal_note.strip():
        return refusal("inspection.not_signed", *WRITTEN_RECORD, rules=("GEN-03",), missing=("signed_by",))
    if facts.refusal_note.strip() and not facts.witness.strip():
        return refusal("inspection.no_witness", *WRITTEN_RECORD, rules=("GEN-03",), missing=("witness",))
    return FINE


def _done(facts: VisitFacts) -> Ruling:
    if facts.open_findings:
        return refusal("inspection.findings_open", *WRITTEN_RECORD, findings="、".join(facts.open_findings[:5]))
    return FINE


def _described(facts: FindingFacts) -> Ruling:
    return FINE if facts.words.strip() else refusal("findings_required", *WRITTEN_RECORD, rules=("GEN-03",), missing=("findings",))


def _order(facts: FindingFacts) -> Ruling:
    if not facts.filing.permits:
        return facts.filing
    return FINE if facts.order else refusal("order_incomplete", Citation("行政处罚法", 28, 1), rules=("APP-01",), missing=("order",))


def _power(facts: FindingFacts) -> Ruling:
    if not facts.matter:
        return refusal("matter_required", missing=("matter",))
    if not facts.filing.permits:
        return combine((facts.filing, Ruling(Outcome.BLOCK, citations=HAND_OVER)))
    return _on_file(facts)


def _on_file(facts: FindingFacts) -> Ruling:
    return FINE if facts.case else refusal("inspection.no_case", Citation("行政处罚法", 54), missing=("case",))


def _rechecked(facts: FindingFacts, book: Book, day: date) -> Ruling:
    if not facts.words.strip():
        return _described(facts)
    if not facts.corrected and not facts.refused and facts.due_on is not None and day <= facts.due_on:
        return refusal("precondition.period_running", Citation("行政处罚法", 28, 1), rules=("APP-18",), due=facts.due_on.isoformat())
    return _two(facts, book, day)


LINE_GUARDS: dict[str, Callable[[LineFacts], Ruling]] = {
    "line_complete": _complete,
    "reason_for_an_overlap": _overlap_reason,
    "overlap_named": _overlap,
    "takes_part": _takes_part,
    "overlaps_settled": _settled,
    "reason_given": _reason,
}
VISIT_GUARDS: dict[str, Callable[[VisitFacts, Book, date], Ruling]] = {
    "reported_to_head": lambda facts, book, day: _reported(facts),
    "exempt_source": lambda facts, book, day: _exempt(facts),
    "other_organ": lambda facts, book, day: _other(facts),
    "new_day_with_reason": lambda facts, book, day: _new_day(facts),
    "reason_given": lambda facts, book, day: _reason(facts),
    "visit_lawful": _lawful,
    "two_officers": _two,
    "answer_complete": lambda facts, book, day: _answer(facts),
    "record_complete": lambda facts, book, day: _record(facts),
    "findings_settled": lambda facts, book, day: _done(facts),
}
FINDING_GUARDS: dict[str, Callable[[FindingFacts, Book, date], Ruling]] = {
    "described": lambda facts, book, day: _described(facts),
    "order_served": lambda facts, book, day: _order(facts),
    "penalty_power": lambda facts, book, day: _power(facts),
    "case_on_file": lambda facts, book, day: _on_file(facts),
    "rechecked": _rechecked,
}
