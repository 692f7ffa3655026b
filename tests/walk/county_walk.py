"""Everything at once: which workflow is tried next, and the look at the invariants on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.walk import coverage, inspecting, loop, ordinary, penalties
from tests.walk.invariants import AT_THE_END, EVERY, trail_verifies
from tests.walk.walker import Broken, Walker

Try = Callable[[Walker], None]
ALL: tuple[tuple[Try, int], ...] = (
    (loop.report, 2),
    (loop.on_incident, 3),
    (loop.on_dispatch, 8),
    (loop.on_dispute, 1),
    (loop.clockwork, 1),
    (penalties.on_case, 7),
    (penalties.on_order, 3),
    (penalties.receipt, 3),
    (penalties.on_document, 1),
    (ordinary.on_case, 14),
    (inspecting.on_plan, 4),
    (inspecting.on_visit, 6),
    (inspecting.on_finding, 2),
    (inspecting.clockwork, 1),
    (coverage.on_cutover, 2),
)


def walked(seed: int, acts: int, tries: Sequence[tuple[Try, int]] = ALL, look_every: int = 20) -> Walker:
    """A walk of so many acts. Raises Broken with the seed and the last steps when an invariant does not hold."""
    walk = Walker(seed)
    chosen, weights = [t for t, _ in tries], [w for _, w in tries]
    looked = 0
    while walk.count < acts:
        walk.tick()
        walk.any.choices(chosen, weights)[0](walk)
        if walk.count - looked >= look_every:
            looked = walk.count
            look(walk, EVERY)
    look(walk, AT_THE_END)
    if problems := trail_verifies(walk):
        raise Broken(walk.story("\n".join(problems)))
    return walk


def look(walk: Walker, invariants: Sequence[Callable[[Walker], object]]) -> None:
    """All of them; every problem is named."""
    found = [problem for invariant in invariants for problem in invariant(walk)]  # type: ignore[attr-defined]
    if found:
        raise Broken(walk.story("\n".join(found)))
