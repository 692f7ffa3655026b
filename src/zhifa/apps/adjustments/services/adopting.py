"""What a newer edition of the packs proposes becomes a request, and a new matter that came without a field gets its words from a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.adjustments import permissions
from zhifa.apps.adjustments.facts.editions import Proposed, editions
from zhifa.apps.adjustments.facts.items import said_now
from zhifa.apps.adjustments.models import Change, ChangeItem, Ground
from zhifa.apps.adjustments.services.requesting import MOST_ITEMS, Item, Request, draft_change
from zhifa.apps.adjustments.services.step import move
from zhifa.apps.trail.acts import Invalid, save
from zhifa.apps.trail.rows import Row
from zhifa.law.actors import Actor
from zhifa.law.catalogue_change import KINDS, NEW_MATTER

SETTLED = ("name", "domain", "kinds", "precondition", "listed")


def change_from_editions(*, by: Actor, at: datetime, effective_on: date, keys: Sequence[str] | None = None) -> Change:
    """Items of the latest pack edition (`keys`: which; None: the first 300) as one request that holds from `effective_on`. Raises Denied;
    Invalid when a key is not there (any more) or nothing is."""
    permissions.check_request(by)
    waiting = editions(effective_on).items
    chosen = waiting[:MOST_ITEMS] if keys is None else [p for p in waiting if p.key in set(keys)]
    if not chosen or (keys is not None and len(chosen) != len(set(keys))):
        raise Invalid({"keys": [_("新版数据没有这样的差异，或者已经列入别的调整")]})
    counted = "、".join(f"{_(label)} {n}" for kind, label in KINDS.items() if (n := sum(p.kind == kind for p in chosen)))
    title = _("按新版基础数据调整目录：%(counted)s") % {"counted": counted}
    text = _("新版数据包与目录现有记载不同的 %(n)s 处，逐项列出，经评分、审核、批准、公布后生效") % {"n": sum(len(p.rows) for p in chosen)}
    request = Request(title[:120], Ground.WORK_NEED, text, effective_on, tuple(_item(p) for p in chosen))
    return draft_change(by=by, at=at, request=request)


def _item(proposed: Proposed) -> Item:
    source = {"proposal": proposed.digest, "rows": [list(row) for row in proposed.rows]}
    return Item(proposed.kind, proposed.subject, proposed.after, source=source)


def settle_matter(
    *, by: Actor, at: datetime, change: UUID | str, order: int, words: Mapping[str, Any], version: int | None = None
) -> Change:
    """Name, field, kinds, precondition and provincial listing of a new matter, as a person states them; its places and fines stay. Raises
    Denied, Blocked, Stale, Invalid when the item is no new matter."""

    def prepare(row: Change) -> list[Row]:
        item = row.items.filter(order=order, kind=NEW_MATTER).first()
        if item is None:
            raise Invalid({"order": [_("这一项不是新增事项")]})
        return [_settled(row, item, words, timezone.localdate(at))]

    return move(by=by, at=at, change=change, act="amend", version=version, prepare=prepare)


def _settled(row: Change, item: ChangeItem, words: Mapping[str, Any], day: date) -> ChangeItem:
    item.after = {**(item.after or {}), **{key: words[key] for key in SETTLED if words.get(key)}}
    item.name = f"{KINDS[item.kind]}：{item.after.get('name', item.subject)}"[:160]
    item.before = said_now(item.kind, item.subject, item.after, max(row.effective_on or day, day))
    return save(item)
