"""The rows of a loaded database, kept in memory and put back after a flush: loading them again takes twenty times as long."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

_kept: dict[type[models.Model], tuple[list[str], Any]] = {}


def taken() -> bool:
    """There is something to put back."""
    return bool(_kept)


def take() -> None:
    """Keep every row of the house's own tables."""
    _kept.clear()
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("zhifa."):
            columns = [field.column for field in model._meta.concrete_fields]
            if found := _read(model, columns):
                _kept[model] = (columns, found)


def put_back() -> None:
    """Into empty tables. Foreign keys are looked at when the transaction ends, so the order of tables is free."""
    with transaction.atomic():
        for model, (columns, rows) in _kept.items():
            _write(model, columns, rows)
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(_kept)):
                cursor.execute(sql)


def _names(model: type[models.Model], columns: list[str]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), ", ".join(quote(c) for c in columns)


def _read(model: type[models.Model], columns: list[str]) -> Any:
    table, names = _names(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) TO STDOUT (FORMAT binary)") as copy:
                data = b"".join(bytes(part) for part in copy)
            return data if len(data) > 21 else b""  # head and tail of the format
        cursor.execute(f"SELECT {names} FROM {table}")
        return cursor.fetchall()


def _write(model: type[models.Model], columns: list[str], rows: Any) -> None:
    table, names = _names(model, columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT binary)") as copy:
                copy.write(rows)
            return
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", rows)
