"""Topic `period`: deadlines that follow from one event."""

from __future__ import annotations

from zhifa.law.procedure import periods
from zhifa.law.procedure.periods import Deadline, NoticeDays
from zhifa.law.questions.asking import Answer, Facts, Law, ask
from zhifa.law.rulebook import why
from zhifa.law.rulings import Outcome, Reason, Ruling

PROVISIONAL = "calendar.provisional"


def _words(deadline: Deadline) -> tuple[Reason, ...]:
    words = {"start": deadline.counted_from, "count": deadline.count, "nominal": deadline.nominal, "due": deadline.due}
    reasons = [why(f"period.{deadline.unit}", **words)]
    if deadline.rolled:
        reasons.append(why("period.rolled", **words))
    if deadline.ambiguities:
        reasons.append(why("period.roll_unclear", **words))
    return tuple(reasons)


def _ruling(deadline: Deadline, outcome: Outcome = Outcome.COMPUTE, *more: Reason) -> Ruling:
    assumed = (PROVISIONAL,) if deadline.provisional else ()
    return Ruling(outcome, (*_words(deadline), *more), (deadline.rule,), deadline.citations, (), deadline.ambiguities, assumed)


def _single(deadline: Deadline) -> Answer:
    return Answer(_ruling(deadline), {"deadline": deadline.due})


def _rolling(deadline: Deadline) -> Answer:
    return Answer(_ruling(deadline), {"nominal": deadline.nominal, "deadline": deadline.due})


@ask("period", "hearing_request", "prior_notice_served_on", rules=("HEA-05",))
def hearing_request(f: Facts, law: Law) -> Answer:
    """Last day to ask for a hearing; first day on which a decision is possible if none is asked for."""
    deadline = periods.hearing_request(law.book, f["prior_notice_served_on"])
    return Answer(_ruling(deadline), {"deadline": deadline.due, "decision_not_before": deadline.next_day})


def _notice(days: NoticeDays, served_on: object) -> Answer:
    outcome = Outcome.COMPUTE if served_on is None else days.judge(served_on)  # type: ignore[arg-type]
    code = {Outcome.COMPUTE: "latest", Outcome.ALLOW: "in_time", Outcome.WARN: "between", Outcome.BLOCK: "too_late"}[outcome]
    reason = why(f"notice_days.{code}", count=days.count, strict=days.strict, lenient=days.lenient)
    unclear = ("AMB-02",) if outcome in (Outcome.COMPUTE, Outcome.WARN) else ()
    assumed = (PROVISIONAL,) if days.provisional else ()
    ruling = Ruling(outcome, (reason,), (days.rule, "PER-15"), days.citations, (), unclear, assumed)
    return Answer(ruling, {"latest_strict": days.strict, "latest_lenient": days.lenient})


@ask("period", "hearing_summons", "hearing_on", rules=("HEA-06",), summons_served_on=None)
def hearing_summons(f: Facts, law: Law) -> Answer:
    """Was the notice of the hearing in time? Latest day for it?"""
    return _notice(periods.hearing_summons(law.book, f["hearing_on"]), f["summons_served_on"])


@ask("period", "substitute_performance_demand", "performance_on", rules=("ENF-13",), demand_served_on=None)
def substitute_performance_demand(f: Facts, law: Law) -> Answer:
    """The same for the demand before substitute performance."""
    return _notice(periods.substitute_performance_demand(law.book, f["performance_on"]), f["demand_served_on"])


@ask("period", "decision_service", "announced_on", rules=("SER-01",))
def decision_service(f: Facts, law: Law) -> Answer:
    """Last day to serve a decision announced in the absence of the party."""
    return _single(periods.decision_service(law.book, f["announced_on"]))


@ask("period", "evidence_preservation", "registered_on", rules=("EVD-08",))
def evidence_preservation(f: Facts, law: Law) -> Answer:
    """Last day to deal with things preserved by prior registration."""
    return _single(periods.evidence_preservation(law.book, f["registered_on"]))


@ask("period", "publication_withdrawal", "annulled_on", rules=("PUB-03",))
def publication_withdrawal(f: Facts, law: Law) -> Answer:
    """Last day to withdraw a published decision."""
    return _single(periods.publication_withdrawal(law.book, f["annulled_on"]))


