"""Insert new rows of some tables, one or many at once: a prepared statement, or COPY for many on PostgreSQL; change many rows.

The ORM spends most of an insert on assembling SQL; here the words and one converter per column are found once per table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import orjson
from django.db import connection, models

COPIED = 20  # from so many rows on, COPY beats one statement
Convert = Callable[[Any], Any]
_STRICT = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


@dataclass(frozen=True, slots=True)
class Lines:
    """Rows of `model` that nobody needs as objects: attribute → value, of every column that is not in `shared` (the same in all)."""

    model: type[models.Model]
    rows: Sequence[Mapping[str, Any]]
    shared: Mapping[str, Any] = field(default_factory=dict)


def insert(*groups: Sequence[models.Model] | Lines) -> None:
    """The rows of each group are new and of one model, with every column set; objects count as saved afterwards. Raises
    IntegrityError like bulk_create. Call inside a transaction: a group may name rows of another, foreign keys are checked at its
    end."""
    parts = [_filled(group) for group in groups if (group.rows if isinstance(group, Lines) else group)]
    if not parts:
        return
    if connection.vendor == "postgresql":
        _to_postgresql(parts)
    else:
        with connection.cursor() as cursor:
            for words, lines in parts:
                cursor.executemany(words.insert, lines)
    for row in (row for group in groups if not isinstance(group, Lines) for row in group):
        row._state.adding, row._state.db = False, connection.alias


def update(rows: Sequence[models.Model], *names: str) -> None:
    """Store these columns (attribute names) of many rows of one model, one prepared statement run for each; the caller holds their
    locks."""
    if not rows:
        return
    fields = {f.attname: f for f in type(rows[0])._meta.concrete_fields}
    quote = connection.ops.quote_name
    place, key = quote(type(rows[0])._meta.db_table), type(rows[0])._meta.pk
    assert key is not None
    words = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in names)
    lines = [
        [fields[name].get_db_prep_save(getattr(row, name), connection) for name in names] + [key.get_db_prep_save(row.pk, connection)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {place} SET {words} WHERE {quote(str(key.column))} = %s", lines)


def _filled(group: Sequence[models.Model] | Lines) -> tuple[_Words, list[list[Any]]]:
    if isinstance(group, Lines):
        words = _words(group.model, connection.vendor)
        return words, words.lines(group.rows, group.shared)
    words = _words(type(group[0]), connection.vendor)
    return words, [words.line(row.__dict__) for row in group]


def _to_postgresql(parts: Sequence[tuple[_Words, Sequence[Sequence[Any]]]]) -> None:
    """Few rows in one statement, so that the process waits for one answer only; many by COPY."""
    import psycopg  # absent where only SQLite is used

    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.RawCursor(connection.connection) as cursor:
        if sum(len(lines) for _, lines in parts) < COPIED:
            statement = _joined(tuple((words, len(lines)) for words, lines in parts))
            cursor.execute(statement, [value for _, lines in parts for line in lines for value in line], prepare=True)
            return
        for words, lines in parts:
            with cursor.copy(words.copy) as copy:
                for line in lines:
                    copy.write_row(line)


@cache
def _joined(shapes: tuple[tuple[_Words, int], ...]) -> str:
    """One statement for so many rows of each table, with numbered places."""
    number = count(1)
    *before, last = (
        f"{words.into} VALUES " + ", ".join(f"({', '.join(f'${next(number)}' for _ in words.columns)})" for _ in range(rows))
        for words, rows in shapes
    )
    named = ", ".join(f"part_{n} AS ({one})" for n, one in enumerate(before))
    return f"WITH {named} {last}" if named else last


@dataclass(frozen=True, slots=True)
class _Words:
    """`columns`: attribute and its converter (None: as it is), in the order of the names in `into`."""

    columns: tuple[tuple[str, Convert | None], ...]
    into: str
    copy: str

    @property
    def insert(self) -> str:
        """For one row."""
        return f"{self.into} VALUES ({', '.join(['%s'] * len(self.columns))})"

    def line(self, held: Mapping[str, Any]) -> list[Any]:
        """The values of a row."""
        return [None if (v := held[name]) is None else (to(v) if to else v) for name, to in self.columns]

    def lines(self, rows: Iterable[Mapping[str, Any]], shared: Mapping[str, Any]) -> list[list[Any]]:
        """The values of many rows; what they share is converted once."""
        common = self.line(dict.fromkeys((name for name, _ in self.columns), None) | dict(shared))
        own = [(n, name, to) for n, (name, to) in enumerate(self.columns) if name not in shared]
        made = []
        for row in rows:
            line = common.copy()
            for n, name, to in own:
                value = row[name]
                line[n] = to(value) if to and value is not None else value
            made.append(line)
        return made


@cache
def _words(model: type[models.Model], vendor: str) -> _Words:
    """Names of our own tables and columns, quoted."""
    fields = model._meta.concrete_fields
    place = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    columns = tuple((f.attname, _converter(f, vendor)) for f in fields)
    return _Words(columns, f"INSERT INTO {place} ({names})", f"COPY {place} ({names}) FROM STDIN")


def _converter(field: models.Field[Any, Any], vendor: str) -> Convert | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        return _json
    if isinstance(field, _AS_THEY_ARE) or vendor == "postgresql":
        return None
    if isinstance(field, models.UUIDField):
        return _hex
    return lambda value: field.get_db_prep_save(value, connection)


def _hex(value: Any) -> str:
    return str(value.hex)


def _json(value: Any) -> str:
    try:
        return orjson.dumps(value, option=_STRICT).decode()
    except TypeError:  # whole numbers beyond 64 bits; what no JSON has is refused here
        return json.dumps(value, ensure_ascii=False)
