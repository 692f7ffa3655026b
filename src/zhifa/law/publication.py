"""Publishing decisions and credit information (PUB-01, 02, 04…07)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of, contains
from zhifa.law.penalties import ORGANIZATION
from zhifa.law.procedure import periods
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

PERSONAL = frozenset({"id_number", "address"})
SUMMARY = "summary"
BEFOREHAND = ("organ", "basis", "procedure", "remedies")


@rule("PUB-04", "行政处罚法 第四十八条", "政府信息公开条例 第十五条", "个人信息保护法 第三十四条")
def publish(party_kind: str, fields: Iterable[str], social_impact: bool) -> Ruling:
    """Personal data of a natural person are masked; whether a decision without social impact is published is put to a person.
    A sole trader is a natural person here (AMB-19). `values`: must_mask."""
    mask = party_kind != ORGANIZATION and not PERSONAL.isdisjoint(fields)
    if mask:
        return ruling(Outcome.BLOCK, "PUB-04", because="publication.mask", values={"must_mask": True})
    if not social_impact:
        return ruling(Outcome.ESCALATE, "PUB-02", because="publication.no_impact", values={"must_mask": False})
    return ruling(Outcome.ALLOW, "PUB-02", "PUB-04", because="publication.may", values={"must_mask": False})


@rule("PUB-05", "浙江省公共信用信息管理条例 第十一条 第二项", "行政诉讼法 第四十六条 第一款")
def credit_push(procedure: str, decision_served_on: date | None, remedy_filed: bool, book: Book) -> Ruling:
    """Penalties of the summary procedure are no adverse information; others only when the time for remedies is over or the
    decision was upheld. `values`: not_before."""
    if procedure == SUMMARY:
        return ruling(Outcome.BLOCK, "PUB-05", because="publication.summary_no_credit")
    values: dict[str, date] = {}
    if decision_served_on is not None:
        values["not_before"] = periods.suit_direct(book, decision_served_on).due + timedelta(days=1)
    if remedy_filed:
        return ruling(Outcome.BLOCK, "PUB-05", because="publication.remedy_pending", values=values)
    if not values:
        return ruling(Outcome.ESCALATE, "PUB-05", because="publication.served_unknown", missing=("decision_served_on",))
    reason = why("publication.not_before", day=values["not_before"])
    return ruling(Outcome.COMPUTE, "PUB-05", "REM-02", because=reason, values=values)


def social_impact(judged_by_head: Fact, form_kept: Fact) -> Ruling:
    """What has "some effect on society" the law does not say: the head judges and the form stays in the file; without that
    judgement nothing is published (PUB-02, AMB-24)."""
    facts = {"judged_by_head": judged_by_head, "form_kept": form_kept}
    return all_of(facts, "PUB-02", refused="publication.not_judged", granted="publication.may", ambiguities=("AMB-24",))


def credit_removal(book: Book, found_on: date) -> date:
    """The last day on which adverse information is kept and shown: five years after it was established (PUB-05)."""
    return periods.last_day(book, "credit_record", found_on)


@rule("PUB-01", "行政处罚法 第三十九条", "浙江省综合行政执法条例 第三十七条")
def beforehand(shown: Collection[str]) -> Ruling:
    """Who penalises, on what basis, in what procedure and what can be done against it is open to everybody before any case."""
    return contains(shown, BEFOREHAND, "PUB-01", refused="publication.not_open", granted="publication.open")


@rule("PUB-06", "浙江省公共信用信息管理条例 第二十四条", "浙江省公共信用信息管理条例 第二十八条")
def serious_discredit(*, told: Fact, heard: Fact, written_decision: Fact, head_signed: Fact) -> Ruling:
    """Nobody enters the list of grave discredit untold and unheard: reasons and basis first, then a written decision signed by the head."""
    facts = {"told": told, "defence_heard": heard, "written_decision": written_decision, "head_signature": head_signed}
    return all_of(facts, "PUB-06", refused="publication.not_listed", granted="publication.listed")


@rule("PUB-07", "政府信息公开条例 第三十二条", "政府信息公开条例 第三十三条")
def on_request(
    book: Book, received_on: date, extended: bool, asked_third_party_on: date | None, third_party_answered_on: date | None
) -> Ruling:
    """A request for information is answered within twenty working days, twenty more when extended; the days a third party took to answer,
    at most fifteen working days, do not count. `values`: deadline, third_party_until."""
    calendar = book.calendar
    count = book.count("period.information_answer", received_on, periods.WORKING)
    if extended:
        count += book.count("period.information_answer_extension", received_on, periods.WORKING)
    values: dict[str, object] = {}
    if asked_third_party_on is not None:
        until = reckon_third_party(book, asked_third_party_on)
        values["third_party_until"] = until
        answered = min(third_party_answered_on or until, until)
        count += calendar.working_days_between(asked_third_party_on, calendar.add_days(answered, 1))
    end = calendar.add_working_days(received_on, count)
    return ruling(Outcome.COMPUTE, "PUB-07", "PER-08", because=why("publication.answer_by", end=end), values=values | {"deadline": end})


def reckon_third_party(book: Book, asked_on: date) -> date:
    """The last day for a third party to speak (PUB-07)."""
    return periods.reckon(book, "information_third_party", asked_on, "PUB-07", "PER-08").due