@ask("period", "cash_handover", "collected_on", rules=("PAY-07",), place_type="ordinary", ashore_on=None, handed_over_on=None)
def cash_handover(f: Facts, law: Law) -> Answer:
    """Last days for officer → agency and agency → bank."""
    to_agency = periods.cash_to_agency(law.book, f["collected_on"], f["place_type"], f["ashore_on"])
    to_bank = periods.cash_to_bank(law.book, f["handed_over_on"] or to_agency.due)
    return Answer(_ruling(to_agency, Outcome.COMPUTE, *_words(to_bank)), {"to_agency": to_agency.due, "to_bank": to_bank.due})


@ask("period", "fine_payment", "decision_served_on", rules=("PAY-02",))
def fine_payment(f: Facts, law: Law) -> Answer:
    """Last day to pay a fine; first day of surcharge."""
    deadline = periods.fine_payment(law.book, f["decision_served_on"])
    days = {"nominal": deadline.nominal, "deadline": deadline.due, "surcharge_from": deadline.next_day}
    return Answer(_ruling(deadline), days)


@ask("period", "reconsideration_application", "decision_served_on", rules=("REM-01",), posted_on=None, received_on=None)
def reconsideration_application(f: Facts, law: Law) -> Answer:
    """Last day to apply for reconsideration; was the application in time?"""
    deadline = periods.reconsideration_application(law.book, f["decision_served_on"])
    days = {"nominal": deadline.nominal, "deadline": deadline.due}
    if f["posted_on"] is None and f["received_on"] is None:
        return Answer(_ruling(deadline), days)
    timely = periods.lodged_in_time(deadline, f["posted_on"], f["received_on"])
    reason = why("period.lodged_in_time" if timely else "period.lodged_late", due=deadline.due)
    return Answer(_ruling(deadline, Outcome.ALLOW if timely else Outcome.BLOCK, reason), days, flags={"timely": timely})


@ask("period", "suit_direct", "decision_served_on", rules=("REM-02",))
def suit_direct(f: Facts, law: Law) -> Answer:
    """Last day to sue directly."""
    return _rolling(periods.suit_direct(law.book, f["decision_served_on"]))


@ask("period", "suit_after_reconsideration", "reconsideration_decision_served_on", rules=("ENF-16",))
def suit_after_reconsideration(f: Facts, law: Law) -> Answer:
    """Last day to sue after the reconsideration decision."""
    return _rolling(periods.suit_after_reconsideration(law.book, f["reconsideration_decision_served_on"]))


@ask("period", "suit_land_law", "decision_served_on", rules=("REM-03",))
def suit_land_law(f: Facts, law: Law) -> Answer:
    """Last day to sue against an order to demolish under 土地管理法 83."""
    return _rolling(periods.suit_land_law(law.book, f["decision_served_on"]))


@ask("period", "reconsideration_reply", "copy_received_on", "reconsideration_procedure", rules=("REM-08",))
def reconsideration_reply(f: Facts, law: Law) -> Answer:
    """Last day for the agency to reply and submit evidence in reconsideration."""
    return _single(periods.reconsideration_reply(law.book, f["copy_received_on"], f["reconsideration_procedure"]))


@ask("period", "suit_reply", "complaint_received_on", rules=("REM-12",))
def suit_reply(f: Facts, law: Law) -> Answer:
    """Last day for the agency to submit defence and evidence in a suit."""
    return _rolling(periods.suit_reply(law.book, f["complaint_received_on"]))


@ask("period", "demand", "demand_served_on", rules=("ENF-18",))
def demand(f: Facts, law: Law) -> Answer:
    """When does the demand period end, from when can the court be applied to?"""
    deadline = periods.demand(law.book, f["demand_served_on"])
    return Answer(_ruling(deadline), {"tenth_working_day": deadline.due, "earliest_application": deadline.next_day})


@ask("period", "information_publication", "formed_on", rules=("PUB-02",))
def information_publication(f: Facts, law: Law) -> Answer:
    """Last day for active publication of government information."""
    return _single(periods.information_publication(law.book, f["formed_on"]))


@ask("period", "government_stop_order", "reported_on", rules=("ENF-10",))
def government_stop_order(f: Facts, law: Law) -> Answer:
    """Last day for the government to order measures after the report; the unit is not defined."""
    deadline = periods.government_stop_order(law.book, f["reported_on"])
    return Answer(_ruling(deadline, Outcome.COMPUTE, why("period.unit_unclear")), {"deadline": deadline.due}, ambiguous=True)


@ask("period", "archive_handover", "formed_on", rules=("ARC-06",))
def archive_handover(f: Facts, law: Law) -> Answer:
    """When must an archive be handed to the county archive?"""
    return _single(periods.archive_handover(law.book, f["formed_on"]))
