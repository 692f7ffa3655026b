"""A request from its asking to what came of it. The office answers; the asker says whether that helped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhifa.apps.catalogue import queries as catalogue
from zhifa.apps.empowerment.services.step import code_of
from zhifa.apps.office import permissions
from zhifa.apps.office.models import OfficeEntry
from zhifa.apps.registry import queries as registry
from zhifa.apps.registry.queries.book import county_book
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.law.actors import Actor
from zhifa.law.office import JOBS, askers
from zhifa.law.procedure.office import EntryFacts

ANSWER_DAYS = "office.answer_days"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked or recorded. `area`: code of the township it is about; `matter`: code of a matter of the catalogue; both may be ""."""

    job: str
    title: str
    words: str
    area: str = ""
    matter: str = ""


@transaction.atomic
def ask(*, by: Actor, at: datetime, request: Request, layer: str = "") -> OfficeEntry:
    """提出请求 or record what the office itself did. Raises Denied; Invalid for an unknown job, area or matter."""
    _check_entries(request)
    permissions.check_ask(by, request.job)
    day, organ = timezone.localdate(at), registry.organ(by.organ)
    team = registry.team(by.team) if by.team else None
    row = OfficeEntry(
        tenant=by.tenant,
        number=code_of("ZB", at),
        job=request.job,
        title=request.title.strip(),
        words=request.words.strip(),
        asked_by=by.person,
        asked_by_name=by.name,
        asked_organ=by.organ,
        asked_organ_name=team.name if team else organ.name if organ else by.organ,
        asked_team=by.team,
        asked_role=min(by.roles & askers(request.job)),
        area=request.area,
        matter=request.matter,
        asked_at=at,
        due_on=day + timedelta(days=county_book().count(ANSWER_DAYS, day, "natural_days")),
        layer=layer,
    )
    save(row)
    trail.record(subject=row, verb="office_entry.ask", by=by, at=at, facts=told(row), note=row.title)
    return row


def _check_entries(request: Request) -> None:
    wrong: dict[str, list[str]] = {}
    if request.job not in JOBS:
        wrong["job"] = [_("没有这项职责")]
    if not request.title.strip():
        wrong["title"] = [_("请写明请求什么")]
    if not request.words.strip():
        wrong["words"] = [_("请写明情况")]
    if request.area and registry.area(request.area) is None:
        wrong["area"] = [_("没有这个区域")]
    if request.matter and catalogue.matter(request.matter) is None:
        wrong["matter"] = [_("目录里没有这个事项")]
    if wrong:
        raise Invalid(wrong)


def told(row: OfficeEntry) -> dict[str, object]:
    """What the record keeps."""
    names = ("number", "job", "state", "asked_organ", "asked_team", "area", "matter", "outcome")
    return {name: getattr(row, name) for name in names}


@transaction.atomic
def _move(
    by: Actor, at: datetime, entry: UUID | str, act: str, version: int | None, said: EntryFacts, change: Callable[[OfficeEntry], None]
) -> OfficeEntry:
    row = locked(OfficeEntry, entry, version)
    found = permissions.check_act(by, row, act, said)
    change(row)
    row.state = found.target
    save(row)
    trail.record(subject=row, verb=act, by=by, at=at, facts=told(row), note=said.reason or said.answer)
    return row


def take_up(*, by: Actor, at: datetime, entry: UUID | str, version: int | None = None) -> OfficeEntry:
    """受理: this person of the office has it in hand."""

    def change(row: OfficeEntry) -> None:
        row.handler_name = by.name

    return _move(by, at, entry, "take_up", version, EntryFacts(), change)


def decline(*, by: Actor, at: datetime, entry: UUID | str, reason: str, version: int | None = None) -> OfficeEntry:
    """不予受理, with the reason that the asker reads."""

    def change(row: OfficeEntry) -> None:
        row.handler_name, row.note, row.ended_at = by.name, reason.strip(), at

    return _move(by, at, entry, "decline", version, EntryFacts(reason=reason), change)


def answer(*, by: Actor, at: datetime, entry: UUID | str, words: str, version: int | None = None) -> OfficeEntry:
    """答复: what was done or decided."""

    def change(row: OfficeEntry) -> None:
        row.handler_name, row.answer, row.answered_at = by.name, words.strip(), at

    return _move(by, at, entry, "answer", version, EntryFacts(answer=words), change)


def confirm(*, by: Actor, at: datetime, entry: UUID | str, outcome: str, reason: str = "", version: int | None = None) -> OfficeEntry:
    """确认结果, by the asker; what is not solved is said."""

    def change(row: OfficeEntry) -> None:
        row.outcome, row.note, row.ended_at = outcome, reason.strip(), at

    return _move(by, at, entry, "confirm", version, EntryFacts(reason=reason, outcome=outcome), change)


def ask_again(*, by: Actor, at: datetime, entry: UUID | str, reason: str, version: int | None = None) -> OfficeEntry:
    """没有答复到位: the office has it in hand again; the former answer stands in the trail."""

    def change(row: OfficeEntry) -> None:
        row.note = reason.strip()

    return _move(by, at, entry, "ask_again", version, EntryFacts(reason=reason), change)


def withdraw(*, by: Actor, at: datetime, entry: UUID | str, reason: str, version: int | None = None) -> OfficeEntry:
    """撤回请求."""

    def change(row: OfficeEntry) -> None:
        row.note, row.ended_at = reason.strip(), at

    return _move(by, at, entry, "withdraw", version, EntryFacts(reason=reason), change)
