"""A request for a change: written, amended, sent, withdrawn; from accepted drafts and from what a changed text does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.adjustments import permissions
from zhifa.apps.adjustments.facts.items import said_now
from zhifa.apps.adjustments.facts.standing import Said
from zhifa.apps.adjustments.models import Change, ChangeItem, ChangeSeries, Ground
from zhifa.apps.adjustments.services.step import move, told
from zhifa.apps.catalogue.models import DraftMatter, DraftState
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, remove, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.catalogue_change import KINDS, NEW_MATTER
from zhifa.law.rulings import Blocked, refusal

MOST_ITEMS = 300
NAMED = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to change; see `ChangeItem`. `name` "": taken from what it says."""

    kind: str
    subject: str
    after: Mapping[str, Any] | None = None
    name: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Request:
    """What the form of a request says. `assessment`: code of an empowerment assessment whose conclusion it carries out."""

    title: str
    ground: str
    ground_text: str
    effective_on: date | None = None
    items: tuple[Item, ...] = ()
    assessment: str = ""


@transaction.atomic
def draft_change(*, by: Actor, at: datetime, request: Request) -> Change:
    """A new request of the own organ. Raises Denied, Invalid naming each field."""
    permissions.check_request(by)
    _check(request)
    organ = registry.organ(by.organ)
    row = Change(
        tenant=by.tenant,
        code=_next_code(by.tenant, timezone.localdate(at).year),
        requested_organ=by.organ,
        requested_organ_name=organ.name if organ else by.organ or by.name,
        requested_by=by.person,
        requested_by_name=by.name,
        requested_at=at,
        **_columns(request),
    )
    save(row)
    rows = _items(row, request.items, timezone.localdate(at))
    trail.record(subject=row, verb="catalogue_change.draft", by=by, at=at, rows=rows, facts=told(row) | {"items": len(rows)})
    return row


def _columns(request: Request) -> dict[str, Any]:
    columns = {key: getattr(request, key) for key in ("ground", "effective_on", "assessment")}
    return columns | {"title": request.title.strip(), "ground_text": request.ground_text.strip()}


def _check(request: Request) -> None:
    wrong: dict[str, list[str]] = {}
    if request.ground not in Ground.values:
        wrong["ground"] = [_("没有这种依据")]
    if not request.title.strip():
        wrong["title"] = [_("必填")]
    if len(request.items) > MOST_ITEMS:
        wrong["items"] = [_("一次最多 %(n)s 项，请分成几次") % {"n": MOST_ITEMS}]
    if any(i.kind not in KINDS or not i.subject.strip() for i in request.items):
        wrong["items"] = [_("每一项都要有种类和对象")]
    if wrong:
        raise Invalid(wrong)


def _next_code(tenant: str, year: int) -> str:
    """TZ + year + the next number of the year, without gaps: the row of the year is locked until the act ends."""
    ChangeSeries.objects.get_or_create(tenant=tenant, year=year)
    series = ChangeSeries.objects.select_for_update().get(tenant=tenant, year=year)
    series.last += 1
    save(series)
    return f"TZ{year}-{series.last:03d}"


def _items(row: Change, items: Sequence[Item], day: date, after_order: int = 0) -> list[Row]:
    """Saved, each with what the catalogue says on its day."""
    from_day = max(row.effective_on or day, day)
    made: list[Row] = []
    for order, said in enumerate(items, after_order + 1):
        after = dict(said.after) if said.after is not None else None
        before = said_now(said.kind, said.subject, after, from_day)
        name = said.name or _name(said, before)
        kept = dict(said.source)
        fields = {"kind": said.kind, "subject": said.subject, "name": name[:160], "before": before, "after": after, "source": kept}
        made.append(save(ChangeItem(tenant=row.tenant, change=row, order=order, **fields)))
    return made


def _read_again(row: Change, day: date) -> list[Row]:
    """The items, with what the catalogue says on the day that the change has now."""
    made: list[Row] = []
    for item in row.items.order_by("order"):
        item.before = said_now(item.kind, item.subject, item.after, max(row.effective_on or day, day))
        made.append(save(item))
    return made


def _name(said: Item, before: Mapping[str, Any] | None) -> str:
    named = str((said.after or {}).get("name") or (before or {}).get("name") or said.subject)
    return f"{KINDS[said.kind]}：{named}"


