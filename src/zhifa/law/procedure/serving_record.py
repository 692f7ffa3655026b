"""What proves service, and service on particular people and places (SER-01, 02, 05…07, 09)."""

from __future__ import annotations

from datetime import date

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.procedure import periods, serving
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

THROUGH = {"soldier": "political_office", "prisoner": "prison", "compulsory_education": "institution"}


@rule("SER-02", "民事诉讼法 第八十七条")
def receipt(*, receipt_kept: Fact, signed_on: date | None) -> Ruling:
    """Every service has its receipt, and the day of signature on it is the day of service. `values`: served_on."""
    facts = {"receipt": receipt_kept, "signed_on": True if signed_on else None}
    return all_of(facts, "SER-02", refused="serving_record.no_receipt", granted="serving_record.receipt", values={"served_on": signed_on})


@rule("SER-05", "最高人民法院关于适用民事诉讼法的解释 第一百三十一条", "最高人民法院关于适用行政诉讼法的解释 第五十二条")
def elsewhere(*, came_to_office: bool, met_elsewhere: bool, noted: Fact, recorded: Fact) -> Ruling:
    """Who was called to the office and came, or was met away from home, and would not sign, is served when the refusal is noted or
    recorded by picture or film. The rule is one of civil procedure, applied because article 61 sends there."""
    if not (came_to_office or met_elsewhere):
        return ruling(Outcome.BLOCK, "SER-05", because="serving_record.not_met")
    proven = True if noted or recorded else None if None in (noted, recorded) else False
    if came_to_office:
        return all_of({"refusal_noted": proven}, "SER-05", refused="serving_record.unproven", granted="serving_record.served_there")
    return all_of({"picture_or_film": recorded}, "SER-05", refused="serving_record.unproven", granted="serving_record.served_there")


@rule("SER-07", "行政复议法 第二十二条 第二款")
def online_remedy(served_online: bool, online_application: Fact) -> Ruling:
    """A decision served over the internet names an internet way to apply for reconsideration."""
    if not served_online:
        return ruling(Outcome.ALLOW, "SER-07", because="serving_record.on_paper")
    facts = {"online_application": online_application}
    return all_of(facts, "SER-07", refused="serving_record.no_online_way", granted="serving_record.online_way")


@rule("SER-09", "民事诉讼法 第九十二条", "民事诉讼法 第九十三条", "民事诉讼法 第九十四条")
def through_institution(person: str, signed_on: date | None) -> Ruling:
    """Soldiers are served through the political office of their regiment or above, prisoners through the prison, people in compulsory
    education through their institution; served on the day the person signs. `values`: through, served_on."""
    if person not in THROUGH:
        return ruling(Outcome.BLOCK, "SER-09", because="serving_record.ordinary_person")
    values = {"through": THROUGH[person], "served_on": signed_on}
    if signed_on is None:
        return ruling(Outcome.ESCALATE, "SER-09", because="serving.day_unknown", missing=("signed_on",), values=values)
    return ruling(Outcome.ALLOW, "SER-09", because=why("serving_record.through", day=signed_on), values=values)


def started(book: Book, announced_on: date, first_attempt_on: date, by_notice: bool) -> Ruling:
    """Service begins within seven working days of the announcement (SER-01). A public notice alone takes thirty days: that it
    was begun in time is enough by default (AMB-11). `values`: deadline."""
    end = periods.decision_service(book, announced_on).due
    unclear = ("AMB-11",) if by_notice else ()
    late = first_attempt_on > end
    code = "serving_record.begun_late" if late else "serving_record.begun"
    outcome = Outcome.WARN if late else Outcome.ALLOW
    return ruling(outcome, "SER-01", because=why(code, end=end), ambiguities=unclear, values={"deadline": end})


def bounced() -> Ruling:
    """An electronic document that came back did not reach the system of the party: by default it is not served, and another way is taken
    (SER-06, AMB-21). `values`: served."""
    return ruling(Outcome.BLOCK, "SER-06", because="serving_record.bounced", ambiguities=("AMB-21",), values=serving.NOT_SERVED)
