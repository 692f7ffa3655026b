"""What must be true before each step of a summary case: composes the rules over one frozen set of facts.

Each guard answers with a ruling; one that does not permit refuses the step, a warning asks for a reason that is recorded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from zhifa.law import basis, double_penalty, liability, limitation
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.liability import Age
from zhifa.law.limitation import ActFacts
from zhifa.law.money import ZERO, written
from zhifa.law.penalties import FINE, KINDS, Penalty, total
from zhifa.law.procedure import decision, notice, officers, on_spot_collection, precondition, summary, surcharge
from zhifa.law.procedure.decision import Provided
from zhifa.law.procedure.officers import Participant
from zhifa.law.procedure.on_spot_collection import CollectionFacts
from zhifa.law.rulings import Outcome, Ruling, combine, refusal

LAW = "行政处罚法"


@dataclass(frozen=True, slots=True)
class Order:
    """The order to correct that came before, for provisions that ask for one (APP-18)."""

    served_on: date | None = None
    due_on: date | None = None
    recheck_on: date | None = None
    corrected: bool | None = None
    refused_on_spot: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Everything the guards ask for. `people`: the handling officers. `age`: of a citizen on the day of the act and `act`:
    when it was done and found, None when not known. `provision_kinds`: penalty kinds the provision has. `limits`: its range
    for this party (None: no limit), `versions`: the same in every version the catalogue has, `texts`: the texts it rests on, by the day
    of their promulgation. `tier`: range of the discretion tier chosen, None when none was; `tiers_exist` then asks
    for a choice. `notified`: what the party was told. `due`, `paid_on`, `amount`: of a receipt."""

    people: tuple[Participant, ...] = ()
    reason: str = ""
    ground: str = ""
    changes: int = 0
    party_kind: str = ""
    age: Age | None = None
    act: ActFacts | None = None
    narrative: str = ""
    evidence: int = 0
    facts_clear: bool = True
    penalties: tuple[Penalty, ...] = ()
    provision_kinds: frozenset[str] = frozenset(KINDS)
    provision: tuple[Citation, ...] = ()
    limits: tuple[Decimal | None, Decimal | None] = (None, None)
    versions: tuple[Provided, ...] = ()
    texts: tuple[tuple[Citation, date], ...] = ()
    mitigation: bool = False
    tier: tuple[Decimal, Decimal] | None = None
    tiers_exist: bool = False
    rectify_first: bool = False
    order: Order = field(default_factory=Order)
    other_fines: Decimal = ZERO
    duplicate_of: str = ""
    statement: str = ""
    heard: bool = False
    waived: bool = False
    review: str = ""
    waiver_proof: str = ""
    notified: tuple[Penalty, ...] = ()
    defended: bool = False
    delivered: bool = False
    refused_to_sign: bool = False
    refusal_noted: bool = False
    fine: Decimal = ZERO
    collection: CollectionFacts | None = None
    fiscal_receipt: str = ""
    collected: bool = False
    cash_handed_over: bool = False
    due: date | None = None
    paid_on: date | None = None
    amount: Decimal = ZERO


Facts = TypeVar("Facts", bound=CaseFacts)
Guard = Callable[[CaseFacts, Book, date], Ruling]
_FINE_TO_DO = Ruling(Outcome.ALLOW)


