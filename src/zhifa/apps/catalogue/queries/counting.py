"""How many matters there are per field, where they come from, and what that is against the number that the plan states.

Nothing is padded: what the texts give is counted, the difference is said, and the open annex (OP-02) is named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhifa.apps.catalogue.queries.rows import OpenPointRow
from zhifa.apps.catalogue.queries.snapshot import snapshot
from zhifa.apps.registry.queries.book import county_layers
from zhifa.law.authority import BUREAU
from zhifa.packs import compiled
from zhifa.packs.plan import load_plan
from zhifa.packs.reading import layer_path
from zhifa.packs.reform import load_reform

ANNEX = "OP-02"


@dataclass(frozen=True, slots=True)
class FieldCount:
    """`by_hand`, `compiled`: matters that are loaded; `unnamed`: provisions that are proven and lack a name; `questions`: provisions that
    a person must decide. `transferred`: one of the fields that the plan gives to the county's bureau."""

    domain: str
    label: str
    transferred: bool
    by_hand: int
    compiled: int
    unnamed: int
    questions: int

    @property
    def loaded(self) -> int:
        """Matters in the catalogue."""
        return self.by_hand + self.compiled

    @property
    def derived(self) -> int:
        """Everything that the texts give, named or not."""
        return self.loaded + self.unnamed + self.questions


@dataclass(frozen=True)
class Tally:
    """`stated`: how many matters of the transferred fields the plan speaks of; None when it states none. `left_out`: provisions of the
    library that are no matters of the county."""

    fields: tuple[FieldCount, ...]
    stated: int | None
    annex: OpenPointRow | None
    left_out: int

    @cached_property
    def transferred(self) -> FieldCount:
        """The sum of the transferred fields."""
        return _sum("transferred", [f for f in self.fields if f.transferred])

    @cached_property
    def total(self) -> FieldCount:
        """The sum of all."""
        return _sum("total", self.fields)

    @property
    def difference(self) -> int | None:
        """Matters that are in the catalogue minus the stated number; None when none is stated."""
        return None if self.stated is None else self.transferred.loaded - self.stated


def tally() -> Tally:
    """Every field of the plan in its order; provisions whose field is open last (2 queries)."""
    known, layers = snapshot(), county_layers()
    loaded = Counter((m.domain, m.origin == compiled.ORIGIN) for m in known.matters.values())
    drafts = {c.domain: c for c in compiled.counts()} if compiled.LAYER in layers else {}
    plans = [layer for layer in layers if (layer_path(layer) / "plan.toml").is_file()]
    moved = {d.code for d in load_plan(plans[-1]).domains.values() if d.holder == BUREAU} if plans else set()
    reform = load_reform(layers)
    order = dict.fromkeys([*known.labels, *(m.domain for m in known.matters.values()), *drafts])
    return Tally(
        tuple(_field(d, known.labels.get(d, d), d in moved, loaded, drafts.get(d)) for d in order),
        reform.stated_matters if reform else None,
        next((p for p in known.open_points if p.code == ANNEX), None),
        compiled.left_out() if drafts else 0,
    )


def as_data(found: Tally) -> dict[str, Any]:
    """As plain values."""
    columns = ("domain", "label", "transferred", "by_hand", "compiled", "unnamed", "questions", "loaded", "derived")
    rows = (*found.fields, found.transferred, found.total)
    fields, moved, everything = ([{c: getattr(f, c) for c in columns} for f in some] for some in (rows[:-2], rows[-2:-1], rows[-1:]))
    annex = {"code": found.annex.code, "title": found.annex.title, "policy": found.annex.policy} if found.annex else None
    sums = {"transferred": moved[0], "total": everything[0]}
    return {"fields": fields, **sums, "stated": found.stated, "difference": found.difference, "annex": annex, "left_out": found.left_out}


def _field(domain: str, label: str, moved: bool, loaded: Counter[tuple[str, bool]], drafts: compiled.Count | None) -> FieldCount:
    """Names that are not loaded yet count as drafts: the catalogue is what the database holds."""
    of_texts = loaded[domain, True]
    waiting = max(0, drafts.named + drafts.unnamed - of_texts) if drafts else 0
    return FieldCount(domain, label, moved, loaded[domain, False], of_texts, waiting, drafts.questions if drafts else 0)


def _sum(name: str, some: list[FieldCount] | tuple[FieldCount, ...]) -> FieldCount:
    parts = ("by_hand", "compiled", "unnamed", "questions")
    return FieldCount("", name, name == "transferred", *(sum(getattr(f, part) for f in some) for part in parts))
