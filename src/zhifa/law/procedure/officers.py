"""Who may act: number, certificate, auxiliaries (OFF-01, 03, 04, 05)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.rulebook import rule, ruling
from zhifa.law.rulings import Outcome, Ruling

OFFICER, AUXILIARY, THIRD_PARTY = "officer", "auxiliary", "third_party"
AUXILIARY_TASKS = frozenset({"deliver_document", "publicity", "dissuasion", "information_collection"})


@dataclass(frozen=True, slots=True)
class Participant:
    """`certified`: holds an enforcement certificate; `cert_valid_to`: its last day. Auxiliaries and third parties never
    count as officers."""

    role: str
    certified: bool = True
    cert_valid_to: date | None = None
    agency: str | None = None

    def qualified(self, on: date) -> bool:
        """An officer whose certificate covers that day."""
        return self.role == OFFICER and self.certified and (self.cert_valid_to is None or on <= self.cert_valid_to)


@rule("OFF-01", "行政处罚法 第四十二条 第一款", "行政处罚法 第七十六条 第一款 第五项")
@rule("OFF-04", "浙江省综合行政执法条例 第二十九条 第一款")
def qualified(people: Iterable[Participant], on: date, book: Book, joint_plan: bool = False) -> Ruling:
    """At least two people with valid certificates act, in the summary procedure too; from several agencies only under a
    joint plan or basis of cooperation."""
    officers = [p for p in people if p.qualified(on)]
    needed = book.count("officers.minimum", on)
    if len(officers) < needed:
        return ruling(Outcome.BLOCK, "OFF-01", because="officers.too_few", found=len(officers), needed=needed)
    agencies = {p.agency for p in officers if p.agency}
    if len(agencies) > 1 and not joint_plan:
        return ruling(Outcome.WARN, "OFF-01", "OFF-04", because="officers.no_joint_plan", agencies="、".join(sorted(agencies)))
    return ruling(Outcome.ALLOW, "OFF-01", "OFF-04", because="officers.enough", found=len(officers))


@rule("OFF-03", "浙江省综合行政执法条例 第三十条 第二款", "行政强制法 第十七条 第三款")
def auxiliary_may(task: str, supervised: bool, trained: bool) -> Ruling:
    """Trained auxiliaries help under direction of officers; they never sign, decide or carry out coercion."""
    if task not in AUXILIARY_TASKS:
        return ruling(Outcome.BLOCK, "OFF-03", because="officers.not_for_auxiliaries")
    if not trained:
        return ruling(Outcome.BLOCK, "OFF-03", because="officers.auxiliary_untrained")
    if not supervised:
        return ruling(Outcome.BLOCK, "OFF-03", because="officers.auxiliary_unsupervised")
    return ruling(Outcome.ALLOW, "OFF-03", because="officers.auxiliary_helps")


@rule("OFF-05", "浙江省综合行政执法条例 第二十八条 第二款")
def qualification(exam_passed_on: date, applied_on: date, book: Book) -> Ruling:
    """The qualification of other staff is valid for five years after the exam; the certificate is applied for within them."""
    years = book.count("officers.qualification", max(applied_on, book.edition), "years")
    valid_until = book.calendar.add_years(exam_passed_on, years)
    outcome, code = (
        (Outcome.ALLOW, "officers.qualification_valid") if applied_on <= valid_until else (Outcome.BLOCK, "officers.qualification_lapsed")
    )
    return ruling(outcome, "OFF-05", because=code, until=valid_until, values={"valid_until": valid_until})
