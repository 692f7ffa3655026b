"""What must be true before each step of an ordinary case: composes the rules over one frozen set of facts.

Like `summary_guards`: one that does not permit refuses the step, a warning asks for a reason that is recorded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhifa.law import liability, limitation, recusal
from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.penalties import FINE, total
from zhifa.law.procedure import hearing, legal_review, notice, periods, precondition, serving, summary
from zhifa.law.procedure.ordinary_after_guards import AFTER
from zhifa.law.procedure.ordinary_beside_guards import BESIDE, period_kept
from zhifa.law.procedure.ordinary_facts import EVIDENCE_KINDS, FINE_TO_DO, LAW, Guard, OrdinaryFacts, lacking, together, two_officers
from zhifa.law.procedure.summary import SummaryFacts
from zhifa.law.procedure.summary_guards import GUARDS as SUMMARY_GUARDS
from zhifa.law.procedure.summary_guards import answered, barriers, in_time, not_heavier, within_tier
from zhifa.law.rulings import Outcome, Ruling, refusal

UNDER_FOURTEEN = "under_fourteen"


def _filing(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Lead, suspected act, first material, limitation 36, duplicate 29, two officers (处罚法 54, GEN-01)."""
    incomplete = lacking(
        "ordinary.filing_incomplete",
        (Citation(LAW, 54, 2),),
        ("GEN-01",),
        clue_source=facts.clue_source,
        party=facts.party_kind,
        narrative=facts.narrative,
        evidence=facts.evidence,
        occurred_at=facts.act,
    )
    found = [incomplete, two_officers(facts, book, day), *_softened(_corrected_first(facts))]
    if facts.act is not None:
        found.append(limitation.penalty_barred(facts.act, book, day))
    if facts.age is not None and facts.age.years < book.count("age.responsible", day):
        found += _softened(liability.of_age(facts.age, liability.LIGHTER, book, day))
    if facts.duplicate_of:
        found.append(refusal("ordinary.filed_already", Citation(LAW, 29), rules=("APP-03",), number=facts.duplicate_of))
    return answered(facts, together(found))


def _softened(found: Ruling) -> tuple[Ruling, ...]:
    """What forbids the penalty later only warns now: the filing goes on for a reason, and the obstacle is known."""
    return () if found.permits else (replace(found, outcome=Outcome.WARN),)


def _corrected_first(facts: OrdinaryFacts) -> Ruling:
    """Where the provision asks for it: an order served, its time over, looked at again, not corrected (APP-18)."""
    order = facts.order
    return precondition.may_penalise(
        facts.rectify_first, order.served_on, order.due_on, order.recheck_on, order.corrected, order.refused_on_spot
    )


