"""Insert many new rows of one table at once: COPY on PostgreSQL, one prepared statement on SQLite.

The ORM's bulk_create spends most of its time on assembling SQL; here each column has one converter, found once per table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(rows: Sequence[models.Model]) -> None:
    """All rows are new and of one model, with every column set; they count as saved afterwards. Raises IntegrityError like
    bulk_create. Call inside a transaction."""
    if not rows:
        return
    model = type(rows[0])
    columns = _columns(model, connection.vendor)
    lines = [[None if (v := r.__dict__[name]) is None else (to(v) if to else v) for name, _, to in columns] for r in rows]
    table, names = connection.ops.quote_name(model._meta.db_table), ", ".join(column for _, column, _ in columns)
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({names}) FROM STDIN", lines)  # names of our own tables and columns, quoted
    else:
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", lines)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _copy(statement: str, lines: Sequence[Sequence[Any]]) -> None:
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row(line)


@cache
def _columns(model: type[models.Model], vendor: str) -> tuple[tuple[str, str, Convert | None], ...]:
    """(attribute, quoted column, converter or None) of each column."""
    return tuple((f.attname, connection.ops.quote_name(str(f.column)), _converter(f, vendor)) for f in model._meta.concrete_fields)


def _converter(field: models.Field[Any, Any], vendor: str) -> Convert | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        return json.dumps
    if isinstance(field, _AS_THEY_ARE) or vendor == "postgresql":
        return None
    if isinstance(field, models.UUIDField):
        return _hex
    return lambda value: field.get_db_prep_save(value, connection)


def _hex(value: Any) -> str:
    return str(value.hex)
