"""The ninety days: what does not count toward them, and the warnings before they end (处罚法 60)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.cases.beside_facts import SUSPENSION, excluded, running
from zhifa.apps.cases.models import OrdinaryCase, OrdinaryDeadline, PeriodChange
from zhifa.apps.cases.ordinary_facts import filed_on
from zhifa.apps.cases.services.ordinary import said
from zhifa.apps.cases.services.ordinary.step import Entries, Move, step, store_deadline
from zhifa.apps.documents.wording import plain_date
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import acts
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid
from zhifa.law.actors import Actor, Role
from zhifa.law.procedure import decision
from zhifa.law.procedure.decision import SpecialRule
from zhifa.law.procedure.nearing import nearing
from zhifa.law.procedure.ordinary_facts import OrdinaryFacts

LEVELS = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "local_regulation": "地方性法规",
    "department_rule": "部门规章",
    "local_government_rule": "地方政府规章",
    "normative_document": "规范性文件（不能延长）",
}
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """The text that allows it: `source` with article, `level` of the text (a code of `LEVELS`)."""

    source: str
    level: str


def extend_period(
    *, by: Actor, at: datetime, case: UUID | str, ground: Ground, days: int, reason: str, version: int | None = None
) -> OrdinaryCase:
    """`days` more, where a law, a regulation or a rule says so: an extension, or days of a test that do not count (DEC-06)."""
    if ground.level not in LEVELS:
        raise Invalid({"level": [_("请选择依据的层级")]})

    def change(move: Move) -> None:
        made = _made(move, "extension", ground, reason, days=days)
        _count_again(move, f"延长（扣除）{days}日", made)

    return step(
        by=by, at=at, case=case, act="extend_period", version=version, entries=_asked(ground, max(days, 0)), change=change, note=reason
    )


def suspend_period(*, by: Actor, at: datetime, case: UUID | str, ground: Ground, reason: str, version: int | None = None) -> OrdinaryCase:
    """The days stand still until they are resumed; no decision meanwhile."""

    def change(move: Move) -> None:
        made = _made(move, SUSPENSION, ground, reason)
        _paper(move, f"自{plain_date(move.day)}起中止", made, "恢复之日起继续计算")

    return step(by=by, at=at, case=case, act="suspend_period", version=version, entries=_asked(ground, 0), change=change, note=reason)


def resume_period(*, by: Actor, at: datetime, case: UUID | str, reason: str, version: int | None = None) -> OrdinaryCase:
    """The days run again; those that stood still are added to the end."""

    def change(move: Move) -> None:
        made = running(list(move.case.period_changes.order_by("since")))
        assert made is not None  # guard suspended
        made.until, made.days = move.day, (move.day - made.since).days
        move.save(made)
        _count_again(move, f"恢复，中止期间{made.days}日不计入", made)

    return step(by=by, at=at, case=case, act="resume_period", version=version, change=change, note=reason)


def _asked(ground: Ground, days: int) -> Entries:
    def entries(row: OrdinaryCase, facts: OrdinaryFacts) -> OrdinaryFacts:
        return replace(facts, period=replace(facts.period, source=ground.source, level=ground.level, added=days))

    return entries


def _made(move: Move, kind: str, ground: Ground, reason: str, days: int = 0) -> PeriodChange:
    made = PeriodChange(
        tenant=move.case.tenant,
        case=move.case,
        kind=kind,
        level=ground.level,
        source=ground.source.strip(),
        reason=reason.strip(),
        days=days,
        since=move.day,
        decided_by=f"{move.by.name}（{move.by.post}）",
    )
    move.save(made)
    return made


def _count_again(move: Move, change: str, made: PeriodChange) -> None:
    start = filed_on(move.case)
    assert start is not None  # the states of these acts come after the filing
    days = excluded(list(move.case.period_changes.all()))
    due = decision.deadline(move.book, start, SpecialRule(made.level, days))
    store_deadline(move, "decision", due)
    move.said |= {"days": made.days, "due": due.due.isoformat()}
    _paper(move, change, made, f"至{plain_date(due.due)}")


def _paper(move: Move, change: str, made: PeriodChange, due: str) -> None:
    facts = {
        **said.common(move.case),
        "change": change,
        "basis": f"{made.source}（{LEVELS[made.level]}）",
        "reason": made.reason,
        "due": due,
        "signers": [said.signer("审批人（机关负责人）", move)],
    }
    move.issue("DOC-G16", facts)


def warn_of_periods(*, tenant: str, at: datetime) -> int:
    """Each warning of a near end once, with a record in the case; safe to run twice. Returns how many were given."""
    open_ones = OrdinaryDeadline.objects.filter(tenant=tenant, kind="decision", met_at__isnull=True, warned__lt=4)
    return sum(_warn(pk, at) for pk in open_ones.order_by("due").values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _warn(pk: UUID, at: datetime) -> bool:
    due = OrdinaryDeadline.objects.select_for_update().select_related("case").get(pk=pk)
    start, day = filed_on(due.case), timezone.localdate(at)
    if start is None or due.met_at or running(list(due.case.period_changes.all())):
        return False
    found = nearing(county_book(), start, due.due, day)
    if found.level <= due.warned:
        return False
    due.warned = found.level
    acts.save(due)
    clockwork = Actor(person="", name="时限", post="时限", roles=frozenset({Role.SYSTEM}), tenant=due.tenant)
    facts = {"ref": due.case.ref, "passed": found.passed, "left": found.left, "level": found.level, "due": due.due.isoformat()}
    note = _note(found.passed, found.left, due.due)
    trail.record(subject=due.case, verb="period_warning", by=clockwork, at=at, rows=[due], facts=facts, note=note)
    return True


def _note(passed: int, left: int, due: date) -> str:
    ending = f"还剩{left}日" if left >= 0 else f"已超过{-left}日"
    return f"立案后第{passed}日，办案期限{plain_date(due)}届满，{ending}"
