"""Drill orders to teams and their answers, and looks for directives that went past the platform (X6, R5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.appraisal import permissions
from zhifa.apps.appraisal.models import Drill, DrillCall, OrderSample
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.reform_command import DRILLED

LIMIT = "loop.minutes.drill"


@transaction.atomic
def send_drill(*, by: Actor, at: datetime, title: str, words: str, teams: Sequence[str] = ()) -> Drill:
    """A drill order to `teams` (codes; none: all squads and professional teams), to be answered within the minutes of the day. Raises
    Denied, Invalid for a team that cannot be drilled."""
    permissions.check_send(by)
    known = {t.code: t.name for t in registry.teams() if t.kind in DRILLED}
    called = dict.fromkeys(teams or known)
    if not called or not set(called) <= set(known):
        raise Invalid({"teams": [_("请选择中队或者专业队")]})
    minutes = int(county_book().value(LIMIT, timezone.localdate(at)))
    row = Drill(tenant=by.tenant, title=title.strip()[:80], words=words.strip()[:500], minutes=minutes, sent_at=at, sent_by=by.name)
    save(row)
    due = at + timedelta(minutes=minutes)
    calls = [DrillCall(tenant=by.tenant, drill=row, team=code, team_name=known[code], called_at=at, due_at=due) for code in called]
    DrillCall.objects.bulk_create(calls)
    facts = {"teams": list(called), "minutes": minutes, "basis": LIMIT}
    trail.record(subject=row, verb="drill.send", by=by, at=at, rows=calls, facts=facts, note=row.words)
    return row


@transaction.atomic
def answer_drill(*, by: Actor, at: datetime, call: UUID, words: str = "", version: int | None = None) -> DrillCall:
    """The own team answers. A late answer is kept and is late. Raises Denied, Blocked, Stale."""
    row = locked(DrillCall, call, version)
    row.state = permissions.check_call(by, row, "answer").target
    row.answered_at, row.answered_by, row.words = at, by.name, words.strip()[:200]
    save(row)
    facts = {"team": row.team, "in_time": at <= row.due_at}
    trail.record(subject=row, verb="drill_call.answer", by=by, at=at, facts=facts, note=row.words)
    return row


@transaction.atomic
def call_off_drill(*, by: Actor, at: datetime, drill: UUID, reason: str) -> list[DrillCall]:
    """Something real happened: whoever has not answered need not, and the order counts for nobody who did not. Raises Denied, Invalid when
    nobody is left to answer."""
    permissions.check_send(by)
    rows = list(DrillCall.objects.select_for_update().filter(tenant=by.tenant, drill=drill, state="called").order_by("team"))
    if not rows:
        raise Invalid({"reason": [_("已经没有等待应答的队伍")]})
    for row in rows:
        row.state = permissions.check_call(by, row, "call_off").target
        save(row)
        trail.record(subject=row, verb="drill_call.call_off", by=by, at=at, facts={"team": row.team}, note=reason.strip()[:500])
    return rows


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw in a team's books about the directives from `since` to `until` (both included)."""

    team: str
    since: date
    until: date
    looked_at: int
    outside: int
    words: str = ""


@transaction.atomic
def record_order_sample(*, by: Actor, at: datetime, look: Look) -> OrderSample:
    """A look for directives outside of the platform. Raises Denied, Invalid for numbers or days that cannot be."""
    permissions.check_sample(by)
    day = timezone.localdate(at)
    names = {t.code: t.name for t in registry.teams()}
    wrong = _wrong(look, names, day)
    if wrong:
        raise Invalid(wrong)
    row = OrderSample(tenant=by.tenant, team=look.team, team_name=names[look.team], since=look.since, until=look.until)
    row.looked_at, row.outside, row.words = look.looked_at, look.outside, look.words.strip()[:500]
    row.sampled_on, row.sampled_by = day, by.name
    save(row)
    facts = {"team": row.team, "looked_at": row.looked_at, "outside": row.outside, "since": str(row.since), "until": str(row.until)}
    trail.record(subject=row, verb="order_sample.record", by=by, at=at, facts=facts, note=row.words)
    return row


def _wrong(look: Look, names: dict[str, str], day: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if look.team not in names:
        found["team"] = [_("没有这支队伍")]
    if look.looked_at < 1:
        found["looked_at"] = [_("至少抽查 1 条指令")]
    if not 0 <= look.outside <= look.looked_at:
        found["outside"] = [_("平台以外的不能多于抽查的")]
    if not look.since <= look.until <= day:
        found["until"] = [_("时段要在今天以前，止不早于起")]
    if look.outside and not look.words.strip():
        found["words"] = [_("请写明是哪几条、怎么下达的")]
    return found
