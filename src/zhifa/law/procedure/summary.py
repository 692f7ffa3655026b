"""The summary procedure 简易程序: may a penalty be decided on the spot, is the decision valid (SIM-01…SIM-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.money import ZERO
from zhifa.law.penalties import CITIZEN, FINE, ORGANIZATION, SOLE_TRADER, WARNING, Penalty, total
from zhifa.law.procedure import notice, officers, precondition
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.periods import Deadline, of_entry
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling, combine

CONVERT = {"convert_to_ordinary": True}


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """What must be known before deciding on the spot. Amounts in yuan; `statutory_*`: limits of the provision, None when
    it has none; `same_scene_other_fines`: other on-the-spot fines on the same party in the same visit."""

    party_kind: str
    penalties: tuple[Penalty, ...]
    officers: tuple[Participant, ...]
    facts_clear: bool
    prior_notice_given: bool
    defence_heard: bool
    right_waived: bool = False
    rectify_first: bool = False
    rectification_refused: bool = False
    statutory_fine_min: Decimal | None = None
    statutory_fine_max: Decimal | None = None
    mitigation: bool = False
    same_scene_other_fines: Decimal = ZERO
    joint_plan: bool = False

    @property
    def fine(self) -> Decimal:
        """The fine of this decision."""
        return total(self.penalties, FINE)

    @property
    def fines(self) -> bool:
        """Whether the decision has a fine at all."""
        return any(p.kind == FINE for p in self.penalties)


def may_decide_on_spot(facts: SummaryFacts, book: Book, day: date) -> Ruling:
    """Every condition of the summary procedure together; `values` may hold `convert_to_ordinary`. A block names all
    failed conditions, not only the first."""
    parts = (
        officers.qualified(facts.officers, day, book, facts.joint_plan),
        notice.may_decide(facts.prior_notice_given, facts.defence_heard, facts.right_waived),
        precondition.rectification_refused(facts.rectify_first, facts.rectification_refused),
        kinds(facts.penalties),
        clear(facts.facts_clear),
        within_provision(facts),
        within_limit(facts, book, day),
    )
    outcome = combine(parts).outcome
    telling = parts if outcome is Outcome.ALLOW else [p for p in parts if p.outcome is not Outcome.ALLOW]
    return combine(telling)


@rule("SIM-02", "行政处罚法 第五十一条", "行政处罚法 第九条")
def kinds(penalties: tuple[Penalty, ...]) -> Ruling:
    """Only fines within the limit and warnings; confiscation and everything else need the ordinary procedure."""
    if not penalties:
        return ruling(Outcome.ESCALATE, "SIM-02", because="summary.no_penalty", missing=("penalties",))
    if any(p.kind not in (FINE, WARNING) for p in penalties):
        return ruling(Outcome.BLOCK, "SIM-02", because="summary.wrong_kind", values=CONVERT)
    return ruling(Outcome.ALLOW, "SIM-02", because="summary.right_kind")


@rule("SIM-10", "行政处罚法 第五十一条", "行政处罚法 第五十四条")
def clear(facts_clear: bool) -> Ruling:
    """Facts that need more investigation need the ordinary procedure."""
    if not facts_clear:
        return ruling(Outcome.BLOCK, "SIM-10", because="summary.facts_unclear", values=CONVERT)
    return ruling(Outcome.ALLOW, "SIM-10", because="summary.facts_clear")


@rule("APP-13", "行政处罚法 第三十二条", "行政处罚法 第三十四条")
def within_provision(facts: SummaryFacts) -> Ruling:
    """The fine keeps to the range of the provision; below it only with a statutory ground of mitigation."""
    lower, upper = facts.statutory_fine_min, facts.statutory_fine_max
    known = facts.fines and all(p.amount is not None for p in facts.penalties if p.kind == FINE)
    if known and upper is not None and facts.fine > upper:
        return ruling(Outcome.BLOCK, "APP-13", because="summary.above_provision", fine=facts.fine, limit=upper)
    if known and lower is not None and facts.fine < lower and not facts.mitigation:
        return ruling(Outcome.BLOCK, "APP-13", because="summary.below_provision", fine=facts.fine, limit=lower)
    return ruling(Outcome.ALLOW, "APP-13", because="summary.within_provision")


@rule("SIM-01", "行政处罚法 第五十一条")
@rule("PER-18", "民法典 第一千二百五十九条")
def within_limit(facts: SummaryFacts, book: Book, day: date) -> Ruling:
    """Up to 200 yuan for a citizen and 3000 for an organisation, the limits included, decision by decision. A sole trader is
    taken as a citizen (AMB-19); several decisions of one visit above the limit are a warning (AMB-22)."""
    if not facts.fines:
        return ruling(Outcome.ALLOW, "SIM-01", because="summary.no_fine")
    if any(p.amount is None for p in facts.penalties if p.kind == FINE):
        return ruling(Outcome.ESCALATE, "SIM-01", because="summary.fine_unknown", missing=("penalties",))
    smallest = facts.fine if facts.mitigation else max(facts.fine, facts.statutory_fine_min or ZERO)
    low, high = fine_limits(facts.party_kind, book, day)
    if smallest > high:
        reason = why("summary.above_limit", fine=smallest, limit=high)
        return ruling(Outcome.BLOCK, "SIM-01", "PER-18", "SIM-10", because=reason, values=CONVERT)
    if smallest > low:
        reason = why("summary.sole_trader", fine=smallest, limit=low, other=high)
        return ruling(Outcome.ESCALATE, "SIM-01", "SIM-10", because=reason, ambiguities=("AMB-19",), values=CONVERT)
    if facts.fine + facts.same_scene_other_fines > low:
        together = facts.fine + facts.same_scene_other_fines
        return ruling(Outcome.WARN, "SIM-01", because="summary.sum_above_limit", ambiguities=("AMB-22",), sum=together, limit=low)
    return ruling(Outcome.ALLOW, "SIM-01", "PER-18", because=why("summary.within_limit", fine=smallest, limit=low))


def fine_limits(party_kind: str, book: Book, day: date) -> tuple[Decimal, Decimal]:
    """(cautious, highest arguable) limit in yuan; the two differ for a sole trader only."""
    citizen, organization = (book.value(f"summary.fine_max.{kind}", day) for kind in (CITIZEN, ORGANIZATION))
    return {CITIZEN: (citizen, citizen), ORGANIZATION: (organization, organization), SOLE_TRADER: (citizen, organization)}[party_kind]


@rule("SIM-03", "行政处罚法 第五十二条 第一款")
@rule("SIM-05", "行政处罚法 第五十二条 第一款")
def decision_stands(refused_to_sign: bool, noted_on_document: bool, delivered_on_spot: bool) -> Ruling:
    """The decision is handed over on the spot; a refusal to sign is noted on it and does not hurt it."""
    if not delivered_on_spot:
        return ruling(Outcome.BLOCK, "SIM-03", "SIM-05", because="summary.not_delivered", values={"valid": False})
    if refused_to_sign and not noted_on_document:
        return ruling(Outcome.BLOCK, "SIM-05", because="summary.refusal_not_noted", values={"valid": False})
    return ruling(Outcome.ALLOW, "SIM-05", because="summary.decision_stands", values={"valid": True})


@rule("SIM-06", "行政处罚法 第五十二条 第三款")
def report_for_record_until(book: Book, decided_on: date) -> date:
    """The decision is reported to the agency for record; the law sets no period, the pack's internal default applies."""
    return report_for_record(book, decided_on).due


def report_for_record(book: Book, decided_on: date) -> Deadline:
    """The same with what it was counted from."""
    return of_entry(book, book.parameter("summary.report_for_record", decided_on), decided_on, "SIM-06")
