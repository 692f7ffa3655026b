"""A line of the plan, from its draft to the county's approval."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.documents import services as documents
from zhifa.apps.documents.services import Owner
from zhifa.apps.parties.models import Premises
from zhifa.apps.planning import permissions, words
from zhifa.apps.planning.facts import line_facts, overlaps, power_of
from zhifa.apps.planning.models import CheckItem, PlanLine, PlanPlace
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.apps.trail.rows import Row, new_id
from zhifa.law.actors import Actor

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Change = Callable[[PlanLine], Sequence[Row] | None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form of a line says. `items`: codes of check items, `places`: ids of premises, `times`: visits to each place."""

    title: str
    domain: str
    items: tuple[str, ...]
    places: tuple[str, ...]
    since: date
    until: date
    times: int = 1


@transaction.atomic
def draw_up_line(*, by: Actor, at: datetime, draft: Draft) -> PlanLine:
    """A new line of the own organ. Raises Denied, Invalid naming each field."""
    permissions.check_draw_up(by)
    places = _places(draft)
    organ = registry.organ(by.organ)
    row = PlanLine(
        tenant=by.tenant,
        code=code_of(at),
        organ=by.organ,
        organ_name=organ.name if organ else by.organ,
        team=by.team,
        proposed_by=by.person,
        proposed_by_name=by.name,
        **_columns(draft, by.organ, places, timezone.localdate(at)),
    )
    save(row)
    rows = [save(PlanPlace(tenant=row.tenant, line=row, premises=p)) for p in places]
    trail.record(subject=row, verb="draw_up", by=by, at=at, rows=rows, facts=told(row) | {"places": len(rows)})
    return row


def _columns(draft: Draft, organ: str, places: Sequence[Premises], day: date) -> dict[str, Any]:
    return {
        "title": draft.title.strip(),
        "domain": draft.domain,
        "items": list(draft.items),
        "since": draft.since,
        "until": draft.until,
        "times": draft.times,
        "participants": [organ],
        "power": power_of(organ, draft.domain, places[0].area if places else "", day),
    }


def _places(draft: Draft) -> list[Premises]:
    """The places that were chosen; raises Invalid with every wrong field."""
    wrong: dict[str, list[str]] = {}
    found = list(Premises.objects.filter(pk__in=draft.places))
    items = set(CheckItem.objects.filter(code__in=draft.items, domain=draft.domain).values_list("code", flat=True))
    if len(found) != len(set(draft.places)):
        wrong["places"] = [_("名单里有不存在的场所")]
    if len(items) != len(set(draft.items)):
        wrong["items"] = [_("检查项不属于所选领域")]
    if draft.until < draft.since:
        wrong["until"] = [_("结束日期不能早于开始日期")]
    if not draft.title.strip():
        wrong["title"] = [_("必填")]
    if wrong:
        raise Invalid(wrong)
    return found


def code_of(at: datetime) -> str:
    """JJ + year + five signs from the random end of a fresh id."""
    tail, text = new_id().int, ""
    for _i in range(5):
        tail, digit = divmod(tail, len(_ALPHABET))
        text += _ALPHABET[digit]
    return f"JJ{timezone.localdate(at):%Y}-{text}"


def told(row: PlanLine) -> dict[str, object]:
    """What the record keeps of a line."""
    return {
        "code": row.code,
        "state": row.state,
        "organ": row.organ,
        "domain": row.domain,
        "power": row.power,
        "items": row.items,
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "participants": row.participants,
        "agreed": row.agreed,
    }


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    line: UUID | str,
    act: str,
    version: int | None = None,
    reason: str = "",
    named: int = 0,
    organs: Collection[str] = (),
    change: Change | None = None,
    said: dict[str, object] | None = None,
) -> PlanLine:
    """The one way a line moves: lock, ask table and law, change, save, record. Raises Denied, Blocked, Stale."""
    row = locked(PlanLine, line, version)
    facts = line_facts(row, by.organ, timezone.localdate(at), reason=reason, named=named)
    found = permissions.check_act(by, row, act, facts, organs)
    rows = list((change and change(row)) or ())
    row.state = found.target
    save(row)
    trail.record(subject=row, verb=act, by=by, at=at, rows=rows, facts=told(row) | (said or {}), note=reason)
    return row


@transaction.atomic
def amend_line(*, by: Actor, at: datetime, line: UUID | str, draft: Draft, version: int | None = None) -> PlanLine:
    """Another content of a draft; places that are left out stop counting."""
    places = _places(draft)

    def change(row: PlanLine) -> list[Row]:
        for key, value in _columns(draft, row.organ, places, timezone.localdate(at)).items():
            setattr(row, key, value)
        return _replace_places(row, places)

    return move(by=by, at=at, line=line, act="amend", version=version, change=change)


def _replace_places(row: PlanLine, places: Sequence[Premises]) -> list[Row]:
    held = {p.premises_id: p for p in row.places.filter(moved_to__isnull=True)}
    wanted = {p.pk: p for p in places}
    rows: list[Row] = [save(PlanPlace(tenant=row.tenant, line=row, premises=p)) for pk, p in wanted.items() if pk not in held]
    for pk, place in held.items():
        if place.dropped is (pk in wanted):
            place.dropped = pk not in wanted
            rows.append(save(place))
    return rows


def submit_line(*, by: Actor, at: datetime, line: UUID | str, version: int | None = None) -> PlanLine:
    """报送: from now on every organ sees it and overlaps count."""
    return move(by=by, at=at, line=line, act="submit", version=version)


def agree_to_join(*, by: Actor, at: datetime, line: UUID | str, version: int | None = None) -> PlanLine:
    """A participating organ agrees to the joint visit (条例 14)."""

    def change(row: PlanLine) -> None:
        row.agreed = [o for o in row.participants if o in {*row.agreed, by.organ}]

    return move(by=by, at=at, line=line, act="agree", version=version, change=change)


def approve_line(*, by: Actor, at: datetime, line: UUID | str, version: int | None = None) -> PlanLine:
    """批准列入计划: only when every overlap is merged or waived with a reason (条例 12, 13). The plan, or the scheme of a joint visit,
    becomes a document (条例 12, 14)."""
    day = timezone.localdate(at)

    def change(row: PlanLine) -> None:
        row.approved_at, row.approved_by_name = at, by.name
        kind, facts = ("DOC-I04", words.joint_scheme(row, by, at)) if row.joint else ("DOC-I01", words.plan(row, by, at, day))
        owner = Owner(row.pk, row.organ, registry.acting_identity(row.organ, day), row.team)
        documents.issue(by=by, at=at, kind=kind, owner=owner, facts=facts)

    def waived() -> dict[str, object]:
        found = PlanLine.objects.get(pk=line)
        return {"waived": [{"other": o.other.code, "reason": o.reason} for o in overlaps(found, timezone.localdate(at))]}

    return move(by=by, at=at, line=line, act="approve", version=version, change=change, said=waived())


def send_back_line(*, by: Actor, at: datetime, line: UUID | str, reason: str, version: int | None = None) -> PlanLine:
    """退回修改."""
    return move(by=by, at=at, line=line, act="send_back", reason=reason, version=version)


def withdraw_line(*, by: Actor, at: datetime, line: UUID | str, reason: str, version: int | None = None) -> PlanLine:
    """撤回: it stays in the trail; visits that were not made are cancelled one by one."""
    return move(by=by, at=at, line=line, act="withdraw", reason=reason, version=version)
