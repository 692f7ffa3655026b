"""Questions to the catalogue. Answers are frozen rows; everything comes from the process snapshot (two queries for the data
versions), so a batch costs no more than one question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zhifa.algorithms.matching import Vocabulary
from zhifa.apps.catalogue.queries.notices import (
    ListVersion,
    NoticeLine,
    NoticeRow,
    effective,
    last_publication,
    notice,
    notice_organ,
    notice_versions,
    published_grants,
)
from zhifa.apps.catalogue.queries.public import domains_here, who_enforces, who_for
from zhifa.apps.catalogue.queries.replaying import who
from zhifa.apps.catalogue.queries.rows import (
    BasisRow,
    DomainHere,
    DutyRow,
    FormerRow,
    MandateRow,
    MatterRow,
    NameHere,
    OpenPointRow,
    RangeRow,
    Stretch,
    TierRow,
    WhoAnswer,
    WhoRow,
)
from zhifa.apps.catalogue.queries.snapshot import UNCONFIRMED, Snapshot, snapshot
from zhifa.apps.catalogue.queries.standing import as_known, grant_history, grant_version, proof
from zhifa.law.authority import AuthorityRuling, Question
from zhifa.law.authority_index import Holding

__all__ = [
    "UNCONFIRMED",
    "Asked",
    "BasisRow",
    "DomainHere",
    "DutyRow",
    "FormerRow",
    "Holding",
    "ListVersion",
    "MandateRow",
    "MatterRow",
    "NameHere",
    "NoticeLine",
    "NoticeRow",
    "OpenPointRow",
    "RangeRow",
    "Stretch",
    "TierRow",
    "WhoAnswer",
    "WhoRow",
    "authorities",
    "authority",
    "authority_as_known",
    "domain_labels",
    "domains_here",
    "duties",
    "duty",
    "effective",
    "grant_history",
    "grant_version",
    "holders",
    "last_publication",
    "mandate",
    "matter",
    "matters",
    "notice",
    "notice_organ",
    "notice_versions",
    "open_points",
    "proof",
    "published_grants",
    "township_list",
    "vocabulary",
    "who",
    "who_enforces",
    "who_for",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one power over one matter in one area (code of a township, platform or water grid) on one day."""

    matter: str
    power: str
    area: str
    day: date
    cross_area: bool = False
    major_or_complex: bool = False


def matter(code: str) -> MatterRow | None:
    """2 queries."""
    return snapshot().matters.get(code)


def matters(domain: str | None = None, text: str | None = None) -> tuple[MatterRow, ...]:
    """All matters by code, those of a domain, or those whose name, words or code contain `text` (2 queries)."""
    rows = snapshot().matters.values()
    return tuple(m for m in rows if domain in (None, m.domain) and (not text or _speaks_of(m, text.strip())))


def _speaks_of(row: MatterRow, text: str) -> bool:
    return text in row.name or text in row.code or text in row.domain_label or any(text in word for word in row.words)


def authority(
    *, matter: str, power: str, area: str, day: date, cross_area: bool = False, major_or_complex: bool = False
) -> AuthorityRuling:
    """Whose power it is there and then. Raises LookupError for an unknown matter or area (2 queries)."""
    return authorities((Asked(matter, power, area, day, cross_area, major_or_complex),))[0]


def authorities(questions: Iterable[Asked]) -> tuple[AuthorityRuling, ...]:
    """One ruling per question, in their order. Raises LookupError for an unknown matter or area (2 queries for any number)."""
    known = snapshot()
    return tuple(_rule(known, q) for q in questions)


def authority_as_known(asked: Asked, instant: datetime) -> AuthorityRuling:
    """The same with the grants as they were known at an instant: what somebody could know who acted then. Raises LookupError (2 queries, 3
    when a grant was revised since)."""
    return _rule(as_known(instant), asked)


def _rule(known: Snapshot, asked: Asked) -> AuthorityRuling:
    found = known.matters.get(asked.matter)
    if found is None:
        raise LookupError(f"no matter {asked.matter!r}")
    place = known.place(asked.area)
    if place is None:
        raise LookupError(f"no township or platform {asked.area!r}")
    question = Question(asked.power, found.domain, found.code, place, asked.day, asked.cross_area, asked.major_or_complex)
    return known.rule(question)


def holders(questions: Iterable[Asked]) -> tuple[Holding, ...]:
    """Status, holder, name on documents, team and commander alone, as `authorities` has them, without reasons: for those who ask many.
    Raises LookupError as it does (2 queries for any number)."""
    holding = snapshot().holding
    return tuple(holding(q) for q in questions)


def domain_labels() -> dict[str, str]:
    """Domain code → Chinese name, in the order of the plan (2 queries)."""
    return dict(snapshot().labels)


def duties(organ: str | None = None) -> tuple[DutyRow, ...]:
    """Who does what after the transfer, per domain; or of one department (2 queries)."""
    return tuple(d for d in snapshot().duties.values() if organ in (None, d.organ))


def duty(domain: str) -> DutyRow | None:
    """2 queries."""
    return snapshot().duties.get(domain)


def mandate(code: str) -> MandateRow | None:
    """2 queries."""
    return snapshot().mandates.get(code)


def open_points() -> tuple[OpenPointRow, ...]:
    """What no source states and what is done meanwhile (2 queries)."""
    return snapshot().open_points


def township_list(area: str, day: date) -> tuple[MatterRow, ...]:
    """The published list of an empowered township on a day; empty for the others (2 queries)."""
    known = snapshot()
    granted = {
        g.matter
        for g in known.stored
        if g.holder_kind == "township_government" and g.power == "penalty" and g.areas and area in g.areas and _in_force(g, day)
    }
    return tuple(m for code, m in known.matters.items() if code in granted)


def _in_force(grant: object, day: date) -> bool:
    since, until = getattr(grant, "since", None), getattr(grant, "until", None)
    published = getattr(grant, "published_on", None)
    return (since is None or since <= day) and (until is None or day < until) and published is not None and published <= day


def vocabulary() -> Vocabulary:
    """The matcher's words: the catalogue's matters with how people say them, and the lexicon of the packs (2 queries)."""
    return snapshot().vocabulary
