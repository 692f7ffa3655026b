"""What a decision says about remedies: where, within which time, in which order (SIM-07, REM-01, REM-02, REM-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhifa.law.book import Book
from zhifa.law.citations import Citation
from zhifa.law.rulebook import citations, rule

RECONSIDERATION_FIRST, CHOICE = "reconsideration_first", "choice_60d_6m"


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
    reconsideration = book.parameter("period.reconsideration_application", day)
    sue = book.parameter(f"period.{suit}", day)
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
