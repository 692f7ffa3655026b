"""Changes of the catalogue for programs: asked for, scored, checked, approved, announced, in effect."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.adjustments import queries, services
from zhifa.apps.adjustments.services import Item, Request
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, named, said
from zhifa.interfaces.api.rows import FieldOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop.changes import CHANGE_ACTS
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor
from zhifa.law.rulings import Ruling

router = Router(tags=["catalogue"])


class WantedIn(Strict):
    """`state` "open": not ended. `subject`: code of a matter, grant, area or organ."""

    state: str = Field("", max_length=12)
    ground: str = Field("", max_length=20)
    text: str = Field("", max_length=60)
    subject: str = Field("", max_length=60)


class ChangeLineOut(Schema):
    """One change in a list."""

    id: UUID
    version: int
    code: str
    title: str
    state: str
    state_label: str
    ground: str
    level: str
    requested_organ: str
    requested_organ_name: str
    requested_at: datetime
    effective_on: date | None
    in_effect_at: datetime | None
    notice: str
    items: int


class ItemOut(Schema):
    """One item; `faults`: sentences of what is wrong with it."""

    order: int
    kind: str
    subject: str
    name: str
    words: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    source: dict[str, Any]
    faults: list[str]


class SheetOut(Schema):
    """One score sheet with what was counted for each figure."""

    subject: str
    name: str
    since: date
    until: date
    figures: list[dict[str, Any]]
    total: Decimal
    proposal: str
    demo: bool
    made_at: datetime


class ApprovalOut(Schema):
    """An approving document."""

    level: str
    organ: str
    number: str
    issued_on: date


class NoticeOut(Schema):
    """An announcement."""

    number: str
    published_at: datetime
    effective_on: date
    channel: str
    text: list[dict[str, str]]
    withdrawn_at: datetime | None


class StepOut(Schema):
    """A step; `reasons`: why it is blocked."""

    act: str
    state: str
    at: datetime | None
    basis: list[str]
    reasons: list[str]


class ActOut(Schema):
    """What the caller may do; `fields` of its body; `refusal`: why not as things stand."""

    act: str
    label: str
    allowed: bool
    refusal: list[str]
    fields: list[FieldOut]


class ChangeOut(ChangeLineOut):
    """Everything of one change. `writes`: rows that were (`written`) or would be written."""

    ground_text: str
    opinion: str
    end_reason: str
    assessment: str
    item_rows: list[ItemOut]
    sheets: list[SheetOut]
    approvals: list[ApprovalOut]
    notices: list[NoticeOut]
    steps: list[StepOut]
    writes: list[dict[str, str]]
    written: bool
    acts: list[ActOut]


class ItemIn(Strict):
    """`kind`, `subject` and what it shall say; see docs/guide/catalogue-change.md for the members of `after`."""

    kind: str = Field(max_length=20)
    subject: str = Field(min_length=1, max_length=60)
    after: dict[str, Any] | None = None
    name: str = Field("", max_length=160)
    source: dict[str, Any] = {}


class ChangeIn(Strict):
    """A request with its items."""

    title: str = Field(min_length=1, max_length=120)
    ground: str = Field(max_length=20)
    ground_text: str = Field("", max_length=4000)
    effective_on: date | None = None
    items: list[ItemIn] = []
    assessment: str = Field("", max_length=40)

    def request(self) -> Request:
        """For the service."""
        words = self.model_dump(exclude={"items", "version"})
        return Request(**words, items=tuple(Item(**i.model_dump()) for i in self.items))


class AmendIn(ChangeIn):
    """The whole request anew; the version that was shown."""

    version: int | None = None


class DraftsIn(Strict):
    """Codes of accepted draft matters."""

    drafts: list[str] = Field(min_length=1, max_length=300)
    title: str = Field("", max_length=120)
    ground_text: str = Field("", max_length=4000)
    effective_on: date | None = None


class EditionOut(Schema):
    """One difference of a newer pack edition, as the item that it would become."""

    key: str
    kind: str
    subject: str
    words: str
    rows: int


class EditionsOut(Schema):
    """`left`: table → differences that are no change of the catalogue."""

    items: list[EditionOut]
    left: dict[str, int]


class EditionsIn(Strict):
    """`keys` of the differences; null: the first 300. They hold from `effective_on`."""

    keys: list[str] | None = Field(None, min_length=1, max_length=300)
    effective_on: date


class SettledIn(Strict):
    """Words of a new matter; empty ones stay as they are."""

    name: str = Field("", max_length=120)
    domain: str = Field("", max_length=40)
    kinds: list[str] = []
    precondition: str = Field("", pattern="^(none|rectify_first)?$")
    listed: str = Field("", max_length=80)
    version: int | None = None


class DoneOut(Schema):
    """After an act; `change` is null where the caller may no longer see it."""

    said: str
    repeated: bool
    change: ChangeOut | None


@router.get("/catalogue/changes", response={200: list[ChangeLineOut], **REFUSALS}, summary="目录调整")
def listed(request: HttpRequest, wanted: Query[WantedIn]) -> Any:
    """Latest first; what other organs still write is left out."""
    return list(queries.changes(caller(request), **wanted.model_dump()))


@router.post("/catalogue/changes", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="提出目录调整")
def ask(request: HttpRequest, body: ChangeIn) -> Status[Any]:
    """A draft; send it by the act `submit`."""
    return _made(request, lambda by, at: services.draft_change(by=by, at=at, request=body.request()).pk)


@router.post("/catalogue/changes/from-drafts", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="把已采纳的草稿事项列入调整")
def from_drafts(request: HttpRequest, body: DraftsIn) -> Status[Any]:
    """One new matter for each."""
    return _made(request, lambda by, at: services.change_from_drafts(by=by, at=at, **body.model_dump()).pk)


@router.get("/catalogue/changes/from-packs", response={200: EditionsOut, **REFUSALS}, summary="新版数据提出的差异")
def proposed(request: HttpRequest) -> Any:
    """What waits for a request, and what is no change of the catalogue."""
    return queries.open_editions(caller(request), clock.today())


@router.post("/catalogue/changes/from-packs", response={201: DoneOut, 200: DoneOut, **REFUSALS}, summary="把新版数据的差异列入调整")
def from_packs(request: HttpRequest, body: EditionsIn) -> Status[Any]:
    """One item for each difference."""
    return _made(request, lambda by, at: services.change_from_editions(by=by, at=at, **body.model_dump()).pk)


def _made(request: HttpRequest, make: Any) -> Status[Any]:
    made: list[UUID] = []
    fresh = doing.once(request, lambda by, at: made.append(make(by, at)))
    shown = _shown(caller(request), made[0]) if made else None
    return Status(201 if fresh else 200, {**said(_("已起草"), fresh), "change": shown})


@router.get("/catalogue/changes/{uuid:change}", response={200: ChangeOut, **REFUSALS}, summary="一次目录调整")
def one(request: HttpRequest, change: UUID) -> dict[str, Any]:
    """With what stands in the way, its score sheets, and what would be written."""
    return _shown(caller(request), change)


@router.put("/catalogue/changes/{uuid:change}", response={200: DoneOut, **REFUSALS}, summary="修改目录调整")
def amend(request: HttpRequest, change: UUID, body: AmendIn) -> dict[str, Any]:
    """Words and items together; only before it is sent, or after it was returned."""
    _known(caller(request), change)
    fresh = doing.once(
        request, lambda by, at: services.amend_change(by=by, at=at, change=change, request=body.request(), version=body.version)
    )
    return {**said(_("已修改"), fresh), "change": _shown(caller(request), change)}


@router.post("/catalogue/changes/{uuid:change}/items/{int:order}", response={200: DoneOut, **REFUSALS}, summary="补全新增事项")
def settle(request: HttpRequest, change: UUID, order: int, body: SettledIn) -> dict[str, Any]:
    """Name, field and kinds of a new matter that came from a text or the packs."""
    _known(caller(request), change)
    words = body.model_dump(exclude={"version"})
    fresh = doing.once(
        request, lambda by, at: services.settle_matter(by=by, at=at, change=change, order=order, words=words, version=body.version)
    )
    return {**said(_("已补全"), fresh), "change": _shown(caller(request), change)}


@router.post("/catalogue/changes/{uuid:change}/acts/{act}", response={200: DoneOut, **REFUSALS}, summary="对目录调整办一步")
def do(request: HttpRequest, change: UUID, act: str, body: Body[dict[str, Any] | None] = None) -> dict[str, Any]:
    """submit, score, check, approve, publish, take_effect, postpone, send_back, object, decline, refuse, reject, withdraw, revoke. The
    body holds the act's fields (see `acts`) and optionally `version`."""
    spec = named(CHANGE_ACTS, act)
    _known(caller(request), change)
    fresh = doing.perform(request, partial(spec.filled, caller(request)), spec.call, change, body)
    return {**said(spec.quiet, fresh), "change": _shown(caller(request), change)}


