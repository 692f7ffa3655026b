"""Transfer of suspected crimes 移送司法 and back (TRA-01…TRA-12)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhifa.law.book import Book
from zhifa.law.conditions import Fact, all_of
from zhifa.law.penalties import FINE, REVOKE_LICENCE, STOP_BUSINESS, SUSPEND_LICENCE, WARNING
from zhifa.law.procedure.periods import reckon
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

FINE_AND_CLOSE = "fine_and_close"
ALWAYS_ATTACHED, IF_TESTED = ("transfer_letter", "investigation_report", "goods_list"), "test_report"
GOES_ON = frozenset({WARNING, STOP_BUSINESS, SUSPEND_LICENCE, REVOKE_LICENCE})


@dataclass(frozen=True, slots=True)
class ThreeDays:
    """A period of the transfer rules in both readings (AMB-06): natural days, the default, and working days."""

    due: date
    lenient: date

    @property
    def ambiguities(self) -> tuple[str, ...]:
        """The register id when the readings differ."""
        return ("AMB-06",) if self.due != self.lenient else ()


@rule("PER-07", "行政执法机关移送涉嫌犯罪案件的规定 第五条", "行政处罚法 第八十五条")
def three_days(book: Book, key: str, event: date, rule_id: str) -> ThreeDays:
    """The transfer rules do not define their days: natural days by default, without roll-over."""
    found = reckon(book, f"transfer.{key}", event, rule_id, "PER-07")
    return ThreeDays(found.due, book.calendar.add_working_days(event, found.count))


@rule("TRA-01", "行政处罚法 第二十七条 第一款", "行政处罚法 第八条 第二款", "行政处罚法 第八十二条")
@rule("APP-19", "行政执法机关移送涉嫌犯罪案件的规定 第十一条 第一款")
def close_case(standard_met: bool, outcome: str) -> Ruling:
    """A penalty never takes the place of the transfer of a suspected crime."""
    if standard_met and outcome == FINE_AND_CLOSE:
        return ruling(Outcome.BLOCK, "TRA-01", "APP-19", because="transfer.penalty_instead")
    return ruling(Outcome.ALLOW, "TRA-01", because="transfer.may_close")


@rule("TRA-03", "行政执法机关移送涉嫌犯罪案件的规定 第五条 第二款")
def head_decision(book: Book, report_received_at: datetime, approved_at: datetime | None) -> Ruling:
    """The head decides within three days of the report; an approved case is with the police within 24 hours. `values`:
    deadline, lenient, overdue, handover_at."""
    days = three_days(book, "head_decision", report_received_at.date(), "TRA-03")
    values: dict[str, object] = {"deadline": days.due, "lenient": days.lenient}
    overdue = False
    if approved_at is not None:
        overdue = approved_at.date() > days.due
        hours = book.count("period.transfer.handover", approved_at.date())
        values |= {"overdue": overdue, "handover_at": approved_at + timedelta(hours=hours)}
    reason = why("transfer.head_late" if overdue else "transfer.head", due=days.due, lenient=days.lenient)
    outcome = Outcome.WARN if overdue else Outcome.COMPUTE
    return ruling(outcome, "TRA-03", "PER-07", because=reason, ambiguities=days.ambiguities, values=values)


@rule("TRA-07", "行政执法机关移送涉嫌犯罪案件的规定 第九条")
@rule("TRA-08", "行政执法机关移送涉嫌犯罪案件的规定 第十二条", "行政强制法 第二十一条")
def within_three_days(book: Book, key: str, event: date, rule_id: str) -> Ruling:
    """Review of the police's refusal is asked for, and goods are handed over after filing, within three days. `values`:
    deadline, lenient."""
    days = three_days(book, key, event, rule_id)
    reason = why("transfer.three_days", due=days.due, lenient=days.lenient)
    values = {"deadline": days.due, "lenient": days.lenient}
    return ruling(Outcome.COMPUTE, rule_id, "PER-07", because=reason, ambiguities=days.ambiguities, values=values)


@rule("TRA-04", "行政执法机关移送涉嫌犯罪案件的规定 第六条")
def materials(attached: Collection[str], tested: bool) -> Ruling:
    """Letter, report, list of goods, and the test report where there was a test. `values`: missing_materials."""
    needed = (*ALWAYS_ATTACHED, *((IF_TESTED,) if tested else ()))
    missing = [item for item in needed if item not in attached]
    if missing:
        reason = why("transfer.materials_missing", items="、".join(missing))
        return ruling(Outcome.BLOCK, "TRA-04", because=reason, values={"missing_materials": missing})
    return ruling(Outcome.ALLOW, "TRA-04", because="transfer.materials_complete", values={"missing_materials": []})


@rule("TRA-09", "行政执法机关移送涉嫌犯罪案件的规定 第十一条 第二款", "行政执法机关移送涉嫌犯罪案件的规定 第十一条 第三款")
@rule("APP-14", "行政处罚法 第三十五条")
def prior_penalty(kind: str) -> Ruling:
    """Warnings, stops of business, suspended and revoked licences go on; a fine is credited against the court's. Of other kinds
    the rules say nothing. `values`: continue_execution, credited_against_court_fine."""
    if kind in GOES_ON:
        return ruling(Outcome.ALLOW, "TRA-09", because="transfer.goes_on", values={"continue_execution": True})
    if kind == FINE:
        values = {"continue_execution": False, "credited_against_court_fine": True}
        return ruling(Outcome.COMPUTE, "TRA-09", "APP-14", because="transfer.credited", values=values)
    return ruling(Outcome.ESCALATE, "TRA-09", because="transfer.kind_not_named", values={"continue_execution": False})


@rule("TRA-10", "行政处罚法 第三十五条 第二款")
def fine_after_court(court_fine: bool, fined_before: bool) -> Ruling:
    """After the court's fine no fine is imposed that was not imposed before; an earlier one stands and is credited."""
    if court_fine and not fined_before:
        return ruling(Outcome.BLOCK, "TRA-10", "APP-14", because="transfer.court_fined")
    code = "transfer.earlier_fine_stands" if court_fine else "transfer.no_court_fine"
    return ruling(Outcome.ALLOW, "TRA-10", "APP-14", because=code)


