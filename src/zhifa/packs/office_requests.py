"""Requests to the guidance office that a demonstration shows: who asked what, what was answered, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhifa.law.office import JOBS
from zhifa.law.procedure.office import OUTCOMES
from zhifa.packs.reading import PackError, layer_path, read_csv

COLUMNS = ("job", "asker", "title", "words", "area", "matter", "state", "answer", "outcome", "note")
STATES = ("asked", "in_hand", "answered", "closed")


@dataclass(frozen=True, slots=True)
class ShownRequest:
    """`asker`: user name; `state`: how far it is; `answer`, `outcome`, `note`: said on the way there. `layer`: where it comes from."""

    job: str
    asker: str
    title: str
    words: str
    area: str
    matter: str
    state: str
    answer: str
    outcome: str
    note: str
    layer: str


def shown_requests(layers: Sequence[str]) -> tuple[ShownRequest, ...]:
    """Of the layers that have some; raises PackError with file and line."""
    return tuple(found for layer in layers for found in _of_layer(layer))


def _of_layer(layer: str) -> list[ShownRequest]:
    path = layer_path(layer) / "office_requests.csv"
    if not path.is_file():
        return []
    found = []
    for where, row in read_csv(path, *COLUMNS):
        if row["job"] not in JOBS or row["state"] not in STATES:
            raise PackError(f"{where}: job {row['job']!r}, state {row['state']!r}")
        if row["state"] == "closed" and row["outcome"] not in OUTCOMES:
            raise PackError(f"{where}: outcome: {row['outcome']!r}")
        found.append(ShownRequest(**{name: row[name] for name in COLUMNS}, layer=layer))
    return found