def amend_change(
    *, by: Actor, at: datetime, change: UUID | str, request: Request, keep_items: bool = False, version: int | None = None
) -> Change:
    """Other words and items of a request that is not sent, or was returned. Raises Denied, Blocked, Stale, Invalid."""
    _check(request)
    gone: list[Row] = []

    def prepare(row: Change) -> list[Row]:
        for key, value in _columns(request).items():
            setattr(row, key, value)
        if keep_items:
            return _read_again(row, timezone.localdate(at))
        gone.extend(remove(item) for item in row.items.order_by("order"))
        return _items(row, request.items, timezone.localdate(at))

    return move(by=by, at=at, change=change, act="amend", version=version, prepare=prepare, removed=gone)


def add_items(*, by: Actor, at: datetime, change: UUID | str, items: Sequence[Item], version: int | None = None) -> Change:
    """More items of a request that is not sent, or was returned. Raises Denied, Blocked, Stale, Invalid."""
    _check(Request("—", Ground.WORK_NEED, "", None, tuple(items)))

    def prepare(row: Change) -> list[Row]:
        last = row.items.order_by("order").last()
        return _items(row, items, timezone.localdate(at), last.order if last else 0)

    return move(by=by, at=at, change=change, act="amend", version=version, prepare=prepare)


def drop_item(*, by: Actor, at: datetime, change: UUID | str, order: int, version: int | None = None) -> Change:
    """One item less; the numbers of the others stay. Raises Denied, Blocked, Stale, Invalid for a number that is not there."""
    gone: list[Row] = []

    def prepare(row: Change) -> list[Row]:
        gone.extend(remove(item) for item in row.items.filter(order=order))
        if not gone:
            raise Invalid({"order": [_("没有这一项")]})
        return []

    return move(by=by, at=at, change=change, act="amend", version=version, prepare=prepare, removed=gone)


def submit_change(*, by: Actor, at: datetime, change: UUID | str, version: int | None = None) -> Change:
    """报送: from now on it is weighed; the level of approval is computed."""

    def done(row: Change, items: Sequence[ChangeItem], facts: Any) -> None:
        row.submitted_at, row.level = at, facts.level

    return move(by=by, at=at, change=change, act="submit", version=version, done=done)


def withdraw_change(*, by: Actor, at: datetime, change: UUID | str, reason: str, version: int | None = None) -> Change:
    """撤回 before it is approved; it stays on the list with the reason."""
    return move(by=by, at=at, change=change, act="withdraw", version=version, said=Said(reason=reason), done=ended(at, reason))


def ended(at: datetime, reason: str) -> Any:
    """Marks the end of a change that will not hold."""

    def done(row: Change, items: Sequence[ChangeItem], facts: Any) -> None:
        row.ended_at, row.end_reason = at, reason.strip()[:500]

    return done


def change_from_drafts(
    *, by: Actor, at: datetime, drafts: Sequence[str], title: str = "", ground_text: str = "", effective_on: date | None = None
) -> Change:
    """Accepted draft matters (codes) as new matters of one request. Raises Denied, Blocked for a draft that is not accepted."""
    rows = list(DraftMatter.objects.filter(tenant=by.tenant, code__in=drafts).order_by("code"))
    if len(rows) != len(set(drafts)) or any(d.state != DraftState.ACCEPTED for d in rows):
        raise Blocked(refusal("change.draft_not_accepted"))
    names = "、".join(d.name for d in rows[:NAMED]) + (f"等{len(rows)}项" if len(rows) > NAMED else "")
    said = title or _("新增事项：%(names)s") % {"names": names}
    senders = registry.organs()
    known = {o.code: o.name for o in senders}
    listed = "、".join(dict.fromkeys(known.get(s, s) for d in rows for s in d.senders))
    text = ground_text or _("根据%(senders)s报送的事项清单，经采纳的草稿事项列入目录") % {"senders": listed}
    items = tuple(Item(NEW_MATTER, d.code, _of_draft(d), source={"draft": d.code}) for d in rows)
    request = Request(said[:120], Ground.WORK_NEED, text, effective_on, items)
    return draft_change(by=by, at=at, request=request)


def _of_draft(draft: DraftMatter) -> dict[str, Any]:
    keys = ("role", "statute", "title", "article", "sub", "paragraph", "item")
    bases = [{key: b.get(key) for key in keys} for b in draft.bases if b.get("statute") and not b.get("fault")]
    return {
        "name": draft.name,
        "domain": draft.domain,
        "kinds": list(draft.kinds),
        "official_code": draft.official_code or None,
        "remarks": draft.remarks,
        "precondition": "none",
        "bases": bases,
        "ranges": [],
    }
