"""Verbs of the trail in plain words: the act labels of the transition tables, and what other rooms add."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from zhifa.law import procedure
from zhifa.law.procedure.states import Workflow

_OTHER: dict[str, str] = {}
_LEVELS = {"block": "late", "escalate": "late"}


def register(labels: Mapping[str, str]) -> None:
    """Words for verbs that are no act of a transition table (Chinese; translated through the catalogue)."""
    _OTHER.update(labels)


def others() -> tuple[str, ...]:
    """The registered words, for the catalog of strings."""
    return tuple(_OTHER.values())


@cache
def workflows() -> dict[str, Workflow]:
    """Every transition table of the law, by its name."""
    found: dict[str, Workflow] = {}
    for module in pkgutil.iter_modules(procedure.__path__):
        loaded = importlib.import_module(f"{procedure.__name__}.{module.name}")
        found |= {table.name: table for table in vars(loaded).values() if isinstance(table, Workflow)}
    return found


def spoken(entry: Any, labels: Mapping[str, str]) -> str:
    """The verb of a trail entry for a reader; `incident.accept` and `accept` both work."""
    verb = str(entry.verb)
    short = verb.rsplit(".", 1)[-1]
    own = workflows().get(verb.split(".", 1)[0]) or workflows().get(str(getattr(entry, "subject_type", "")).rsplit(".", 1)[-1])
    for words in (labels, own.act_labels if own else {}, _OTHER, *(w.act_labels for w in workflows().values())):
        for key in (verb, short):
            if key in words:
                return _(words[key])
    return verb


def level(entry: Any) -> str:
    """How the dot of the entry is drawn."""
    return _LEVELS.get(str(getattr(entry, "outcome", "")), "")
