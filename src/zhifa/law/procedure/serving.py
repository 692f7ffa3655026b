"""Serving documents 送达: was it served, on which day (SER-03, 04, 06, 08, 10, 11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from zhifa.law.book import Book
from zhifa.law.penalties import ORGANIZATION
from zhifa.law.procedure.periods import end_of
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

FAMILY, UNRELATED = "cohabiting_family", "unrelated_person"
DIRECT_FIRST = frozenset({"demand_letter", "enforcement_decision"})
FOR_PEOPLE, FOR_ORGANIZATIONS = frozenset({"party", FAMILY}), frozenset({"party", "legal_representative", "receiving_clerk"})
MAY_REFUSE = frozenset({"party", "adult_cohabiting_family", "receiving_clerk"})
IN_PERSON, BY_NOTICE = frozenset({"direct", "left"}), "public_notice"
NOT_SERVED = {"served": False}


@dataclass(frozen=True, slots=True)
class ServingFacts:
    """What is known about one attempt. `published_on`: days of the public notices."""

    method: str
    document: str = "penalty_decision"
    signer: str | None = None
    signer_age: int | None = None
    signed_on: date | None = None
    refused_by: str | None = None
    witness_present: bool = False
    recorded: bool = False
    left_on: date | None = None
    confirmation_signed: bool = False
    system_sent_at: datetime | None = None
    party_proof_at: datetime | None = None
    mail_result: str | None = None
    receipt_on: date | None = None
    published_on: tuple[date, ...] | None = None
    prior_methods_tried: bool = False
    domicile_in_prc: bool = True
    direct_attempted: bool = False
    party_kind: str | None = None


def served(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """The ruling of the method used. `values`: served, served_on."""
    tried = facts.direct_attempted or (facts.method == BY_NOTICE and facts.prior_methods_tried)
    if facts.document in DIRECT_FIRST and facts.method not in IN_PERSON and not tried:
        return direct_first()
    return METHODS[facts.method](facts, book, day)


@rule("SER-11", "行政强制法 第三十八条")
def direct_first() -> Ruling:
    """Demands and enforcement decisions are served directly; other methods only after refusal or when that is impossible."""
    return ruling(Outcome.BLOCK, "SER-11", because="serving.direct_first", values=NOT_SERVED)


def _on(day: date | None, key: str, rule_id: str, code: str) -> Ruling:
    if day is None:
        return ruling(Outcome.ESCALATE, rule_id, because="serving.day_unknown", missing=(key,))
    return ruling(Outcome.ALLOW, rule_id, "SER-12", because=why(code, day=day), values={"served": True, "served_on": day})


@rule("SER-03", "民事诉讼法 第八十八条", "最高人民法院关于适用民事诉讼法的解释 第一百三十条")
@rule("SER-12", "行政处罚法 第六十一条")
def direct(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """Into the hands of the party, an adult family member who lives with it, or who receives for an organisation; the day of
    signature is the day of service."""
    if facts.signer is None:
        return ruling(Outcome.ESCALATE, "SER-03", because="serving.signer_unknown", missing=("signer",))
    if facts.signer == UNRELATED or (facts.party_kind and facts.signer not in _receivers(facts.party_kind)):
        return ruling(Outcome.BLOCK, "SER-03", because="serving.wrong_receiver", values=NOT_SERVED)
    if facts.signer == FAMILY:
        if facts.signer_age is None:
            return ruling(Outcome.ESCALATE, "SER-03", because="serving.age_unknown", missing=("signer_age",))
        if facts.signer_age < book.count("age.adult", day, "years"):
            return ruling(Outcome.BLOCK, "SER-03", because="serving.not_adult", values=NOT_SERVED)
    return _on(facts.signed_on, "signed_on", "SER-03", "serving.signed")


def _receivers(party_kind: str) -> frozenset[str]:
    return FOR_ORGANIZATIONS if party_kind == ORGANIZATION else FOR_PEOPLE


@rule("SER-04", "民事诉讼法 第八十九条")
def left(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """Left at the residence when the party or an adult family member refused, witnessed or recorded by photo or video."""
    if facts.refused_by is None:
        return ruling(Outcome.ESCALATE, "SER-04", because="serving.refusal_unknown", missing=("refused_by",))
    if facts.refused_by not in MAY_REFUSE:
        return ruling(Outcome.BLOCK, "SER-04", because="serving.wrong_refusal", values=NOT_SERVED)
    if not (facts.witness_present or facts.recorded):
        return ruling(Outcome.BLOCK, "SER-04", because="serving.neither_witness_nor_record", values=NOT_SERVED)
    return _on(facts.left_on, "left_on", "SER-04", "serving.left")


@rule("SER-06", "行政处罚法 第六十一条 第二款", "民事诉讼法 第九十条", "最高人民法院关于适用民事诉讼法的解释 第一百三十五条")
def electronic(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """Only with a signed confirmation; on the day of arrival: sent successfully, or as the party proves."""
    if not facts.confirmation_signed:
        return ruling(Outcome.BLOCK, "SER-06", because="serving.no_confirmation", values=NOT_SERVED)
    arrived = facts.party_proof_at or facts.system_sent_at
    return _on(arrived.date() if arrived else None, "system_sent_at", "SER-06", "serving.arrived")


@rule("SER-08", "民事诉讼法 第九十一条")
def mail(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """On the day of receipt on the return slip; returned mail is not served."""
    if facts.mail_result == "returned":
        return ruling(Outcome.BLOCK, "SER-08", because="serving.returned", values=NOT_SERVED)
    return _on(facts.receipt_on, "receipt_on", "SER-08", "serving.received")


@rule("SER-10", "民事诉讼法 第九十五条", "最高人民法院关于适用民事诉讼法的解释 第一百三十八条")
def public_notice(facts: ServingFacts, book: Book, day: date) -> Ruling:
    """Only when the whereabouts are unknown or other methods failed; thirty days, sixty without a domicile in the country, after
    the last notice."""
    if not facts.prior_methods_tried:
        return ruling(Outcome.BLOCK, "SER-10", because="serving.others_not_tried", values=NOT_SERVED)
    if not facts.published_on:
        return _on(None, "published_on", "SER-10", "serving.notice_over")
    last = max(facts.published_on)
    entry = book.parameter("period.service_by_notice" + ("" if facts.domicile_in_prc else "_abroad"), last)
    return _on(end_of(book.calendar, last, int(entry.value), entry.unit), "published_on", "SER-10", "serving.notice_over")


METHODS: dict[str, Callable[[ServingFacts, Book, date], Ruling]] = {
    "direct": direct,
    "left": left,
    "electronic": electronic,
    "mail": mail,
    "public_notice": public_notice,
}
