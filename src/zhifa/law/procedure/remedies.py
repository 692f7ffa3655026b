"""Reconsideration, suit and compensation beside a case (REM-07, 10, 11, 14…17, SIM-08, PER-09)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, none_of
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

RECONSIDERATION, SUIT = "reconsideration", "suit"


@rule("SIM-08", "行政复议法 第三十二条", "行政复议法 第八十八条")
def pass_on(book: Book, received_on: date, upheld: bool) -> Ruling:
    """An application handed to the organ that penalised on the spot is passed on within five working days when the organ stands by its
    decision; otherwise the organ puts the decision right itself. `values`: deadline."""
    if not upheld:
        return ruling(Outcome.ALLOW, "SIM-08", because="remedies.own_correction")
    end = reckon(book, "reconsideration_passing_on", received_on, "SIM-08", "PER-05").due
    return ruling(Outcome.COMPUTE, "SIM-08", "PER-05", because=why("remedies.pass_on_by", end=end), values={"deadline": end})


@rule("REM-07", "行政复议法 第二十九条")
def one_at_a_time(wanted: str, reconsideration_accepted: bool, suit_accepted: bool) -> Ruling:
    """No suit while a reconsideration that was accepted runs, and no reconsideration once a court accepted the suit."""
    barred = reconsideration_accepted if wanted == SUIT else suit_accepted
    if barred:
        return ruling(Outcome.BLOCK, "REM-07", because="remedies.other_way_open")
    return ruling(Outcome.ALLOW, "REM-07", because="remedies.way_free")


@rule("REM-10", "行政复议法 第三十条", "行政复议法 第六十二条", "行政复议法 第八十八条")
def reconsideration(book: Book, applied_on: date, accepted_on: date | None, simplified: bool, extended: bool) -> Ruling:
    """Accepted or not within five working days; decided within sixty natural days of acceptance, thirty more when extended, thirty in the
    simplified procedure, which is not extended. The ends roll over, as those of the law on suits do. `values`: accept_by, deadline."""
    values: dict[str, object] = {"accept_by": reckon(book, "reconsideration_acceptance", applied_on, "REM-10", "PER-05").due}
    if accepted_on is not None:
        key = "reconsideration_decision.simplified" if simplified else "reconsideration_decision.ordinary"
        end = reckon(book, key, accepted_on, "REM-10", rolls=not extended).due
        if extended and not simplified:
            end = reckon(book, "reconsideration_decision.extension", end, "REM-10", rolls=True).due
        values["deadline"] = end
    reason = why("remedies.decide_by", end=values.get("deadline", "—"), accept=values["accept_by"])
    return ruling(Outcome.COMPUTE, "REM-10", "PER-05", because=reason, values=values)


@rule("REM-11", "行政复议法 第六十三条", "行政复议法 第六十八条", "行政复议法 第六十九条")
def not_worse(fine_before: Decimal, fine_after: Decimal, third_party_asked: bool) -> Ruling:
    """Reconsideration changes nothing to the applicant's disadvantage, unless a third party asked for the opposite."""
    if fine_after > fine_before and not third_party_asked:
        return ruling(Outcome.BLOCK, "REM-11", because="remedies.worse")
    return ruling(Outcome.ALLOW, "REM-11", because="remedies.not_worse")


@rule("REM-14", "行政诉讼法 第七十条", "行政诉讼法 第七十一条", "最高人民法院关于适用行政诉讼法的解释 第九十条")
def decide_anew(*, same_facts: Fact, same_reasons: Fact, basically_same_result: Fact, revoked_for_procedure: bool) -> Ruling:
    """After a judgment to decide anew the organ does not do basically the same on the same facts and reasons, unless only the procedure was
    found wanting."""
    if revoked_for_procedure:
        return ruling(Outcome.ALLOW, "REM-14", because="remedies.procedure_only")
    if same_facts and same_reasons and basically_same_result:
        return ruling(Outcome.BLOCK, "REM-14", because="remedies.the_same_again")
    unknown = {"same_facts": same_facts, "same_reasons": same_reasons, "basically_same_result": basically_same_result}
    if False in unknown.values():
        return ruling(Outcome.ALLOW, "REM-14", because="remedies.decided_anew")
    asked = {key: None for key, fact in unknown.items() if fact is None}
    return none_of(asked, "REM-14", refused="remedies.the_same_again", granted="remedies.decided_anew")


@rule("REM-15", "行政复议法 第四十二条", "行政诉讼法 第五十六条")
def stayed(by_organ: bool, by_reconsideration: bool, by_court: bool) -> Ruling:
    """A remedy alone stops nothing; the organ, the reconsideration body or the court stops it. `values`: stayed."""
    stop = by_organ or by_reconsideration or by_court
    code = "remedies.stayed" if stop else "remedies.goes_on"
    return ruling(Outcome.BLOCK if stop else Outcome.ALLOW, "REM-15", because=code, values={"stayed": stop})


@rule("REM-16", "国家赔偿法 第四条", "国家赔偿法 第九条", "国家赔偿法 第十三条", "国家赔偿法 第十四条", "行政强制法 第六十八条")
@rule("PER-09", "国家赔偿法 第十三条", "国家赔偿法 第十四条", "罚款决定与罚款收缴分离实施办法 第六条")
def compensation(book: Book, claimed_on: date, decided_on: date | None) -> Ruling:
    """Unlawful fines, confiscations and seizures are compensated: decided within two months of the claim, served within ten days of the
    decision, and three months to sue after the decision or the silence. These laws do not define their days: natural ones; the
    organ's own ends do not roll, the claimant's does. `values`: decide_by, serve_by, suit_until."""
    decide = reckon(book, "compensation.decision", claimed_on, "REM-16", "PER-09").due
    values: dict[str, object] = {"decide_by": decide}
    if decided_on is not None:
        values["serve_by"] = reckon(book, "compensation.service", decided_on, "REM-16", "PER-09").due
    values["suit_until"] = reckon(book, "compensation.suit", decided_on or decide, "REM-16", "PER-12", rolls=True).due
    return ruling(Outcome.COMPUTE, "REM-16", "PER-09", because=why("remedies.compensate_by", end=decide), values=values)


@rule("REM-17", "行政诉讼法 第十四条", "行政诉讼法 第十八条", "行政诉讼法 第二十条")
def court(real_property: bool, designated: str) -> Ruling:
    """The basic court where the organ sits, for real property where it lies; the High Court may give such cases to courts of
    other areas, so the name on the decision is the county's setting. `values`: court."""
    where = "of_the_property" if real_property else "designated" if designated else "of_the_organ"
    return ruling(Outcome.COMPUTE, "REM-17", because=why(f"remedies.court_{where}", court=designated or "—"), values={"court": where})


def untold_until(book: Book, knew_content_on: date, knew_rights_on: date, way: str) -> date:
    """Last day for a party that was not told of its remedy (REM-01, REM-02): the usual period from when it knew its rights, at
    the latest one year from when it knew the decision."""
    key = "reconsideration_application" if way == RECONSIDERATION else "suit_direct"
    usual = reckon(book, key, knew_rights_on, "PER-12", rolls=True).due
    return min(usual, reckon(book, f"untold.{way}", knew_content_on, "PER-12", rolls=True).due)
