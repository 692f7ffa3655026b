"""Everything the guards of an ordinary case ask for, frozen, and the small checks that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.evidence import KINDS
from zhifa.law.procedure import legal_review, officers
from zhifa.law.procedure.hearing import HearingPlan
from zhifa.law.procedure.serving import ServingFacts
from zhifa.law.procedure.summary_guards import CaseFacts
from zhifa.law.procedure.surcharge import Instalment, Interval
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

LAW = "行政处罚法"
EVIDENCE_KINDS = KINDS
TRIGGERS = {
    "public_interest": "涉及重大公共利益",
    "heard": "直接关系重大权益，经过听证程序",
    "complex": "案情疑难复杂、涉及多个法律关系",
    "by_law": "法律、法规规定应当审核",
}


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """The ninety days and what was approved about them. `days`: already excluded; `added`, `level`, `source`: of the change that is
    asked for; `was_with_police`: part of the time the case lay with the police (AMB-10)."""

    days: int = 0
    suspended: bool = False
    added: int = 0
    level: str = ""
    source: str = ""
    was_with_police: bool = False


@dataclass(frozen=True, slots=True)
class CrimeFacts:
    """A suspected crime on its way to the police and back. `letter`: number of what came from there; `sender`: from whom."""

    offence: str = ""
    reported_at: datetime | None = None
    now: datetime | None = None
    receiver: str = ""
    receipt: str = ""
    materials: frozenset[str] = frozenset()
    tested: bool = False
    letter: str = ""
    sender: str = ""
    goods: str = ""


@dataclass(frozen=True, slots=True)
class AfterFacts:
    """After the decision was served. `parts`: approved instalments; `asked`: a deferral waits for the head; `granted`, `schedule`:
    its decision; `remedies`: days of reconsideration and suit; `annulled`: the decision was revoked there."""

    served_on: date | None = None
    hardship: str = ""
    proof: str = ""
    asked: bool = False
    granted: bool = False
    schedule: tuple[tuple[date, Decimal], ...] = ()
    parts: tuple[Instalment, ...] = ()
    remedies: tuple[Interval, ...] = ()
    remedy: str = ""
    remedy_on: date | None = None
    pending: str = ""
    reconsidered_on: date | None = None
    judged_on: date | None = None
    annulled: bool = False
    demand_served_on: date | None = None
    court: str = ""
    letter: str = ""
    ending: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Coercion:
    """The power of coercion over the case's matter at its place on the day. `held`: by the organ whose case it is; `holder`: the name of
    whoever holds it ("" when nobody does); `basis`: the texts that allow sealing or seizure for this matter."""

    held: bool = False
    holder: str = ""
    basis: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class OrdinaryFacts(CaseFacts):
    """`clue_source`: where the lead came from; `piece`: kind, name, origin of a new piece of evidence; `records`: interviews
    and on-site records made; `preservation`: none | requested | approved | running, `preservation_due` its last day; `items`:
    what is to be preserved; `recusal_pending`; `outcome` of the report; `threshold`: of the hearing, None when nobody set one;
    `statement_due`, `hearing_due`: last days after the notice was served; `told_facts`, `decided_facts`: sentences of findings;
    `review_result` and `discussed` count only for the report and the hearing that stand. `spared`: ground on which the report
    proposes no penalty; `guardian` of a child; `joining`: who wants onto the case, `recused`: who had to leave it."""

    clue_source: str = ""
    filed_on: date | None = None
    piece: tuple[str, ...] = ()
    records: int = 0
    record_text: str = ""
    preservation: str = "none"
    preservation_due: date | None = None
    coercion: Coercion = field(default_factory=Coercion)
    items: int = 0
    recusal_pending: bool = False
    findings: tuple[str, ...] = ()
    triggers: frozenset[str] = frozenset()
    serious: bool = False
    review_result: str = legal_review.NONE
    first_review: bool = False
    qualified: bool = True
    opinion: str = ""
    threshold: Decimal | None = None
    right_told: bool = False
    notice_served_on: date | None = None
    statement_due: date | None = None
    hearing_due: date | None = None
    hearing_waived: bool = False
    hearing_on: date | None = None
    hearing_asked: bool = False
    hearing_done: bool = False
    plan: HearingPlan = field(default_factory=HearingPlan)
    absent: bool = False
    report: str = ""
    discussed: bool = False
    members: int = 0
    told_facts: tuple[str, ...] = ()
    decided_facts: tuple[str, ...] = ()
    serving: ServingFacts | None = None
    paid: bool = False
    spared: str = ""
    guardian: str = ""
    joining: str = ""
    recused: frozenset[str] = frozenset()
    period: PeriodFacts = field(default_factory=PeriodFacts)
    crime: CrimeFacts = field(default_factory=CrimeFacts)
    after: AfterFacts = field(default_factory=AfterFacts)


Guard = Callable[[OrdinaryFacts, Book, date], Ruling]
FINE_TO_DO = Ruling(Outcome.ALLOW)


def lacking(code: str, cited: tuple[Citation, ...], rules: tuple[str, ...], **given: object) -> Ruling:
    """Refused while one of `given` is empty; its name is what is missing."""
    missing = tuple(k for k, v in given.items() if not v or (isinstance(v, str) and not v.strip()))
    return refusal(code, *cited, rules=rules, missing=missing) if missing else FINE_TO_DO


def together(found: Iterable[Ruling]) -> Ruling:
    """All of them; while some refuse, only what they say: what is in order is no reason."""
    rulings = tuple(found)
    return combine([r for r in rulings if not r.permits] or rulings)


def two_officers(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Two certified officers act (处罚法 42)."""
    return officers.qualified(facts.people, day, book, joint_plan=bool(facts.reason.strip()))
