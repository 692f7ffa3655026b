"""Content and time of the decision (APP-02, APP-15, DEC-05, DEC-06, DEC-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhifa.law.book import Book
from zhifa.law.money import ZERO
from zhifa.law.procedure.periods import WORKING, Deadline, reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

MAY_VARY = frozenset({"law", "administrative_regulation", "local_regulation", "department_rule", "local_government_rule"})


@rule("APP-02", "行政处罚法 第二十八条 第二款")
def confiscation(gross: Decimal, refund_due: Decimal, cost: Decimal, cost_deducted: bool) -> Ruling:
    """Illegal income is the money received, less what must be refunded to others; costs only where a rule deducts them.
    `values`: confiscate."""
    amount = max(ZERO, gross - refund_due - (cost if cost_deducted else ZERO))
    return ruling(Outcome.COMPUTE, "APP-02", because=why("decision.confiscate", amount=amount), values={"confiscate": amount})


@rule("APP-15", "行政处罚法 第三十七条")
def applicable_law(fine_max_at_act: Decimal, fine_max_at_decision: Decimal) -> Ruling:
    """The provision of the time of the act, unless the amended one is lighter or no longer unlawful. `values`: applicable_law."""
    version = "at_decision" if fine_max_at_decision < fine_max_at_act else "at_act"
    return ruling(Outcome.COMPUTE, "APP-15", because=f"decision.law_{version}", values={"applicable_law": version})


@dataclass(frozen=True, slots=True)
class Provided:
    """What a provision allows in this case in one of its versions: in force from `since` up to but not including `until` (None: open);
    limits in yuan (None: none)."""

    since: date | None = None
    until: date | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    rectify_first: bool = False

    def in_force(self, day: date) -> bool:
        """Whether it applied on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def of_its_time(versions: Sequence[Provided], act_on: date, decided_on: date) -> tuple[Provided | None, Ruling]:
    """The version that sets the fine (APP-15): that of the act, unless the one of the decision has a lower upper limit. What was not
    unlawful then, or is not any more, is not penalised."""
    then = next((v for v in versions if v.in_force(act_on)), None)
    now = next((v for v in versions if v.in_force(decided_on)), None)
    if then is None or now is None:
        code, day = ("decision.not_unlawful_then", act_on) if then is None else ("decision.no_longer_unlawful", decided_on)
        return None, ruling(Outcome.BLOCK, "APP-15", because=why(code, day=day))
    if then.maximum is not None and now.maximum is not None:
        version = str(applicable_law(then.maximum, now.maximum).values["applicable_law"])
    else:  # without an upper limit a version is the heavier one
        version = "at_decision" if then.maximum is None and now.maximum is not None else "at_act"
    found = ruling(Outcome.ALLOW, "APP-15", because=f"decision.law_{version}", values={"applicable_law": version})
    return (now if version == "at_decision" else then), found


def text_newer(law: str, promulgated: date, act_on: date) -> Ruling:
    """The catalogue has only a text that is younger than the act: whoever decides says what the law of the act was (APP-15)."""
    reason = why("decision.text_newer", law=law, version=promulgated, day=act_on)
    return ruling(Outcome.WARN, "APP-15", because=reason)


@dataclass(frozen=True, slots=True)
class SpecialRule:
    """A rule on the case-handling period: level of its text and calendar days it excludes."""

    level: str
    excluded_days: int


@rule("DEC-05", "行政处罚法 第六十条")
@rule("DEC-06", "行政处罚法 第六十条")
@rule("TRA-13", "行政处罚法 第六十条")
def deadline(book: Book, filed_on: date, special: SpecialRule | None = None) -> Deadline:
    """Ninety natural days from filing, no roll-over; longer only by what a law, regulation or rule excludes (AMB-10)."""
    plain = reckon(book, "decision", filed_on, "DEC-05", "PER-02", "PER-13")
    extra = special.excluded_days if special and special.level in MAY_VARY else 0
    due = book.calendar.add_days(plain.due, extra)
    return replace(plain, nominal=due, due=due)


def in_time(book: Book, filed_on: date, decided_on: date | None, special: SpecialRule | None, was_with_police: bool) -> Ruling:
    """Appraisal, hearing and transfer are not excluded by themselves. `values`: deadline, safe, and with `decided_on` overdue
    and overdue_days."""
    end = deadline(book, filed_on, special).due
    values: dict[str, object] = {"deadline": end, "safe": book.calendar.last_working_day(end)}
    if decided_on is not None:
        late = max(0, (decided_on - end).days)
        values |= {"overdue": late > 0, "overdue_days": late}
    if special and special.level not in MAY_VARY:
        return ruling(Outcome.BLOCK, "DEC-06", because="decision.level_too_low", values=values)
    if was_with_police:
        return ruling(Outcome.ESCALATE, "TRA-13", "DEC-05", because="decision.was_with_police", ambiguities=("AMB-10",), values=values)
    if values.get("overdue"):
        return ruling(Outcome.WARN, "DEC-05", because=why("decision.overdue", end=end, days=values["overdue_days"]), values=values)
    return ruling(Outcome.COMPUTE, "DEC-05", because=why("decision.deadline", end=end), values=values)


@rule("DEC-08", "浙江省劳动保障监察条例 第三十条", "劳动保障监察条例 第十七条")
def labour_investigation(book: Book, filed_on: date, extended: bool, suspended_on: date | None, resumed_on: date | None) -> Ruling:
    """Sixty working days, thirty more with approval; days of a suspension do not count and are put to a person (AMB-27).
    `values`: deadline, extended_deadline, used_working_days."""
    calendar = book.calendar
    regular = book.count("period.labour_investigation.regular", filed_on, WORKING)
    longer = regular + book.count("period.labour_investigation.extension", filed_on, WORKING)
    spans = {"deadline": regular} | ({"extended_deadline": longer} if extended else {})
    if suspended_on is None:
        values: dict[str, object] = {name: calendar.add_working_days(filed_on, count) for name, count in spans.items()}
        return ruling(Outcome.COMPUTE, "DEC-08", because=why("decision.labour", end=values["deadline"]), values=values)
    used = max(0, calendar.working_days_between(filed_on, suspended_on))
    values = {"used_working_days": used}
    for name, count in spans.items():
        if used >= count:
            values[name] = calendar.add_working_days(filed_on, count)
        elif resumed_on is not None:
            values[name] = calendar.add_working_days(calendar.add_days(resumed_on, -1), count - used)
    return ruling(Outcome.ESCALATE, "DEC-08", because=why("decision.labour_suspended", used=used), ambiguities=("AMB-27",), values=values)
