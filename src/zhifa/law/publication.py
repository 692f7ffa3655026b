"""Publishing decisions and credit information (PUB-02, 04, 05)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from zhifa.law.book import Book
from zhifa.law.penalties import ORGANIZATION
from zhifa.law.procedure import periods
from zhifa.law.rulebook import rule, ruling, why
from zhifa.law.rulings import Outcome, Ruling

PERSONAL = frozenset({"id_number", "address"})
SUMMARY = "summary"


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
    if remedy_filed:
        return ruling(Outcome.BLOCK, "PUB-05", because="publication.remedy_pending")
    if decision_served_on is None:
        return ruling(Outcome.ESCALATE, "PUB-05", because="publication.served_unknown", missing=("decision_served_on",))
    first = periods.suit_direct(book, decision_served_on).due + timedelta(days=1)
    return ruling(Outcome.COMPUTE, "PUB-05", "REM-02", because=why("publication.not_before", day=first), values={"not_before": first})
