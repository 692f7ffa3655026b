"""Assessments that a demonstration shows: whose, how far, and the numbers that were stated with their document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from zhifa.packs.reading import PackError, a_date, layer_path, read_csv

COLUMNS = ("area", "state", "indicator", "value", "source", "as_of")


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One number of the demonstration."""

    indicator: str
    value: Decimal
    source: str
    as_of: date


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """`state`: opened or concluded. `document`: the file behind every number of it. `layer`: where it comes from."""

    area: str
    state: str
    layer: str
    facts: tuple[ShownFact, ...]
    document: bytes


def shown_assessments(layers: Sequence[str]) -> tuple[ShownAssessment, ...]:
    """Of the layers that have some; raises PackError with file and line."""
    return tuple(found for layer in layers for found in _of_layer(layer))


def _of_layer(layer: str) -> tuple[ShownAssessment, ...]:
    path = layer_path(layer) / "assessments.csv"
    if not path.is_file():
        return ()
    facts: dict[tuple[str, str], list[ShownFact]] = {}
    for where, row in read_csv(path, *COLUMNS):
        if row["state"] not in ("opened", "concluded"):
            raise PackError(f"{where}: state: {row['state']!r}")
        facts.setdefault((row["area"], row["state"]), []).append(_fact(where, row))
    document = path.with_suffix(".pdf").read_bytes()
    return tuple(ShownAssessment(area, state, layer, tuple(found), document) for (area, state), found in facts.items())


def _fact(where: str, row: dict[str, str]) -> ShownFact:
    try:
        return ShownFact(row["indicator"], Decimal(row["value"]), row["source"], a_date(where, row["as_of"]))
    except InvalidOperation as error:
        raise PackError(f"{where}: value: {row['value']!r}") from error