def _join(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Who had to leave the case for recusal does not come back (OFF-06)."""
    if facts.joining and facts.joining in facts.recused:
        return recusal.participate("recused")
    return two_officers(facts, book, day)


def _piece(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    kind, name, origin = (*facts.piece, "", "", "")[:3]
    if kind not in EVIDENCE_KINDS:
        return refusal("ordinary.evidence_kind", Citation(LAW, 46, 1), rules=("EVD-01",), missing=("kind",))
    cited = (Citation(LAW, 46, 2), Citation(LAW, 47))
    return together(
        (lacking("ordinary.evidence_incomplete", cited, ("EVD-02", "EVD-03"), name=name, origin=origin), two_officers(facts, book, day))
    )


def _record(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    text = lacking("ordinary.record_empty", (Citation(LAW, 55, 2),), ("GEN-03",), text=facts.record_text)
    return together((text, two_officers(facts, book, day)))


def _preserve(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if facts.preservation != "none":
        return refusal("ordinary.preservation_open", Citation(LAW, 56), rules=("EVD-08",))
    return lacking("ordinary.preservation_incomplete", (Citation(LAW, 56),), ("EVD-08",), reason=facts.reason, items=facts.items)


def _seizure(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Three powers are held one by one (R36): who may fine seizes only with the power of coercion, which nobody entrusts (JUR-11), where a
    text allows it for this matter (COE-01), by two officers, for goods and a reason."""
    found = facts.coercion
    if not found.held:
        return refusal(
            "seizure.not_held",
            Citation("行政强制法", 17),
            Citation("浙江省综合行政执法条例", 9, 2),
            rules=("JUR-11", "COE-01"),
            holder=found.holder or "—",
        )
    if not found.basis:
        return refusal("seizure.no_basis", Citation("行政强制法", 10), Citation("行政强制法", 22), rules=("COE-01",))
    stated = lacking("seizure.incomplete", (Citation("行政强制法", 18),), ("COE-03",), reason=facts.reason, items=facts.items)
    return together((stated, two_officers(facts, book, day)))


def _preservation(stage: str) -> Guard:
    def guard(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
        if facts.preservation != stage:
            return refusal(f"ordinary.preservation_not_{stage}", Citation(LAW, 56), rules=("EVD-08",))
        if stage == "running":
            reason = lacking("reason_required", (Citation(LAW, 56),), ("EVD-08",), reason=facts.reason)
            return together((reason, two_officers(facts, book, day)))
        return two_officers(facts, book, day) if stage == "approved" else FINE_TO_DO

    return guard


def _recusal_asked(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if not facts.recusal_pending:
        return refusal("ordinary.no_recusal", Citation(LAW, 43), rules=("OFF-07",))
    return lacking("reason_required", (Citation(LAW, 43),), ("OFF-07",), reason=facts.reason)


def _undealt(facts: OrdinaryFacts, day: date) -> tuple[Ruling, ...]:
    """Goods that were registered and not dealt with: an overdue preservation stops the case (EVD-08)."""
    if facts.preservation in ("none", "requested"):
        return ()
    due = facts.preservation_due.isoformat() if facts.preservation_due else "—"
    return (refusal("ordinary.preservation_undealt", Citation(LAW, 56), rules=("EVD-08",), due=due),)


def _report(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    incomplete = lacking(
        "ordinary.report_incomplete",
        (Citation(LAW, 40), Citation(LAW, 57, 1)),
        ("APP-17", "DEC-01"),
        findings=facts.findings,
        evidence=facts.evidence,
        records=facts.records,
    )
    substance = () if facts.spared else _substance(facts, book, day)
    return answered(facts, together((incomplete, two_officers(facts, book, day), *_undealt(facts, day), *substance)))


def _substance(facts: OrdinaryFacts, book: Book, day: date) -> tuple[Ruling, ...]:
    """What no penalty can pass in any procedure: kind, range, tier, precondition, age, time, second fine."""
    facts, times = in_time(facts, book, day)
    asked = SummaryFacts(
        facts.party_kind,
        facts.penalties,
        facts.people,
        True,
        True,
        True,
        statutory_fine_min=facts.limits[0],
        statutory_fine_max=facts.limits[1],
        mitigation=facts.mitigation,
    )
    none = () if facts.penalties else (refusal("ordinary.no_penalty_proposed", Citation(LAW, 57, 1), rules=("DEC-01",), missing=("fine",)),)
    return (*times, *barriers(facts, book, day), _corrected_first(facts), summary.within_provision(asked), *within_tier(facts), *none)


def _reviewer(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    opinion = lacking("ordinary.opinion_required", (Citation(LAW, 58, 1),), ("REV-01",), opinion=facts.opinion)
    return together((opinion, legal_review.may_review(facts.first_review, facts.qualified)))


def _unreviewed(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return answered(facts, legal_review.may_decide(legal_review.ORDINARY, facts.triggers, legal_review.NONE, False, False))


def _proposal(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The notice: what is meant to be decided must be possible, and whether a hearing is told follows from it (HEA-04)."""
    right = hearing.right_notice(facts.penalties, facts.threshold)
    return answered(facts, together((*_substance(facts, book, day), *_undealt(facts, day), two_officers(facts, book, day), right)))


def _served(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if facts.serving is None:
        return refusal("serving.day_unknown", Citation("民事诉讼法", 87), rules=("SER-02",), missing=("method",))
    found = serving.served(facts.serving, book, day)
    on = found.values.get("served_on")
    if found.permits and isinstance(on, date) and on > day:
        return refusal("ordinary.not_served_yet", *found.citations, rules=found.rules, served_on=on.isoformat())
    if found.permits and facts.serving.method == "left":  # leaving it is an act of enforcement, auxiliaries only deliver
        two = two_officers(facts, book, day)
        return found if two.permits else two
    return found


def _statement(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return SUMMARY_GUARDS["statement_recorded"](facts, book, day)


def _waiver(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return SUMMARY_GUARDS["waiver_recorded"](facts, book, day)


def _hearing_right(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if not facts.right_told:
        return refusal("ordinary.no_hearing_right", Citation(LAW, 63, 1), rules=("HEA-04",))
    assert facts.notice_served_on is not None, "the right was told with the notice"
    found = hearing.request(book, facts.notice_served_on, day)
    if not found.values["in_time"]:
        return Ruling(Outcome.BLOCK, found.reasons, found.rules, found.citations)
    return found


def _waiting(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The party's days are over, or it expressly waived them (HEA-02, HEA-03, HEA-05)."""
    statement = facts.statement_due if not facts.waived else None
    due = max((d for d in (statement, facts.hearing_due if not facts.hearing_waived else None) if d), default=None)
    if due is not None and day <= due:
        cited = (Citation(LAW, 45, 1), Citation(LAW, 62), Citation(LAW, 64, None, 1))
        return refusal("ordinary.period_running", *cited, rules=("HEA-02", "HEA-03", "HEA-05"), due=due.isoformat())
    return FINE_TO_DO


def _summons(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """Seven working days in between (PER-15, AMB-02), the presider not of the case."""
    if facts.hearing_on is None:
        return refusal("ordinary.hearing_incomplete", Citation(LAW, 64, None, 2), rules=("HEA-06",), missing=("hearing_on",))
    latest = periods.hearing_summons(book, facts.hearing_on)
    outcome = latest.judge(day)
    found = [hearing.hold(facts.plan, book, day)]
    if outcome is not Outcome.ALLOW:
        reason = refusal(
            "ordinary.summons_late", *latest.citations, rules=("HEA-06", "PER-15"), strict=latest.strict, lenient=latest.lenient
        )
        found.append(replace(reason, outcome=outcome, ambiguities=("AMB-02",)))
    return answered(facts, together(found))


def _held(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if facts.hearing_on is None or day < facts.hearing_on:
        on = facts.hearing_on.isoformat() if facts.hearing_on else "—"
        return refusal("ordinary.hearing_day", Citation(LAW, 64, None, 2), rules=("HEA-06",), on=on)
    text = lacking("ordinary.record_empty", (Citation(LAW, 64, None, 8),), ("HEA-11",), text=facts.record_text)
    return together((text, hearing.hold(facts.plan, book, day)))


def _absent(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    if facts.hearing_on is None or day < facts.hearing_on:
        on = facts.hearing_on.isoformat() if facts.hearing_on else "—"
        return refusal("ordinary.hearing_day", Citation(LAW, 64, None, 2), rules=("HEA-06",), on=on)
    found = hearing.absence(summons_lawful=True, absent_without_reason=facts.absent, left_without_permission=False)
    return together((found, lacking("reason_required", (Citation(LAW, 64, None, 6),), ("HEA-10",), reason=facts.reason)))


def _hearing_report(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    return lacking("ordinary.hearing_report_empty", (Citation(LAW, 65),), ("HEA-11", "HEA-12"), report=facts.report)


def _discussion(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    enough = legal_review.enough_members(book, facts.members, day)
    return enough if not enough.permits else lacking("reason_required", (Citation(LAW, 57, 2),), ("DEC-02",), reason=facts.reason)


def _decision(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """The hard conditions together: every one that fails is named."""
    told = facts.notice_served_on is not None
    over = _waiting(facts, book, day)
    triggers = facts.triggers | ({"heard"} if facts.hearing_done else frozenset())
    pending = facts.hearing_asked and not facts.hearing_done
    held = refusal("ordinary.hearing_pending", Citation(LAW, 63, 1), rules=("HEA-05",)) if pending else FINE_TO_DO
    before, after = total(facts.notified, FINE), total(facts.penalties, FINE)
    return answered(
        facts,
        together(
            (
                two_officers(facts, book, day),
                recusal.pending(not facts.recusal_pending, recusal.ISSUE_DECISION),
                notice.may_decide(told, facts.defended or over.permits, facts.waived),
                over,
                held,
                legal_review.may_decide(legal_review.ORDINARY, triggers, facts.review_result, facts.serious, facts.discussed),
                hearing.decide_after(facts.told_facts, facts.decided_facts, before, after),
                not_heavier(facts),
                period_kept(facts, book, day),
                *_undealt(facts, day),
                *_substance(facts, book, day),
            )
        ),
    )


def _no_penalty(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    """One of the statutory grounds with the education given; recusal decided, in time, a guardian named for a child (APP-05, APP-12)."""
    ground = SUMMARY_GUARDS["ground_given"](facts, book, day)
    child = facts.ground == UNDER_FOURTEEN
    guardian = lacking("ordinary.guardian_missing", (Citation(LAW, 30),), ("APP-05",), guardian=facts.guardian) if child else FINE_TO_DO
    pending = recusal.pending(not facts.recusal_pending, recusal.ISSUE_DECISION)
    kept = period_kept(facts, book, day) if facts.filed_on else FINE_TO_DO
    return answered(facts, together((ground, guardian, pending, kept, two_officers(facts, book, day))))


def _nothing_left(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
    unpaid = FINE_TO_DO if facts.paid or facts.after.annulled or facts.after.ended else SUMMARY_GUARDS["nothing_to_pay"](facts, book, day)
    return together((unpaid, *_undealt(facts, day)))


def _of_summary(name: str) -> Guard:
    def guard(facts: OrdinaryFacts, book: Book, day: date) -> Ruling:
        return SUMMARY_GUARDS[name](facts, book, day)

    return guard


GUARDS: dict[str, Guard] = {
    **{name: _of_summary(name) for name in ("", "reason_given", "change_stated")},
    **BESIDE,
    **AFTER,
    "no_penalty_lawful": _no_penalty,
    "filing_lawful": _filing,
    "second_officer": _join,
    "evidence_complete": _piece,
    "record_by_two": _record,
    "preservation_reasoned": _preserve,
    "seizure_held": _seizure,
    "preservation_requested": _preservation("requested"),
    "preservation_approved": _preservation("approved"),
    "preservation_running": _preservation("running"),
    "recusal_asked": _recusal_asked,
    "report_founded": _report,
    "reviewer": _reviewer,
    "review_not_required": _unreviewed,
    "proposal_lawful": _proposal,
    "served": _served,
    "statement_recorded": _statement,
    "waiver_recorded": _waiver,
    "hearing_right": _hearing_right,
    "waiting_over": _waiting,
    "summons_in_time": _summons,
    "hearing_lawful": _held,
    "party_absent": _absent,
    "report_given": _hearing_report,
    "discussion_complete": _discussion,
    "decision_lawful": _decision,
    "nothing_left": _nothing_left,
}
