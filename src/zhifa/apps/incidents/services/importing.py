"""A file of work orders becomes incidents: uploaded, its columns named, previewed, then taken chunk by chunk by the outbox.

A chunk is one transaction: its incidents, their records, the report of its rows and the message for the next chunk of its lane; the
lanes go side by side in as many job processes. So a killed worker leaves whole chunks behind, and the same file again changes nothing:
each row is known by its own number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from zhifa.algorithms import sheets
from zhifa.apps.incidents import permissions
from zhifa.apps.incidents.facts import Report
from zhifa.apps.incidents.models import Import, ImportedRow, ImportMapping
from zhifa.apps.incidents.services import reporting
from zhifa.apps.incidents.services.batch import Outcome, report_batch
from zhifa.apps.incidents.services.creating import COUNTY_TIME
from zhifa.apps.outbox import services as outbox
from zhifa.apps.registry import queries as registry
from zhifa.apps.trail import bulk, hashing
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import Invalid, locked, save
from zhifa.apps.trail.rows import blank, like, new_id
from zhifa.law.actors import Actor, Role
from zhifa.law.rulings import Blocked, Refused, refusal

TOPIC = "incidents.import"
CHUNK = 500
LANES = 2  # chunks at work at once, each in a process of its own where there are two
SHOWN = 20
IMPORTABLE = ("12345", "110", "grid", "digital_city", "other")
FIELDS: dict[str, tuple[str, ...]] = {
    "external_id": ("工单编号", "工单号", "事件编号", "案件编号", "编号", "流水号", "external_id"),
    "reported_at": ("来电时间", "反映时间", "受理时间", "登记时间", "创建时间", "上报时间", "时间", "reported_at"),
    "text": ("诉求内容", "反映内容", "工单内容", "问题描述", "事件描述", "内容", "描述", "text"),
    "address": ("事发地址", "事发地点", "详细地址", "地址", "地点", "address"),
    "area": ("所在乡镇", "所属乡镇", "乡镇", "镇街", "属地", "区域", "area"),
    "lon": ("经度", "lon"),
    "lat": ("纬度", "lat"),
    "reporter_name": ("来电人", "反映人", "联系人", "姓名", "reporter_name"),
    "reporter_phone": ("联系电话", "来电号码", "电话", "手机号", "手机", "reporter_phone"),
    "danger_to_life": ("危及生命", "险情", "danger_to_life"),
}
"""Field → headings by which it is usually called, likeliest first."""
REQUIRED = ("external_id", "reported_at", "text")
TIMES = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")
YES, NO = ("是", "y", "yes", "true", "1", "有"), ("", "否", "n", "no", "false", "0", "无")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would be read. `values`: field → text; `errors`: field → sentences."""

    line: int
    values: dict[str, str]
    errors: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    report: Report | None
    errors: dict[str, list[str]]


@transaction.atomic
def upload_file(*, by: Actor, at: datetime, source: str, name: str, content: bytes) -> Import:
    """Keep the file and its rows; the same bytes for the same source are the same import. Raises Denied, and Invalid with the
    reason why the file is not taken."""
    permissions.check_import(by)
    if source not in IMPORTABLE:
        raise Invalid({"source": [f"来源应为：{'、'.join(IMPORTABLE)}"]})
    sha256 = hashlib.sha256(content).hexdigest()
    known = Import.objects.filter(tenant=by.tenant, source=source, sha256=sha256).first()
    if known:
        return known
    try:
        sheet = sheets.read(content)
    except sheets.Unreadable as why:
        raise Invalid({"file": [str(why)]}) from why
    row = Import(
        tenant=by.tenant,
        source=source,
        name=Path(name).name[:120],
        sha256=sha256,
        size=len(content),
        headings=list(sheet.headings),
        rows=len(sheet.rows),
        uploaded_at=at,
    )
    row.columns = guessed(by.tenant, source, sheet.headings)
    _keep(row, content, sheet)
    save(row)
    trail.record(
        subject=row, verb="import.upload", by=by, at=at, facts={"source": source, "name": row.name, "rows": row.rows, "sha256": sha256}
    )
    return row


def _keep(row: Import, content: bytes, sheet: sheets.Sheet) -> None:
    row.original.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps([n, *cells], ensure_ascii=False) + "\n" for n, cells in sheet.rows)
    for path, data in ((row.original, content), (_rows_of(row), lines.encode())):
        part = path.with_suffix(".part")
        part.write_bytes(data)
        part.replace(path)


def _rows_of(row: Import) -> Path:
    return row.original.with_suffix(".rows")


