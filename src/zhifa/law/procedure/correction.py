"""责令改正: an order to correct, its serving and its re-check (处罚法 28; APP-01, APP-18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure import officers
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.states import Transition, Workflow
from zhifa.law.procedure.summary_case import FIELD, LEADERS
from zhifa.law.rulings import Outcome, Ruling, refusal

ORDER = (Citation("行政处罚法", 28, 1),)
SERVING = (Citation("民事诉讼法", 87), Citation("民事诉讼法", 88))
INSPECT = (Citation("行政处罚法", 55, 2),)

CORRECTION = Workflow(
    name="correction",
    initial="issued",
    rows=(
        Transition("issued", "serve_order", "running", FIELD, SERVING, guard="acknowledged", clock="correction", document="DOC-S01"),
        Transition("issued", "withdraw_order", "withdrawn", LEADERS, ORDER, guard="reason_given"),
        Transition("running", "withdraw_order", "withdrawn", LEADERS, ORDER, guard="reason_given"),
        Transition("running", "recheck_corrected", "corrected", FIELD, INSPECT, guard="findings_and_two_officers", document="DOC-I07"),
        Transition("running", "recheck_failed", "not_corrected", FIELD, INSPECT, guard="period_over", document="DOC-I07"),
    ),
    state_labels={
        "issued": "待送达",
        "running": "改正期内",
        "corrected": "已改正",
        "not_corrected": "逾期未改正",
        "withdrawn": "已撤回",
    },
    act_labels={
        "serve_order": "送达",
        "withdraw_order": "撤回",
        "recheck_corrected": "复查：已改正",
        "recheck_failed": "复查：未改正",
    },
    final=frozenset({"corrected", "not_corrected", "withdrawn"}),
)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """`received_by`: who signed; `refusal_note` and `witness` (a person or a recording) where nobody did. `due_on`: last day to correct;
    `refused_on_spot`: the party said at once that it will not. `people`: the officers at the re-check."""

    reason: str = ""
    received_by: str = ""
    refusal_note: str = ""
    witness: str = ""
    due_on: date | None = None
    refused_on_spot: bool = False
    findings: str = ""
    people: tuple[Participant, ...] = ()


Guard = Callable[[OrderFacts, Book, date], Ruling]


def _reason(facts: OrderFacts, book: Book, day: date) -> Ruling:
    return Ruling(Outcome.ALLOW) if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _acknowledged(facts: OrderFacts, book: Book, day: date) -> Ruling:
    """Signed for, or left with a note and a witness or recording (SER-02, SER-04)."""
    if facts.received_by.strip() or (facts.refusal_note.strip() and facts.witness.strip()):
        return Ruling(Outcome.ALLOW)
    lacking = "witness" if facts.refusal_note.strip() else "received_by"
    cited = (Citation("民事诉讼法", 87), Citation("民事诉讼法", 89))
    return refusal("order.not_acknowledged", *cited, rules=("SER-02", "SER-04"), missing=(lacking,))


def _rechecked(facts: OrderFacts, book: Book, day: date) -> Ruling:
    """By two certified officers who say what they found."""
    if not facts.findings.strip():
        return refusal("findings_required", *INSPECT, rules=("GEN-03",), missing=("findings",))
    return officers.qualified(facts.people, day, book)


def _period_over(facts: OrderFacts, book: Book, day: date) -> Ruling:
    """ "Not corrected" only after the last day, unless the party refused at once (APP-18)."""
    if facts.due_on is not None and day <= facts.due_on and not facts.refused_on_spot and facts.findings.strip():
        return refusal("precondition.period_running", *ORDER, rules=("APP-18",), due=facts.due_on.isoformat())
    return _rechecked(facts, book, day)


GUARDS: dict[str, Guard] = {
    "reason_given": _reason,
    "acknowledged": _acknowledged,
    "findings_and_two_officers": _rechecked,
    "period_over": _period_over,
}
