"""The period engine: every "within n days" goes through here (PER-01…PER-16).

Number and unit of a period are pack data, dated; whether its end rolls over follows from whose period it is: a party's own
period and those of suit and reconsideration roll (PER-12), an organ's period does not (PER-13).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhifa.law.book import Book, Parameter
from zhifa.law.calendar import Calendar
from zhifa.law.citations import Citation
from zhifa.law.rulebook import citations, rule
from zhifa.law.rulings import Outcome

WORKING, NATURAL, MONTHS, YEARS = "working_days", "natural_days", "months", "years"
ON_WATER = "on_water"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`nominal`: before rolling over. `due`: the last day. `excluded`: days off that were passed over while counting or
    rolling. `provisional`: an off-day notice on the way is not known yet. `ambiguities`: register ids of readings that
    would lead to another day."""

    rule: str
    counted_from: date
    nominal: date
    due: date
    unit: str
    count: int
    rolled: bool
    excluded: tuple[date, ...]
    citations: tuple[Citation, ...]
    provisional: bool
    ambiguities: tuple[str, ...] = ()

    @property
    def next_day(self) -> date:
        """The calendar day after the last day."""
        return self.due + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoticeDays:
    """Latest days for "n days before" something (AMB-02): `strict` leaves n full working days in between, `lenient` is
    the n-th working day before."""

    rule: str
    event: date
    count: int
    strict: date
    lenient: date
    citations: tuple[Citation, ...]
    provisional: bool

    def judge(self, served_on: date) -> Outcome:
        """Allowed up to the strict day, a warning up to the lenient day, blocked after it."""
        if served_on <= self.strict:
            return Outcome.ALLOW
        return Outcome.WARN if served_on <= self.lenient else Outcome.BLOCK


def entry_of(book: Book, key: str, day: date) -> Parameter:
    """Number and unit of the period `key` in force on `day`."""
    return book.parameter(f"period.{key}", day)


def last_day(book: Book, key: str, event: date, in_force_on: date | None = None) -> date:
    """The end of parameter `period.<key>` after `event` in its own unit, without rolling over."""
    entry = entry_of(book, key, in_force_on or event)
    return end_of(book.calendar, event, int(entry.value), entry.unit)


@rule("PER-10", "民事诉讼法 第八十五条 第二款", "最高人民法院关于适用行政诉讼法的解释 第四十八条 第二款")
@rule("PER-11", "民法典 第二百零二条")
def end_of(calendar: Calendar, event: date, count: int, unit: str) -> date:
    """The end of a period: the day of the event is not counted; months and years end on the corresponding day or the last
    day of the month."""
    if unit == WORKING:
        return calendar.add_working_days(event, count)
    if unit == NATURAL:
        return calendar.add_days(event, count)
    if unit == MONTHS:
        return calendar.add_months(event, count)
    if unit == YEARS:
        return calendar.add_years(event, count)
    raise ValueError(f"not a unit of days: {unit}")


@rule("PER-01", "行政处罚法 第八十五条")
@rule("PER-02", "行政处罚法 第八十五条")
@rule("PER-03", "行政强制法 第六十九条")
@rule("PER-04", "行政强制法 第六十九条")
@rule("PER-05", "行政复议法 第八十八条")
@rule("PER-12", "民事诉讼法 第八十五条 第三款", "最高人民法院关于适用行政诉讼法的解释 第四十八条 第三款")
@rule("PER-13", "行政处罚法 第五十六条", "行政处罚法 第六十条", "行政强制法 第二十五条")
@rule("PER-16", "行政处罚法 第八十五条")
def reckon(
    book: Book, key: str, event: date, *rules: str, rolls: bool = False, in_force_on: date | None = None, unclear_roll: str = ""
) -> Deadline:
    """The deadline of parameter `period.<key>` after `event`. `rolls`: an end on a day off moves on. `unclear_roll`:
    register id reported when the end falls on a day off. `in_force_on`: the day whose law counts, the event by default."""
    entry = entry_of(book, key, in_force_on or event)
    return of_entry(book, entry, event, *rules, rolls=rolls, unclear_roll=unclear_roll)


def of_entry(book: Book, entry: Parameter, event: date, *rules: str, rolls: bool = False, unclear_roll: str = "") -> Deadline:
    """The same for a period that is kept under another name."""
    calendar, count = book.calendar, int(entry.value)
    nominal = end_of(calendar, event, count, entry.unit)
    due = calendar.roll(nominal) if rolls else nominal
    first = event if entry.unit == WORKING else nominal
    span = [first + timedelta(days=n) for n in range((due - first).days + 1)]
    return Deadline(
        rules[0],
        event,
        nominal,
        due,
        entry.unit,
        count,
        due != nominal,
        tuple(d for d in span if d != event and calendar.is_off(d)) if entry.unit == WORKING or rolls else (),
        tuple(dict.fromkeys((*((entry.citation,) if entry.citation else ()), *citations(*rules)))),
        calendar.is_provisional(due) and (entry.unit == WORKING or rolls),
        (unclear_roll,) if unclear_roll and calendar.is_off(nominal) else (),
    )


