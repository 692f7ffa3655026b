"""What a decision says about remedies: where, within which time, in which order (SIM-07, REM-01, REM-02, REM-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.procedure.periods import entry_of
from zhifa.law.rulebook import citations, rule, ruling
from zhifa.law.rulings import Outcome, Ruling

RECONSIDERATION_FIRST, CHOICE, FIFTEEN_DAYS = "reconsideration_first", "choice_60d_6m", "fifteen_days"
SUMMARY = "summary"
SHORT_CLAUSES = frozenset({"river_regulation", "city_appearance_regulation", "greening_regulation"})
BY_LAW = {"land_administration_law": "choice_60d_15d", "price_penalty_regulation": RECONSIDERATION_FIRST}


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """`text`: contract code of the clause. `body`: name of the reconsideration organ. `suit_*`: the period to sue, counted
    from the decision, or with `reconsideration_first` from the reconsideration decision."""

    text: str
    body: str
    reconsideration_first: bool
    reconsideration_count: int
    reconsideration_unit: str
    suit_count: int
    suit_unit: str
    rules: tuple[str, ...]
    citations: tuple[Citation, ...]


@rule(
    "SIM-07", "行政复议法 第二十三条 第一款 第一项", "行政复议法 第二十三条 第二款", "行政复议法 第二十条 第一款", "行政诉讼法 第四十五条"
)
@rule("REM-06", "行政复议法 第二十四条 第一款")
def notice_for_summary(book: Book, day: date, body: str) -> RemedyNotice:
    """Against a penalty decided on the spot reconsideration comes first, within sixty days; the suit follows within fifteen
    days of the reconsideration decision. The decision itself must say so."""
    return _notice(book, day, body, RECONSIDERATION_FIRST, "suit_after_reconsideration", "SIM-07", "REM-06")


def notice_for_ordinary(book: Book, day: date, body: str) -> RemedyNotice:
    """Against other penalties the party chooses: reconsideration within sixty days or a suit within six months."""
    return _notice(book, day, body, CHOICE, "suit_direct", "REM-01", "REM-02", "REM-06")


def _notice(book: Book, day: date, body: str, text: str, suit: str, *rules: str) -> RemedyNotice:
    reconsideration = entry_of(book, "reconsideration_application", day)
    sue = entry_of(book, suit, day)
    return RemedyNotice(
        text,
        body,
        text == RECONSIDERATION_FIRST,
        int(reconsideration.value),
        reconsideration.unit,
        int(sue.value),
        sue.unit,
        rules,
        citations(*rules),
    )


@rule("REM-04", "行政复议法 第二十条 第一款", "行政诉讼法 第四十六条 第一款")
@rule("REM-05", "行政复议法 第二十三条", "价格违法行为行政处罚规定 第二十条")
def clause(procedure: str, basis: str, text: str) -> Ruling:
    """The one clause a decision may carry: reconsideration first after the summary procedure and in price cases, fifteen days to
    sue only under a law; regulations shorten nothing (AMB-23). `values`: reconsideration_first."""
    right = RECONSIDERATION_FIRST if procedure == SUMMARY else BY_LAW.get(basis, CHOICE)
    values = {"reconsideration_first": right == RECONSIDERATION_FIRST}
    unclear = ("AMB-23",) if basis in SHORT_CLAUSES and text == FIFTEEN_DAYS else ()
    if text == right:
        return ruling(Outcome.ALLOW, "REM-05", "REM-04", because=f"remedy.{right}", ambiguities=unclear, values=values)
    return ruling(Outcome.BLOCK, "REM-05", "REM-04", because=f"remedy.not_{right}", ambiguities=unclear, values=values)


@rule("REM-09", "行政复议法 第四十六条")
@rule("REM-13", "行政诉讼法 第三十五条", "行政诉讼法 第三十六条 第二款")
def own_evidence(stage: str, new_reason: bool) -> Ruling:
    """During a remedy the agency collects no evidence by itself; it supplements when the applicant raised something new and the
    body agreed."""
    rule_id = "REM-09" if stage == "reconsideration" else "REM-13"
    if new_reason:
        return ruling(Outcome.ALLOW, rule_id, because="remedy.may_supplement")
    return ruling(Outcome.BLOCK, rule_id, because="remedy.self_collected")


def reconsideration_body(identity: str, government: str, superior: str) -> Ruling:
    """The county government hears cases against its departments and townships; against itself the government above (REM-06).
    `values`: body."""
    body = superior if identity == government else government
    return ruling(Outcome.COMPUTE, "REM-06", because="remedy.body", body=body, values={"body": body})
