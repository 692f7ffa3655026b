"""Lists of departments for programs: bring a file, see what became of each row, decide the drafts, take them out again."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from zhifa.apps.catalogue import services
from zhifa.apps.catalogue.queries import counting, exporting
from zhifa.apps.catalogue.queries import lists as queries
from zhifa.apps.trail.acts import Invalid
from zhifa.interfaces.api.acts import REFUSALS
from zhifa.interfaces.api.problems import ProblemOut
from zhifa.interfaces.api.shapes import Strict
from zhifa.interfaces.api.tokens import caller
from zhifa.interfaces.frame import clock
from zhifa.interfaces.frame.sentences import say

router = Router(tags=["lists"])
READS = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut}


class ListIn(Strict):
    """`sender`: code of the department; `content`: the XLSX or CSV file, base64. `columns`: field → heading, else as last time."""

    sender: str = Field(min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=120)
    content: str = Field(max_length=14_000_000)
    columns: dict[str, str] = {}


class SaidOut(Schema):
    """A sentence with its code; `missing`: somebody must answer it."""

    code: str
    text: str
    missing: bool


class RowOut(Schema):
    """What became of one row: created, repeated, merged, refused, hidden, note, heading."""

    line: int
    outcome: str
    name: str
    draft: str
    said: list[SaidOut]


class ListOut(Schema):
    """One list and its rows. `counts`: outcome → rows."""

    id: UUID
    version: int
    sender: str
    name: str
    state: str
    columns: dict[str, str]
    counts: dict[str, int]
    uploaded_at: datetime
    rows: list[RowOut] = []


class DraftOut(Schema):
    """One draft matter; `bases` with role, title, article, sub, paragraph, item, statute, version, fault."""

    id: UUID
    version: int
    code: str
    name: str
    domain: str
    kinds: list[str]
    bases: list[dict[str, Any]]
    senders: list[str]
    known_as: list[str]
    state: str
    into: str
    reason: str
    said: list[SaidOut]


class DecisionIn(Strict):
    """`domain` and `kinds` for accept, `into` (code of a draft) for merge, `reason` for refuse and merge."""

    domain: str = Field("", max_length=40)
    kinds: list[str] = Field([], max_length=20)
    into: str = Field("", max_length=20)
    reason: str = Field("", max_length=400)
    version: int | None = None


@router.post("/lists", response={201: ListOut, 200: ListOut, **REFUSALS}, summary="导入一份部门事项清单")
def bring(request: HttpRequest, body: ListIn) -> Status[Any]:
    """The whole file or nothing. 200: it was taken before and nothing changed."""
    by, at = caller(request), clock.now()
    try:
        content = base64.b64decode(body.content, validate=True)
    except binascii.Error as wrong:
        raise Invalid({"content": ["不是 base64"]}) from wrong
    row = services.upload_list(by=by, at=at, sender=body.sender, name=body.name, content=content)
    fresh = row.state != "taken"
    if fresh:
        services.take_list(by=by, at=at, file=row.pk, columns={**row.columns, **body.columns})
    return Status(201 if fresh else 200, _one(request, row.pk))


@router.get("/lists", response={200: list[ListOut], **READS}, summary="部门事项清单")
def listed(request: HttpRequest) -> list[dict[str, Any]]:
    """Newest first, without their rows."""
    return [_shown(row) for row in queries.lists(caller(request))]


@router.get("/lists/{file}", response={200: ListOut, **READS}, summary="一份清单的逐行结果")
def one(request: HttpRequest, file: UUID) -> dict[str, Any]:
    """With what became of each row."""
    return _one(request, file)


@router.get("/draft-matters", response={200: list[DraftOut], **READS}, summary="草稿事项")
def drafts(request: HttpRequest, sender: str = "", state: str = "") -> list[dict[str, Any]]:
    """All that the caller may see."""
    return [_draft(d) for d in queries.drafts(caller(request), sender=sender, state=state)]


@router.get("/catalogue", response={200: list[dict[str, Any]], 401: ProblemOut}, summary="现行事项目录")
def in_effect(request: HttpRequest) -> list[dict[str, Any]]:
    """The same as `zhifa catalogue export --format json`."""
    caller(request)
    return list(exporting.matters_table().data)


@router.get("/catalogue/count", response={200: dict[str, Any], 401: ProblemOut}, summary="各领域的事项数和方案写明的数")
def count(request: HttpRequest) -> dict[str, Any]:
    """The same as `zhifa catalogue count --format json`."""
    caller(request)
    return counting.as_data(counting.tally())


@router.post("/draft-matters/{code}/acts/{act}", response={200: DraftOut, **REFUSALS}, summary="决定一条草稿事项")
def decide(request: HttpRequest, code: str, act: str, body: DecisionIn) -> dict[str, Any]:
    """accept, refuse or merge; by the guidance office."""
    by, at = caller(request), clock.now()
    row = queries.draft(by, code)
    if row is None:
        raise Http404
    given: dict[str, Any] = {"by": by, "at": at, "draft": UUID(row.id), "reason": body.reason, "version": body.version}
    if act == "accept":
        services.accept_draft(**given, domain=body.domain or row.domain, kinds=body.kinds or row.kinds)
    elif act == "refuse":
        services.refuse_draft(**given)
    elif act == "merge":
        services.merge_draft(**given, into=body.into)
    else:
        raise Http404
    after = queries.draft(by, code)
    assert after is not None
    return _draft(after)


def _one(request: HttpRequest, file: UUID) -> dict[str, Any]:
    row = queries.one_list(caller(request), file)
    if row is None:
        raise Http404
    rows = [
        {"line": r.line, "outcome": r.outcome, "name": r.name, "draft": r.draft, "said": _said(r.findings)}
        for r in queries.list_report(row)
    ]
    return {**_shown(row), "rows": rows}


def _shown(row: queries.ListRow) -> dict[str, Any]:
    fields = ("id", "version", "sender", "name", "state", "columns", "counts")
    return {**{f: getattr(row, f) for f in fields}, "uploaded_at": row.uploaded_at.astimezone(clock.ZONE)}


def _said(findings: Any) -> list[dict[str, Any]]:
    return [{"code": f["code"], "text": say(f["code"], f["words"]), "missing": f["missing"]} for f in findings]


def _draft(row: queries.DraftRow) -> dict[str, Any]:
    fields = ("id", "version", "code", "name", "domain", "kinds", "bases", "known_as", "state", "into", "reason")
    senders = list(dict.fromkeys(s["sender"] for s in row.sources))
    return {**{f: getattr(row, f) for f in fields}, "senders": senders, "said": _said(row.findings)}
