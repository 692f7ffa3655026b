"""Insert new rows of one table, one or many at once: a prepared statement, or COPY for many on PostgreSQL.

The ORM spends most of an insert on assembling SQL; here the words and one converter per column are found once per table."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

COPIED = 20  # from so many rows on, COPY beats single statements
Convert = Callable[[Any], Any]
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert(rows: Sequence[models.Model]) -> None:
    """All rows are new and of one model, with every column set; they count as saved afterwards. Raises IntegrityError like
    bulk_create. Call inside a transaction."""
    if not rows:
        return
    model = type(rows[0])
    words = _words(model, connection.vendor)
    lines = [[None if (v := r.__dict__[name]) is None else (to(v) if to else v) for name, to in words.columns] for r in rows]
    if connection.vendor == "postgresql":
        _to_postgresql(words, lines)
    else:
        with connection.cursor() as cursor:
            cursor.executemany(words.insert, lines)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _to_postgresql(words: _Words, lines: Sequence[Sequence[Any]]) -> None:
    import psycopg  # absent where only SQLite is used

    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        if len(lines) < COPIED:
            for line in lines:
                cursor.execute(words.insert, line, prepare=True)
            return
        with cursor.copy(words.copy) as copy:
            for line in lines:
                copy.write_row(line)


@dataclass(frozen=True, slots=True)
class _Words:
    """`columns`: attribute and its converter (None: as it is), in the order of the statements."""

    columns: tuple[tuple[str, Convert | None], ...]
    insert: str
    copy: str


@cache
def _words(model: type[models.Model], vendor: str) -> _Words:
    """Names of our own tables and columns, quoted."""
    fields = model._meta.concrete_fields
    place = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    return _Words(
        tuple((f.attname, _converter(f, vendor)) for f in fields),
        f"INSERT INTO {place} ({names}) VALUES ({', '.join(['%s'] * len(fields))})",
        f"COPY {place} ({names}) FROM STDIN",
    )


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