def recounted(calendar: Calendar, found: Deadline) -> Deadline:
    """The same period under another calendar, for a deadline that was provisional: a notice of days off has come. Periods that do not
    count or roll over days off end where they did."""
    if not found.provisional:
        return found
    nominal = end_of(calendar, found.counted_from, found.count, found.unit)
    due = nominal if found.unit == WORKING else calendar.roll(nominal)
    first = found.counted_from if found.unit == WORKING else nominal
    span = (first + timedelta(days=n) for n in range((due - first).days + 1))
    excluded = tuple(d for d in span if d != found.counted_from and calendar.is_off(d))
    return replace(found, nominal=nominal, due=due, rolled=due != nominal, excluded=excluded, provisional=calendar.is_provisional(due))


@rule("PER-15", "行政处罚法 第六十四条 第二项", "行政强制法 第五十一条 第一款 第二项", "行政强制法 第六十九条")
def notice_before(book: Book, key: str, event: date, *rules: str) -> NoticeDays:
    """Latest days for a notice that must be given n working days before `event`, in both readings."""
    entry = entry_of(book, key, event)
    count, calendar = book.count(f"period.{key}", event, WORKING), book.calendar
    lenient = calendar.add_working_days(event, -count)
    return NoticeDays(
        rules[0],
        event,
        count,
        calendar.add_working_days(lenient, -1),
        lenient,
        tuple(dict.fromkeys((*((entry.citation,) if entry.citation else ()), *citations(*rules, "PER-15")))),
        calendar.is_provisional(lenient) or calendar.is_provisional(event),
    )


@rule("HEA-05", "行政处罚法 第六十四条 第一项", "行政处罚法 第八十五条")
def hearing_request(book: Book, prior_notice_served_on: date) -> Deadline:
    """A hearing is asked for within five working days of the prior notice; until then no decision is made."""
    return reckon(book, "hearing_request", prior_notice_served_on, "HEA-05", "PER-01")


@rule("HEA-06", "行政处罚法 第六十四条 第二项", "行政处罚法 第八十五条")
def hearing_summons(book: Book, hearing_on: date) -> NoticeDays:
    """The party is told time and place seven working days before the hearing."""
    return notice_before(book, "hearing_summons", hearing_on, "HEA-06")


@rule("ENF-13", "行政强制法 第五十条", "行政强制法 第五十一条 第一款 第二项")
def substitute_performance_demand(book: Book, performance_on: date) -> NoticeDays:
    """The party is called upon three working days before substitute performance."""
    return notice_before(book, "substitute_performance_demand", performance_on, "ENF-13")


@rule("SER-01", "行政处罚法 第六十一条 第一款", "行政处罚法 第八十五条")
def decision_service(book: Book, announced_on: date) -> Deadline:
    """A decision announced in the absence of the party is served within seven working days."""
    return reckon(book, "decision_service", announced_on, "SER-01", "PER-01")


@rule("EVD-08", "行政处罚法 第五十六条", "行政处罚法 第八十五条")
def evidence_preservation(book: Book, registered_on: date) -> Deadline:
    """What was preserved by registration is dealt with within seven working days."""
    return reckon(book, "evidence_preservation", registered_on, "EVD-08", "PER-01", "PER-13")


@rule("PUB-03", "行政处罚法 第四十八条 第二款", "行政处罚法 第八十五条")
def publication_withdrawal(book: Book, annulled_on: date) -> Deadline:
    """A published decision that was changed or annulled is withdrawn within three working days."""
    return reckon(book, "publication_withdrawal", annulled_on, "PUB-03", "PER-01")


@rule("PAY-07", "行政处罚法 第七十一条", "行政处罚法 第八十五条")
def cash_to_agency(book: Book, collected_on: date, place_type: str = "ordinary", ashore_on: date | None = None) -> Deadline:
    """Cash goes to the agency within two working days of collection; collected on water, of coming ashore."""
    start = ashore_on if place_type == ON_WATER and ashore_on else collected_on
    return reckon(book, "cash_to_agency", start, "PAY-07", "PER-01")


def cash_to_bank(book: Book, handed_over_on: date) -> Deadline:
    """The agency pays it in within two working days of receiving it (PAY-07)."""
    return reckon(book, "cash_to_bank", handed_over_on, "PAY-07", "PER-01")


