"""Bringing pack tables into the database: the first edition is loaded, a later one is proposed. Shared by both capabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models

from zhifa.apps.registry.models import DataVersion, Edition, Proposal
from zhifa.apps.registry.queries.versions import forget_reading
from zhifa.apps.trail import services as trail
from zhifa.apps.trail.acts import save
from zhifa.apps.trail.rows import Row, new_id
from zhifa.law.actors import Actor
from zhifa.packs.county import CountyData, Entry
from zhifa.packs.reading import PackError


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a table of the pack becomes rows: `links`: column → model it names by code; `lists`: columns that hold 、-lists."""

    table: str
    model: type[Row]
    links: Mapping[str, type[Row]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    key: str = "code"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did. `added`: rows by table; `proposed`: differences of a newer edition that wait for people."""

    capability: str
    changed: bool
    added: Mapping[str, int]
    proposed: int
    digest: str


def column_value(model_field: models.Field[Any, Any], text: Any) -> Any:
    """Cell → column value; empty cells become the column's own empty value."""
    if isinstance(model_field, models.JSONField):
        return text if text not in ("", None) else (None if model_field.null else model_field.get_default())
    if text in ("", None):
        return None if model_field.null else model_field.get_default()
    if isinstance(model_field, models.DateField):
        return date.fromisoformat(str(text))
    if isinstance(model_field, models.DecimalField):
        return Decimal(str(text))
    if isinstance(model_field, models.BooleanField):
        return text if isinstance(text, bool) else str(text).lower() in ("yes", "true", "1", "是")
    if isinstance(model_field, models.PositiveSmallIntegerField):
        return int(text)
    return text


def build(sheet: Sheet, entry: Entry, known: Mapping[type[Row], Mapping[str, Any]]) -> Row:
    """An unsaved row; raises PackError naming file and line when a cell is wrong."""
    columns: dict[str, Any] = {"id": new_id(), "layer": entry.layer}
    fields = {f.name: f for f in sheet.model._meta.concrete_fields}
    for cell, text in entry.values.items():
        column = sheet.names.get(cell, cell)
        if column not in fields or column == "layer":
            continue
        try:
            columns[column] = _cell(sheet, fields[column], column, text, known)
        except (KeyError, ValueError, ArithmeticError) as error:
            raise PackError(f"{entry.where}: {cell}: {text!r} ({error})") from error
    return sheet.model(**columns)


def _cell(sheet: Sheet, column_field: Any, column: str, text: Any, known: Mapping[type[Row], Mapping[str, Any]]) -> Any:
    if column in sheet.links:
        return known[sheet.links[column]][text] if text else None
    if column in sheet.lists and isinstance(text, str):
        return [part for part in text.replace("；", "、").split("、") if part] or column_value(column_field, "")
    return column_value(column_field, text)


def load_tables(
    *, by: Actor, at: datetime, capability: str, sheets: Sequence[Sheet], data: CountyData, outside: Iterable[type[Row]] = ()
) -> Loaded:
    """Inside the caller's transaction. Same digest: nothing. First edition: all rows. Later edition: differences become
    proposals. Either is one record of the trail. `outside`: models of earlier apps that links may name."""
    digest = data.digests[capability]
    edition = Edition.objects.select_for_update().filter(tenant=settings.ZHIFA_TENANT, capability=capability).first()
    if edition and edition.digest == digest:
        return Loaded(capability, False, {}, 0, digest)
    known = {model: _by_code(model, "code") for model in outside}
    if edition is None:
        return _first(by, at, capability, sheets, data, known)
    return _propose(by, at, edition, sheets, data, known)


def _by_code(model: type[Row], key: str) -> dict[str, Any]:
    """Rows by key; a row without one came from people, not from a pack."""
    return {getattr(row, key): row for row in model._default_manager.filter(tenant=settings.ZHIFA_TENANT) if getattr(row, key)}


def _first(
    by: Actor, at: datetime, capability: str, sheets: Sequence[Sheet], data: CountyData, known: dict[type[Row], dict[str, Any]]
) -> Loaded:
    added: dict[str, int] = {}
    for sheet in sheets:
        rows = known.setdefault(sheet.model, {})
        for entry in data.table(sheet.table):
            rows[entry.code] = build(sheet, entry, known)
        sheet.model._default_manager.bulk_create(rows.values())
        added[sheet.table] = len(rows)
    total = sum(added.values())
    digest, editions = data.digests[capability], dict(data.editions)
    edition = Edition(capability=capability, digest=digest, editions=editions, loaded_at=at, rows=total)
    touch(capability)
    save(edition)
    # Read back: the record vouches for what the database holds, in its own precision.
    stored = [row for sheet in sheets for row in _by_code(sheet.model, sheet.key).values()]
    trail.record(
        subject=edition, verb="load_pack", by=by, at=at, rows=stored, facts={"digest": digest, "editions": editions, "rows": added}
    )
    return Loaded(capability, True, added, 0, digest)


def _propose(
    by: Actor, at: datetime, edition: Edition, sheets: Sequence[Sheet], data: CountyData, known: dict[type[Row], dict[str, Any]]
) -> Loaded:
    digest = data.digests[edition.capability]
    made: list[Proposal] = []
    for sheet in sheets:
        held = known[sheet.model] = _by_code(sheet.model, sheet.key)
        stood = set(held)
        for entry in data.table(sheet.table):
            fresh = build(sheet, entry, known)
            before, after = _plain(held.get(entry.code)), _plain(fresh)
            held.setdefault(entry.code, fresh)
            if before != after:
                made.append(_proposal(edition, sheet, entry.code, digest, before, after, at))
        for gone in sorted(stood - {e.code for e in data.table(sheet.table)}):
            made.append(_proposal(edition, sheet, gone, digest, _plain(held[gone]), None, at))
    known_before = set(Proposal.objects.filter(digest=digest, capability=edition.capability).values_list("table", "code"))
    fresh_ones = [p for p in made if (p.table, p.code) not in known_before]
    Proposal.objects.bulk_create(fresh_ones)
    if fresh_ones:
        facts = {"digest": digest, "editions": dict(data.editions), "differences": len(fresh_ones)}
        trail.record(subject=edition, verb="propose_edition", by=by, at=at, rows=fresh_ones, facts=facts)
    return Loaded(edition.capability, False, {}, len(made), digest)


def _proposal(edition: Edition, sheet: Sheet, code: str, digest: str, before: Any, after: Any, at: datetime) -> Proposal:
    return Proposal(capability=edition.capability, table=sheet.table, code=code, digest=digest, before=before, after=after, proposed_at=at)


def _plain(row: Row | None) -> dict[str, Any] | None:
    """Comparable columns as JSON values; keys and counters of the row itself are not compared."""
    if row is None:
        return None
    out: dict[str, Any] = {}
    for f in row._meta.concrete_fields:
        if f.name in ("id", "tenant", "version"):
            continue
        value = getattr(row, f.name)
        out[f.name] = value.code if isinstance(value, Row) and hasattr(value, "code") else _json(value)
    return out


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if value is None or isinstance(value, (bool, int, str, list, dict)) else str(value)


def renewed(capability: str) -> Edition:
    """The edition row, locked and saved: caches of this capability are rebuilt at their next use."""
    edition = Edition.objects.select_for_update().get(tenant=settings.ZHIFA_TENANT, capability=capability)
    touch(capability)
    return save(edition)


def touch(name: str) -> None:
    """The reference data of this name changed: called inside the transaction that changes it, late, because others who change
    it wait here for the transaction's end."""
    DataVersion.objects.update_or_create(tenant=settings.ZHIFA_TENANT, name=name, defaults={"token": new_id()})
    forget_reading()
