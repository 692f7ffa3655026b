"""Posts, stationing, relations and appraisals for programs: everything the desk shows and does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Body, Query, Router, Schema, Status
from pydantic import Field

from zhifa.apps.staffing import queries, services
from zhifa.interfaces.api import bodies, doing
from zhifa.interfaces.api.acts import REFUSALS, Said, named, said
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Day, Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.loop import staffing as loop
from zhifa.interfaces.frame.sentences import say
from zhifa.law.actors import Actor
from zhifa.law.rulings import Ruling

router = Router(tags=["staffing"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}


class AccountOut(Schema):
    """Posts of one kind at one organ: at the opening, received, given, and what is there on the day."""

    organ: str
    organ_name: str
    kind: str
    opening: int
    received: int
    given: int
    balance: int


class EntryOut(Schema):
    """One entry; an empty `source` opened the account. `pending`: it takes effect after the day."""

    source: str
    destination: str
    kind: str
    count: int
    effective_on: date
    document: str
    approved_on: date
    transfer: str
    reason: str
    pending: bool
    layer: str


class LedgerOut(Schema):
    """`opening` = `total` ≤ `cap`, or `balanced` is false. `cap` null: not stated."""

    day: date
    opening: int
    total: int
    cap: int | None
    cap_document: str
    spare: int | None
    balanced: bool
    accounts: list[AccountOut]
    entries: list[EntryOut]
    layer: str


class TransferOut(Schema):
    """A proposal. `acts` of the caller stand in the department."""

    id: UUID
    version: int
    code: str
    state: str
    organ: str
    organ_name: str
    rule: str
    kind: str
    count: int
    arithmetic: str
    reason: str
    document: str
    approved_on: date | None
    effective_on: date | None
    answer: str
    layer: str


class DepartmentOut(Schema):
    """Facts of a department, what the three rules give with the arithmetic, and its proposal. `behind`: matters moved, posts did not."""

    organ: str
    organ_name: str
    matters: int
    moved: int
    team: int | None
    supervising: int | None
    officers: int | None
    rule: str
    least: int
    most: int
    arithmetic: str
    reasons: list[str]
    source: str
    layer: str
    behind: bool
    transfer: TransferOut | None
    acts: list[str]


class StationOut(Schema):
    """`acts_as`: the name that documents carry; `until`: first day on which the person is back."""

    id: UUID
    version: int
    person: str
    person_name: str
    team_name: str
    organ_name: str
    host: str
    host_name: str
    since: date | None
    until: date | None
    ground: str
    acts_as: str
    running: bool
    layer: str


class RelationOut(Schema):
    """`derived`: it follows from organ, team and stationing."""

    kind: str
    organ: str
    organ_name: str
    since: date | None
    derived: bool


class StaffOut(Schema):
    """A person with all four relations on the day."""

    id: str
    name: str
    post: str
    team: str
    team_name: str
    relations: list[RelationOut]
    earmarked: bool
    host: str
    acts_as: str
    layer: str


class AppraisalOut(Schema):
    """`share` of the local score in percent; `acts`: what the caller may do now."""

    id: UUID
    version: int
    code: str
    year: int
    state: str
    person_name: str
    team_name: str
    local: str
    local_name: str
    bureau: str
    local_score: Decimal | None
    local_signed_by: str
    bureau_score: Decimal | None
    bureau_signed_by: str
    share: Decimal | None
    result: Decimal | None
    arithmetic: str
    closed_at: datetime | None
    layer: str
    acts: list[str]


class BenefitOut(Schema):
    """One benefit of the township's people and of the squad's."""

    organ: str
    organ_name: str
    item: str
    town: str
    squad: str
    differs: bool
    source: str
    layer: str


class SaidOut(Schema):
    """The quiet line after an act."""

    said: str
    repeated: bool


class DayIn(Strict):
    """As of a day; none: today."""

    day: Day | None = None


class YearIn(Strict):
    """Of which year; none: this one."""

    year: int | None = Field(None, ge=2021, le=2100)


def _plain(row: Any, shape: type[Schema], *but: str, **more: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if name not in {*but, *more}} | more


def _reasons(ruling: Ruling) -> list[str]:
    return [say(r.code, r.values) for r in ruling.reasons]


@router.get("/staffing/ledger", response={200: LedgerOut, **READS}, summary="编制台账")
def ledger(request: HttpRequest, asked: Query[DayIn]) -> dict[str, Any]:
    """Accounts and entries, newest first."""
    found = queries.ledger(caller(request), asked.day or clock.today())
    accounts, entries = ([_plain(r, shape) for r in rows] for rows, shape in ((found.accounts, AccountOut), (found.entries, EntryOut)))
    return _plain(found, LedgerOut, accounts=accounts, entries=entries)


@router.post("/staffing/posts", response={201: SaidOut, 200: SaidOut, **REFUSALS}, summary="记一笔编制")
def enter(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`source`, `destination` (organs), `kind`, `count`, the approving document, `effective_on`, `reason`."""
    form = bodies.filled(loop.PostsForm, body)
    return _new(
        request, lambda by, at: services.enter_posts(by=by, at=at, move=form.move(), reason=form.cleaned_data["reason"]), _("已记账")
    )


def _new(request: HttpRequest, act: Callable[[Actor, datetime], object], words: str) -> Status[Any]:
    fresh = doing.once(request, act)
    return Status(201 if fresh else 200, said(words, fresh))