@rule("PAY-02", "行政处罚法 第六十七条 第三款", "行政处罚法 第七十二条 第一款 第一项")
def fine_payment(book: Book, decision_served_on: date) -> Deadline:
    """A fine is paid within fifteen natural days of receiving the decision; the law does not say whether the end rolls
    over: it does, in favour of the party (AMB-01)."""
    return reckon(book, "fine_payment", decision_served_on, "PAY-02", "PER-02", "PER-12", "PER-16", rolls=True, unclear_roll="AMB-01")


@rule("REM-01", "行政复议法 第二十条", "行政复议法 第八十八条")
def reconsideration_application(book: Book, decision_served_on: date) -> Deadline:
    """Reconsideration is applied for within sixty natural days; the end rolls over."""
    return reckon(book, "reconsideration_application", decision_served_on, "REM-01", "PER-05", "PER-12", rolls=True)


@rule("PER-06", "行政诉讼法 第一百零一条", "民事诉讼法 第八十五条 第四款")
def lodged_in_time(deadline: Deadline, posted_on: date | None, received_on: date | None) -> bool:
    """What is posted on the last day is not late, whenever it is received; without a postmark the day of receipt counts."""
    return any(day <= deadline.due for day in (posted_on, received_on) if day)


@rule("REM-02", "行政诉讼法 第四十六条 第一款", "最高人民法院关于适用行政诉讼法的解释 第四十八条")
def suit_direct(book: Book, decision_served_on: date) -> Deadline:
    """A direct suit is filed within six months; the end rolls over."""
    return reckon(book, "suit_direct", decision_served_on, "REM-02", "PER-06", "PER-12", rolls=True)


@rule("ENF-16", "行政诉讼法 第四十五条", "行政强制法 第五十三条")
def suit_after_reconsideration(book: Book, reconsideration_decision_served_on: date) -> Deadline:
    """After a reconsideration decision a suit is filed within fifteen natural days; the end rolls over."""
    return reckon(book, "suit_after_reconsideration", reconsideration_decision_served_on, "ENF-16", "PER-06", "PER-12", rolls=True)


@rule("REM-03", "土地管理法 第八十三条", "行政诉讼法 第四十六条 第一款")
def suit_land_law(book: Book, decision_served_on: date) -> Deadline:
    """Against an order to demolish under the Land Administration Law a suit is filed within fifteen natural days."""
    return reckon(book, "suit_land_law", decision_served_on, "REM-03", "PER-06", "PER-12", rolls=True)


@rule("REM-08", "行政复议法 第四十八条", "行政复议法 第五十四条", "行政复议法 第七十条")
def reconsideration_reply(book: Book, copy_received_on: date, procedure: str) -> Deadline:
    """The agency replies within ten, in the simplified procedure five working days."""
    return reckon(book, f"reconsideration_reply.{procedure}", copy_received_on, "REM-08", "PER-05")


@rule("REM-12", "行政诉讼法 第六十七条 第一款", "行政诉讼法 第三十四条")
def suit_reply(book: Book, complaint_received_on: date) -> Deadline:
    """The agency submits evidence and defence within fifteen natural days; the end rolls over."""
    return reckon(book, "suit_reply", complaint_received_on, "REM-12", "PER-06", "PER-12", rolls=True)


@rule("ENF-18", "行政强制法 第五十四条", "行政强制法 第六十九条")
def demand(book: Book, demand_served_on: date) -> Deadline:
    """The court is applied to after the tenth working day following the demand, not on it."""
    return reckon(book, "demand", demand_served_on, "ENF-18", "PER-03")


@rule("PER-08", "政府信息公开条例 第二十六条")
@rule("PUB-02", "行政处罚法 第四十八条 第一款", "政府信息公开条例 第二十条", "政府信息公开条例 第二十六条")
def information_publication(book: Book, formed_on: date) -> Deadline:
    """Information that is published of the organ's own accord is published within twenty working days."""
    return reckon(book, "information_publication", formed_on, "PUB-02", "PER-08")


@rule("ENF-10", "浙江省城乡规划条例 第六十六条", "城乡规划法 第六十八条")
def government_stop_order(book: Book, reported_on: date) -> Deadline:
    """The government orders measures within ten days of the report. The unit is not defined: natural days, no roll-over."""
    return reckon(book, "government.stop_order", reported_on, "ENF-10", "PER-13")


@rule("ARC-06", "档案法实施条例 第二十条 第二款")
def archive_handover(book: Book, formed_on: date) -> Deadline:
    """An archive of the county's range is handed over when ten years are full; the law in force then counts."""
    return reckon(book, "archive_handover", formed_on, "ARC-06", "PER-11", in_force_on=max(formed_on, book.edition))
