"""How many rows there are of several kinds, asked in one statement: the numbers beside a menu's entries come from as many tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of these rows, not yet asked for."""

    rows: QuerySet[Any]


def counted(wanted: Iterable[Tally | int]) -> list[int]:
    """The numbers, in order; what is a number already stays (1 query, none when all are)."""
    numbers = list(wanted)
    asked: dict[int, tuple[str, tuple[Any, ...]]] = {}
    for place, one in enumerate(numbers):
        if isinstance(one, Tally):
            try:
                asked[place] = one.rows.order_by().values("pk").query.sql_with_params()
            except EmptyResultSet:
                numbers[place] = 0
    if asked:
        columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS part_{place})" for place, (sql, _) in asked.items())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", [value for _, values in asked.values() for value in values])
            found = cursor.fetchone()
        for place, number in zip(asked, found, strict=True):
            numbers[place] = number
    return [int(number) for number in numbers if not isinstance(number, Tally)]