@router.get("/staffing/departments", response={200: list[DepartmentOut], **READS}, summary="各部门划转方案")
def departments(request: HttpRequest, asked: Query[DayIn]) -> list[dict[str, Any]]:
    """Every department whose powers the plan moves."""
    rows = queries.departments(caller(request), asked.day or clock.today())
    return [
        _plain(
            r, DepartmentOut, reasons=_reasons(r.ruling), transfer=_plain(r.transfer, TransferOut) if r.transfer else None,
            acts=[o.act for o in r.offers],
        )
        for r in rows
    ]  # fmt: skip


@router.post("/staffing/transfers", response={201: SaidOut, 200: SaidOut, **REFUSALS}, summary="提出划转方案")
def propose(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`organ`, `count`, and `reason` where the rules give another number."""
    form = bodies.filled(loop.ProposeForm, body)
    return _new(request, lambda by, at: services.propose_transfer(by=by, at=at, **form.cleaned_data), _("划转方案已提出，等县领导批准"))


@router.post("/staffing/transfers/{code}/acts/{act}", response={200: SaidOut, **REFUSALS}, url_name="transfer_act", summary="对方案办一步")
def transfer_act(request: HttpRequest, code: str, act: str, body: Said = None) -> dict[str, Any]:
    """The body holds the act's fields and optionally `version`."""
    row = queries.transfer(caller(request), code)
    return _step(request, loop.TRANSFER_ACTS, act, row, body)


def _step(request: HttpRequest, acts: dict[str, Any], act: str, row: Any, body: dict[str, Any] | None) -> dict[str, Any]:
    spec, by = named(acts, act), caller(request)
    if row is None:
        raise Http404
    fresh = not doing.done_before(request)
    if fresh:
        fill: Callable[[Any], Form] = partial(spec.filled, by)
        fresh = doing.perform(request, fill, spec.call, row.id, body)
    return said(spec.quiet, fresh)


@router.get("/staffing/stationings", response={200: list[StationOut], **READS}, summary="派驻人员")
def stationings(request: HttpRequest, asked: Query[DayIn]) -> list[dict[str, Any]]:
    """Running ones first."""
    return [_plain(r, StationOut) for r in queries.stationings(caller(request), asked.day or clock.today())]


@router.post("/staffing/stationings", response={201: SaidOut, 200: SaidOut, **REFUSALS}, summary="派驻")
def station(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`person`, `organ`, `since`, optionally `until`, `ground`."""
    form = bodies.filled(loop.PlacedForm, body)
    return _new(request, lambda by, at: services.station(by=by, at=at, stated=form.stated()), _("已派驻"))


@router.post("/staffing/stationings/{stationing}/acts/{act}", response={200: SaidOut, **REFUSALS}, url_name="stationing_act",
             summary="结束派驻")  # fmt: skip
def stationing_act(request: HttpRequest, stationing: UUID, act: str, body: Said = None) -> dict[str, Any]:
    """`end_stationing` with `until` and `reason`."""
    row = queries.stationing(caller(request), stationing, clock.today())
    return _step(request, loop.STATIONING_ACTS, act, row, body)


@router.get("/staffing/people", response={200: list[StaffOut], **READS}, summary="人员的四种关系")
def people(request: HttpRequest, asked: Query[DayIn]) -> list[dict[str, Any]]:
    """Squads and integrated teams, those that the caller may read."""
    rows = queries.staff(caller(request), asked.day or clock.today())
    return [_plain(r, StaffOut, relations=[_plain(x, RelationOut) for x in r.relations]) for r in rows]


@router.post("/staffing/command", response={201: SaidOut, 200: SaidOut, **REFUSALS}, summary="调整日常管理和指挥")
def command(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`person`, `organ`, `since`, `ground`; the other three relations stay."""
    form = bodies.filled(loop.CommandForm, body)
    return _new(request, lambda by, at: services.change_command(by=by, at=at, stated=form.stated()), _("已调整，其他三种关系不变"))


@router.get("/staffing/appraisals", response={200: list[AppraisalOut], **READS}, summary="年度考核")
def appraisals(request: HttpRequest, asked: Query[YearIn]) -> list[dict[str, Any]]:
    """Those that the caller may read."""
    rows = queries.appraisals(caller(request), asked.year or clock.today().year)
    return [_plain(r, AppraisalOut, acts=[o.act for o in r.offers]) for r in rows]


@router.post("/staffing/appraisals", response={201: SaidOut, 200: SaidOut, **REFUSALS}, summary="启动年度考核")
def open_year(request: HttpRequest, body: Body[dict[str, Any]]) -> Status[Any]:
    """`year`."""
    form = bodies.filled(loop.YearForm, body)
    year = form.cleaned_data["year"]
    return _new(request, lambda by, at: services.open_appraisals(by=by, at=at, year=year), _("年度考核已启动，等双方评分"))


@router.post("/staffing/appraisals/{code}/acts/{act}", response={200: SaidOut, **REFUSALS}, url_name="appraisal_act", summary="评分、办结")
def appraisal_act(request: HttpRequest, code: str, act: str, body: Said = None) -> dict[str, Any]:
    """`sign_local` or `sign_bureau` with `score`, `close_appraisal`."""
    row = queries.appraisal(caller(request), code)
    return _step(request, loop.APPRAISAL_ACTS, act, row, body)


@router.get("/staffing/benefits", response={200: list[BenefitOut], **READS}, summary="待遇对照")
def benefits(request: HttpRequest) -> list[dict[str, Any]]:
    """Differences first."""
    return [_plain(r, BenefitOut) for r in queries.benefits(caller(request))]