def guessed(tenant: str, source: str, headings: Sequence[str]) -> dict[str, str]:
    """Field → heading: as the last file of this source was read where those columns are there, else by the usual names (1 query)."""
    kept = ImportMapping.objects.filter(tenant=tenant, source=source).values_list("columns", flat=True).first() or {}
    found = {field: heading for field, heading in kept.items() if heading in headings}
    for field, names in FIELDS.items():
        heading = next((h for n in names for h in headings if h == n), "") or next((h for n in names for h in headings if h and n in h), "")
        if heading and heading not in found.values():
            found.setdefault(field, heading)
    return found


def preview(*, file: UUID | str, columns: Mapping[str, str], at: datetime) -> tuple[PreviewRow, ...]:
    """The first rows as they would be read, with what would be refused (2 queries)."""
    row = Import.objects.get(pk=file)
    by = Actor("", "", "", frozenset({Role.DISPATCHER}), tenant=row.tenant)
    shown = []
    for line, cells in _cells(row, 0, SHOWN):
        values = _values(row.headings, columns, cells)
        read = _line(row.source, line, values)
        errors = dict(read.errors)
        if read.report is not None:
            try:
                reporting.cleaned(by, read.report, at, registry.snapshot())
            except Invalid as wrong:
                errors = wrong.errors
        shown.append(PreviewRow(line, values, errors))
    return tuple(shown)


@transaction.atomic
def start_import(*, by: Actor, at: datetime, file: UUID, columns: Mapping[str, str], version: int | None = None) -> Import:
    """Begin, or begin anew with other columns; rows that are incidents already stay what they are. Raises Denied, Blocked, Stale,
    Invalid (a required column is missing, a heading is not there, one column for two fields)."""
    row = locked(Import, file, version)
    permissions.check_import(by)
    if row.state == "running":
        raise Blocked(refusal("import_running"))
    row.columns = _checked(row, columns)
    row.state, row.run, row.done, row.finished_at = "running", row.run + 1, 0, None
    row.created = row.repeated = row.refused = 0
    row.by = {**asdict(by), "roles": sorted(by.roles), "areas": sorted(by.areas)}
    save(row)
    mapping = _remembered(row)
    trail.record(subject=row, verb="import.start", by=by, at=at, rows=[mapping], facts={"columns": row.columns, "run": row.run})
    for lane in range(LANES):
        _ask(row, lane * CHUNK, at)
    return row


def _checked(row: Import, columns: Mapping[str, str]) -> dict[str, str]:
    chosen = {field: heading for field, heading in columns.items() if heading}
    wrong = {field: ["请选择这一列"] for field in REQUIRED if field not in chosen}
    wrong |= {field: ["表里没有这一列"] for field, heading in chosen.items() if field not in FIELDS or heading not in row.headings}
    twice = {h for h in chosen.values() if list(chosen.values()).count(h) > 1}
    wrong |= {field: ["同一列选了两次"] for field, heading in chosen.items() if heading in twice}
    if wrong:
        raise Invalid(wrong)
    return chosen


def _remembered(row: Import) -> ImportMapping:
    kept = ImportMapping.objects.select_for_update().filter(tenant=row.tenant, source=row.source).first()
    kept = kept or ImportMapping(tenant=row.tenant, source=row.source)
    kept.columns = row.columns
    return save(kept)


def _ask(row: Import, start: int, at: datetime) -> None:
    """For the chunk that begins with this row of the file, if there is one."""
    if start < row.rows:
        payload = {"file": str(row.pk), "run": row.run, "start": start}
        outbox.send(TOPIC, payload, at=at, key=f"import:{row.pk}:{row.run}:{start}", tenant=row.tenant)


@registry.one_reading()
@transaction.atomic
def run_chunk(*, file: UUID, run: int, start: int, at: datetime) -> int:
    """Take the rows of the file from `start` (0-based) on; the outbox calls it. Returns how many it took; 0 when they were taken or this
    run is over.

    The file's own row is locked at the end only, so that the chunk of another process need not wait for the work of this one."""
    read = Import.objects.get(pk=file)
    lines = [_line(read.source, n, _values(read.headings, read.columns, cells)) for n, cells in _cells(read, start, CHUNK)]
    if not lines or not _waits(read, run, lines):
        return 0
    by = Actor(**{**read.by, "roles": frozenset(Role(r) for r in read.by["roles"]), "areas": frozenset(read.by["areas"])})
    readable = [line for line in lines if line.report is not None]
    outcomes = report_batch(by=by, at=at, reports=[line.report for line in readable if line.report is not None])
    said = {line.number: outcome for line, outcome in zip(readable, outcomes, strict=True)}
    row = locked(Import, file)
    alike = like(blank(ImportedRow), tenant=row.tenant, file_id=row.pk, run=row.run)
    report = [_reported(alike, line, said.get(line.number)) for line in lines]
    bulk.insert(report)
    _count(row, report)
    if row.done >= row.rows:
        row.state, row.finished_at = "done", at
    _ask(row, start + LANES * CHUNK, at)
    save(row)
    counts = {"done": row.done, "created": row.created, "repeated": row.repeated, "refused": row.refused, "run": run}
    trail.record(subject=row, verb="import.rows", by=by, at=at, facts={**counts, "start": start, "report": _digest(report)})
    return len(lines)


