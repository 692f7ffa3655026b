"""What may be learned from corrections: nothing from a single one, nothing that others contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from zhifa.algorithms.matching.memory import LEAST_LIKENESS, Memory
from zhifa.algorithms.matching.reading import normalized
from zhifa.algorithms.matching.vocabulary import Correction

LEAST_AGREEING = 2  # corrections of alike texts that must say the same, this one among them
SAME_THING = 0.5  # likeness from which two texts should not be decided differently


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two corrections of texts that are nearly alike and were decided differently; `kept`: the first one stands all the same because
    more agree with it."""

    first: Correction
    second: Correction
    likeness: float
    kept: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """`kept` teach; `alone` wait for a second one that agrees; `outvoted` are contradicted by at least as many as agree; `unknown`
    chose a matter that the catalogue no longer has."""

    kept: tuple[Correction, ...]
    alone: tuple[Correction, ...]
    outvoted: tuple[Correction, ...]
    unknown: tuple[Correction, ...]
    conflicts: tuple[Conflict, ...]


def learn(corrections: Iterable[Correction], matters: frozenset[str]) -> Lessons:
    """The same corrections in any order of equal texts give the same lessons. A later correction of the same text replaces the earlier;
    `matters`: codes of the catalogue."""
    last = tuple({normalized(c.text): c for c in corrections}.values())
    unknown = tuple(c for c in last if not matters.issuperset(c.accepted))
    known = tuple(c for c in last if matters.issuperset(c.accepted))
    memory = Memory(known)
    kept: list[Correction] = []
    alone: list[Correction] = []
    outvoted: list[Correction] = []
    conflicts: list[Conflict] = []
    for correction in known:
        agreeing, against = _others(memory, known, correction)
        stands = len(agreeing) + 1 >= LEAST_AGREEING and len(agreeing) + 1 > len(against)
        (kept if stands else outvoted if against and len(agreeing) + 1 <= len(against) else alone).append(correction)
        conflicts += [Conflict(correction, known[row], share, stands) for row, share in against if correction.id <= known[row].id]
    return Lessons(tuple(kept), tuple(alone), tuple(outvoted), unknown, tuple(conflicts))


def _others(
    memory: Memory, known: tuple[Correction, ...], correction: Correction
) -> tuple[list[tuple[int, float]], list[tuple[int, float]]]:
    """(row, likeness) of those that agree with this one and of those that contradict it."""
    agreeing, against = [], []
    likeness = memory.likeness(normalized(correction.text))
    for row in np.flatnonzero(likeness >= LEAST_LIKENESS).tolist():
        other, share = known[row], round(float(likeness[row]), 3)
        if other is correction:
            continue
        if agree(correction, other):
            agreeing.append((row, share))
        elif share >= SAME_THING:
            against.append((row, share))
    return agreeing, against


def agree(one: Correction, other: Correction) -> bool:
    """Both say that it is nothing for enforcement, or they share a matter."""
    return (not one.accepted and not other.accepted) or not set(one.accepted).isdisjoint(other.accepted)