def _known(by: Actor, pk: UUID) -> None:
    if queries.standing(by, pk) is None:
        raise Http404


def _reasons(ruling: Ruling | None) -> list[str]:
    return [say(r.code, r.values) for r in ruling.reasons] if ruling else []


def _shown(by: Actor, pk: UUID) -> dict[str, Any]:
    found = queries.change(by, pk, clock.today())
    if found is None:
        raise Http404
    row = {name: getattr(found.row, name) for name in ChangeLineOut.model_fields}
    own = {name: getattr(found, name) for name in ("ground_text", "opinion", "end_reason", "assessment", "written")}
    items = [
        {
            **{n: getattr(i, n) for n in ItemOut.model_fields if n != "faults"},
            "faults": [say(c, dict(v) | {"item": i.name}) for c, v in i.faults],
        }
        for i in found.items
    ]
    steps = [
        {"act": s.act, "state": s.state, "at": s.at, "basis": [str(c) for c in s.basis], "reasons": _reasons(s.ruling)} for s in found.steps
    ]
    acts = [
        {"act": o.act, "label": _(o.label), "allowed": o.refusal is None, "refusal": _reasons(o.refusal),
         "fields": bodies.described(CHANGE_ACTS[o.act].filled(by))}
        for o in found.offers
        if o.act in CHANGE_ACTS
    ]  # fmt: skip
    listed = {n: [_members(row) for row in getattr(found, n)] for n in ("sheets", "approvals", "notices", "writes")}
    return {**row, **own, **listed, "item_rows": items, "steps": steps, "acts": acts}


def _members(row: Any) -> dict[str, Any]:
    return dict(row) if isinstance(row, dict) else {name: getattr(row, name) for name in row.__dataclass_fields__}