def _always(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return _FINE_TO_DO


def _reason(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return _FINE_TO_DO if facts.reason.strip() else refusal("reason_required", missing=("reason",))


def _change(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return _reason(facts, book, day) if facts.changes else refusal("nothing_changed")


def _ground(facts: CaseFacts, book: Book, day: date) -> Ruling:
    if not facts.ground:
        return refusal("case.ground_required", Citation(LAW, 33), Citation(LAW, 40), rules=("APP-09", "APP-17"), missing=("ground",))
    return _reason(facts, book, day)


def _two_officers(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return officers.qualified(facts.people, day, book, joint_plan=bool(facts.reason.strip()))


def _facts(facts: CaseFacts, book: Book, day: date) -> Ruling:
    if not facts.party_kind:
        return refusal("case.party_required", Citation(LAW, 40), missing=("party",))
    if not facts.narrative.strip():
        return refusal("findings_required", Citation(LAW, 40), rules=("APP-17",), missing=("findings",))
    if not facts.evidence:
        return refusal("evidence_required", Citation(LAW, 40), Citation(LAW, 46), rules=("APP-17", "EVD-01"), missing=("evidence",))
    return _two_officers(facts, book, day)


def _proposal(facts: CaseFacts, book: Book, day: date) -> Ruling:
    """What may be announced is what may be decided, notice and hearing being still to come."""
    facts, times = in_time(facts, book, day)
    on_spot = _on_spot(facts, book, day, told=True, heard=True)
    return answered(facts, combine((*times, *barriers(facts, book, day), on_spot, *within_tier(facts))))


def _decision(facts: CaseFacts, book: Book, day: date) -> Ruling:
    facts, times = in_time(facts, book, day)
    told = bool(facts.notified)
    on_spot = _on_spot(facts, book, day, told=told, heard=facts.heard)
    return answered(facts, combine((*times, *barriers(facts, book, day), on_spot, *within_tier(facts), not_heavier(facts))))


def _on_spot(facts: CaseFacts, book: Book, day: date, *, told: bool, heard: bool) -> Ruling:
    order = facts.order
    refused = precondition.may_penalise(
        facts.rectify_first, order.served_on, order.due_on, order.recheck_on, order.corrected, order.refused_on_spot
    )
    asked = summary.SummaryFacts(
        party_kind=facts.party_kind,
        penalties=facts.penalties,
        officers=facts.people,
        facts_clear=facts.facts_clear,
        prior_notice_given=told,
        defence_heard=heard,
        right_waived=facts.waived,
        rectify_first=facts.rectify_first,
        rectification_refused=refused.permits,
        statutory_fine_min=facts.limits[0],
        statutory_fine_max=facts.limits[1],
        mitigation=facts.mitigation,
        same_scene_other_fines=facts.other_fines,
    )
    ruling = summary.may_decide_on_spot(asked, book, day)
    return ruling if refused.permits else combine((refused, ruling))


def in_time(facts: Facts, book: Book, day: date) -> tuple[Facts, tuple[Ruling, ...]]:
    """The facts under the version that applies, and what stands against the texts: law of the act, the lighter one later, nothing that was
    replaced or not yet in force (处罚法 37, APP-15; JUR-21)."""
    act_on = facts.act.act_on if facts.act else day
    found = [basis.published(book, cited, promulgated.isoformat(), day) for cited, promulgated in facts.texts]
    refused = [r for r in found if r.outcome is Outcome.BLOCK]
    newer = [(cited, promulgated) for cited, promulgated in facts.texts if promulgated > act_on]
    dated = len(facts.versions) > 1
    if newer and not dated:
        refused.append(decision.text_newer(newer[0][0].law, newer[0][1], act_on))
    if not facts.versions:
        return facts, tuple(refused)
    taken, chosen = decision.of_its_time(facts.versions, act_on, day)
    if taken is None:
        return facts, (*refused, chosen)
    asks_first = taken.rectify_first if total(facts.penalties, FINE) else facts.rectify_first
    under = replace(facts, limits=(taken.minimum, taken.maximum), rectify_first=asks_first)
    return under, (*refused, *((chosen,) if dated else ()))


def barriers(facts: CaseFacts, book: Book, day: date) -> tuple[Ruling, ...]:
    """What no summary penalty can pass, whatever its amount."""
    found = [_FINE_TO_DO]
    outside = [p.kind for p in facts.penalties if p.kind not in facts.provision_kinds]
    if outside:
        found.append(refusal("case.kind_not_in_provision", *facts.provision, rules=("JUR-20",), kinds="、".join(outside)))
    if facts.duplicate_of and total(facts.penalties, FINE):
        found.append(double_penalty.second(same_act=True, fined=True, kind=FINE))
        found.append(refusal("case.duplicate", Citation(LAW, 29), rules=("APP-03",), number=facts.duplicate_of))
    if facts.age is not None:
        found.append(liability.of_age(facts.age, liability.LIGHTER if facts.mitigation else "", book, day))
    if facts.act is not None:
        found.append(limitation.penalty_barred(facts.act, book, day))
    return tuple(r for r in found if not r.permits) or (_FINE_TO_DO,)


def within_tier(facts: CaseFacts) -> tuple[Ruling, ...]:
    """The fine stays in the tier; leaving it needs a reason (APP-13)."""
    fine = total(facts.penalties, FINE)
    if not fine:
        return ()
    cited = Citation(LAW, 34)
    if facts.tier is None:
        return (refusal("case.tier_required", cited, rules=("APP-13",), missing=("tier",)),) if facts.tiers_exist else ()
    low, high = facts.tier
    if low <= fine <= high or facts.mitigation:
        return ()
    off = refusal("case.outside_tier", cited, rules=("APP-13",), fine=written(fine), low=written(low), high=written(high))
    return (Ruling(Outcome.WARN, off.reasons, off.rules, off.citations),)


def not_heavier(facts: CaseFacts) -> Ruling:
    added = {p.kind for p in facts.penalties} - {p.kind for p in facts.notified}
    if facts.notified and added:
        return refusal("case.kind_not_notified", Citation(LAW, 44), Citation(LAW, 45, 2), rules=("HEA-02",), kinds="、".join(sorted(added)))
    before, after = total(facts.notified, FINE), total(facts.penalties, FINE)
    return notice.after_defence(before, after, defended=facts.defended, new_facts=False, re_notified=False)


def answered(facts: CaseFacts, ruling: Ruling) -> Ruling:
    """A warning may be passed with a reason, which is recorded."""
    if ruling.outcome is Outcome.WARN and not facts.reason.strip():
        return Ruling(Outcome.BLOCK, ruling.reasons, ruling.rules, ruling.citations, ("reason",), ruling.ambiguities)
    return ruling


def _statement(facts: CaseFacts, book: Book, day: date) -> Ruling:
    """What the party said, and what the officers made of it (处罚法 45: heard and re-examined)."""
    lacking = tuple(k for k, v in (("statement", facts.statement), ("review", facts.review)) if not v.strip())
    if lacking:
        return refusal("case.statement_required", Citation(LAW, 45, 1), rules=("HEA-02",), missing=lacking)
    return _FINE_TO_DO


def _waiver(facts: CaseFacts, book: Book, day: date) -> Ruling:
    """A waiver is the party's own express word, in writing or on record (HEA-03)."""
    if not facts.waiver_proof.strip():
        return refusal("case.waiver_proof_required", Citation(LAW, 62), rules=("HEA-03",), missing=("waiver_proof",))
    return _FINE_TO_DO


def _delivered(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return summary.decision_stands(facts.refused_to_sign, facts.refusal_noted, facts.delivered)


def _collection(facts: CaseFacts, book: Book, day: date) -> Ruling:
    if facts.collection is None or not facts.fine:
        return refusal("case.no_fine", Citation(LAW, 67, 2), rules=("PAY-01",))
    if facts.collected:
        return refusal("case.collected_already", Citation(LAW, 70), rules=("PAY-06",))
    if not facts.fiscal_receipt.strip():
        return refusal("collection.receipt_wrong", Citation(LAW, 70), rules=("PAY-06",), missing=("fiscal_receipt",))
    return on_spot_collection.may_collect(facts.collection, book, day)


def _cash(facts: CaseFacts, book: Book, day: date) -> Ruling:
    if not facts.collected:
        return refusal("case.no_cash", Citation(LAW, 71), rules=("PAY-07",))
    return refusal("case.cash_handed_over", Citation(LAW, 71), rules=("PAY-07",)) if facts.cash_handed_over else _FINE_TO_DO


def _receipt(facts: CaseFacts, book: Book, day: date) -> Ruling:
    """The sum on the receipt is the fine, with the surcharge when it was paid late."""
    if not facts.fine:
        return refusal("case.no_fine", Citation(LAW, 67), rules=("PAY-09",))
    if facts.due is None or facts.paid_on is None:
        return refusal("case.not_due_yet", Citation(LAW, 67, 3), missing=("paid_on",))
    owed = surcharge.amount(book, facts.fine, facts.due, paid_on=facts.paid_on)
    if facts.amount != owed.values["total"]:
        expected, extra = written(owed.values["total"]), written(owed.values["surcharge"])
        rules = ("PAY-09", "SUR-01")
        return refusal(
            "case.amount_differs", *owed.citations, rules=rules, amount=written(facts.amount), expected=expected, surcharge=extra
        )
    return owed


def _nothing_to_pay(facts: CaseFacts, book: Book, day: date) -> Ruling:
    return refusal("case.unpaid", Citation(LAW, 67, 3), rules=("PAY-02",), fine=written(facts.fine)) if facts.fine else _FINE_TO_DO


GUARDS: dict[str, Guard] = {
    "": _always,
    "reason_given": _reason,
    "change_stated": _change,
    "ground_given": _ground,
    "second_officer": _two_officers,
    "two_officers": _two_officers,
    "facts_and_evidence": _facts,
    "proposal_lawful": _proposal,
    "statement_recorded": _statement,
    "waiver_recorded": _waiver,
    "decision_lawful": _decision,
    "delivered": _delivered,
    "collection_lawful": _collection,
    "cash_in_hand": _cash,
    "receipt_matches": _receipt,
    "nothing_to_pay": _nothing_to_pay,
}