def _waits(row: Import, run: int, lines: Sequence[_Line]) -> bool:
    """This run goes on and the report has none of these lines yet (a message may come twice)."""
    known = ImportedRow.objects.filter(file=row, run=run, line=lines[0].number)
    return row.state == "running" and row.run == run and not known.exists()


def _reported(alike: ImportedRow, line: _Line, outcome: Outcome | None) -> ImportedRow:
    """Unsaved."""
    number, became, errors = "", "refused", line.errors
    if outcome and outcome.reported:
        number, became = outcome.reported.incident.number, "created" if outcome.reported.created else "repeated"
    elif outcome and isinstance(outcome.error, Invalid):
        errors = outcome.error.errors
    elif outcome and isinstance(outcome.error, Refused):
        errors = {"": [r.code for r in outcome.error.ruling.reasons]}
    known_as = (line.report.external_id or "")[:64] if line.report else ""
    return like(alike, id=new_id(), line=line.number, outcome=became, number=number, errors=errors, external_id=known_as)


def _count(row: Import, report: Sequence[ImportedRow]) -> None:
    row.done += len(report)
    row.created += sum(r.outcome == "created" for r in report)
    row.repeated += sum(r.outcome == "repeated" for r in report)
    row.refused += sum(r.outcome == "refused" for r in report)


def _digest(report: Sequence[ImportedRow]) -> str:
    """What the record vouches for of the report's rows, whose table is not tracked."""
    return hashing.digest(hashing.canonical([[r.line, r.outcome, r.external_id, r.number, r.errors] for r in report]))


def _cells(row: Import, start: int, count: int) -> Iterator[tuple[int, list[str]]]:
    with _rows_of(row).open(encoding="utf-8") as lines:
        for line in islice(lines, start, start + count):
            number, *cells = json.loads(line)
            yield number, cells


def _values(headings: Sequence[str], columns: Mapping[str, str], cells: Sequence[str]) -> dict[str, str]:
    place = {heading: i for i, heading in reversed(list(enumerate(headings)))}
    return {field: cells[place[heading]] for field, heading in columns.items() if heading in place}


def _line(source: str, number: int, values: Mapping[str, str]) -> _Line:
    """One row as a report, or every field that cannot be read."""
    errors: dict[str, list[str]] = {f: ["是公式，不予计算；请粘贴为数值"] for f, v in values.items() if v.startswith("=")}
    given: dict[str, Any] = {f: v for f, v in values.items() if f in ("text", "address", "reporter_name", "reporter_phone") and v}
    given["external_id"] = values.get("external_id") or None
    if not values.get("external_id"):
        errors.setdefault("external_id", ["没有编号：重复导入时无法识别"])
    for field, read in (("reported_at", _time), ("lon", _degrees), ("lat", _degrees), ("danger_to_life", _yes), ("area", _area)):
        try:
            given[field] = read(values.get(field, ""))
        except ValueError as error:
            errors.setdefault(field, [str(error)])
    if errors:
        return _Line(number, None, errors)
    return _Line(number, Report(source=source, **{"text": "", **given}), {})


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _usual_time(text)
    return found if found.tzinfo else found.replace(tzinfo=COUNTY_TIME)


def _usual_time(text: str) -> datetime:
    """As the systems of offices write it."""
    for form in TIMES:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    raise ValueError("看不懂的时间；请写成 2026-07-01 08:30" if text else "没有时间")


def _degrees(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise ValueError("应为小数形式的度数") from None


def _yes(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise ValueError("请填“是”或者“否”")


def _area(text: str) -> str:
    """The code of a township or platform named by code, name or the beginning of its name."""
    if not text:
        return ""
    areas = [a for a in registry.snapshot().areas.values() if a.kind in ("township", "platform")]
    found = [a.code for a in areas if text in (a.code, a.name)] or [a.code for a in areas if a.name.startswith(text)]
    if len(found) != 1:
        raise ValueError(f"没有叫“{text[:20]}”的乡镇或平台" if not found else f"“{text[:20]}”不止一个，请写全名")
    return found[0]