@rule("TRA-11", "行政处罚法 第二十七条 第一款", "行政处罚法 第六十条")
def reverse_referral(book: Book, received_on: date) -> Ruling:
    """A case that comes back from the judiciary is a new case; its ninety days begin with filing on the day of receipt.
    `values`: deadline, new_case."""
    end = reckon(book, "decision", received_on, "TRA-11", "PER-02").due
    return ruling(Outcome.COMPUTE, "TRA-11", because=why("transfer.new_case", end=end), values={"deadline": end, "new_case": True})


@rule("TRA-02", "行政执法机关移送涉嫌犯罪案件的规定 第五条 第一款")
def team(book: Book, officers: int, written_report: Fact, day: date) -> Ruling:
    """At once a team of at least two officers takes the case over, verifies and reports in writing to the head in office."""
    needed = book.count("transfer.team_minimum", day)
    if officers < needed:
        return ruling(Outcome.BLOCK, "TRA-02", because=why("transfer.team_too_small", needed=needed), missing=("officers",))
    return all_of({"report": written_report}, "TRA-02", refused="transfer.no_report", granted="transfer.team")


@rule("TRA-05", "行政执法机关移送涉嫌犯罪案件的规定 第七条")
def police_receipt(book: Book, sent_at: datetime, receipt_signed: bool) -> Ruling:
    """The police sign the receipt; not competent, they pass the case on within 24 hours and say so in writing. `values`: pass_on_by."""
    end = sent_at + timedelta(hours=book.count("period.transfer.police_passing_on", sent_at.date()))
    values = {"pass_on_by": end}
    if not receipt_signed:
        return ruling(Outcome.WARN, "TRA-05", because="transfer.no_receipt", missing=("receipt",), values=values)
    return ruling(Outcome.COMPUTE, "TRA-05", because=why("transfer.receipt", end=end), values=values)


@rule("TRA-06", "行政执法机关移送涉嫌犯罪案件的规定 第八条", "行政执法机关移送涉嫌犯罪案件的规定 第十七条")
def police_decision(book: Book, received_on: date, on: date | None) -> Ruling:
    """The police decide on opening a case within three days of receipt and say so in writing; silence after that is put before the
    procuratorate. `values`: deadline, lenient, overdue."""
    days = three_days(book, "police_answer", received_on, "TRA-06")
    overdue = on is not None and on > days.due
    values = {"deadline": days.due, "lenient": days.lenient, "overdue": overdue}
    reason = why("transfer.police_late" if overdue else "transfer.three_days", due=days.due, lenient=days.lenient)
    outcome = Outcome.WARN if overdue else Outcome.COMPUTE
    return ruling(outcome, "TRA-06", "PER-07", because=reason, ambiguities=days.ambiguities, values=values)


@rule("TRA-12", "行政执法机关移送涉嫌犯罪案件的规定 第十九条", "行政复议法 第八十六条")
def public_official(clue: bool, handed_over: Fact) -> Ruling:
    """A clue that somebody in public office broke the law in office goes to the supervision commission or the procuratorate;
    the case of the party goes on beside it."""
    if not clue:
        return ruling(Outcome.ALLOW, "TRA-12", because="transfer.no_official")
    return all_of({"clue_handed_over": handed_over}, "TRA-12", refused="transfer.official_kept", granted="transfer.official_handed_over")
