"""A change as the guards see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from zhifa.apps.adjustments.facts.asking import asked, mandated
from zhifa.apps.adjustments.facts.proving import new_findings
from zhifa.apps.adjustments.facts.writing import Plan
from zhifa.apps.adjustments.models import Change, ChangeItem
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.empowerment.queries import standing
from zhifa.apps.registry.queries.book import county_book
from zhifa.law.actors import Actor
from zhifa.law.authority_check import GAP, NO_PLATE, NO_SQUAD, OVERLAP, REPEALED, UNPUBLISHED, Finding
from zhifa.law.book import UnknownParameter
from zhifa.law.catalogue_change import EMPOWER, Asked, level_of
from zhifa.law.catalogue_score import ASPECTS, MOVE
from zhifa.law.jurisdiction import ORIGINAL_DEPARTMENT
from zhifa.law.procedure.catalogue_change_guards import ChangeFacts, Document

PASSED = "pass"
NAMED = 3
PROVING = ("approval_stated", "day_reached")
FINDINGS = {
    GAP: "监管缺位",
    OVERLAP: "多头执法",
    NO_SQUAD: "没有唯一的中队",
    NO_PLATE: "没有主牌",
    UNPUBLISHED: "赋权没有公布",
    REPEALED: "依据已废止",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What the act says beside the row: opinion, documents, channel, another day, a reason."""

    opinion: str = ""
    documents: tuple[Document, ...] = ()
    channel: str = ""
    new_day: date | None = None
    reason: str = ""


def items_of(change: Change) -> list[ChangeItem]:
    """In their order (1 query)."""
    return list(change.items.order_by("order"))


def lacking(change: Change, items: Sequence[ChangeItem]) -> tuple[str, ...]:
    """Keys of the request that are not filled."""
    given = {"title": change.title.strip(), "ground_text": change.ground_text.strip(), "effective_on": change.effective_on}
    return tuple(key for key, value in {**given, "change_items": items}.items() if not value)


def weighted(day: date) -> bool:
    """Does anybody state how to score?"""
    book = county_book()
    try:
        for key in ("threshold", *(f"{part}.{a}" for part in ("weight", "full") for a in ASPECTS)):
            book.value(f"catalogue_score.{key}", day)
    except UnknownParameter:
        return False
    return True


def change_facts(change: Change, items: Sequence[ChangeItem], by: Actor, day: date, guard: str, said: Said) -> ChangeFacts:
    """The facts of one guard; the proof is run only where it is asked for (4 queries, more with the proof)."""
    from_day = max(change.effective_on or day, day)
    law_items = asked(items, from_day)
    faulty = any(i.faults for i in law_items)
    findings = new_findings(Plan.of(change, items).writes) if guard in PROVING and items and not faulty else ()
    return ChangeFacts(
        day=day,
        actor=by.person,
        requester=change.requested_by,
        roles=by.roles,
        lacking=lacking(change, items),
        items=law_items,
        scored=frozenset(change.sheets.filter(superseded=False).values_list("subject", flat=True)),
        weights=weighted(day),
        mandated=mandated(),
        unassessed=_unassessed(change.tenant, items, day),
        level=level_of(law_items),
        opinion=said.opinion,
        documents=said.documents,
        against=_against(change, law_items),
        new_faults=tuple(finding_words(f) for f in findings),
        effective_on=change.effective_on,
        published_on=timezone.localdate(change.published_at) if change.published_at else None,
        channel=said.channel,
        new_day=said.new_day,
        reason=said.reason,
    )


def _unassessed(tenant: str, items: Sequence[ChangeItem], day: date) -> tuple[str, ...]:
    """Townships that would get matters without a passed assessment in force (1 query for each)."""
    organs = snapshot().registry.organs
    found = [organs[i.subject] for i in items if i.kind == EMPOWER and i.subject in organs]
    known = {o.code: standing(o.area, day, tenant) for o in found}
    return tuple(dict.fromkeys(o.name for o in found if (row := known[o.code]) is None or row.conclusion != PASSED))


def _against(change: Change, items: Sequence[Asked]) -> tuple[str, ...]:
    """Names of what would move although its sheet says it should not; what goes back to its department is no move (1 query)."""
    given = {s for i in items if i.moves and i.holder_kind != ORIGINAL_DEPARTMENT for s in i.subjects}
    sheets = change.sheets.filter(superseded=False, subject__in=given).exclude(proposal=MOVE)
    return tuple(sheets.order_by("subject").values_list("name", flat=True))


def finding_words(finding: Finding) -> str:
    """One fault in one line, in the names of the county."""
    known = snapshot()
    areas = [a.name for code in finding.areas[:NAMED] if (a := known.registry.areas.get(code))]
    matters = "、".join(finding.matters[:NAMED]) + (f"等{len(finding.matters)}项" if len(finding.matters) > NAMED else "")
    where = "、".join(areas) + (f"等{len(finding.areas)}处" if len(finding.areas) > NAMED else "")
    since = "" if finding.since == date.min else f"，自 {finding.since}"
    rivals = f"（{'、'.join(finding.detail)}）" if finding.detail else ""
    return f"{FINDINGS[finding.kind]}：{matters} {finding.power} {where}{since}{rivals}"
